"""What a policy's page keeps closed is opened: tabs, folds and windows whose text comes when they are pressed."""

from __future__ import annotations

import pytest

from crawler.browser.links import BUTTON, READ_LINKS
from crawler.browser.session import BrowserSession
from crawler.documents import read_document
from crawler.options import GatherOptions
from tests.browser.visit.pages import html, plain, with_session

LOAD = "async (u, into) => { document.getElementById(into).innerHTML = await (await fetch(u)).text(); }"
TABS = f"""<!doctype html><main><h1>Privacy policy</h1>
<button role=tab aria-selected=true>General</button><button role=tab aria-selected=false data-u=/one>Cookies</button>
<button role=tab aria-selected=false data-u=/two>Sharing</button><div role=tabpanel id=panel><p>We sell bread.</p></div>
<h2><button aria-expanded=false aria-controls=fold data-u=/three>Your rights</button></h2><div id=fold></div>
<button id=delete>Delete my account</button><form action=/gone><button aria-expanded=false>Send</button></form>
<nav><a role=tab href="#x" aria-selected=false>Menu</a></nav></main><script>
const load = {LOAD};
for (const tab of document.querySelectorAll('[role=tab][data-u]')) tab.onclick = () => load(tab.dataset.u, 'panel');
const fold = document.querySelector('[aria-controls]');
fold.onclick = () => load(fold.dataset.u, 'fold');
for (const other of document.querySelectorAll('#delete, form button, nav a'))
  other.onclick = () => {{ document.body.innerHTML = 'gone'; }};
</script>"""
WINDOW = f"""<!doctype html><h1>Bicycles</h1><button id=open>Privacy policy</button><dialog id=window></dialog>
<button onclick="location.href='/en/'">English</button><button>Buy</button>
<script>const load = {LOAD};
document.getElementById('open').onclick = async () => {{ await load('/four', 'window'); window.showModal(); }};
const window_ = document.getElementById('window');
</script>""".replace("window.showModal", "window_.showModal")
PAGES = {
    "open.example/tabs": html(TABS),
    "open.example/window": html(WINDOW),
    "open.example/one": plain("<p>We use no cookies.</p>"),
    "open.example/two": plain("<ul><li>We share nothing.</li></ul>"),
    "open.example/three": plain("<p>You may ask what we know of you.</p>"),
    "open.example/four": plain("<h1>Privacy policy</h1><p>We keep orders for a year.</p>"),
}


@pytest.mark.browser
def test_tabs_folds_and_windows_are_opened_and_nothing_else() -> None:
    async def work(session: BrowserSession, _options: GatherOptions) -> tuple[str, str, list[list[str]]]:
        tabs = await session.render("https://open.example/tabs")
        window = await session.render("https://open.example/window", "Privacy policy")
        async with session.context() as context:
            page = await context.new_page()
            await page.goto("https://open.example/window")
            links = await page.evaluate(READ_LINKS)
        texts = [read_document(each.html, media_type="text/html", url=None).text for each in (tabs, window)]
        return texts[0], texts[1], links

    tabs, window, links = with_session(PAGES, work)
    for said in ("We sell bread.", "We use no cookies.", "We share nothing.", "You may ask what we know of you."):
        assert tabs.count(said) == 1
    assert "We keep orders for a year." in window
    home = "https://open.example/window"
    assert [(text, address) for text, address, region in links if region == BUTTON] == [
        ("Privacy policy", home),
        ("English", "https://open.example/en/"),
        ("Buy", home),
    ]
