"""How a control looks, read from its computed styles: colours, size, and whether it has the shape of a button."""

from __future__ import annotations

import re

from crawler.evidence.model import Control

Colour = tuple[float, float, float, float]
"""Red, green, blue (0-255) and opacity (0-1)."""

MIN_OPACITY = 0.5
"""A background less opaque than this shows what lies behind, whose colour isn't known."""

_RGB = re.compile(r"rgba?\(\s*([\d.]{1,8})[,\s]+([\d.]{1,8})[,\s]+([\d.]{1,8})(?:[,\s/]+([\d.]{1,8})(%?))?\s*\)")
_BORDER = re.compile(r"([\d.]{1,8})px\s+(\w{1,10})")
_SIZE = re.compile(r"([\d.]{1,8})px")


def colour(text: str) -> Colour | None:
    """Return a computed colour; None for one that isn't in rgb()."""
    match = _RGB.search(text[:80])
    if match is None:
        return None
    opacity = float(match[4]) / (100 if match[5] else 1) if match[4] else 1.0
    return float(match[1]), float(match[2]), float(match[3]), opacity


def contrast(control: Control) -> float | None:
    """Return the contrast (1 to 21, as WCAG 2 computes it) of a control's text; None when its ground isn't known."""
    ground, text = _seen_ground(control), colour(control.styles.get("color", ""))
    if ground is None or text is None or ground[3] < 1 or text[3] < 1 or control.styles.get("opacity", "1") != "1":
        return None
    light, dark = sorted((_luminance(ground), _luminance(text)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _seen_ground(control: Control) -> Colour | None:
    """Return the colour behind a control's text: its own background, or where that shows through, what it lies in."""
    own = colour(control.styles.get("background-color", ""))
    seen = colour(control.styles.get("seen-background-color", ""))
    return own if own is not None and own[3] == 1 else seen or own


def has_ground(control: Control) -> bool | None:
    """Tell whether a control has a background of its own; None when that isn't known."""
    ground = colour(control.styles.get("background-color", ""))
    return None if ground is None else ground[3] >= MIN_OPACITY


def has_border(control: Control) -> bool | None:
    """Tell whether a control has a visible border; None when that isn't known."""
    text = control.styles.get("border")
    if text is None:
        return None
    match = _BORDER.search(text[:80])
    if match is None:
        return None  # sides that differ: the shorthand is computed to nothing
    edge = colour(text)
    return float(match[1]) > 0 and match[2] not in ("none", "hidden") and (edge is None or edge[3] >= MIN_OPACITY)


def font_size(control: Control) -> float | None:
    """Return the size of a control's text in CSS pixels; None when it isn't known."""
    match = _SIZE.search(control.styles.get("font-size", "")[:40])
    return float(match[1]) if match else None


def area(control: Control) -> float:
    """Return the area of a control in square CSS pixels."""
    return control.width * control.height


def on_one_row(one: Control, other: Control) -> bool:
    """Tell whether two controls stand beside each other: they share at least half of the lower one's height."""
    shared = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return shared >= 0.5 * min(one.height, other.height)


def _luminance(value: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in value[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
