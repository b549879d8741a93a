"""Consent signals read from addresses, bodies and pages' answers; what is none is left out."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.browser.collectors.consent_params import read_gcd, read_gcs, signals_in
from crawler.browser.collectors.consent_signals import page_signals
from crawler.browser.collectors.consent_strings import read_gpp_string, read_tc_string, read_us_privacy
from crawler.browser.collectors.contents import Content

DECISECONDS = 17_950_000_000


def tc_string(
    *, purposes: str = "", interests: str = "", vendors: str = "", version: int = 2, created: int = DECISECONDS
) -> str:
    """Return a TC string made by the specification's own layout; purposes and vendors as bits, `101`."""
    fields = [
        (version, 6), (created, 36), (created, 36), (10, 12), (1, 12), (1, 6), (4, 6), (13, 6), (200, 12), (4, 6),
        (1, 1), (0, 1), (0, 12),
    ]  # fmt: skip
    bits = "".join(format(value, f"0{width}b") for value, width in fields)
    bits += purposes.ljust(24, "0") + interests.ljust(24, "0") + "0" + format(18, "06b") + format(4, "06b")
    bits += format(len(vendors), "016b") + "0" + vendors + format(0, "016b") + "0" + format(0, "012b")
    bits = bits.ljust(-len(bits) % 8 + len(bits), "0")
    raw = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


REFUSED, GIVEN = tc_string(), tc_string(purposes="1110000001", interests="01", vendors="1011")


def test_a_tc_string_says_its_purposes_and_vendors_in_the_standard_s_words() -> None:
    assert read_tc_string(GIVEN) == {
        "Created": "2026-11-18",
        "CmpId": "10",
        "TcfPolicyVersion": "4",
        "ConsentLanguage": "EN",
        "PublisherCC": "SE",
        "PurposesConsent": "1,2,3,10",
        "PurposesLITransparency": "2",
        "SpecialFeatureOptIns": "",
        "VendorConsents": "3",
        "VendorLegitimateInterests": "0",
    }
    refused = read_tc_string(REFUSED)
    assert refused is not None and (refused["PurposesConsent"], refused["VendorConsents"]) == ("", "0")


@pytest.mark.parametrize(
    "text", ["", "C", "CPabc", "x" * 60, REFUSED[:-12], tc_string(version=1), tc_string(created=0)]
)
def test_what_is_no_tc_string_is_told_apart(text: str) -> None:
    assert read_tc_string(text) is None


@given(st.text(alphabet="ABCDEFGHabcdefgh0123456789-_.~", max_size=300))
def test_no_string_breaks_the_readers(text: str) -> None:
    for reader in (read_tc_string, read_gpp_string, read_us_privacy, read_gcs, read_gcd):
        assert reader("C" + text) is None or reader("C" + text)
        assert reader("DBABMA~" + text) is None or reader("DBABMA~" + text)


def test_a_gpp_string_names_its_sections() -> None:
    decoded = read_gpp_string(f"DBACNYA~{GIVEN}~1YNN")  # the specification's own example header: sections 2 and 6
    assert decoded is not None
    assert (decoded["uspv1"], decoded["tcfeuv2.PurposesConsent"]) == ("1YNN", "1,2,3,10")
    assert read_gpp_string("DBABMA~") == {"tcfeuv2": ""}
    assert read_gpp_string("DBABMA") is None
    assert read_gpp_string("DBABMA~a~b") is None


def test_us_privacy_is_read() -> None:
    assert read_us_privacy("1YN-") == {"Notice": "yes", "OptOutSale": "no", "LSPA": "not applicable"}
    assert read_us_privacy("1YNX") is None


@pytest.mark.parametrize(
    ("gcs", "ads", "analytics"),
    [("G100", "denied", "denied"), ("G111", "granted", "granted"), ("G101", "denied", "granted")],
)
def test_gcs_is_read(gcs: str, ads: str, analytics: str) -> None:
    assert read_gcs(gcs) == {"ad_storage": ads, "analytics_storage": analytics}


def test_gcd_tells_default_and_update_apart() -> None:
    decoded = read_gcd("13r3q2p2t5l1")
    assert decoded is not None
    assert [decoded[name] for name in ("ad_storage", "ad_storage.default", "ad_storage.update")] == [
        "granted",
        "denied",
        "granted",
    ]
    assert [decoded[name] for name in ("analytics_storage", "ad_user_data", "ad_personalization")] == [
        "denied",
        "denied",
        "granted",
    ]
    assert read_gcd("13zzzzz") is None


def found(url: str, body: bytes = b"") -> list[tuple[str, str, dict[str, str]]]:
    return [(one.kind, one.raw, dict(one.decoded)) for one in signals_in(Content(url, body=body))]


def test_google_s_parameters_are_one_signal() -> None:
    [(kind, raw, decoded)] = found("https://g.example/g/collect?v=2&gcs=G100&gcd=13l3l3l3l1&tid=G-1")
    assert (kind, raw) == ("google-consent-mode", "gcs=G100&gcd=13l3l3l3l1")
    assert decoded["ad_storage"] == "denied" and decoded["ad_user_data"] == "not set"


def test_microsoft_s_is_only_read_at_its_own_hosts() -> None:
    assert found("https://bat.bing.com/action/0?ti=1&asc=D") == [
        ("microsoft-consent", "asc=D", {"ad_storage": "denied"})
    ]
    assert found("https://list.example/?sort=x&asc=D") == []


@pytest.mark.parametrize("place", ["query", "path", "body"])
def test_strings_are_found_in_query_path_and_body(place: str) -> None:
    text = f"gdpr=1&gdpr_consent={GIVEN}&us_privacy=1YNN&gpp=DBABMA~{GIVEN}"
    base = "https://ads.example/pixel"
    url = {"query": f"{base}?{text}", "path": f"{base};{text.replace('&', ';')}?x=1"}.get(place, base)
    kinds = [kind for kind, _, _ in found(url, text.encode() if place == "body" else b"")]
    assert sorted(kinds) == ["gpp", "tcf", "us-privacy"]


@pytest.mark.parametrize("url", ["https://a.example/?gcs=G2&gcd=x", "https://a.example/?consent=yes", "https://["])
def test_what_only_bears_the_name_is_no_signal(url: str) -> None:
    assert found(url) == []


def test_a_page_s_answers_are_read() -> None:
    told = {
        "tcf": [GIVEN, "true", "useractioncomplete", True],
        "google": [
            ["default", False, [["ad_storage", "denied"], ["wait_for_update", ""]]],
            ["default", True, [["analytics_storage", "granted"]]],
            ["update", False, [["ad_storage", "granted"]]],
        ],
        "microsoft": [["default", False, [["ad_storage", "denied"]]]],
    }
    signals = {one.kind: (one.raw, dict(one.decoded)) for one in page_signals(told)}
    assert signals["tcf"][1]["eventStatus"] == "useractioncomplete"
    assert signals["google-consent-mode"] == (
        "default:ad_storage=denied update:ad_storage=granted",
        {"ad_storage": "granted", "ad_storage.default": "denied", "ad_storage.update": "granted"},
    )
    assert signals["microsoft-consent"][1]["ad_storage"] == "denied"


def test_google_s_own_table_goes_before_the_queue() -> None:
    told = {"ics": [["ad_storage", False, True]], "google": [["default", False, [["ad_storage", "denied"]]]]}
    [one] = page_signals(told)
    assert one.raw == "default:ad_storage=denied update:ad_storage=granted"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"tcf": 3},
        {"tcf": [1, 2, 3, 4]},
        {"gpp": "x"},
        {"usp": {}},
        {"ics": [[{}, 1, 2]]},
        {"google": [["default"]]},
    ],
)
def test_answers_of_another_shape_say_nothing(told: dict[str, Any]) -> None:
    assert page_signals(told) == []
