"""A banner on a page that is open: its evidence, and the handles with which it can be answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from playwright.async_api import CDPSession, Page

from crawler.consent.declaration import ManagerDeclaration
from crawler.consent.frames import Space
from crawler.consent.panel import Panel, PanelControl
from crawler.consent.statements import speaks_of_legitimate_interest
from crawler.consent.time import PageTime
from crawler.evidence.model import AnswerResult, Banner, Choice, Control, ControlRole, Proof

MAX_EVIDENCE_CONTROLS = 60
MAX_EVIDENCE_TEXT = 4000


@dataclass(slots=True)
class LiveBanner:
    """What `find_banner` saw. `evidence` grows by the layers that answering opens."""

    page: Page
    page_time: PageTime
    evidence: Banner
    session: CDPSession | None = None
    space: Space | None = None
    """The frame it is in; None when no banner was found."""
    panel: Panel | None = None
    closed: bool = True
    """Closed shadow roots are to be looked into: where one was seen, and where no banner was found in the open."""
    inside: bool = False
    """Its settings were opened: a layer of purposes to choose is one of it, though it says nothing of cookies."""
    standing: frozenset[str] = frozenset()
    """Texts of the consent panels seen at the last look."""
    languages: tuple[str, ...] = ()
    """Languages to read its words in, the page's own first."""
    html: bytes | None = None
    screenshot: bytes | None = None
    """PNG of the banner; None when there is none or it could not be taken."""
    declaration: ManagerDeclaration | None = None
    """What its manager declares, read once an answer was begun; None: nothing, or nobody knows how to read it."""


@dataclass(slots=True, kw_only=True)
class Attempt:
    """What was done to give an answer; whether it took effect is for `verify_answer` to say."""

    result: AnswerResult | None = None
    """Set when there is nothing to verify: not offered, not tried, or failed outright. None: an answer was given."""
    reason: str = ""
    method: str | None = None
    clicked: list[str] = field(default_factory=list)
    clicks: int = 0
    layers: int = 0
    page_time_ms: int | None = None
    """Page time when the first click was made; None when none was."""
    gone: bool = False
    """The banner was no longer to be seen after the last click."""
    chose: bool = False
    """The answer was given by storing choices, each of which was set."""
    unread: bool = False
    """Not all of what was chosen could be read, or set: only a record that says so proves the answer."""
    told: list[str] = field(default_factory=list)
    """What the page asked of the site's own server from the first press on: method and address."""
    notes: list[str] = field(default_factory=list)
    """What was seen on the way, for people."""
    proofs: list[Proof] = field(default_factory=list)
    """What was shown at once, before the reload."""

    def ended(self, result: AnswerResult, reason: str) -> Attempt:
        """Set the outcome that needs no verifying and return self."""
        self.result = result
        self.reason = reason
        return self


def evidence_controls(panel: Panel, space: Space, layer: int) -> tuple[Control, ...]:
    """Return a panel's controls as evidence, in main-frame coordinates."""
    return tuple(_control(control, space, layer) for control in panel.controls[:MAX_EVIDENCE_CONTROLS])


def _control(control: PanelControl, space: Space, layer: int) -> Control:
    x, y, width, height = control.raw["box"]
    left, top = space.offset
    return Control(
        role=control.role,
        text=control.text,
        layer=layer,
        tag=control.raw["tag"],
        href=control.raw["href"],
        x=x + left,
        y=y + top,
        width=width,
        height=height,
        styles=dict(sorted(control.raw["styles"].items())),
    )


def evidence_choices(panel: Panel, layer: int) -> tuple[Choice, ...]:
    """Return a panel's choices as evidence; on the first layer only those that can be seen."""
    return tuple(
        Choice(
            label=choice.label or choice.told,
            layer=layer,
            checked=choice.checked,
            disabled=choice.disabled,
            legitimate_interest=speaks_of_legitimate_interest(choice.label),
        )
        for choice in panel.choices
        if choice.shown or layer > 1
    )


def with_layer(banner: Banner, panel: Panel, space: Space, layer: int) -> Banner:
    """Return the evidence with the controls and choices of a further layer."""
    if any(control.layer == layer for control in banner.controls):
        return banner
    return replace(
        banner,
        controls=banner.controls + evidence_controls(panel, space, layer),
        choices=banner.choices + evidence_choices(panel, layer),
        links=tuple(dict.fromkeys(banner.links + panel.links)),
    )


def offers(panel: Panel, *roles: ControlRole) -> bool:
    """Tell whether a panel has a usable control of any of these roles."""
    return any(panel.of(role) for role in roles)
