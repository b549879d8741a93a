"""stored-data: what is stored in cookies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, in_cookie_section, is_hedged, is_statement, names_cookies
from audits.claims.found import Found, found
from audits.claims.negation import denial, negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading
from audits.claims.wording import listed

TYPE = "stored-data"
_DATA = (
    *("ip", "pages", "duration", "referrer", "clicks", "actions", "browser", "os", "device", "language", "country"),
    *("location", "date-time", "random-id", "name", "address", "theme", "cart", "login", "isp", "consent", "visits"),
    "site",
)
_NAMES = {
    "ip": "the IP address",
    "pages": "the pages visited",
    "duration": "the length of the visit",
    "referrer": "where the visitor came from",
    "clicks": "what is clicked",
    "actions": "what the visitor does",
    "browser": "the browser",
    "os": "the operating system",
    "device": "the device",
    "date-time": "the time of the visit",
    "random-id": "an identifier",
    "theme": "the look that was chosen",
    "cart": "the shopping cart",
    "login": "the login",
    "isp": "the internet provider",
    "consent": "the consent given",
    "visits": "the number of visits",
    "site": "data on the site",
}
"""What each kind of data is called; the others by their own name."""
_A_LIST = 2
"""Kinds of data that make an enumeration."""
TRIGGERS = tuple(f"datum.{kind}" for kind in _DATA)


def find(reading: Reading) -> Iterator[Found]:
    """Yield the kinds of data that a cookie (or a service's cookies) is said to hold."""
    if reading.is_heading or reading.has("blocking", "consent", "change"):
        return
    data = reading.named("datum.")
    lead = reading.lead_in
    if (
        lead is not None
        and lead.has("datum_list")
        and not negations(reading)
        and (names_cookies(lead) or lead.vendors or in_cookie_section(lead))
    ):
        yield found(reading, {"data": data}, lead.all("datum_list"))
        return
    if not data or not is_statement(reading) or not about_cookies(reading):
        return
    listed = _enumerated(reading)
    if listed:
        yield found(reading, {"data": data}, (listed,), is_hedged(reading))
        return
    subject = reading.all("cookie", "these")
    store = reading.near(reading.all("store"), reading.all(*(f"datum.{name}" for name in data)), 8)
    if store is None or not subject or negated(reading, store[0]):
        return
    if names_cookies(reading) or reading.vendors or subject[0].first <= 3:
        yield found(reading, {"data": data}, store, is_hedged(reading))


def _enumerated(reading: Reading) -> Hit | None:
    """Return the words that open an enumeration of data in the sentence itself ("the following data: …")."""
    listed = reading.first("datum_list")
    if listed is None or denial(reading, listed, 6):
        return None
    return listed if sum(hit.first > listed.first for hit in reading.all(*TRIGGERS)) >= _A_LIST else None


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    data = [_NAMES.get(kind, kind) for kind in params.get("data", ())]
    return f"Data is collected with cookies: {listed(data) or 'data on the visit'}."
