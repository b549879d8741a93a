"""Tests of the rule `list-complete`."""

from __future__ import annotations

from audits.model import Outcome
from tests.evidence import accepted, before, claim, cookie, finding

RULE = "list-complete"


COMPLETE = claim("list-complete")
ROW = claim("cookie", name="PHPSESSID")


def test_fails_when_a_tracker_is_left_out() -> None:
    visits = before(cookie("PHPSESSID")), accepted(cookie("_fbp", life="P90D"))
    found = finding(RULE, *visits, claims=[COMPLETE, ROW])
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("_fbp",))


def test_passes_when_everything_is_listed() -> None:
    rows = [ROW, claim("cookie", name="_fbp")]
    visits = before(cookie("PHPSESSID")), accepted(cookie("_fbp", life="P90D"))
    assert finding(RULE, *visits, claims=[COMPLETE, *rows]).outcome is Outcome.PASSED


def test_cannot_tell_when_the_list_is_unread_or_may_go_on_elsewhere() -> None:
    visits = before(cookie("PHPSESSID")), accepted(cookie("_fbp", life="P90D"))
    assert finding(RULE, *visits, claims=[COMPLETE]).reason == "no-list"
    assert (
        finding(RULE, *visits, claims=[COMPLETE, ROW, claim("cookie-list", url="https://cmp.example/list")]).reason
        == "list-elsewhere"
    )


def test_an_unlisted_necessary_cookie_leaves_it_open() -> None:
    visits = before(cookie("PHPSESSID"), cookie("csrftoken")), accepted()
    assert finding(RULE, *visits, claims=[COMPLETE, ROW]).reason == "unlisted"
