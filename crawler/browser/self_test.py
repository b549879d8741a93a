"""Are third-party cookies accepted? Asked of the browser with two made-up hosts and no network at all."""

from __future__ import annotations

import asyncio

from playwright.async_api import BrowserContext, Route
from playwright.async_api import Error as PlaywrightError

_FIRST = "https://first.cookie-audit-check.test/"
_THIRD = "https://third.cookie-audit-other.test/"
_NAME = "third_party_check"
_LIMIT_S = 15.0


async def third_party_cookies_accepted(context: BrowserContext) -> bool | None:
    """Return whether a cookie of a host other than the page's is kept, both by header and by script in a frame.

    None: the pages did not load, so nothing is known.
    """
    try:
        return await asyncio.wait_for(_ask(context), _LIMIT_S)
    except (PlaywrightError, TimeoutError):
        return None


async def _ask(context: BrowserContext) -> bool:
    await context.route("**/*", _answer)
    page = await context.new_page()
    await page.goto(_FIRST, wait_until="load")
    kept = {cookie.get("name") for cookie in await context.cookies(_THIRD)}
    return {f"{_NAME}_header", f"{_NAME}_script"} <= kept


async def _answer(route: Route) -> None:
    if route.request.url == _FIRST:
        await route.fulfill(content_type="text/html", body=f"<!doctype html><iframe src='{_THIRD}'></iframe>")
    elif route.request.url == _THIRD:
        await route.fulfill(
            content_type="text/html",
            headers={"set-cookie": f"{_NAME}_header=1; SameSite=None; Secure"},
            body=f"<!doctype html><script>document.cookie='{_NAME}_script=1; SameSite=None; Secure'</script>",
        )
    else:
        await route.fulfill(status=404)
