"""Stores what the spider found in the bundle."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import Document
from crawler.items import PolicyItem

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SUFFIXES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/markdown": "md",
    "text/plain": "txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}


class BundlePipeline:
    """Writes each policy's bytes and text, and keeps its `Document` on the spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BundlePipeline:
        """Return a pipeline for the crawl (Scrapy's constructor)."""
        return cls(crawler)

    def process_item(self, item: PolicyItem) -> PolicyItem:
        """Store one item."""
        spider: Any = self._crawler.spider  # a PolicySpider, which can't be imported here: it names this module
        spider.items.append(item)
        spider.stored.append((item.rank, store(item, spider.writer)))
        return item


def store(item: PolicyItem, writer: BundleWriter) -> Document:
    """Write the files of `item` and return the document they make."""
    raw_path = sha256 = text_path = text_sha256 = blocks_path = None
    if item.raw is not None and item.text is not None and item.error is None:
        sha256 = hashlib.sha256(item.raw).hexdigest()
        # named after the address, so that the same site gives the same names whatever answered first
        name = f"documents/{hashlib.sha256(item.url.encode()).hexdigest()[:12]}"
        media_type = (item.media_type or "").partition(";")[0].strip().lower()
        raw_path = writer.add(f"{name}.raw.{SUFFIXES.get(media_type, 'bin')}", item.raw)
        text_path, text_sha256, blocks_path = writer.add_text(name, item.text)
    return Document(
        url=item.url,
        final_url=item.final_url,
        kind=item.kind,
        found_by=item.found_by,
        fetched_at=item.fetched_at,
        fetched_with=item.fetched_with,
        status=item.status,
        media_type=item.media_type,
        sha256=sha256,
        raw_path=raw_path,
        text_path=text_path,
        text_sha256=text_sha256,
        blocks_path=blocks_path,
        error=item.error,
    )
