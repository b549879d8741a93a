"""Searching the latest audit of each site: sites, claims and cookies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from audits.history.schema import AUDIT, CLAIM, COOKIE

MAX_ROWS = 200
STATES = ("before", "reject", "accept", "withdraw", "gpc", "dnt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody looks for. Empty fields don't narrow the search."""

    text: str = ""
    """Part of a site's name or address, of a claim's quote, of a cookie's name, domain or vendor."""
    state: str = ""
    """Only cookies that were there in this state, one of `STATES`."""
    purpose: str = ""
    """Only cookies that serve this purpose."""
    claim_type: str = ""
    outcome: str = ""
    """Only claims with this outcome."""

    @property
    def of_cookies(self) -> bool:
        """It can only be answered with cookies."""
        return bool(self.state or self.purpose)

    @property
    def of_claims(self) -> bool:
        """It can only be answered with claims."""
        return bool(self.claim_type or self.outcome)

    @property
    def is_empty(self) -> bool:
        """Nothing is asked."""
        return not (self.text or self.of_cookies or self.of_claims)


@dataclass(frozen=True, slots=True)
class Hits:
    """What fits of one kind."""

    rows: list[dict[str, object]]
    """At most `MAX_ROWS`."""
    total: int
    sites: int
    """Sites that they are of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found; None: the question was not about these."""

    sites: Hits | None
    claims: Hits | None
    cookies: Hits | None


def search(connection: Connection, question: Question) -> Found:
    """Return what fits, by site, in each site's latest audit. A site fits by its name; the others by their words."""
    asked = question
    return Found(
        sites=_hits(connection, _sites(asked)) if not (asked.of_cookies or asked.of_claims) else None,
        claims=_hits(connection, _claims(asked)) if not (asked.of_cookies or asked.is_empty) else None,
        cookies=_hits(connection, _cookies(asked)) if not (asked.of_claims or asked.is_empty) else None,
    )


def totals(connection: Connection) -> dict[str, int]:
    """Return how many sites' latest audits have each outcome."""
    query = select(AUDIT.c.outcome, func.count()).where(AUDIT.c.id.in_(_latest())).group_by(AUDIT.c.outcome)
    return {row[0]: row[1] for row in connection.execute(query)}


def claim_types(connection: Connection) -> list[str]:
    """Return the types of claims that were ever found, sorted."""
    return list(connection.scalars(select(CLAIM.c.type).distinct().order_by(CLAIM.c.type)))


def _hits(connection: Connection, query: Select[tuple[object, ...]]) -> Hits:
    found = query.order_by(None).subquery()
    total, sites = connection.execute(select(func.count(), func.count(found.c.site.distinct()))).one()
    rows = [dict(row) for row in connection.execute(query.limit(MAX_ROWS)).mappings()]
    return Hits(rows, total, sites)


def _latest() -> Select[tuple[int]]:
    """Return the ids of each site's latest audit."""
    newest = select(AUDIT.c.site, func.max(AUDIT.c.audited_at).label("at")).group_by(AUDIT.c.site).subquery()
    return (
        select(func.max(AUDIT.c.id))
        .join(newest, and_(newest.c.site == AUDIT.c.site, newest.c.at == AUDIT.c.audited_at))
        .group_by(AUDIT.c.site)
    )


def _sites(question: Question) -> Select[tuple[object, ...]]:
    query = select(AUDIT).where(AUDIT.c.id.in_(_latest())).order_by(AUDIT.c.findings_failed.desc(), AUDIT.c.site)
    if question.text:
        query = query.where(or_(_holds(AUDIT.c.site, question.text), _holds(AUDIT.c.name, question.text)))
    return query


def _claims(question: Question) -> Select[tuple[object, ...]]:
    query = (
        select(AUDIT.c.site, AUDIT.c.folder, CLAIM.c.type, CLAIM.c.quote, CLAIM.c.language, CLAIM.c.outcome)
        .join(AUDIT, AUDIT.c.id == CLAIM.c.audit_id)
        .where(AUDIT.c.id.in_(_latest()))
        .order_by(AUDIT.c.site, CLAIM.c.id)
    )
    if question.text:
        query = query.where(_holds(CLAIM.c.quote, question.text))
    if question.claim_type:
        query = query.where(CLAIM.c.type == question.claim_type)
    if question.outcome:
        query = query.where(CLAIM.c.outcome == question.outcome)
    return query


def _cookies(question: Question) -> Select[tuple[object, ...]]:
    query = (
        select(AUDIT.c.site, AUDIT.c.folder, COOKIE)
        .join(AUDIT, AUDIT.c.id == COOKIE.c.audit_id)
        .where(AUDIT.c.id.in_(_latest()))
        .order_by(AUDIT.c.site, COOKIE.c.name, COOKIE.c.id)
    )
    if question.text:
        columns = (COOKIE.c.name, COOKIE.c.domain, COOKIE.c.vendor)
        query = query.where(or_(*(_holds(column, question.text) for column in columns)))
    if question.state in STATES:
        query = query.where(COOKIE.c[f"in_{question.state}"])
    if question.purpose:
        query = query.where(COOKIE.c.purpose == question.purpose)
    return query


def _holds(column: Any, text: str) -> Any:
    return func.lower(column).contains(text.lower(), autoescape=True)
