"""Our site sets nothing before consent, and breaks no promise: checked on every change, like everything else."""

from __future__ import annotations

from audits import Report
from crawler import Bundle, State

OURS = {"session"}
"""Names of cookies that the site can't do without, though nobody else knows what they are for."""


def test_the_site_was_seen(bundle: Bundle) -> None:
    """Without this, a site that is down would pass every test below."""
    [visit] = bundle.evidence.visits
    assert visit.pages and all(page.error is None for page in visit.pages), bundle.evidence.errors


def test_nothing_but_what_is_necessary_is_stored_before_consent(report: Report) -> None:
    """Cookies and every other kind of storage."""
    early = [item for item in report.cookies if State.BEFORE in item.states and item.blocked is None]
    assert [
        f"{item.name} ({item.purpose})" for item in early if item.purpose != "necessary" and item.name not in OURS
    ] == []


def test_no_rule_fails(report: Report) -> None:
    """Neither a promise of the policies nor the law, as far as a look before consent shows it."""
    assert [f"{finding.rule}: {finding.message}" for finding in report.findings if finding.counts_as_failed] == []
