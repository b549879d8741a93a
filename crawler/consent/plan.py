"""What to do next on a banner's layer to give the wanted answer. Pure."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace

from crawler.consent.choices import PanelChoice, changes, untold
from crawler.consent.panel import Panel, PanelControl
from crawler.evidence.model import ControlRole, State

VERBLESS = frozenset({"necessary", "cookie", "filler", "selection", "manage"})
"""Concepts of a category's title ("Strictly necessary cookies"), which looks like a refusal without a verb."""


@dataclass(frozen=True, slots=True)
class Step:
    """Press `control`, after setting the choices where `choices` says how."""

    control: PanelControl
    choices: tuple[tuple[PanelChoice, bool], ...] = ()
    """Choices to change, with the state that each must have."""
    untold: tuple[PanelChoice, ...] = ()
    """Choices that stay as they are, as nobody can tell what the others of their group say."""
    pressed: tuple[PanelControl, ...] = ()
    """Controls to press before it: one a purpose."""


@dataclass(slots=True)
class Way:
    """How far a banner's layers were gone through."""

    layer: int = 1
    spent: set[str] = field(default_factory=set)
    """Texts not to be pressed again."""
    stored_before: bool = False
    """The first layer has a control that stores what is chosen on a further one ("Accept selected")."""
    chosen: bool = False
    """The choices were set on such a further layer."""


def next_step(panel: Panel, wanted: State, way: Way) -> Step | None:
    """Return what to do on this layer; None when it offers no way."""
    accepts = wanted is State.ACCEPT
    standing = [control for control in panel.controls if control.text not in way.spent]
    usable = [control for control in standing if not control.raw["disabled"]]
    direct = _direct(usable, ControlRole.ACCEPT if accepts else ControlRole.REJECT, way.layer)
    if direct is not None:
        each = _one_a_purpose(usable, direct) if way.layer > 1 else ()
        store = _first(standing, ControlRole.SAVE) if each else None  # it may wait for the last of them
        return Step(store, pressed=each) if store is not None else Step(direct)
    if way.chosen:
        store = _first(usable, ControlRole.SAVE)
        return Step(store) if store is not None else None
    choices = [choice for choice in panel.choices if choice.shown or way.layer > 1]
    if any(not choice.disabled for choice in choices):
        store = _first(usable, ControlRole.SAVE) or _first(usable, ControlRole.ACKNOWLEDGE)
        if store is not None:
            return Step(store, tuple(changes(choices, accepts)), untold=() if accepts else tuple(untold(choices)))
        back = _first(usable, ControlRole.CLOSE) if way.layer > 1 and way.stored_before else None
        if back is not None:
            return Step(back, tuple(changes(choices, accepts)))
    settings = _first(usable, ControlRole.SETTINGS) or _opener(usable)
    return Step(settings) if settings is not None else None


def _one_a_purpose(usable: list[PanelControl], direct: PanelControl) -> tuple[PanelControl, ...]:
    """Return the controls that say the same as `direct`, once for each purpose; none when it speaks for all."""
    if "all" in direct.reading.concepts:
        return ()
    same = tuple(control for control in usable if (control.role, control.text) == (direct.role, direct.text))
    return same if len(same) > 1 else ()


def _opener(usable: list[PanelControl]) -> PanelControl | None:
    """Return a "Learn more" that leads nowhere but further into the banner; None when there is none."""
    found = [
        control for control in usable if control.role is ControlRole.LINK and "document" in control.reading.concepts
    ]
    inside = [
        control for control in found if control.raw["href"] is None or control.raw["rawHref"].strip() in ("", "#")
    ]
    return replace(inside[0], role=ControlRole.SETTINGS) if inside else None


def closing_step(panel: Panel, spent: Container[str]) -> Step | None:
    """Return the control that closes a layer on which the answer was given; None when it has none."""
    usable = [control for control in panel.controls if control.text not in spent and not control.raw["disabled"]]
    close = _first(usable, ControlRole.CLOSE) or _first(usable, ControlRole.ACKNOWLEDGE)
    return Step(close) if close is not None else None


def _direct(usable: list[PanelControl], role: ControlRole, layer: int) -> PanelControl | None:
    """Return the control that gives the whole answer; those that say "all", or carry a verb, come first."""
    found = [control for control in usable if control.role is role]
    if role is ControlRole.REJECT and layer > 1:
        found = [control for control in found if not control.reading.concepts <= VERBLESS]
    return max(found, key=_clarity, default=None)


def _clarity(control: PanelControl) -> tuple[bool, bool, bool, float]:
    concepts = control.reading.concepts
    return (
        control.raw["topmost"] is not False,
        "all" in concepts or "only" in concepts,
        not concepts <= VERBLESS,
        control.reading.certainty,
    )


def _first(usable: list[PanelControl], role: ControlRole) -> PanelControl | None:
    """Return the clearest control of a role: in reach, then a button rather than a link, then well understood."""
    found = [control for control in usable if control.role is role]
    return max(
        found,
        key=lambda control: (control.raw["topmost"] is not False, control.raw["tag"] != "a", control.reading.certainty),
        default=None,
    )


def why_not(panel: Panel, wanted: State) -> str:
    """Say in one sentence why a layer offers no way to give the answer."""
    roles = panel.roles()
    verb = "accept" if wanted is State.ACCEPT else "refuse"
    if ControlRole.ACKNOWLEDGE in roles:
        return f"the banner can only be acknowledged (OK), which is no choice: no way to {verb} was offered"
    if ControlRole.PAY in roles and wanted is State.REJECT:
        return "refusing was offered only against payment"
    if roles == {ControlRole.UNKNOWN}:
        return f"the words of its controls could not be read: no way to {verb} was found"
    if roles <= {ControlRole.CLOSE, ControlRole.LINK, ControlRole.UNKNOWN}:
        return f"the banner can only be closed: no way to {verb} was offered"
    return f"no control to {verb} was found on the banner"
