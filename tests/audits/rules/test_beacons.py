"""Which requests report a visit, and which merely fetch something to show or run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Confidence
from audits.rules.grounds.beacons import Beacons, beacons
from crawler.evidence.model import ConsentSignal, Phase, Request, State
from tests.evidence import accepted, before, case_of, claim, rejected, request


def of(asked: Request) -> Beacons:
    return beacons(case_of(before(requests=[asked])), State.BEFORE)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.google-analytics.com/g/collect?v=2", "fetch"),
        ("https://www.google-analytics.com/g/collect", "ping"),
        ("https://ad.doubleclick.net/p?x=1", "image"),
        ("https://www.google.com/ads/ga-audiences?id=1", "image"),
        ("https://www.facebook.com/tr/?id=1", "image"),
    ],
)
def test_reports_are_firm(url: str, kind: str) -> None:
    assert len(of(request(url, kind)).firm) == 1


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://static.criteo.net/logo.png", "image"),
        ("https://cdn.segment.com/v1/projects/x/settings", "fetch"),
        ("https://static.hotjar.com/c/hotjar-1.js?sv=6", "script"),
        ("https://www.google-analytics.com/g/collect?gcs=G100", "ping"),
        ("https://plausible.io/api/event", "ping"),
        ("https://www.facebook.com/plugins/like.php?href=x", "document"),
    ],
)
def test_what_only_loads_something_is_doubtful(url: str, kind: str) -> None:
    found = of(request(url, kind))
    assert (found.firm, len(found.doubtful)) == ((), 1)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/recaptcha/api2/anchor?k=1",
        "https://www.google.com/maps/embed?pb=1",
        "https://m.media-amazon.com/images/1.jpg?x=1",
        "https://fonts.gstatic.com/a.woff2",
        "https://shop.firebaseio.com/.ws?v=5",
    ],
)
def test_services_on_shared_hosts_are_no_trackers(url: str) -> None:
    assert of(request(url, "fetch", sets=["NID"])) == Beacons()


def test_measurement_that_may_be_exempt_is_doubtful() -> None:
    hosted = request("https://shop.matomo.cloud/matomo.php?rec=1", "ping")
    assert of(hosted).firm == ()
    ping = request("https://www.google-analytics.com/g/collect?v=2")
    exempt = case_of(before(requests=[ping]), claims=[claim("consent-exempt", category="analytics")])
    assert (beacons(exempt, State.BEFORE).firm, len(beacons(exempt, State.BEFORE).doubtful)) == ((), 1)


def test_a_cookie_makes_any_request_a_report() -> None:
    assert of(request("https://www.facebook.com/plugins/like.php", "document", sets=["fr"])).firm


def test_a_post_reports() -> None:
    assert of(replace(request("https://api.segment.io/v1/p", "fetch"), method="POST")).firm


def test_what_shows_in_some_looks_only_is_less_sure() -> None:
    ping = request("https://www.google-analytics.com/g/collect")
    once = case_of(before(requests=[ping]), rejected(), accepted())
    always = case_of(before(requests=[ping]), rejected(requests=[ping]))
    assert beacons(once, State.BEFORE).confidence is Confidence.MEDIUM
    assert beacons(always, State.BEFORE).confidence is Confidence.HIGH


def test_a_request_that_says_consent_is_denied_is_doubtful() -> None:
    asked = before(requests=[request("https://www.google-analytics.com/g/collect?v=2")])
    decoded = {"ad_storage": "denied", "analytics_storage": "denied"}
    kind, raw = "google-consent-mode", "gcd=13p3p3p2p5"
    denied = ConsentSignal(kind=kind, raw=raw, decoded=decoded, page=0, phase=Phase.LOOK, page_time_ms=9, request=0)
    found = beacons(case_of(replace(asked, signals=(denied,))), State.BEFORE)
    assert (found.firm, len(found.doubtful)) == ((), 1)
    granted = replace(denied, decoded={**decoded, "analytics_storage": "granted"})
    assert beacons(case_of(replace(asked, signals=(granted,))), State.BEFORE).firm
