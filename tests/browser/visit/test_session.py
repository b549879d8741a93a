"""The browser is fit to measure with, and nothing of it is left behind."""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from crawler.browser import session as session_module
from crawler.browser.errors import BrowserFailed, BrowserMissing
from crawler.browser.session import BrowserSession, find_browser, launch
from crawler.options import GatherOptions

from .pages import html, with_session

OPTIONS = GatherOptions(sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0)


def browsers(folder: Path) -> list[int]:
    """Return the processes that use a profile in `folder`."""
    return [
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if any(str(folder) in argument for argument in process.info["cmdline"] or ())
    ]


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have profiles made in a folder of our own, so that other browsers on the machine don't count."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.browser
def test_third_party_cookies_are_accepted_and_the_environment_says_so(profiles: Path) -> None:
    async def run() -> None:
        async with launch(OPTIONS) as session:
            assert session.environment().third_party_cookies is None
            assert await session.self_test() is True
            environment = session.environment()
            assert environment.third_party_cookies is True
            assert environment.browser.startswith("Chromium ")
            assert "Headless" not in environment.user_agent
            assert environment.site_isolation is False
            assert any(flag.startswith("--disable-blink-features") for flag in environment.flags)

    asyncio.run(run())


SHOWN = """() => ({
agent: navigator.userAgent, touch: navigator.maxTouchPoints, wide: innerWidth, pixels: devicePixelRatio,
phone: navigator.userAgentData?.mobile, coarse: matchMedia('(pointer: coarse)').matches,
})"""


@pytest.mark.browser
def test_a_profile_shows_its_device_to_the_site_and_in_the_environment() -> None:
    page = {"device.example/": html("<meta name=viewport content='width=device-width'><p>Hello")}

    async def shown(session: BrowserSession) -> dict[str, object]:
        async with session.context() as context:
            opened = await context.new_page()
            await opened.goto("https://device.example/")
            seen: dict[str, object] = await opened.evaluate(SHOWN)
            return seen

    async def work(session: BrowserSession, options: GatherOptions) -> None:
        desktop, mobile = session.under(options), session.under(replace(options, profile="mobile"))
        seen = await shown(desktop)
        assert (seen["touch"], seen["wide"], seen["pixels"], seen["coarse"]) == (0, 1366, 1, False)
        assert "Mobile" not in str(seen["agent"]) and not seen["phone"]
        seen = await shown(mobile)
        assert (seen["wide"], seen["pixels"], seen["phone"], seen["coarse"]) == (412, 2.625, True, True)
        environment = mobile.environment()
        assert seen["agent"] == environment.user_agent
        assert "Android" in environment.user_agent and "Mobile" in environment.user_agent
        assert (environment.profile, environment.viewport) == ("mobile", (412, 915))
        own = session.under(replace(options, profile="mobile", user_agent="Own/1", viewport=(500, 700)))
        seen = await shown(own)
        assert (seen["agent"], seen["wide"]) == ("Own/1", 500)

    with_session(page, work)


@pytest.mark.browser
def test_the_self_test_notices_a_browser_that_refuses_them(profiles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
    monkeypatch.setattr(session_module, "_PREFERENCES", refusing)

    async def run() -> bool | None:
        async with launch(OPTIONS) as session:
            return await session.self_test()

    assert asyncio.run(run()) is False


@pytest.mark.browser
def test_nothing_is_left_after_an_exception(profiles: Path) -> None:
    seen: list[int] = []

    async def run() -> None:
        async with launch(OPTIONS) as session:
            seen.extend(browsers(profiles))
            await session.new_context()
            raise KeyError("on the way")

    with pytest.raises(KeyError, match="on the way"):
        asyncio.run(run())
    assert seen
    assert browsers(profiles) == []
    assert list(profiles.iterdir()) == []


@pytest.mark.browser
def test_nothing_is_left_after_cancelling_a_hung_page(profiles: Path) -> None:
    async def run() -> None:
        async with launch(OPTIONS) as session:
            context = await session.new_context()
            page = await context.new_page()
            async with asyncio.timeout(2):  # only the page hangs: however long the browser takes to start
                await page.evaluate("for (;;) {}")

    with pytest.raises(TimeoutError):
        asyncio.run(run())
    assert browsers(profiles) == []
    assert list(profiles.iterdir()) == []


@pytest.mark.browser
def test_a_browser_that_does_not_start_says_why(profiles: Path) -> None:
    async def run(executable: str) -> None:
        async with launch(replace(OPTIONS, executable=Path(executable))):
            pass

    with pytest.raises(BrowserMissing, match="install-browser"):
        asyncio.run(run("/nowhere/chromium"))
    broken = profiles / "broken-browser"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    with pytest.raises(BrowserFailed, match="does not start"):
        asyncio.run(run(str(broken)))
    broken.unlink()
    assert list(profiles.iterdir()) == []


def test_a_browser_asked_for_is_never_replaced_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOKIE_AUDIT_CHROMIUM", str(tmp_path / "none"))
    assert find_browser() is None
    own = tmp_path / "chromium"
    own.write_text("")
    own.chmod(0o755)
    monkeypatch.setenv("COOKIE_AUDIT_CHROMIUM", str(own))
    assert find_browser() == own


RENDERED = """<!doctype html><title>Policy</title><body><div id=app></div>
<my-policy><b slot=owner>Acme AB</b></my-policy>
<iframe src="https://text.example/part.html"></iframe><script>
setTimeout(() => { document.getElementById('app').innerHTML = '<h1>Cookies &amp; you</h1>'; }, 1500);
customElements.define('my-policy', class extends HTMLElement { constructor() { super();
  this.attachShadow({mode: 'closed'}).innerHTML = '<style>b{}</style><p>Kept by <slot name=owner></slot>.</p>'; } });
</script>"""


@pytest.mark.browser
def test_a_page_that_only_scripts_can_show_is_rendered_flat() -> None:
    pages = {
        "text.example/": html(RENDERED),
        "text.example/part.html": html("<head><title>x</title></head><p>Part two"),
    }

    async def work(session: BrowserSession, _options: GatherOptions) -> tuple[str, str, int | None]:
        page = await session.render("https://text.example/")
        return page.html.decode(), page.final_url, page.status

    text, final_url, status = with_session(pages, work)
    assert "<h1>Cookies &amp; you</h1>" in text
    assert '<p>Kept by <b slot="owner">Acme AB</b>.</p>' in text
    assert "<p>Part two</p>" in text
    assert "script" not in text
    assert (final_url, status) == ("https://text.example/", 200)
