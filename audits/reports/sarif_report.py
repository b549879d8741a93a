"""report.sarif: findings for code-scanning dashboards, as SARIF 2.1.0 (OASIS).

Of SARIF's result kinds a `failed` is `fail` and a `cantTell` is `review`; what passed or did not apply is counted in
the run's properties and not listed, as dashboards would show it as an open problem.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from audits.model import Finding, Outcome, Report, ReportClaim, Severity
from audits.reports.visible_text import visible
from crawler.evidence.bundle import Bundle

NAME = "sarif"
FILE_NAME = "report.sarif"

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
_KINDS = {Outcome.FAILED: "fail", Outcome.CANT_TELL: "review"}


def render(report: Report, bundle: Bundle) -> bytes:
    """Return the log: one run, one result a finding that failed or is left open."""
    listed = [finding for finding in report.findings if finding.outcome in _KINDS]
    claims = {claim.id: claim for claim in report.claims}
    rules = list({finding.rule: finding for finding in listed}.values())
    places = {rule.rule: place for place, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(report, rules)},
        "automationDetails": {"id": f"cookie-audit/{visible(report.site.url, 300)}"},
        "invocations": [{"executionSuccessful": True, "endTimeUtc": report.audited_at}],
        "results": [_result(each, report, claims.get(each.claim or ""), places[each.rule]) for each in listed],
        "columnKind": "unicodeCodePoints",
        "properties": {"site": visible(report.site.url, 300), "findings": dict(report.summary.findings)},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8", "replace")


def _driver(report: Report, rules: Iterable[Finding]) -> dict[str, Any]:
    return {
        "name": report.tool.name,
        "version": report.tool.version,
        "rules": [
            {
                "id": finding.rule,
                "shortDescription": {"text": finding.title},
                "help": {"text": f"{finding.title}. `cookie-audit explain {finding.rule}` says how it is decided."},
                "properties": {"references": [reference.title for reference in finding.references]},
            }
            for finding in rules
        ],
    }


def _result(finding: Finding, report: Report, claim: ReportClaim | None, rule_index: int) -> dict[str, Any]:
    kind = _KINDS[finding.outcome]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "kind": kind,
        "level": LEVELS[finding.severity] if kind == "fail" else "none",  # the standard wants none beside other kinds
        "message": {"text": visible(" ".join(filter(None, (finding.message, finding.remedy))))},
        "locations": [_location(report.site.url, claim)],
        "partialFingerprints": {"cookieAudit/v1": finding.id},
        "properties": {
            "outcome": finding.outcome.value,
            "severity": finding.severity.value,
            "confidence": finding.confidence.value,
            "evidence": list(finding.evidence),
        },
    }


def _location(site: str, claim: ReportClaim | None) -> dict[str, Any]:
    """Return where it stands: the quoted words of the policy, else the site."""
    if claim is None:
        return {"physicalLocation": {"artifactLocation": {"uri": _uri(site)}}}
    region = {
        "charOffset": claim.start,
        "charLength": claim.end - claim.start,
        "snippet": {"text": visible(claim.quote)},
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(claim.document)}, "region": region}}


def _uri(address: str) -> str:
    """Return an address with what no URI may hold written in per cent."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in "-._~:/?#[]@!$&'()*+,;=%") else _percent(char)
        for char in address
    )


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))
