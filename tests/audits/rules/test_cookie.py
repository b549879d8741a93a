"""Tests of the rule `cookie`."""

from __future__ import annotations

import pytest

from audits.model import Outcome, Severity
from tests.evidence import before, claim, cookie, finding, stored

RULE = "cookie"


def test_passes_when_the_cookie_is_as_listed() -> None:
    row = claim("cookie", name="_ga", lifetime="P2Y", category="analytics")
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[row]).outcome is Outcome.PASSED


@pytest.mark.parametrize("declared", ["_ga_*", "_ga_<container-id>", "_ga_{id}", "_ga_XXXXXXX", "_ga_"])
def test_patterns_in_lists_name_the_cookies_they_stand_for(declared: str) -> None:
    row = claim("cookie", name=declared, lifetime="P2Y")
    assert finding(RULE, before(cookie("_ga_9ZX81", life="P2Y")), claims=[row]).outcome is Outcome.PASSED


def test_fails_when_it_lives_longer() -> None:
    row = claim("cookie", name="_ga", lifetime="P1Y")
    found = finding(RULE, before(cookie("_ga", life="P2Y")), claims=[row])
    assert (found.outcome, found.reason) == (Outcome.FAILED, "lifetime")
    assert "2 years" in found.message


def test_what_the_jar_holds_is_enough_to_fail_a_session_cookie() -> None:
    row = claim("cookie", name="_ga", lifetime="session")
    found = finding(RULE, before(cookie("_ga", life="P2Y", written=False)), claims=[row])
    assert found.outcome is Outcome.FAILED


def test_the_jar_at_its_cap_does_not_pass_a_declared_year_and_a_half() -> None:
    row = claim("cookie", name="_ga", lifetime="P2Y")
    found = finding(RULE, before(cookie("_ga", life="P3Y", written=False)), claims=[row])
    assert found.reason != "lifetime"


def test_a_shorter_life_is_no_fault() -> None:
    row = claim("cookie", name="_ga", lifetime="P2Y")
    assert finding(RULE, before(cookie("_ga", life="P1Y")), claims=[row]).outcome is Outcome.PASSED


def test_fails_when_a_known_tracker_is_called_necessary() -> None:
    row = claim("cookie", name="_fbp", category="necessary")
    found = finding(RULE, before(cookie("_fbp", life="P90D")), claims=[row])
    assert (found.outcome, found.reason, found.severity) == (Outcome.FAILED, "mislabelled", Severity.MEDIUM)


def test_an_unknown_cookie_may_be_called_necessary() -> None:
    row = claim("cookie", name="basket_ref", category="necessary")
    assert finding(RULE, before(cookie("basket_ref")), claims=[row]).outcome is Outcome.PASSED


def test_fails_when_an_own_cookie_is_anothers() -> None:
    row = claim("cookie", name="IDE", party="first")
    assert finding(RULE, before(cookie("IDE", ".doubleclick.net")), claims=[row]).reason == "party"


def test_a_vendors_cookie_under_the_own_domain_may_be_called_third_party() -> None:
    row = claim("cookie", name="_ga", party="third")
    assert finding(RULE, before(cookie("_ga")), claims=[row]).outcome is Outcome.PASSED


def test_cannot_tell_when_it_is_not_seen_or_was_refused() -> None:
    row = claim("cookie", name="IDE")
    assert finding(RULE, before(), claims=[row]).reason == "not-seen"
    blocked = cookie("IDE", ".doubleclick.net", blocked="ThirdPartyPhaseout")
    assert finding(RULE, before(blocked), claims=[row]).reason == "refused"


def test_storage_keys_count_as_well() -> None:
    row = claim("cookie", name="theme", lifetime="P1Y")
    assert finding(RULE, before(stored("theme", value="dark")), claims=[row]).outcome is Outcome.PASSED


def test_guarded_rows_are_not_broken() -> None:
    row = claim("cookie", name="_ga", lifetime="P1D", hedged=True)
    assert finding(RULE, before(cookie("_ga", life="P2Y")), claims=[row]).outcome is Outcome.CANT_TELL
