"""Places of a policy's page that its scripts or frames fill in: pure.

A page may be served with prose enough to be a policy and yet leave what matters to the browser: the table of cookies,
the text behind a tab that is yet to be pressed, the whole policy between a header and a footer. Such a page is worth a
look in the browser, and what the browser shows is kept only when something new stands in it.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.documents.closed import has_closed_parts
from crawler.evidence.hosts import registrable_domain
from crawler.evidence.text import DocumentText

NEW_CHARS = 40
"""Less new text than this is a date, a counter or a menu."""
_KEPT = 0.7
"""Share of the served text that the browser must show too: with less it is another page, a wall for example."""
MAX_ELEMENTS = 20_000
"""Elements looked at; the policies of real sites have fewer."""

_SLOTS = "div, section, main, article, table, tbody, ul, ol, dl"
_BESIDE = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "main", "article"))
_OUTSIDE = frozenset(("nav", "aside", "noscript", "template", "button", "a", "svg", "select"))
_APART = frozenset(("header", "footer", "main", "article", "section"))
_SPACING = re.compile(
    r"clear|spac|divid|separat|sep\b|line|gap|anchor|skip|icon|progress|overlay|backdrop|modal|toast|loader|spinner|bg|background",
    re.IGNORECASE,
)
_POLICY_WORDS = re.compile(r"cookie|consent|polic|privacy|legal|declaration|gdpr", re.IGNORECASE)
_WAITING = re.compile(r"(?:…|\.\.\.)\s*$")
_LONGEST_WAITING = 40
"""Characters of a text that only says that another one is on its way."""


def has_gaps(raw: bytes, url: str) -> bool:
    """Tell whether an HTML page leaves room in its text for what scripts or frames of its own bring."""
    tree = LexborHTMLParser(raw)
    root = tree.root
    if root is None:
        return False
    scripted = root.css_first("script") is not None
    return any(_is_own_frame(frame, url) for frame in root.css("iframe")[:50]) or (
        scripted
        and (
            has_closed_parts(tree)
            or any(_is_gap(slot) for slot in root.css(_SLOTS)[:MAX_ELEMENTS])
            or any(_brings_text(script) for script in root.css("script[src]")[:500])
        )
    )


def adds_text(served: DocumentText, shown: DocumentText) -> bool:
    """Tell whether the browser shows what was served, and more."""
    old, new = _lines(served), _lines(shown)
    kept = sum(len(line) for line in old & new)
    more = sum(len(line) for line in new - old)
    return more >= NEW_CHARS and (kept >= _KEPT * sum(map(len, old)) or more >= 2 * sum(map(len, old)))


def _lines(text: DocumentText) -> set[str]:
    return {" ".join(text.text[block.start : block.end].split()) for block in text.blocks}


def _is_gap(node: LexborNode) -> bool:
    """Tell whether an element stands empty, or waiting, in the place of text."""
    if not _waits(node) or _is_hidden(node):
        return False
    named = (node.tag or "") in ("main", "article", "table", "tbody") or bool(_name(node))
    if not named or _SPACING.search(_name(node)) or "height" in (node.attributes.get("style") or ""):
        return False
    return not _is_inside(node, _OUTSIDE) and _stands_in_text(node)


def _waits(node: LexborNode) -> bool:
    """Tell whether nothing is in an element, or only that something is on its way."""
    if node.css_first("img, input, canvas, video, iframe, svg, button, form, picture, object") is not None:
        return False
    text = (node.text(deep=True, skip_empty=True) or "").strip()
    return not text or (len(text) <= _LONGEST_WAITING and bool(_WAITING.search(text)))


def _stands_in_text(node: LexborNode) -> bool:
    """Tell whether text stands beside an element, or the page's own header or footer."""
    parent = node.parent
    if parent is None or _is_inside(node, frozenset(("footer", "header"))):
        return False
    beside = {sibling.tag for sibling in parent.iter(include_text=False)}
    return bool(
        beside & (_BESIDE | _APART) - ({node.tag} if node.tag in ("main", "article", "section") else set())
    ) or ((node.tag or "") in ("main", "article", "tbody"))


def _brings_text(script: LexborNode) -> bool:
    """Tell whether a script in the midst of the text is one that writes a list of cookies or a policy there."""
    said = " ".join(str(value or "") for value in script.attributes.values())[:2000]
    parent = script.parent
    if parent is None or parent.tag in ("head", "body", "html") or not _POLICY_WORDS.search(said):
        return False
    return any(sibling.tag in _BESIDE for sibling in parent.iter(include_text=False))


def _is_own_frame(frame: LexborNode, url: str) -> bool:
    """Tell whether a frame shows a page of the site itself, or one that calls itself a policy."""
    if _is_hidden(frame) or _is_inside(frame, frozenset(("noscript", "template"))):
        return False
    if any((frame.attributes.get(side) or "").strip() in ("0", "1", "0px", "1px") for side in ("width", "height")):
        return False
    try:
        address = urljoin(url, (frame.attributes.get("src") or frame.attributes.get("data-src") or "").strip())
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    if address == url or not address.startswith(("http://", "https://")):
        return bool(frame.attributes.get("srcdoc"))
    own = registrable_domain(host) == registrable_domain(urlsplit(url).hostname or "")
    return own or bool(_POLICY_WORDS.search(urlsplit(address).path))


def _name(node: LexborNode) -> str:
    """Return the words by which scripts find an element."""
    words = []
    for key, value in node.attributes.items():
        if key in ("id", "class", "name"):
            words.append(value or "")
        elif key.startswith("data-"):
            words.append(f"{key} {value or ''}")
    return " ".join(words)[:500]


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style


def _is_inside(node: LexborNode, tags: frozenset[str]) -> bool:
    parent = node.parent
    for _ in range(100):
        if parent is None:
            return False
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False
