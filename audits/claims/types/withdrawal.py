"""withdrawal: the visitor can change or withdraw the choice later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, is_generic, points_elsewhere
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.patterns import Hit
from audits.claims.reading import Reading

TYPE = "withdrawal"
TRIGGERS = ("withdraw", "change", "change_choice")
_MEANINGS = {
    "site-tool": "Visitors can change or withdraw their choice on the site.",
    "browser": "Visitors can withdraw their choice by means of their browser.",
    "contact": "Visitors can withdraw their consent by getting in touch.",
}


def find(reading: Reading) -> Iterator[Found]:
    """Yield the ways in which the choice can be changed or withdrawn."""
    pair = _change(reading)
    if pair is None or reading.is_question or negated(reading, pair[0], 5):
        return
    if reading.has("change_policy") or (is_generic(reading) and not reading.has("visitor")):
        return
    for via in _ways(reading):
        yield found(reading, {"via": via}, pair)


def _change(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the changing and what is changed; None where it is not the choice of cookies that changes."""
    if not (about_cookies(reading) or _service_heading(reading)):
        return None
    withdrawn = reading.near(reading.all("withdraw"), reading.all("consent", "choice"), 8)
    if withdrawn:
        return withdrawn
    named = reading.first("change_choice")
    if named:
        return named, named
    changed = reading.near(reading.all("change"), reading.all("your_choice"), 6)
    if changed and (reading.has("anytime", "tool", "browser_way", "button") or reading.is_heading):
        return changed
    if reading.has("browser_way", "browser"):
        return None
    changed = reading.near(reading.all("change"), reading.all("choice"), 6)
    named_way = reading.has("anytime", "button") or (reading.has("tool") and not points_elsewhere(reading))
    return changed if changed and named_way else None


def _service_heading(reading: Reading) -> bool:
    heading = reading.nearest_heading
    return bool(heading and heading.vendors)


def _ways(reading: Reading) -> list[str]:
    ways = []
    in_browser = reading.has("browser_way", "browser") and not (reading.has("remember") and not reading.has("block"))
    if in_browser and reading.has("browser_way", "block"):
        ways.append("browser")
    on_site = reading.has("banner", "button", "tool", "contact")
    deleting = reading.near(reading.all("block"), reading.all("cookie", "these"), 3)
    if deleting and reading.has("withdraw") and not on_site:
        return ["browser"]
    if reading.has("banner", "button") or (reading.has("tool") and not ways):
        ways.append("site-tool")
    if reading.has("contact") and not ways:
        ways.append("contact")
    return ways or ["site-tool"]


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return _MEANINGS.get(str(params.get("via")), "Visitors can change or withdraw their choice later.")
