"""report.html: one self-contained page that a person can read, print and check.

No network, no framework: styles and script are inlined and allowed by digest in the page's Content-Security-Policy,
pictures are data URIs. Everything a site supplied goes through the template engine's escaping and `visible`.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from audits.model import Finding, Outcome, Report, ReportClaim
from audits.reports import wording
from audits.reports.conditions import conditions
from audits.reports.evidence_view import deciding_rows, evidence_rows
from audits.reports.pictures import pictures
from audits.reports.timeline import lanes
from audits.reports.traffic_view import traffic
from audits.reports.visible_text import visible
from audits.translation import say, say_count, speaking
from crawler.evidence.bundle import Bundle

NAME = "html"
FILE_NAME = "report.html"

_TEMPLATES = Path(__file__).parent / "templates"
_ACTIONS = 6
"""Most lines of "What to do first"."""
_ORDER = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)


def render(report: Report, bundle: Bundle) -> bytes:
    """Return the page, in the report's language."""
    with speaking(report.language):
        return _page(report, bundle).encode("utf-8", "replace")


def _page(report: Report, bundle: Bundle) -> str:
    evidence = bundle.evidence_json
    findings = {finding.id: finding for finding in report.findings}
    rows = {finding.id: evidence_rows(evidence, finding.evidence) for finding in report.findings}
    page = environment().get_template("report.html.j2")
    return page.render(
        **page_assets(),
        report=report,
        evidence=evidence,
        actions=_actions(report),
        claim_groups=_claim_groups(report),
        findings=findings,
        law_findings=_law_findings(report),
        of_one_reason=_of_one_reason,
        law_counts=Counter(finding.outcome.value for finding in report.findings if finding.claim is None),
        conditions=conditions(report.environment),
        rows=rows,
        deciders={finding: deciding_rows(shown) for finding, shown in rows.items()},
        lanes=lanes(report, evidence),
        pictures=pictures(bundle),
        banner_visit=_banner_visit(evidence),
        documents=_documents(report, evidence),
        traffic=traffic(evidence),
    )


@cache
def environment() -> Environment:
    """Return the template engine that all pages are made with: escaping on, a missing name is an error."""
    engine = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters.update(
        visible=visible,
        lifetime=wording.lifetime_words,
        seconds=wording.seconds_words,
        storage=wording.storage_words,
        without=wording.without,
        brief=wording.brief,
    )
    engine.globals.update(
        say=say,
        say_count=say_count,
        outcome_words=wording.outcome_words,
        outcome_marks=wording.OUTCOME_MARKS,
        state_words=wording.state_words,
        sure_words=wording.sure_words,
        visit_words=wording.visit_words,
        source_words=wording.source_words,
        code_words=wording.code_words,
        purposes=wording.PURPOSES,
    )
    return engine


def page_assets() -> dict[str, Any]:
    """Return the styles and the script of the pages, and the Content-Security-Policy that allows these alone."""
    style = (_TEMPLATES / "page.css").read_text("utf-8")
    script = (_TEMPLATES / "table.js").read_text("utf-8")
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )
    return {"style": Markup(style), "script": Markup(script), "content_security_policy": policy}  # noqa: S704 our own files


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do, and the failures it mends."""

    remedy: str
    first: Finding
    """The gravest of them."""
    others: int


def _actions(report: Report) -> list[Action]:
    """Return what to do about the failures that count, gravest first, each remedy once."""
    failed = [finding for finding in report.findings if finding.counts_as_failed]
    failed.sort(key=lambda finding: wording.SEVERITIES.index(finding.severity))
    by_remedy: dict[str, list[Finding]] = {}
    for finding in failed:
        by_remedy.setdefault(finding.remedy, []).append(finding)
    return [Action(remedy, mended[0], len(mended) - 1) for remedy, mended in by_remedy.items()][:_ACTIONS]


def _claim_groups(report: Report) -> list[tuple[Outcome, list[ReportClaim]]]:
    groups = [(outcome, [claim for claim in report.claims if claim.outcome is outcome]) for outcome in _ORDER]
    return [(outcome, claims) for outcome, claims in groups if claims]


def _of_one_reason(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings in their order, those that say the same and show nothing put together."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        shows = bool(finding.evidence) or finding.waived is not None
        key = finding.id if shows else (finding.message, finding.settled_by)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _law_findings(report: Report) -> list[tuple[Outcome, list[Finding]]]:
    laws = [finding for finding in report.findings if finding.claim is None]
    laws.sort(key=lambda finding: (wording.SEVERITIES.index(finding.severity), finding.rule, finding.id))
    groups = [(outcome, [finding for finding in laws if finding.outcome is outcome]) for outcome in _ORDER]
    return [(outcome, findings) for outcome, findings in groups if findings]


def _banner_visit(evidence: dict[str, Any]) -> dict[str, Any] | None:
    visits = [visit for visit in evidence["visits"] if visit["banner"]]
    return next((visit for visit in visits if visit["banner"]["found"]), visits[0] if visits else None)


def _documents(report: Report, evidence: dict[str, Any]) -> list[dict[str, Any]]:
    claims: dict[str, int] = {}
    for claim in report.claims:
        claims[claim.document] = claims.get(claim.document, 0) + 1
    return [{"document": document, "claims": claims.get(document.url, 0)} for document in report.documents]
