"""Cache validators (`ETag`) by which a server knows a profile again, and how sure that is.

Firm: at least three profiles, each with a random value of its own that it kept; and on the same host another file whose
value was the same for all, so that the differences are not those of several servers that take turns. All others that
differ from profile to profile are doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from audits.inventory.site import host_of
from audits.knowledge.behaviour import is_identifier
from audits.model import Case
from audits.rules.grounds.once import once
from crawler.evidence.model import State
from crawler.evidence.validators import ProfileValidator, profile_validators

_FIRM_PROFILES = 3
_STRETCH = re.compile(r"[0-9A-Za-z]{4,}")


@dataclass(frozen=True, slots=True)
class Validators:
    """Validators that differ between profiles, seen before any answer."""

    firm: tuple[ProfileValidator, ...] = ()
    doubtful: tuple[ProfileValidator, ...] = ()


@once
def validators(case: Case) -> Validators:
    """Return the validators of the `before` visit that tell profiles apart."""
    firm: list[ProfileValidator] = []
    doubtful: list[ProfileValidator] = []
    steady = _steady_hosts(case)
    for one in profile_validators(case.evidence):
        if State.BEFORE not in one.states.values() or not is_identifier(tuple(one.values.values())):
            continue
        sure = len(one.values) >= _FIRM_PROFILES and host_of(one.url) in steady and not _have_parts_in_common(one)
        (firm if sure else doubtful).append(one)
    return Validators(tuple(firm), tuple(doubtful))


def pointers(found: tuple[ProfileValidator, ...]) -> list[str]:
    """Return pointers to the values, those of other profiles included: they show that this one is the visitor's."""
    return [pointer for one in found for pointer in sorted(one.values)]


def names(found: tuple[ProfileValidator, ...]) -> list[str]:
    """Return what they are called in findings: `ETag` and the host."""
    return sorted({f"ETag of {host_of(one.url)}" for one in found})


def _have_parts_in_common(one: ProfileValidator) -> bool:
    """Tell whether the values share a part, as a file's size, so that they are more likely a file's."""
    parts = [set(_STRETCH.findall(value)) for value in one.values.values()]
    return bool(set.intersection(*parts))


def _steady_hosts(case: Case) -> frozenset[str]:
    """Return the hosts that gave some file the same validator in two profiles at least, and in all that told."""
    values: dict[tuple[str, str], list[str]] = {}
    for visit in case.evidence.visits:
        for one in visit.revalidations:
            values.setdefault((one.url, one.header), []).append(one.value)
    same = (url for (url, _), held in values.items() if len(held) > 1 and len(set(held)) == 1)
    return frozenset(host_of(url) for url in same)
