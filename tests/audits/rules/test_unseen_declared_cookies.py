"""Tests of the rule `unseen-declared-cookies`."""

from __future__ import annotations

from audits.model import Outcome
from crawler.evidence.model import AnswerResult
from tests.evidence import accepted, banner, before, claim, cookie, document, finding

RULE = "unseen-declared-cookies"
GA, SID = claim("cookie", name="_ga*"), claim("cookie", name="PHPSESSID")
SESSION = cookie("PHPSESSID", "www.shop.example")


def test_passes_when_every_listed_cookie_was_seen() -> None:
    visits = before(SESSION), accepted(cookie("_ga_ABC"), look=[SESSION])
    assert finding(RULE, *visits, claims=[GA, SID]).outcome is Outcome.PASSED


def test_what_was_not_seen_is_named_and_never_failed() -> None:
    found = finding(RULE, before(SESSION), accepted(), claims=[GA, SID])
    assert (found.outcome, found.reason, found.subjects) == (Outcome.CANT_TELL, "not-visited", ("_ga*",))


def test_without_an_acceptance_that_is_said() -> None:
    shown = banner("accept")
    unproved = accepted(answer=AnswerResult.FAILED, shown=shown)
    assert finding(RULE, before(SESSION, shown=shown), unproved, claims=[GA]).reason == "no-acceptance"


def test_inapplicable_without_a_list_of_this_site() -> None:
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE
    other = document(url="https://elsewhere.example/cookies")
    assert finding(RULE, before(), claims=[GA], documents=[other]).outcome is Outcome.INAPPLICABLE


def test_cannot_tell_without_a_policy() -> None:
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
