"""Parts of a page that only open when they are pressed, and whose text is not there before: pure.

Tabs and folds whose panels stand in the page as served need no opening: their text is read where it stands.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_LOOKED_AT = 300
_LONGEST_NAME = 120
"""Characters of the words on a tab or a fold."""
_LEAST_TEXT = 20
"""Characters of text in a panel that is filled."""
CLOSED = (
    "[role=tab], [aria-expanded=false], summary, button[class*=accordion], button[class*=collaps],"
    " [data-toggle=tab], [data-bs-toggle=tab], [data-toggle=collapse], [data-bs-toggle=collapse]"
)
"""Selector of what opens when it is pressed."""
_MENUS = frozenset(("nav", "footer", "form", "dialog", "select"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))


def has_closed_parts(tree: LexborHTMLParser) -> bool:
    """Tell whether tabs or folds in the page's text have no text to show yet."""
    panels = {id_: node for node in tree.css("[id]") if (id_ := node.attributes.get("id"))}
    return any(_is_closed(node, panels) for node in tree.css(CLOSED)[:MAX_LOOKED_AT])


def _is_closed(node: LexborNode, panels: dict[str, LexborNode]) -> bool:
    attributes = node.attributes
    words, href = _text(node), attributes.get("href") or ""
    if not words or len(words) > _LONGEST_NAME or (href and not href.startswith("#")):
        return False
    if (attributes.get("aria-haspopup") or "false") != "false" or _is_in_menu(node):
        return False
    if node.tag == "summary":
        return len(_text(node.parent)) < len(words) + _LEAST_TEXT
    if attributes.get("role") == "tab" and attributes.get("aria-selected") == "true":
        return False
    named = attributes.get("aria-controls") or attributes.get("data-target") or attributes.get("data-bs-target") or href
    panel = panels.get(named.lstrip("#"))
    if panel is None and attributes.get("role") != "tab":
        panel = _beside(node)
    return len(_text(panel)) <= _LEAST_TEXT


def _beside(node: LexborNode) -> LexborNode | None:
    """Return the element after a fold's button, or after the heading that the button is in."""
    parent = node.parent
    holder = parent if parent is not None and parent.tag in _HEADINGS else node
    following = holder.next
    while following is not None and not following.is_element_node:
        following = following.next
    return following


def _is_in_menu(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(100):
        if parent is None or parent.tag in ("main", "body"):
            return False
        if parent.tag == "header" and parent.parent is not None and parent.parent.tag == "body":
            return True
        if parent.tag in _MENUS or parent.attributes.get("role") in ("navigation", "menu", "menubar", "dialog"):
            return True
        parent = parent.parent
    return False


def _text(node: LexborNode | None) -> str:
    return " ".join((node.text(deep=True) or "").split()) if node is not None else ""
