"""What must hold after a tortured run: nothing lost, nothing twice, nothing half, nothing left."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from audits.cli.outputs import site_folder_name
from audits.history import open_history
from audits.history.schema import AUDIT, RUN, RUN_SITE
from crawler.evidence.bundle import EvidenceError, verify

from .runs import Place, processes_of

PATIENCE_S = 30.0
"""Time that what was killed is given to go: the rest of a browser ends itself when it finds its other half gone."""
LEFT_OVER = ("cookie-audit-*", "playwright*", "org.chromium.*", ".org.chromium.*")


def wrongs(place: Place, sites: Sequence[str]) -> list[str]:
    """Return what is wrong after the end of a run over `sites`, in words; nothing: all is well."""
    return [*left(place), *_results(place, sites), *whole(place.output)]


def left(place: Place) -> list[str]:
    """Return the processes and temporary folders that are left of a place's runs."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        processes, folders = processes_of(place), [path for name in LEFT_OVER for path in place.temporary.glob(name)]
        if not (processes or folders) or time.monotonic() > deadline:
            return [f"process left: {each}" for each in processes] + [f"folder left: {each}" for each in folders]
        time.sleep(0.2)


def whole(output: Path) -> list[str]:
    """Return what is half-written: bundles that don't verify, files and folders under a name of passage."""
    wrong = [f"left half-written: {path}" for path in sorted(output.rglob("*.partial"))]
    for manifest in sorted(output.glob("*/[!.]*/bundle")):
        try:
            verify(manifest)
        except EvidenceError as error:
            wrong.append(f"bundle: {error}")
    return wrong


def is_finished(output: Path) -> bool:
    """Tell whether the last run into a folder has stored that it came to its end."""
    if not (output / "history.db").exists():
        return False
    with open_history(output / "history.db") as history, history.engine.connect() as connection:
        ends = [row.finished_at for row in connection.execute(select(RUN).order_by(RUN.c.started_at))]
    return bool(ends) and ends[-1] is not None


def _results(place: Place, sites: Sequence[str]) -> list[str]:
    """Hold the folders and the history against the sites: one result or one stored error each, of one run."""
    with open_history(place.output / "history.db") as history, history.engine.connect() as connection:
        rows = {row.site: row for row in connection.execute(select(RUN_SITE))}
        audits = [row.site for row in connection.execute(select(AUDIT))]
        runs = connection.execute(select(RUN)).all()
    wrong = [] if len(runs) == 1 and runs[0].finished_at else [f"{len(runs)} runs, or one without an end"]
    wrong += [] if (place.output / "index.html").is_file() else ["no index.html"]
    wrong += [f"{site}: in the run, and not asked for" for site in sorted(rows.keys() - set(sites))]
    for site in sites:
        folders = [path for path in (place.output / site_folder_name(site)).glob("[!.]*") if path.is_dir()]
        row = rows.get(site)
        if row is None or row.state == "waiting":
            wrong.append(f"{site}: never done")
        elif row.folder is None and not row.problem:
            wrong.append(f"{site}: neither a result nor an error")
        elif [path.relative_to(place.output).as_posix() for path in folders] != [row.folder] * bool(row.folder):
            wrong.append(f"{site}: {len(folders)} results, {row.folder} recorded")
        if audits.count(site) > 1:
            wrong.append(f"{site}: {audits.count(site)} times in the history")
    return wrong
