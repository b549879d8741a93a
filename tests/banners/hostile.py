"""Banners that work against whoever answers them. Bounded, honest, and nothing else on the page is pressed."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import BAR, bar, buttons, started, words
from tests.banners.site import FAILS, NO, BannerSite, page

EN = words()["en"]
BIND = "kit.bind(box, () => { box.hidden = true });"


def hostile() -> list[BannerSite]:
    """Return the sites."""
    moving = "<script>document.getElementById('b').addEventListener('mousemove', (event) => { event.currentTarget.style.bottom = Math.random() * 300 + 'px'; })</script>"
    fleeing = moving.replace("mousemove", "pointerdown")
    redrawn = f"""<div id="b" style="{BAR}" hidden></div><script>{{ const box = document.getElementById('b');
const draw = () => {{ box.innerHTML = `<p>{EN.sentence}</p>{buttons(EN)}`; {BIND} }};
draw(); box.addEventListener('mouseover', draw, {{ once: true }}); kit.start(() => {{ box.hidden = false; }}); }}</script>"""
    covered = '<div style="position:fixed;inset:0;z-index:9999"></div>'
    tab = "<script>document.getElementById('reject').addEventListener('click', () => open('/terms'))</script>"
    crowd = "".join(f'<button id="n{number}">Partner {number}</button>' for number in range(1000))
    crowded = bar(EN).replace("<p>", f"<p>{crowd}", 1).replace('style="', 'style="max-height:300px;overflow:auto;', 1)
    marked = (
        bar(EN)
        .replace(EN.accept, "\u202eA\u200bccept\u00ad a\u2060ll\u202c")
        .replace(EN.reject, "R\u200be\u00adject \u2066all\u2069")
    )
    rtl = bar(EN).replace("<div", '<div dir="rtl"', 1)
    looping = (
        "<script>document.cookie = 'cookie_choice=;path=/;max-age=0'; setTimeout(() => location.reload(), 700)</script>"
        + bar(EN)
    )
    own_form = (
        f'<form id="b" method="post" action="/choose" style="{BAR}" hidden><p>{EN.sentence}</p>{buttons(EN)}</form>'
        + started()
    )
    foreign = (
        own_form.replace("/choose", "http://{frames}/choose")
        .replace(' data-do="accept"', "")
        .replace(' data-do="reject"', "")
    )
    shopping = (
        f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p><button id="pay">Accept cookies and buy now</button> <button id="stranger">Log in to reject</button></div>'
        + started()
    )
    away = (
        f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p><a id="stranger" href="http://{{frames}}/x">Accept all</a> <a id="leave" href="http://{{frames}}/y">Reject all</a></div>'
        + started()
    )
    busy = (
        bar(EN)
        + "<script>setInterval(() => { let sum = 0; for (let at = 0; at < 3e6; at++) sum += Math.sqrt(at); }, 40)</script>"
    )
    alerting = (
        bar(EN)
        + "<script>for (const node of document.querySelectorAll('[data-do]')) node.addEventListener('click', () => { confirm('Really?'); })</script>"
    )
    again = "<script>setInterval(() => { const box = document.getElementById('b'); if (box) box.outerHTML = box.outerHTML; }, 200)</script>"
    return [
        BannerSite(name="moving", pages={"/": page(bar(EN) + moving)}),
        BannerSite(name="fleeing", pages={"/": page(bar(EN) + fleeing)}),
        BannerSite(name="redrawn-on-hover", pages={"/": page(redrawn)}),
        BannerSite(name="redrawn-for-ever", pages={"/": page(bar(EN) + again)}, accept=FAILS, reject=FAILS),
        BannerSite(name="covered", pages={"/": page(bar(EN) + covered)}),
        BannerSite(name="new-tab", pages={"/": page(bar(EN) + tab)}),
        BannerSite(name="thousand-buttons", pages={"/": page(crowded)}),
        BannerSite(name="invisible-signs", pages={"/": page(marked)}),
        BannerSite(name="right-to-left", pages={"/": page(rtl)}),
        BannerSite(name="reloading", pages={"/": page(looping)}, accept=FAILS, reject=FAILS, wait_ms=500),
        BannerSite(name="own-form", pages={"/": page(own_form)}),
        BannerSite(name="foreign-form", pages={"/": page(foreign)}, accept=FAILS, reject=FAILS),
        BannerSite(name="shopping", pages={"/": page(shopping)}, accept=NO, reject=NO),
        BannerSite(name="leading-away", pages={"/": page(away)}, accept=FAILS, reject=FAILS),
        BannerSite(name="busy", pages={"/": page(busy)}),
        BannerSite(name="alerting", pages={"/": page(alerting)}),
    ]  # fmt: skip
