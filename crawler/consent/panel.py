"""A container that may be a consent banner, as `look.js` read it, with what its words say. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from crawler.consent.choices import PanelChoice, pressed_choices, read_choices
from crawler.consent.controls import ControlReading, read_control
from crawler.evidence.model import ControlRole
from crawler.languages import Span, languages, tokens
from crawler.languages.index import WordIndex

ANSWERS = frozenset({ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SAVE, ControlRole.ACKNOWLEDGE})
FORBIDDEN_ROLES = frozenset({ControlRole.PAY, ControlRole.LINK, ControlRole.UNKNOWN})
OVERLAYS = frozenset({"modal", "dialog", "fixed", "absolute", "sticky", "frame"})


@dataclass(frozen=True, slots=True)
class PanelControl:
    """A button or link as read, and what it does."""

    node: int
    role: ControlRole
    reading: ControlReading
    text: str
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """One container with its controls, choices and links."""

    node: int
    kind: str
    """`modal`, `dialog`, `fixed`, `absolute`, `sticky`, `frame` (a frame's body), `named`, `flow`, or `opened`:
    it holds choices that were not there before the settings were opened, wherever it lies."""
    text: str
    plain: str
    """Its text outside links."""
    name: str
    named: bool
    """Its id, class or label speaks of cookies, consent or privacy."""
    modal: bool
    box: tuple[float, float, float, float]
    z_index: int
    in_view: bool
    along_edge: bool
    """It spans the viewport along its upper or lower edge."""
    controls: tuple[PanelControl, ...]
    choices: tuple[PanelChoice, ...]
    links: tuple[tuple[str, str], ...]
    inputs: tuple[str, ...]
    within: frozenset[int]
    """Nodes of the panels that hold this one."""
    cookie_words: int
    consent_words: int
    use_words: int
    """Verbs of "we use cookies"."""
    age_words: int = 0
    """Words that ask for a visitor's age."""
    data_words: int = 0
    """"Your data", "information about your visit"."""
    purpose_words: int = 0
    """What such data is asked for: to improve, to measure, to advertise."""
    own: bool = False
    """It is the banner that is being answered, holds it or lies in it, or has choices that came in its place."""

    def roles(self) -> frozenset[ControlRole]:
        """Return the roles of its controls."""
        return frozenset(control.role for control in self.controls)

    def of(self, role: ControlRole) -> list[PanelControl]:
        """Return its usable controls of a role, the clearest first: understood words, then those in view."""
        usable = [control for control in self.controls if control.role is role and not control.raw["disabled"]]
        return sorted(usable, key=lambda control: (-control.reading.certainty, control.raw["topmost"] is False))


def read_panel(raw: dict[str, Any], preferred: tuple[str, ...], viewport: tuple[float, float]) -> Panel:
    """Read a candidate of `look.js`; `preferred` are the languages to read its words in."""
    spans = _banner_index().find(tokens(raw["text"])[:1500])
    x, y, width, height = raw["box"]
    answers = pressed_choices(raw["controls"])
    pressed = {choice["node"] for choice in answers}
    choices = read_choices(raw["choices"], answers)
    covers = width * height > 0.85 * viewport[0] * viewport[1] and raw["kind"] in OVERLAYS
    return Panel(
        node=raw["node"],
        kind=raw["kind"],
        text=raw["text"],
        plain=raw["plain"],
        name=raw["name"],
        named=raw["named"],
        modal=bool(raw["modal"] or raw["blocked"] or covers),
        box=(x, y, width, height),
        z_index=raw["zIndex"],
        in_view=raw["inView"],
        along_edge=width > 0.9 * viewport[0]
        and height < 0.6 * viewport[1]
        and (y < 10 or y + height > viewport[1] - 10),
        controls=_in_context(
            [_read_control(control, preferred) for control in raw["controls"] if control["node"] not in pressed],
            choices,
            about_cookies=_positions(spans, "cookie") > 0,
            about_age=_positions(spans, "age") > 0,
        ),
        choices=choices,
        links=tuple((text, href) for text, href in raw["links"]),
        inputs=tuple(raw["inputs"]),
        within=frozenset(raw["within"]),
        cookie_words=_positions(spans, "cookie"),
        consent_words=_positions(spans, "consent"),
        use_words=_positions(spans, "use"),
        age_words=_positions(spans, "age"),
        data_words=_positions(spans, "data"),
        purpose_words=_positions(spans, "purpose"),
        own=raw.get("own", False),
    )


def _positions(spans: list[Span], concept: str) -> int:
    """Return how many words carry a concept, in whatever language."""
    return len({span.start for span in spans if span.concept == concept})


@cache
def _banner_index() -> WordIndex:
    return WordIndex(
        (code, concept, pattern)
        for code, language in languages().items()
        for concept, patterns in language.banner.items()
        for pattern in patterns
    )


def _read_control(raw: dict[str, Any], preferred: tuple[str, ...]) -> PanelControl:
    """Read a control by its visible text; where that says nothing, by its label."""
    reading = read_control(raw["text"], preferred)
    if raw["label"] and raw["label"] != raw["text"] and reading.role in (ControlRole.UNKNOWN, ControlRole.CLOSE):
        said = read_control(raw["label"], preferred)
        if reading.role is ControlRole.UNKNOWN or said.role is ControlRole.REJECT:
            reading = said  # a × may be labelled "Continue without accepting"
    role = reading.role
    if {role, reading.leaning} & ANSWERS and PRICE.search(f"{raw['text']} {raw['label']}"):
        role = ControlRole.PAY
    if role is ControlRole.UNKNOWN and _leads_away(raw):
        role = ControlRole.LINK
    if role in ANSWERS and raw["newTab"]:
        role = ControlRole.LINK
    return PanelControl(raw["node"], role, reading, raw["text"] or raw["label"], raw)


def _leads_away(raw: dict[str, Any]) -> bool:
    href = raw["rawHref"].strip().casefold()
    return bool(href) and not href.startswith(("#", "javascript:"))


BARE_WORDS = (
    (ControlRole.CLOSE, "back", frozenset({"back", "filler", "close"})),
    (ControlRole.SAVE, "save", frozenset({"save", "close", "continue", "acknowledge", "filler"})),
    (ControlRole.SETTINGS, "manage", frozenset({"manage", "filler"})),
    (ControlRole.ACCEPT, "consent", frozenset({"consent", "filler"})),
    (ControlRole.ACCEPT, "yes", frozenset({"yes", "filler"})),
)
"""Words that say nothing by themselves ("Save", "Manage", "Consent"), and what may stand beside them."""


LEANINGS = frozenset({ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SETTINGS})
"""Roles that a text with strange words may have where cookies are what is spoken of: "Accept & explore"."""

PRICE = re.compile(
    r"(?:[€£$]|\b(?:eur|usd|gbp|chf|sek|nok|dkk|pln|kr|zł|kč|ft|lei|лв)\b\.?)\s?\d|"
    r"\d(?:[.,]\d{1,2}|,-)?\s?(?:[€£$]|\b(?:eur\w{0,2}|usd|gbp|chf|sek|nok|dkk|pln|kr|kronor|kroner|zł|kč|ft|lei|лв)\b)",
    re.IGNORECASE,
)
"""A sum of money: what costs one is no free answer, whatever else the words say."""


ELSEWHERE = frozenset({"other", "exit"})
"""Concepts of a text that answers something else: "Yes, I am over 18", "No, leave"."""

NO = frozenset({"no", "negation"})

MAX_DECLINING = 5
"""Words of a text that does nothing but decline."""


def _in_context(
    controls: list[PanelControl], choices: Sequence[PanelChoice], *, about_cookies: bool, about_age: bool
) -> tuple[PanelControl, ...]:
    """Read by its company what words alone leave open.

    Where cookies are spoken of, a text's strange words say nothing, unless another control has its role for certain.
    "Save" stores beside choices, "Manage" leads to settings beside an answer; beside a refusal "Consent" and "Yes, I
    do" accept, and so does "OK", unless there are choices for it to store.
    """
    if about_cookies:
        certain = {control.role for control in controls}
        controls = [_leaning(control, certain) for control in controls]
        controls = controls if about_age else _yes_and_no(controls)
    roles = {control.role for control in controls}
    refused_only = ControlRole.REJECT in roles and ControlRole.ACCEPT not in roles
    fitting = {
        ControlRole.CLOSE: bool(choices),
        ControlRole.SAVE: bool(choices),
        ControlRole.SETTINGS: bool(roles & ANSWERS),
        ControlRole.ACCEPT: refused_only,
    }
    controls = [replace(control, role=_bare_word(control, fitting)) for control in controls]
    roles = {control.role for control in controls}
    if ControlRole.REJECT not in roles or ControlRole.ACCEPT in roles:
        return tuple(controls)
    meaning = ControlRole.SAVE if any(choice.shown for choice in choices) else ControlRole.ACCEPT
    return tuple(
        replace(control, role=meaning) if control.role is ControlRole.ACKNOWLEDGE else control for control in controls
    )


def _yes_and_no(controls: list[PanelControl]) -> list[PanelControl]:
    """Read "Ja, det går bra" beside "Nej, helst inte" by their first words, where nothing else answers.

    Beside "OK" or an acceptance, one that says no and then strange words refuses, or strange words and then no.
    """
    roles = {control.role for control in controls}
    unread = [control for control in controls if control.role is ControlRole.UNKNOWN and control.text]
    open_ones = [control for control in unread if not control.reading.concepts & ELSEWHERE]
    given = [control for control in open_ones if {"yes", "no"} & control.reading.concepts == {"yes"}]
    kept = [control for control in open_ones if {"yes", "no"} & control.reading.concepts == {"no"}]
    if roles & ANSWERS:
        given, kept = [], [control for control in open_ones if _declines(control.text)]
        if len(kept) != 1 or not roles & ANSWERS <= {ControlRole.ACCEPT, ControlRole.ACKNOWLEDGE}:
            return controls
    elif len(given) != 1 or len(kept) != 1:
        return controls
    meaning = [*((one, ControlRole.ACCEPT) for one in given), *((one, ControlRole.REJECT) for one in kept)]
    return [
        next((replace(control, role=role) for one, role in meaning if one is control), control) for control in controls
    ]


def _declines(text: str) -> bool:
    """Tell whether a text is a "no" with strange words after a comma, or a few of them and then "no": "Wolę nie"."""
    words = tokens(text)
    if not 2 <= len(words) <= MAX_DECLINING:
        return False
    first = text.partition(",")[0].strip().casefold() == words[0]
    return (first and "no" in read_control(words[0]).concepts) or (
        len(words) < MAX_DECLINING and bool(read_control(words[-1]).concepts) and read_control(words[-1]).concepts <= NO
    )


def _leaning(control: PanelControl, certain: set[ControlRole]) -> PanelControl:
    """Return a control whose role its strange words left open with the role that it leans to.

    What speaks of paying asks for it, whatever its other words: "Jetzt PUR-Abo abschließen".
    """
    if control.role is ControlRole.UNKNOWN and "pay" in control.reading.concepts:
        return replace(control, role=ControlRole.PAY)
    leaning = control.reading.leaning
    if control.role is not ControlRole.UNKNOWN or leaning not in LEANINGS or leaning in certain:
        return control
    return replace(control, role=leaning)


def _bare_word(control: PanelControl, fitting: dict[ControlRole, bool]) -> ControlRole:
    """Return what a control that is only such a word does in this company; its own role when it isn't one."""
    if control.role is not ControlRole.UNKNOWN or control.reading.certainty < 1:
        return control.role
    concepts = control.reading.concepts
    for role, word, company in BARE_WORDS:
        if word in concepts and concepts <= company and fitting[role]:
            return role
    return control.role
