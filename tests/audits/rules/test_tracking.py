"""What is firm ground, what is doubtful: by name, by setter and shape, by source, and by how steadily it showed."""

from __future__ import annotations

import pytest

from audits.model import Confidence, Item, Purpose
from audits.rules.grounds.certainty import certainty_of, lowered, surest
from audits.rules.grounds.tracking import known_to_track, sort_out
from crawler.evidence.model import Visit
from tests.evidence import Stored, accepted, before, case_of, claim, cookie, rejected, request, stored

LONG = "b7e23ec29af22b0b4e41da31"


def item(thing: Stored, *more: Visit, requests: tuple[object, ...] = ()) -> Item:
    (found,) = case_of(before(thing, requests=requests), *more).items  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("name", "domain", "by", "purpose"),
    [
        ("_ga", ".shop.example", "https://www.shop.example/app.js", Purpose.ANALYTICS),
        ("_fbp", ".shop.example", "https://www.shop.example/app.js", Purpose.MARKETING),
        ("AID", ".shop.example", "https://www.shop.example/app.js", None),
        ("AID", ".google.com", "https://www.google.com/", Purpose.MARKETING),
        ("RT", ".shop.example", "https://www.shop.example/app.js", None),
        ("IDE", ".doubleclick.net", "https://ad.doubleclick.net/p", Purpose.MARKETING),
        ("MUID", ".shop.example", "https://www.clarity.ms/tag/x", Purpose.MARKETING),
        ("uid", ".shop.example", "https://www.shop.example/app.js", None),
        ("collect", ".shop.example", "https://www.shop.example/app.js", None),
        ("PHPSESSID", ".shop.example", "https://www.shop.example/", None),
        ("szcookiechoice", ".shop.example", "https://www.shop.example/", None),
    ],
)
def test_a_name_counts_where_it_is_nobody_elses(name: str, domain: str, by: str, purpose: Purpose | None) -> None:
    assert known_to_track(item(cookie(name, domain, by=by))) is purpose


def sorted_of(thing: Stored, *requests: object) -> str:
    case = case_of(before(thing, requests=requests))  # type: ignore[arg-type]
    found = sort_out(case, case.items)
    groups = {"firm": found.firm, "doubtful": found.doubtful, "unknown": found.unknown}
    return next((name for name, items in groups.items() if items), "spared")


def test_a_renamed_cookie_is_judged_by_its_setter_and_by_what_becomes_of_it() -> None:
    by_hotjar = cookie("zq", life="P1Y", value=LONG, by="https://static.hotjar.com/c/hotjar-1.js")
    told = request(f"https://in.hotjar.com/api?v={LONG}", "fetch")
    assert sorted_of(by_hotjar, told) == "firm"
    assert sorted_of(by_hotjar) == "doubtful"
    setting = cookie("zq", life="P1Y", value="dark", by="https://static.hotjar.com/c/hotjar-1.js")
    assert sorted_of(setting, told) == "doubtful"


def test_a_trackers_cookie_of_any_name_on_its_own_domain_is_firm() -> None:
    assert sorted_of(cookie("zq", ".adnxs.com", life="P1Y", value=LONG, header=True)) == "firm"


def test_an_identifier_of_nobody_known_is_unknown_and_a_setting_is_spared() -> None:
    assert sorted_of(cookie("zq", life="P1Y", value=LONG)) == "unknown"
    assert sorted_of(cookie("zq", life="P1Y", value="sv")) == "spared"
    assert sorted_of(cookie("zq", value=LONG)) == "spared"


@pytest.mark.parametrize(
    ("value", "sort"),
    [
        ('{"expires":1795348476477,"sidebarOpen":true,"step":3}', "spared"),
        ('{"buster":"","savedAt":"2026-11-22T12:02:10.123Z","queries":["products","list"]}', "spared"),
        ("%7B%22seen%22%3A%5B%22welcome%22%5D%2C%22at%22%3A1795348476477%7D", "spared"),
        ('{"device":"8f9f252d-4b63-45e4-b45d-ea0ac4c9f111"}', "unknown"),
        (r'{"user":"{\"id\":\"8f9f252d-4b63-45e4-b45d-ea0ac4c9f111\"}"}', "unknown"),
        ('{"number":183927465017723664}', "unknown"),
        (f'{{"broken":"{LONG}', "unknown"),
        ("[" * 50_000, "spared"),
    ],
)
def test_a_state_kept_as_json_identifies_by_a_single_text_in_it(value: str, sort: str) -> None:
    assert sorted_of(stored("zq_state", value=value)) == sort


def test_a_name_is_surer_than_a_policys_row_and_both_than_a_host() -> None:
    rows = [claim("cookie", name="zq", category="marketing")]
    (by_policy,) = case_of(before(cookie("zq", life="P1Y", value=LONG)), claims=rows).items
    assert certainty_of(by_policy) is Confidence.MEDIUM
    assert certainty_of(item(cookie("_ga", life="P2Y"))) is Confidence.HIGH


def test_what_shows_in_some_looks_only_is_a_step_less_sure() -> None:
    ga = cookie("_ga", life="P2Y")
    steady, now_and_then = item(ga, rejected(look=[ga])), item(ga, rejected(), accepted())
    assert (steady.looks_seen, steady.looks) == (2, 2)
    assert (now_and_then.looks_seen, now_and_then.looks) == (1, 3)
    assert certainty_of(steady) is Confidence.HIGH
    assert certainty_of(now_and_then) is Confidence.MEDIUM


def test_what_comes_only_after_an_answer_is_no_less_sure() -> None:
    (found,) = case_of(before(), accepted(cookie("_ga", life="P2Y"))).items
    assert (found.looks_seen, certainty_of(found)) == (0, Confidence.HIGH)


def test_steps_of_confidence() -> None:
    assert lowered(Confidence.LOW) is Confidence.LOW
    assert surest([Confidence.LOW, Confidence.HIGH, Confidence.MEDIUM]) is Confidence.HIGH
    assert surest([]) is Confidence.HIGH
