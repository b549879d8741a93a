"""What each HTML tag means for reading: left out, inline, or a block of some kind. Unknown tags are containers."""

from __future__ import annotations

from crawler.evidence.text import BlockKind

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "select",
        "textarea",
        "head",
        "nav",
        "datalist",
        "meter",
        "progress",
        "dialog-polyfill",
    ]
)
"""Elements whose content is no running text, or is site navigation."""

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "link",
        "mark",
        "nobr",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "slot",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "nuxt-link",
        "router-link",
        "nuxtlink",
        "routerlink",
        "trans",
        "i18n-t",
    ]
)
BOLD = frozenset(("b", "strong"))
LINKS = frozenset(("a", "link", "nuxt-link", "router-link", "nuxtlink", "routerlink"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.TERM,
    "summary": BlockKind.TERM,
    "dd": BlockKind.DEFINITION,
    "pre": BlockKind.CODE,
}
CELLS = frozenset(("td", "th"))
ROLE_TAGS = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
    "listitem": "li",
    "list": "ul",
    "navigation": "nav",
    "menubar": "nav",
    "menu": "nav",
    "search": "nav",
}
"""ARIA roles that say what a `<div>` or `<span>` stands for."""
MENU_HOLDERS = frozenset(("header", "footer"))
"""Elements that hold the site's menus unless they hold running text."""
