"""Constructors of verdicts, so that a rule reads as the decision it makes.

`names` become the finding's `subjects` and fill `{names}` in its message; everything else in `data` fills its own
place. `reason` picks the message template of the rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audits.inventory.hosts import Asked
from audits.model import Confidence, HostUse, Item, Outcome, Severity, Verdict
from crawler.evidence.model import State

_MAX_EVIDENCE = 40


def failed(
    reason: str = "failed",
    *,
    evidence: Iterable[str],
    names: Iterable[str] = (),
    confidence: Confidence = Confidence.HIGH,
    severity: Severity | None = None,
    **data: Any,
) -> Verdict:
    """Say that it is not so. `evidence` must name at least one observation."""
    pointers = _bounded(evidence)
    if not pointers:
        raise ValueError(f"a failed verdict without an observation: {reason}")
    data = {**data, "subjects": _unique(names)}
    return Verdict(
        outcome=Outcome.FAILED,
        reason=reason,
        evidence=pointers,
        data=data,
        confidence=confidence,
        severity=severity,
    )


def passed(reason: str = "passed", *, evidence: Iterable[str] = (), names: Iterable[str] = (), **data: Any) -> Verdict:
    """Say that what was observed bears it out."""
    return _plain(Outcome.PASSED, reason, evidence, names, data)


def cant_tell(reason: str, *, evidence: Iterable[str] = (), names: Iterable[str] = (), **data: Any) -> Verdict:
    """Say that what was observed does not decide it; `reason` says why."""
    return _plain(Outcome.CANT_TELL, reason, evidence, names, data)


def inapplicable(
    reason: str = "inapplicable", *, evidence: Iterable[str] = (), names: Iterable[str] = (), **data: Any
) -> Verdict:
    """Say that there is nothing here to decide."""
    return _plain(Outcome.INAPPLICABLE, reason, evidence, names, data)


def item_refs(items: Iterable[Item], *states: State) -> list[str]:
    """Return pointers to the observations of items: a few of each, in the given states (none given: all)."""
    pointers: list[str] = []
    for item in items:
        for state in states or item.states:
            pointers += item.refs.get(state, ())[:3]
        pointers += item.alias_refs
    return list(dict.fromkeys(pointers))


def host_refs(hosts: Iterable[HostUse], *states: State) -> list[str]:
    """Return pointers to requests to hosts: a few of each, in the given states (none given: all)."""
    pointers: list[str] = []
    for host in hosts:
        for state in states or host.states:
            pointers += host.refs.get(state, ())[:3]
        pointers += [host.alias_ref] if host.alias_ref else []
    return list(dict.fromkeys(pointers))


def asked_refs(asked: Iterable[Asked]) -> list[str]:
    """Return pointers to requests, and to what makes their hosts a vendor's where their names don't tell."""
    pointers: list[str] = []
    for each in asked:
        pointers += [each.pointer] + ([each.alias.pointer] if each.alias else [])
    return list(dict.fromkeys(pointers))


def _plain(
    outcome: Outcome, reason: str, evidence: Iterable[str], names: Iterable[str], data: dict[str, Any]
) -> Verdict:
    return Verdict(
        outcome=outcome, reason=reason, evidence=_bounded(evidence), data={**data, "subjects": _unique(names)}
    )


def _bounded(evidence: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(evidence))[:_MAX_EVIDENCE]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
