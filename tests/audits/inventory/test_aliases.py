"""Vendors behind names of the site's own: whose they are, what they are for, and what they are not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from audits.model import Confidence, Finding, HostUse, Item, Outcome, Party, Purpose, PurposeSource
from crawler.evidence.model import HostAlias, Request
from tests.evidence import Stored, accepted, alias, before, case_of, claim, cookie, finding, request

METRICS = "metrics.shop.example"
TO_ADOBE = alias(METRICS, "shop.sc.omtrdc.net")
PING = request(f"https://{METRICS}/b/ss/shop/1?AQB=1", "image")


def use_of(host: str, aliases: Sequence[HostAlias], *requests: Request) -> HostUse:
    case = case_of(before(requests=requests), aliases=aliases)
    return next(use for use in case.hosts if use.host == host)


def item_of(stored: Stored, *requests: Request) -> Item:
    (item,) = case_of(before(stored, requests=requests), aliases=[TO_ADOBE]).items
    return item


def tracked(*requests: Request, **more: Any) -> Finding:
    return finding("trackers-before-consent", before(requests=requests), **{"aliases": [TO_ADOBE], **more})


def test_a_name_of_the_sites_own_that_leads_to_a_vendor_is_the_vendors() -> None:
    use = use_of(METRICS, [TO_ADOBE], PING)
    assert (use.party, use.vendor, use.category) == (Party.THIRD, "Adobe Analytics", "analytics")
    assert (use.alias_of, use.alias_ref) == ("shop.sc.omtrdc.net", "/aliases/0")


def test_without_an_alias_it_is_the_sites_own() -> None:
    use = use_of(METRICS, [], PING)
    assert (use.party, use.vendor, use.alias_of) == (Party.FIRST, None, None)


def test_the_first_known_host_of_a_chain_counts() -> None:
    chained = alias(METRICS, "edge.nobody-knows.example", "x.eulerian.net", "host.cloudfront.net")
    assert use_of(METRICS, [chained], PING).alias_of == "x.eulerian.net"


@pytest.mark.parametrize(
    "target",
    ["d1.cloudfront.net", "shops.myshopify.com", "consent.cookiebot.com", "x.nobody-knows.example", "www.shop.example"],
)
def test_hosting_delivery_and_consent_tools_leave_a_host_the_sites_own(target: str) -> None:
    assert use_of(METRICS, [alias(METRICS, target)], PING).party is Party.FIRST


@pytest.mark.parametrize("kind", ["document", "stylesheet", "font"])
def test_a_host_that_parts_of_the_site_lie_on_is_its_own(kind: str) -> None:
    part = request(f"https://{METRICS}/part", kind)
    assert use_of(METRICS, [TO_ADOBE], PING, part).party is Party.FIRST


def test_pictures_under_the_name_make_it_the_sites_own() -> None:
    picture = request(f"https://{METRICS}/logo.png?width=80", "image")
    assert use_of(METRICS, [TO_ADOBE], PING, picture).party is Party.FIRST


def test_the_sites_own_address_is_never_a_vendors() -> None:
    assert (
        use_of(
            "www.shop.example", [alias("www.shop.example", "x.omtrdc.net")], request("https://www.shop.example/a")
        ).party
        is Party.FIRST
    )


def test_other_sites_hosts_stay_what_they_are() -> None:
    use = use_of(
        "cdn.other.example", [alias("cdn.other.example", "x.omtrdc.net")], request("https://cdn.other.example/a")
    )
    assert (use.party, use.vendor) == (Party.THIRD, None)


def test_a_cookie_of_such_a_host_is_the_vendors() -> None:
    item = item_of(cookie("xyz", METRICS, life="P2Y", header=True, by=f"https://{METRICS}/a"))
    assert (item.party, item.vendor, item.purpose) == (Party.THIRD, "Adobe Analytics", Purpose.ANALYTICS)
    assert (item.purpose_source, item.alias_refs) == (PurposeSource.HOST, ("/aliases/0",))


def test_a_cookie_it_sets_for_the_whole_site_is_the_sites_but_known_by_its_setter() -> None:
    item = item_of(cookie("xyz", life="P2Y", header=True, by=f"https://{METRICS}/a"))
    assert (item.party, item.vendor, item.purpose) == (Party.FIRST, "Adobe Analytics", Purpose.ANALYTICS)


def test_reports_to_it_before_consent_fail_and_the_chain_is_evidence() -> None:
    found = tracked(PING)
    assert (found.outcome, found.confidence) == (Outcome.FAILED, Confidence.HIGH)
    assert f"{METRICS} → shop.sc.omtrdc.net" in found.message
    assert "/aliases/0" in found.evidence


def test_the_sites_cookies_that_go_along_make_no_report_of_a_script() -> None:
    script = request(f"https://{METRICS}/lib.js", "script", sent=["session"])
    assert tracked(script).outcome is Outcome.CANT_TELL


def test_without_the_alias_nothing_is_seen() -> None:
    assert tracked(PING, aliases=[]).outcome is Outcome.PASSED


def test_loaded_from_our_own_server_is_broken_by_it() -> None:
    own = claim("no-third-party-requests", "All content is loaded from our own server.")
    found = finding("no-third-party-requests", before(requests=[PING]), claims=[own], aliases=[TO_ADOBE])
    assert found.outcome is Outcome.FAILED
    assert "/aliases/0" in found.evidence


@pytest.mark.parametrize(
    ("rule", "said", "reason"),
    [
        ("party", claim("party", "Only our own cookies are used.", party="first-only"), "alias"),
        ("no-cookies", claim("no-cookies", "We use no third-party cookies.", kind=["third-party"]), "unknown-items"),
    ],
)
def test_whose_cookie_it_is_under_the_sites_name_is_left_open(rule: str, said: Any, reason: str) -> None:
    set_by_it = cookie("xyz", METRICS, life="P2Y", header=True, by=f"https://{METRICS}/a")
    found = finding(rule, before(), accepted(set_by_it), claims=[said], aliases=[TO_ADOBE])
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, reason)
    assert "/aliases/0" in found.evidence


def test_a_service_named_in_the_policy_is_recognised_behind_it() -> None:
    said = claim("service", "We use Adobe Analytics.", vendor="Adobe Analytics")
    found = finding("service", before(requests=[PING]), claims=[said], aliases=[TO_ADOBE])
    assert found.outcome is Outcome.PASSED
