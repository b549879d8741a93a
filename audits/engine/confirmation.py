"""Failures held against visits repeated in real time, where a bundle has them (`--confirm`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from audits.engine.findings import judge
from audits.inventory import assemble
from audits.knowledge.user_file import UserFile
from audits.model import Case, Finding, Outcome
from audits.rules import LoadedRule
from crawler.evidence.model import SiteEvidence, State


def states_behind(findings: Iterable[Finding], evidence: SiteEvidence) -> tuple[State, ...]:
    """Return the states whose visits the evidence of failures points into."""
    indices = {
        int(parts[2])
        for finding in findings
        if finding.outcome is Outcome.FAILED
        for pointer in finding.evidence
        if len(parts := pointer.split("/")) > 2 and parts[1] == "visits"
    }
    return tuple(visit.state for n, visit in enumerate(evidence.visits) if n in indices)


def repeated_case(case: Case, user_file: UserFile | None = None) -> Case | None:
    """Return the case as the repeated visits show it; None when the bundle has none."""
    again = {visit.state: visit for visit in case.evidence.confirmations}
    if not again:
        return None
    visits = tuple(again.get(visit.state, visit) for visit in case.evidence.visits)
    evidence = replace(case.evidence, visits=visits, confirmations=())
    return assemble(evidence, case.documents, case.claims, case.errors, user_file)


def confirmed(
    findings: Sequence[Finding], case: Case, again: Case | None, rules: Sequence[LoadedRule]
) -> tuple[Finding, ...]:
    """Return the findings, each failure marked with what the repetition of a visit behind it says."""
    if again is None:
        return tuple(findings)
    second = {finding.id: finding.outcome for finding in judge(again, rules).findings}
    repeated = {visit.state for visit in case.evidence.confirmations}

    def mark(finding: Finding) -> Finding:
        behind = states_behind([finding], case.evidence)
        if not repeated.intersection(behind):
            return finding
        return replace(finding, confirmed=_agreement(second.get(finding.id)))

    return tuple(mark(finding) for finding in findings)


def _agreement(outcome: Outcome | None) -> bool | None:
    """Tell whether the repetition fails as well; None when it can't tell."""
    if outcome in (None, Outcome.CANT_TELL):
        return None
    return outcome is Outcome.FAILED
