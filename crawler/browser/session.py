"""Launch Chromium fit to measure with, and take it down without a trace.

    async with launch(options) as session:
        accepted = await session.self_test()
        async with session.context() as context: ...

Third-party cookies are off by default in contexts such as automation makes, so the browser starts from a profile
prepared to accept them; `self_test` proves it. Site isolation is off, so that all frames of a page share one
process and one page clock; each profile is thrown away, and the sandbox stays on.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psutil
from playwright.async_api import Browser, BrowserContext, ProxySettings, async_playwright
from playwright.async_api import Error as PlaywrightError

from crawler.addresses import guarded_rules
from crawler.browser.errors import BrowserFailed, BrowserMissing
from crawler.browser.executable import find_browser
from crawler.browser.page_time import REAL, VIRTUAL
from crawler.browser.profiles import profile_of
from crawler.browser.render import RenderedPage, render_page
from crawler.browser.self_test import third_party_cookies_accepted
from crawler.evidence.model import Environment, State
from crawler.options import GatherOptions
from crawler.scratch import PROFILE_PREFIX

__all__ = ["BrowserSession", "RenderedPage", "find_browser", "launch"]

_LAUNCH_MS = 60_000
_CLOSE_S = 10.0
# Of several `--disable-features` Chromium heeds the last, which is ours: what Playwright turns off is in it as well,
# but for partitioned storage, which visitors have. The browser's own address bar is a page too, with a process in
# every window (WebUIOmnibox…): nobody sees it, and it took more than the page that is measured.
_DISABLED_FEATURES = (
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,IsolateOrigins,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,"
    "OptimizationHints,PaintHolding,PreconnectToSearch,Translate,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "WebUIOmniboxPopup,site-per-process"
)
_FLAGS = (
    "--disable-blink-features=AutomationControlled",
    "--disable-site-isolation-trials",
    f"--disable-features={_DISABLED_FEATURES}",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--no-pings-on-startup",
)
_ENABLED_FEATURES = "CDPScreenshotNewSurface,SkipListAccountsWithoutGaiaCookies"
"""Of several such options Chromium heeds the last, which is ours: what Playwright turns on is in it as well."""
_NETWORK_INSIDE = "NetworkServiceInProcess2"
"""The network's part of Chromium in the browser's own process. Where it has a sandbox of its own, it keeps it."""
_LOCAL_NETWORK_CHECKS = (
    "LocalNetworkAccessForNavigations,LocalNetworkAccessForSubframeNavigations,LocalNetworkAccessForWorkers,"
    "LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebTransport,LocalNetworkAccessChecksWebRTC"
)
"""Checks, on the address that is connected to, that are not on by default in every version."""
_PREFERENCES = {
    "profile": {
        "cookie_controls_mode": 0,
        "block_third_party_cookies": False,
        "default_content_setting_values": {"notifications": 2, "geolocation": 2, "media_stream": 2},
    },
    # Pages loaded ahead by speculation rules would pass by Local Network Access, and belong to no page that is seen.
    "net": {"network_prediction_options": 2},
    "credentials_enable_service": False,
    "signin": {"allowed": False},
    "translate": {"enabled": False},
}


@dataclass(frozen=True, slots=True)
class _Signal:
    """How a browser tells of the visitor's wish."""

    headers: dict[str, str]
    script: str


def _navigator(name: str, value: str) -> str:
    descriptor = f"{{get: () => {value}, configurable: true, enumerable: true}}"
    return f"Object.defineProperty(Navigator.prototype, '{name}', {descriptor})"


_SIGNALS = {
    State.GPC: _Signal({"Sec-GPC": "1"}, _navigator("globalPrivacyControl", "true")),  # https://w3c.github.io/gpc/
    State.DNT: _Signal({"DNT": "1"}, _navigator("doNotTrack", "'1'")),  # https://www.w3.org/TR/tracking-dnt/
}


@dataclass(slots=True)
class _Condition:
    """What is known of a running browser, whoever uses it."""

    third_party_cookies: bool | None = None
    doubted: bool = False
    open: int = 0
    """Contexts made and not closed."""


class BrowserSession:
    """A running Chromium. Made by `launch`."""

    def __init__(
        self,
        browser: Browser,
        options: GatherOptions,
        flags: tuple[str, ...],
        user_agent: str,
        condition: _Condition | None = None,
    ) -> None:
        self.browser = browser
        self.options = options
        self._flags = flags
        self._user_agent = user_agent
        self._condition = condition or _Condition()

    def under(self, options: GatherOptions) -> BrowserSession:
        """Return the same browser for visits under other options. What is set at its start stays as it was."""
        return BrowserSession(self.browser, options, self._flags, self._user_agent, self._condition)

    @property
    def fit(self) -> bool:
        """The browser is in order and nothing of a visit is left in it, so that another site may be visited."""
        condition = self._condition
        return self.browser.is_connected() and not condition.doubted and not condition.open

    def doubt(self) -> None:
        """Note that a page hung or crashed: what that does to a browser's other pages nobody can tell."""
        self._condition.doubted = True

    async def self_test(self) -> bool | None:
        """Return whether third-party cookies are accepted; None when that could not be found out. No network."""
        async with self.context() as context:
            accepted = await third_party_cookies_accepted(context)
        self._condition.third_party_cookies = accepted
        return accepted

    def environment(self) -> Environment:
        """Return what the measuring is done with."""
        options, device = self.options, self._device()
        return Environment(
            tool_version=tool_version(),
            browser=f"Chromium {self.browser.version}",
            flags=self._flags,
            user_agent=device["user_agent"],
            locale=options.locale,
            timezone=options.timezone,
            viewport=(device["viewport"]["width"], device["viewport"]["height"]),
            profile=options.profile,
            third_party_cookies=self._condition.third_party_cookies,
            page_time=REAL if options.real_time else VIRTUAL,
            page_time_s=options.page_time_s,
            sandbox=options.sandbox,
            site_isolation=False,
            automation_hidden=True,
            proxy=options.proxy is not None,
            platform=f"{platform.system()} {platform.machine()}",
        )

    async def render(self, url: str, name: str | None = None) -> RenderedPage:
        """Return a page as scripts have made it, for policies that are not in the HTML as served.

        `name` is what a button of the page says that opens the policy there; None: the page is the policy. Raises
        playwright's Error where the page can't be loaded; `errors.page_error` tells what happened.
        """
        async with self.context() as context:
            return await render_page(context, url, self.options, name)

    def _device(self) -> dict[str, Any]:
        return profile_of(self.options).settings(self.options, self._user_agent, self.browser.version)

    async def new_context(self, state: State | None = None) -> BrowserContext:
        """Return a fresh profile for one visit. The caller closes it; `context` does by itself."""
        options = self.options
        settings: dict[str, Any] = {
            "locale": options.locale,
            "timezone_id": options.timezone,
            "accept_downloads": False,
            "ignore_https_errors": options.ignore_certificate_errors,
            **self._device(),
        }
        signal = _SIGNALS.get(state) if state else None
        if signal is not None:
            settings["extra_http_headers"] = signal.headers
        context = await self.browser.new_context(**settings)
        context.set_default_timeout(options.navigation_timeout_s * 1000)
        await context.grant_permissions([])
        if signal is not None:
            await context.add_init_script(signal.script)
        return context

    @asynccontextmanager
    async def context(self, state: State | None = None) -> AsyncIterator[BrowserContext]:
        """Yield a fresh profile and close it afterwards."""
        context = await self.new_context(state)
        self._condition.open += 1
        try:
            yield context
        finally:
            with contextlib.suppress(PlaywrightError, TimeoutError):
                await asyncio.wait_for(context.close(), _CLOSE_S)
                self._condition.open -= 1


@asynccontextmanager
async def launch(options: GatherOptions) -> AsyncIterator[BrowserSession]:
    """Start Chromium, yield the session, and leave neither a process nor a profile behind.

    Raises BrowserMissing or BrowserFailed.
    """
    executable = find_browser(options.executable)
    if executable is None:
        asked = options.executable or os.environ.get("COOKIE_AUDIT_CHROMIUM")
        missing = f"no browser at {asked}" if asked else "no Chromium on this machine"
        raise BrowserMissing(f"{missing}; `cookie-audit install-browser` gets one")
    profile = Path(tempfile.mkdtemp(prefix=PROFILE_PREFIX))
    try:
        _prepare(profile)
        async with async_playwright() as playwright:
            flags = _flags(options)
            try:
                first = await playwright.chromium.launch_persistent_context(
                    profile,
                    executable_path=executable,
                    args=list(flags),
                    headless=True,
                    ignore_default_args=["--disable-popup-blocking"],  # as for visitors: a popup needs a click
                    chromium_sandbox=options.sandbox,
                    proxy=_proxy(options.proxy) if options.proxy else None,
                    handle_sigint=False,
                    handle_sigterm=False,
                    handle_sighup=False,
                    timeout=_LAUNCH_MS,
                )
            except PlaywrightError as error:
                raise BrowserFailed(_why_not_started(executable, str(error), options)) from error
            try:
                yield await _session(first, options, flags)
            finally:
                with contextlib.suppress(PlaywrightError, TimeoutError):
                    await asyncio.wait_for(first.close(), _CLOSE_S)
    finally:
        _end_processes(profile)
        shutil.rmtree(profile, ignore_errors=True)


def _proxy(address: str) -> ProxySettings:
    """Return a proxy as Playwright takes it: the browser itself heeds no name and password in an address."""
    parts = urlsplit(address)
    server = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    if parts.username is None:
        return ProxySettings(server=server)
    return ProxySettings(server=server, username=unquote(parts.username), password=unquote(parts.password or ""))


async def _session(first: BrowserContext, options: GatherOptions, flags: tuple[str, ...]) -> BrowserSession:
    browser = first.browser
    if browser is None:
        raise BrowserFailed("this Playwright gives no browser for a prepared profile; version 1.55 or later does")
    cdp = await browser.new_browser_cdp_session()
    user_agent = (await cdp.send("Browser.getVersion"))["userAgent"].replace("Headless", "")
    await cdp.detach()
    for page in first.pages:  # visits have contexts of their own, and this one a process
        await page.close()
    return BrowserSession(browser, options, flags, user_agent)


def tool_version() -> str:
    """Return this program's version."""
    try:
        return version("cookie-audit")
    except PackageNotFoundError:
        return "0"


def _prepare(profile: Path) -> None:
    """Write the preferences from which every context of the browser inherits."""
    folder = profile / "Default"
    folder.mkdir()
    (folder / "Preferences").write_text(json.dumps(_PREFERENCES), encoding="utf-8")


def _flags(options: GatherOptions) -> tuple[str, ...]:
    rules = guarded_rules(options)  # a page must not reach into the network that the crawler runs in
    flags = _FLAGS + ((f"--host-resolver-rules={rules}",) if rules else ())
    features = [_ENABLED_FEATURES]
    if sys.platform == "linux":  # where it has no sandbox
        features.append(_NETWORK_INSIDE)
    if not options.allow_private:
        features.append(_LOCAL_NETWORK_CHECKS)
    flags += (f"--enable-features={','.join(features)}",)
    if options.proxy:
        flags += ("--proxy-bypass-list=<-loopback>",)  # loopback goes through the proxy as well
    if options.ignore_certificate_errors:
        flags += ("--ignore-certificate-errors",)  # a context's own setting does not reach what workers load
    return flags


def _why_not_started(executable: Path, error: str, options: GatherOptions) -> str:
    if options.sandbox and "sandbox" in error.lower() and hasattr(os, "geteuid") and os.geteuid() == 0:
        return f"{executable} does not start as root with its sandbox; run as another user or allow --no-sandbox"
    line = next((line for line in error.splitlines() if line.strip()), "no reason given")
    return f"{executable} does not start: {line[:300]}"


def _end_processes(profile: Path) -> None:
    """End what is left of the browser: only processes that were started on this very profile."""
    left = []
    for process in psutil.process_iter(["cmdline"]):
        if any(str(profile) in argument for argument in process.info["cmdline"] or ()):
            with contextlib.suppress(psutil.Error):
                process.kill()
                left.append(process)
    psutil.wait_procs(left, timeout=5)
