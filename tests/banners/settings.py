"""Settings that say nothing of cookies, or lie elsewhere: in a dialog, in the banner's place, in the page, on a page."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import BAR, BOX, Words, buttons, words
from tests.banners.site import NO, YES, BannerSite, page

EN, SV, NL, FI = (words()[code] for code in ("en", "sv", "nl", "fi"))

SHOW_FIRST = "kit.start(() => { box.hidden = false; });"


def settings() -> list[BannerSite]:
    """Return the sites."""
    return [
        BannerSite(name="settings-dialog", pages={"/": page(apart(EN, "dialog", "Save"), store="json")}, layers=2),
        BannerSite(name="settings-dialog-swedish", pages={"/": page(apart(SV, "dialog", "Spara"), store="json", language="sv")}, layers=2),
        BannerSite(name="settings-modal", pages={"/": page(apart(FI, "modal", "Tallenna"), store="json", language="fi")}, layers=2),
        BannerSite(name="settings-over-the-bar", pages={"/": page(apart(NL, "beside", "Opslaan"), store="json", language="nl")}, layers=2),
        BannerSite(name="settings-in-place", pages={"/": page(in_place(EN), store="json")}, layers=2),
        BannerSite(name="settings-in-place-in-the-flow", pages={"/": page(in_place(EN, flow=True), store="json")}, layers=2),
        BannerSite(name="settings-in-the-page", pages={"/": page(in_the_page(EN), store="json")}, layers=2),
        BannerSite(name="settings-in-a-drawer", pages={"/": page(drawer(NL), store="json", language="nl")}, layers=2),
        settings_page("settings-on-a-page", leave="location.href = '/'"),
        settings_page("settings-on-a-page-that-stays", leave="document.getElementById('save').replaceWith('Saved.')"),
        settings_page("settings-on-a-page-without-cookies", leave="location.href = '/'", heading="Your choices"),
        settings_page("settings-on-a-page-under-the-bar", leave="location.href = '/'", beside=linking("/preferences")),
        posted_settings(),
        BannerSite(name="settings-dialog-withdraw", pages={"/": page(reopened_dialog(SV), store="json", language="sv")}, withdraw=YES),
        BannerSite(name="settings-of-something-else", pages={"/": page(of_something_else())}, reject=NO),
        BannerSite(name="settings-on-a-page-of-something-else", pages={"/": page(linking("/account")), "/account": page(ACCOUNT)}, reject=NO),
    ]  # fmt: skip


def toggles(said: Words) -> str:
    """Return two ticked switches with a category's name each, and nothing else."""
    return "".join(
        f'<p>{label} <button role="switch" aria-checked="true" data-category="{name}" aria-label="{label}" style="width:44px;height:22px"></button></p>'
        for name, label in zip(("statistics", "marketing"), said.categories[1:], strict=True)
    )


def apart(said: Words, kind: str, save: str) -> str:
    """Return a bar and, elsewhere in the page, settings of two switches. `kind`: dialog, modal, beside (the bar stays)."""
    first = f'<div id="b" style="{BAR}" hidden><p>{said.sentence}</p>{buttons(said, reject=False, settings=True)}</div>'
    inner = f'{toggles(said)}<button id="save" data-do="save">{save}</button>'
    modal = kind == "modal"
    two = (
        f'<dialog id="d">{inner}</dialog>' if modal else f'<div id="d" role="dialog" style="{BOX}" hidden>{inner}</div>'
    )
    shut, show = ("two.close()", "two.showModal()") if modal else ("two.hidden = true", "two.hidden = false")
    leave = "" if kind == "beside" else "box.hidden = true;"
    script = f"""<script>{{ const box = document.getElementById('b'), two = document.getElementById('d');
kit.bind(two, () => {{ {shut}; box.hidden = true; }}); kit.bind(box, () => {{ box.hidden = true; }});
document.getElementById('settings').addEventListener('click', () => {{ {leave} {show}; }});
{SHOW_FIRST} }}</script>"""
    return first + two + script


def in_place(said: Words, *, flow: bool = False) -> str:
    """Return a banner whose content makes way for the switches."""
    style = "padding:12px;background:#ffd" if flow else BAR
    first = (
        f'<div id="b" style="{style}" hidden><p>{said.sentence}</p>{buttons(said, reject=False, settings=True)}</div>'
    )
    place = "document.body.prepend(box);" if flow else ""
    two = f'{toggles(said)}<button id="save" data-do="save">Save</button>'.replace('"', "&quot;")
    return f"""{first}<template id="t" data-html="{two}"></template><script>{{ const box = document.getElementById('b'); {place}
kit.bind(box, () => {{ box.hidden = true; }});
document.getElementById('settings').addEventListener('click', () => {{ box.innerHTML = document.getElementById('t').dataset.html;
kit.bind(box, () => {{ box.hidden = true; }}); }}); {SHOW_FIRST} }}</script>"""


def in_the_page(said: Words) -> str:
    """Return a bar in the page's flow whose switches unfold below it, outside of it."""
    first = f'<div id="b" style="padding:12px;background:#ffd" hidden><p>{said.sentence}</p>{buttons(said, reject=False, settings=True)}</div>'
    two = f'<section id="d" hidden>{toggles(said)}<button id="save" data-do="save">Save</button></section>'
    script = f"""<script>{{ const box = document.getElementById('b'), two = document.getElementById('d'); document.body.prepend(box, two);
const hide = () => {{ box.hidden = two.hidden = true; }}; kit.bind(two, hide); kit.bind(box, hide);
document.getElementById('settings').addEventListener('click', () => {{ two.hidden = false; }}); {SHOW_FIRST} }}</script>"""
    return first + two + script


def drawer(said: Words) -> str:
    """Return settings that slide in from the side, over a second of time."""
    closed = "position:fixed;right:0;top:0;bottom:0;width:340px;background:#fff;z-index:99;transform:translateX(110%);transition:transform 1s"
    return apart(said, "dialog", said.save).replace(f'role="dialog" style="{BOX}" hidden', f'style="{closed}"').replace(
        "two.hidden = false", "two.style.transform = 'none'").replace("two.hidden = true", "two.remove()")  # fmt: skip


def linking(address: str, text: str = "Cookie settings") -> str:
    """Return a bar whose settings are a link to another page of the site."""
    inner = f'<p>{EN.sentence}</p>{buttons(EN, reject=False)} <a id="settings" href="{address}">{text}</a>'
    script = f"<script>{{ const box = document.getElementById('b'); kit.bind(box, () => {{ box.hidden = true; }}); {SHOW_FIRST} }}</script>"
    return f'<div id="b" style="{BAR}" hidden>{inner}</div>{script}'


def settings_page(name: str, *, leave: str, heading: str = "Cookie settings", beside: str = "") -> BannerSite:
    """Return a site whose settings are a page of their own, where they are saved."""
    form = f"""<form id="d" onsubmit="return false"><h2>{heading}</h2>{toggles(EN)}<button id="save" type="button" data-do="save">Save</button></form>
<script>{{ const two = document.getElementById('d'); kit.bind(two, () => {{ {leave}; }}); }}</script>"""
    return BannerSite(
        name=name,
        pages={"/": page(linking("/preferences"), store="json"), "/preferences": page(form + beside, store="json")},
    )


def posted_settings() -> BannerSite:
    """Return a site whose page of settings is a form that its server takes, and keeps behind a cookie that says nothing."""
    obey = "<script>{ const given = {given} ?? kit.read(); if (given) kit.obey(given); else { const box = document.getElementById('b'); if (box) box.hidden = false; } }</script>"
    bar = linking("/preferences").replace("kit.start(() => { box.hidden = false; });", "")
    form = f"""<form id="d" method="post" action="/choose"><h2>Cookie settings</h2><p><label><input type="radio" name="answer" value="accept" checked> Accept statistics and marketing cookies</label></p>
<p><label><input type="radio" name="answer" value="reject"> Only necessary cookies</label></p><button id="save">{EN.save}</button></form>"""
    return BannerSite(
        name="settings-on-a-page-posted", pages={"/": page(bar + obey), "/preferences": page(form)}, keeps="opaque"
    )


def reopened_dialog(said: Words) -> str:
    """Return a bar, and a link in the footer that opens the dialog of switches."""
    link = f'<footer style="margin-top:900px"><a href="#" id="back">{said.back}</a></footer>'
    again = "<script>document.getElementById('back').onclick = (event) => { event.preventDefault(); document.getElementById('d').hidden = false; }</script>"
    return apart(said, "dialog", "Spara") + link + again


ACCOUNT = """<h2>Your account</h2><p><label><input type="checkbox" checked> Order news by mail</label></p>
<p><label><input type="checkbox"> Dark pages</label></p><button id="stranger">Save</button>"""


def of_something_else() -> str:
    """Return a bar whose "Settings" opens those of the page's looks."""
    two = f"""<div id="d" role="dialog" style="{BOX}" hidden><h2>Display</h2><p>Dark pages <button role="switch" aria-checked="true" aria-label="Dark pages"></button></p>
<p>Large text <button role="switch" aria-checked="false" aria-label="Large text"></button></p><button id="stranger">Save</button></div>"""
    script = f"""<script>{{ const box = document.getElementById('b'), two = document.getElementById('d'); kit.bind(box, () => {{ box.hidden = true; }});
document.getElementById('settings').addEventListener('click', () => {{ two.hidden = false; }}); {SHOW_FIRST} }}</script>"""
    return f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{buttons(EN, reject=False)} <button id="settings">Settings</button></div>{two}{script}'
