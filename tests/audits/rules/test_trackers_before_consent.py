"""Tests of the rule `trackers-before-consent`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.model import Confidence, Finding, Outcome
from crawler.evidence.model import Revalidation, SentValue, StorageKind
from tests.evidence import accepted, before, cookie, finding, rejected, request, stored, validated

RULE = "trackers-before-consent"


def test_fails_on_a_tracking_request() -> None:
    found = finding(RULE, before(requests=[request("https://www.google-analytics.com/g/collect?v=2")]))
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("www.google-analytics.com",))


def test_fails_on_tracking_storage() -> None:
    assert finding(RULE, before(stored("_hjSessionUser_123"))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "doubtful",
    [
        request("https://ad.doubleclick.net/tag.js", "script"),
        request("https://www.google-analytics.com/g/collect?gcs=G100"),
        request("https://plausible.io/api/event"),
    ],
)
def test_cannot_tell_on_scripts_denied_consent_and_measurement_that_stores_nothing(doubtful) -> None:  # type: ignore[no-untyped-def]
    assert finding(RULE, before(requests=[doubtful])).outcome is Outcome.CANT_TELL


def test_passes_on_fonts_and_the_sites_own_requests() -> None:
    asked = [request("https://fonts.gstatic.com/f.woff2", "font"), request("https://www.shop.example/collect")]
    assert finding(RULE, before(stored("theme", value="dark"), requests=asked)).outcome is Outcome.PASSED


UNKNOWN = cookie(
    "uxp", ".pixelhost.example", life="P1Y", value="a8f3c1e9b7d24f60", by="https://pixelhost.example/p.gif"
)


@pytest.mark.parametrize("carried", [{"sent": ["uxp"]}, {"sets": ["uxp"]}])
def test_cannot_tell_on_a_host_nobody_knows_that_can_tell_visitors_apart(carried: dict[str, list[str]]) -> None:
    found = finding(RULE, before(UNKNOWN, requests=[request("https://pixelhost.example/p.gif", "image", **carried)]))
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "doubtful")
    assert "pixelhost.example" in found.message


def test_cannot_tell_on_a_host_nobody_knows_that_is_handed_an_identifier() -> None:
    own = cookie("qzv", life="P1Y", value="a8f3c1e9b7d24f60")
    seen = before(own, requests=[request("https://pixelhost.example/p.gif?u=a8f3c1e9b7d24f60", "image")])
    sent = SentValue(storage=StorageKind.COOKIE, name="qzv", domain=".shop.example", request=0, place="url")
    assert finding(RULE, replace(seen, sent_values=(sent,))).reason == "doubtful"


@pytest.mark.parametrize(
    ("name", "value", "url"),
    [
        ("uxp", "dark", "https://pixelhost.example/p.gif"),  # the same for everybody
        ("uxp", "a8f3c1e9b7d24f60", "https://other.example/p.gif"),  # a host that doesn't get it
        ("__cf_bm", "a8f3c1e9b7d24f60", "https://pixelhost.example/p.gif"),  # known to tell robots from people
    ],
)
def test_a_host_nobody_knows_that_can_tell_nobody_apart_passes(name: str, value: str, url: str) -> None:
    kept = cookie(name, ".pixelhost.example", life="P1Y", value=value, by="https://pixelhost.example/p.gif")
    assert finding(RULE, before(kept, requests=[request(url, "image", sent=[name])])).outcome is Outcome.PASSED


MARK, FILE = "https://cdn.example/mark.gif", "https://cdn.example/logo.gif"
OWN = ("7c4f09be12aa53d8e601", "b8210ffe6d9c4e77a035", "05e3bd94c1f84a6692d7")


def etag(value: str, url: str = MARK) -> Revalidation:
    return Revalidation(url=url, header="etag", value=value, value_length=len(value), given=0, returned=(1,), kept=True)


def with_etags(*values: str, others: str = "") -> Finding:
    """Judge visits that got `values` for one address, one each, and for another file the values of `others`."""
    visits = before(), rejected(), accepted()
    found = [(etag(value), *(etag(other, FILE) for other in others[n : n + 1])) for n, value in enumerate(values)]
    return finding(RULE, *(validated(visit, *each) for visit, each in zip(visits, found, strict=False)))


def test_fails_on_a_cache_identifier_that_each_profile_kept() -> None:
    found = with_etags(*OWN, others="fff")
    assert (found.outcome, found.subjects) == (Outcome.FAILED, ("ETag of cdn.example",))
    assert found.confidence is Confidence.MEDIUM
    assert set(found.evidence) == {f"/visits/{n}/revalidations/0" for n in range(3)}


@pytest.mark.parametrize(
    ("values", "others"),
    [
        (OWN, ""),  # whether other files have one value for all isn't known
        (OWN, "abc"),  # the servers take turns
        (OWN[:2], "ff"),  # two profiles are few
        (("7c4f09be12-1f40", "b8210ffe6d-1f40", "05e3bd94c1-1f40"), "fff"),  # a part in common: a file's size
    ],
)
def test_cannot_tell_on_cache_values_that_may_be_a_file_s(values: tuple[str, ...], others: str) -> None:
    found = with_etags(*values, others=others)
    assert (found.outcome, found.reason) == (Outcome.CANT_TELL, "doubtful")


@pytest.mark.parametrize("values", [(OWN[0],) * 3, OWN[:1], ("one", "two", "three")])
def test_passes_on_cache_values_that_name_nobody(values: tuple[str, ...]) -> None:
    assert with_etags(*values).outcome is Outcome.PASSED


def test_absence_in_an_incomplete_visit_is_no_pass() -> None:
    assert finding(RULE, before(complete=False)).reason == "incomplete-before"


@pytest.mark.parametrize("host", ["collector.agency.example", "d3f.cloudfront.net"])
def test_a_vendors_collector_on_a_strange_host_is_told_by_its_path(host: str) -> None:
    path = "com.snowplowanalytics.snowplow/tp2"
    told, fetched = request(f"https://{host}/{path}"), request(f"https://{host}/{path}", "script")
    own = request(f"https://www.shop.example/{path}")
    found = finding(RULE, before(requests=[told]))
    assert (found.outcome, found.subjects) == (Outcome.FAILED, (host,))
    assert finding(RULE, before(requests=[fetched])).outcome is Outcome.CANT_TELL
    assert finding(RULE, before(requests=[own])).outcome is Outcome.PASSED
