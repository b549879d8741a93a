"""Collectors: one kind of observation each, fed by the browser's own events.

A collector module has a class with `async attach(cdp)` (enable what it listens to) and hands out what it saw.
They share a `Stage`: which page of the visit it is, in which phase, at what page time. `Recorder` holds them all.
"""

from __future__ import annotations

from collections.abc import Sequence

from playwright.async_api import CDPSession, Page

from crawler.browser.collectors.api_uses import ApiUses
from crawler.browser.collectors.bodies import Bodies
from crawler.browser.collectors.consent_signals import ConsentSignals
from crawler.browser.collectors.contents import Content
from crawler.browser.collectors.har import har
from crawler.browser.collectors.requests import RequestLog
from crawler.browser.collectors.script_probe import ScriptProbe
from crawler.browser.collectors.script_writes import ScriptWrites
from crawler.browser.collectors.sent_values import sent_values
from crawler.browser.collectors.snapshots import Snapshots
from crawler.browser.collectors.stage import Stage
from crawler.browser.collectors.validators import revalidations
from crawler.evidence.model import ConsentSignal, PageLoad, Request, Revalidation, SentValue, Snapshot, StorageWrite

__all__ = ["Recorder", "Stage"]


class Recorder:
    """All collectors of one visit."""

    def __init__(self, stage: Stage, *, watch_interfaces: bool = True, keep_bodies: bool = False) -> None:
        self.stage = stage
        self.request_log = RequestLog(stage)
        self.probe = ScriptProbe(stage)
        self.script_writes = ScriptWrites(stage, self.probe)
        self.api_uses = ApiUses(stage, self.probe if watch_interfaces else None)
        self.consent_signals = ConsentSignals(stage)
        self.snapshots = Snapshots(stage)
        self.bodies = Bodies() if keep_bodies else None
        self._taken: list[Snapshot] = []

    async def attach(self, cdp: CDPSession, page: Page) -> None:
        """Start recording a page on a session with it. To be called before the first navigation."""
        self.request_log.listen(page)
        for collector in (
            self.request_log,
            self.script_writes,
            self.api_uses,
            self.probe,
            self.consent_signals,
            self.snapshots,
        ):
            await collector.attach(cdp)
        if self.bodies is not None:
            self.bodies.attach(cdp)

    async def take_stock(self) -> Snapshot:
        """Return what is stored now, and take in what a page only tells when asked. For when it has had its time."""
        snapshot = await self.snapshots.take()
        self._taken.append(snapshot)
        await self.request_log.fill_in()
        await self.api_uses.read_listeners()
        await self.consent_signals.ask()
        if self.bodies is not None:
            await self.bodies.settle()
        return snapshot

    def requests(self) -> tuple[Request, ...]:
        """Return every request so far, in order."""
        return self.request_log.requests()

    def writes(self) -> tuple[StorageWrite, ...]:
        """Return every act of storing so far, in order of page, page time and wall clock."""
        writes = (*self.request_log.header_writes(self._taken), *self.script_writes.writes())
        return tuple(
            sorted(writes, key=lambda write: (write.page, write.phase != "look", write.page_time_ms, write.at))
        )

    def signals(self) -> tuple[ConsentSignal, ...]:
        """Return the consent signals that pages told and requests carried."""
        return self.consent_signals.signals(self.requests(), self.request_log.contents())

    def sent_values(self, snapshots: Sequence[Snapshot]) -> tuple[SentValue, ...]:
        """Return the stored identifiers that went out with requests."""
        return sent_values(self.writes(), snapshots, self.requests(), self.request_log.contents())

    def revalidations(self) -> tuple[Revalidation, ...]:
        """Return the cache validators that came back to who gave them."""
        return revalidations(self.requests(), self.request_log.contents())

    def exchanges(self) -> tuple[tuple[Request, Content, bytes], ...]:
        """Return every request with what it carried and, where bodies were kept, the body of its answer."""
        ids, bodies = self.request_log.answered_ids(), self.bodies
        found = [bodies.of(request_id) if bodies else b"" for request_id in ids]
        return tuple(zip(self.requests(), self.request_log.contents(), found, strict=True))

    def har(self, pages: Sequence[PageLoad], requests: Sequence[Request], version: str) -> bytes:
        """Return `requests`, those of this visit in order, as a HAR file."""
        return har(pages, requests, self.request_log.contents(), version)
