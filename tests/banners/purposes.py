"""Settings that ask for each purpose in markup of their own kind, legitimate interest, and partners behind them."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import boxes, choices, words
from tests.banners.site import FAILS, BannerSite, page

EN = words()["en"]
NAMES = ("statistics", "marketing")


def purposes() -> list[BannerSite]:
    """Return the sites."""
    rows = {
        "radio-groups": radio_groups(), "radio-groups-unnamed": radio_groups(named=False), "pressed-pairs": pressed_pairs(),
        "pressed-titles": pressed_titles(), "three-states": three_states(), "three-states-in-words": three_states_in_words(),
        "labels-over-inputs": labels_over_inputs(), "toggles-by-class": toggles_by_class(), "pairs-by-class": pairs_by_class(),
        "menu-of-checks": menu_of_checks(), "images-of-switches": images_of_switches(),
    }  # fmt: skip
    return [
        *(BannerSite(name=name, pages={"/": page(settled(inner), store="json")}, layers=2) for name, inner in rows.items()),
        BannerSite(name="undecided-until-chosen", pages={"/": page(undecided(), store="json")}, layers=2),
        BannerSite(name="object-to-all", pages={"/": page(object_to_all(), store="json")}, layers=2),
        BannerSite(name="partners-on-third", pages={"/": page(partners(), store="json")}, reject=FAILS),
        BannerSite(name="switch-that-stays-on", pages={"/": page(settled(stays_on()), store="json")}, reject=FAILS),
    ]  # fmt: skip


def settled(rows: str, save: str = "") -> str:
    """Return two layers, the second with rows of one purpose each; their scripts keep `state[purpose]` up to date.

    `save`: script run before what `state` holds is stored.
    """
    script = f"""<script>document.getElementById('save').onclick = () => {{ {save} kit.give(kit.OPTIONAL.filter((name) => state[name]));
document.getElementById('b').hidden = true; }};</script>"""
    holder = "<script>const state = { statistics: true, marketing: true };</script>"
    return holder + boxes(EN).replace(choices(EN), rows).replace('id="save" data-do="save"', 'id="save"') + script


def each(row: str, script: str) -> str:
    """Return a row for each purpose (`{name}`, `{title}`), and a script run with every `row` and its `name`."""
    rows = "".join(
        f'<div class="row" data-name="{name}" style="margin:8px">{row.replace("{name}", name).replace("{title}", name.title())}</div>'
        for name in NAMES
    )
    return f"{rows}<script>for (const row of document.querySelectorAll('.row')) {{ const name = row.dataset.name; {script} }}</script>"


PILL = "display:inline-block;width:44px;height:22px;border-radius:11px;background:#999;cursor:pointer"
SET_RADIO = """const nodes = [...row.querySelectorAll('[role=radio]')]; nodes.forEach((node, at) => { node.onclick = () => {
nodes.forEach((other) => { other.ariaChecked = String(other === node); }); state[name] = at === 0; }; });"""


WATCHED = """const node = row.querySelector('[role=switch]');
new MutationObserver(() => { state[name] = node.ariaChecked === 'true'; }).observe(node, { attributes: true });"""
"""Follows a switch, which `kit.js` turns."""


def radio_groups(*, named: bool = True) -> str:
    """Return a group of two elements with the role of radio buttons for each purpose; `named`: the group has a role."""
    group = ' role="radiogroup" aria-label="{title}"' if named else ""
    return each(
        f'<b>{{title}}</b> <span{group}><span role="radio" aria-checked="true" tabindex="0" style="cursor:pointer">Allow</span> '
        '<span role="radio" aria-checked="false" tabindex="0" style="cursor:pointer">Deny</span></span>',
        SET_RADIO,
    )


def pressed_pairs() -> str:
    """Return "Yes" and "No" for each purpose, of which one is pressed."""
    return each(
        '<b>{title}</b> <button aria-pressed="true">Yes</button> <button aria-pressed="false">No</button>',
        SET_RADIO.replace("[role=radio]", "button").replace("ariaChecked", "ariaPressed"),
    )


def pressed_titles() -> str:
    """Return a button with each purpose's name, pressed while it is allowed."""
    return each(
        '<button aria-pressed="true">{title}</button>',
        "const node = row.querySelector('button'); node.onclick = () => { state[name] = !state[name]; node.ariaPressed = String(state[name]); };",
    )


def three_states() -> str:
    """Return a box for each purpose that is half ticked at first, which allows it."""
    return each(
        '<span role="checkbox" aria-checked="mixed" aria-label="{title}" tabindex="0" style="'
        + PILL
        + '"></span> {title}',
        """const node = row.querySelector('span'), next = { mixed: 'true', true: 'false', false: 'mixed' };
node.onclick = () => { node.ariaChecked = next[node.ariaChecked]; state[name] = node.ariaChecked !== 'false'; };""",
    )


def three_states_in_words() -> str:
    """Return a list of three entries for each purpose, "Not decided" chosen at first, which allows it."""
    return each(
        '{title} <select aria-label="{title}"><option>Not decided</option><option>Allow</option><option>Deny</option></select>',
        "const list = row.querySelector('select'); list.onchange = () => { state[name] = list.value !== 'Deny'; };",
    )


def labels_over_inputs() -> str:
    """Return a pill for each purpose that is the label of an input nobody sees, its name beside it."""
    return each(
        '<span>{title}</span> <input type="checkbox" id="i-{name}" checked style="display:none"><label for="i-{name}" style="'
        + PILL
        + '"></label>',
        "const node = row.querySelector('input'); node.onchange = () => { state[name] = node.checked; };",
    )


def toggles_by_class() -> str:
    """Return a pill for each purpose whose state is in its class only, its knob drawn by a style sheet."""
    style = """<style>.toggle { display:inline-block; position:relative; width:44px; height:22px; border-radius:11px; background:#999; cursor:pointer }
.toggle::after { content:''; position:absolute; left:2px; top:2px; width:18px; height:18px; border-radius:9px; background:#fff } .toggle.is-on { background:#080 } .toggle.is-on::after { left:24px }</style>"""
    return style + each(
        '<span>{title}</span> <span class="toggle is-on"></span>',
        "const node = row.querySelector('.toggle'); node.onclick = () => { state[name] = node.classList.toggle('is-on'); };",
    )


def pairs_by_class() -> str:
    """Return "Yes" and "No" for each purpose, told apart by their class."""
    return each(
        '<b>{title}</b> <button class="chosen">Yes</button> <button>No</button>',
        """const nodes = [...row.querySelectorAll('button')]; nodes.forEach((node, at) => { node.onclick = () => {
nodes.forEach((other) => other.classList.toggle('chosen', other === node)); state[name] = at === 0; }; });""",
    )


def menu_of_checks() -> str:
    """Return the purposes as entries of a menu that are ticked."""
    return each(
        '<span role="menuitemcheckbox" aria-checked="true" tabindex="0" style="cursor:pointer">{title}</span>',
        "const node = row.querySelector('span'); node.onclick = () => { state[name] = !state[name]; node.ariaChecked = String(state[name]); };",
    )


def images_of_switches() -> str:
    """Return an icon for each purpose in a button with the role of a switch, inside a label."""
    icon = '<svg width="40" height="20" viewBox="0 0 40 20"><circle cx="30" cy="10" r="8"/></svg>'
    return each(
        '<label>{title} <button type="button" role="switch" aria-checked="true">' + icon + "</button></label>",
        WATCHED,
    )


def stays_on() -> str:
    """Return a switch for each purpose, of which one goes back on by itself."""
    return each(
        '<button role="switch" aria-checked="true" aria-label="{title}" style="' + PILL + '"></button> {title}',
        WATCHED
        + " if (name === 'marketing') node.onclick = () => { setTimeout(() => { node.ariaChecked = 'true'; }); };",
    )


def undecided() -> str:
    """Return settings that can be saved once each purpose was agreed to or not."""
    rows = each(
        "<b>{title}</b> <button>Agree</button> <button>Disagree</button>",
        """state[name] = null; row.querySelectorAll('button').forEach((node, at) => { node.onclick = () => { state[name] = at === 0;
document.getElementById('save').disabled = Object.values(state).includes(null); }; });""",
    )
    return settled(rows) + "<script>document.getElementById('save').disabled = true;</script>"


def object_to_all() -> str:
    """Return consent that is off, and legitimate interest that is on behind a tab, where all can be objected to."""
    off = each(
        '<button role="switch" aria-checked="false" aria-label="{title}" style="' + PILL + '"></button> {title}',
        "state[name] = false;" + WATCHED,
    )
    interest = f"""<button id="tab">Legitimate interest</button><div id="pane" hidden><p>Measure advertising <button role="switch" aria-checked="true" id="li" aria-label="Measure advertising (legitimate interest)" style="{PILL}"></button></p>
<button id="object">Object to all</button></div><script>{{ const li = document.getElementById('li'); document.getElementById('tab').onclick = () => {{ document.getElementById('pane').hidden = false; }}; document.getElementById('object').onclick = () => {{ li.ariaChecked = 'false'; }}; }}</script>"""
    return settled(off + interest, "if (document.getElementById('li').ariaChecked === 'true') state.marketing = true;")


def partners() -> str:
    """Return purposes that are off, and partners that are on behind a button, where they are made when it is pressed."""
    two = each(
        '<label><input type="checkbox"> {title}</label>',
        "const node = row.querySelector('input'); state[name] = false; node.onchange = () => { state[name] = node.checked; };",
    )
    three = "".join(
        f'<p><label><input type="checkbox" class="partner" checked> Partner {number}</label></p>'
        for number in (1, 2, 3)
    )
    inner = f"""<div id="two">{two}<button id="more">Partners</button></div><div id="three" hidden></div><script>{{
const [two, three] = ['two', 'three'].map((id) => document.getElementById(id));
document.getElementById('more').onclick = () => {{ three.innerHTML = `<h2>Our partners</h2>{three}<button id="return">Back</button>`; two.hidden = true; three.hidden = false;
for (const id of ['save', 'all']) document.getElementById(id).hidden = true;
document.getElementById('return').onclick = () => {{ window.partnersOn = three.querySelector('.partner:checked') !== null; three.innerHTML = ''; two.hidden = false;
for (const id of ['save', 'all']) document.getElementById(id).hidden = false; }}; }}; }}</script>"""
    return settled(inner, "if (window.partnersOn !== false) state.marketing = true;")
