"""Which addresses a policy crawl still has to fetch."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from crawler.evidence.model import DocumentKind, FoundBy
from crawler.page_identity import page_address, page_key


class Look(Enum):
    """What a page is fetched for."""

    POLICY = "policy"
    NOTICE = "notice"
    """It is no policy by its name, and kept only when one is in it."""
    PART = "part"
    """The home page, of which only the part that is headed as a policy is kept."""
    DOORWAY = "doorway"
    """It is only looked through for links to policies."""
    GUESS = "guess"
    """Nothing leads there: kept when there is a policy, and never looked at in the browser."""


@dataclass(slots=True)
class Wanted:
    """A candidate waiting or under way."""

    url: str
    kind: DocumentKind
    found_by: FoundBy
    rank: int
    look: Look = Look.POLICY


@dataclass(slots=True)
class Plan:
    """Which addresses are still to be fetched, each once, within the limit."""

    limit: int
    waiting: list[Wanted] = field(default_factory=list)
    seen: dict[str, Look] = field(default_factory=dict)
    """The pages taken up so far, and what for."""
    started: int = 0
    stored: int = 0

    def add(self, url: str, kind: DocumentKind, found_by: FoundBy, look: Look = Look.POLICY) -> None:
        """Take up a candidate unless its address was met before; one only looked through may yet prove a policy."""
        address = page_address(url)
        key = page_key(address)
        before = self.seen.get(key)
        if before is None or (before is Look.DOORWAY and look is Look.POLICY):
            self.waiting = [each for each in self.waiting if page_key(each.url) != key]
            self.seen[key] = look
            self.waiting.append(Wanted(address, kind, found_by, len(self.seen), look))

    def take(self) -> Wanted | None:
        """Return the next candidate to fetch; None when there is none or the limit is reached.

        Failed ones make room for others, twice the limit at most.
        """
        running_or_stored = self.stored + self.started
        if not self.waiting or running_or_stored >= self.limit or len(self.seen) > 4 * self.limit + 40:
            return None
        self.started += 1
        return self.waiting.pop(0)

    def finish(self, *, stored: bool) -> None:
        """Note that a candidate is done."""
        self.started -= 1
        self.stored += stored
