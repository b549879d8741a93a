"""The policy spider against a small site on this machine: what it finds, what it leaves, what it stores."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from crawler.browser.render import RenderedPage
from crawler.documents import read_document
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import Document, DocumentKind, SiteTarget
from crawler.policy_links import FoundLink, policy_part
from crawler.spiders.policy import FetchResult, fetch_document, fetch_policies
from tests.crawler.spiders.local_site import Answer, LocalSite

PROSE = "We use cookies to count visits. The cookie is kept for two years. " * 8
POLICY = Answer(f"<!doctype html><title>Cookies</title><h1>Cookie policy</h1><p>{PROSE}</p>")


def link(path: str, text: str = "Cookie policy", source: str = "home-link") -> FoundLink:
    return FoundLink(text=text, url=f"http://shop.example{path}", source=source, page=LocalSite.url)


def page(words: str, *links: tuple[str, str]) -> Answer:
    anchors = "".join(f'<p><a href="{href}">{text}</a></p>' for text, href in links)
    return Answer(f"<!doctype html><h1>{words}</h1><p>{words} {PROSE}</p>{anchors}")


class Browser:
    """Stands in for the browser where a test is about when it is asked."""

    def __init__(self, html: str = "") -> None:
        self.asked: list[str] = []
        self._html = html

    async def __call__(self, url: str, name: str | None = None) -> RenderedPage:
        self.asked.append(url)
        return RenderedPage(self._html.encode(), url, 200)


def fetch(
    site: LocalSite,
    folder: Path,
    links: Sequence[FoundLink] = (),
    browser: Browser | None = None,
    policies: tuple[str, ...] = (),
    **options: Any,
) -> FetchResult:
    target = SiteTarget(url=site.url, policies=policies)
    with BundleWriter(folder / "bundle") as writer:
        result = asyncio.run(fetch_policies(target, links, site.options(**options), writer, browser or Browser()))
        for document in result.documents:
            if document.text_path:  # files are written as the documents say
                assert next(folder.glob(f".bundle.*.partial/{document.text_path}")).read_text("utf-8")
    return result


def only(result: FetchResult) -> Document:
    [document] = result.documents
    return document


def code(document: Document) -> str | None:
    return document.error.code if document.error else None


def test_fetches_the_policies_that_a_site_links_to(tmp_path: Path) -> None:
    with LocalSite({"/cookies": POLICY, "/privacy": page("Privacy policy")}) as site:
        result = fetch(
            site, tmp_path, [link("/about", "About us"), link("/privacy", "Privacy policy"), link("/cookies")]
        )
    kinds = {document.url: document.kind for document in result.documents}
    assert kinds == {
        "http://shop.example/cookies": DocumentKind.COOKIE_POLICY,
        "http://shop.example/privacy": DocumentKind.PRIVACY_POLICY,
    }
    assert result.errors == ()
    assert "/about" not in site.asked
    assert result.clock_offset_s is not None
    assert abs(result.clock_offset_s) <= 2


def test_takes_what_the_user_names_first_and_says_so(tmp_path: Path) -> None:
    with LocalSite({"/legal": POLICY}) as site:
        result = fetch(site, tmp_path, policies=("http://shop.example/legal",))
    assert only(result).found_by.source == "sites-file"
    assert only(result).status == 200


def test_follows_a_policy_named_in_another(tmp_path: Path) -> None:
    routes = {"/privacy": page("Privacy policy", ("Cookie policy", "/cookie-policy")), "/cookie-policy": POLICY}
    with LocalSite(routes) as site:
        result = fetch(site, tmp_path, [link("/privacy", "Privacy policy")])
    assert [document.found_by.source for document in result.documents] == ["home-link", "document-link"]


def test_finds_policies_by_the_sitemap_that_robots_txt_names(tmp_path: Path) -> None:
    index = "<sitemapindex><sitemap><loc>http://shop.example/pages.xml.gz</loc></sitemap></sitemapindex>"
    pages = "<urlset><url><loc>http://shop.example/legal/cookie-policy</loc></url></urlset>"
    routes = {
        "/robots.txt": Answer("User-agent: *\nSitemap: http://shop.example/index.xml\n", media_type="text/plain"),
        "/index.xml": Answer(index, media_type="application/xml"),
        "/pages.xml.gz": Answer(gzip.compress(pages.encode()), media_type="application/gzip"),
        "/legal/cookie-policy": POLICY,
    }
    with LocalSite(routes) as site:
        result = fetch(site, tmp_path)
    assert only(result).found_by.source == "sitemap"
    assert code(only(result)) is None


def test_a_broken_sitemap_is_no_trouble(tmp_path: Path) -> None:
    routes = {"/sitemap.xml": Answer("<urlset><url>", media_type="application/xml"), "/cookies": POLICY}
    with LocalSite(routes) as site:
        result = fetch(site, tmp_path, [link("/cookies")])
    assert code(only(result)) is None


def test_obeys_robots_txt_and_stores_that_it_did(tmp_path: Path) -> None:
    robots = Answer("User-agent: *\nDisallow: /cookies\n", media_type="text/plain")
    with LocalSite({"/robots.txt": robots, "/cookies": POLICY}) as site:
        result = fetch(site, tmp_path, [link("/cookies")])
    assert code(only(result)) == "robots-refused"
    assert "--ignore-robots" in str(only(result).error)
    assert "/cookies" not in site.asked
    assert [error.code for error in result.errors] == ["no-policy"]


def test_ignores_robots_txt_when_told_to(tmp_path: Path) -> None:
    robots = Answer("User-agent: *\nDisallow: /\n", media_type="text/plain")
    with LocalSite({"/robots.txt": robots, "/cookies": POLICY}) as site:
        result = fetch(site, tmp_path, [link("/cookies")], ignore_robots=True)
    assert code(only(result)) is None


def test_reads_pages_that_only_scripts_can_show_in_the_browser(tmp_path: Path) -> None:
    shell = Answer("<!doctype html><div id=root></div><script src=app.js></script>")
    browser = Browser(f"<!doctype html><h1>Cookie policy</h1><p>{PROSE}</p>")
    with LocalSite({"/cookies": shell}) as site:
        result = fetch(site, tmp_path, [link("/cookies")], browser)
    assert browser.asked == ["http://shop.example/cookies"]
    assert only(result).fetched_with == "browser"
    assert code(only(result)) is None


def test_an_empty_policy_is_stored_as_empty(tmp_path: Path) -> None:
    with LocalSite({"/cookies": Answer("")}) as site:
        result = fetch(site, tmp_path, [link("/cookies")])
    assert code(only(result)) == "empty"
    assert only(result).text_path is None


def test_pages_that_refuse_crawlers_are_read_in_the_browser(tmp_path: Path) -> None:
    browser = Browser(f"<!doctype html><h1>Cookie policy</h1><p>{PROSE}</p>")
    with LocalSite({"/cookies": Answer("go away", 403)}) as site:
        result = fetch(site, tmp_path, [link("/cookies")], browser)
    assert only(result).fetched_with == "browser"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer("gone", 404), "http-404"),
        (Answer("oops", 500), "http-500"),
        (Answer(b"\x89PNG", media_type="image/png"), "unsupported-type"),
        (Answer(b"<p>" + b"x" * 300_000), "too-large"),
        (Answer("", 302, headers={"Location": "/cookies"}), "redirects"),
        (Answer("", 302, headers={"Location": "http://gone.example/"}), "unknown-host"),
        (Answer("", 302, headers={"Location": "http://refused.example/"}), "refused"),
    ],
)
def test_every_failure_is_stored(tmp_path: Path, answer: Answer, expected: str) -> None:
    with LocalSite({"/cookies": answer}) as site:
        result = fetch(site, tmp_path, [link("/cookies")], max_document_bytes=200_000)
    assert code(only(result)) == expected
    error = only(result).error
    assert error is not None
    assert "http://shop.example/cookies" in error.message or "example" in error.message


def test_a_page_that_never_answers_is_given_up(tmp_path: Path) -> None:
    def sleep(_: int) -> Answer:
        time.sleep(4)
        return POLICY

    with LocalSite({"/cookies": sleep}) as site:
        result = fetch(site, tmp_path, [link("/cookies")], navigation_timeout_s=0.4)
    assert code(only(result)) == "timeout"


def test_tries_again_what_may_pass(tmp_path: Path) -> None:
    with LocalSite({"/cookies": lambda before: POLICY if before else Answer("busy", 503)}) as site:
        result = fetch(site, tmp_path, [link("/cookies")])
    assert site.asked.count("/cookies") == 2
    assert code(only(result)) is None


def test_one_page_under_two_names_is_stored_once(tmp_path: Path) -> None:
    routes = {"/cookies": POLICY, "/cookie-policy": Answer("", 301, headers={"Location": "/cookies"})}
    with LocalSite(routes) as site:
        result = fetch(site, tmp_path, [link("/cookies"), link("/cookie-policy"), link("/cookies#top")])
    assert len(result.documents) == 1


def test_stops_at_the_limit_and_lets_others_in_for_those_that_fail(tmp_path: Path) -> None:
    routes = {f"/cookie-policy/{number}": page(f"Policy {number}") for number in range(2, 9)}
    links = [link(f"/cookie-policy/{number}") for number in range(9)]
    with LocalSite(routes) as site:
        result = fetch(site, tmp_path, links, max_policies=3)
    assert sum(document.error is None for document in result.documents) == 3


def test_private_addresses_are_refused_before_anything_is_asked(tmp_path: Path) -> None:
    with LocalSite({"/cookies": POLICY}) as site:
        result = fetch(site, tmp_path, [link("/cookies")], allow_private=False)
    assert code(only(result)) == "private-address"
    assert site.asked == []


def test_fetches_one_document_without_a_browser(tmp_path: Path) -> None:
    with LocalSite({"/cookies": POLICY}) as site, BundleWriter(tmp_path / "bundle") as writer:
        item = asyncio.run(fetch_document("http://shop.example/cookies", site.options(), writer))
    assert item.error is None
    assert item.text is not None
    assert "two years" in item.text.text


def test_goes_through_a_proxy(tmp_path: Path) -> None:
    # a proxy is asked for whole addresses: the request line is the log
    with LocalSite({"http://shop.example/cookies": POLICY}) as site:
        port = site.options().host_resolver_rules.rpartition(":")[2]  # type: ignore[union-attr]
        result = fetch(site, tmp_path, [link("/cookies")], proxy=f"http://127.0.0.1:{port}", host_resolver_rules=None)
    assert code(only(result)) is None
    assert "http://shop.example/cookies" in site.asked


TERMS = [link("/villkor", "Allmänna villkor"), link("/about", "About us")]


def test_a_policy_inside_the_terms_is_found_where_none_is_linked_by_name(tmp_path: Path) -> None:
    terms = Answer(f"<!doctype html><h1>Villkor</h1><p>Frakt kostar 49 kr.</p><h2>Cookies</h2><p>{PROSE}</p>")
    with LocalSite({"/villkor": terms}) as site:
        document = only(fetch(site, tmp_path, TERMS))
    assert (document.url, document.error) == ("http://shop.example/villkor", None)


def test_terms_that_hold_no_policy_are_no_policy(tmp_path: Path) -> None:
    terms = Answer(f"<!doctype html><h1>Villkor</h1><p>{'Frakt kostar 49 kr och varan kan lämnas igen. ' * 20}</p>")
    with LocalSite({"/villkor": terms}) as site:
        result = fetch(site, tmp_path, TERMS)
        assert "/villkor" in site.asked
    assert result.documents == ()
    assert [error.code for error in result.errors] == ["no-policy"]


def test_a_policy_that_only_the_terms_link_to_is_followed(tmp_path: Path) -> None:
    terms = Answer(
        '<!doctype html><h1>Legal</h1><p>See our <a href="/cookies">Cookie policy</a>.</p>' + "<p>x</p>" * 50
    )
    with LocalSite({"/legal": terms, "/cookies": POLICY}) as site:
        document = only(fetch(site, tmp_path, [link("/legal", "Legal notice")]))
    assert document.url == "http://shop.example/cookies"


def test_terms_are_left_alone_where_a_policy_is_linked(tmp_path: Path) -> None:
    with LocalSite({"/villkor": POLICY, "/cookies": POLICY}) as site:
        fetch(site, tmp_path, [link("/cookies"), *TERMS])
        assert "/villkor" not in site.asked


SHELL = (
    f"<!doctype html><h1>Sailing school</h1><p>{'We teach children to sail. ' * 12}</p><script src=/app.js></script>"
)


def test_asks_the_browser_where_a_page_served_with_text_is_filled_in_by_scripts(tmp_path: Path) -> None:
    table = "<table><tr><td>basket</td><td>keeps what you chose, for a week at most, then it goes</td></tr></table>"
    served = f"<!doctype html><h1>Cookie policy</h1><p>{PROSE}</p><div id=t></div><script src=/t.js></script>"
    browser = Browser(served.replace("<div id=t></div>", f"<div id=t>{table}</div>"))
    with LocalSite({"/cookies": Answer(served)}) as site:
        document = only(fetch(site, tmp_path, [link("/cookies")], browser))
    assert document.fetched_with == "browser"


def test_asks_the_browser_where_what_is_served_speaks_of_neither_privacy_nor_cookies(tmp_path: Path) -> None:
    with LocalSite({"/privacy": Answer(SHELL)}) as site:
        shown = Browser(SHELL + f"<main><h1>Privacy policy</h1><p>{PROSE}</p></main>")
        document = only(fetch(site, tmp_path, [link("/privacy", "Privacy policy")], shown))
    assert document.fetched_with == "browser"


def test_keeps_what_was_served_where_the_browser_shows_no_more(tmp_path: Path) -> None:
    with LocalSite({"/privacy": Answer(SHELL)}) as site:
        document = only(fetch(site, tmp_path, [link("/privacy", "Privacy policy")], Browser(SHELL)))
    assert (document.fetched_with, code(document)) == ("http", None)


def test_looks_through_the_pages_behind_a_choice_of_language(tmp_path: Path) -> None:
    doorway = "<!doctype html><h1>Stugor</h1><footer><a href=/sv/integritet>Integritetspolicy</a></footer>"
    routes = {"/sv/": Answer(doorway), "/sv/integritet": page("Integritet")}
    with LocalSite(routes) as site:
        document = only(fetch(site, tmp_path, [link("/sv/", "Svenska")]))
    assert (document.url, document.found_by.source) == ("http://shop.example/sv/integritet", "document-link")


def test_reads_the_part_of_the_home_page_that_a_link_opens_as_a_policy(tmp_path: Path) -> None:
    window = f"<div hidden><h2>Privacy policy</h2><p>{PROSE}</p></div>"
    home = f"<!doctype html><h1>Shop</h1><p>We never close.</p>{window}"
    with LocalSite({"/": Answer(home)}) as site:
        document = only(fetch(site, tmp_path, [link("/", "Privacy policy")]))
    part = policy_part(read_document(home.encode(), media_type="text/html", url=LocalSite.url))
    assert part is not None
    assert document.text_sha256 == hashlib.sha256(part.text.encode()).hexdigest()


def test_asks_the_browser_for_a_policy_behind_a_hash(tmp_path: Path) -> None:
    browser = Browser(f"<!doctype html><h1>Privacy policy</h1><p>{PROSE}</p>")
    with LocalSite({"/": page("Shop")}) as site:
        document = only(fetch(site, tmp_path, [link("/#/privacy", "Privacy policy")], browser))
    assert (document.fetched_with, browser.asked) == ("browser", ["http://shop.example/#/privacy"])


def test_reads_the_home_page_itself_where_the_browser_shows_letters_it_has_no_sign_for(tmp_path: Path) -> None:
    words = "Ochrana súkromia, naše čerstvé halušky, pečená bryndza, žinčica a ďalšie jedlá"
    home = f'<p>{words}</p><a href="/s.php?id=4">Ochrana osobných údajov</a>'.encode("cp1250")
    with LocalSite({"/": Answer(home), "/s.php?id=4": POLICY}) as site:
        garbled = link("/s.php?id=4", "Ochrana osobn\ufffdch \ufffddajov")
        document = only(fetch(site, tmp_path, [garbled]))
    assert document.url.endswith("/s.php?id=4")


def test_a_policy_that_a_button_of_the_home_page_opens_is_read(tmp_path: Path) -> None:
    browser = Browser(f"<body><h1>Shop</h1><dialog open><h1>Cookie policy</h1><p>{PROSE}</p></dialog></body>")
    with LocalSite({"/": Answer("<h1>Shop</h1><button>Cookie policy</button>")}) as site:
        document = only(fetch(site, tmp_path, [link("/")], browser))
    assert document.error is None
    assert document.fetched_with == "browser"


def test_looks_where_policies_usually_stand_when_nothing_leads_to_one(tmp_path: Path) -> None:
    home = Answer("<!doctype html><html lang=sv><h1>Bageri</h1><p>Bröd och bullar.</p>")
    policy = Answer(f"<h1>Integritetspolicy</h1><p>{PROSE}</p>")
    with LocalSite({"/": home, "/integritetspolicy": policy, "/privacy": page("Our bread")}) as site:
        document = only(fetch(site, tmp_path))
        assert len(site.asked) < 15
    assert document.url.endswith("/integritetspolicy")
    assert document.found_by.source == "usual-address"


def test_does_not_guess_where_a_policy_is_linked(tmp_path: Path) -> None:
    with LocalSite({"/cookies": POLICY, "/": page("Shop")}) as site:
        fetch(site, tmp_path, [link("/cookies")])
        assert not {"/", "/privacy"} & set(site.asked)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "<h1>Sidan finns inte</h1><p>Den kan ha flyttats. Sök bland våra bröd, bullar och tårtor, eller ring.</p>",
            True,
        ),
        (
            "<h1>Så gör vi</h1><p>Vi sparar inga personuppgifter om dig, och vi frågar inte efter några heller.</p>",
            False,
        ),
        (f"<h1>Sidan</h1><p>{'Vi bakar bröd med surdeg varje dag. ' * 60}</p>", False),
    ],
)
def test_a_page_that_only_says_that_it_is_gone_is_no_policy(tmp_path: Path, words: str, expected: bool) -> None:
    with LocalSite({"/policy": Answer(f"<!doctype html><html lang=sv>{words}")}) as site:
        document = only(fetch(site, tmp_path, [link("/policy")]))
    assert (code(document) == "no-policy-text") is expected


def test_a_part_of_a_policy_need_not_name_it(tmp_path: Path) -> None:
    part = Answer(
        "<!doctype html><html lang=en><h1>Who we share it with</h1><p>With nobody at all, neither now nor later."
    )
    contents = page("Privacy notice", ("Who we share it with", "/privacy/sharing"))
    with LocalSite({"/privacy": contents, "/privacy/sharing": part}) as site:
        found = fetch(site, tmp_path, [link("/privacy", "Privacy notice")]).documents
    assert [code(document) for document in found] == [None, None]
