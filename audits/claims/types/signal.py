"""signal: Do Not Track or Global Privacy Control is, or is not, honoured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.reading import Reading

TYPE = "signal"
TRIGGERS = ("dnt", "gpc")


def find(reading: Reading) -> Iterator[Found]:
    """Yield how the site answers the browser's signal."""
    if reading.is_question:
        return
    for signal in ("dnt", "gpc"):
        hits = reading.all(signal)
        if not hits:
            continue
        ignored = reading.first("ignore_signal")
        honour = reading.near(reading.all("honour"), hits, 14)
        if ignored:
            yield found(reading, {"signal": signal, "honours": negated(reading, ignored)}, (hits[0], ignored))
        elif honour:
            honours = not negated(reading, honour[0])
            yield found(reading, {"signal": signal, "honours": honours}, (hits[0], honour[0]))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    name = {"dnt": "Do Not Track", "gpc": "Global Privacy Control"}.get(str(params.get("signal")), "The signal")
    return f"{name} is {'honoured' if params.get('honours') else 'not honoured'}."
