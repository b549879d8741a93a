"""A picture of how many points failed, audit by audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 600, 90, 8
MAX_POINTS = 60
"""Audits shown: the latest of them."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A line through the numbers, in a picture of `WIDTH` by `HEIGHT`."""

    points: tuple[tuple[float, float], ...]
    """Across and down, in the picture's units."""
    numbers: tuple[int, ...]
    """Oldest first."""
    most: int

    @property
    def line(self) -> str:
        """The points as SVG has them."""
        return " ".join(f"{across:g},{down:g}" for across, down in self.points)


def trend(numbers: Sequence[int]) -> Trend | None:
    """Return the picture of numbers, oldest first; None: there are not two."""
    shown = tuple(numbers[-MAX_POINTS:])
    if len(shown) < 2:
        return None
    most = max(1, *shown)
    step = (WIDTH - 2 * MARGIN) / (len(shown) - 1)
    height = HEIGHT - 2 * MARGIN
    points = tuple(
        (round(MARGIN + place * step, 1), round(MARGIN + height * (1 - number / most), 1))
        for place, number in enumerate(shown)
    )
    return Trend(points, shown, most)
