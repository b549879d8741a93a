"""stored-data: what is stored in cookies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, in_cookie_section, is_hedged, is_statement, names_cookies
from audits.claims.found import Found, found
from audits.claims.negation import denial, negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.translation import noted, say, say_list

TYPE = "stored-data"
_DATA = (
    *("ip", "pages", "duration", "referrer", "clicks", "actions", "browser", "os", "device", "language", "country"),
    *(
        "location",
        "date-time",
        "random-id",
        "name",
        "address",
        "email",
        "theme",
        "cart",
        "login",
        "isp",
        "consent",
        "visits",
    ),
    "site",
)
_NAMES = {
    "ip": noted("the IP address"),
    "pages": noted("the pages visited"),
    "duration": noted("the length of the visit"),
    "referrer": noted("where the visitor came from"),
    "clicks": noted("what is clicked"),
    "actions": noted("what the visitor does"),
    "browser": noted("the browser"),
    "os": noted("the operating system"),
    "device": noted("the device"),
    "date-time": noted("the time of the visit"),
    "random-id": noted("an identifier"),
    "email": noted("the e-mail address"),
    "theme": noted("the look that was chosen"),
    "cart": noted("the shopping cart"),
    "login": noted("the login"),
    "isp": noted("the internet provider"),
    "consent": noted("the consent given"),
    "visits": noted("the number of visits"),
    "site": noted("data on the site"),
}
"""What each kind of data is called; the others by their own name."""
_A_LIST = 2
"""Kinds of data that make an enumeration."""
_REACH = 8
"""Words between what collects and the first kind of data."""
TRIGGERS = tuple(f"datum.{kind}" for kind in _DATA)
_TELLING = (
    *("datum.ip", "datum.country", "datum.location", "datum.date-time", "datum.random-id", "datum.name"),
    *("datum.address", "datum.email", "datum.isp", "datum.site"),
)
"""Kinds that say something when named alone; of the others, policies speak in passing ("if you click …")."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield the kinds of data that a cookie (or a service's cookies) is said to hold."""
    if reading.is_heading or reading.has("blocking", "change"):
        return
    data = _named(reading)
    lead = reading.lead_in
    if lead is not None and lead.has("datum_list") and not negations(reading) and _of_cookies(lead):
        yield found(reading, {"data": data}, lead.all("datum_list"))
        return
    if not data or not is_statement(reading) or not (about_cookies(reading) or _of_service(reading)):
        return
    if data == ["ip"] and reading.has("anonymous", "truncate"):  # "IP addresses are anonymised before they are stored"
        return
    decisive = _enumerated(reading) or _listed(reading) or _collected(reading) or _held(reading)
    if decisive:
        yield found(reading, {"data": data}, decisive, is_hedged(reading))


def _of_cookies(lead: Reading) -> bool:
    return names_cookies(lead) or bool(lead.vendors) or in_cookie_section(lead)


def _of_service(reading: Reading) -> bool:
    """Tell whether the sentence is about a measuring service: named in it or by the heading above."""
    if reading.vendors or reading.has("analytics_tool"):
        return True
    heading = reading.nearest_heading
    return heading is not None and (bool(heading.vendors) or heading.has("analytics_tool", "cat.analytics"))


def _enumerated(reading: Reading) -> tuple[Hit, ...]:
    """Return the words that open an enumeration of data in the sentence itself ("the following data: …")."""
    listed = reading.first("datum_list")
    if listed is None or denial(reading, listed, 6):
        return ()
    return (listed,) if len(_named(reading, listed.first)) >= _A_LIST else ()


def _listed(reading: Reading) -> tuple[Hit, ...]:
    """Return the words over a list that collect data, when its item names several kinds ("statistics (pages, …)")."""
    lead = reading.lead_in
    if lead is None or not lead.has("data") or len(_named(reading)) < _A_LIST or negations(reading):
        return ()
    return tuple(lead.all("collect", "store")[:1])


def _collected(reading: Reading) -> tuple[Hit, ...]:
    """Return the words that collect or store several kinds of data of the visit."""
    if len(_named(reading)) < _A_LIST or reading.has("share"):
        return ()
    near = reading.near(reading.all("store", "collect"), reading.all(*TRIGGERS), _REACH)
    return () if near is None or negated(reading, near[0]) or negated(reading, near[1]) else near


def _held(reading: Reading) -> tuple[Hit, ...]:
    """Return the words by which a cookie itself is said to hold one kind of data ("the cookie stores your IP")."""
    if reading.has("if_consent", "only_if", "consent"):
        return ()
    subject = reading.first("cookie", "these")
    plainly = reading.near(reading.all("cookie"), reading.all("store"), 0)
    store = reading.near(reading.all("store"), reading.all(*(TRIGGERS if plainly else _TELLING)), _REACH)
    if subject is None or store is None or any(hit.first < subject.first for hit in reading.all("use")):
        return ()
    if negated(reading, store[0]) or any(no.first < store[1].first for no in negations(reading)):
        return ()
    return store if names_cookies(reading) or (subject.first <= 3 and not reading.vendors) else ()


def _named(reading: Reading, after: int = -1) -> list[str]:
    """Return the kinds of data named, in order; words that stand for two kinds ("IP address") count once."""
    kept: list[Hit] = []
    for hit in sorted(reading.all(*TRIGGERS), key=lambda hit: (hit.first - hit.last, hit.concept != "datum.ip")):
        if hit.first > after and not overlaps(hit, kept):
            kept.append(hit)
    return list(dict.fromkeys(hit.concept.removeprefix("datum.") for hit in sorted(kept, key=lambda hit: hit.first)))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    data = [say(_NAMES[kind]) if kind in _NAMES else kind for kind in params.get("data", ())]
    return say("Data is collected with cookies: {data}.", data=say_list(data) or say("data on the visit"))
