"""Cookie lists in policies → declared cookies, from tables, cards, lists and sentences in any layout and language.

What is a cookie's name is decided by its shape and where it stands, never by a list of known names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from audits.claims.declared.cards import read_cards
from audits.claims.declared.context import Page
from audits.claims.declared.items import read_items
from audits.claims.declared.lines import read_lines
from audits.claims.declared.model import Declaration, DeclaredCookie
from audits.claims.declared.rows import describe
from audits.claims.declared.sentences import read_sentences
from audits.claims.declared.tables import read_tables
from audits.model import Claim
from crawler.evidence.text import DocumentText

__all__ = ["Declaration", "DeclaredCookie", "declared_claims", "declared_cookies", "read_declaration"]


def read_declaration(text: DocumentText, languages: Mapping[int, str] | str) -> Declaration:
    """Read all that a document declares. `languages` is the document's language, or block index → language."""
    page = Page(text, languages)
    rows = read_tables(page)
    rows += read_cards(page)
    rows += read_lines(page)
    rows += read_items(page)
    rows += read_sentences(page)
    rows.sort(key=lambda row: (row.start, row.end))
    cookies = [cookie for row in rows for cookie in describe(row, page)]
    return Declaration(cookies=tuple(dict.fromkeys(cookies)), consumed=page.consumed())


def declared_cookies(text: DocumentText, languages: Mapping[int, str] | str) -> tuple[DeclaredCookie, ...]:
    """Return the cookies that a document declares, in reading order."""
    return read_declaration(text, languages).cookies


def declared_claims(
    text: DocumentText, document_sha256: str, language_of: Mapping[int, str] | str | Callable[[int], str]
) -> tuple[Claim, ...]:
    """Return one `cookie` claim a declared name; its quote is the row, item or sentence that declares it.

    `language_of` is the document's language, or gives each block's by its index.
    """
    if callable(language_of):
        language_of = {index: language_of(index) for index in range(len(text.blocks))}
    cookies = declared_cookies(text, language_of)
    return tuple(
        Claim(
            type="cookie",
            params={
                key: value
                for key in ("name", "provider", "purpose", "lifetime", "party", "category", "storage")
                if (value := getattr(cookie, key)) is not None
            },
            quote=text.text[cookie.start : cookie.end],
            document_sha256=document_sha256,
            start=cookie.start,
            end=cookie.end,
            language=cookie.language,
        )
        for cookie in cookies
    )
