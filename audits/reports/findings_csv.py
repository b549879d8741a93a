"""findings.csv: what every rule decided, a row each, for a spreadsheet."""

from __future__ import annotations

from audits.model import Finding, Report, ReportClaim
from audits.reports.csv_table import csv_table
from crawler.evidence.bundle import Bundle

NAME = "csv"
FILE_NAME = "findings.csv"

HEADINGS = (
    "site", "id", "rule", "title", "outcome", "severity", "confidence", "message", "remedy", "subjects",
    "claim", "claim_type", "quote", "document", "evidence", "references",
)  # fmt: skip


def render(report: Report, bundle: Bundle) -> bytes:
    """Return the table. `evidence` holds JSON pointers into the bundle's evidence.json."""
    claims = {claim.id: claim for claim in report.claims}
    return csv_table(HEADINGS, (_row(report.site.url, each, claims.get(each.claim or "")) for each in report.findings))


def _row(site: str, finding: Finding, claim: ReportClaim | None) -> tuple[object, ...]:
    return (
        site, finding.id, finding.rule, finding.title, finding.outcome.value, finding.severity.value,
        finding.confidence.value, finding.message, finding.remedy, ", ".join(finding.subjects),
        finding.claim, claim and claim.type, claim and claim.quote, claim and claim.document,
        " ".join(finding.evidence), "; ".join(reference.title for reference in finding.references),
    )  # fmt: skip
