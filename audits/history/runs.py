"""A run over a list of sites as the database knows it, so that one that was killed goes on where it stood."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, exists, func, insert, select, update

from audits.history.schema import RUN, RUN_SITE

_AT_A_TIME = 500
"""Sites asked for in one query: databases bound the number of values."""


class SiteState(StrEnum):
    """How far a site has come in a run."""

    WAITING = "waiting"
    DONE = "done"
    """Something of it was seen, and its results are written."""
    FAILED = "failed"
    """Nothing of it was seen; the reason is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSite:
    """One site of a run."""

    site: str
    state: SiteState
    folder: str | None
    """Of its results, relative to the output folder; None when there are none."""
    problem: str | None
    waiting_since: str = ""
    """When its run began, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEnd:
    """How a run came to the end of a site: the columns of `run_site`."""

    state: SiteState
    audit_id: int | None
    folder: str | None
    problem: str | None
    finished_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that was begun, or found unfinished and continued."""

    id: str
    started_at: str
    continued: bool
    sites: tuple[RunSite, ...]

    def left(self) -> tuple[str, ...]:
        """Return the sites that have no result yet, in their order."""
        return tuple(each.site for each in self.sites if each.state is SiteState.WAITING)


def run_key(sites: Iterable[str], settings: str) -> str:
    """Return what tells one command from another: its sites, and the settings that its results depend on."""
    return hashlib.sha256("\x1f".join([settings, *sorted(sites)]).encode()).hexdigest()


def begin_or_continue(connection: Connection, key: str, sites: Sequence[str]) -> Run:
    """Return the unfinished run of `key`, else a new one over `sites`."""
    unfinished = connection.execute(
        select(RUN.c.id, RUN.c.started_at)
        .where(RUN.c.key == key, RUN.c.finished_at.is_(None))
        .order_by(RUN.c.started_at)
    ).first()
    if unfinished is not None:
        known = {
            row.site: row for row in connection.execute(select(RUN_SITE).where(RUN_SITE.c.run_id == unfinished.id))
        }
        rows = tuple(
            RunSite(
                site=site,
                state=SiteState(known[site].state),
                folder=known[site].folder,
                problem=known[site].problem,
                waiting_since=unfinished.started_at,
            )
            for site in sites
        )
        return Run(id=unfinished.id, started_at=unfinished.started_at, continued=True, sites=rows)
    run_id, now = uuid.uuid4().hex, utc_now()
    connection.execute(insert(RUN).values(id=run_id, key=key, started_at=now))
    waiting = tuple(RunSite(site=site, state=SiteState.WAITING, folder=None, problem=None) for site in sites)
    if waiting:
        connection.execute(
            insert(RUN_SITE), [{"run_id": run_id, "site": each.site, "state": each.state.value} for each in waiting]
        )
    return Run(id=run_id, started_at=now, continued=False, sites=waiting)


def finish_site(connection: Connection, run_id: str, site: str, end: SiteEnd) -> None:
    """Store what became of a site."""
    values = {**asdict(end), "state": end.state.value}
    connection.execute(update(RUN_SITE).where(RUN_SITE.c.run_id == run_id, RUN_SITE.c.site == site).values(**values))


def is_waiting(connection: Connection, run_id: str, site: str) -> bool:
    """Tell whether a site of a run has no result yet, and keep others from giving it one until the transaction ends."""
    row = select(RUN_SITE.c.state).where(RUN_SITE.c.run_id == run_id, RUN_SITE.c.site == site).with_for_update()
    return connection.scalar(row) == SiteState.WAITING


def has_waiting_sites(connection: Connection, run_id: str) -> bool:
    """Tell whether a site of a run has no result yet. Asked after every site: it must not grow with the run."""
    waiting = exists().where(RUN_SITE.c.run_id == run_id, RUN_SITE.c.state == SiteState.WAITING.value)
    return bool(connection.scalar(select(waiting)))


def run_site(connection: Connection, run_id: str, site: str) -> RunSite | None:
    """Return what is known of a site of a run; None when it is in none such."""
    query = (
        select(RUN_SITE, RUN.c.started_at)
        .join(RUN, RUN.c.id == RUN_SITE.c.run_id)
        .where(RUN_SITE.c.run_id == run_id, RUN_SITE.c.site == site)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return RunSite(
        site=site,
        state=SiteState(row.state),
        folder=row.folder,
        problem=row.problem,
        waiting_since=row.started_at,
    )


def finish_run(connection: Connection, run_id: str) -> None:
    """Store that a run came to its end."""
    connection.execute(update(RUN).where(RUN.c.id == run_id).values(finished_at=utc_now()))


def last_tried(connection: Connection, sites: Sequence[str]) -> dict[str, str]:
    """Return when a run last came to the end of each site; those that never were are left out."""
    found: dict[str, str] = {}
    for start in range(0, len(sites), _AT_A_TIME):
        some = sites[start : start + _AT_A_TIME]
        query = select(RUN_SITE.c.site, func.max(RUN_SITE.c.finished_at)).where(
            RUN_SITE.c.site.in_(some), RUN_SITE.c.finished_at.is_not(None)
        )
        found.update((site, at) for site, at in connection.execute(query.group_by(RUN_SITE.c.site)))
    return found


def utc_now() -> str:
    """Return the time as the database writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
