"""Load one page of a visit and let its time pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Response

from crawler.browser.collectors.stage import URL_BOUND, bounded
from crawler.browser.errors import page_error, stored_error
from crawler.browser.navigation import arrive
from crawler.browser.tab import PageCrashed, Tab
from crawler.evidence.model import GatherError, PageLoad, State
from crawler.options import GatherOptions

_HTML = ("text/html", "application/xhtml+xml", "")
_SCROLLS = (1.0, 2.0, 3.0, -1000.0)
"""Screens to scroll by, one after the other: down, and back to the top."""
_SCREENS = "document.documentElement.scrollHeight / innerHeight"
_ONE_SCREEN = 1.1
"""A page of so many screens at most is scrolled by but once: what scrolls may be a part of it."""
_LOW_TIME = 0.9
"""Less than this share of the page time asked for makes a page's observation incomplete."""


@dataclass(frozen=True, slots=True)
class Loading:
    """What loading needs besides the page."""

    state: State
    options: GatherOptions
    on_arrival: Callable[[], None] | None = None
    """Told, each time it is gone to, that the page's answer has come and is a page's, before any of its time passes."""


async def load(tab: Tab, url: str, role: str, index: int, loading: Loading) -> PageLoad:
    """Load `url` as page number `index` and let its page time pass: half of it at the top, the rest scrolling.

    What goes wrong is in `PageLoad.error`; the page's observations so far are with the collectors all the same.
    """
    stage, options = tab.recorder.stage, loading.options
    stage.page, stage.url = index, url
    began = time.monotonic()
    page = PageLoad(url=bounded(url, URL_BOUND), final_url=url, role=role, phase=stage.phase, status=None)
    try:
        response, granted = await _open(tab, url, loading)
        if _is_short(granted, options) and not tab.crashed and await tab.page_time.heed_waiting_scripts():
            response, granted = await _open(tab, url, loading)
    except PlaywrightError as error:
        if refused := tab.guard.refused:
            return _ended(page, began, stored_error(refused.code, url, loading.state, detail=str(refused)))
        return _ended(page, began, page_error(error, url, loading.state))
    if tab.crashed:
        raise PageCrashed(url)
    title, language = await tab.read("[document.title, document.documentElement.lang]") or ("", None)
    return _ended(
        replace(
            page,
            final_url=bounded(tab.page.url, URL_BOUND),
            status=response.status if response else None,
            title=bounded(str(title or ""), 300),
            language=_language(language),
            granted_page_time_ms=granted,
        ),
        began,
        _wrong(response, granted, url, loading),
    )


async def _open(tab: Tab, url: str, loading: Loading) -> tuple[Response | None, int]:
    """Go to a page and watch it; return its answer and how many milliseconds of its time passed.

    Time inside a script that is still running in the end has not passed as far as the page is concerned.
    """
    tab.page_time.navigated()
    tab.guard.begin()
    response = await arrive(tab.page, url, loading.options.navigation_timeout_s * 1000)
    tab.recorder.stage.url = tab.page.url
    if loading.on_arrival is not None and _no_page(response, url, loading) is None:
        loading.on_arrival()
    granted = await _watch(tab, int(loading.options.page_time_s * 1000))
    return response, granted - await tab.page_time.end_waiting_script()


async def _watch(tab: Tab, page_time_ms: int) -> int:
    """Let page time pass and read the page as a visitor does; return how many milliseconds really passed.

    Some content, and the scripts that come with it, only loads when it is scrolled to. In the end the page stands at
    its top again, where the banner and the picture are looked for.
    """
    granted = await tab.page_time.grant(page_time_ms // 2)
    if granted < page_time_ms // 2 and not tab.page_time.heeds_waiting_scripts:
        return granted  # a script holds it: what is asked of the page would not be answered
    screens = await tab.read(_SCREENS)
    scrolls = _SCROLLS if isinstance(screens, (int, float)) and screens > _ONE_SCREEN else _SCROLLS[-2:]
    step_ms = page_time_ms // 2 // len(scrolls)
    for height in scrolls[:-1]:
        await tab.scroll(height)
        granted += await tab.page_time.grant(step_ms)
    await tab.scroll(scrolls[-1])
    return granted + await tab.page_time.grant(page_time_ms - page_time_ms // 2 - step_ms * (len(scrolls) - 1))


def _wrong(response: Response | None, granted: int, url: str, loading: Loading) -> GatherError | None:
    """Return what is wrong with a page that did load."""
    if (error := _no_page(response, url, loading)) is not None:
        return error
    if _is_short(granted, loading.options):
        detail = f"only {granted / 1000:.1f} s of its page time passed: the page was busy all the while"
        return stored_error("hung", url, loading.state, detail=detail)
    return None


def _no_page(response: Response | None, url: str, loading: Loading) -> GatherError | None:
    """Return why what came is an error or a file, and no page of the site; None where it is one."""
    if response is not None and response.status >= 400:
        detail = f"the server answers {response.status} {response.status_text}".strip()
        return stored_error(f"http-{response.status}", url, loading.state, detail=detail)
    media_type = (response.headers.get("content-type", "") if response else "").split(";")[0].strip().lower()
    if media_type not in _HTML:
        return stored_error("not-html", url, loading.state)
    return None


def _is_short(granted_ms: int, options: GatherOptions) -> bool:
    """Tell whether too little page time passed for the page to count as watched."""
    return granted_ms < options.page_time_s * 1000 * _LOW_TIME


def _ended(page: PageLoad, began: float, error: GatherError | None) -> PageLoad:
    return replace(page, wall_time_ms=int((time.monotonic() - began) * 1000), error=error)


def _language(value: object) -> str | None:
    return bounded(value, 35) if isinstance(value, str) and value else None
