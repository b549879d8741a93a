"""What changed between two audits of a site, as a page in the manner of the report."""

from __future__ import annotations

from audits.compare import Comparison, Row
from audits.reports.html_report import environment, page_assets
from audits.translation import SOURCE_LANGUAGE, speaking


def render_comparison(comparison: Comparison, language: str = SOURCE_LANGUAGE) -> str:
    """Return the page, in one of `report_languages`. Pure: the same comparison gives the same text."""
    with speaking(language):
        page = environment().get_template("comparison.html.j2")
        return page.render(**page_assets(), changes=comparison, cookie=_cookie, language=language)


def _cookie(row: Row) -> str:
    """Return a cookie's identity in a line."""
    return f"{row['name']} ({row['storage']}, {row['domain']}{row['path'] or ''})"
