"""signal: Do Not Track or Global Privacy Control is, or is not, honoured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import names_signal
from audits.claims.found import Found, found
from audits.claims.negation import denial, negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import noted, say

TYPE = "signal"
TRIGGERS = ("dnt", "gpc")


def find(reading: Reading) -> Iterator[Found]:
    """Yield how the site answers the browser's signal."""
    if reading.is_question:
        return
    for signal in ("dnt", "gpc"):
        hits = [hit for hit in reading.all(signal) if names_signal(reading, hit) or reading.has("browser", "can")]
        if not hits:
            continue
        ignored = reading.first("ignore_signal")
        answers = [hit for hit in reading.all("honour") if not overlaps(hit, hits)]  # "Niet volgen" is but the name
        own = answers[:1] if answers and reading.has("this_site") else []  # "we respect it, even if others may not"
        honour = reading.near(own, hits, 14) or reading.near(answers, hits, 14)
        if ignored:
            yield found(reading, {"signal": signal, "honours": negated(reading, ignored)}, (hits[0], ignored))
        elif honour:
            honours = not negated(reading, honour[0])
            yield found(reading, {"signal": signal, "honours": honours}, (hits[0], honour[0]))
        elif stopped := _stops_tracking(reading, hits):
            yield found(reading, {"signal": signal, "honours": True}, (hits[0], stopped))


def _stops_tracking(reading: Reading, signals: list[Hit]) -> Hit | None:
    """Return the tracking that the site says it leaves off when the signal is on."""
    if not reading.has("this_site"):
        return None
    deeds = reading.all("tracking", "collect")
    others = [deed for deed in deeds if not any(name.first <= deed.first <= name.last for name in signals)]
    return next((deed for deed in others if denial(reading, deed, 4)), None)


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    name = {"dnt": "Do Not Track", "gpc": "Global Privacy Control"}.get(str(params.get("signal")), say("The signal"))
    template = noted("{signal} is honoured.") if params.get("honours") else noted("{signal} is not honoured.")
    return say(template, signal=name)
