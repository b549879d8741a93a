"""Pages that have no consent banner, whatever else lies over them: nothing may be found, and nothing pressed."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import BAR, buttons, words
from tests.banners.site import UNTRIED, BannerSite, page

EN = words()["en"]
OVER = 'role="dialog" aria-modal="true" style="position:fixed;inset:100px 300px;background:#fff;z-index:9;padding:20px"'
LOW = 'style="position:fixed;right:10px;bottom:10px;background:#fff;padding:12px"'


def without() -> list[BannerSite]:
    """Return the sites."""
    return [
        BannerSite(name=f"no-{name}", pages={"/": page(body)}, found=False, accept=UNTRIED, reject=UNTRIED)
        for name, body in {**overlays(), **in_the_flow()}.items()
    ]


def overlays() -> dict[str, str]:
    """Things over the page that are no consent banners."""
    return {
        "newsletter": f"<div {OVER}><h2>10 % off</h2><p>Sign up for our newsletter. We respect your privacy.</p>"
        '<input type="email"><button>Subscribe</button><button>No thanks</button></div>',
        "newsletter-with-consent": f"<div {OVER}><h2>Stay in touch</h2><p>I consent to my personal data being used for the "
        'newsletter; see our privacy policy.</p><input type="email"><label><input type="checkbox"> I consent</label>'
        "<button>Agree and subscribe</button><button>Close</button></div>",
        "age-gate": f"<div {OVER}><h2>Are you 18 or older?</h2><p>You must be of legal age. This site uses cookies.</p>"
        "<button>Yes, I am over 18</button><button>No, leave</button></div>",
        "log-in": f'<div {OVER}><h2>Log in</h2><input type="email"><input type="password"><button>Log in</button>'
        "<p>By continuing you accept our terms and privacy policy.</p></div>",
        "registration": f'<div {OVER}><h2>New here?</h2><input type="text"><input type="email"><label><input type="checkbox"> I '
        "accept the terms and the privacy policy</label><button>Create account</button><button>Cancel</button></div>",
        "chat": f"<div {LOW}><p>Hi! How can we help?</p><button>Start chat</button><button>Close</button></div>",
        "chat-with-privacy": f"<div {LOW}><p>This chat is recorded. Read our privacy policy.</p><button>Start</button>"
        "<button>No, thanks</button></div>",
        "notifications": f"<div {OVER}><p>Allow notifications and never miss an offer?</p><button>Allow</button>"
        "<button>No thanks</button></div>",
        "location": f"<div {OVER}><p>Share your location to find the nearest shop?</p><button>Allow</button>"
        "<button>Not now</button></div>",
        "country": f"<div {OVER}><p>You seem to be in Sweden. Change country?</p><button>Continue</button>"
        "<button>Close</button></div>",
        "terms-changed": f"<div {OVER}><h2>Our terms have changed</h2><p>Please read the new terms of sale.</p>"
        "<button>Accept</button><button>Read later</button></div>",
        "app": f"<div {OVER}><p>Our app is better.</p><button>Open the app</button><button>Continue in browser</button></div>",
        "floating-settings": '<button style="position:fixed;left:5px;bottom:5px" aria-label="Cookie settings">🍪</button>',
        "revisit-icon": '<div class="cky-btn-revisit-wrapper" style="position:fixed;left:9px;bottom:9px"><button class="cky-btn-revisit" aria-label="Zzyzx">🍪</button></div>',
        "revisit-button": '<div id="ot-sdk-btn-floating" style="position:fixed;left:9px;bottom:9px"><button>Cookies Settings</button></div>',
        "revisit-tab": '<button class="cmplz-manage-consent" style="position:fixed;right:40px;bottom:0">Manage consent</button>',
        "video-consent": f"<div {LOW}><p>Play this video? Your data goes to its provider.</p><button>Play</button></div>",
        "game": f"<div {LOW}><p>You earned 12 cookies! Golden cookies give a bonus.</p><button>Accept reward</button>"
        "<button>Decline</button></div>",
        "recipes-by-mail": f"<div {OVER}><h2>Cookies with chocolate</h2><p>Get our best cookies recipe by e-mail.</p>"
        "<button>Yes please</button><button>No thanks</button></div>",
        "remembered-age": f"<div {OVER}><h2>Age verification</h2><p>You must be 21 to enter. A cookie keeps your answer.</p>"
        "<button>Yes</button><button>No</button></div>",
        "legal-age": f"<div {OVER}><h2>Welcome to our brewery</h2><p>Are you of legal drinking age? By entering you agree to our "
        'terms and our use of cookies.</p><button id="adult">Yes</button><button id="stranger">No</button></div>',
        "survey": f"<div {LOW}><p>Two minutes for our survey? Your answers are anonymous, no cookies are set.</p>"
        '<button id="stranger">Yes, start</button><button id="nothanks">No, thanks</button></div>',
        "sale-of-cookies": f"<div style='{BAR}'><p>New: double chocolate cookies! We use only real butter.</p>"
        '<button id="stranger">Order cookies</button><button id="nothanks">No thanks</button></div>',
        "cookies-disabled": f"<div style='{BAR}'><p>Cookies are disabled in your browser. Please enable cookies to log in.</p>"
        '<button id="stranger">Reload</button></div>',
        "donation": f"<div {LOW}><p>Support us: no trackers, no advertisements.</p><button>Donate</button>"
        "<button>Maybe later</button></div>",
        "discount": f"<div {OVER}><h2>10 % off</h2><p>We keep your personal data safe; see our privacy and cookie policy.</p>"
        "<button>Accept offer</button><button>No thanks</button></div>",
        "authorisation": f"<div {OVER}><h2>Authorise the app</h2><p>It wants to read your data: profile, e-mail. See its "
        "privacy policy.</p><button>Allow</button><button>Deny</button></div>",
        "processing-terms": f"<div {OVER}><h2>Data processing agreement</h2><p>Your organisation must accept it before you go "
        "on (GDPR).</p><button>Accept</button><button>Decline</button></div>",
        "data-for-delivery": f"<div {LOW}><p>May we use your data to call you about the delivery?</p><button>Yes</button><button>No</button></div>",
        "data-for-survey": f"<div {LOW}><p>Help us to improve: how do you like the site?</p><button>Good</button><button>Bad</button></div>",
        "languages": f"<div {LOW}><p>Choose a language</p><select><option>English</option><option>Svenska</option></select><button>OK</button></div>",
        "delivery": f"<div {LOW}><p>Order before 15:00, delivered tomorrow.</p><button>OK</button></div>",
    }


def in_the_flow() -> dict[str, str]:
    """Pages that speak of cookies, and banners that can't be seen."""
    said = "<p>We use cookies. You can accept or reject cookies in the banner.</p>"
    return {
        "nothing": "",
        "cookie-policy": f"<main><h1>Cookie policy</h1>{said * 30}<button>Cookie settings</button></main>",
        "bakery": "<h2>Cookies with chocolate</h2><p>Our cookies are baked daily. Accept no others!</p>"
        "<button>Add to basket</button><button>All cookies</button>",
        "recipe": "<article><h1>Chocolate cookies</h1><p>Cookies need butter, sugar and patience.</p><button>Save recipe</button>"
        '<button>Show all</button></article><aside style="position:sticky;top:0"><p>Cookie recipes by e-mail?</p>'
        '<input type="email"><button>Yes please</button></aside>',
        "sticky-footer": '<footer style="position:sticky;bottom:0"><a href="/cookies">Cookies</a> '
        '<a href="/privacy">Privacy policy</a><button>Contact us</button></footer>',
        "embedded-content": '<div style="margin-top:600px"><p>This video sets cookies of its provider.</p>'
        "<button>Accept and play</button></div>",
        "map-in-the-flow": '<div class="map-consent" style="margin-top:600px;width:900px"><p>To see the map, accept the '
        "cookies of its provider.</p><button>Accept and show</button></div>",
        "video-at-the-top": '<div class="video-consent" style="width:1000px"><p>This video is hosted elsewhere. By showing it you '
        'accept that its provider sets cookies.</p><button id="stranger">Accept &amp; play</button></div>',
        "withdrawal-page": f"<main><h1>Cookie policy</h1>{said * 3}<button id='stranger'>Change cookie settings</button>"
        "<button id='stranger'>Withdraw consent</button></main>",
        "hidden-banner": f'<div style="display:none"><p>{EN.sentence}</p>{buttons(EN)}</div>',
        "off-screen": f'<div style="{BAR};transform:translateY(120%)"><p>{EN.sentence}</p>{buttons(EN)}</div>',
        "news-about-cookies": "<article><h1>Cookies on the way out</h1><p>Browsers want to reject all third-party cookies, and "
        "consent with them.</p><button>Share</button><a href='/more'>Read more</a></article>",
        "settings-of-an-account": "<main><h1>Your account</h1><p>We use your data to improve deliveries. Allow us to call?</p>"
        "<button>Allow</button><button>Deny</button></main>",
        "menu": '<nav style="position:fixed;top:0;left:0;right:0"><button>Menu</button><a href="/privacy">Privacy</a>'
        '<a href="/cookies">Cookies</a></nav>',
    }
