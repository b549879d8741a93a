"""Fetches a site's policies: from what the user names, what the site links to, and where its sitemap points.

One crawl a site. robots.txt is obeyed unless the user says otherwise; a page that only shows when its scripts run
(or that answers crawlers with a refusal but visitors with a page) is read through the browser.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.addresses import AddressRefused, check_address
from crawler.browser.render import RenderedPage
from crawler.documents import MIN_TEXT_CHARS, is_html, is_office, looks_empty, read_document, unread_format
from crawler.documents.gaps import adds_text, has_gaps
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import Document, DocumentKind, FoundBy, GatherError, SiteTarget
from crawler.evidence.text import DocumentText
from crawler.failures import fetch_error, http_error
from crawler.items import PolicyItem
from crawler.languages import languages
from crawler.options import GatherOptions
from crawler.policy_links import (
    Candidate,
    FoundLink,
    doorways,
    legal_notices,
    names_policy,
    on_the_page,
    policy_part,
    rank_links,
    speaks_of_privacy,
)
from crawler.settings import spider_settings
from crawler.spiders.anchors import read_anchors
from crawler.spiders.guesses import usual_addresses
from crawler.spiders.plan import Look, Plan, Wanted
from crawler.spiders.sitemap import SitemapWalk

Render = Callable[[str, str | None], Awaitable[RenderedPage]]
"""Shows a page in the browser; the second argument is the name of a button there that opens the policy."""

READABLE = ("text/", "application/xhtml", "application/pdf", "application/octet-stream", "application/x-pdf")
"""Media types that can hold a policy; none given is read as well."""

TRY_BROWSER = (401, 403, 406, 429, 503)
"""Answers that crawlers get where visitors get a page."""


_BRIEF = 1500
"""Characters of a page that may be a notice of something else; policies of this length name what they are about."""

_UNREADABLE = "\ufffd"
"""What browsers show for bytes that the page's encoding has no sign for: its own bytes may tell which it is in."""

ERROR_STATUSES = list(range(400, 600))
"""Answers that reach `parse_policy` as they are, once retries are used up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResult:
    """The policies of a site, in the order in which they were looked for, and what else went wrong."""

    documents: tuple[Document, ...]
    errors: tuple[GatherError, ...] = ()
    clock_offset_s: float | None = None
    """This machine's clock minus the site's Date header, to the second; None when no answer carried one."""


class PolicySpider(Spider):
    """Fetches the policies of one site."""

    name = "policy"

    site: SiteTarget
    links: Sequence[FoundLink]
    options: GatherOptions
    writer: BundleWriter
    render: Render
    home: str

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.items: list[PolicyItem] = []
        self.stored: list[tuple[int, Document]] = []
        self.errors: list[GatherError] = []
        self.clock_offset_s: float | None = None
        self._plan = Plan(self.options.max_policies)
        self._digests: set[bytes] = set()
        self._sitemap = SitemapWalk(self.home)
        self._guessed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: Any) -> PolicySpider:
        """Return a spider that stores its own errors (Scrapy's constructor)."""
        spider = super().from_crawler(crawler, *args, **given)
        crawler.signals.connect(spider.broken, signals.spider_error)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask for what the user named and the best links; for the sitemap when links alone don't do."""
        for url in self.site.policies:
            self._plan.add(url, _kind_of(url), FoundBy(source="sites-file"))
        ranked = rank_links(self.links, self.home)
        self._add(ranked)
        if not ranked and not self.site.policies:
            self._look_further()
        if any(_UNREADABLE in link.text for link in self.links):
            self._plan.add(self.home, DocumentKind.PRIVACY_POLICY, FoundBy(source="home-link"), Look.DOORWAY)
        for request in self._next():
            yield request
        if not self.site.policies and len({candidate.kind for candidate in ranked}) < 2:
            yield self._sitemap_request(urljoin(self.home, "/robots.txt"))
            yield self._sitemap_request(urljoin(self.home, "/sitemap.xml"))

    def _look_further(self) -> None:
        """Ask for what may hold a policy or lead to one, where nothing on the home page is called so."""
        self._add(legal_notices(self.links, self.home), Look.NOTICE)
        inside = on_the_page(self.links, self.home)
        self._add(inside, Look.PART)
        if not inside:
            self._add(doorways(self.links, self.home), Look.DOORWAY)

    async def parse_policy(self, response: Response, wanted: Wanted) -> AsyncIterator[PolicyItem | Request]:
        """Store a policy; follow the policies that it links to."""
        self._note_clock(response)
        item = await self._item(response, wanted)
        if wanted.look is Look.PART and item.text is not None:
            part = policy_part(item.text)
            item = await self._opened(item, wanted) if part is None else replace(item, text=part)
        if wanted.look is Look.DOORWAY or not _is_policy(item, wanted):
            for request in self._beyond(item):
                yield request
            return
        item = _checked(item)
        duplicate = item.raw is not None and item.text is not None and self._is_duplicate(item.text)
        self._plan.finish(stored=item.error is None and not duplicate)
        if not duplicate:
            yield item
        if item.text is not None and item.error is None and not duplicate:
            self._add(rank_links(_links_of(item.text, item.final_url), self.home))
        for request in self._next():
            yield request

    def _beyond(self, item: PolicyItem) -> list[Request]:
        """Pass over a page that was worth a look only; what it links to, in its menus too, may be a policy."""
        self._plan.finish(stored=False)
        if item.raw is not None:
            self._add(rank_links(read_anchors(item.raw, item.final_url, item.media_type), self.home))
        return self._next()

    async def failed(self, failure: Failure) -> AsyncIterator[PolicyItem | Request]:
        """Store why a policy could not be fetched; go on with the next."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        wanted: Wanted = request.cb_kwargs["wanted"]
        self._plan.finish(stored=False)
        if wanted.look is Look.POLICY:
            yield _failed_item(wanted, fetch_error(wanted.url, failure.value or RuntimeError("unknown")))
        for following in self._next():
            yield following

    def parse_sitemap(self, response: Response) -> list[Request]:
        """Take the policies named in a sitemap, and the sitemaps that it points to."""
        further, links = self._sitemap.read(response.url, response.body, response.status)
        self._add(rank_links(links, self.home))
        return [*(self._sitemap_request(url) for url in further), *self._next()]

    def sitemap_failed(self, failure: Failure) -> None:
        """Do nothing: a site need not have a sitemap."""

    def idle(self) -> None:
        """Look where policies usually stand, once, when nothing that was found anywhere leads to one."""
        if self._guessed or self.items or self.site.policies:
            return
        self._guessed = True
        assert self.crawler.engine is not None  # noqa: S101  # for the type: it calls this
        self.crawler.engine.crawl(
            Request(self.home, callback=self.guess, errback=self.sitemap_failed, dont_filter=True)
        )
        raise DontCloseSpider

    def guess(self, response: Response) -> list[Request]:
        """Ask for a policy at the addresses that are usual in the home page's language."""
        text = read_document(response.body, media_type=None, url=response.url)
        for url in usual_addresses(response.url, text.language):
            self._plan.add(url, _kind_of(url), FoundBy(source="usual-address"), Look.GUESS)
        return self._next()

    def broken(self, failure: Failure, response: Response) -> None:
        """Store an error of the spider's own: a page that it could not cope with."""
        said = f"{response.url} could not be read: {type(failure.value).__name__}: {failure.value}"
        self.errors.append(_error("spider-failed", said[:500], response.url, stage="policy"))

    def _note_clock(self, response: Response) -> None:
        """Compare clocks: expiry dates are reckoned from this machine's."""
        if self.clock_offset_s is not None or urlsplit(response.url).hostname != urlsplit(self.home).hostname:
            return
        with suppress(ValueError, TypeError):  # a Date header that is no date
            theirs = parsedate_to_datetime((response.headers.get("Date") or b"").decode("latin-1"))
            age_s = float(response.headers.get("Age") or 0)  # of an answer that a cache has kept
            self.clock_offset_s = float(round((datetime.now(UTC) - theirs).total_seconds() - age_s))

    def _add(self, candidates: Sequence[Candidate], look: Look = Look.POLICY) -> None:
        for candidate in candidates:
            link = candidate.link
            found_by = FoundBy(source=link.source, text=link.text[:200], page=link.page)
            self._plan.add(candidate.url, candidate.kind, found_by, look)

    def _next(self) -> list[Request]:
        requests = []
        while (wanted := self._plan.take()) is not None:
            requests.append(
                Request(
                    wanted.url,
                    callback=self.parse_policy,
                    errback=self.failed,
                    cb_kwargs={"wanted": wanted},
                    meta={"handle_httpstatus_list": ERROR_STATUSES},
                    dont_filter=True,
                    priority=100 - wanted.rank,
                )
            )
        return requests

    def _sitemap_request(self, url: str) -> Request:
        meta = {"dont_obey_robotstxt": urlsplit(url).path == "/robots.txt", "download_timeout": 10, "dont_retry": True}
        return Request(url, callback=self.parse_sitemap, errback=self.sitemap_failed, meta=meta, priority=-10)

    async def _item(self, response: Response, wanted: Wanted) -> PolicyItem:
        media_type = (response.headers.get("Content-Type") or b"").decode("latin-1") or None
        item = PolicyItem(
            url=wanted.url,
            final_url=response.url,
            kind=wanted.kind,
            found_by=wanted.found_by,
            rank=wanted.rank,
            fetched_at=_now(),
            status=response.status,
            media_type=media_type,
        )
        if response.status in TRY_BROWSER and wanted.look is not Look.GUESS:
            return await self._rendered(item, http_error(wanted.url, response.status))
        if response.status >= 400:
            return replace(item, error=http_error(wanted.url, response.status))
        if unread := _unread(response.body, media_type):
            message = f"{wanted.url} is {unread}, in which no policy can be read"
            return replace(item, error=_error("unsupported-type", message, wanted.url))
        if urlsplit(wanted.url).fragment:
            why = _error("empty", f"{wanted.url}: scripts show no text that could be a policy", wanted.url)
            return await self._rendered(replace(item, final_url=wanted.url), why)
        text = await asyncio.to_thread(read_document, response.body, media_type=media_type, url=response.url)
        item = replace(item, raw=response.body, text=text)
        if wanted.look is Look.GUESS:
            return item
        is_file = response.body[:1024].lstrip().startswith(b"%PDF") or is_office(response.body)
        if not looks_empty(text):
            return await self._filled_in(item, text)
        empty = _error("empty", f"{wanted.url} has no text that could be a policy", wanted.url)
        rendered = replace(item, error=empty) if is_file else await self._rendered(item, empty)
        # A policy of two sentences is a policy: when the browser has nothing more, what was served is all there is.
        return item if rendered.error is not None and not looks_empty(text, MIN_TEXT_CHARS) else rendered

    async def _filled_in(self, item: PolicyItem, text: DocumentText) -> PolicyItem:
        """Return the item as the browser shows it, where scripts or frames fill in what was served; else as served."""
        raw = item.raw or b""
        if not is_html(raw, item.media_type, item.final_url):
            return item
        shell = not names_policy(text) and b"<script" in raw.lower()
        if not shell and not await asyncio.to_thread(has_gaps, raw, item.final_url):
            return item
        shown = await self._rendered(item, _error("unfilled", f"{item.url} leaves room for scripts", item.url))
        return shown if shown.error is None and shown.text is not None and adds_text(text, shown.text) else item

    async def _opened(self, item: PolicyItem, wanted: Wanted) -> PolicyItem:
        """Return the policy that a button of the page opens over it; without text when it opens none."""
        name = " ".join(wanted.found_by.text.split())
        why = _error("empty", f"{item.url}: “{name}” opens no policy", item.url)
        shown = await self._rendered(replace(item, error=None), why, name)
        part = policy_part(shown.text) if shown.text is not None and shown.error is None else None
        return replace(shown, text=part)

    async def _rendered(self, item: PolicyItem, why: GatherError, name: str | None = None) -> PolicyItem:
        """Return the item as the browser shows it; with the error `why` when that is no better.

        `name` is what a button says that is to be pressed first.
        """
        try:
            await check_address(item.final_url, self.options)
            page = await self.render(item.final_url, name)
        except AddressRefused as error:
            return replace(item, error=fetch_error(item.url, error))
        except Exception as error:  # whatever the browser does, the other policies go on
            return replace(item, error=replace(why, message=f"{why.message}; the browser: {error}"[:500]))
        text = await asyncio.to_thread(
            read_document, page.html, media_type="text/html; charset=utf-8", url=page.final_url
        )
        nothing = looks_empty(text) and (looks_empty(text, MIN_TEXT_CHARS) or not names_policy(text))
        if nothing or (page.status or 200) >= 400:
            return replace(item, error=why)
        return replace(
            item,
            final_url=page.final_url,
            fetched_with="browser",
            status=page.status,
            media_type="text/html; charset=utf-8",
            raw=page.html,
            text=text,
        )

    def _is_duplicate(self, text: DocumentText) -> bool:
        """Tell whether the same text was stored already (`/privacy` and `/privacy/`, two names of one page)."""
        digest = text.text.strip().encode("utf-8", "surrogatepass")
        if digest in self._digests:
            return True
        self._digests.add(digest)
        return False


async def fetch_policies(
    site: SiteTarget,
    links: Sequence[FoundLink],
    options: GatherOptions,
    writer: BundleWriter,
    render: Render,
    *,
    home_url: str | None = None,
) -> FetchResult:
    """Find and fetch the policies of `site` and write them into the bundle. Never raises for what a site does.

    `links` are those seen by the visits (home page as rendered, banner); `render` shows a page in the browser;
    `home_url` is where the site's address led to (None: nowhere else): policies of that host are the site's own.
    """
    spider = await _crawl(site, links, options, writer, render, home_url or site.url)
    documents = tuple(document for _, document in sorted(spider.stored, key=lambda pair: pair[0]))
    errors = list(spider.errors)
    if not any(document.error is None for document in documents):
        errors.append(
            _error(
                "no-policy",
                f"{site.url}: no privacy or cookie policy could be found and read; name one in sites.txt: policy=URL",
                site.url,
                stage="policy",
            )
        )
    return FetchResult(documents=documents, errors=tuple(errors), clock_offset_s=spider.clock_offset_s)


async def _crawl(
    site: SiteTarget,
    links: Sequence[FoundLink],
    options: GatherOptions,
    writer: BundleWriter,
    render: Render,
    home: str,
) -> PolicySpider:
    locale = site.locale or options.locale
    crawler = AsyncCrawlerRunner(spider_settings(options, locale)).create_crawler(PolicySpider)
    await crawler.crawl_async(site=site, links=links, options=options, writer=writer, render=render, home=home)
    spider = crawler.spider
    assert isinstance(spider, PolicySpider)  # noqa: S101  # for the type: create_crawler was given this class
    return spider


async def fetch_document(url: str, options: GatherOptions, writer: BundleWriter) -> PolicyItem:
    """Fetch one document named by the user, without a browser, and return it (its `error` says what went wrong)."""

    async def no_browser(url: str, name: str | None = None) -> RenderedPage:
        raise RuntimeError("not asked: `cookie-audit run` reads pages that only scripts can show")

    site = SiteTarget(url=url, policies=(url,))
    spider = await _crawl(site, (), replace(options, max_policies=1), writer, no_browser, url)
    return spider.items[0]


def _unread(body: bytes, media_type: str | None) -> str | None:
    """Return what an answer is when it is nothing that a policy can be read from; None when it may be one."""
    if is_office(body):
        return None
    unknown = media_type is not None and not media_type.lower().startswith(READABLE)
    return unread_format(body) or (media_type or "")[:60] if unknown else unread_format(body)


def _is_policy(item: PolicyItem, wanted: Wanted) -> bool:
    """Tell whether a page is one that was asked for as a policy, or has a policy in it."""
    if wanted.look is Look.POLICY:
        return True
    return item.text is not None and (wanted.look is Look.PART or speaks_of_privacy(item.text))


def _checked(item: PolicyItem) -> PolicyItem:
    """Return what was linked to as a policy, with an error where it is none: a page that tells of a page moved away.

    A short page that speaks of neither privacy nor cookies, in a language whose words for them are known.
    """
    text = item.text
    if text is None or item.error is not None or item.found_by.source not in ("home-link", "banner-link"):
        return item  # what a policy links to may be a part of it, on anything
    known = (text.language or "").split("-")[0].lower() in languages()
    if not known or len(text.text) > _BRIEF or names_policy(text):
        return item
    message = f"{item.url} is linked to as a policy, but speaks of neither privacy nor cookies"
    return replace(item, error=_error("no-policy-text", message, item.url))


def _failed_item(wanted: Wanted, error: GatherError) -> PolicyItem:
    return PolicyItem(
        url=wanted.url,
        final_url=wanted.url,
        kind=wanted.kind,
        found_by=wanted.found_by,
        rank=wanted.rank,
        fetched_at=_now(),
        error=error,
    )


def _links_of(text: DocumentText, page: str) -> list[FoundLink]:
    return [
        FoundLink(url=link.href, text=text.text[link.start : link.end], source="document-link", page=page)
        for block in text.blocks
        for link in block.links
        if link.href.startswith(("http://", "https://"))
    ]


def _kind_of(url: str) -> DocumentKind:
    """Return the kind of a policy of which only the address is known."""
    return DocumentKind.COOKIE_POLICY if "cookie" in url.lower() else DocumentKind.PRIVACY_POLICY


def _error(code: str, message: str, url: str, stage: str = "document") -> GatherError:
    return GatherError(stage=stage, code=code, message=message, url=url)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
