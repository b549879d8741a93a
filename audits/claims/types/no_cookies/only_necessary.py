"""The denial of all but necessary cookies."""

from __future__ import annotations

from collections.abc import Iterator

from audits.claims.categories import LABELS
from audits.claims.found import Found, found
from audits.claims.negation import negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading

_SYNONYM = 3
"""Words from "or" to another word for the same ("strictly necessary or essential")."""
_ASKING = ("until", "if_consent", "if_reject", "needs_consent", "consent", "clause_break")


def only_necessary(reading: Reading) -> Iterator[Found]:
    """Yield the denial of all but necessary cookies ("we only use necessary cookies")."""
    only = reading.near(reading.all("only_necessary"), reading.all("cookie"), 2)
    others = [hit for hit in reading.all(*LABELS) if hit.concept != "cat.necessary"]
    if (
        only is None
        or reading.has("no_banner")
        or others
        or negations(reading)
        or _joined_to_more(reading, only[0])
        or reading.has("visitor_action", "reject", "accept", "choose", *_ASKING)
    ):
        return
    if _others_told_next(reading):
        return
    if reading.has("use", "set") and (reading.has("this_site") or reading.names_site or only[0].first <= 2):
        yield found(reading, {"kind": ["all-but-necessary"], "by": "any"}, only)


def _joined_to_more(reading: Reading, only: Hit) -> bool:
    """Tell whether "only" goes on to others: "only cookies that are either essential or help us improve the site"."""
    labels = reading.all("cat.necessary")
    return any(
        hit.first > only.last and not any(0 < label.first - hit.last <= _SYNONYM for label in labels)
        for hit in reading.all("either")
    )


def _others_told_next(reading: Reading) -> bool:
    """Tell whether it is only without consent: "We use only necessary cookies. Others are set if you consent."."""
    following = reading.following
    if following is None or following.segment.block != reading.segment.block:
        return False
    others = following.has("non_essential", *(name for name in LABELS if name != "cat.necessary"))
    asked = following.has("if_consent", "needs_consent", "legal_consent")
    return others and asked and not following.has("no_consent_needed")
