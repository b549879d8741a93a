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
    change: int | None = None
    """Failed findings more (or less) than in the audit before this one; None when there is none to compare with."""

    @property
    def address(self) -> str:
        """The site's address as people write it."""
        return self.url.partition("://")[2].rstrip("/") or self.url


def read_entries(folder: Path) -> list[IndexEntry]:
    """Return an entry for each `<site>/<time>/report.json` below `folder`, the latest of each site.

    A report that can't be read is left out: the index never keeps the others from being shown.
    """
    reports: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("[!.]*/[!.]*/report.json")):  # a leading dot: still being written
        reports.setdefault(path.parent.parent.name, []).append(path)
    entries = []
    for paths in reports.values():
        try:
            entries.append(_entry(folder, paths))
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


def _entry(folder: Path, paths: list[Path]) -> IndexEntry:
    """Return the entry of a site from the reports on it, oldest first."""
    report, path = json.loads(paths[-1].read_bytes()), paths[-1].relative_to(folder)
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
        audits=len(paths),
        change=_change(summary, paths[-2]) if len(paths) > 1 else None,
    )


def _change(summary: Mapping[str, Any], before: Path) -> int | None:
    try:
        was = json.loads(before.read_bytes())["summary"]["findings"]["failed"]
        return int(summary["findings"]["failed"]) - int(was)
    except (OSError, ValueError, KeyError, TypeError):
        return None
