"""Tests of the rule `lifetime`."""

from __future__ import annotations

from audits.model import Confidence, Outcome
from tests.evidence import accepted, before, claim, cookie, finding

RULE = "lifetime"


def test_fails_when_own_cookies_live_longer_than_said_of_all() -> None:
    said = claim("lifetime", subject="cookies", duration="P13M")
    found = finding(RULE, before(cookie("prefs", life="P3Y")), claims=[said])
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.MEDIUM)


def test_cookies_of_others_do_not_break_it() -> None:
    said = claim("lifetime", subject="cookies", duration="P1M")
    visit = before(cookie("a", life="P1D"), cookie("IDE", ".doubleclick.net", life="P1Y"))
    assert finding(RULE, visit, claims=[said]).outcome is Outcome.PASSED


def test_the_consent_cookie_is_what_an_answer_stored() -> None:
    said = claim("lifetime", subject="consent cookie", duration="P1Y")
    kept = before(), accepted(cookie("cookie_consent", life="P1Y", value="yes"), cookie("_ga", life="P2Y"))
    assert finding(RULE, *kept, claims=[said]).outcome is Outcome.PASSED
    broken = before(), accepted(cookie("cookie_consent", life="P10Y", value="yes"))
    found = finding(RULE, *broken, claims=[said])
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.HIGH)


def test_a_name_or_a_category_picks_its_cookies() -> None:
    visit = before(cookie("_ga", life="P2Y"))
    assert finding(RULE, visit, claims=[claim("lifetime", subject="_ga", duration="P1Y")]).outcome is Outcome.FAILED
    by_kind = claim("lifetime", subject="analytics cookies", duration="P1Y")
    assert finding(RULE, visit, claims=[by_kind]).outcome is Outcome.FAILED


def test_a_cookie_whose_unmarked_name_stands_in_the_statement_is_the_one_it_is_about() -> None:
    said = claim("lifetime", "Eväste istunto poistuu, kun suljet selaimen.", subject="cookies", duration="session")
    lasting = cookie("_ga", life="P2Y")
    assert finding(RULE, before(cookie("istunto"), lasting), claims=[said]).outcome is Outcome.PASSED
    assert finding(RULE, before(cookie("istunto", life="P1Y")), claims=[said]).outcome is Outcome.FAILED
    assert finding(RULE, before(cookie("istun"), lasting), claims=[said]).outcome is Outcome.FAILED


def test_cannot_tell_for_definitions_open_ends_and_several_times() -> None:
    visit = before(cookie("_ga", life="P2Y"))
    definition = claim("lifetime", subject="session cookies", duration="session")
    assert finding(RULE, visit, claims=[definition]).reason == "definition"
    assert (
        finding(RULE, visit, claims=[claim("lifetime", subject="cookies", duration="variable")]).reason == "open-ended"
    )
    two = [claim("lifetime", subject="cookies", duration=duration) for duration in ("P1D", "P1Y")]
    assert finding(RULE, visit, claims=two).reason == "example"


def test_cannot_tell_when_none_was_seen_or_the_words_are_guarded() -> None:
    said = claim("lifetime", subject="cookies", duration="P1D")
    assert finding(RULE, before(), claims=[said]).reason == "not-seen"
    guarded = claim("lifetime", subject="cookies", duration="P1D", hedged=True)
    assert finding(RULE, before(cookie("a", life="P1Y")), claims=[guarded]).outcome is Outcome.CANT_TELL


def test_a_time_said_of_the_cookie_just_named_is_that_cookies() -> None:
    record = claim("consent-record", "A cookie remembers your choice.")
    said = claim("lifetime", "This cookie is kept for one year.", subject="cookies", duration="P1Y")
    visits = before(), accepted(cookie("cookie_consent", life="P1Y", value="yes"), cookie("_ga", life="P2Y"))
    assert finding(RULE, *visits, claims=[said, record]).outcome is Outcome.PASSED
    assert finding(RULE, *visits, claims=[said, claim("cookie", name="_ga")]).outcome is Outcome.FAILED
    assert finding(RULE, *visits, claims=[said, claim("service", vendor="Hotjar")]).reason == "not-seen"
