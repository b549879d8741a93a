"""Where a visit stands: what every observation is dated with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.browser.page_time import PageTime
from crawler.evidence.model import Phase

VALUE_BOUND = 1024
"""Longest stored value, in characters; the full length is kept beside it."""
RAW_BOUND = 4096
URL_BOUND = 2048
EVENT_BOUND = 20_000
"""Most observations of one kind in a visit: a page that writes in a loop must not fill the disk."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was seen."""

    page: int
    phase: Phase
    page_time_ms: int
    at: str


class Stage:
    """The visit's present page, phase and clock; the visit moves it on, collectors read it."""

    def __init__(self, page_time: PageTime) -> None:
        self.page_time = page_time
        self.page = 0
        self.phase = Phase.LOOK
        self.url = ""
        """Address of the page as asked for; the collectors' last resort for "who"."""

    def now(self, page_time_ms: int | None = None) -> Moment:
        """Return the present moment, with a page time that the event itself told where there is one."""
        shown = self.page_time.now_ms if page_time_ms is None else page_time_ms
        return Moment(self.page, self.phase, shown, utc_now())


def utc_now() -> str:
    """Return the wall clock as ISO 8601 UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def bounded(text: str, bound: int) -> str:
    """Return at most `bound` characters of site-supplied text."""
    return text if len(text) <= bound else text[:bound]
