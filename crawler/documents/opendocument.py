"""The text of an ODT file, parsed → HTML: headings, lists, tables, links; changes and remarks are left out."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element

from crawler.documents.word import MAX_DEPTH, attribute, local

_DROPPED = frozenset(
    ("tracked-changes", "annotation", "automatic-styles", "font-face-decls", "scripts", "forms", "note-citation")
)
"""Elements whose text does not stand in the document as read."""
_TAGS = {"p": "p", "list": "ul", "list-item": "li", "table": "table", "table-row": "tr"}
_BREAKS = {"s": " ", "tab": " ", "line-break": "<br>"}


def opendocument_html(content: Element) -> str:
    """Return the tree of an ODT file's `content.xml` as HTML."""
    parts: list[str] = []
    _inside(content, parts, 0)
    return "<!doctype html><html><body>" + "".join(parts) + "</body></html>"


def _inside(element: Element, parts: list[str], depth: int) -> None:
    """Write what stands in an element, text between its children too."""
    if depth >= MAX_DEPTH:
        return
    parts.append(escape(element.text or ""))
    for child in element:
        _element(child, parts, depth + 1)
        parts.append(escape(child.tail or ""))


def _element(element: Element, parts: list[str], depth: int) -> None:
    name = local(element)
    if name in _DROPPED:
        return
    if name in _BREAKS:
        parts.append(_BREAKS[name])
        return
    tag, attributes = _tag(element, name)
    parts.append(f"<{tag}{attributes}>" if tag else "")
    _inside(element, parts, depth)
    parts.append(f"</{tag}>" if tag else "")


def _tag(element: Element, name: str) -> tuple[str, str]:
    """Return the HTML element for an element, with its attributes; an empty tag stands for none."""
    if name == "h":
        level = attribute(element, "outline-level")
        return f"h{level if level in tuple('123456') else 1}", ""
    if name == "a":
        return "a", f' href="{escape(attribute(element, "href"))}"'
    if name == "table-cell":
        span = attribute(element, "number-columns-spanned")
        return "td", f' colspan="{escape(span)}"' if span else ""
    return _TAGS.get(name, ""), ""
