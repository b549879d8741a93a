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
    claim_type: str = ""
    outcome: str = ""
    """Only claims with this outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, each at most `MAX_ROWS`."""

    sites: list[dict[str, object]]
    claims: list[dict[str, object]]
    cookies: list[dict[str, object]]


def search(connection: Connection, question: Question) -> Found:
    """Return what fits, by site. A site fits by its name; claims and cookies by their own words."""
    return Found(
        sites=_rows(connection, _sites(question)),
        claims=_rows(connection, _claims(question)) if not question.state else [],
        cookies=_rows(connection, _cookies(question)) if not (question.claim_type or question.outcome) else [],
    )


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(query.limit(MAX_ROWS)).mappings()]


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
    return query


def _holds(column: Any, text: str) -> Any:
    return func.lower(column).contains(text.lower(), autoescape=True)
