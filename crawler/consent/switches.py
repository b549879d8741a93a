"""Set the choices of a layer as an answer needs them: boxes and switches with the pointer, sliders with the keys."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.consent.choices import PanelChoice, names_purpose
from crawler.consent.frames import Space
from crawler.consent.live import Attempt, LiveBanner
from crawler.consent.panel import Panel
from crawler.consent.presence import drawn_anew, node_of
from crawler.consent.press import click_node, is_checked
from crawler.consent.sliders import slide, slider_in
from crawler.evidence.model import State

MAX_CHOICES = 80
"""Choices set on one layer: lists of a thousand vendors are left alone."""

SWITCHING_MS = (100, 500)
"""Page time until a pressed switch is looked at, and looked at again: knobs take a moment to slide over."""


class BannerLost(Exception):
    """The banner is no longer found where it was, so that nothing on it can be told any more."""


async def set_choices(
    live: LiveBanner, space: Space, choices: Sequence[tuple[PanelChoice, bool]], wanted: State, attempt: Attempt
) -> tuple[Panel | None, str]:
    """Bring choices into their states; where the banner is drawn anew, they are looked for again.

    Returns the banner as it was last drawn (None: as it was), and why the choices must not be stored: of a refusal, a
    purpose that stays switched on; empty when they may be. What else stays as it was needs a record that says refused.
    """
    drawn: Panel | None = None
    for choice, state in choices[:MAX_CHOICES]:
        try:
            done, drawn = await _set(live, space, drawn, choice, attempt, state=state)
        except BannerLost:
            return None, "the banner was lost while its choices were set"
        attempt.clicks += 1
        attempt.clicked.append(choice.label[:200])
        if done:
            continue
        attempt.notes.append(f"the choice “{choice.label[:80]}” could not be switched")
        if wanted is State.REJECT and (choice.kind == "slider" or names_purpose(choice.label)):
            return drawn, f"the choice “{choice.label[:80]}” stayed as it was, so that storing would not have refused"
        attempt.unread = True
    if len(choices) > MAX_CHOICES:
        attempt.notes.append(f"{len(choices) - MAX_CHOICES} further choices were left as they were")
        attempt.unread = True
    return drawn, ""


async def _set(
    live: LiveBanner, space: Space, drawn: Panel | None, choice: PanelChoice, attempt: Attempt, *, state: bool
) -> tuple[bool, Panel | None]:
    """Set one choice; return whether it was done, and the banner as last drawn: each look counts its nodes anew.

    Raises BannerLost when a look no longer finds the banner.
    """
    if choice.kind == "slider":
        standing = choice if drawn is None else slider_in(drawn, choice)
        if standing is None:
            return False, drawn
        done, drawn = await slide(live, space, standing, attempt, accepts=state)
    elif await _switch(live, space, node_of(drawn, choice), state=state):
        return True, drawn
    else:
        drawn = await drawn_anew(live, space)
        done = drawn is not None and await _switch(live, space, node_of(drawn, choice), state=state)
    if drawn is None:
        raise BannerLost
    return done, drawn


def heed_untold(choices: Sequence[PanelChoice], attempt: Attempt) -> str:
    """Say why choices must not be stored to refuse, of which nobody can tell how to refuse; empty when they may be.

    They may where none is called after a purpose, as of languages; then a record must say that it was refused.
    """
    for choice in choices:
        if names_purpose(choice.label):
            return f"how to refuse “{choice.label[:80]}” could not be read"
    attempt.unread = attempt.unread or bool(choices)
    return ""


async def _switch(live: LiveBanner, space: Space, node: int | None, *, state: bool) -> bool:
    """Bring a switch into a state, with the pointer if that does it; False when it is gone or can't be."""
    if node is None:
        return False
    for covered in (False, True):
        if await is_checked(space, node) is state:
            return True
        if not await click_node(live, space, node, covered=covered):
            continue
        for wait_ms in SWITCHING_MS:
            await live.page_time.grant(wait_ms)
            if await is_checked(space, node) is state:
                return True
    return False
