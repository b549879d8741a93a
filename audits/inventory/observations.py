"""Groups writes and stored items of all visits by the thing they are about: (storage, name, domain, path)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.evidence.model import (
    AnswerResult,
    Phase,
    SiteEvidence,
    Snapshot,
    State,
    StorageKind,
    StorageWrite,
    StoredItem,
    Visit,
)

STATES = tuple(State)
"""In the order in which reports name them: before first."""

SIGNAL_STATES = frozenset({State.GPC, State.DNT})
"""States in which nothing is answered and the browser sends a signal."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What makes a stored item one item."""

    name: str
    domain: str
    path: str
    storage: StorageKind


@dataclass(frozen=True, slots=True)
class Written:
    """One act of storing, and where in the evidence it stands."""

    write: StorageWrite
    visit: Visit
    pointer: str

    @property
    def state(self) -> State | None:
        """The state it counts for; None: for no state."""
        return state_of(self.visit, self.write.phase)


@dataclass(frozen=True, slots=True)
class Kept:
    """One item in the browser at the end of a page, and where in the evidence it stands."""

    item: StoredItem
    snapshot: Snapshot
    visit: Visit
    pointer: str

    @property
    def state(self) -> State | None:
        """The state it counts for; None: for no state."""
        return state_of(self.visit, self.snapshot.phase)


@dataclass(slots=True)
class Observed:
    """All observations of one item, visits in the order of `STATES`, each in the order of time."""

    key: Key
    written: list[Written] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    def taken(self) -> list[Written]:
        """Return the writes that stored something: not refused, not a removal."""
        return [each for each in self.written if each.write.blocked is None and not each.write.deletes]


def state_of(visit: Visit, phase: Phase) -> State | None:
    """Return the state an observation counts for: the look of an answered visit is one more `before`.

    So is all of a visit in which no answer was given, as the site offers none or it was not tried. A visit with a
    signal (`gpc`, `dnt`) is never `before`: the browser has told the site something. What a `withdraw` visit shows
    once consent was given counts for no state until it was withdrawn: the `accept` visit is there for that.
    """
    if visit.state in SIGNAL_STATES or (phase is Phase.ANSWERED and was_answered(visit)):
        return visit.state
    consented = phase is Phase.CONSENTED or (phase is Phase.ANSWERED and visit.state is State.WITHDRAW)
    return None if consented else State.BEFORE


def was_answered(visit: Visit) -> bool:
    """Tell whether an answer was given, with or without effect."""
    return visit.answer is not None and visit.answer.result in (AnswerResult.VERIFIED, AnswerResult.FAILED)


def visits_in_order(evidence: SiteEvidence) -> list[tuple[int, Visit]]:
    """Return the visits with their index in the evidence, `before` first."""
    return sorted(enumerate(evidence.visits), key=lambda pair: (STATES.index(pair[1].state), pair[0]))


def observations_of(evidence: SiteEvidence) -> list[Observed]:
    """Return every item that was stored, or that somebody tried to store, sorted."""
    groups: dict[Key, Observed] = {}
    for kept in _all_kept(evidence):
        item = kept.item
        key = Key(item.name, item.domain.lower(), item.path or "", item.storage)
        groups.setdefault(key, Observed(key)).kept.append(kept)
    index = _Index(groups)
    for written in _all_written(evidence):
        index.group_of(written.write).written.append(written)
    return [groups[key] for key in sorted(groups)]


class _Index:
    """Finds the item that a write is about: writes may leave out path and the domain's dot."""

    def __init__(self, groups: dict[Key, Observed]) -> None:
        self._groups = groups
        self._by_name: dict[tuple[str, str, StorageKind], list[Key]] = {}
        for key in sorted(groups):
            self._by_name.setdefault((key.name, key.domain.lstrip("."), key.storage), []).append(key)

    def group_of(self, write: StorageWrite) -> Observed:
        """Return the group of a write, a new one where nothing matches."""
        domain = write.domain.lower()
        candidates = self._by_name.setdefault((write.name, domain.lstrip("."), write.storage), [])
        matches = [key for key in candidates if write.path is None or key.path == write.path] or []
        if matches:
            return self._groups[min(matches, key=lambda key: (key.domain != domain, key.path != "/", key))]
        key = Key(write.name, domain, write.path or "", write.storage)
        candidates.append(key)
        return self._groups.setdefault(key, Observed(key))


def _all_kept(evidence: SiteEvidence) -> Iterator[Kept]:
    for v, visit in visits_in_order(evidence):
        for s, snapshot in enumerate(visit.snapshots):
            for i, item in enumerate(snapshot.items):
                yield Kept(item, snapshot, visit, f"/visits/{v}/snapshots/{s}/items/{i}")


def _all_written(evidence: SiteEvidence) -> Iterator[Written]:
    for v, visit in visits_in_order(evidence):
        for w, write in enumerate(visit.writes):
            yield Written(write, visit, f"/visits/{v}/writes/{w}")
