"""Tests of the rule `no-third-party-requests`."""

from __future__ import annotations

import pytest

from audits.model import Outcome
from tests.evidence import accepted, banner, before, claim, finding, request

RULE = "no-third-party-requests"


ALL_OWN = claim("no-third-party-requests")


def test_fails_when_another_company_is_asked_for_something() -> None:
    font = request("https://fonts.googleapis.com/css", "stylesheet")
    found = finding(RULE, before(), accepted(requests_after=[font]), claims=[ALL_OWN])
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("fonts.googleapis.com",))


def test_passes_when_every_request_stays_home() -> None:
    visits = before(requests=[request("https://img.shop.example/a.png", "image")]), accepted()
    assert finding(RULE, *visits, claims=[ALL_OWN]).outcome is Outcome.PASSED


def test_a_host_nobody_knows_may_be_the_sites_own() -> None:
    visits = before(requests=[request("https://static.shopfiles.example.net/a.js", "script")]), accepted()
    assert finding(RULE, *visits, claims=[ALL_OWN]).reason == "unknown-hosts"


def test_cannot_tell_without_an_acceptance_or_with_guarded_words() -> None:
    assert finding(RULE, before(shown=banner("accept")), claims=[ALL_OWN]).reason == "no-acceptance"
    guarded = claim("no-third-party-requests", hedged=True)
    visit = before(requests=[request("https://fonts.googleapis.com/css", "stylesheet")])
    assert finding(RULE, visit, claims=[guarded]).outcome is Outcome.CANT_TELL


def test_content_from_the_site_alone_is_not_broken_by_a_report_of_the_visit() -> None:
    content = claim("no-third-party-requests", of="content")
    told = request("https://region1.google-analytics.com/g/collect?v=2", "ping")
    found = finding(RULE, before(requests=[told]), accepted(), claims=[content])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "only-told")
    tag = request("https://www.googletagmanager.com/gtag/js", "script")
    found = finding(RULE, before(requests=[told, tag]), accepted(), claims=[content])
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("www.googletagmanager.com",))


FONTS = "All fonts and scripts are loaded from our own servers."
PICTURE = request("https://www.google.com/maps/vt/tile.png", "image")


@pytest.mark.parametrize(
    ("quote", "of"),
    [
        (FONTS, {"of": "content"}),
        ("We use no external fonts.", {}),
        ("Alla typsnitt och skript laddas från våra egna servrar.", {"of": "content"}),
        ("Wij gebruiken geen externe lettertypen.", {}),
        ("Unsere Schriftarten liegen auf unserem eigenen Server.", {"of": "content"}),
        ("All fonts and icons come from our own server.", {"of": "content"}),
    ],
)
def test_a_statement_on_parts_is_kept_whatever_else_is_loaded(quote: str, of: dict[str, str]) -> None:
    pixel = request("https://www.google-analytics.com/g/collect?v=2", "ping")
    said = claim(RULE, quote, **of)
    found = finding(RULE, before(requests=[PICTURE, pixel]), accepted(), claims=[said])
    assert (found.outcome, found.reason) == (Outcome.PASSED, "parts")


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://fonts.gstatic.com/s/a.woff2", "font"),
        ("https://fonts.googleapis.com/css", "stylesheet"),
        ("https://www.googletagmanager.com/gtag/js", "script"),
    ],
)
def test_a_statement_on_parts_is_broken_by_these_alone(url: str, kind: str) -> None:
    said = claim(RULE, FONTS, of="content")
    found = finding(RULE, before(requests=[PICTURE, request(url, kind)]), accepted(), claims=[said])
    assert (found.outcome, found.subjects) == (Outcome.FAILED, (url.split("/")[2],))


def test_cannot_tell_whether_a_statement_means_more_than_the_parts_beside_it() -> None:
    quote = "Our fonts are hosted locally; no connection to external servers is made."
    found = finding(RULE, before(requests=[PICTURE]), accepted(), claims=[claim(RULE, quote)])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "other-parts")
