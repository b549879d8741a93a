"""report.junit.xml: findings as test cases, for build servers that read JUnit XML.

A `failed` is a failure, a `cantTell` or inapplicable finding is a skipped case with its reason: never a pass.
"""

from __future__ import annotations

import io
from datetime import datetime

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from audits.model import Finding, Outcome, Report, ReportClaim
from audits.reports.visible_text import visible
from crawler.evidence.bundle import Bundle

NAME = "junit"
FILE_NAME = "report.junit.xml"


def render(report: Report, bundle: Bundle) -> bytes:
    """Return the document: one suite for the site, one case a finding."""
    suite = TestSuite(visible(report.site.url, 300))
    suite.timestamp = datetime.fromisoformat(report.audited_at).strftime("%Y-%m-%dT%H:%M:%S")
    claims = {claim.id: claim for claim in report.claims}
    for finding in report.findings:
        suite.add_testcase(_case(finding, claims.get(finding.claim or "")))
    document = JUnitXml("cookie-audit")
    document.add_testsuite(suite)
    out = io.BytesIO()
    document.write(out, pretty=True)
    return out.getvalue()


def _case(finding: Finding, claim: ReportClaim | None) -> TestCase:
    name = f"{finding.title}: “{' '.join(claim.quote.split())}”" if claim else finding.title
    case = TestCase(_xml(name, 300), classname=f"cookie-audit.{finding.rule}", time=0)
    message = _xml(finding.message)
    if finding.outcome is Outcome.FAILED:
        failure = Failure(message, finding.severity.value)
        failure.text = _xml(_details(finding, claim))
        case.result = [failure]
    elif finding.outcome is not Outcome.PASSED:
        case.result = [Skipped(message, finding.outcome.value)]
    return case


def _details(finding: Finding, claim: ReportClaim | None) -> str:
    lines = [
        finding.message,
        finding.remedy,
        f"severity {finding.severity.value}, confidence {finding.confidence.value}, finding {finding.id}",
        f"policy: {claim.document}" if claim else "",
        *finding.evidence[:20],
    ]
    return "\n".join(line for line in lines if line)


def _xml(text: str, limit: int = 4000) -> str:
    """Return text without the two code points that XML 1.0 can't hold and `visible` lets pass."""
    return visible(text, limit).replace("\ufffe", "�").replace("\uffff", "�")
