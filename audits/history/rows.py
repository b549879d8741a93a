"""A report as rows of the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.history.schema import CLAIM, COOKIE, DOCUMENT, FINDING
from audits.model import Outcome, Report
from crawler.evidence.model import State

Rows = list[dict[str, Any]]


def audit_row(report: Report, folder: str) -> dict[str, Any]:
    """Return the row of `audit`. `folder` is relative to the output folder."""
    return _storable(
        {
            "site": report.site.url,
            "name": report.site.name,
            "audited_at": report.audited_at,
            "outcome": report.summary.outcome.value,
            "sentence": report.summary.sentence,
            "claims_failed": report.summary.claims.get(Outcome.FAILED, 0),
            "claims_passed": report.summary.claims.get(Outcome.PASSED, 0),
            "findings_failed": report.summary.findings.get(Outcome.FAILED, 0),
            "folder": folder,
            "bundle_sha256": report.bundle.sha256,
            "tool_version": report.tool.version,
        }
    )


def detail_rows(report: Report) -> dict[str, Rows]:
    """Return the rows of the tables that belong to one audit, by table."""
    rows: dict[str, Rows] = {
        FINDING.name: [
            {
                "fingerprint": finding.id,
                "rule": finding.rule,
                "outcome": finding.outcome.value,
                "severity": finding.severity.value,
                "confidence": finding.confidence.value,
                "message": finding.message,
                "subjects": list(finding.subjects),
                "waived": finding.outcome is Outcome.FAILED and not finding.counts_as_failed,
            }
            for finding in report.findings
        ],
        CLAIM.name: [
            {
                "type": claim.type,
                "params": dict(claim.params),
                "quote": claim.quote,
                "document": claim.document,
                "language": claim.language,
                "outcome": claim.outcome.value,
            }
            for claim in report.claims
        ],
        COOKIE.name: [
            {
                "name": item.name,
                "domain": item.domain,
                "storage": item.storage.value,
                "party": item.party.value,
                "purpose": item.purpose.value,
                "purpose_source": item.purpose_source.value,
                "vendor": item.vendor,
                "lifetime_s": item.lifetime_s,
                "declared": item.declared,
                **{f"in_{state}": state in item.states for state in State},
            }
            for item in report.cookies
            if item.blocked is None
        ],
        DOCUMENT.name: [
            {
                "url": document.url,
                "kind": document.kind,
                "language": document.language,
                "sha256": document.sha256,
                "updated": document.updated,
                "error": document.error.message if document.error else None,
            }
            for document in report.documents
        ],
    }
    return {table: [_storable(row) for row in of_table] for table, of_table in rows.items()}


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without what a database can't hold: site-supplied text may have NUL and lone surrogates in it."""
    return {name: _clean(value) for name, value in row.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {_clean(key): _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, (list, tuple)) else value
