"""The text of a DOCX file, parsed → HTML: headings by style, lists, tables, links; what was deleted is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

MAX_DEPTH = 120
"""Elements that may stand in each other; tables in tables of real documents take some forty."""
_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
_DROPPED = frozenset(("Fallback", "moveFrom", "del", "instrText", "delText", "pict"))
"""Elements whose text does not stand in the document as read: what was deleted or moved away, codes of fields."""
_TABLES = {"tbl": "table", "tr": "tr"}
_BREAKS = {"tab": " ", "br": "<br>", "cr": "<br>", "noBreakHyphen": "-"}
_MAX_STYLES = 12
"""Styles that may be based on each other."""


def word_html(document: Element, styles: Element | None, links: Element | None) -> str:
    """Return `document` as HTML; `styles` tells which paragraphs are headings, `links` where links lead to."""
    writer = _Writer(_levels(styles), _targets(links))
    writer.inside(document, 0)
    return "<!doctype html><html><body>" + "".join(writer.parts).replace("</ul><ul>", "") + "</body></html>"


@dataclass(slots=True)
class _Writer:
    """What has been written so far, and what styles and links mean."""

    levels: dict[str, int]
    """Level of the heading that a style makes."""
    targets: dict[str, str]
    parts: list[str] = field(default_factory=list)

    def inside(self, element: Element, depth: int) -> None:
        """Write what stands in an element."""
        if depth < MAX_DEPTH:
            for child in element:
                self.element(child, depth + 1)

    def element(self, element: Element, depth: int) -> None:
        """Write an element and what stands in it."""
        name = local(element)
        if name in _DROPPED or name.endswith("Pr"):
            return
        if name == "t":
            self.parts.append(escape(element.text or ""))
        elif name in _BREAKS:
            self.parts.append(_BREAKS[name])
        elif name == "p":
            self._paragraph(element, depth)
        elif name == "r":
            self._within("b" if _is_bold(element) else "", element, depth)
        elif name == "hyperlink":
            self._link(element, depth)
        elif name == "tc":
            span = attribute(_first(_first(element, "tcPr"), "gridSpan"), "val")
            self._within("td", element, depth, f' colspan="{escape(span)}"' if span else "")
        else:
            self._within(_TABLES.get(name, ""), element, depth)

    def _paragraph(self, element: Element, depth: int) -> None:
        properties = _first(element, "pPr")
        level = self.levels.get(attribute(_first(properties, "pStyle"), "val"), 0)
        if level:
            self._within(f"h{level}", element, depth)
        elif _first(properties, "numPr") is not None:
            self.parts.append("<ul>")
            self._within("li", element, depth)
            self.parts.append("</ul>")
        else:
            self._within("p", element, depth)

    def _link(self, element: Element, depth: int) -> None:
        target = self.targets.get(attribute(element, "id"))
        self._within("a" if target else "", element, depth, f' href="{escape(target)}"' if target else "")

    def _within(self, tag: str, element: Element, depth: int, attributes: str = "") -> None:
        """Write what stands in an element inside an HTML element; an empty tag stands for none."""
        self.parts.append(f"<{tag}{attributes}>" if tag else "")
        self.inside(element, depth)
        self.parts.append(f"</{tag}>" if tag else "")


def local(element: Element) -> str:
    """Return an element's name without its namespace: a format's editions differ in them."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute by its name without its namespace; empty when there is none."""
    found = element.items() if element is not None else ()
    return next((value[:2000] for key, value in found if key.rpartition("}")[2] == name), "")


def _first(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name."""
    return next((child for child in element if local(child) == name), None) if element is not None else None


def _is_bold(run: Element) -> bool:
    bold = _first(_first(run, "rPr"), "b")
    return bold is not None and attribute(bold, "val") not in ("0", "false", "off")


def _levels(styles: Element | None) -> dict[str, int]:
    """Return the heading level of each style that makes a heading, by itself or by the style that it is based on."""
    found = {attribute(style, "styleId"): style for style in (styles if styles is not None else ())}
    levels = {}
    for name, own in found.items():
        style: Element | None = own
        for _ in range(_MAX_STYLES):
            if style is None or (level := _level_of(style)):
                break
            style = found.get(attribute(_first(style, "basedOn"), "val"))
        if style is not None and level:
            levels[name] = level
    return levels


def _level_of(style: Element) -> int:
    """Return the heading level that a style itself says; 0: none. Names are English in every language of Word."""
    name = attribute(_first(style, "name"), "val")
    outline = attribute(_first(_first(style, "pPr"), "outlineLvl"), "val")
    if heading := _HEADING.fullmatch(name):
        return int(heading[1])
    if name.lower() == "title":
        return 1
    return int(outline) + 1 if outline in tuple("012345") else 0


def _targets(links: Element | None) -> dict[str, str]:
    """Return where the links that lead out of the document lead to."""
    return {
        attribute(link, "Id"): attribute(link, "Target")
        for link in (links if links is not None else ())
        if attribute(link, "TargetMode") == "External"
    }
