"""Settings whose own words tell little: services by name, answers in the head of a table, sliders in hidden places."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import BAR, BOX, buttons, words
from tests.banners.levels import ARROWS, LEVELS, handle, slider, ticks
from tests.banners.purposes import settled
from tests.banners.settings import SHOW_FIRST
from tests.banners.site import FAILS, BannerSite, page

EN, SV, NL = (words()[code] for code in ("en", "sv", "nl"))


def unnamed() -> list[BannerSite]:
    """Return the sites."""
    upright = ARROWS.replace("ArrowLeft", "ArrowDown").replace("ArrowRight", "ArrowUp")
    numbered = ("Level 1: strictly necessary", "Level 2: statistics", "Level 3: all cookies")
    return [
        BannerSite(name="services-in-place", pages={"/": page(services(in_place=True), store="json")}, layers=2),
        BannerSite(name="services-in-a-dialog", pages={"/": page(services(in_place=False), store="json")}, layers=2),
        BannerSite(name="services-in-a-dialog-of-cookies", pages={"/": page(services(in_place=False, said="<h2>Cookies</h2>"), store="json")}, layers=2),
        BannerSite(name="answers-in-a-table", pages={"/": page(settled(table(("", "Yes", "No"))), store="json")}, layers=2),
        BannerSite(name="answers-in-no-words", pages={"/": page(settled(table(("", "", ""))), store="json")}, reject=FAILS),
        BannerSite(name="slider-in-a-shadow", pages={"/": page(shadowed(slider(NL, ticks(LEVELS["nl"]))), store="json", language="nl")}, layers=1),
        BannerSite(name="slider-upright", pages={"/": page(handle(EN, LEVELS["en"], upright), store="json")}, layers=1),
        BannerSite(name="slider-of-numbered-levels", pages={"/": page(slider(EN, ticks(numbered)), store="json")}, layers=1),
        BannerSite(name="slider-from-one", pages={"/": page(slider(SV, ticks(LEVELS["sv"]), start=3, given="[0, [], ['statistics'], kit.OPTIONAL]").replace('min="0" max="2"', 'min="1" max="3"'), store="json", language="sv")}, layers=1),
        slider_in_a_frame(),
    ]  # fmt: skip


def services(*, in_place: bool, said: str = "") -> str:
    """Return a bar whose settings name services only, in its own place or in a dialog; `said`: markup above them."""
    rows = "".join(
        f'<p><label><input type="checkbox" checked data-category="{name}"> {service}</label></p>'
        for name, service in (("statistics", "Matomo"), ("marketing", "Criteo"))
    )
    two = f'{said}{rows}<button id="save" data-do="save">Confirm</button>'
    first = f"<p>{EN.sentence}</p>{buttons(EN, reject=False, settings=True)}"
    if in_place:
        inner = f'<div id="b" style="{BAR}" hidden><div data-layer="1">{first}</div><div data-layer="2" hidden>{two}</div></div>'
        return f"{inner}<script>{{ const box = document.getElementById('b'); kit.bind(box, () => {{ box.hidden = true; }}); {SHOW_FIRST} }}</script>"
    script = f"""<script>{{ const box = document.getElementById('b'), two = document.getElementById('d');
kit.bind(two, () => {{ two.hidden = box.hidden = true; }}); kit.bind(box, () => {{ box.hidden = true; }});
document.getElementById('settings').addEventListener('click', () => {{ box.hidden = true; two.hidden = false; }}); {SHOW_FIRST} }}</script>"""
    return f'<div id="b" style="{BAR}" hidden>{first}</div><div id="d" role="dialog" style="{BOX}" hidden>{two}</div>{script}'


def table(head: tuple[str, str, str]) -> str:
    """Return a table of radio buttons without labels, yes preset; `head`: its first row."""
    rows = "".join(
        f'<tr><td>{name.title()}</td><td><input type="radio" name="{name}" value="1" checked></td><td><input type="radio" name="{name}" value=""></td></tr>'
        for name in ("statistics", "marketing")
    )
    cells = "".join(f"<th>{cell}</th>" for cell in head)
    script = """<script>for (const node of document.querySelectorAll('#t input')) node.onchange = () => { state[node.name] = node.value === '1'; };</script>"""
    return f'<table id="t"><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>{script}'


def shadowed(bar: str) -> str:
    """Return a bar inside an open shadow root."""
    markup, script = bar.split("<script>", 1)
    script = script.replace("document.getElementById(", "root.getElementById(")
    return f"""<x-bar></x-bar><script>{{ const root = document.querySelector('x-bar').attachShadow({{ mode: 'open' }});
root.innerHTML = `{markup}`; {script.replace("</script>", "")} }}</script>"""


def slider_in_a_frame() -> BannerSite:
    """Return a foreign frame that holds a slider, and tells its parent what was chosen."""
    home = """<script>kit.start(() => { const frame = document.createElement('iframe'); frame.src = 'http://{frames}/notice';
frame.style.cssText = 'position:fixed;left:100px;top:150px;width:700px;height:300px;border:5px solid;z-index:99'; document.body.append(frame);
addEventListener('message', (event) => { kit.give([[], ['statistics'], kit.OPTIONAL][event.data]); frame.remove(); }); });</script>"""
    inner = (
        f'<!doctype html><html lang="en"><body><p>{EN.sentence}</p><div style="width:400px"><input type="range" id="level" min="0" max="2" value="2" style="width:400px">'
        f'{ticks(LEVELS["en"])}</div><button id="save">{EN.save}</button><script>document.getElementById("save").onclick = () => '
        'top.postMessage(document.getElementById("level").value, "*");</script></body></html>'
    )
    return BannerSite(name="slider-in-a-frame", pages={"/": page(home, store="json")}, frames={"/notice": inner})
