"""A statement on a part of a site is never held against the whole of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audits.engine import audit
from audits.model import Claim, Outcome
from tests.evidence import Page, accepted, banner, before, claim, cookie, finding, rejected, request, sealed

GA = cookie("_ga", life="P2Y")
STATEMENTS = [
    claim("no-cookies", "The chat widget sets no cookies.", kind=["all"], by="any"),
    claim("prior-consent", "Legal basis: your consent.", state="before", blocked=["all"]),
    claim("lifetime", "Duration: 24 hours after the click.", subject="cookies", duration="PT24H"),
    claim("party", "Only own cookies are used in the app.", party="first-only"),
    claim("sharing", "What you write in the chat is not shared with third parties.", shared=False),
]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.type)
def test_what_the_site_does_does_not_break_a_statement_on_a_part_of_it(statement: Claim) -> None:
    rule = {"sharing": "sharing-despite-denial"}.get(statement.type, statement.type)
    visits = before(GA, cookie("IDE", ".doubleclick.net", life="P390D")), accepted(GA)
    found = finding(rule, *visits, claims=[replace(statement, about="chat widget")])
    assert found.outcome is Outcome.CANT_TELL


def test_the_part_is_named_and_what_was_seen_stays_in_the_finding() -> None:
    statement = replace(STATEMENTS[0], about="chat widget")
    found = finding("no-cookies", before(GA), claims=[statement])
    assert (found.reason, found.subjects) == ("part", ("_ga",))
    assert "“chat widget”" in found.message
    assert found.evidence
    assert found.settled_by


def test_a_part_that_was_not_looked_at_does_not_pass_either() -> None:
    statement = replace(STATEMENTS[0], about="chat widget")
    assert finding("no-cookies", before(), accepted(), claims=[statement]).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(("denied", "outcome"), [("The live chat sets", "passed"), ("We set", "failed")])
def test_a_statement_on_a_part_contradicts_no_list_of_the_sites_cookies(
    denied: str, outcome: str, tmp_path: Path
) -> None:
    table = "<table><tr><th>Cookie</th><th>Purpose</th></tr><tr><td>_ga</td><td>Statistics</td></tr></table>"
    policy = Page(f"<h1>Cookie policy</h1><p>{denied} no cookies.</p><h2>Our cookies</h2>{table}", "cookies")
    report = audit(sealed(tmp_path / "bundle", before(GA), pages=[policy]))
    found = [finding for finding in report.findings if finding.rule == "policy-contradicts-itself"]
    assert [finding.outcome for finding in found] == [outcome]


RECORD = cookie("cookie_consent", life="P5Y", value="accepted")


@pytest.mark.parametrize(("life", "outcome"), [("P2Y", "passed"), ("P10Y", "failed")])
def test_a_time_for_a_kind_of_cookies_is_held_against_no_other_kind(life: str, outcome: str, tmp_path: Path) -> None:
    said = "Analytics cookies stay on your device for up to two years."
    page = Page(f"<h1>Cookie policy</h1><p>{said}</p>", "cookies")
    counted = cookie("_ga", life=life)
    visits = before(counted), accepted(RECORD, look=[counted])
    report = audit(sealed(tmp_path / "bundle", *visits, pages=[page]))
    assert [each.outcome for each in report.findings if each.rule == "lifetime"] == [outcome]


@pytest.mark.parametrize(("sent", "outcome"), [([], "passed"), (["VISITOR_INFO1_LIVE"], "failed")])
def test_a_word_on_a_players_cookies_is_not_broken_by_the_player(sent: list[str], outcome: str, tmp_path: Path) -> None:
    said = "We embed videos in privacy-enhanced mode; YouTube sets no cookies until you start the video."
    player = request("https://www.youtube-nocookie.com/embed/x", "document", sent=sent)
    page = Page(f"<h1>Cookie policy</h1><p>{said}</p>", "cookies")
    report = audit(sealed(tmp_path / "bundle", before(requests=[player]), pages=[page]))
    assert [each.outcome for each in report.findings if each.rule == "embedded"] == [outcome]


def test_no_other_cookies_than_those_listed_denies_none_of_them(tmp_path: Path) -> None:
    table = "<table><tr><th>Cookie</th><th>Purpose</th></tr><tr><td>_ga</td><td>Statistics</td></tr></table>"
    page = Page(f"<h1>Cookie policy</h1>{table}<p>No other cookies are used on our website.</p>", "cookies")
    report = audit(sealed(tmp_path / "bundle", before(GA), accepted(GA), pages=[page]))
    failed = {each.rule for each in report.findings if each.outcome == "failed"}
    assert not failed & {"no-cookies", "policy-contradicts-itself"}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("We measure visits with Matomo, which is exempt from consent.", "failed"),
        ("Analytics cookies do not require your consent.", "cantTell"),
    ],
)
def test_an_exemption_of_one_service_covers_no_other(said: str, outcome: str, tmp_path: Path) -> None:
    page = Page(f"<h1>Cookie policy</h1><p>{said}</p>", "cookies")
    report = audit(sealed(tmp_path / "bundle", before(GA), pages=[page]))
    assert "consent-exempt" in {each.type for each in report.claims}
    assert [each.outcome for each in report.findings if each.rule == "cookies-before-consent"] == [outcome]


def test_only_necessary_cookies_after_a_refusal_means_none_of_any_other_kind(tmp_path: Path) -> None:
    said = "Cookies for statistics are set when you agree. If you refuse, only necessary cookies are set."
    page = Page(f"<h1>Cookie policy</h1><p>{said}</p>", "cookies")
    marketing = cookie("_fbp", life="P90D", value="fb.1.1772366400000.123456789012345678")
    shown = banner("accept", "reject")
    visits = before(shown=shown), rejected(marketing, shown=shown), accepted(marketing, shown=shown)
    report = audit(sealed(tmp_path / "bundle", *visits, pages=[page]))
    broken = [each for each in report.findings if each.rule == "prior-consent" and each.outcome == "failed"]
    assert ["If you refuse" in each.message for each in broken] == [True]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("If you refuse, no marketing cookies are set and nothing is shared with our partners.", "cantTell"),
        ("If you refuse, no marketing cookies are set.", "passed"),
    ],
)
def test_a_word_on_more_than_cookies_is_not_kept_beside_tracking_requests(
    said: str, outcome: str, tmp_path: Path
) -> None:
    page = Page(f"<h1>Cookie policy</h1><p>{said}</p>", "cookies")
    shown = banner("accept", "reject")
    pixel = request("https://www.facebook.com/tr/?id=1&ev=PageView", "image")
    visits = before(shown=shown), rejected(requests_after=[pixel], shown=shown), accepted(shown=shown)
    report = audit(sealed(tmp_path / "bundle", *visits, pages=[page]))
    assert [each.outcome for each in report.findings if each.rule == "prior-consent"] == [outcome]
