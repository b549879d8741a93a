"""Which pages leave room in their text for scripts and frames, and when what the browser shows is more."""

from __future__ import annotations

import pytest

from crawler.documents import read_document
from crawler.documents.gaps import adds_text, has_gaps

URL = "https://shop.example/privacy"
PROSE = "<h1>Privacy policy</h1><p>We use cookies to count visits, and we say below which ones they are.</p>"


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>x</title></head><body>{body}<script src=/a.js></script></body>".encode()


@pytest.mark.parametrize(
    "body",
    [
        f"{PROSE}<div id=cookie-table></div>",
        f"{PROSE}<div class=table-of-cookies> </div><p>Write to us.</p>",
        f"{PROSE}<div id=panel>Loading…</div>",
        f"{PROSE}<table><thead><tr><th>Name</th></tr></thead><tbody></tbody></table>",
        f"<main>{PROSE}<x-cookies data-list=all></x-cookies><div data-list=all></div></main>",
        f"<div id=root></div><footer>{PROSE}</footer>",
        f"<main>{PROSE}<script src=/declaration.js id=CookieDeclaration></script></main>",
        f"{PROSE}<iframe src=/legal/text.html></iframe>",
        f"{PROSE}<iframe src=https://texts.example/privacy/42></iframe>",
        f"{PROSE}<p><b role=tab aria-selected=true>One</b><b role=tab aria-selected=false>Two</b></p>",
        f"{PROSE}<h2><button aria-expanded=false aria-controls=fold>Cookies</button></h2><div id=fold></div>",
        f"{PROSE}<details><summary>Cookies</summary></details>",
    ],
)
def test_a_page_with_room_in_its_text_has_gaps(body: str) -> None:
    assert has_gaps(page(body), URL)


@pytest.mark.parametrize(
    "body",
    [
        PROSE,
        f"{PROSE}<div class=clearfix></div><p>Write to us.</p>",
        f"{PROSE}<div aria-hidden=true style='height:40px' class=wp-block-spacer></div><p>Write to us.</p>",
        f"<nav><ul id=menu></ul></nav>{PROSE}",
        f"{PROSE}<div id=modal hidden></div>",
        f"{PROSE}<div id=logo><img src=/logo.png></div>",
        f"<noscript><iframe src=/ns.html></iframe></noscript>{PROSE}",
        f"{PROSE}<iframe src=https://www.videos.example/embed/7></iframe>",
        f"{PROSE}<iframe src=/pixel.html width=1 height=1></iframe>",
        f"{PROSE}<p>Wait for it...</p>",
        f"{PROSE}<details><summary>Cookies</summary><p>We use none, neither of ours nor of others.</p></details>",
        f"{PROSE}<h2><button aria-expanded=false>Cookies</button></h2><p>We use none, ours or of others.</p>",
        f"<header><button aria-expanded=false>Menu</button></header>{PROSE}",
        f"{PROSE}<form><button aria-expanded=false>Choose a country</button></form>",
        f"{PROSE}<b role=tab aria-controls=p aria-selected=false>Two</b><p id=p>We use none, ours or of others.</p>",
    ],
)
def test_a_page_whose_text_is_whole_has_none(body: str) -> None:
    assert not has_gaps(page(body), URL)


def test_without_scripts_nothing_fills_an_empty_element() -> None:
    assert not has_gaps(f"<body>{PROSE}<div id=cookie-table></div></body>".encode(), URL)


@pytest.mark.parametrize(
    ("shown", "more"),
    [
        (f"{PROSE}<p>{'The basket is kept in one cookie for a week. ' * 3}</p>", True),
        (f"{PROSE}<p>Last visited today.</p>", False),
        (f"<h1>Are you human?</h1><p>{'Tick the box to go on. ' * 4}</p>", False),
        (PROSE, False),
    ],
)
def test_what_the_browser_shows_counts_when_it_is_the_same_and_more(shown: str, more: bool) -> None:
    served, seen = (read_document(page(body), media_type="text/html", url=URL) for body in (PROSE, shown))
    assert adds_text(served, seen) is more
