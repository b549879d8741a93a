"""Tests of the rule `consent-asked-again-too-soon`."""

from __future__ import annotations

from audits.model import Outcome
from crawler.evidence.model import AnswerResult, Proof, Visit
from tests.evidence import Stored, accepted, banner, before, cookie, finding, rejected, stored

RULE = "consent-asked-again-too-soon"
ASKS = banner("accept", "reject")
PROOF = (Proof(kind="consent-record", holds=True, detail="cookie zq_choice changed"),)


def choice(life: str) -> Stored:
    return cookie("zq_choice", life=life, value="1")


def both(refusal: Stored, acceptance: Stored) -> tuple[Visit, ...]:
    shown = {"shown": ASKS, "proofs": PROOF}
    return before(shown=ASKS), rejected(refusal, **shown), accepted(acceptance, **shown)  # type: ignore[arg-type]


def test_fails_when_a_refusal_is_forgotten_far_sooner() -> None:
    for refusal in ("session", "P1D", "P30D"):
        found = finding(RULE, *both(choice(refusal), choice("P1Y")))
        assert (found.outcome, found.subjects) == (Outcome.FAILED, ("zq_choice",)), refusal
    assert "30 days" in found.message or "1 month" in found.message


def test_passes_when_both_are_kept_alike_or_long() -> None:
    for refusal, acceptance in (("P1Y", "P1Y"), ("P180D", "P400D"), ("P90D", "P120D")):
        assert finding(RULE, *both(choice(refusal), choice(acceptance))).outcome is Outcome.PASSED


def test_web_storage_keeps_for_good() -> None:
    kept = stored("zq_choice", value="1")
    assert finding(RULE, *both(kept, kept)).outcome is Outcome.PASSED


def test_what_only_an_acceptance_stores_is_no_measure_of_the_answers() -> None:
    proofs = (Proof(kind="consent-record", holds=True, detail="cookie zq_choice changed, localStorage flags changed"),)
    shown = {"shown": ASKS, "proofs": proofs}
    refused = rejected(choice("P120D"), **shown)  # type: ignore[arg-type]
    agreed = accepted(choice("P120D"), stored("flags", value="1"), **shown)  # type: ignore[arg-type]
    assert finding(RULE, before(shown=ASKS), refused, agreed).outcome is Outcome.PASSED


def test_both_short_is_open() -> None:
    assert finding(RULE, *both(choice("P1D"), choice("P1D"))).reason == "both-short"


def test_cannot_tell_without_a_record_that_the_proof_names() -> None:
    other = cookie("consent_shown", life="session"), cookie("consent_shown", life="P1Y")
    assert finding(RULE, *both(*other)).reason == "no-record"
    assert finding(RULE, *both(cookie("x"), choice("P1Y"))).reason == "no-record"


def test_answers_must_be_proved_and_offered() -> None:
    unproved = rejected(answer=AnswerResult.FAILED, shown=ASKS)
    assert finding(RULE, before(shown=ASKS), unproved, accepted(shown=ASKS)).outcome is Outcome.CANT_TELL
    assert finding(RULE, before()).outcome is Outcome.INAPPLICABLE
