"""Answers made to fill memory or time: bodies that unpack without end, endless heads, PDFs that are all stream."""

from __future__ import annotations

import asyncio
import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # comes with Scrapy
import pytest

from crawler.browser.render import RenderedPage
from crawler.documents import read_document
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import SiteTarget
from crawler.spiders.policy import FetchResult, fetch_policies

from .local_site import Answer, LocalSite

PART = b"<p>0</p>" * 125_000
PARTS = 80
URL = "http://shop.example/privacy.pdf"
LIMIT = 1_000_000
"""Largest document in these tests; a bomb unpacks to eighty times as much."""
MEMORY = 40_000_000


def packed(window: int) -> bytes:
    packer = zlib.compressobj(9, wbits=window)
    return b"".join(packer.compress(PART) for _ in range(PARTS)) + packer.flush()


def packed_with_brotli() -> bytes:
    packer = brotli.Compressor(quality=5)
    parts: list[bytes] = [*(packer.process(PART) for _ in range(PARTS)), packer.finish()]
    return b"".join(parts)


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gzip": ("gzip", lambda: packed(31)),
    "deflate": ("deflate", lambda: packed(15)),
    "raw deflate": ("deflate", lambda: packed(-15)),
    "brotli": ("br", packed_with_brotli),
    "gzip in gzip": ("gzip, gzip", lambda: gzip.compress(packed(31))),
}


async def no_browser(url: str, name: str | None = None) -> RenderedPage:
    raise OSError(f"{url}: no browser here")


def fetch(site: LocalSite, folder: Path) -> FetchResult:
    target = SiteTarget(url=site.url, policies=(f"{site.url}privacy",))
    options = site.options(max_document_bytes=LIMIT)
    with BundleWriter(folder / "bundle") as writer:
        return asyncio.run(fetch_policies(target, [], options, writer, no_browser))


@contextmanager
def within(memory: int) -> Iterator[None]:
    """Hold what Python takes to a bound."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < memory
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_body_that_unpacks_without_end_is_not_unpacked(name: str, tmp_path: Path) -> None:
    encoding, make = BOMBS[name]
    body = make()
    assert len(body) < LIMIT
    with LocalSite({"/privacy": Answer(body, headers={"Content-Encoding": encoding})}) as site, within(MEMORY):
        [document] = fetch(site, tmp_path).documents
    assert document.error is not None
    assert document.text_path is None


def test_a_sitemap_that_unpacks_without_end_is_no_trouble(tmp_path: Path) -> None:
    routes = {
        "/robots.txt": Answer(f"Sitemap: {LocalSite.url}all.xml.gz", media_type="text/plain"),
        "/all.xml.gz": Answer(packed(31), media_type="application/gzip"),
        "/privacy": Answer("<p>We set cookies only with your consent, and keep them for a year.</p>" * 5),
    }
    with LocalSite(routes) as site, within(MEMORY):
        [document] = fetch(site, tmp_path).documents
    assert document.error is None


@pytest.mark.parametrize("headers", [{"X": "x" * 2_000_000}, {f"X-{number}": "x" * 4000 for number in range(200)}])
def test_a_head_without_end_is_an_error(headers: dict[str, str], tmp_path: Path) -> None:
    with LocalSite({"/privacy": Answer("<p>hello</p>", headers=headers)}) as site, within(MEMORY):
        [document] = fetch(site, tmp_path).documents
    assert document.error is not None


def pdf(stream: bytes, pages: int = 1) -> bytes:
    """Return a PDF of so many pages that all show the same deflated stream."""
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode()]
    objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(stream), stream))
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    objects += [page.encode()] * pages
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table) + end


def test_a_pdf_shows_its_text_however_many_pages_share_it() -> None:
    text = read_document(
        pdf(zlib.compress(b"BT /F 12 Tf 40 700 Td (We set no cookies.) Tj ET")), media_type="application/pdf", url=URL
    )
    assert "We set no cookies." in text.text


@pytest.mark.parametrize(
    "content",
    [
        b" " * 100_000_000,
        b"BT /F 12 Tf " + b"(word ) Tj 1 0 0 1 0 0 Tm " * 20_000 + b"ET",
        b"q " * 300_000,
        b"[" * 100_000,
    ],
    ids=["zeros", "words", "states", "nesting"],
)
def test_a_pdf_that_is_all_stream_is_bounded(content: bytes) -> None:
    bomb = pdf(zlib.compress(content, 9), pages=50)
    began = time.process_time()
    text = read_document(bomb, media_type="application/pdf", url=URL)
    assert time.process_time() - began < 60
    assert len(text.text) < 5_000_000
