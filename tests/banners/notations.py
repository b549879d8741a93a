"""Banners whose answer is kept in few sites' notations, and banners that are known by little else than their answers."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from dataclasses import dataclass

from tests.banners.forms import BAR, BOX, Words, started, words
from tests.banners.site import YES, BannerSite, page

EN, EL = (words()[code] for code in ("en", "el"))


@dataclass(frozen=True, slots=True)
class Notation:
    """How a site keeps whether consent was given."""

    read: str
    """JavaScript that returns true, false, or null where nothing is kept."""
    write: str
    """JavaScript that keeps `yes`."""


NOTATIONS = {
    "flags-of-any-name": Notation(
        "const held = localStorage.getItem('ds7'); return held && JSON.parse(held).mark;",
        "localStorage.setItem('ds7', JSON.stringify({ stat: yes, mark: yes }))",
    ),
    "level-of-any-name": Notation(
        "const held = kit.cookie('voorkeur'); return held && held !== '0';", "kit.keep('voorkeur', yes ? 2 : 0)"
    ),
    "encoded-like-a-pair": Notation(
        "const held = kit.cookie('.Choice'); return held && atob(held).includes('\"thirdParty\":1');",
        "kit.keep('.Choice', btoa(JSON.stringify({ consent: { performance: +yes, thirdParty: +yes } })))",
    ),
    "greek-in-latin-letters": Notation(
        "const held = localStorage.getItem('epilogi'); return held && held === 'nai';",
        "localStorage.setItem('epilogi', yes ? 'nai' : 'oxi')",
    ),
    "beside-all-that-is-offered": Notation(
        "const held = kit.cookie('consent_authorized_vendors'); return held && held.includes('google');",
        "kit.keep('consent_all_vendors', 'google_analytics,facebook_pixel'); kit.keep('consent_authorized_vendors', yes ? 'google_analytics,facebook_pixel' : ',')",
    ),
}

SCRIPT = """<script>{ const box = document.getElementById('b'), back = document.getElementById('back');
const read = () => { READ }, obey = (yes) => kit.obey(yes ? kit.OPTIONAL : []);
const give = (yes) => { WRITE; box.hidden = true; obey(yes); };
document.getElementById('accept').onclick = () => give(true);
document.getElementById('reject').onclick = () => give(false);
if (back) back.onclick = () => { box.hidden = false; };
const held = read(); if (held === null) box.hidden = false; else obey(held); }</script>"""


def notations() -> list[BannerSite]:
    """Return the sites."""
    kept = [
        BannerSite(name=name, pages={"/": page(noted(notation, said), language=said.language)}, withdraw=YES)
        for name, notation in NOTATIONS.items()
        for said in [EL if "greek" in name else EN]
    ]
    plain = NOTATIONS["flags-of-any-name"]
    return [
        *kept,
        BannerSite(name="reopened-by-a-nameless-icon", pages={"/": page(noted(plain, EN, ICON))}, withdraw=YES),
        BannerSite(name="of-a-manager-without-cookies", pages={"/": page(of_a_manager())}),
        BannerSite(name="yes-and-no-in-strange-words", pages={"/": page(question(), language="sv")}),
        BannerSite(name="second-layer-without-cookies", pages={"/": page(bare_layer(), store="json")}, layers=2),
    ]  # fmt: skip


BUTTON = '<footer><button id="back">Cookies</button></footer>'
ICON = """<div id="back" class="fs-cc-manager_button" style="position:fixed;left:8px;bottom:8px;width:48px;height:48px;cursor:pointer;background:#333"></div>"""


def scripted(notation: Notation) -> str:
    """Return the script that keeps the answer in a notation."""
    return SCRIPT.replace("READ", notation.read).replace("WRITE", notation.write)


def noted(notation: Notation, said: Words, back: str = BUTTON) -> str:
    """Return a bar whose answer is kept in a notation, and what reopens it."""
    two = f'<button id="accept">{said.accept}</button> <button id="reject">{said.reject}</button>'
    return f'{back}<div id="b" style="{BAR}" hidden><p>{said.sentence}</p>{two}</div>{scripted(notation)}'


def of_a_manager() -> str:
    """Return a manager's notice that speaks of information and never of cookies."""
    text = "We collect and process your personal information for the following purpose: audience."
    two = '<button id="accept">Accept</button> <button id="reject">Decline</button>'
    notice = f'<div id="b" class="orejime-Notice" style="{BOX}" hidden><p>{text}</p>{two}</div>'
    return notice + scripted(NOTATIONS["flags-of-any-name"])


def question() -> str:
    """Return a question whose answers have no word of answers but their first."""
    two = '<button id="accept">Ja, det går bra</button> <button id="reject">Nej, helst inte</button>'
    asked = "Får vi spara kakor för statistik och annonser på din enhet?"
    return f'<div id="b" style="{BAR}" hidden><p>{asked}</p>{two}</div>' + scripted(NOTATIONS["flags-of-any-name"])


def bare_layer() -> str:
    """Return settings in a place of their own, with both answers and no word on cookies."""
    one = f'<div data-layer="1" style="{BAR}"><p>{EN.sentence}</p><button id="accept" data-do="accept">{EN.accept}</button> <button id="settings" data-do="settings">More options</button></div>'
    two = f'<div data-layer="2" style="{BOX}" hidden><h2>Centre of preferences</h2><details><summary>Adverts</summary><p>From us.</p></details><button id="reject" data-do="reject">Reject all</button> <button id="all" data-do="accept">Accept all</button></div>'
    return f'<div id="b" hidden>{one}{two}</div>' + started()
