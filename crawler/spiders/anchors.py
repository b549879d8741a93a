"""The links of a page as served, in its menus and its footer too, which a document's text leaves out: pure."""

from __future__ import annotations

from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from crawler.documents.encoding import decode
from crawler.policy_links import FoundLink

MAX_ANCHORS = 2000
"""Links of a page that are looked at."""
_MAX_TEXT = 300
_MAX_URL = 2048


def read_anchors(raw: bytes, url: str, media_type: str | None = None) -> list[FoundLink]:
    """Return the links of the HTML page `raw`, fetched from `url`, in its order; those that can't be read left out."""
    found = []
    for anchor in LexborHTMLParser(decode(raw, media_type, is_html=True)).css("a[href]")[:MAX_ANCHORS]:
        attributes = anchor.attributes
        words = anchor.text(deep=True) or attributes.get("aria-label") or attributes.get("title") or ""
        try:
            address = urljoin(url, (attributes.get("href") or "").strip()[:_MAX_URL])
        except ValueError:
            continue
        if address.startswith(("http://", "https://")):
            text = " ".join(words[: 2 * _MAX_TEXT].split())[:_MAX_TEXT]
            found.append(FoundLink(text=text, url=address, source="document-link", page=url))
    return found
