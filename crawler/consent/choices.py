"""The choices of a layer: boxes, switches, radio buttons, sliders; and how they must stand to give an answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crawler.consent.controls import read_control
from crawler.consent.levels import says_all
from crawler.evidence.model import ControlRole


@dataclass(frozen=True, slots=True)
class PanelChoice:
    """A checkbox, radio button, switch or slider as read."""

    node: int
    label: str
    checked: bool
    """Switched on; of a slider: above its least level."""
    disabled: bool
    kind: str
    """`checkbox`, `radio` or `slider`."""
    group: str
    shown: bool
    mixed: bool = False
    """Neither on nor off, as a box whose parts differ."""
    levels: tuple[str, ...] = ()
    """Of a slider: the words beside it, in the order of its values."""
    told: str = ""
    """Of a slider: its word for where it stands."""


def read_choices(raw: Sequence[dict[str, Any]], pressed: Sequence[dict[str, Any]] = ()) -> tuple[PanelChoice, ...]:
    """Read the choices of `look.js`, and those among its buttons that are pressed or not (see `pressed_choices`)."""
    return (*map(_read, _answering(raw)), *(_read(choice) for choice in pressed))


def _read(raw: dict[str, Any]) -> PanelChoice:
    return PanelChoice(
        node=raw["node"],
        label=raw["label"],
        checked=raw["checked"],
        disabled=raw["disabled"],
        kind="radio" if raw["kind"] == "option" else raw["kind"],
        group=raw["group"],
        shown=raw["shown"],
        mixed=raw.get("mixed", False),
        levels=tuple(raw.get("levels", ())),
        told=raw.get("told", ""),
    )


def _answering(choices: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the choices without lists to select from in which nothing answers: languages, countries."""
    telling = {one["group"] for one in choices if one["kind"] == "option" and _gives_answer(one["label"])}
    return [one for one in choices if one["kind"] != "option" or one["group"] in telling]


def _gives_answer(label: str) -> bool:
    reading = read_control(label)
    answers = {reading.role, reading.leaning} & {ControlRole.ACCEPT, ControlRole.REJECT}
    return bool(answers) and reading.certainty == 1


def pressed_choices(controls: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the raw controls that are choices: buttons that stay pressed (`aria-pressed`), as raw choices.

    A lone one that is called after a purpose is a switch; of several side by side of which one is pressed, and of which
    one says no, each is a radio button. Others keep being controls: sites call ordinary buttons pressed as well.
    """
    beside: dict[int, list[dict[str, Any]]] = {}
    for control in controls:
        if control.get("pressed") is not None and control["text"]:
            beside.setdefault(control["holder"], []).append(control)
    found = []
    for holder, group in beside.items():
        chosen = [control for control in group if control["pressed"] == "true"]
        if len(chosen) == 1 < len(group) and any(says_no(control["text"]) for control in group):
            found += [_as_choice(control, "radio", f"pressed {holder}") for control in group]
        else:
            found += [_as_choice(control, "checkbox", "") for control in group if names_purpose(control["text"])]
    return found


def _as_choice(control: dict[str, Any], kind: str, group: str) -> dict[str, Any]:
    return {
        "node": control["node"],
        "label": control["text"],
        "checked": control["pressed"] == "true",
        "disabled": control["disabled"],
        "kind": kind,
        "group": group,
        "shown": True,
    }


def says_no(label: str) -> bool:
    """Tell whether a label refuses: "Deny", "Off", a bare "No"."""
    return _says(label, ControlRole.REJECT)


def _says(label: str, role: ControlRole) -> bool:
    reading = read_control(label)
    return reading.role is role or (reading.leaning is role and reading.certainty == 1)


def names_purpose(label: str) -> bool:
    """Tell whether a label names what consent is asked for ("Statistics"), and gives no answer itself."""
    reading = read_control(label)
    if {reading.role, reading.leaning} & {ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SETTINGS}:
        return False
    return reading.certainty == 1 and "optional" in reading.concepts and "other" not in reading.concepts


def changes(choices: Sequence[PanelChoice], accepts: bool) -> list[tuple[PanelChoice, bool]]:
    """Return the choices that must change so that everything optional is on, or off.

    A slider is always among them, as where it stands is only known once it was moved; its state is the answer wanted.
    """
    boxes = [choice for choice in choices if choice.kind == "checkbox" and not choice.disabled]
    wanted = [(choice, _wanted(choice, accepts)) for choice in boxes]
    changed = [(choice, state) for choice, state in wanted if choice.checked != state or choice.mixed]
    sliders = [(choice, accepts) for choice in choices if choice.kind == "slider" and not choice.disabled]
    return changed + _radios(choices, accepts) + sliders


def _wanted(choice: PanelChoice, accepts: bool) -> bool:
    """Return the state a choice must have: objections ("do not sell") are on when consent is off."""
    concepts = read_control(choice.label).concepts
    if "necessary" in concepts and "optional" not in concepts:
        return choice.checked
    objects = bool(concepts & {"reject", "negation"}) and "optional" not in concepts
    return accepts is not objects


def _radios(choices: Sequence[PanelChoice], accepts: bool) -> list[tuple[PanelChoice, bool]]:
    """Return, of each group of radio buttons, the one to choose, where it is not chosen already."""
    chosen = [_of_group(group, accepts) for group in _groups(choices)]
    return [(choice, True) for choice in chosen if choice is not None and not choice.checked]


def untold(choices: Sequence[PanelChoice]) -> list[PanelChoice]:
    """Return the radio buttons that are chosen in groups of which none can be told to refuse."""
    groups = [group for group in _groups(choices) if _of_group(group, accepts=False) is None]
    return [choice for group in groups for choice in group if choice.checked]


def _groups(choices: Sequence[PanelChoice]) -> list[list[PanelChoice]]:
    groups: dict[str, list[PanelChoice]] = {}
    for choice in choices:
        if choice.kind == "radio" and not choice.disabled:
            groups.setdefault(choice.group, []).append(choice)
    return list(groups.values())


def _of_group(group: Sequence[PanelChoice], accepts: bool) -> PanelChoice | None:
    """Return the radio button that gives the answer; None when none can be told to.

    Of two of which one refuses, the other accepts, whatever its words. Of levels the first or the last is the least.
    """
    refusing = [choice for choice in group if says_no(choice.label)]
    fitting = [choice for choice in group if _says(choice.label, ControlRole.ACCEPT)] if accepts else refusing
    if accepts and not fitting and len(group) == 2 and len(refusing) == 1:
        fitting = [choice for choice in group if choice not in refusing]
    if fitting:
        return fitting[0]
    said = [says_all(choice.label) for choice in (group[0], group[-1])]
    if len(group) < 2 or said[0] is said[1]:
        return None
    rising = said[0] is False or said[1] is True
    return group[-1] if accepts is rising else group[0]
