"""A statement on a part of a site is never held against the whole of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Claim, Outcome
from tests.evidence import accepted, before, claim, cookie, finding

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


def test_a_statement_on_a_part_contradicts_no_list_of_the_sites_cookies() -> None:
    denial = replace(STATEMENTS[0], about="chat widget")
    row = claim("cookie", "_ga", name="_ga", category="analytics")
    found = finding("policy-contradicts-itself", before(GA), claims=[denial, row])
    assert found.outcome is Outcome.PASSED
