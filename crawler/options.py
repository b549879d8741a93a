"""How to gather: what the user may set, with the defaults that measuring rests on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crawler.evidence.model import State


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherOptions:
    """Settings of one gathering. Times in seconds."""

    states: tuple[State, ...] = (State.BEFORE, State.REJECT, State.ACCEPT)
    pages: int = 3
    """Sub-pages of a visit, besides the home page."""
    page_time_s: float = 20.0
    """Page time watched on each page."""
    real_time: bool = False
    """Wait instead of driving page time."""
    confirm: bool = False
    """Repeat in real time the visits behind each failure."""
    wacz: bool = False
    """Store each visit as a web archive as well; needs the extra `cookie-audit[wacz]`."""
    timeout_s: float = 180.0
    """Hard limit of a site: what is not gathered by then is stored as missing."""
    navigation_timeout_s: float = 30.0
    """Wall time a page may take to answer."""
    watch_interfaces: bool = True
    """Watch which scripts read what tells visitors apart (`Visit.api_uses`); costs a visit some 50 ms of processor."""
    locale: str = "en-GB"
    timezone: str = "Europe/Stockholm"
    profile: str = "desktop"
    """Device shown to the site: a name in `crawler.browser.profiles`."""
    viewport: tuple[int, int] | None = None
    """Width and height in pixels; None: the profile's."""
    user_agent: str | None = None
    """None: the profile's, which for `desktop` is the browser's own without the word Headless."""
    proxy: str | None = None
    ignore_certificate_errors: bool = False
    ca_file: Path | None = None
    """PEM file of further authorities for the spider; the browser has its own store."""
    host_resolver_rules: str | None = None
    """Chromium's `--host-resolver-rules`, honoured by the spider as well."""
    allow_private: bool = False
    """Loopback, private, link-local and metadata addresses may be visited."""
    ignore_robots: bool = False
    sandbox: bool = True
    """False only as root in a container: Chromium's sandbox can't start there."""
    executable: Path | None = None
    """Chromium to use; None: an installed one, else Playwright's."""
    max_policies: int = 6
    max_document_bytes: int = 10_000_000
