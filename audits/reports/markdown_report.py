"""report.md: the findings as Markdown (CommonMark with tables), for issue trackers, wikis and merge requests."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment

from audits.model import Outcome, Report
from audits.reports.evidence_view import deciding_rows, evidence_rows
from audits.reports.html_report import environment
from audits.reports.visible_text import visible
from audits.translation import speaking
from crawler.evidence.bundle import Bundle

NAME = "md"
FILE_NAME = "report.md"

_LISTED = (Outcome.FAILED, Outcome.CANT_TELL)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#!|~&$@]|:(?=//))")


def render(report: Report, bundle: Bundle) -> bytes:
    """Return the text. What failed and what is left open in full, what passed as a list."""
    with speaking(report.language):
        text = _text(report, bundle)
    return (re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n").encode("utf-8", "replace")


def _text(report: Report, bundle: Bundle) -> str:
    listed = [finding for finding in report.findings if finding.outcome in _LISTED]
    groups = [(outcome, [each for each in listed if each.outcome is outcome]) for outcome in _LISTED]
    evidence = bundle.evidence_json
    return (
        _engine()
        .get_template("report.md.j2")
        .render(
            report=report,
            groups=[(outcome, findings) for outcome, findings in groups if findings],
            passed=[finding for finding in report.findings if finding.outcome is Outcome.PASSED],
            claims={claim.id: claim for claim in report.claims},
            rows={each.id: deciding_rows(evidence_rows(evidence, each.evidence)) for each in listed},
        )
    )


def markdown_text(text: object, limit: int = 4000) -> str:
    """Return text that Markdown shows as it is: on one line, every mark of markup and link escaped."""
    return _MARKUP.sub(r"\\\1", visible(" ".join(str(text).split()), limit))


def markdown_code(text: object, limit: int = 4000) -> str:
    """Return text as a code span that nothing in it can end, and that can stand in a table's cell."""
    content = visible(" ".join(str(text).split()), limit).replace("|", "¦")
    longest = max((len(run) for run in re.findall("`+", content)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if content[:1] in ("`", "") or content[-1:] == "`" else ""
    return f"{fence}{pad}{content}{pad}{fence}"


@cache
def _engine() -> Environment:
    engine = environment().overlay(autoescape=False)
    engine.filters = {**engine.filters, "md": markdown_text, "code": markdown_code}
    return engine
