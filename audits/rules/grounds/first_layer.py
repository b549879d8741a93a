"""The banner's first layer: what shows by itself, before any click."""

from __future__ import annotations

from dataclasses import dataclass

from audits.model import Case
from audits.rules.grounds import needs
from audits.rules.grounds.once import once
from crawler.evidence.model import Banner, Control, ControlRole

UNCLEAR = frozenset({ControlRole.UNKNOWN, ControlRole.CLOSE, ControlRole.SAVE, ControlRole.PAY})
"""Roles of controls that may refuse as well."""

Pointed = tuple[str, Control]
"""A control with a JSON pointer to it."""


@dataclass(frozen=True, slots=True)
class FirstLayer:
    """The controls that show at first, each with a JSON pointer to it."""

    banner: Banner
    pointer: str
    """To the banner."""
    controls: tuple[Pointed, ...]

    def of(self, *roles: ControlRole) -> list[Pointed]:
        """Return the controls of these roles."""
        return [(pointer, control) for pointer, control in self.controls if control.role in roles]


@once
def first_layer(case: Case) -> FirstLayer | None:
    """Return the first layer of the banner that was found; None when nobody looked or none was found."""
    shown = needs.shown_banner(case)
    if shown is None:
        return None
    state, banner = shown
    pointer = f"{case.visit_pointers[state]}/banner"
    controls = ((f"{pointer}/controls/{n}", control) for n, control in enumerate(banner.controls))
    return FirstLayer(banner, pointer, tuple((place, each) for place, each in controls if each.layer == 1))


def both_answers(case: Case) -> tuple[list[Pointed], list[Pointed]] | None:
    """Return what accepts and what refuses on the first layer, each with its pointer; None without one of them."""
    layer = first_layer(case)
    if layer is None:
        return None
    accepting, refusing = layer.of(ControlRole.ACCEPT), layer.of(ControlRole.REJECT)
    return (accepting, refusing) if accepting and refusing else None


def may_refuse(case: Case) -> bool:
    """Tell whether a control of the first layer refuses, or may."""
    layer = first_layer(case)
    return layer is None or bool(layer.of(ControlRole.REJECT, *UNCLEAR))
