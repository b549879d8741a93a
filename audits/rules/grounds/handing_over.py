"""Requests that scripts put a stored identifier into, beside what the browser sends by itself."""

from __future__ import annotations

from collections.abc import Iterable

from audits.inventory.hosts import Asked
from audits.knowledge.behaviour import is_identifier
from audits.model import Case, Item
from audits.rules.grounds.beacons import requests_in
from audits.rules.grounds.once import once
from crawler.evidence.model import State


@once
def handed_requests(case: Case) -> tuple[Asked, ...]:
    """Return the requests that carry a stored identifier: as it stands, encoded or hashed."""
    handed = pointers_of(case, (item for item in case.items if any(is_identifier((value,)) for value in item.values)))
    if not handed:
        return ()
    return tuple(asked for state in State for asked in requests_in(case, state) if asked.pointer in handed)


def pointers_of(case: Case, items: Iterable[Item]) -> frozenset[str]:
    """Return pointers to the requests that scripts put a value of one of `items` into."""
    meant = {(item.storage, item.name, item.domain.lstrip(".")) for item in items}
    return frozenset(
        f"/visits/{v}/requests/{sent.request}"
        for v, visit in enumerate(case.evidence.visits)
        for sent in visit.sent_values
        if (sent.storage, sent.name, sent.domain.lower().lstrip(".")) in meant
    )
