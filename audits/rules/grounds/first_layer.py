"""The banner's first layer: what shows by itself, before any click."""

from __future__ import annotations

from dataclasses import dataclass

from audits.model import Case
from audits.rules.grounds import needs
from audits.rules.grounds.once import once
from crawler.evidence.model import Banner, Control, ControlRole

UNCLEAR = frozenset({ControlRole.UNKNOWN, ControlRole.CLOSE, ControlRole.SAVE, ControlRole.PAY})
"""Roles of controls that may refuse as well."""


@dataclass(frozen=True, slots=True)
class FirstLayer:
    """The controls that show at first, each with a JSON pointer to it."""

    banner: Banner
    pointer: str
    """To the banner."""
    controls: tuple[tuple[str, Control], ...]

    def of(self, *roles: ControlRole) -> list[tuple[str, Control]]:
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


def may_refuse(case: Case) -> bool:
    """Tell whether a control of the first layer refuses, or may."""
    layer = first_layer(case)
    return layer is None or bool(layer.of(ControlRole.REJECT, *UNCLEAR))
