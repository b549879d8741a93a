"""What stands above a sentence and names the category that it describes: a heading, or a line that is only a label."""

from __future__ import annotations

from collections.abc import Iterator

from audits.claims.categories import category_of, label_hits, section_category
from audits.claims.context import COOKIE_WORDS, in_cookie_section
from audits.claims.negation import negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading
from crawler.evidence.text import BlockKind

HEADING_WORDS = 9
"""Words that a heading over a category has at most."""
_SENTENCES_BACK = 3
_DESCRIPTION_WORDS = 5
"""Words and marks that a sentence has at least to describe the heading above it."""


def kinds_above(reading: Reading) -> list[Hit] | None:
    """Return the categories of the heading just above, when this is its first sentence and says what they are for."""
    heading = _just_above(reading)
    if heading is None or len(heading.words) > HEADING_WORDS:
        return None
    kinds = label_hits(heading)
    about = heading.has(*COOKIE_WORDS) or in_cookie_section(heading)
    if not kinds or not about or heading.is_question or negations(heading) or len(reading.words) < _DESCRIPTION_WORDS:
        return None
    return kinds


def _just_above(reading: Reading) -> Reading | None:
    """Return the heading or label just above; of a heading and its "always active" the heading."""
    above = reading.previous
    if above is None or not (above is reading.nearest_heading or is_label(above)):
        return None
    if above.has("always_active") and not label_hits(above) and len(reading.headings) > 1:
        return reading.headings[-2]
    return above


def described_next(reading: Reading, heading: list[Hit]) -> bool:
    """Tell whether the next sentence says what the cookies of the heading are for."""
    after = reading.following
    these = after.first("these") if after is not None else None
    if after is None or these is None or these.first > 2:
        return False
    return after.has(*(f"purpose.{category_of(hit)}" for hit in heading))


def section_of(reading: Reading) -> str | None:
    """Return the category that the heading above, or the label a few sentences above, is of."""
    current = reading.previous
    for _ in range(_SENTENCES_BACK):
        if current is None or current.is_heading:
            break
        if is_label(current):
            return category_of(label_hits(current)[0])
        current = current.previous
    return section_category(reading)


def is_label(reading: Reading) -> bool:
    """Tell whether a line only names the cookies that the next paragraph describes ("Performance cookies:")."""
    after = reading.following
    if after is None or after.kind is not BlockKind.PARAGRAPH or len(reading.words) > HEADING_WORDS:
        return False
    if reading.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or reading.has("this_site"):
        return False
    return reading.text.rstrip("*_ ").endswith(":") and bool(label_hits(reading))


def section_below(heading: Reading) -> Iterator[Reading]:
    """Yield what stands directly under a heading."""
    current = heading.following
    while current is not None and current.nearest_heading is heading:
        yield current
        current = current.following
