"""Categories of cookies, as named ("analytics cookies") or as a purpose ("to count visitors")."""

from __future__ import annotations

from collections.abc import Sequence

from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps

CATEGORIES = ("necessary", "functional", "analytics", "marketing", "social")
LABELS = tuple(f"cat.{name}" for name in CATEGORIES)
PURPOSES = tuple(f"purpose.{name}" for name in CATEGORIES)
_OPENING = 2
"""Word (from 0) by which a paragraph on a category names it."""
NON_ESSENTIAL = ("functional", "analytics", "marketing", "social")

_TO_ADS = 2
"""Words from measuring an effect to the advertising that has it ("the effect of our ads")."""
_SPAN = 2
"""Words from the first to the last of words that make one purpose."""


def labels(reading: Reading) -> list[str]:
    """Return the categories that the sentence names, in order."""
    return reading.named("cat.")


def label_hits(reading: Reading) -> list[Hit]:
    """Return where the sentence names categories."""
    return reading.all(*LABELS)


def cookie_labels(reading: Reading, within: int = 3) -> list[Hit]:
    """Return the categories named as kinds of cookies: beside the word cookie, or in one enumeration with it."""
    cookies = reading.all("cookie", "tracking", "these")
    names_of = [(vendor.first, vendor.last) for vendor in reading.vendors]
    named = [h for h in label_hits(reading) if not any(first <= h.first and h.last <= last for first, last in names_of)]
    named = [hit for hit in named if not overlaps(hit, reading.all("non_essential", "variable_time"))]
    beside = [hit for hit in named if reading.near([hit], cookies, within)]
    if not beside:  # "by their purpose, the cookies that we use are divided into essential, analytics and …"
        return named if len(named) > 1 and reading.has("types_of") and reading.has("cookie") else []
    low, high = beside[0].first, beside[-1].last
    return [hit for hit in named if hit in beside or -6 <= hit.first - high <= 6 or -6 <= hit.last - low <= 6]


def purpose_hits(reading: Reading) -> list[Hit]:
    """Return where the sentence says what cookies are for.

    A word of a longer purpose is none of its own ("personalise" in "personalise ads"), nor are the preferences that
    can be managed.
    """
    longer = reading.all("purpose.analytics", "purpose.marketing", "change_choice")
    hits = [hit for hit in reading.all(*PURPOSES) if not _of_advertising(reading, hit)]
    return [hit for hit in hits if hit.concept != "purpose.functional" or not _within(hit, longer)]


def _of_advertising(reading: Reading, hit: Hit) -> bool:
    """Tell whether it is the effect of advertising that is measured ("measure how effective our ads are")."""
    if hit.concept != "purpose.analytics":
        return False
    for ads in reading.all("purpose.marketing", "cat.marketing"):
        between = [word.text for word in reading.words[hit.last + 1 : ads.first]]
        if ads.first > hit.last and len(between) <= _TO_ADS and not {",", *reading.language.joiners} & set(between):
            return True
    return False


def _within(hit: Hit, longer: Sequence[Hit]) -> bool:
    size = hit.last - hit.first
    near = (one for one in longer if size < one.last - one.first <= _SPAN)  # not "personalise content and ads"
    return any(one.first <= hit.first and hit.last <= one.last for one in near)


def section_category(reading: Reading) -> str | None:
    """Return the one category that the nearest heading with a category names; None when several or none."""
    for head in (reading.lead_in, *reversed(reading.headings)):
        if head is None or len(head.words) > 14:
            continue
        choices = head.all("your_choice", "tool", "change_choice")  # "Managing your preferences" names no category
        named = names([hit for hit in label_hits(head) if not overlaps(hit, choices)])
        if named:
            return named[0] if len(named) == 1 else None
    return None


def opening_category(reading: Reading) -> str | None:
    """Return the category that the paragraph or item opens with ("Statistics cookies: … They are set only …")."""
    current = reading.previous
    while current is not None and current.segment.block == reading.segment.block:
        opening = [hit for hit in label_hits(current) if hit.first <= _OPENING]
        if opening:
            return category_of(opening[0])
        current = current.previous
    return None


def names(hits: Sequence[Hit]) -> list[str]:
    """Return the category names of label or purpose hits, each once, in order."""
    return list(dict.fromkeys(hit.concept.split(".", 1)[1] for hit in hits))


def category_of(hit: Hit) -> str:
    """Return the category that a label, a purpose or an analytics tool speaks of."""
    return "analytics" if hit.concept == "analytics_tool" else hit.concept.split(".", 1)[1]
