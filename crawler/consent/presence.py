"""Which consent panel stands on a page right now: the banner, a layer of it, or the choice opened again."""

from __future__ import annotations

from playwright.async_api import Error

from crawler.consent.choices import PanelChoice, names_purpose
from crawler.consent.detect import Seen, look
from crawler.consent.drawing import draw
from crawler.consent.finder import CLEAR, FORM_FIELDS, score, tells
from crawler.consent.frames import Space
from crawler.consent.live import LiveBanner
from crawler.consent.panel import ANSWERS, OVERLAYS, Panel, PanelControl
from crawler.evidence.model import ControlRole


async def present_after(live: LiveBanner, wait_ms: int, *, inline: bool = False) -> tuple[Space, Panel] | None:
    """Let page time pass, have the browser draw, and return the consent panel that is then on top.

    Transitions begin and end with a drawn frame, and while page time stands still few are drawn.
    """
    for part_ms in (wait_ms // 2, wait_ms - wait_ms // 2):
        await live.page_time.grant(part_ms)
        if live.session is not None:
            await draw(live.session, live.page_time)
    return await present(live, inline=inline)


async def present(live: LiveBanner, *, inline: bool = False, opened: bool = False) -> tuple[Space, Panel] | None:
    """Return the consent panel that is on top now; None when there is none.

    `inline` takes choices in the page's flow too, as settings pages have them; `opened` prefers a panel that was not
    there at the last look, as settings open beside their banner.
    """
    session = live.session or await live.page.context.new_cdp_session(live.page)
    live.session = session
    seen: list[Seen] = []
    for _ in range(3):
        try:
            seen = await look(live.page, session, deeper=True, closed=live.closed, choices=live.inside)
        except (Error, TimeoutError):
            seen = []
        if seen:
            break
        await live.page_time.grant(500)  # the page is on its way to another document
    panels = [(space, panel) for space, _, each in seen for panel in each]
    found = [
        (space, panel)
        for space, panel in panels
        if _is_consent_panel(panel, space, inline=inline, opened=opened) or (live.inside and _is_layer(panel))
    ]
    known = live.standing if opened else frozenset()
    live.standing = frozenset(panel.text for _, panel in found)
    return max(found, key=lambda item: _prominence(item[1], known), default=None)


async def drawn_anew(live: LiveBanner, space: Space) -> Panel | None:
    """Return the panel that stands in a frame now; None when there is none."""
    now = await present(live)
    return now[1] if now is not None and now[0].frame_id == space.frame_id else None


def node_of(drawn: Panel | None, what: PanelChoice | PanelControl) -> int | None:
    """Return the node of a choice or control in its banner as drawn anew; None when it can't be told there.

    `drawn` is None while the banner stands as it was looked at.
    """
    if drawn is None:
        return what.node
    if isinstance(what, PanelChoice):
        same = [one.node for one in drawn.choices if (one.label, one.kind) == (what.label, what.kind)]
    else:
        same = [one.node for one in drawn.controls if (one.role, one.text) == (what.role, what.text)]
    return same[0] if len(same) == 1 else None


def _is_consent_panel(panel: Panel, space: Space, *, inline: bool, opened: bool) -> bool:
    """Tell whether a panel is a banner, or a layer of one: a dialog of choices that can be stored.

    One that was just opened may leave the storing to the layer before, and only be closed.
    """
    if score(panel) >= CLEAR:
        return space.parent is None or space.lies_over
    if (opened or inline) and _answers_anew(panel):
        return True
    about = panel.cookie_words or panel.consent_words or panel.named
    ends = {ControlRole.CLOSE} if opened else frozenset[ControlRole]()
    stores = panel.roles() & ({ControlRole.SAVE, ControlRole.ACCEPT, ControlRole.REJECT} | ends)
    return bool(about and panel.choices and stores and (inline or (panel.kind in OVERLAYS and panel.in_view)))


def _answers_anew(panel: Panel) -> bool:
    """Tell whether a panel over the page offers both answers again, as a layer may without another word on cookies."""
    over = panel.kind in OVERLAYS and panel.in_view
    return over and {ControlRole.ACCEPT, ControlRole.REJECT} <= panel.roles() and tells(panel)


def _is_layer(panel: Panel) -> bool:
    """Tell whether a panel is a layer of a banner whose settings were opened: choices, and a way to store them.

    It says nothing of cookies, as what it belongs to does; its choices are called after purposes, or after anything
    where it took the banner's place.
    """
    stores = panel.roles() & ANSWERS
    lies = panel.kind == "opened" or (panel.kind in OVERLAYS and panel.in_view)
    chosen = [choice for choice in panel.choices if choice.shown]
    own = panel.own and not FORM_FIELDS & set(panel.inputs)
    return bool(lies and stores and chosen) and (own or any(names_purpose(choice.label) for choice in chosen))


def _prominence(panel: Panel, known: frozenset[str]) -> tuple[bool, bool, bool, bool, int, float, int]:
    """Order panels: in reach, wholly so, new, with choices to store, then as banners are ordered; outermost first."""
    answers = [control for control in panel.controls if control.role.value in {"accept", "reject", "save", "settings"}]
    reached = [control.raw["topmost"] is not False for control in answers or panel.controls]
    stores = any(choice.shown for choice in panel.choices) and ControlRole.SAVE in panel.roles()
    return (
        any(reached),
        all(reached),
        bool(known) and not any(panel.text in text or text in panel.text for text in known),
        stores,
        panel.z_index if panel.kind == "modal" else 0,
        score(panel),
        -len(panel.within),
    )
