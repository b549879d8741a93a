"""The report's counts, and its verdict in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audits.model import Case, Finding, Outcome, ReportClaim, ReportSummary, Severity
from audits.rules.grounds import needs
from crawler.evidence.model import AnswerResult, State, StorageKind, Visit


def summarise(case: Case, claims: Sequence[ReportClaim], findings: Sequence[Finding]) -> ReportSummary:
    """Return the summary of a site. `findings` stand worst first."""
    outcomes = Counter(finding.outcome for finding in findings)
    failed = Counter(finding.severity for finding in findings if finding.outcome is Outcome.FAILED)
    return ReportSummary(
        sentence=_sentence(case, claims, findings),
        claims=_counts(Outcome, Counter(claim.outcome for claim in claims)),
        findings=_counts(Outcome, outcomes),
        failed_by_severity=_counts(Severity, failed),
        cookies_by_state=_cookies_by_state(case),
        outcome=max(outcomes, key=lambda outcome: outcome.badness, default=Outcome.INAPPLICABLE),
        waived=sum(finding.waived is not None and not finding.waived.expired for finding in findings),
    )


def _counts(kind: type[Outcome] | type[Severity], counted: Counter[Outcome] | Counter[Severity]) -> dict[str, int]:
    return {str(member): counted.get(member, 0) for member in kind}  # type: ignore[arg-type]  # keyed by its own kind


def _cookies_by_state(case: Case) -> dict[str, int]:
    """Count the cookies, web storage left out, that were in the browser in each state that was really reached."""
    return {
        str(state): sum(item.storage is StorageKind.COOKIE for item in case.items_in(state))
        for state in State
        if state in case.visits and _reached(case.visits[state])
    }


def _reached(visit: Visit) -> bool:
    # An answer that was not offered or took no effect leaves no state to count in: zero would read as "none".
    return visit.answer is None or visit.answer.result is AnswerResult.VERIFIED


def _sentence(case: Case, claims: Sequence[ReportClaim], findings: Sequence[Finding]) -> str:
    if not needs.seen_home(case.visits.get(State.BEFORE)) and not claims:
        return "Nothing could be audited: neither the site nor a policy of it could be read."
    failed = [finding for finding in findings if finding.counts_as_failed]
    waived = [finding for finding in findings if finding.outcome is Outcome.FAILED and not finding.counts_as_failed]
    tested = [claim for claim in claims if claim.findings]
    counting = {finding.id for finding in failed}
    broken = [claim for claim in claims if counting.intersection(claim.findings)]
    if broken:
        return f"{_of(len(broken), len(tested))} not kept; what weighs most: {_told(failed[0])}"
    if failed:
        return f"No statement of its policies was seen broken, but {_told(failed[0], inside=True)}"
    if waived:
        return f"Nothing failed but what is waived ({len(waived)}); what weighs most of that: {_told(waived[0])}"
    return _without_failure(claims, tested, findings)


def _without_failure(claims: Sequence[ReportClaim], tested: Sequence[ReportClaim], findings: Sequence[Finding]) -> str:
    open_claims = [claim for claim in tested if claim.outcome is Outcome.CANT_TELL]
    if not claims:
        return "No statement that could be tested was found in its policies, and nothing else failed."
    if not tested:
        return "None of the statements in its policies can be tested by observing the site, and nothing else failed."
    if open_claims:
        return f"Nothing failed; {_of(len(open_claims), len(tested))} left undecided."
    if any(finding.outcome is Outcome.CANT_TELL for finding in findings):
        return f"What was seen bears out {_all(len(tested))}; some other questions stay undecided."
    return f"What was seen bears out {_all(len(tested))}, and nothing else failed."


def _all(tested: int) -> str:
    return "the one statement that could be tested" if tested == 1 else f"all {tested} statements that could be tested"


def _of(count: int, total: int) -> str:
    verb = "was" if count == 1 else "were"
    return f"{count} of {total} statements that could be tested {verb}"


def _told(finding: Finding, *, inside: bool = False) -> str:
    """Return a finding's message as the rest of a sentence."""
    message = finding.message.rstrip(".")
    start = message[:1].lower() if inside and message[1:2].islower() else message[:1]
    return f"{start}{message[1:]}."
