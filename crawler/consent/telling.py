"""What a press makes the page tell the site's own server: there an answer may be kept that the browser doesn't hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from playwright.async_api import Page, Request

from crawler.consent.live import Attempt
from crawler.evidence.hosts import registrable_domain

CARRIERS = frozenset({"document", "xhr", "fetch", "ping", "beacon", "image", "other"})
"""Kinds of request by which a page tells something; scripts, style sheets and media are fetched."""

MAX_TOLD = 20
MAX_ADDRESS = 200


@contextmanager
def listening(page: Page, attempt: Attempt) -> Iterator[None]:
    """Note in `attempt.told` what is asked of the site's server from the first press on, without what it carries."""

    def on_request(request: Request) -> None:
        if attempt.page_time_ms is None or len(attempt.told) >= MAX_TOLD or request.resource_type not in CARRIERS:
            return
        with suppress(ValueError):  # an address that is none
            address, site = urlsplit(request.url), urlsplit(page.url)
            same = address.netloc == site.netloc  # which spares the list of public suffixes
            if same or registrable_domain(address.netloc) == registrable_domain(site.netloc):
                plain = address._replace(query="", fragment="").geturl()
                attempt.told.append(f"{request.method} {plain[:MAX_ADDRESS]}")

    page.on("request", on_request)
    try:
        yield
    finally:
        page.remove_listener("request", on_request)
