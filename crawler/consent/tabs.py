"""Tabs that a press opens: closed at once, and noted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page

from crawler.consent.live import Attempt


@asynccontextmanager
async def no_new_tabs(page: Page, attempt: Attempt) -> AsyncIterator[None]:
    """Close the tabs that a press opens, and note them."""
    closing: set[asyncio.Task[None]] = set()

    def on_popup(popup: Page) -> None:
        attempt.notes.append(f"a new tab was opened and closed: {popup.url[:200]}")
        closing.add(asyncio.ensure_future(popup.close()))

    page.on("popup", on_popup)
    try:
        yield
    finally:
        page.remove_listener("popup", on_popup)
        if closing:
            await asyncio.wait(closing, timeout=5)
