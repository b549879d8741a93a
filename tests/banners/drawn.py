"""Banners as scripts draw them: switches that only look like switches, layers drawn anew, words that nobody can read."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import BAR, BOX, bar, boxes, buttons, reopened, started, words
from tests.banners.site import NO, YES, BannerSite, page

EN, SV, BG, NB = (words()[code] for code in ("en", "sv", "bg", "nb"))

PILL = (
    "position:relative;display:inline-block;width:40px;height:20px;border:0;padding:0;border-radius:20px;cursor:pointer"
)


def drawn() -> list[BannerSite]:
    """Return the sites."""
    return [
        BannerSite(name="pressed-toggles", pages={"/": page(toggles("pressed"), store="json", language="sv")}, layers=2),
        BannerSite(name="pills", pages={"/": page(toggles("pill"), store="json", language="bg")}, layers=2),
        BannerSite(name="drawn-anew", pages={"/": page(toggles("checkbox"), store="json")}, layers=2),
        BannerSite(name="slotted", pages={"/": page(slotted())}),
        BannerSite(name="listeners-only", pages={"/": page(listeners())}),
        BannerSite(name="settings-beside", pages={"/": page(beside(), store="json")}, layers=2),
        BannerSite(name="settings-elsewhere", pages={"/": page(elsewhere())}, reject=NO),
        BannerSite(name="settings-folded", pages={"/": page(folded(), store="json")}),
        BannerSite(name="cancel-beside-save", pages={"/": page(cancelled(), store="json")}, layers=2),
        BannerSite(name="storage-not-cookies", pages={"/": page(storage())}),
        BannerSite(name="field-names", pages={"/": page(field_names())}, withdraw=YES),
        BannerSite(name="no-z-index", pages={"/": page(no_z_index())}),
        BannerSite(name="odd-buttons", pages={"/": page(odd_buttons())}),
        BannerSite(name="close-that-refuses", pages={"/": page(close_that_refuses())}),
        BannerSite(name="answered-by-link", pages={"/": page(answered_by_link())}),
        BannerSite(name="one-of-two", pages={"/": page(one_of_two())}),
        BannerSite(name="non-essential", pages={"/": page(non_essential(), language="nb")}),
        BannerSite(name="device-storage", pages={"/": page(device_storage())}),
        BannerSite(name="folded-to-nothing", pages={"/": page(folded_to_nothing(), store="json")}, layers=2),
        BannerSite(name="unread-edge", pages={"/": page(unread(), language="ka")}, accept=NO, reject=NO),
    ]  # fmt: skip


def toggles(kind: str) -> str:
    """Return choices that are on at first, in a banner that is drawn anew at every press."""
    said = {"pressed": SV, "pill": BG}.get(kind, EN)
    shapes = {
        "pressed": "<button data-flip=${name} aria-pressed=${on[name]} aria-label='${label}' style='width:20px;height:20px'>${on[name] ? '✓' : ''}</button>",
        "pill": f"<button data-flip=${{name}} style='{PILL};background:${{on[name] ? '#060' : '#999'}}'><span style='position:absolute;top:2px;left:${{on[name] ? 22 : 2}}px;width:16px;height:16px;background:#fff'></span></button>",
        "checkbox": "<input type=checkbox data-flip=${name} ${on[name] ? 'checked' : ''} aria-label='${label}'>",
    }
    return f"""<div id="b" style="{BOX}" hidden></div><script>{{
const box = document.getElementById('b'), on = {{ statistics: true, marketing: true }};
const labels = {{ statistics: '{said.categories[1]}', marketing: '{said.categories[2]}' }};
let layer = 1;
const draw = () => {{ box.innerHTML = `<p>{said.sentence}</p>` + (layer === 1
  ? `<button id="accept">{said.accept}</button> <button id="settings">{said.settings}</button>`
  : Object.entries(labels).map(([name, label]) => `<div><b>${{label}}</b> {shapes[kind]}</div>`).join('') + `<button id="save">{said.save}</button>`); }};
box.onclick = (event) => {{
  const pressed = event.target.closest('button, input');
  if (!pressed) return;
  if (pressed.dataset.flip) on[pressed.dataset.flip] = !on[pressed.dataset.flip];
  if (pressed.id === 'settings') layer = 2;
  if (pressed.id === 'accept' || pressed.id === 'save') {{
    kit.give(kit.OPTIONAL.filter((name) => pressed.id === 'accept' || on[name])); box.hidden = true; }}
  draw(); }};
draw(); kit.start(() => {{ box.hidden = false; }}); }}</script>"""


def slotted() -> str:
    """Return a custom element whose sentence lies in its light tree, and its buttons in its shadow."""
    return f"""<x-cookies id="b" hidden>{EN.sentence}</x-cookies><script>{{
const host = document.getElementById('b'), root = host.attachShadow({{ mode: 'open' }});
root.innerHTML = `<div style="{BAR}"><slot></slot> {buttons(EN)}</div>`;
kit.bind(root, () => host.remove()); kit.start(() => {{ host.hidden = false; }}); }}</script>"""


def listeners() -> str:
    """Return buttons that nothing but a class and a listener makes buttons."""
    return bar(EN, "span").replace('style="cursor:pointer"', 'class="btn btn-primary"')


def beside() -> str:
    """Return a bar that stays while its settings open in a dialog of their own."""
    inner = boxes(EN).split('<div data-layer="2"')[1].split("</div>' + started")[0].rsplit("</div>", 1)[0]
    rows = inner.split(">", 1)[1].rsplit("</div>", 1)[0]
    return f"""<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{buttons(EN, reject=False)} <button id="settings">{EN.settings}</button></div>
<div id="d" role="dialog" style="{BOX}" hidden>{rows}</div><script>{{
const bar = document.getElementById('b'), dialog = document.getElementById('d'), hide = () => {{ bar.hidden = dialog.hidden = true; }};
document.getElementById('settings').onclick = () => {{ dialog.hidden = false; }};
kit.bind(bar, hide); kit.bind(dialog, hide); kit.start(() => {{ bar.hidden = false; }}); }}</script>"""


def elsewhere() -> str:
    """Return a banner whose settings are a link to a page that does not exist."""
    link = f'<a href="/cookie-settings" id="settings">{EN.settings}</a>'
    return f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{buttons(EN, reject=False)} {link}</div>' + started()


def folded() -> str:
    """Return settings that unfold in the banner, whose button then says that it hides them."""
    opened = f"const box = document.getElementById('b'); box.querySelector('#settings').onclick = (event) => {{ const rows = box.querySelector('#rows'); rows.hidden = !rows.hidden; event.target.textContent = rows.hidden ? '{EN.settings}' : 'Hide settings'; }};"
    rows = "".join(
        f'<p><label><input type="checkbox" data-category="{name}" id="c-{name}"> {label}</label></p>'
        for name, label in (("statistics", EN.categories[1]), ("marketing", EN.categories[2]))
    )
    inner = f'<div id="rows" hidden>{rows}<button id="save" data-do="save">{EN.save}</button></div>'
    return (
        f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{buttons(EN, reject=False)} <button id="settings">{EN.settings}</button>{inner}</div>'
        + started()
        + f"<script>{{ {opened} }}</script>"
    )


def cancelled() -> str:
    """Return settings that can be cancelled, which is no refusal."""
    cancel = '<button id="stranger" onclick="location.reload()">Cancel</button> <button id="save"'
    return boxes(EN).replace('<button id="save"', cancel)


def storage() -> str:
    """Return a bar that never says "cookie", but is called one."""
    said = "We use essential storage for your basket. Measurement runs only after you accept."
    return bar(EN).replace(EN.sentence, said).replace('id="b"', 'id="b" class="cookie-banner"')


def unread() -> str:
    """Return a bar along the page's edge in a language that no file here is for."""
    return f"""<div id="b" style="{BAR}" hidden><p>ჩვენ ვიყენებთ ქუქი ფაილებს (cookies) საიტის გასაუმჯობესებლად.</p>
<button id="yes">მიღება</button> <button id="no">უარყოფა</button></div>""" + started()


def field_names() -> str:
    """Return a bar in a form whose fields hide the form's own properties, beside another such form."""
    fields = '<input type="hidden" name="action" value="notice"><input type="hidden" name="children">'
    search = f"<form>{fields}<select name='parentElement'><option>1</option></select></form>"
    inner = (
        reopened(EN)
        .replace("<p>", f'<form onsubmit="return false">{fields}<p>', 1)
        .replace("</span></div>", "</span></form></div>", 1)
    )
    return search + inner.replace("span style", "button style").replace("</span>", "</button>")


def no_z_index() -> str:
    """Return a card at the viewport's lower edge that lies there by its place alone, and is called nothing."""
    return bar(EN).replace(BAR, "position:absolute;right:20px;bottom:20px;width:380px;background:#eef;padding:20px")


def odd_buttons() -> str:
    """Return a sentence with soft hyphens, a picture for a button, and a label for the other."""
    image = f'<input type="image" id="accept" data-do="accept" alt="{EN.accept}" style="width:90px;height:30px">'
    label = f'<label id="reject" data-do="reject" class="button">{EN.reject}</label>'
    said = EN.sentence.replace("ookie", "oo&shy;kie")
    return f'<div id="b" style="{BAR}" hidden><p>{said}</p>{image} {label}</div>' + started()


def close_that_refuses() -> str:
    """Return a × that says to those who can't see it that it refuses."""
    close = '<button id="reject" data-do="reject" aria-label="Continue without accepting">×</button>'
    return f'<div id="b" style="{BAR}" hidden>{close}<p>{EN.sentence}</p>{buttons(EN, reject=False)}</div>' + started()


def answered_by_link() -> str:
    """Return links to addresses at which the site's server takes the answer."""
    links = " ".join(
        f'<a id="{act}" href="/cookies/set?answer={act}">{text}</a>'
        for act, text in (("accept", EN.accept), ("reject", EN.reject))
    )
    return f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{links}</div><script>kit.start(() => {{ document.getElementById("b").hidden = false; }})</script>'


def one_of_two() -> str:
    """Return two radio buttons, none of them set, of which only the refusing one is plain."""
    rows = "".join(
        f'<p><label><input type="radio" name="r" id="{act}" value="{act}"> {text}</label></p>'
        for act, text in (("accept", "I like them crunchy"), ("reject", "Only necessary cookies"))
    )
    script = """<script>{ const box = document.getElementById('b'); document.getElementById('save').onclick = () => {
const chosen = box.querySelector('input:checked'); if (!chosen) return;
kit.give(chosen.value === 'accept' ? kit.OPTIONAL : []); box.hidden = true; };
kit.start(() => { box.hidden = false; }); }</script>"""
    return f'<form id="b" style="{BAR}" hidden onsubmit="return false"><p>{EN.sentence}</p>{rows}<button id="save">Save my choice</button></form>{script}'


def non_essential() -> str:
    """Return a bar whose accepting button denies not the accepting but the need."""
    said = "Vi bruker informasjonskapsler. Strengt nødvendige er på, andre er av."
    two = bar(NB).replace(NB.sentence, said).replace(NB.accept, "Godta ikke-essensielle informasjonskapsler")
    return two.replace(NB.reject, "Avvis ikke-essensielle informasjonskapsler")


def device_storage() -> str:
    """Return a bar that asks in the words of the advertising trade, without a name."""
    said = (
        "We and our partners store and access information on your device to show personalised ads and to measure them."
    )
    return bar(EN).replace(EN.sentence, said).replace(EN.accept, "Agree").replace(EN.reject, "Disagree")


def folded_to_nothing() -> str:
    """Return choices that stand in the banner from the first, in a box without height."""
    rows = "".join(
        f'<p><label><input type="checkbox" data-category="{name}" id="c-{name}" checked> {label}</label></p>'
        for name, label in (("statistics", EN.categories[1]), ("marketing", EN.categories[2]))
    )
    inner = f'<div id="rows" style="max-height:0;overflow:hidden">{rows}<button id="save" data-do="save">{EN.save}</button></div>'
    opened = "<script>document.getElementById('settings').onclick = () => { document.getElementById('rows').style.maxHeight = '400px'; };</script>"
    head = f'<p>{EN.sentence}</p>{buttons(EN, reject=False)} <button id="settings">{EN.settings}</button>'
    return f'<div id="b" style="{BAR}" hidden>{head}{inner}</div>' + started() + opened
