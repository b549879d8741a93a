"""Banners that ask, or are answered, as few are: by lists to select from, layers that store nothing, without "cookie"."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import BAR, BOX, bar, buttons, choices, started, words
from tests.banners.site import BannerSite, page

EN, SV, DE, FR = (words()[code] for code in ("en", "sv", "de", "fr"))

QUESTIONS = {
    "en": ("May we use your data to improve this site and to show you relevant ads?", "Yes, that's fine", "No, thanks"),
    "sv": ("Får vi använda uppgifter om ditt besök för statistik och reklam?", "Ja tack", "Nej tack"),
    "de": ("Dürfen wir Ihre Daten verwenden, um unser Angebot zu verbessern?", "Ja, gerne", "Nein, danke"),
    "fr": ("Pouvons-nous utiliser vos données pour mesurer notre audience ?", "Accepter", "Refuser"),
}
"""Language → what is asked, without a word of cookies, and the two answers."""


def rare() -> list[BannerSite]:
    """Return the sites."""
    return [
        BannerSite(name="selected-from-a-list", pages={"/": page(one_list(), store="json")}, layers=1),
        BannerSite(name="a-list-a-purpose", pages={"/": page(list_a_purpose(), store="json")}, layers=2),
        BannerSite(name="stored-on-the-first-layer", pages={"/": page(stored_on_first("Back"), store="json")}, layers=2),
        BannerSite(name="stored-beside", pages={"/": page(stored_beside(), store="json")}, layers=2),
        BannerSite(name="in-the-flow", pages={"/": page(in_the_flow("max-width:640px;margin:0 auto"))}),
        BannerSite(name="in-the-flow-below-the-head", pages={"/": page(below_the_head())}),
        *(
            BannerSite(name=f"question-{code}", pages={"/": page(question(*said), language=code)})
            for code, said in QUESTIONS.items()
        ),
    ]  # fmt: skip


def one_list() -> str:
    """Return the whole choice as a list to select from, the accepting entry selected, beside a list of languages."""
    answers = '<select id="answer"><option value="all">Accept all cookies</option><option value="">Only necessary cookies</option></select>'
    languages = '<select id="language"><option>English</option><option>Svenska</option></select>'
    script = """<script>{ const box = document.getElementById('b'); let given = kit.OPTIONAL;
document.getElementById('answer').onchange = (event) => { given = event.target.value ? kit.OPTIONAL : []; };
document.getElementById('save').onclick = () => { kit.give(given); box.hidden = true; };
kit.start(() => { box.hidden = false; }); }</script>"""
    return f'<div id="b" style="{BAR}" hidden>{languages}<p>{EN.sentence}</p>{answers} <button id="save">{EN.save}</button></div>{script}'


def list_a_purpose() -> str:
    """Return settings with a list of "Allow" and "Deny" for each purpose, allowed at first."""
    rows = "".join(
        f'<p>{name.title()} <input type="checkbox" data-category="{name}" checked hidden> '
        f'<select aria-label="{name.title()}"><option>Allow</option><option>Deny</option></select></p>'
        for name in ("statistics", "marketing")
    )
    script = """<script>for (const list of document.querySelectorAll('#rows select'))
list.addEventListener('change', () => { list.parentElement.querySelector('input').checked = list.value === 'Allow'; });</script>"""
    two = f'<div data-layer="2" id="rows" hidden><h2>{EN.back}</h2>{rows}<button id="save" data-do="save">{EN.save}</button></div>'
    one = f'<div data-layer="1"><p>{EN.sentence}</p>{buttons(EN, reject=False, settings=True)}</div>'
    return f'<div id="b" style="{BOX}" hidden>{one}{two}</div>' + started() + script


def stored_on_first(back: str) -> str:
    """Return settings that only lead back to the first layer, where "Accept selected" stores them."""
    save = '<button id="save" data-do="save">Accept selected</button>'
    one = f'<div data-layer="1"><p>{EN.sentence}</p>{buttons(EN, reject=False, settings=True)} {save}</div>'
    two = f'<div data-layer="2" hidden><p>{EN.sentence}</p>{choices(EN)}<button id="return">{back}</button></div>'
    script = """<script>document.getElementById('return').onclick = () => {
for (const layer of document.querySelectorAll('[data-layer]')) layer.hidden = layer.dataset.layer !== '1'; };</script>"""
    return f'<div id="b" style="{BOX}" hidden>{one}{two}</div>' + started() + script


def stored_beside() -> str:
    """Return a bar with "Allow selection", whose choices are in a dialog that can only be closed."""
    one = f'<p>{EN.sentence}</p>{buttons(EN, reject=False, settings=True)} <button id="save">Allow selection</button>'
    two = f'<h2>{EN.back}</h2>{choices(EN)}<button id="shut" aria-label="Close">×</button>'
    script = """<script>{ const bar = document.getElementById('b'), dialog = document.getElementById('d');
const done = (given) => { kit.give(given); bar.hidden = dialog.hidden = true; };
document.getElementById('settings').onclick = () => { dialog.hidden = false; };
document.getElementById('shut').onclick = () => { dialog.hidden = true; };
document.getElementById('accept').onclick = () => done(kit.OPTIONAL);
document.getElementById('save').onclick = () => done(kit.OPTIONAL.filter((name) => dialog.querySelector(`[data-category=${name}]`).checked));
kit.start(() => { bar.hidden = false; }); }</script>"""
    return f'<div id="b" style="{BAR}" hidden>{one}</div><div id="d" role="dialog" style="{BOX}" hidden>{two}</div>{script}'


def in_the_flow(style: str) -> str:
    """Return a narrow box in the page's flow, at its top."""
    inner = f'<div id="b" hidden style="{style}"><p>{EN.sentence}</p>{buttons(EN)}</div>'
    return inner + "<script>document.body.prepend(document.getElementById('b'))</script>" + started()


def below_the_head() -> str:
    """Return a box in the page's flow, below the head and a picture, in the middle column."""
    picture = "<script>document.querySelector('header').style.height = '260px'; document.querySelector('header').after(document.getElementById('b'))</script>"
    return (
        f'<div id="b" hidden style="width:560px;margin:0 auto"><p>{EN.sentence}</p>{buttons(EN)}</div>{picture}'
        + started()
    )


def question(asked: str, accept: str, reject: str) -> str:
    """Return a bar that asks for data and its use, and names no cookies."""
    return bar(EN).replace(EN.sentence, asked).replace(EN.accept, accept).replace(EN.reject, reject)
