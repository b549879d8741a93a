"""A site of the web of banners, and what is true of it."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.evidence.model import AnswerResult

YES, NO, FAILS, UNTRIED = (
    AnswerResult.VERIFIED,
    AnswerResult.NOT_OFFERED,
    AnswerResult.FAILED,
    AnswerResult.NOT_TRIED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerSite:
    """A site with its truth. Hosts: `<name>.<run>.example`; `{host}` in a page stands for its own."""

    name: str
    pages: Mapping[str, str]
    """Path → page or file; `/` is the home page."""
    found: bool = True
    """It has a consent banner."""
    accept: AnswerResult = YES
    reject: AnswerResult = YES
    withdraw: AnswerResult | None = None
    """What withdrawing comes to; None: not asked of this site."""
    language: str | None = None
    """The banner's language; None: not stated."""
    manager: str | None = None
    """The consent manager's name as the evidence has it; None: home-made."""
    declared: tuple[str, ...] = ()
    """Cookies that its manager declares; empty: not stated."""
    layers: int | None = None
    """Layers that refusing takes; None: not stated."""
    frames: Mapping[str, str] = field(default_factory=dict)
    """Pages under a host of another site, which `{frames}` in a page stands for: path → page."""
    keeps: str | None = None
    """How only its server knows the answer (see `server.py`): `opaque`, `session`, `forgets`, `once`; None: the page does."""
    wait_ms: int = 1500
    """Page time to watch the page before its banner is looked for."""
    scroll: bool = False
    """The page is scrolled half-way through that time."""


PRESSED = """<script>
addEventListener('click', (event) => {
  const id = event.composedPath()[0].id;
  if (id) fetch('/pressed?id=' + id, { keepalive: true });
}, true);
</script>"""
SHOP = """<header><h1>Harbour Shoes</h1><nav><a href="/shoes">Shoes</a> <a href="/terms" id="leave">Terms</a></nav></header>
<main><p>Shoes and more shoes, for every weather and every foot.</p><button id="buy">Buy now</button>
<button id="login">Log in</button><form action="/delete"><button id="delete">Delete account</button></form></main>"""

STRANGERS = frozenset({"buy", "login", "delete", "leave", "join", "nothanks", "chat", "pay", "adult", "stranger"})
"""Ids of what nobody may press on the way to an answer."""


def page(body: str, *, store: str = "word", language: str = "en", kit: bool = True) -> str:
    """Return a page of the shop with a body of its own; `store` is the form in which `kit.js` keeps the answer."""
    script = f'<script src="/kit.js" data-store="{store}"></script>' if kit else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Harbour Shoes</title>{script}'
        f"</head><body>{SHOP}{body}{PRESSED}</body></html>"
    )
