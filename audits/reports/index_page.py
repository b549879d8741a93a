"""index.html: every audited site on one page, worst first, each with a link to its latest report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from audits.model import Outcome
from audits.reports.html_report import environment, page_assets
from audits.translation import SOURCE_LANGUAGE, noted, speaking

FILE_NAME = "index.html"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One site's latest report."""

    name: str
    url: str
    audited_at: str
    outcome: Outcome
    sentence: str
    claims: Mapping[str, int]
    findings: Mapping[str, int]
    cookies: Mapping[str, int]
    banner: str
    href: str
    """Relative address of its report.html."""
    audits: int
    """How many audits of the site are in the folder."""


def read_entries(folder: Path) -> list[IndexEntry]:
    """Return an entry for each `<site>/<time>/report.json` below `folder`, the latest of each site.

    A report that can't be read is left out: the index never keeps the others from being shown.
    """
    latest: dict[str, tuple[Path, int]] = {}
    for path in sorted(folder.glob("[!.]*/[!.]*/report.json")):  # a leading dot: still being written
        site = path.parent.parent.name
        latest[site] = (path, latest.get(site, (path, 0))[1] + 1)
    entries = []
    for path, audits in latest.values():
        try:
            entries.append(_entry(json.loads(path.read_bytes()), path.relative_to(folder), audits))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return entries


def render_index(entries: Iterable[IndexEntry], language: str = SOURCE_LANGUAGE) -> bytes:
    """Return the page, in one of `report_languages`."""
    with speaking(language):
        return _page(entries, language).encode("utf-8", "replace")


def _page(entries: Iterable[IndexEntry], language: str) -> str:
    ordered = sorted(entries, key=lambda entry: (-entry.outcome.badness, -entry.claims.get("failed", 0), entry.name))
    totals = {outcome: sum(entry.outcome is outcome for entry in ordered) for outcome in Outcome}
    page = environment().get_template("index.html.j2")
    return page.render(**page_assets(), entries=ordered, totals=totals, language=language)


def _entry(report: Mapping[str, Any], path: Path, audits: int) -> IndexEntry:
    summary = report["summary"]
    found = report["banner"]["found"]
    return IndexEntry(
        name=report["site"]["name"],
        url=report["site"]["url"],
        audited_at=report["audited_at"],
        outcome=Outcome(summary["outcome"]),
        sentence=summary["sentence"],
        claims=summary["claims"],
        findings=summary["findings"],
        cookies=summary["cookies_by_state"],
        banner=noted("not seen")
        if found is None
        else (report["banner"]["cmp"] or noted("yes"))
        if found
        else noted("none"),
        href=quote(path.with_name("report.html").as_posix()),
        audits=audits,
    )
