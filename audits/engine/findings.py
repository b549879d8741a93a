"""Runs the rules over a case and turns their verdicts into findings.

What could not be gathered is decided here once for all rules (`grounds.needs`). A rule that raises becomes a `cantTell`
finding and a stored error: one faulty rule must not cost the site its report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from audits.engine.fingerprints import claim_fingerprint, finding_fingerprint
from audits.model import Case, Claim, Confidence, Finding, Outcome, Rule, Verdict
from audits.rules import LoadedRule
from audits.rules.grounds import needs
from audits.rules.grounds.settling import settled_by
from audits.translation import say, say_list
from crawler.evidence.model import GatherError

_SHOWN_NAMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All findings on a site."""

    findings: tuple[Finding, ...]
    """Worst first."""
    claim_ids: Mapping[int, str]
    """`c1`, `c2`, … by index into `Case.claims`."""
    errors: tuple[GatherError, ...]
    """Rules that stopped with an error."""


def judge(case: Case, rules: Sequence[LoadedRule]) -> Judgement:
    """Run `rules` over the case."""
    claim_ids = {index: f"c{index + 1}" for index in range(len(case.claims))}
    findings: list[Finding] = []
    errors: list[GatherError] = []
    occurrences: Counter[tuple[str, str]] = Counter()
    for loaded in rules:
        for index, subject in _subjects(case, loaded.rule):
            verdicts, error = _verdicts(case, loaded, subject)
            errors.extend(error)
            for verdict in verdicts:
                claim = subject or verdict.claim
                mark = claim_fingerprint(claim) if claim else verdict.data.get("mark")
                occurrence = occurrences[loaded.rule.id, mark or ""]
                occurrences[loaded.rule.id, mark or ""] += 1
                finding_id = finding_fingerprint(case.evidence.site.url, loaded.rule.id, mark, occurrence)
                place = index if subject else case.claims.index(claim) if claim else None
                claim_id = claim_ids[place] if place is not None else None
                findings.append(_finding(finding_id, loaded.rule, verdict, claim_id, claim))
    return Judgement(findings=tuple(sorted(findings, key=_weight)), claim_ids=claim_ids, errors=tuple(errors))


def _subjects(case: Case, rule: Rule) -> Iterable[tuple[int, Claim | None]]:
    if not rule.claim_types:
        return [(-1, None)]
    return [(index, claim) for index, claim in enumerate(case.claims) if claim.type in rule.claim_types]


def _verdicts(case: Case, loaded: LoadedRule, claim: Claim | None) -> tuple[Sequence[Verdict], list[GatherError]]:
    miss = needs.hard_miss(case, loaded.rule.needs)
    if miss is not None:
        return [_of_miss(miss)], []
    try:
        said = loaded.evaluate(case) if claim is None else loaded.evaluate(case, claim)
        verdicts = [said] if isinstance(said, Verdict) else list(said)
        for verdict in verdicts:
            render_message(loaded.rule, verdict, claim or verdict.claim)
    except Exception as error:  # a faulty rule is stored and named; the others still speak
        message = f"Rule {loaded.rule.id} stopped with {type(error).__name__}; please report it with the bundle."
        miss = needs.Miss(Outcome.CANT_TELL, "rule-error")
        stored = GatherError(stage="rule", code="rule-error", message=message)
        return [_of_miss(miss, error=type(error).__name__)], [stored]
    if claim is not None and claim.about:
        verdicts = [_of_part(verdict, claim.about) for verdict in verdicts]
    if any(verdict.outcome is Outcome.PASSED for verdict in verdicts):
        soft = needs.soft_miss(case, loaded.rule.needs)
        verdicts = [_of_miss(soft) if soft and v.outcome is Outcome.PASSED else v for v in verdicts]
    return verdicts, []


def _of_part(verdict: Verdict, about: str) -> Verdict:
    """Return what a verdict on the whole site says of a statement on a part of it: nothing certain."""
    if verdict.outcome not in (Outcome.FAILED, Outcome.PASSED):
        return verdict
    data = {"subjects": verdict.data.get("subjects", ()), "about": about}
    return replace(verdict, outcome=Outcome.CANT_TELL, reason="part", data=data, severity=None)


def _of_miss(miss: needs.Miss, **data: Any) -> Verdict:
    return Verdict(
        outcome=miss.outcome,
        reason=miss.reason,
        data={"why": miss.why or say("the reason is not known."), **data},
        confidence=Confidence.LOW,
    )


def _finding(finding_id: str, rule: Rule, verdict: Verdict, claim_id: str | None, claim: Claim | None) -> Finding:
    return Finding(
        id=finding_id,
        rule=rule.id,
        title=say(rule.title),
        outcome=verdict.outcome,
        severity=verdict.severity or rule.severity,
        confidence=verdict.confidence,
        message=render_message(rule, verdict, claim),
        remedy=say(rule.remedy) if verdict.outcome is Outcome.FAILED else "",
        claim=claim_id,
        evidence=verdict.evidence,
        references=tuple(replace(reference, title=say(reference.title)) for reference in rule.references),
        reason=verdict.reason,
        subjects=tuple(verdict.data.get("subjects", ())),
        settled_by=say(settled_by(rule, verdict.reason)) if verdict.outcome is Outcome.CANT_TELL else "",
    )


def render_message(rule: Rule, verdict: Verdict, claim: Claim | None = None) -> str:
    """Return a verdict in words: the rule's template for its reason, else the engine's, filled with its data."""
    template = rule.messages.get(verdict.reason) or needs.MESSAGES.get(verdict.reason)
    if template is None:
        raise KeyError(f"{rule.id} has no message for {verdict.reason!r}")
    subjects = tuple(verdict.data.get("subjects", ()))
    one = len(subjects) == 1
    data: dict[str, Any] = {"names": joined(subjects), "count": len(subjects), "quote": claim.quote if claim else ""}
    data |= {
        "were": say("was" if one else "were"),
        "are": say("is" if one else "are"),
        "do": say("does" if one else "do"),
    }
    data |= {key: _clean(value) if isinstance(value, str) else value for key, value in verdict.data.items()}
    return say(template, **data)


def joined(names: Sequence[str]) -> str:
    """Return names as a person would list them: the first few, then how many more."""
    shown = [_clean(name, 60) for name in names[:_SHOWN_NAMES]]
    left_out = len(names) - len(shown)
    return say_list([*shown, say("{count} more", count=left_out)] if left_out else shown)


def _clean(text: str, bound: int = 400) -> str:
    """Return site-supplied text fit for a sentence: printable, one line, bounded."""
    printable = "".join(char if char.isprintable() else " " for char in text[: bound * 2])
    printable = " ".join(printable.split())
    return printable if len(printable) <= bound else f"{printable[: bound - 1]}…"


def _weight(finding: Finding) -> tuple[Any, ...]:
    number = int(finding.claim[1:]) if finding.claim else 0
    order = tuple(type(finding.severity))
    return (-finding.outcome.badness, -order.index(finding.severity), finding.rule, number, finding.id)
