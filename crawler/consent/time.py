"""The page's clock, as consent needs it: `crawler.browser.page_time.PageTime` has this shape."""

from __future__ import annotations

from typing import Protocol


class PageTime(Protocol):
    """A page's clock that stands still until time is granted."""

    @property
    def now_ms(self) -> int:
        """Page time passed since the navigation began, in milliseconds."""
        ...

    def navigated(self) -> None:
        """Start again from zero: a navigation begins."""
        ...

    async def grant(self, ms: int) -> int:
        """Let `ms` milliseconds of page time pass and return how many did."""
        ...
