"""All sites of the web of banners, by kind, and the states that each is worth taking through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawler.evidence.model import State
from tests.banners.drawn import drawn
from tests.banners.homemade import homemade
from tests.banners.hostile import hostile
from tests.banners.imitations import imitations
from tests.banners.levels import levels
from tests.banners.notations import notations
from tests.banners.purposes import purposes
from tests.banners.rare import rare
from tests.banners.real import real
from tests.banners.recorded import recorded
from tests.banners.settings import settings
from tests.banners.site import BannerSite
from tests.banners.traps import traps
from tests.banners.unnamed import unnamed
from tests.banners.walls import walls
from tests.banners.without import without

KINDS: dict[str, Callable[[Path], list[BannerSite]]] = {
    "drawn": lambda _: drawn(),
    "homemade": lambda _: homemade(),
    "hostile": lambda _: hostile(),
    "imitations": lambda _: imitations(),
    "levels": lambda _: levels(),
    "notations": lambda _: notations(),
    "purposes": lambda _: purposes(),
    "rare": lambda _: rare(),
    "real": real,
    "recorded": lambda _: recorded(),
    "settings": lambda _: settings(),
    "traps": lambda _: traps(),
    "unnamed": lambda _: unnamed(),
    "walls": lambda _: walls(),
    "without": lambda _: without(),
}
"""Kind → its sites, given the folder of npm packages."""


def every_state(site: BannerSite) -> list[State]:
    """Return all states that a site has a truth for."""
    if not site.found:
        return [State.REJECT]
    return [State.REJECT, State.ACCEPT, *([State.WITHDRAW] if site.withdraw else [])]


def quick_states(site: BannerSite) -> list[State]:
    """Return one state a site: refusing, the harder answer, or the withdrawal, which accepts first; else a look."""
    if not site.found:
        return [State.BEFORE]
    return [State.WITHDRAW] if site.withdraw else [State.REJECT]
