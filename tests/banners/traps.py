"""What goes wrong on real pages, one site each: banners that are hard to find, to read or to answer."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import (
    BAR,
    BOX,
    Words,
    bar,
    boxes,
    buttons,
    choices,
    dialog,
    layers,
    reopened,
    started,
    switches,
    words,
)
from tests.banners.site import FAILS, NO, YES, BannerSite, page

EN = words()["en"]
SV = words()["sv"]
OVER = "position:fixed;inset:160px 300px;background:#fff;z-index:70;padding:20px"


def traps() -> list[BannerSite]:
    """Return the sites."""
    return [*places(), *moments(), *company(), *ways(), *offers(), *false_answers()]


def places() -> list[BannerSite]:
    """Where a banner hides."""
    deep = f"""<div id="b" hidden></div><script>{{ const outer = document.getElementById('b'); let host = outer, box;
for (let depth = 0; depth < 50; depth++) {{ box = host.attachShadow({{ mode: depth % 2 ? 'closed' : 'open' }});
  host = document.createElement('div'); box.append(host); }}
box.innerHTML = `<div style="{BAR}"><p>{EN.sentence}</p>{buttons(EN)}</div>`;
kit.bind(box, () => outer.remove()); kit.start(() => {{ outer.hidden = false; }}); }}</script>"""
    source = f"<p>{EN.sentence}</p>{buttons(EN)}".replace('"', "&quot;")
    srcdoc = f"""<iframe id="f" hidden style="{BAR};width:100%;height:160px" srcdoc="{source}"></iframe><script>{{
const frame = document.getElementById('f');
frame.onload = () => {{ kit.bind(frame.contentDocument, () => frame.remove()); kit.start(() => {{ frame.hidden = false; }}); }}; }}</script>"""
    return [
        framed("frame-own", "/notice"),
        framed("frame-foreign", "http://{frames}/notice"),
        framed("frame-in-frame", "http://{frames}/outer"),
        BannerSite(name="frame-srcdoc", pages={"/": page(srcdoc)}),
        BannerSite(name="shadow-fifty-deep", pages={"/": page(deep)}),
        BannerSite(name="swedish-on-english-page", pages={"/": page(bar(SV), language="en")}, language="sv"),
        BannerSite(name="frameset", pages={"/": '<iframe src="/inner" style="position:absolute;inset:0;width:100%;height:100%;border:0"></iframe>', "/inner": page(bar(EN))}),
    ]  # fmt: skip


def framed(name: str, address: str) -> BannerSite:
    """Return a site whose banner is a frame over the page; it tells its parent what was chosen."""
    home = f"""<script>kit.start(() => {{ const frame = document.createElement('iframe'); frame.src = '{address}';
frame.style.cssText = 'position:fixed;left:100px;top:150px;width:700px;height:300px;border:5px solid;z-index:99';
document.body.append(frame);
addEventListener('message', (event) => {{ kit.give(event.data === 'accept' ? kit.OPTIONAL : []); frame.remove(); }}); }});</script>"""
    inner = (
        f'<!doctype html><html lang="en"><body><p>{EN.sentence}</p>{buttons(EN)}<script>'
        "for (const node of document.querySelectorAll('[data-do]'))"
        " node.onclick = () => top.postMessage(node.dataset.do, '*');</script></body></html>"
    )
    outer = '<!doctype html><html><body style="margin:0"><iframe src="/notice" style="width:680px;height:280px"></iframe></body></html>'
    own = {"/notice": inner} if address == "/notice" else {}
    return BannerSite(name=name, pages={"/": page(home), **own}, frames={"/notice": inner, "/outer": outer})


def moments() -> list[BannerSite]:
    """When a banner shows."""

    def shown_by(event: str) -> str:
        return bar(EN).replace("box.hidden = false", event)

    late = "setTimeout(() => { box.hidden = false; }, 4000)"
    unbound = bar(EN).replace(
        "kit.bind(box, () => { box.hidden = true });",
        "setTimeout(() => kit.bind(box, () => { box.hidden = true }), 5200);",
    )
    scrolled = "addEventListener('scroll', () => { box.hidden = false; }, { once: true })"
    tall = '<div style="height:3000px"></div>'
    hiding = bar(EN).replace("kit.start(", "if (!navigator.webdriver) kit.start(")
    drawn = (
        bar(EN)
        .replace('style="', 'style="transition:transform 3s;transform:translateY(110%);')
        .replace(
            "box.hidden = false", "box.hidden = false; requestAnimationFrame(() => { box.style.transform = 'none'; })"
        )
    )
    return [
        BannerSite(name="late", pages={"/": page(shown_by(late))}, wait_ms=6000),
        BannerSite(name="bound-late", pages={"/": page(unbound.replace("box.hidden = false", late))}, wait_ms=5000),
        BannerSite(name="on-scroll", pages={"/": page(tall + shown_by(scrolled))}, scroll=True),
        BannerSite(name="hidden-from-webdriver", pages={"/": page(hiding)}),
        BannerSite(name="sliding-in", pages={"/": page(drawn)}, wait_ms=5000),
        BannerSite(name="after-interaction-frame", pages={"/": page(shown_by("requestIdleCallback(() => { box.hidden = false; })"))}),
    ]  # fmt: skip


def company() -> list[BannerSite]:
    """Return banners beside which something else lies over the page."""
    newsletter = f"""<div role="dialog" style="{OVER}"><h2>Join our newsletter</h2><p>By subscribing you accept our privacy
policy.</p><input type="email"><button id="join">Subscribe</button> <button id="nothanks">No thanks</button></div>"""
    age = f"""<div role="dialog" style="{OVER}"><h2>Are you 18 or older?</h2><p>You must be of legal age to enter.</p>
<button id="adult">Yes, I am over 18</button> <button id="stranger">No, leave</button></div>"""
    chat = """<div style="position:fixed;right:10px;bottom:260px;z-index:80"><p>Hi! How can we help?</p>
<button id="chat">Start chat</button> <button id="stranger">Close</button></div>"""
    login = f"""<div role="dialog" style="{OVER}"><h2>Log in</h2><input type="email"><input type="password">
<button id="stranger">Log in</button><p>By continuing you accept our terms.</p></div>"""
    push = f"""<div role="dialog" style="{OVER}"><p>Allow notifications and never miss an offer?</p>
<button id="stranger">Allow</button> <button id="nothanks">No thanks</button></div>"""
    video = '<div id="video"><p>This video sets cookies of its provider.</p><button id="stranger">Accept and play</button></div>'
    others = {"newsletter": newsletter, "age-gate": age, "chat": chat, "login": login, "push": push, "video": video}
    return [BannerSite(name=f"with-{name}", pages={"/": page(other + bar(EN))}) for name, other in others.items()]


def ways() -> list[BannerSite]:
    """Ways that an answer takes."""
    return [
        BannerSite(name="tags-input", pages={"/": page(bar(EN, "input"))}),
        BannerSite(name="tags-span", pages={"/": page(bar(EN, "span"))}),
        BannerSite(name="second-layer", pages={"/": page(boxes(SV), store="json", language="sv")}, layers=2),
        BannerSite(name="second-layer-switches", pages={"/": page(switches(EN), store="loose")}, layers=2),
        BannerSite(name="three-layers", pages={"/": page(three_layers(EN), store="json")}, layers=3),
        BannerSite(name="refuse-on-second", pages={"/": page(refuse_on_second(EN), store="json")}, layers=2),
        BannerSite(name="all-ticked", pages={"/": page(all_ticked(), store="list")}, layers=1),
        BannerSite(name="confirmation-stays", pages={"/": page(confirmation())}),
        BannerSite(name="yes-no-radios", pages={"/": page(yes_or_no(), store="json")}, layers=2),
        BannerSite(name="a-button-a-purpose", pages={"/": page(button_a_purpose(), store="json")}, layers=2),
        preferences_in_a_frame(),
        BannerSite(name="bare-consent", pages={"/": page(bare_consent())}),
        BannerSite(name="server-form", pages={"/": page(served("form"))}),
        BannerSite(name="server-link", pages={"/": page(served("link"))}),
        BannerSite(name="radios", pages={"/": page(radios(), store="json")}),
        BannerSite(name="details", pages={"/": page(accordion(), store="base64")}),
        BannerSite(name="tabs", pages={"/": page(tabs(), store="json")}),
        BannerSite(name="bare-save", pages={"/": page(boxes(EN).replace(EN.save, "Save").replace(EN.settings, "Manage"), store="json")}, layers=2),
        BannerSite(name="legitimate-interest", pages={"/": page(legitimate(), store="json")}, layers=2),
        BannerSite(name="confirmed", pages={"/": page(confirmed())}),
        BannerSite(name="icons", pages={"/": page(icons())}),
        BannerSite(name="links-withdraw", pages={"/": page(bar(EN) + settings_link()), "/cookies": page(boxes(EN).replace("kit.start(() => { box.hidden = false })", "box.hidden = false"))}, withdraw=YES),
        BannerSite(name="policy-withdraw", pages={"/": page(bar(EN) + policy_link()), "/about-cookies": page(f"<h2>About cookies</h2><p>{EN.sentence}</p>" + reopened(EN).replace("kit.start(() => { box.hidden = false })", ""))}, withdraw=YES),
        BannerSite(name="direct-withdraw", pages={"/": page(bar(EN) + direct())}, withdraw=YES),
        BannerSite(name="emoji-withdraw", pages={"/": page(bar(EN) + icon().replace('class="cookie-revisit" title="Kakinställningar"', 'class="floating"').replace('none"></div>', 'none"></div>').replace('false"></div>', 'false">🍪</div>'))}, withdraw=YES),
        BannerSite(name="icon-withdraw", pages={"/": page(bar(SV) + icon(), language="sv")}, withdraw=YES),
        BannerSite(name="erasing-withdraw", pages={"/": page(bar(EN) + erasing())}, withdraw=YES),
        BannerSite(name="ignoring-withdraw", pages={"/": page(dialog(EN) + ignoring_back())}, withdraw=FAILS),
    ]  # fmt: skip


def three_layers(said: Words) -> str:
    """Return a first layer, a second with a further button, a third with the categories."""
    two = f'<div data-layer="2" hidden><h2>{said.back}</h2><p>{said.sentence}</p><button id="further" data-do="further">Manage purposes</button> <button id="all" data-do="accept">{said.accept}</button></div>'
    three = layers(said).replace('data-layer="2"', 'data-layer="3"')
    return (
        f'<div id="b" style="{BOX}" hidden>{three.replace("<div data-layer", two + "<div data-layer", 2).replace(two, "", 1)}</div>'
        + started()
    )


def refuse_on_second(said: Words) -> str:
    """Return a second layer that refuses with one button."""
    return boxes(said).replace(
        '<button id="save"', f'<button id="reject" data-do="reject">{said.reject}</button> <button id="save"'
    )


def all_ticked() -> str:
    """Return everything ticked on the first layer, beside "Accept selected" and "Accept all"."""
    rows = choices(EN)
    two = '<button id="save" data-do="save">Accept selected</button> <button id="accept" data-do="accept">Accept all cookies</button>'
    return f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{rows}{two}</div>' + started()


def confirmation() -> str:
    """Return a banner that stays to confirm the answer, as public services have it."""
    told = '<div data-layer="2" hidden><p>You have chosen. You can <a href="/cookies">change your cookie settings</a> at any time.</p><button id="hide">Hide this message</button></div>'
    two = '<button id="accept">Accept analytics cookies</button> <button id="reject">Reject analytics cookies</button> <a href="/cookies">View cookies</a>'
    script = """<script>{ const box = document.getElementById('b'), [one, two] = box.querySelectorAll('[data-layer]');
const choose = (given) => { kit.give(given); one.hidden = true; two.hidden = false; };
document.getElementById('accept').onclick = () => choose(kit.OPTIONAL); document.getElementById('reject').onclick = () => choose([]);
document.getElementById('hide').onclick = () => { box.hidden = true; }; kit.start(() => { box.hidden = false; }); }</script>"""
    return f'<div id="b" style="{BAR}" hidden><div data-layer="1"><p>{EN.sentence}</p>{two}</div>{told}</div>{script}'


def yes_or_no() -> str:
    """Return settings with a pair of radio buttons a purpose, yes preset."""
    rows = "".join(
        f'<fieldset><legend>{name.title()} cookies</legend><label><input type="radio" name="{name}" id="{name}-yes" data-category="{name}" checked>'
        f' Yes</label> <label><input type="radio" name="{name}" id="{name}-no"> No</label></fieldset>'
        for name in ("statistics", "marketing")
    )
    return boxes(EN).replace(choices(EN), rows)


def button_a_purpose() -> str:
    """Return settings with "Allow" and "Deny" for each purpose, allowed at first."""
    rows = "".join(
        f'<p>{name.title()} <input type="checkbox" data-category="{name}" checked hidden> <button class="on">Allow</button> <button class="off">Deny</button></p>'
        for name in ("statistics", "marketing")
    )
    script = """<script>for (const row of document.querySelectorAll('[data-layer="2"] p')) {
row.querySelector('.on')?.addEventListener('click', () => { row.querySelector('input').checked = true; });
row.querySelector('.off')?.addEventListener('click', () => { row.querySelector('input').checked = false; }); }</script>"""
    return boxes(EN).replace(choices(EN), rows) + script


def preferences_in_a_frame() -> BannerSite:
    """Return a foreign frame whose options are a document of their own, stored by "Save & Exit"."""
    site = framed("frame-options", "http://{frames}/notice")
    first = site.frames["/notice"].replace(
        buttons(EN), buttons(EN, reject=False) + ' <a href="/options" id="settings">Manage cookies</a>'
    )
    rows = choices(EN, kind="switch")
    options = (
        f'<!doctype html><html lang="en"><body><h2>Your cookie preferences</h2>{rows}<button id="save">Save &amp; Exit</button><script>'
        "for (const node of document.querySelectorAll('[role=switch]:not([disabled])')) node.onclick = () => node.ariaChecked = node.ariaChecked !== 'true';"
        "document.getElementById('save').onclick = () => top.postMessage(document.querySelector('[aria-checked=true]:not([disabled])') ? 'accept' : 'reject', '*');"
        "</script></body></html>"
    )
    return BannerSite(name=site.name, pages=site.pages, frames={"/notice": first, "/options": options})


def bare_consent() -> str:
    """Return "Consent" beside "Do not consent", as a large advertising company has them."""
    return bar(Words("en", EN.sentence, "Consent", "Do not consent", "Manage options", EN.save, EN.back, EN.categories))


def served(kind: str) -> str:
    """Return a banner whose answer goes to the site's own server, which sets the cookie and leads back."""
    if kind == "form":
        two = "".join(f'<button id="{act}" name="answer" value="{act}">{text}</button> ' for act, text in ANSWERS)
        inner = f'<form method="post" action="/choose"><p>{EN.sentence}</p>{two}</form>'
    else:
        two = "".join(f'<a id="{act}" href="/?answer={act}">{text}</a> ' for act, text in ANSWERS)
        inner = f"<p>{EN.sentence}</p>{two}"
    return f'<div id="b" style="{BAR}" hidden>{inner}</div><script>kit.start(() => {{ document.getElementById("b").hidden = false; }})</script>'


ANSWERS = (("accept", "Accept all cookies"), ("reject", "Reject all cookies"))


def radios() -> str:
    """Return a choice by radio buttons, the accepting one preset."""
    rows = "".join(
        f'<p><label><input type="radio" name="r" id="{act}" value="{act}" {state}> {text}</label></p>'
        for act, text, state in (("accept", "Accept all cookies", "checked"), ("reject", "Only necessary cookies", ""))
    )
    script = """<script>{ const box = document.getElementById('b'); document.getElementById('save').onclick = () => {
kit.give(box.querySelector('input:checked').value === 'accept' ? kit.OPTIONAL : []); box.hidden = true; };
kit.start(() => { box.hidden = false; }); }</script>"""
    return f'<form id="b" style="{BAR}" hidden onsubmit="return false"><p>{EN.sentence}</p>{rows}<button id="save">Save my choice</button></form>{script}'


def accordion() -> str:
    """Return choices folded away in a <details>."""
    inner = f'<details><summary id="settings">{EN.settings}</summary>{choices(EN)}<button id="save" data-do="save">{EN.save}</button></details>'
    return f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{buttons(EN, reject=False)}{inner}</div>' + started()


def tabs() -> str:
    """Return a banner whose switches lie behind a tab of its settings."""
    return (
        boxes(EN)
        .replace(
            f"<h2>{EN.back}</h2>",
            f'<h2>{EN.back}</h2><p>We use cookies.</p><button id="tab1">Consent</button> <button id="tab2" '
            'onclick="document.getElementById(\'pane\').hidden = false">Details</button><div id="pane" hidden>',
        )
        .replace('<button id="all"', '</div><button id="all"')
    )


def legitimate() -> str:
    """Return categories that are off, beside objections to legitimate interest that are on."""
    more = (
        '<p><label><input type="checkbox" id="li" data-li checked> Measure advertising performance (legitimate interest)'
        "</label></p>"
    )
    return boxes(EN).replace('<button id="save"', more + '<button id="save"')


def confirmed() -> str:
    """Return a refusal that has to be confirmed."""
    second = f'<div data-layer="2" hidden><h2>{EN.back}</h2><p>Are you sure? Without cookies the shop knows you less well.</p>{buttons(EN)}</div>'
    first = f'<div data-layer="1"><p>{EN.sentence}</p>{buttons(EN).replace(chr(34) + "reject" + chr(34), chr(34) + "settings" + chr(34))}</div>'
    return f'<div id="b" style="{BOX}" hidden>{first}{second}</div>' + started()


def icons() -> str:
    """Return buttons whose words are in their labels only."""
    two = (
        '<button id="accept" data-do="accept" aria-label="Accept all cookies">✓</button> '
        '<button id="reject" data-do="reject" aria-label="Reject all cookies">✗</button>'
    )
    return f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{two}</div>' + started()


def settings_link() -> str:
    """Return a footer link to a page on which the choice can be changed."""
    return '<footer style="margin-top:1200px"><a href="/cookies">Cookie preferences</a></footer>'


def policy_link() -> str:
    """Return a footer link to a page about cookies, which holds the way back."""
    return '<footer style="margin-top:1200px"><a href="/about-cookies">About cookies</a></footer>'


def icon() -> str:
    """Return a floating icon that reopens the banner."""
    return """<div id="back" class="cookie-revisit" title="Kakinställningar" style="position:fixed;left:9px;bottom:9px;
width:40px;height:40px;background:#fc0;cursor:pointer" onclick="document.getElementById('b').hidden = false"></div>"""


def direct() -> str:
    """Return a button that takes consent back by itself, and says so."""
    return """<footer style="margin-top:1200px"><button id="back" onclick="kit.keep('cookie_choice', 'rejected'); kit.obey([]);
this.replaceWith('Done.')">Withdraw my consent</button></footer>"""


def erasing() -> str:
    """Return a button that forgets the answer and asks again."""
    return """<footer style="margin-top:1200px"><button id="back" onclick="document.cookie = 'cookie_choice=;path=/;max-age=0';
document.getElementById('b').hidden = false">Withdraw consent</button></footer>"""


def ignoring_back() -> str:
    """Return a way back on which refusing is ignored."""
    return """<footer style="margin-top:1200px"><a href="#" id="back">Cookie settings</a></footer><script>
document.getElementById('back').onclick = (event) => { event.preventDefault(); const box = document.getElementById('b');
  box.querySelector('#reject').addEventListener('click', () => setTimeout(() => kit.give(kit.OPTIONAL))); box.showModal(); };</script>"""


def offers() -> list[BannerSite]:
    """Banners that don't offer an answer."""
    pay = f"""<div id="b" style="{BOX}" hidden><p>Read us with advertising and cookies, or subscribe for 4 euro a month.</p>
<button id="accept" data-do="accept">Accept cookies and continue</button> <button id="pay">Subscribe without ads</button></div>"""
    notices = {
        "ok-only": ("OK", "en", EN), "got-it": ("Got it", "en", EN), "understood-sv": ("Jag förstår", "sv", SV),
        "close-only": ("×", "en", EN), "verstanden": ("Verstanden", "de", words()["de"]),
    }  # fmt: skip
    told = [
        BannerSite(
            name=name,
            pages={"/": page(f'<div id="b" style="{BAR}" hidden><p>{said.sentence}</p><button id="ok" data-do="ok">{text}</button></div>' + started(), language=code)},
            accept=NO, reject=NO, language=code,
        )
        for name, (text, code, said) in notices.items()
    ]  # fmt: skip
    lone = f'<div id="b" style="{BAR}" hidden><p>{EN.sentence}</p>{buttons(EN, reject=False)}</div>' + started()
    return [
        *told,
        BannerSite(name="pay-or-consent", pages={"/": page(pay + started())}, reject=NO),
        BannerSite(name="accept-only", pages={"/": page(lone)}, reject=NO, withdraw=NO),
        BannerSite(name="accept-ok", pages={"/": page(lone.replace(EN.accept, "Accept"))}, reject=NO),
    ]


def false_answers() -> list[BannerSite]:
    """Banners whose buttons don't do what they say."""
    ignoring = "<script>document.getElementById('reject').addEventListener('click', () => setTimeout(() => kit.give(kit.OPTIONAL)))</script>"
    forgetful = bar(EN).replace("kit.start(() => { box.hidden = false })", "box.hidden = false")
    deaf = bar(EN).replace("kit.bind(box, () => { box.hidden = true });", "")
    idle = bar(EN).replace("kit.bind(box, () => { box.hidden = true });", "box.onclick = () => { box.hidden = true };")
    return [
        BannerSite(name="ignoring", pages={"/": page(bar(EN) + ignoring)}, reject=FAILS),
        BannerSite(name="forgetful", pages={"/": page(forgetful)}, accept=FAILS, reject=FAILS),
        BannerSite(name="deaf", pages={"/": page(deaf)}, accept=FAILS, reject=FAILS),
        BannerSite(name="storing-nothing", pages={"/": page(idle)}, accept=FAILS, reject=FAILS),
    ]
