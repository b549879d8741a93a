"""Source text of a page template → what would reach a reader: server-side code and template comments are left out."""

from __future__ import annotations

import re

_OUTPUT_TAG = re.compile(r"</(?:p|div|li|h[1-6]|td|section)>", re.I)
_COMMENTS = (
    ("{{!--", "--}}"),
    ("{{--", "--}}"),
    ("{#", "#}"),
    ("{/*", "*/}"),
    ("{%", "%}"),
    ("<%", "%>"),
    ("{::", "}"),
)
_COMMENT_BOUND = 20_000


def strip_code(source: str) -> str:
    """Remove PHP, ERB, Twig, Liquid and JSX code and comments; `{{ placeholders }}` stay, they stand for words."""
    if "<?" in source:
        source = _strip_php(source)
    for opening, closing in _COMMENTS:
        if opening in source:
            source = _strip_between(source, opening, closing)
    return source


def _strip_php(source: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := source.find("<?", position)) >= 0:
        kept.append(source[position:start])
        end = source.find("?>", start)
        code = source[start : end if end >= 0 else len(source)]
        kept.append(_printed_markup(code))
        position = end + 2 if end >= 0 else len(source)
    kept.append(source[position:])
    return "".join(kept)


def _printed_markup(code: str) -> str:
    """Return the HTML that a stretch of PHP prints from string literals, or nothing."""
    if not _OUTPUT_TAG.search(code):
        return " "
    return code[code.find("<", 2) : code.rfind(">") + 1].replace("\\'", "'").replace('\\"', '"')


def _strip_between(source: str, opening: str, closing: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := source.find(opening, position)) >= 0:
        end = source.find(closing, start + len(opening), start + _COMMENT_BOUND)
        if end < 0:
            kept.append(source[position : start + len(opening)])
            position = start + len(opening)
            continue
        kept.append(source[position:start])
        position = end + len(closing)
    kept.append(source[position:])
    return "".join(kept)
