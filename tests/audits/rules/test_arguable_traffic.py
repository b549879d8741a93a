"""Traffic of sites that do as they should, as vendors' scripts send it: what could be argued over never fails."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Claim, Outcome
from crawler.evidence.model import ConsentSignal, Phase, StorageKind, Visit
from tests.evidence import accepted, before, claim, cookie, document, finding, rejected, request, stored

TRACKERS, COOKIES, REFUSED = "trackers-before-consent", "cookies-before-consent", "refusal-ignored"
RANDOM = "8f14e45fceea167a5a36dedd4bea2543"
GA_PING = "https://region1.google-analytics.com/g/collect?v=2&tid=G-1&cid=1.2"
ADS_PING = "https://www.google.com/ccm/collect?en=page_view"


def outcome(rule: str, *visits: Visit) -> Outcome:
    return finding(rule, *visits).outcome


def signalling(visit: Visit, **decoded: str) -> Visit:
    """Return a visit whose first request says this in Google's consent mode."""
    signal = ConsentSignal(
        kind="google-consent-mode", raw="gcs", decoded=decoded, page=0, phase=Phase.LOOK, page_time_ms=900, request=0
    )
    return replace(visit, signals=(signal,))


# --- consent modes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "gcs", "expected"),
    [
        (ADS_PING, "G100", Outcome.CANT_TELL),
        (ADS_PING, "G101", Outcome.CANT_TELL),
        (ADS_PING, "G110", Outcome.FAILED),
        (ADS_PING, "G111", Outcome.FAILED),
        (GA_PING, "G110", Outcome.CANT_TELL),
        (GA_PING, "G101", Outcome.FAILED),
        (GA_PING, "G1--", Outcome.FAILED),
    ],
)
def test_a_ping_counts_by_what_it_says_of_the_storage_that_its_host_is_for(
    url: str, gcs: str, expected: Outcome
) -> None:
    assert outcome(TRACKERS, before(requests=[request(f"{url}&gcs={gcs}")])) is expected


def test_what_a_ping_says_in_its_body_counts_the_same() -> None:
    asked = before(requests=[request(ADS_PING)])
    denied = signalling(asked, ad_storage="denied", analytics_storage="granted")
    granted = signalling(asked, ad_storage="granted", analytics_storage="denied")
    assert outcome(TRACKERS, denied) is Outcome.CANT_TELL
    assert outcome(TRACKERS, granted) is Outcome.FAILED


def carrying(visit: Visit, purposes: str) -> Visit:
    """Return a visit whose first request carries a TC string with these purposes agreed to."""
    decoded = {"PurposesConsent": purposes, "VendorConsents": "0"}
    signal = ConsentSignal(kind="tcf", raw="C", decoded=decoded, page=0, phase=Phase.LOOK, page_time_ms=900, request=0)
    return replace(visit, signals=(signal,))


def test_a_request_for_advertisements_that_carries_a_refusal_and_no_cookie_can_be_argued_over() -> None:
    url = "https://ib.adnxs.com/ut/v3/prebid?x=1"
    bare, knowing = before(requests=[request(url)]), before(requests=[request(url, sent=["uuid2"])])
    assert outcome(TRACKERS, carrying(bare, "")) is Outcome.CANT_TELL
    assert outcome(TRACKERS, carrying(bare, "1,2")) is Outcome.FAILED
    assert outcome(TRACKERS, carrying(knowing, "")) is Outcome.FAILED
    assert outcome(TRACKERS, bare) is Outcome.FAILED
    limited = request("https://securepubads.g.doubleclick.net/gampad/ads?npa=1&ltd=1&gdpr=1")
    assert outcome(TRACKERS, before(requests=[limited])) is Outcome.CANT_TELL


def test_googles_measurement_by_way_of_the_sites_own_server_is_no_pass() -> None:
    told = request("https://sst.shop.example/g/collect?v=2&tid=G-1&cid=1.2")
    other = request("https://sst.shop.example/g/collect?list=2")
    assert outcome(TRACKERS, before(requests=[told])) is Outcome.CANT_TELL
    assert outcome(TRACKERS, before(requests=[other])) is Outcome.PASSED


# --- what is kept -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["_hjOptOut", "ga-disable-UA-1", "__hs_opt_out", "__hs_do_not_track"])
def test_an_opt_out_by_name_ignores_no_refusal(name: str) -> None:
    assert outcome(REFUSED, before(), rejected(cookie(name, life="P1Y", value="true"))) is Outcome.PASSED


def test_an_identifier_under_the_name_of_an_opt_out_counts() -> None:
    visits = before(), rejected(cookie("_hjOptOut", life="P1Y", value=RANDOM))
    assert outcome(REFUSED, *visits) is Outcome.FAILED


@pytest.mark.parametrize(("value", "expected"), [("[]", Outcome.CANT_TELL), ("1", Outcome.CANT_TELL), (RANDOM, None)])
def test_a_count_or_nothing_in_web_storage_names_nobody(value: str, expected: Outcome | None) -> None:
    held = stored("_hjSessionUser_1", StorageKind.SESSION_STORAGE, value=value)
    assert outcome(TRACKERS, before(held)) is (expected or Outcome.FAILED)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("https://www.google.com/recaptcha/api2/anchor", Outcome.CANT_TELL),
        ("https://www.google.com/maps/embed", Outcome.CANT_TELL),
        ("https://www.google.com/ads/ga-audiences", Outcome.FAILED),
        ("https://www.google.com/", Outcome.FAILED),
    ],
)
def test_a_companys_cookie_counts_by_the_service_that_it_came_with(by: str, expected: Outcome) -> None:
    nid = cookie("NID", ".google.com", life="P180D", value=f"511={RANDOM}", by=by, header=True)
    assert outcome(COOKIES, before(nid)) is expected


def test_the_player_for_less_tracking_keeps_its_state_on_its_own_domain() -> None:
    key = "ytidb::LAST_RESULT_ENTRY_KEY"
    value = f'{{"data":"{RANDOM}"}}'
    theirs = replace(stored(key, value=value), domain="www.youtube-nocookie.com")
    usual = replace(stored(key, value=value), domain="www.youtube.com")
    assert outcome(TRACKERS, before(theirs)) is not Outcome.FAILED
    assert outcome(TRACKERS, before(usual)) is Outcome.FAILED


# --- whom it is told --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://monorail-edge.shopifysvc.com/v1/produce", "https://t.paypal.com/ts?v=1"])
def test_what_a_platform_measures_of_its_own_service_can_be_argued_over(url: str) -> None:
    assert outcome(TRACKERS, before(requests=[request(url)])) is Outcome.CANT_TELL


def test_measurement_that_its_maker_sells_for_use_without_consent_can_be_argued_over() -> None:
    ping = request("https://www.etracker.de/api/v6/b?sec=abc")
    assert outcome(TRACKERS, before(requests=[ping])) is Outcome.CANT_TELL
    assert outcome(REFUSED, before(), rejected(requests_after=[ping])) is Outcome.CANT_TELL


# --- which service is meant -------------------------------------------------------------------------------------

NID = cookie("NID", ".google.com", life="P180D", value=f"511={RANDOM}", by="https://www.google.com/", header=True)


@pytest.mark.parametrize(
    ("vendor", "expected"), [("Google", Outcome.FAILED), ("Google Maps", Outcome.CANT_TELL), ("Hotjar", Outcome.PASSED)]
)
def test_what_is_a_companys_in_general_may_be_another_services(vendor: str, expected: Outcome) -> None:
    said = claim("prior-consent", f"Cookies of {vendor} only with your consent.", vendor=vendor)
    assert finding("prior-consent", before(NID), claims=[said]).outcome is expected
    denied = claim("no-cookies", f"{vendor} sets no cookies.", vendor=vendor)
    visits = before(NID), accepted()
    assert finding("no-cookies", *visits, claims=[denied]).outcome is expected


def test_a_companys_only_kind_of_service_is_meant() -> None:
    seen = cookie("bcookie", ".linkedin.com", life="P1Y", value=RANDOM, header=True)
    said = claim("prior-consent", "The LinkedIn Insight Tag only with consent.", vendor="LinkedIn Insight Tag")
    assert finding("prior-consent", before(seen), claims=[said]).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.google.com/maps/embed?pb=1", Outcome.FAILED),
        ("https://www.youtube.com/embed/x", Outcome.CANT_TELL),
        ("https://www.google.com/recaptcha/api2/anchor?k=1", Outcome.PASSED),
        ("https://www.googletagmanager.com/ns.html?id=GTM-1", Outcome.PASSED),
    ],
)
def test_a_company_named_for_its_content_is_meant_with_what_carries_its_name(url: str, expected: Outcome) -> None:
    said = claim("embedded", "The map of Google only loads when you click.", vendor="Google", blocked_until="click")
    assert finding("embedded", before(requests=[request(url, "document")]), claims=[said]).outcome is expected


PLAYER = request("https://www.youtube.com/embed/x", "document")


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("When you play a video from YouTube, data is sent to YouTube.", Outcome.CANT_TELL),
        ("Videos from YouTube are only loaded when you click on them.", Outcome.FAILED),
        ("Videos from YouTube are not loaded until you click on them.", Outcome.FAILED),
    ],
)
def test_what_happens_on_a_click_is_no_word_on_what_happens_before(quote: str, expected: Outcome) -> None:
    read = document(text=quote)
    said = claim("embedded", quote, vendor="YouTube", blocked_until="click")
    found = finding("embedded", before(requests=[PLAYER]), claims=[said], documents=[read])
    assert found.outcome is expected


# --- what is not shared -----------------------------------------------------------------------------------------

PIXEL = request("https://www.facebook.com/tr?id=1", "image", sent=["fr"])


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The data that our cookies collect is not shared with third parties.", Outcome.FAILED),
        ("These cookies are not shared with third parties.", Outcome.CANT_TELL),
        ("The data that cookies of Google Analytics collect is not shared with others.", Outcome.CANT_TELL),
        ("We do not share data from cookies with Facebook.", Outcome.FAILED),
    ],
)
def test_a_denial_covers_the_cookies_and_companies_that_it_names(quote: str, expected: Outcome) -> None:
    said = claim("sharing", quote, shared=False)
    found = finding("sharing-despite-denial", before(requests=[PIXEL]), claims=[said], documents=[document(text=quote)])
    assert found.outcome is expected


DENIED = request(f"{GA_PING}&gcs=G100")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("prior-consent", claim("prior-consent", "Google Analytics only with consent.", vendor="Google Analytics")),
        ("no-cookies", claim("no-cookies", "We do not use Google Analytics.", vendor="Google Analytics")),
        ("no-cookies", claim("no-cookies", "We do not measure our visitors.", kind=["analytics"])),
        ("sharing-despite-denial", claim("sharing", "What cookies collect is not shared.", shared=False)),
        ("transfer-outside-eea", claim("transfer", "Data stays in the EU.", region="eea-only")),
    ],
)
def test_a_ping_that_says_denied_keeps_a_statement_from_passing(rule: str, said: Claim) -> None:
    assert finding(rule, before(requests=[DENIED]), accepted(), claims=[said]).outcome is Outcome.CANT_TELL
    assert finding(rule, before(), accepted(), claims=[said]).outcome is Outcome.PASSED


def test_a_word_on_cookies_alone_is_about_what_is_stored() -> None:
    said = claim("no-cookies", "We use no analytics cookies.", kind=["analytics"])
    assert finding("no-cookies", before(requests=[DENIED]), accepted(), claims=[said]).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("quote", "vendor", "expected"),
    [
        ("The map from Google is only loaded after your consent.", "Google", Outcome.CANT_TELL),
        ("Cookies of Google are only set after your consent.", "Google", Outcome.FAILED),
        ("Google Analytics is only loaded after your consent.", "Google Analytics", Outcome.FAILED),
    ],
)
def test_a_company_of_many_services_named_without_cookies_may_mean_any_of_them(
    quote: str, vendor: str, expected: Outcome
) -> None:
    said = claim("prior-consent", quote, vendor=vendor)
    kept = cookie("_ga", life="P2Y")
    assert finding("prior-consent", before(kept), claims=[said]).outcome is expected
    assert finding("prior-consent", before(requests=[request(GA_PING)]), claims=[said]).outcome is expected
