"""What reading a policy's cookie lists gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCookie:
    """One cookie or storage key that a policy names, with what is said of it there."""

    name: str
    """As written, patterns included: `_ga_*`, `_ga_<container-id>`, `_pk_id.#`."""
    start: int
    """The row, item or sentence it stands in: offsets in the document text."""
    end: int
    language: str
    provider: str | None = None
    purpose: str | None = None
    """In the policy's own words."""
    lifetime: str | None = None
    """ISO 8601 duration, `session`, `until-deleted` or `variable`."""
    party: str | None = None
    """`first` or `third`, as the policy says."""
    category: str | None = None
    """`necessary`, `functional`, `analytics`, `marketing` or `social`, from its row or the section it stands in."""
    storage: str | None = None
    """`local-storage`, `session-storage`, `indexed-db` or `pixel`; None for a cookie."""
    fired: tuple[str, ...] = ()
    """The headings of its table as read (`sv:tables.lifetime:Lagringstid`); empty where no heading told them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """All that a document's cookie lists say."""

    cookies: tuple[DeclaredCookie, ...]
    """In reading order; a name stands once for each row that holds it."""
    consumed: tuple[tuple[int, int], ...]
    """Ranges of the text that were read as rows, items or cards of cookies: no prose to read again. Sorted."""


@dataclass(slots=True)
class Row:
    """What is said of one or more cookies in one row, item or card, as (start, end) ranges of the text by role."""

    names: list[tuple[str, int, int]]
    """Name with its place."""
    start: int
    end: int
    values: dict[str, list[tuple[int, int]]]
    """Role (`provider`, `purpose`, …) → ranges, one a line of its cell."""
    block: int
    """Index of the block its first name stands in."""
    lifetime_unit: str = ""
    """The heading of the lifetime column, which may hold the unit of bare numbers."""
    titled: bool = False
    """The name is the title of a card, not the value of a label."""
