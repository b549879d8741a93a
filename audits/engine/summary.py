"""The report's counts, and its verdict in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from audits.model import Case, Finding, Outcome, ReportClaim, ReportSummary, Severity
from audits.rules.grounds import needs
from audits.translation import say, say_count
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
        return say("Nothing could be audited: neither the site nor a policy of it could be read.")
    failed = [finding for finding in findings if finding.counts_as_failed]
    waived = [finding for finding in findings if finding.outcome is Outcome.FAILED and not finding.counts_as_failed]
    tested = [claim for claim in claims if claim.findings]
    counting = {finding.id for finding in failed}
    broken = [claim for claim in claims if counting.intersection(claim.findings)]
    if failed:
        return " ".join([failed[0].message, *_in_all(len(failed), len(broken), len(tested))])
    if waived:
        return say(
            "Nothing failed but what is waived ({count}); what weighs most of that: {message}",
            count=len(waived),
            message=waived[0].message,
        )
    if not claims and all(read.text is None for read in case.documents):
        return say("No policy of the site could be read, so no statement could be tested; nothing else failed.")
    return _without_failure(claims, tested, findings)


def _in_all(failed: int, broken: int, tested: int) -> Iterator[str]:
    """Yield what stands beside the gravest failure: how much else failed, and how the statements fared."""
    if failed > 1:
        yield say_count(failed - 1, "{count} more point failed.", "{count} more points failed.")
    if broken:
        yield say_count(
            broken,
            "{count} of {total} statements that could be tested was not kept.",
            "{count} of {total} statements that could be tested were not kept.",
            total=tested,
        )
    elif tested:
        yield say_count(
            tested,
            "The one statement that could be tested was not seen broken.",
            "None of the {count} statements that could be tested was seen broken.",
        )


def _without_failure(claims: Sequence[ReportClaim], tested: Sequence[ReportClaim], findings: Sequence[Finding]) -> str:
    left_open = sum(claim.outcome is Outcome.CANT_TELL for claim in tested)
    if not claims:
        return say("No statement that could be tested was found in its policies, and nothing else failed.")
    if not tested:
        return say(
            "None of the statements in its policies can be tested by observing the site, and nothing else failed."
        )
    if left_open:
        return say(
            "Nothing failed; of {total} statements that could be tested, {count} stayed undecided.",
            total=len(tested),
            count=left_open,
        )
    if any(finding.outcome is Outcome.CANT_TELL for finding in findings):
        return say(
            "What was seen bears out every statement that could be tested ({total}); other questions stay undecided.",
            total=len(tested),
        )
    return say(
        "What was seen bears out every statement that could be tested ({total}), and nothing else failed.",
        total=len(tested),
    )
