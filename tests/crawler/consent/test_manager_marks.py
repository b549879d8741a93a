"""Which manager a banner is of."""

from __future__ import annotations

import pytest

from crawler.consent.managers import manager_of


@pytest.mark.parametrize(
    ("markup", "manager"),
    [
        ('<div id="onetrust-banner-sdk" class="otFlat">', "onetrust"),
        ('<div id="CybotCookiebotDialog" name="CybotCookiebotDialog">', "cookiebot"),
        ('<div class="cky-consent-container cky-box-bottom-left">', "cookieyes"),
        ('<div id="coiOverlay" class="coi-banner__wrapper">', "cookie-information"),
        ('<div class="cookie-bar"><button>OK</button></div>', None),
        ("", None),
    ],
)
def test_knows_a_manager_by_its_marks(markup: str, manager: str | None) -> None:
    assert manager_of(markup) == manager


def test_marks_of_two_managers_decide_nothing() -> None:
    assert manager_of('<div class="cky-notice"><div class="cmplz-cookiebanner"></div></div>') is None


def test_knows_a_manager_by_the_address_of_its_frame() -> None:
    assert manager_of("<body></body>", "https://consent.trustarc.com/get?name=x") == "trustarc"
