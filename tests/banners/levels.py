"""Banners that ask how much: a slider, or a row of levels, from what is necessary to everything."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from collections.abc import Sequence

from tests.banners.forms import BAR, BOX, Words, buttons, words
from tests.banners.site import FAILS, BannerSite, page

EN, SV, NL, DE = (words()[code] for code in ("en", "sv", "nl", "de"))

LEVELS = {
    "en": ("Only necessary", "Statistics", "All cookies"),
    "sv": ("Endast nödvändiga", "Statistik", "Alla kakor"),
    "nl": ("Alleen functioneel", "Analytisch", "Alle cookies"),
    "de": ("Nur notwendige", "Statistik", "Alle Cookies"),
}
"""Language → the levels in order: each holds those before it."""

GIVEN = "[[], ['statistics'], kit.OPTIONAL]"
"""What each level gives."""


def levels() -> list[BannerSite]:
    """Return the sites."""
    moved = slider(EN, ticks(LEVELS["en"]), text="")
    once = "range.value = 2;"
    return [
        BannerSite(name="slider", pages={"/": page(slider(EN, ticks(LEVELS["en"])), store="json")}, layers=1),
        BannerSite(name="slider-told-as-it-moves", pages={"/": page(slider(EN, output(LEVELS["en"])), store="word")}, layers=1),
        BannerSite(name="slider-told-by-its-value", pages={"/": page(slider(SV, "", text=LEVELS["sv"][2], told=LEVELS["sv"]), store="json", language="sv")}, layers=1),
        BannerSite(name="slider-listed", pages={"/": page(slider(NL, datalist(LEVELS["nl"])), store="json", language="nl")}, layers=1),
        BannerSite(name="slider-reversed", pages={"/": page(slider(EN, ticks(LEVELS["en"][::-1]), start=0, given=f"{GIVEN}.reverse()"), store="json")}, layers=1),
        BannerSite(name="slider-on-second", pages={"/": page(second(slider(DE, ticks(LEVELS["de"]))), store="json", language="de")}, layers=2),
        BannerSite(name="slider-of-keys", pages={"/": page(handle(EN, LEVELS["en"], KEYS), store="json")}, layers=1),
        BannerSite(name="slider-of-arrows", pages={"/": page(handle(NL, LEVELS["nl"], ARROWS), store="json", language="nl")}, layers=1),
        BannerSite(name="slider-dragged", pages={"/": page(handle(EN, LEVELS["en"], DRAGGED), store="json")}, layers=1),
        BannerSite(name="slider-without-a-role", pages={"/": page(handle(EN, LEVELS["en"], KEYS).replace('role="slider" ', "").replace("aria-", "data-"), store="json")}, layers=1),
        BannerSite(name="slider-of-numbers", pages={"/": page(slider(EN, ticks(("1", "2", "3"))), store="json")}, layers=1),
        BannerSite(name="slider-that-tells-nothing", pages={"/": page(moved.replace("kit.give(", "kit.keep('level', 'q7' + range.value); kit.obey("))}, accept=FAILS, reject=FAILS),
        BannerSite(name="slider-that-springs-back", pages={"/": page(slider(EN, ticks(LEVELS["en"]), moved=once), store="json")}, reject=FAILS),
        BannerSite(name="levels-of-buttons", pages={"/": page(radios(EN, LEVELS["en"]), store="json")}, layers=1),
        BannerSite(name="levels-dutch", pages={"/": page(radios(NL, ("Functionele cookies", "Functionele en analytische cookies", "Alle cookies")), store="json", language="nl")}, layers=1),
        BannerSite(name="levels-required", pages={"/": page(radios(EN, ("Required cookies", "Functional cookies", "Advertising cookies")), store="json")}, layers=1),
    ]  # fmt: skip


def slider(
    said: Words,
    marks: str,
    *,
    start: int = 2,
    given: str = GIVEN,
    text: str = "Cookies",
    told: Sequence[str] = (),
    moved: str = "",
) -> str:
    """Return a bar with an <input type=range> and a button to save.

    `marks`: markup beside it; `told`: what its `aria-valuetext` says at each level; `moved`: script run on every move.
    """
    valuetext = f"range.ariaValueText = {list(told)}[range.value];" if told else ""
    script = f"""<script>{{ const box = document.getElementById('b'), range = document.getElementById('level');
range.addEventListener('input', () => {{ {valuetext} {moved} const out = document.getElementById('out'); if (out) out.value = JSON.parse(out.dataset.levels)[range.value]; }});
document.getElementById('save').onclick = () => {{ kit.give({given}[range.value]); box.hidden = true; }};
kit.start(() => {{ box.hidden = false; }}); }}</script>"""
    told_first = f'aria-valuetext="{told[-1]}" ' if told else ""
    return (
        f'<div id="b" style="{BAR}" hidden><p>{said.sentence}</p><div style="width:400px"><input type="range" id="level" min="0" max="2" '
        f'value="{start}" {told_first}style="width:400px" aria-label="{text}" list="marks">{marks}</div>'
        f'<button id="save">{said.save}</button></div>{script}'
    )


def ticks(names: Sequence[str]) -> str:
    """Return names below the track, each at its level."""
    cells = "".join(f"<span>{name}</span>" for name in names)
    return f'<div style="display:flex;justify-content:space-between">{cells}</div>'


def output(names: Sequence[str]) -> str:
    """Return the name of the level chosen, which changes with it."""
    levels = str(list(names)).replace("'", "&quot;")
    return f'<output id="out" data-levels="{levels}">{names[-1]}</output>'


def datalist(names: Sequence[str]) -> str:
    """Return the names as the track's own list of marks, which browsers show as lines only."""
    options = "".join(f'<option value="{level}" label="{name}"></option>' for level, name in enumerate(names))
    return f'<datalist id="marks">{options}</datalist>'


def second(bar: str) -> str:
    """Return a first layer without a refusal, whose settings show the slider."""
    first = f'<div id="f" style="{BOX}" hidden><p>{DE.sentence}</p>{buttons(DE, reject=False, settings=True)}</div>'
    script = """<script>{ const first = document.getElementById('f'), box = document.getElementById('b');
document.getElementById('accept').onclick = () => { kit.give(kit.OPTIONAL); first.hidden = true; };
document.getElementById('settings').onclick = () => { first.hidden = true; box.hidden = false; };
kit.start(() => { first.hidden = false; }); }</script>"""
    return first + bar.replace("kit.start(() => { box.hidden = false; });", "") + script


KEYS = """thumb.onkeydown = ({ key }) => set({ Home: 0, End: 2, ArrowLeft: level - 1, ArrowRight: level + 1 }[key] ?? level);"""
ARROWS = """thumb.onkeydown = ({ key }) => set({ ArrowLeft: level - 1, ArrowRight: level + 1 }[key] ?? level);"""
DRAGGED = """thumb.onpointerdown = (down) => { thumb.setPointerCapture(down.pointerId);
thumb.onpointermove = (move) => set(Math.round((move.clientX - track.getBoundingClientRect().x) / 200)); };
thumb.onpointerup = () => { thumb.onpointermove = null; };"""


def handle(said: Words, names: Sequence[str], moving: str) -> str:
    """Return a bar with a slider made of a track and a thumb, moved as `moving` says."""
    script = f"""<script>{{ const box = document.getElementById('b'), track = document.getElementById('track'), thumb = document.getElementById('thumb');
let level = 2; const names = {list(names)};
const set = (to) => {{ level = Math.max(0, Math.min(2, to)); thumb.style.left = level * 200 - 10 + 'px';
if (thumb.hasAttribute('role')) {{ thumb.ariaValueNow = level; thumb.ariaValueText = names[level]; }} }};
{moving} document.getElementById('save').onclick = () => {{ kit.give({GIVEN}[level]); box.hidden = true; }};
kit.start(() => {{ box.hidden = false; }}); }}</script>"""
    thumb = (
        f'<span id="thumb" class="slider-handle" tabindex="0" role="slider" aria-valuemin="0" aria-valuemax="2" aria-valuenow="2" aria-valuetext="{names[-1]}" '
        'style="position:absolute;left:390px;top:-6px;width:20px;height:20px;background:#048;cursor:pointer;touch-action:none"></span>'
    )
    track = f'<div id="track" class="slider" style="position:relative;width:400px;height:8px;background:#999;margin:12px">{thumb}</div>'
    return f'<div id="b" style="{BAR}" hidden><p>{said.sentence}</p><div style="width:420px">{track}{ticks(names)}</div><button id="save">{said.save}</button></div>{script}'


def radios(said: Words, names: Sequence[str]) -> str:
    """Return the levels as radio buttons, the last preset."""
    rows = "".join(
        f'<p><label><input type="radio" name="level" value="{level}" {"checked" if level == 2 else ""}> {name}</label></p>'
        for level, name in enumerate(names)
    )
    script = f"""<script>{{ const box = document.getElementById('b'); document.getElementById('save').onclick = () => {{
kit.give({GIVEN}[box.querySelector('input:checked').value]); box.hidden = true; }};
kit.start(() => {{ box.hidden = false; }}); }}</script>"""
    return f'<div id="b" style="{BAR}" hidden><p>{said.sentence}</p>{rows}<button id="save">{said.save}</button></div>{script}'
