"""Tests of the rule `legitimate-interest-claimed`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Outcome
from crawler.evidence.model import Choice
from tests.evidence import banner, before, choice, finding

RULE = "legitimate-interest-claimed"


def interest(label: str, *, checked: bool = True) -> Choice:
    """Return a switch that stands on legitimate interest."""
    return replace(choice(label, checked=checked), legitimate_interest=True)


@pytest.mark.parametrize(
    "label",
    [
        "Select personalised ads (legitimate interest)",
        "Personanpassad annonsering, berättigat intresse",
        "Gepersonaliseerde advertenties (gerechtvaardigd belang)",
        "Profile für personalisierte Werbung: berechtigtes Interesse",
    ],
)
def test_fails_on_personalised_advertising_switched_on_by_legitimate_interest(label: str) -> None:
    found = finding(RULE, before(shown=banner("accept", choices=[choice("Necessary"), interest(label)])))
    assert (found.outcome, found.subjects) == (Outcome.FAILED, (label,))
    assert found.evidence == ("/visits/0/banner/choices/1",)


@pytest.mark.parametrize("label", ["Measure performance (legitimate interest)", "Legitimate interest", "Basic ads"])
def test_cannot_tell_on_other_purposes(label: str) -> None:
    found = finding(RULE, before(shown=banner("accept", choices=[interest(label)])))
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "other-purposes")


def test_cannot_tell_when_it_is_only_said() -> None:
    said = ("Some partners process your data on the basis of legitimate interest.",)
    shown = replace(banner("accept", choices=[choice("Personalised ads")]), legitimate_interest=said)
    assert finding(RULE, before(shown=shown)).reason == "only-said"


def test_passes_when_no_choice_claims_it() -> None:
    shown = banner("accept", choices=[choice("Personalised ads", checked=True)])
    assert finding(RULE, before(shown=shown)).outcome is Outcome.PASSED


def test_an_interest_that_is_off_is_no_claim() -> None:
    off = interest("Select personalised ads (legitimate interest)", checked=False)
    assert finding(RULE, before(shown=banner("accept", choices=[off]))).outcome is Outcome.PASSED


def test_inapplicable_without_a_banner_or_anything_shown() -> None:
    assert finding(RULE, before()).reason == "no-banner"
    assert finding(RULE, before(shown=banner("accept"))).reason == "nothing-shown"
