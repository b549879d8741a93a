"""The sites behind the golden bundles: what each promises and does, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from crawler.evidence.bundle import Bundle
from crawler.evidence.model import (
    Answer,
    AnswerResult,
    Banner,
    Control,
    ControlRole,
    DocumentKind,
    Proof,
    SentValue,
    State,
    StorageKind,
    Visit,
)
from tests.evidence import (
    Page,
    accepted,
    alias,
    banner,
    before,
    choice,
    cookie,
    rejected,
    request,
    sealed,
    stored,
    visit,
)

GA = cookie("_ga", life="P2Y", by="https://www.googletagmanager.com/gtag/js?id=G-1")
GA_PING = request("https://region1.google-analytics.com/g/collect?v=2&tid=G-1")
ADS = cookie("_gcl_au", life="P90D", value="1.1.2049283744.1772366400")
META = cookie("_fbp", life="P90D", value="fb.1.1772366400000.938475610293")
IDE = cookie("IDE", ".doubleclick.net", life="P390D", value="AHWqTUm8s7dGf93kd02jLxQ", header=True)
PROVED = (Proof(kind="banner-gone-after-reload", holds=True), Proof(kind="consent-record", holds=True))

GOOD_POLICY = """Cookie policy
We do not set any cookies other than those that are necessary until you have given your consent.
You can accept or reject cookies in our cookie banner.
If you accept, we use Google Analytics to count visits.
The cookie cookie_consent remembers your choice for 1 year.
Last updated: 12 January 2026
"""

BAD_POLICY = """Cookie policy
We do not set any cookies other than those that are necessary until you have given your consent.
Our website uses only our own cookies.
We do not use any marketing cookies.
A cookie stores your choice for 30 days. Persistent cookies are stored for 30 days.
By continuing to use our website you accept that we use cookies.
"""

CONTRADICTING_POLICY = """Cookie policy of [COMPANY NAME]
We do not use any third-party cookies on this website.
On our website, third parties set cookies to show you advertisements.
We do not share the data that our cookies collect with third parties.
"""


def good(folder: Path) -> Bundle:
    """Return a site that keeps its word: everything waits for consent, and a refusal is heeded."""
    session = cookie("PHPSESSID", "www.shop.example", header=True, by="https://www.shop.example/")
    record = cookie("cookie_consent", life="P1Y", value="accepted")
    refused = cookie("cookie_consent", life="P1Y", value="rejected")
    shown = banner("accept", "reject", "settings")
    return sealed(
        folder,
        before(session, shown=shown),
        rejected(refused, look=[session], shown=shown, proofs=PROVED),
        accepted(record, GA, look=[session], requests_after=[GA_PING], shown=shown, proofs=PROVED),
        policy=GOOD_POLICY,
    )


def bad(folder: Path) -> Bundle:
    """Return a site that breaks its word: trackers before consent, after refusal, and of others."""
    shown = banner(
        "accept", "settings", save=2, choices=[choice("Necessary", checked=True), choice("Ads", checked=True)]
    )
    look = [GA, ADS, stored("_hjSessionUser_1")]
    return sealed(
        folder,
        before(*look, requests=[GA_PING], shown=shown),
        rejected(META, look=look, requests=[GA_PING], requests_after=[GA_PING], shown=shown, proofs=PROVED, layers=2),
        accepted(
            META,
            IDE,
            cookie("cookie_consent", life="P1Y", value="all"),
            look=look,
            requests_after=[GA_PING],
            shown=shown,
            proofs=PROVED,
        ),
        policy=BAD_POLICY,
    )


def contradicting(folder: Path) -> Bundle:
    """Return a site whose policy says two things at once and was never filled in."""
    return sealed(folder, before(META, IDE), policy=CONTRADICTING_POLICY)


def unreachable(folder: Path) -> Bundle:
    """Return a site that answered with an error: nothing may be concluded from it."""
    return sealed(folder, before(status=503, complete=False, shown=None))


MODEL_POLICY = (
    """
<h1>Privacy and cookie policy</h1>
<p>Shop Example AB, Storgatan 1, 111 22 Stockholm, is the controller of your personal data. Write to us at
privacy@shop.example or call 08-123 45 67.</p>
<p>Last updated: 12 January 2026</p>
<h2>Cookies</h2>
<p>We do not set any cookies other than those that are necessary until you have given your consent.</p>
<p>Necessary cookies are set without your consent.</p>
<p>You can accept or reject cookies in our cookie banner.</p>
<p>You can change or withdraw your consent at any time by the link Cookie settings at the foot of every page.</p>
<p>A cookie stores your choice for 1 year.</p>
<p>We do not use any marketing cookies.</p>
<p>Our website uses only our own cookies.</p>
<p>Information collected by cookies is not shared with third parties.</p>
<p>All content on our website is loaded from our own server.</p>
<p>Your data is stored only within the EU.</p>
<p>We honour the Global Privacy Control signal of your browser.</p>
<p>We also use local storage.</p>
<p>Embedded videos from YouTube are only loaded when you click on the preview image.</p>
<p>If you accept, we use Matomo to count visits.</p>
<p>Analytics cookies are stored for 13 months.</p>
<p>The table lists all cookies we use.</p>
<table><tr><th>Name</th><th>Provider</th><th>Type</th><th>Category</th><th>Purpose</th><th>Expiry</th></tr>
<tr><td>PHPSESSID</td>
<td>Shop Example</td>
<td>First-party</td>
<td>Necessary</td>
<td>Keeps your basket</td>
<td>Session</td></tr>
<tr><td>cookie_consent</td>
<td>Shop Example</td>
<td>First-party</td>
<td>Necessary</td>
<td>Keeps your choice</td>
<td>1 year</td></tr>
<tr><td>_pk_id.*</td>
<td>Matomo</td>
<td>First-party</td>
<td>Analytics</td>
<td>Counts visitors</td>
<td>13 months</td></tr>
<tr><td>_pk_ses.*</td>
<td>Matomo</td>
<td>First-party</td>
<td>Analytics</td>
<td>Counts visits</td>
<td>30 minutes</td></tr>
<tr><td>shop_stats</td>
<td>Shop Example</td>
<td>First-party</td>
<td>Analytics</td>
<td>Counts visits</td>
<td>Until deleted</td></tr>
</table>
<h2>When you sign in</h2>
<table><tr><th>Name</th><th>Provider</th><th>Type</th><th>Category</th><th>Purpose</th><th>Expiry</th></tr>
<tr><td>PHPSESSID</td>
<td>Shop Example</td>
<td>First-party</td>
<td>Necessary</td>
<td>Keeps you signed in</td>
<td>Session</td></tr>
</table>
"""
    + "<p>We keep what you order for as long as the law on accounts asks for, and delete it then.</p>" * 20
)

SLY_POLICY = """
<h1>Cookie policy</h1>
<p>The list below contains all cookies that we use and is complete.</p>
<p>Information collected by cookies is not shared with third parties.</p>
<p>All content on our website is loaded from our own server.</p>
<p>Your data is stored only within the EU.</p>
<p>We honour the Global Privacy Control signal of your browser.</p>
<p>Embedded videos from YouTube are only loaded when you click on the preview image.</p>
<p>The _gid cookie is stored for 1 day.</p>
<p>We rely on the EU-US Privacy Shield for our suppliers.</p>
<table><tr><th>Name</th><th>Provider</th><th>Type</th><th>Category</th><th>Expiry</th></tr>
<tr><td>_fbp</td><td>Meta</td><td>First-party</td><td>Necessary</td><td>3 months</td></tr>
<tr><td>_gcl_au</td><td>Google</td><td>First-party</td><td>Functional</td><td>3 months</td></tr>
<tr><td>IDE</td><td>The Shop</td><td>First-party</td><td>Marketing</td><td>13 months</td></tr>
<tr><td>_ga</td><td>Google</td><td>First-party</td><td>Analytics</td><td>30 days</td></tr>
</table>
<h2>Necessary cookies</h2>
<table><tr><th>Name</th><th>Provider</th><th>Category</th><th>Expiry</th></tr>
<tr><td>_ga</td><td>Google</td><td>Necessary</td><td>30 days</td></tr>
</table>
"""

WALL_POLICY = (
    """
<h1>Privacy policy</h1>
<p>You can accept or reject cookies in our cookie banner.</p>
<p>Last updated: 1 April 2016</p>
<p>[Your company name] respects you.</p>
<table><tr><th>Name</th><th>Purpose</th></tr>
<tr><td>_ga</td><td>Counts visitors</td></tr>
<tr><td>_gid</td><td>Counts visitors</td></tr>
<tr><td>_gat</td><td>Counts requests</td></tr>
</table>
"""
    + "<p>We care about your privacy and treat what we learn about you with respect.</p>" * 30
)

RECORD = "cookie cookie_consent"
RECORDED = (Proof(kind="banner-gone-after-reload", holds=True), Proof(kind="consent-record", holds=True, detail=RECORD))
BUTTON = {"background-color": "rgb(0, 90, 40)", "color": "rgb(255, 255, 255)", "border": "0px none rgb(0, 0, 0)"}
PLAIN = {"background-color": "rgba(0, 0, 0, 0)", "color": "rgb(90, 90, 90)", "border": "0px none rgb(0, 0, 0)"}


def _drawn(role: str, styles: dict[str, str], size: int, height: float) -> Control:
    shown = {**styles, "font-size": f"{size}px"}
    return Control(role=ControlRole(role), text=role.capitalize(), tag="button", styles=shown, width=120, height=height)


def _withdrawn(made: Visit, *clicked: str) -> Visit:
    """Return a withdraw visit as one that accepted by one click and took consent back by the given ones."""
    consent = Answer(result=AnswerResult.VERIFIED, clicks=1, layers=1, clicked=("Accept",))
    result = AnswerResult.VERIFIED if clicked else AnswerResult.NOT_OFFERED
    reason = "" if clicked else "no way back to the choice was found on the page"
    answer = Answer(result=result, clicks=len(clicked), clicked=clicked, method="finder", reason=reason)
    return replace(made, consent=consent, answer=answer)


def model(folder: Path) -> Bundle:
    """Return a site that does all it should, withdrawal and signals included, and says so in full."""
    shown = Banner(
        found=True,
        text="We use cookies",
        language="en",
        controls=(_drawn("accept", BUTTON, 16, 40), _drawn("reject", BUTTON, 16, 40)),
        choices=(choice("Necessary", checked=True, disabled=True), choice("Statistics")),
    )
    session = cookie("PHPSESSID", "www.shop.example", header=True, by="https://www.shop.example/")
    record, refused = (cookie("cookie_consent", life="P1Y", value=value) for value in ("all", "none"))
    matomo = [
        cookie("_pk_id.1.1fff", life="P13M", value="b7e23ec29af22b0b.1772366400"),
        cookie("_pk_ses.1.1fff", life="PT30M", value="1"),
        stored("shop_stats", value="3"),
    ]
    ping = request("https://www.shop.example/matomo.php?rec=1")
    withdrawn = visit(State.WITHDRAW, [session], [refused], shown=shown, proofs=RECORDED)
    linked = tuple(replace(page, links=(("Cookie settings", ""),)) for page in withdrawn.pages)
    withdrawn = replace(withdrawn, pages=linked)
    return sealed(
        folder,
        before(session, shown=shown),
        rejected(refused, look=[session], shown=shown, proofs=RECORDED),
        accepted(record, *matomo, look=[session], requests_after=[ping], shown=shown, proofs=RECORDED),
        _withdrawn(withdrawn, "Cookie settings", "Reject"),
        visit(State.GPC, [session], shown=shown),
        pages=[Page(MODEL_POLICY)],
    )


def sly(folder: Path) -> Bundle:
    """Return a site that asks in a way that pushes, lists what is not so, and goes on after a withdrawal."""
    shown = Banner(
        found=True,
        text="We use cookies",
        controls=(_drawn("accept", BUTTON, 20, 60), _drawn("reject", PLAIN, 11, 16)),
        choices=(replace(choice("Personalised ads: legitimate interest", checked=True), legitimate_interest=True),),
    )
    record, refused = cookie("cookie_consent", life="P1Y", value="all"), cookie("cookie_consent", value="none")
    mail = cookie("user_email", life="P1Y", value="anna.svensson@mail.test")
    told = request("https://intake.us-east-1.amazonaws.com/c", "fetch")
    film = request("https://www.youtube.com/embed/x", "document")
    seen = accepted(
        record, META, ADS, IDE, GA, cookie("_pin_unauth", life="P1Y", value="dWlkPU1UQTJNV"), mail,
        requests_after=[request("https://ad.doubleclick.net/p?x=1", "image", sent=["IDE"]), told],
        shown=shown, proofs=RECORDED,
    )  # fmt: skip
    sent = SentValue(storage=StorageKind.COOKIE, name="_ga", domain=".shop.example", request=1, place="body")
    withdrawn = visit(State.WITHDRAW, (), [GA], requests_after=[GA_PING], shown=shown, proofs=RECORDED)
    return sealed(
        folder,
        before(requests=[film], shown=shown),
        rejected(refused, shown=shown, proofs=RECORDED),
        replace(seen, sent_values=(sent,)),
        _withdrawn(withdrawn, "Account", "Privacy", "Cookies", "Statistics", "Save"),
        visit(State.GPC, [META], shown=shown),
        pages=[Page(SLY_POLICY, "cookies", DocumentKind.COOKIE_POLICY), Page(None, "privacy")],
    )


def wall(folder: Path) -> Bundle:
    """Return a site that lets nobody in without consent, asked for in another language, and offers no way back."""
    shown = replace(banner("accept", "link"), modal=True, language="de")
    return sealed(
        folder,
        before(shown=shown),
        accepted(GA, shown=shown, proofs=PROVED),
        _withdrawn(visit(State.WITHDRAW, (), shown=shown)),
        pages=[Page(WALL_POLICY)],
    )


def silent(folder: Path) -> Bundle:
    """Return a site that tracks and says nothing."""
    return sealed(folder, before(GA, requests=[GA_PING]))


MASKED_POLICY = """Cookie policy
We do not set any cookies other than those that are necessary until you have given your consent.
Our website uses only our own cookies.
All content on our website is loaded from our own server.
"""


def masked(folder: Path) -> Bundle:
    """Return a site whose measurement runs under names of its own, which DNS leads to other companies."""
    visitor = cookie("s_vi", "metrics.shop.example", life="P2Y", by="https://metrics.shop.example/b/ss/x", header=True)
    report = request("https://metrics.shop.example/b/ss/shop/1?AQB=1", "image", sets=["s_vi"])
    picture = request("https://static.shop.example/logo.png", "image")
    return sealed(
        folder,
        before(visitor, requests=[report, picture]),
        policy=MASKED_POLICY,
        aliases=[
            alias("metrics.shop.example", "shop.example.sc.omtrdc.net", "shop.example.data.adobedc.net"),
            alias("static.shop.example", "shop.example.cdn.cloudflare.net"),
            alias("www.shop.example"),
        ],
    )


SCENARIOS: dict[str, Callable[[Path], Bundle]] = {
    "bad": bad,
    "good": good,
    "masked": masked,
    "model": model,
    "silent": silent,
    "sly": sly,
    "unreachable": unreachable,
    "wall": wall,
}
