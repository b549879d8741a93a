"""The sites behind the golden bundles: what each promises and does, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawler.evidence.bundle import Bundle
from crawler.evidence.model import Proof
from tests.evidence import accepted, banner, before, choice, cookie, rejected, request, sealed, stored

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
        accepted(META, IDE, look=look, requests_after=[GA_PING], shown=shown, proofs=PROVED),
        policy=BAD_POLICY,
    )


def contradicting(folder: Path) -> Bundle:
    """Return a site whose policy says two things at once and was never filled in."""
    return sealed(folder, before(META, IDE), policy=CONTRADICTING_POLICY)


def unreachable(folder: Path) -> Bundle:
    """Return a site that answered with an error: nothing may be concluded from it."""
    return sealed(folder, before(status=503, complete=False, shown=None))


SCENARIOS: dict[str, Callable[[Path], Bundle]] = {
    "bad": bad,
    "contradicting": contradicting,
    "good": good,
    "unreachable": unreachable,
}
