"""Tests of the rule `policy-unreadable`."""

from __future__ import annotations

from audits.model import Outcome
from crawler.evidence.model import GatherError
from tests.evidence import before, document, finding

RULE = "policy-unreadable"


DEAD = GatherError(stage="document", code="http-404", message="The policy answered 404.")
SLOW = GatherError(stage="document", code="timeout", message="The policy did not answer.")


def test_fails_when_a_linked_policy_does_not_exist() -> None:
    found = finding(RULE, before(), documents=[document(), document("dead", None, error=DEAD, status=404)])
    assert found.outcome is Outcome.FAILED
    assert found.evidence == ("/documents/1",)


def test_an_address_given_by_the_user_is_not_the_sites_fault() -> None:
    given = document("dead", None, error=DEAD, status=404, found_by="sites-file")
    assert finding(RULE, before(), documents=[given]).outcome is Outcome.CANT_TELL


def test_cannot_tell_when_it_did_not_answer_or_is_empty() -> None:
    assert finding(RULE, before(), documents=[document("slow", None, error=SLOW)]).outcome is Outcome.CANT_TELL
    assert finding(RULE, before(), documents=[document("empty", " ")]).reason == "unread"


def test_passes_when_all_could_be_read_and_is_inapplicable_without_any() -> None:
    assert finding(RULE, before()).outcome is Outcome.PASSED
    assert finding(RULE, before(), documents=[]).outcome is Outcome.INAPPLICABLE
