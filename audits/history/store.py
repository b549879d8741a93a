"""Opening the database, writing a report into it, and asking it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, func, insert, select, text, update
from sqlalchemy.engine import make_url

from audits.history.rows import audit_row, detail_rows
from audits.history.runs import (
    Run,
    RunSite,
    SiteEnd,
    SiteState,
    begin_or_continue,
    finish_run,
    finish_site,
    has_waiting_sites,
    is_waiting,
    last_tried,
    run_site,
    utc_now,
)
from audits.history.schema import AUDIT, OF_AN_AUDIT, RUN_SITE
from audits.model import Report

FILE_NAME = "history.db"
_BUSY_S = 60
"""How long a write waits for another program's on the same file."""
_MIGRATION_LOCK = 0x636F6F6B6965
"""Names the lock under which a PostgreSQL database's tables are brought up to date: any number, always the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """An audit as the history knows it."""

    id: int
    site: str
    name: str
    audited_at: str
    """When the site was observed, UTC in ISO 8601."""
    recorded_at: str
    outcome: str
    sentence: str
    claims_failed: int
    claims_passed: int
    findings_failed: int
    folder: str
    """Relative to the output folder."""
    bundle_sha256: str
    tool_version: str


class History:
    """The database of past audits. Every method is one transaction. Made by `open_history`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> History:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self, key: str, sites: Sequence[str]) -> Run:
        """Return the run of the same command that was not finished, else a new one."""
        with self.engine.begin() as connection:
            return begin_or_continue(connection, key, sites)

    def record(self, report: Report, folder: str) -> int:
        """Store a report and return its audit's id; the same bundle of a site is stored once and judged anew."""
        with self.engine.begin() as connection:
            return _record(connection, report, folder, utc_now())

    def finish_site(
        self, run_id: str, site: str, *, report: Report | None, folder: str | None, problem: str | None, seen: bool
    ) -> bool:
        """Store a site's results and its place in the run, both or neither. `seen`: something of it was seen.

        Return False, and store nothing, when the run has a result of the site already.
        """
        with self.engine.begin() as connection:
            if not is_waiting(connection, run_id, site):
                return False
            at = utc_now()
            audit_id = _record(connection, report, folder or "", at) if report is not None else None
            state = SiteState.DONE if seen else SiteState.FAILED
            end = SiteEnd(state=state, audit_id=audit_id, folder=folder, problem=problem, finished_at=at)
            finish_site(connection, run_id, site, end)
            return True

    def run_site(self, run_id: str, site: str) -> RunSite | None:
        """Return what is known of a site of a run; None when it is in none such."""
        with self.engine.connect() as connection:
            return run_site(connection, run_id, site)

    def is_run_done(self, run_id: str) -> bool:
        """Tell whether every site of a run has its result."""
        with self.engine.connect() as connection:
            return not has_waiting_sites(connection, run_id)

    def finish(self, run_id: str) -> None:
        """Store that a run came to its end: the same command begins a new one."""
        with self.engine.begin() as connection:
            finish_run(connection, run_id)

    def last_tried(self, sites: Sequence[str]) -> dict[str, str]:
        """Return when a run last came to the end of each site, with or without a result; not those that never were."""
        with self.engine.connect() as connection:
            return last_tried(connection, sites)

    def sites(self) -> list[str]:
        """Return every site that was ever audited, sorted."""
        with self.engine.connect() as connection:
            return list(connection.scalars(select(AUDIT.c.site).distinct().order_by(AUDIT.c.site)))

    def audits(self, site: str | None = None, *, since: str | None = None, limit: int | None = None) -> list[AuditRow]:
        """Return audits, newest first: of one site or of all, from a time (ISO 8601) on, `limit` of them at most."""
        query = select(AUDIT).order_by(AUDIT.c.audited_at.desc(), AUDIT.c.id.desc())
        if site is not None:
            query = query.where(AUDIT.c.site == site)
        if since is not None:
            query = query.where(AUDIT.c.audited_at >= since)
        if limit is not None:
            query = query.limit(limit)
        with self.engine.connect() as connection:
            return [AuditRow(**row) for row in connection.execute(query).mappings()]

    def audits_up_to(self, run_id: str, site: str, *, limit: int) -> list[AuditRow]:
        """Return a run's audit of a site and those before it, the last recorded first, whatever clocks said then.

        Nothing when the run has no audit of the site.
        """
        of_run = select(RUN_SITE.c.audit_id).where(RUN_SITE.c.run_id == run_id, RUN_SITE.c.site == site)
        query = select(AUDIT).where(AUDIT.c.site == site, AUDIT.c.id <= of_run.scalar_subquery())
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(AUDIT.c.id.desc()).limit(limit)).mappings()
            return [AuditRow(**row) for row in rows]

    def latest(self, *, since: str | None = None) -> list[tuple[AuditRow, AuditRow | None]]:
        """Return each site's latest audit with the one before it, by site; only those observed from a time on."""
        place = func.row_number().over(
            partition_by=AUDIT.c.site, order_by=(AUDIT.c.audited_at.desc(), AUDIT.c.id.desc())
        )
        ranked = select(AUDIT, place.label("place")).subquery()
        query = select(ranked).where(ranked.c.place <= 2).order_by(ranked.c.site, ranked.c.place)
        found: list[tuple[AuditRow, AuditRow | None]] = []
        with self.engine.connect() as connection:
            for row in connection.execute(query).mappings():
                audit = AuditRow(**{name: value for name, value in row.items() if name != "place"})
                if row["place"] == 1:
                    found.append((audit, None))
                else:
                    found[-1] = (found[-1][0], audit)
        return [pair for pair in found if since is None or pair[0].audited_at >= since]

    def prune(self, keep_days: int, *, now: datetime | None = None, dry_run: bool = False) -> list[AuditRow]:
        """Remove audits older than `keep_days`, each site's latest excepted (`dry_run`: none), and return them.

        Their files stay: they are the caller's to remove.
        """
        limit = ((now or datetime.now(UTC)) - timedelta(days=keep_days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        latest: set[str] = set()
        old = []
        for audit in self.audits():
            if audit.site in latest and audit.audited_at < limit:
                old.append(audit)
            latest.add(audit.site)
        if old and not dry_run:
            with self.engine.begin() as connection:
                connection.execute(
                    delete(AUDIT).where(AUDIT.c.id == bindparam("old")), [{"old": audit.id} for audit in old]
                )
        return old


def open_history(where: Path | str) -> History:
    """Open the database, making it or bringing its tables up to date. `where`: a file (SQLite) or a database URL."""
    url = make_url(f"sqlite:///{where}") if isinstance(where, Path) else make_url(where)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _BUSY_S})
        event.listen(engine, "connect", _prepare_sqlite)
    else:  # a server may be started anew between two uses of a connection
        engine = create_engine(url, pool_pre_ping=True)
    with _migrating(engine) as config:
        command.upgrade(config, "head")
    return History(engine)


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    """Give Alembic's configuration over a connection of our own, committed at the end."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # of many that begin at the same time, one makes the tables
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        config.attributes["connection"] = connection
        yield config


def _prepare_sqlite(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")  # a reader, the dashboard say, never keeps a run from writing
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _record(connection: Connection, report: Report, folder: str, at: str) -> int:
    values, details = {**audit_row(report, folder), "recorded_at": at}, detail_rows(report)
    audit_id: Any = connection.scalar(
        select(AUDIT.c.id).where(AUDIT.c.site == values["site"], AUDIT.c.bundle_sha256 == values["bundle_sha256"])
    )
    if audit_id is None:
        audit_id = connection.scalar(insert(AUDIT).values(**values).returning(AUDIT.c.id))
    else:
        connection.execute(update(AUDIT).where(AUDIT.c.id == audit_id).values(**values))
        for table in OF_AN_AUDIT:
            connection.execute(delete(table).where(table.c.audit_id == audit_id))
    for table in OF_AN_AUDIT:
        if rows := details[table.name]:
            connection.execute(insert(table), [{"audit_id": audit_id, **row} for row in rows])
    return int(audit_id)
