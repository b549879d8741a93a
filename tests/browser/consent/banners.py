"""Home-made banners as pages: each a string, with the behaviour its name says."""

# ruff: noqa: E501 - a banner or a language on a line reads better

from __future__ import annotations

TEXT = "We use cookies to improve your experience and to show advertising from our partners."

PRESSED = """
const note = (id) => sessionStorage.setItem('pressed', JSON.stringify([...JSON.parse(sessionStorage.getItem('pressed') || '[]'), id]));
document.addEventListener('click', (event) => { const id = event.composedPath()[0].id; if (id) note(id); }, true);
"""
SHOP = """<h1>Shop</h1><p>Shoes and more shoes.</p><button id="buy">Buy now</button> <button id="login">Log in</button>
<form action="/delete"><button id="delete">Delete account</button></form><a id="leave" href="/terms">Terms</a>"""


def page(body: str, script: str = "", *, language: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Shop</title></head><body>'
        f"{SHOP}{body}<script>{PRESSED}{script}</script></body></html>"
    )


def controls(accept: str = "Accept all", reject: str = "Reject all", settings: str = "") -> str:
    more = f'<button id="settings">{settings}</button>' if settings else ""
    refuse = f'<button id="reject">{reject}</button>' if reject else ""
    return f'<button id="accept">{accept}</button>{refuse}{more}<a href="/cookie-policy">Read more</a>'


BAR = 'style="position:fixed;left:0;right:0;bottom:0;background:#ddd;padding:20px"'
STORE = """
const answered = () => document.cookie.includes('site_choice=');
const end = (value, node) => { document.cookie = 'site_choice=' + value + ';path=/;max-age=9999'; node.remove(); };
"""


def plain(text: str = TEXT, *, accept: str = "Accept all", reject: str = "Reject all", language: str = "en") -> str:
    """Return a bar at the foot of the page with two buttons."""
    return page(
        f'<div id="b" {BAR}><p>{text}</p>{controls(accept, reject)}</div>',
        STORE
        + """
const bar = document.getElementById('b');
if (answered()) bar.remove();
else for (const [id, value] of [['accept', 'accepted'], ['reject', 'rejected']]) {
  const button = document.getElementById(id);
  if (button) button.onclick = () => end(value, bar);
}""",
        language=language,
    )


def in_frame(address: str) -> dict[str, str]:
    """Return a frame over the page, of the same site or of another one; it tells its parent what was chosen."""
    home = page(
        "",
        STORE
        + f"""
if (!answered()) {{
  const frame = document.createElement('iframe');
  frame.src = '{address}';
  frame.style.cssText = 'position:fixed;left:100px;top:150px;width:700px;height:300px;border:5px solid;z-index:99';
  document.body.append(frame);
  addEventListener('message', (event) => end(event.data, frame)); }}""",
    )
    inner = (
        f'<!doctype html><html lang="en"><body><p>{TEXT}</p>{controls()}<script>'
        "for (const [id, value] of [['accept', 'accepted'], ['reject', 'rejected']])"
        " document.getElementById(id).onclick = () => parent.postMessage(value, '*');</script></body></html>"
    )
    return {"https://shop.example/": home, address: inner}


def layered(*, reject: str = "", save: str = "Save my choices", accept: str = "Accept all") -> str:
    """Return a banner with no refusal on its first layer; behind the settings are preticked switches, one of them necessary."""
    return page(
        f'<div id="b" {BAR}><p>{TEXT}</p>{controls(accept, reject, "Manage preferences")}</div>'
        '<div id="two" role="dialog" aria-label="Cookie preferences" hidden>'
        "<h2>Your cookie preferences</h2>"
        '<label><input type="checkbox" id="c0" checked disabled> Strictly necessary</label>'
        '<label><input type="checkbox" id="c1" checked> Analytics</label>'
        '<button role="switch" id="c2" aria-checked="true" aria-label="Marketing"></button> Marketing'
        f'<button id="all">{accept}</button><button id="save">{save}</button></div>'
        "<style>#two:not([hidden]){position:fixed;inset:100px;background:#fff;z-index:9}#c2{width:40px;height:20px}</style>",
        STORE
        + """
const get = (id) => document.getElementById(id);
const close = (value) => { get('two').remove(); end(value, get('b')); };
const packed = () => encodeURIComponent(JSON.stringify({ necessary: true, analytics: get('c1').checked,
  marketing: get('c2').getAttribute('aria-checked') === 'true' }));
if (answered()) { get('b').remove(); get('two').remove(); } else {
  get('settings').onclick = () => { get('two').hidden = false; };
  get('c2').onclick = () => get('c2').setAttribute('aria-checked', get('c2').getAttribute('aria-checked') !== 'true');
  get('accept').onclick = get('all').onclick = () => close(encodeURIComponent('{"necessary":true,"analytics":true,"marketing":true}'));
  get('save').onclick = () => close(packed()); }""",
    )


def tabbed() -> str:
    """Return a banner whose settings have tabs: the switches and the button that stores them lie behind the second."""
    tabs = '<h2>Your cookie preferences</h2><button id="tab1">Consent</button><button id="tab2">Details</button>'
    behind = '<div id="pane" hidden><label><input type="checkbox"'
    return (
        layered()
        .replace("<h2>Your cookie preferences</h2>", tabs + "<p>We use cookies.</p>")
        .replace('<label><input type="checkbox" id="c0"', behind + ' id="c0"', 1)
        .replace("Save my choices</button></div>", "Save my choices</button></div></div>")
        .replace(
            "get('settings').onclick",
            "get('tab2').onclick = () => { get('pane').hidden = false; };\n  get('settings').onclick",
        )
    )


def selection() -> str:
    """Return a banner with everything ticked, and two buttons: accept all, accept selected."""
    return page(
        f'<div id="b" {BAR}><p>{TEXT}</p><label><input type="checkbox" checked disabled> Necessary</label>'
        '<label><input type="checkbox" id="c1" checked> Statistics</label>'
        '<button id="save">Accept selected</button><button id="accept">Accept all cookies</button></div>',
        STORE
        + """
const bar = document.getElementById('b');
if (answered()) bar.remove(); else {
  document.getElementById('accept').onclick = () => end('statistics:yes', bar);
  document.getElementById('save').onclick = () => end('statistics:' + (document.getElementById('c1').checked ? 'yes' : 'no'), bar); }""",
    )


def information_only(button: str = "OK") -> str:
    """Return a notice that can only be acknowledged."""
    return page(
        f'<div id="b" {BAR}><p>{TEXT}</p><button id="ok">{button}</button><a href="/cookie-policy">Read more</a></div>',
        STORE + "document.getElementById('ok').onclick = () => end('1', document.getElementById('b'));",
    )


def ignoring() -> str:
    """Return a bar that stores consent whichever button is pressed."""
    return plain().replace("['reject', 'rejected']", "['reject', 'accepted']")


def forgetful() -> str:
    """Return a bar that comes back on every page."""
    return plain().replace("if (answered()) bar.remove();\nelse ", "")


def without_banner() -> dict[str, str]:
    """Return pages without a consent banner, by what they have instead."""
    over = 'role="dialog" aria-modal="true" style="position:fixed;inset:100px;background:#fff;z-index:9"'
    return {
        "nothing": page(""),
        "newsletter": page(
            f"<div {over}><h2>10 % off</h2><p>Sign up for our newsletter. We respect your privacy.</p>"
            '<input type="email"><button>Subscribe</button><button>No thanks</button></div>'
        ),
    }
