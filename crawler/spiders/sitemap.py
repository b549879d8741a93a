"""Sitemaps, read within bounds: robots.txt names them, an index names more, one lists pages."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

from crawler.policy_links import FoundLink

MAX_SITEMAPS = 6
MAX_URLS = 20_000
MAX_BYTES = 20_000_000

LIKELY = re.compile(r"page|site|legal|main|index|static", re.IGNORECASE)
"""Parts of a sitemap index that list a site's standing pages, where policies are, rather than products or news."""


class SitemapWalk:
    """Which sitemaps of one site were read, and which may still be."""

    def __init__(self, site_url: str) -> None:
        self._host = _bare(site_url)
        self._asked = {urljoin(site_url, "/robots.txt"), urljoin(site_url, "/sitemap.xml")}

    def read(self, url: str, body: bytes, status: int) -> tuple[list[str], list[FoundLink]]:
        """Return the sitemaps to read next and the pages listed in this one, as links without words."""
        if status != 200:
            return [], []
        try:
            if urlsplit(url).path == "/robots.txt":
                return self._further(list(sitemap_urls_from_robots(body, base_url=url))), []
            raw = gunzip(body, max_size=MAX_BYTES) if body.startswith(b"\x1f\x8b") else body[:MAX_BYTES]
            sitemap = Sitemap(raw)
        except Exception:  # broken of any kind: a site need not have a sitemap
            return [], []
        places = [str(entry["loc"]) for entry, _ in zip(sitemap, range(MAX_URLS), strict=False) if entry.get("loc")]
        if sitemap.type == "sitemapindex":
            return self._further(sorted(places, key=lambda place: not LIKELY.search(place))), []
        return [], [
            FoundLink(url=place, text="", source="sitemap", page=url) for place in places if _bare(place) == self._host
        ]

    def _further(self, urls: list[str]) -> list[str]:
        taken = []
        for url in urls:
            if url not in self._asked and len(self._asked) < MAX_SITEMAPS + 2 and url.startswith("http"):
                self._asked.add(url)
                taken.append(url)
        return taken


def _bare(url: str) -> str | None:
    """Return an address's host without its "www."; None: it is no address that can be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
