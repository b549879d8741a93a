"""What a consent manager itself declares: its list of cookies, read from its configuration or from its own element.

The list becomes a document like any policy (HTML with one table), so that audits read it as they read policies. It is
the site's own word on its cookies, and often names some that no policy does.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from crawler.consent.managers.asking import ACT_MS, ask
from crawler.consent.managers.facts import managers
from crawler.consent.time import PageTime
from crawler.documents import read_document
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import Document, DocumentKind, FoundBy
from crawler.items import PolicyItem
from crawler.pipelines import store

MAX_ROWS = 3000
MAX_CELL = 1000
MAX_HTML = 400_000
DECLARATION_RANK = 1000
"""Place in the order of documents: after all policies."""

COLUMNS = {
    "name": "Name",
    "provider": "Provider",
    "purpose": "Purpose",
    "lifetime": "Expiry",
    "storage": "Type",
    "category": "Category",
}
"""Field → its heading in the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRow:
    """One cookie as declared. Empty: the manager says nothing of it."""

    name: str
    provider: str = ""
    purpose: str = ""
    lifetime: str = ""
    category: str = ""
    storage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerDeclaration:
    """What one manager declares: rows of its configuration, or the HTML of the element that shows them."""

    manager: str
    rows: tuple[DeclaredRow, ...] = ()
    html: str = ""


def can_declare(manager: str | None) -> bool:
    """Tell whether it is known how to read what a manager declares."""
    facts = managers().get(manager or "")
    return facts is not None and bool(facts.rows or facts.element)


async def read_declaration(page: Page, page_time: PageTime) -> ManagerDeclaration | None:
    """Ask the manager on the page what it declares; None when there is none, or it lists nothing.

    Runs in the page's own world: only for a page on which an answer is given or was given, never in the look.
    """
    return parse_declaration(await ask(page, page_time, "declaration", ACT_MS))


def parse_declaration(raw: Any) -> ManagerDeclaration | None:
    """Read what the page answered, which any of its scripts may have written; None when it lists nothing. Pure."""
    if not isinstance(raw, dict) or raw.get("manager") not in managers():
        return None
    listed = raw.get("rows")
    rows = [_row(item) for item in listed[:MAX_ROWS] if isinstance(item, dict)] if isinstance(listed, list) else []
    named = tuple(dict.fromkeys(row for row in rows if row.name))
    shown = raw.get("html")
    markup = shown[:MAX_HTML] if isinstance(shown, str) and not named else ""
    if not named and not markup:
        return None
    return ManagerDeclaration(manager=str(raw["manager"]), rows=named, html=markup)


def _row(item: dict[str, Any]) -> DeclaredRow:
    return DeclaredRow(**{field: _cell(item.get(field)) for field in COLUMNS})


def _cell(value: Any) -> str:
    return " ".join(str(value)[:MAX_CELL].split()) if isinstance(value, str | int | float) else ""


def declaration_document(declaration: ManagerDeclaration) -> bytes:
    """Return a declaration as an HTML document of its own, with one table a category; same input, same bytes. Pure."""
    title = f"{managers()[declaration.manager].title}: declared cookies"
    body = declaration.html or "".join(_table(declaration, category) for category in _categories(declaration))
    head = f'<!doctype html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
    return f"{head}<body><h1>{html.escape(title)}</h1>{body}</body></html>\n".encode()


def store_declaration(
    declaration: ManagerDeclaration, page_url: str, fetched_at: str, writer: BundleWriter
) -> Document:
    """Write a declaration into the bundle and return it as a document of the kind `cmp-declaration`.

    Its address is that of the page it was read on, with the manager's name for a fragment.
    """
    url = f"{page_url.split('#', 1)[0]}#{declaration.manager}"
    raw = declaration_document(declaration)
    item = PolicyItem(
        url=url,
        final_url=url,
        kind=DocumentKind.CMP_DECLARATION,
        found_by=FoundBy(source="consent-manager", text=managers()[declaration.manager].title, page=page_url),
        fetched_at=fetched_at,
        rank=DECLARATION_RANK,
        fetched_with="browser",
        media_type="text/html",
        raw=raw,
        text=read_document(raw, media_type="text/html", url=url),
    )
    return store(item, writer)


def _categories(declaration: ManagerDeclaration) -> list[str]:
    return list(dict.fromkeys(row.category for row in declaration.rows))


def _table(declaration: ManagerDeclaration, category: str) -> str:
    """Return one category's heading and table; columns that are empty throughout are left out."""
    rows = [row for row in declaration.rows if row.category == category]
    fields = [field for field in COLUMNS if any(getattr(row, field) for row in declaration.rows)]
    heads = "".join(f"<th>{COLUMNS[field]}</th>" for field in fields)
    lines = ["".join(f"<td>{html.escape(getattr(row, field))}</td>" for field in fields) for row in rows]
    heading = f"<h2>{html.escape(category)}</h2>" if category else ""
    table = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return f"{heading}<table><thead><tr>{heads}</tr></thead><tbody>\n{table}</tbody></table>\n"
