"""Judging for programs: what `from audits import audit, render` gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audits import engine
from audits.engine.waivers import Waiver
from audits.knowledge.user_file import UserFile
from audits.model import Report
from audits.reports import report_formats
from audits.translation import SOURCE_LANGUAGE
from crawler.evidence.bundle import Bundle, open_bundle


def audit(
    bundle: Bundle | Path | str,
    *,
    waivers: Sequence[Waiver] = (),
    user_file: UserFile | None = None,
    language: str = SOURCE_LANGUAGE,
) -> Report:
    """Judge a bundle: one that was opened, or its folder. The same bundle gives the same report.

    `waivers`: failures that the site's owner has accepted (`audits.engine.waivers.read_waivers`); `user_file`: a list
    of cookies of your own (`audits.knowledge.user_file.read_user_file`); `language`: in which the report speaks, one of
    `audits.translation.report_languages`. Raises EvidenceError when the bundle can't be read or was changed.
    """
    opened = bundle if isinstance(bundle, Bundle) else open_bundle(Path(bundle))
    return engine.audit(opened, waivers=waivers, user_file=user_file, language=language)


def render(report: Report, bundle: Bundle | Path | str, form: str) -> dict[str, bytes]:
    """Return a report's files in a format (`html`, `json`, `csv`, `md`, `sarif`, `junit`, …), by their names.

    `bundle` is the one that was judged: pictures and quotes come from it. Raises ValueError for a format that there
    isn't, EvidenceError when the bundle can't be read.
    """
    makers = report_formats().get(form)
    if makers is None:
        raise ValueError(f"{form}: there is no such format; there are {', '.join(sorted(report_formats()))}")
    opened = bundle if isinstance(bundle, Bundle) else open_bundle(Path(bundle))
    return {maker.FILE_NAME: maker.render(report, opened) for maker in makers}
