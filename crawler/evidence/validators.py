"""Cache validators that tell profiles apart (pure).

A file's `ETag` is the same for everybody who asks for it. One that is another in each fresh profile, comes back, and is
confirmed by the server whenever it does, knows the profile again as a cookie would. A few servers that take turns and
name files by their own disks give several values, too: the more profiles, the surer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.evidence.model import Revalidation, SiteEvidence, State

MIN_PROFILES = 2
"""Profiles needed to tell a visitor's value from a file's."""


@dataclass(frozen=True, slots=True)
class ProfileValidator:
    """A validator of one address that was another in every profile."""

    url: str
    header: str
    values: Mapping[str, str]
    """The value in each profile, by JSON pointer to its `Revalidation` in the evidence."""
    states: Mapping[str, State]
    """State of the visit, by the same pointers."""


def profile_validators(evidence: SiteEvidence) -> tuple[ProfileValidator, ...]:
    """Return the validators that differed between all profiles they were seen in, sorted; each visit is a profile."""
    seen: dict[tuple[str, str], dict[int, list[tuple[str, Revalidation]]]] = {}
    for v, visit in enumerate(evidence.visits):
        for n, one in enumerate(visit.revalidations):
            by_visit = seen.setdefault((one.url, one.header), {})
            by_visit.setdefault(v, []).append((f"/visits/{v}/revalidations/{n}", one))
    found = []
    for (url, header), profiles in sorted(seen.items()):
        if _are_told_apart(profiles):
            held = {pointer: one.value for v in sorted(profiles) for pointer, one in profiles[v]}
            states = {pointer: evidence.visits[v].state for v in sorted(profiles) for pointer, _ in profiles[v]}
            found.append(ProfileValidator(url, header, held, states))
    return tuple(found)


def _are_told_apart(profiles: Mapping[int, list[tuple[str, Revalidation]]]) -> bool:
    """Tell whether each profile kept one value, and no two had the same."""
    one_each = [held[0][1] for held in profiles.values() if len(held) == 1 and held[0][1].kept]
    if len(one_each) != len(profiles) or len(profiles) < MIN_PROFILES:
        return False
    return len({one.value for one in one_each}) == len(profiles)
