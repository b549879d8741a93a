"""The looks: every visit begins in a fresh profile with the home page and no answer, so the same thing is seen anew.

What shows in some looks and not in others (an auction's winner, a test on some visitors) is real but not steady: it
lowers how sure a finding is. A visit that sends a signal is no look; it may rightly differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from audits.inventory.observations import SIGNAL_STATES, Observed
from crawler.evidence.model import Phase, SiteEvidence, Visit

_HOME = 0
"""Index of the home page among a visit's pages: sub-pages differ from visit to visit."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The visits that looked at the home page before any answer."""

    visits: tuple[Visit, ...]

    @classmethod
    def of(cls, evidence: SiteEvidence) -> Looks:
        """Find them."""
        return cls(tuple(visit for visit in evidence.visits if _looked(visit)))

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.visits)

    def seen(self, observed: Observed) -> int:
        """Return in how many of them an item was stored, or was tried where the browser always refused it."""
        kept = {id(each.visit) for each in observed.kept if in_look(each.snapshot.page, each.snapshot.phase)}
        tried = {id(each.visit) for each in observed.written if in_look(each.write.page, each.write.phase)}
        return len({id(visit) for visit in self.visits} & (kept if observed.kept else tried))


def in_look(page: int, phase: Phase) -> bool:
    """Tell whether something belongs to a look: on the home page, before any answer."""
    return page == _HOME and phase is Phase.LOOK


def _looked(visit: Visit) -> bool:
    ended = any(in_look(snapshot.page, snapshot.phase) for snapshot in visit.snapshots)
    return visit.state not in SIGNAL_STATES and ended and bool(visit.pages) and visit.pages[_HOME].error is None
