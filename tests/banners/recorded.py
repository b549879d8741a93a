"""Banners whose answer only the site's server knows: behind a cookie that says nothing, or in the visitor's session."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import BAR, Words, words
from tests.banners.site import FAILS, BannerSite, page

EN, SV, DE = (words()[code] for code in ("en", "sv", "de"))

OBEY = "<script>{ const given = {given}; if (given) kit.obey(given); else if ({show}) document.getElementById('b').hidden = false; }</script>"
"""Obeys what the server put into the page, or shows the banner; `{show}`: the server has not shown it before."""

SENDING = {
    "fetch": "fetch('/api/choice', { method: 'POST', body: new URLSearchParams({ answer }) })",
    "beacon": "navigator.sendBeacon('/api/choice', new URLSearchParams({ answer }))",
    "get": "fetch('/api/choice?answer=' + answer)",
}
"""How a script tells the server."""


def recorded() -> list[BannerSite]:
    """Return the sites."""
    return [
        *(
            BannerSite(name=f"recorded-{keeps}-{sent}", pages={"/": page(told(said, sent), language=said.language)}, keeps=keeps)
            for keeps, sent, said in (
                ("opaque", "form", EN), ("opaque", "fetch", SV), ("session", "form", DE), ("session", "fetch", EN),
                ("session", "beacon", EN), ("session", "get", SV),
            )
        ),
        BannerSite(name="recorded-nowhere", pages={"/": page(told(EN, "fetch"))}, keeps="forgets", accept=FAILS, reject=FAILS),
        BannerSite(name="shown-once", pages={"/": page(told(EN, "fetch"))}, keeps="once", accept=FAILS, reject=FAILS),
        BannerSite(name="shown-once-and-told-nothing", pages={"/": page(told(EN, "fetch").replace("fetch(", "void ("))}, keeps="once", accept=FAILS, reject=FAILS),
    ]  # fmt: skip


def told(said: Words, sent: str) -> str:
    """Return a bar whose answer goes to the server: by a form that leads back, or as a script sends it."""
    if sent == "form":
        two = "".join(
            f'<button id="{act}" name="answer" value="{act}">{text}</button> '
            for act, text in (("accept", said.accept), ("reject", said.reject))
        )
        return (
            f'<form id="b" method="post" action="/choose" style="{BAR}" hidden><p>{said.sentence}</p>{two}</form>{OBEY}'
        )
    two = f'<button id="accept">{said.accept}</button> <button id="reject">{said.reject}</button>'
    script = f"""<script>{{ const box = document.getElementById('b'); for (const node of box.querySelectorAll('button'))
node.onclick = () => {{ const answer = node.id; {SENDING[sent]}; box.hidden = true; if (answer === 'accept') kit.obey(kit.OPTIONAL); }}; }}</script>"""
    return f'<div id="b" style="{BAR}" hidden><p>{said.sentence}</p>{two}</div>{script}{OBEY}'
