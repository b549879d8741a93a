"""The rows of a site's cookie lists, each with what was seen under its name, and how the two may differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audits.inventory.declarations import matches
from audits.knowledge.hosts import business_of
from audits.model import Case, Claim, Item
from audits.rules.grounds.beacons import SELF_HOSTED_MEASUREMENT
from audits.rules.grounds.lifetimes import outlives
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import foreign, speaks_of_this_site
from audits.rules.grounds.tracking import NEEDS_CONSENT, known_to_track


@dataclass(frozen=True, slots=True)
class Row:
    """One declared cookie that commits this site."""

    claim: Claim
    seen: tuple[Item, ...]
    """What was kept under its name; empty: not seen, or always refused by the browser."""

    @property
    def name(self) -> str:
        """The name as declared."""
        return str(self.claim.params["name"])

    def says(self, param: str) -> str:
        """Return what the row says, empty where it says nothing."""
        return str(self.claim.params.get(param) or "")


@once
def rows(case: Case) -> tuple[Row, ...]:
    """Return the rows of the site's own lists, in reading order; hedged ones and those of other sites left out."""
    claims = [claim for claim in case.claims_of("cookie") if claim.params.get("name") and not claim.hedged]
    return tuple(Row(claim, _kept(case, claim)) for claim in claims if speaks_of_this_site(case, claim))


@once
def items_named(case: Case, name: str) -> tuple[Item, ...]:
    """Return the items that a declared name (which may be a pattern) means, refused ones included."""
    return tuple(item for item in case.items if matches(name, item.name))


def mislabelled(claim: Claim, seen: Iterable[Item]) -> tuple[Item, ...]:
    """Return the cookies that a row calls necessary and that are publicly known to serve advertising or analytics.

    Both the name and the business of its vendor must speak of it: a cookie that a company of many services sets for
    all of them (Google's NID, say) may be needed by the one that the site uses.
    """
    if "necessary" not in (claim.params.get("category"), claim.params.get("purpose")):
        return ()
    return tuple(item for item in seen if known_to_track(item) and _is_trackers(item.vendor))


def _is_trackers(vendor: str | None) -> bool:
    """Tell whether a vendor's business is to measure or to advertise, beyond what may be exempt."""
    return vendor is not None and vendor not in SELF_HOSTED_MEASUREMENT and business_of(vendor) in NEEDS_CONSENT


def outliving(claim: Claim, seen: Iterable[Item]) -> tuple[Item, ...]:
    """Return the cookies of a row that were set for longer than it says, when every cookie of the name was."""
    declared = str(claim.params.get("lifetime") or "")
    judged = [(item, outlives(item, declared)) for item in seen]
    longer = tuple(item for item, too_long in judged if too_long)
    return () if any(too_long is False for _, too_long in judged) else longer


def of_others(case: Case, claim: Claim, seen: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the cookies of a row called the site's own, when all of the name belong to other companies."""
    if claim.params.get("party") not in ("first", "first-only"):
        return ()
    others = foreign(case, seen)
    return others if len(others) == len(seen) else ()


def _kept(case: Case, claim: Claim) -> tuple[Item, ...]:
    return tuple(item for item in items_named(case, str(claim.params["name"])) if item.blocked is None)
