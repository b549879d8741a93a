"""stored-data: what is stored in cookies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, is_hedged, is_statement, names_cookies
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.reading import Reading

TYPE = "stored-data"
TRIGGERS = ("store", "datum_list")


def find(reading: Reading) -> Iterator[Found]:
    """Yield the kinds of data that a cookie (or a service's cookies) is said to hold."""
    if reading.is_heading or not is_statement(reading) or not about_cookies(reading):
        return
    data = reading.named("datum.")
    if not data:
        return
    hits = reading.all(*(f"datum.{name}" for name in data))
    subject = reading.all("cookie", "these") + ([] if not reading.lead_in else reading.lead_in.all("datum_list"))
    store = reading.near(reading.all("store"), hits, 8)
    if store is None or not subject or negated(reading, store[0]):
        return
    if not names_cookies(reading) and not reading.vendors and subject[0].first > 3:
        return
    if reading.has("block", "browser_way", "consent", "change"):
        return
    yield found(reading, {"data": data}, store, is_hedged(reading))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return f"Cookies store: {', '.join(params.get('data', ())) or 'data on the visit'}."
