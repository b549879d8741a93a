"""Joining observations into items and hosts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.inventory import assemble
from audits.inventory.declarations import matches
from audits.model import Case, Item, Party, Purpose, PurposeSource
from crawler.evidence.bundle import evidence_to_json
from crawler.evidence.hosts import registrable_domain
from crawler.evidence.model import AnswerResult, State, StorageKind, Visit
from tests.evidence import (
    accepted,
    before,
    case_of,
    claim,
    cookie,
    evidence,
    rejected,
    request,
    resolve,
    stored,
    visit,
    withdrawn,
)


def only(case: Case) -> Item:
    (item,) = case.items
    return item


def test_states_are_those_whose_pages_ended_with_it() -> None:
    kept = cookie("a")
    item = only(case_of(before(), rejected(), accepted(kept)))
    assert item.states == (State.ACCEPT,)
    assert item.answered_states == (State.ACCEPT,)


def test_the_look_of_an_answered_visit_is_one_more_before() -> None:
    kept = cookie("a")
    item = only(case_of(before(), rejected(look=[kept])))
    assert item.states == (State.BEFORE, State.REJECT)
    assert item.answered_states == ()


@pytest.mark.parametrize("state", [State.GPC, State.DNT])
def test_a_visit_with_a_signal_sent_is_not_before(state: State) -> None:
    assert only(case_of(before(), visit(state, [cookie("a")]))).states == (state,)


def test_what_is_stored_between_consent_and_withdrawal_is_of_no_state() -> None:
    tag = request("https://www.google-analytics.com/g/collect")
    taken_back = withdrawn(cookie("choice"), consented=[cookie("a")], requests_consented=[tag])
    case = case_of(before(), taken_back)
    assert [(item.name, item.states, item.answered_states) for item in case.items] == [
        ("choice", (State.WITHDRAW,), (State.WITHDRAW,))
    ]
    assert case.hosts == ()


def test_what_stays_after_the_withdrawal_is_of_its_state_but_was_not_stored_anew() -> None:
    kept = cookie("a")
    item = only(case_of(before(), accepted(kept), withdrawn(consented=[kept], kept=[kept])))
    assert item.states == (State.ACCEPT, State.WITHDRAW)
    assert item.answered_states == (State.ACCEPT,)


def test_what_is_asked_for_after_the_withdrawal_is_of_its_state() -> None:
    tag = request("https://www.google-analytics.com/g/collect")
    (host,) = case_of(before(), withdrawn(requests_consented=[tag], requests_after=[tag])).hosts
    assert (host.states, host.answered_states, host.requests) == ((State.WITHDRAW,), (State.WITHDRAW,), 1)


@pytest.mark.parametrize("result", [AnswerResult.NOT_OFFERED, AnswerResult.NOT_TRIED])
def test_a_withdrawal_that_was_not_made_says_nothing_of_what_consent_stored(result: AnswerResult) -> None:
    kept = cookie("a")
    assert case_of(before(), withdrawn(cookie("b"), consented=[kept], kept=[kept], answer=result)).items == ()


def test_what_came_and_went_is_not_listed() -> None:
    assert case_of(before(cookie("a", kept=False)), accepted(cookie("b", kept=False))).items == ()


def test_a_short_lived_item_set_after_the_answer_counts() -> None:
    answered = accepted(cookie("a"))
    snapshots = tuple(replace(each, items=()) for each in answered.snapshots)
    assert only(case_of(before(), replace(answered, snapshots=snapshots))).states == (State.ACCEPT,)


def test_an_item_that_appears_without_a_write_was_stored_after_the_answer() -> None:
    item = only(case_of(before(), rejected(cookie("a", written=False))))
    assert item.answered_states == (State.REJECT,)
    assert item.set_by.kind == "unknown"


def test_refused_items_keep_the_states_they_were_tried_in() -> None:
    case = case_of(before(cookie("IDE", ".doubleclick.net", blocked="ThirdPartyPhaseout", header=True)))
    item = only(case)
    assert (item.blocked, item.states) == ("ThirdPartyPhaseout", (State.BEFORE,))
    assert case.items_in(State.BEFORE) == ()


def test_an_item_refused_once_and_taken_once_is_not_blocked() -> None:
    refused = cookie("IDE", ".doubleclick.net", blocked="ThirdPartyPhaseout")
    case = case_of(before(refused), accepted(cookie("IDE", ".doubleclick.net")))
    assert (only(case).blocked, only(case).states) == (None, (State.ACCEPT,))


def test_the_first_setter_tells_lifetime_and_origin() -> None:
    first = cookie("a", life="P2Y", by="https://cdn.example.net/t.js")
    item = only(case_of(before(first), accepted(cookie("a", life="P1D", header=True))))
    assert item.lifetime_s == pytest.approx(2 * 365.25 * 86400)
    assert item.lifetime_known
    assert (item.set_by.kind, item.set_by.url) == ("script", "https://cdn.example.net/t.js")


def test_a_lifetime_at_the_jars_cap_is_a_lower_bound() -> None:
    item = only(case_of(before(cookie("a", life="P2Y", written=False))))
    assert not item.lifetime_known
    assert item.lifetime_s == 400 * 86400 - 1
    assert only(case_of(before(cookie("a", life="P30D", written=False)))).lifetime_known


def test_writes_without_path_or_dot_join_what_the_jar_holds() -> None:
    written = before(cookie("a", "shop.example"))
    (snapshot,) = written.snapshots
    dotted = replace(snapshot, items=tuple(replace(item, domain=".shop.example") for item in snapshot.items))
    item = only(case_of(replace(written, snapshots=(dotted,))))
    assert (item.domain, item.path, item.set_by.kind) == (".shop.example", "/", "script")


def test_storage_and_cookies_of_one_name_are_two_items() -> None:
    case = case_of(before(cookie("a", "www.shop.example"), stored("a")))
    assert {item.storage for item in case.items} == {StorageKind.COOKIE, StorageKind.LOCAL_STORAGE}


def test_purposes_come_from_the_policy_first_then_from_knowledge() -> None:
    row = claim("cookie", name="_ga", category="marketing")
    item = only(case_of(before(cookie("_ga", life="P2Y")), claims=[row]))
    assert (item.purpose, item.purpose_source) == (Purpose.MARKETING, PurposeSource.POLICY)
    item = only(case_of(before(cookie("_ga", life="P2Y"))))
    assert (item.purpose, item.purpose_source) == (Purpose.ANALYTICS, PurposeSource.KNOWLEDGE)
    assert item.vendor == "Google Analytics"


def test_declared_is_none_without_a_list() -> None:
    assert only(case_of(before(cookie("_ga")))).declared is None
    listed = claim("cookie", name="_g*")
    assert only(case_of(before(cookie("_ga")), claims=[listed])).declared is True
    assert only(case_of(before(cookie("_fbp")), claims=[listed])).declared is False


def test_every_pointer_resolves() -> None:
    case = case_of(
        before(cookie("a"), requests=[request("https://x.example.net/p")]),
        rejected(cookie("b"), look=[cookie("a")]),
        accepted(cookie("c"), requests_after=[request("https://y.example.net/p")]),
    )
    value = evidence_to_json(case.evidence)
    for item in case.items:
        assert all(item.refs[state] for state in item.states)
        for pointer in (each for refs in item.refs.values() for each in refs):
            assert resolve(value, pointer)["name"] == item.name
    for use in case.hosts:
        for pointer in (each for refs in use.refs.values() for each in refs):
            assert resolve(value, pointer)["host"] == use.host


def test_hosts_have_party_vendor_and_states() -> None:
    case = case_of(
        before(requests=[request("https://img.shop.example/a.png")]),
        accepted(requests_after=[request("https://www.google-analytics.com/g/collect")]),
    )
    own, google = case.hosts
    assert (google.party, google.category, google.states) == (Party.THIRD, "analytics", (State.ACCEPT,))
    assert google.answered_states == (State.ACCEPT,)
    assert (own.party, own.vendor, own.states) == (Party.FIRST, None, (State.BEFORE,))


def test_the_order_of_visits_does_not_matter() -> None:
    visits = [before(cookie("a")), rejected(cookie("b"), look=[cookie("a")]), accepted(cookie("c"))]

    def facts(order: list[Visit]) -> list[tuple[object, ...]]:
        return [(i.name, i.states, i.answered_states, i.first_seen, i.set_by) for i in assemble(evidence(*order)).items]

    assert facts(visits) == facts(visits[::-1])


@pytest.mark.parametrize(
    ("declared", "name", "fits"),
    [
        ("_ga", "_ga", True),
        ("_ga", "_ga_X", False),
        ("_ga_*", "_ga_9ZX", True),
        ("_ga_<id>", "_ga_9ZX", True),
        ("_hjSession_{site_id}", "_hjSession_42", True),
        ("__Secure-xxxxx", "__Secure-ROLLOUT", True),
        ("_pk_id.*", "_pk_id.1.1fff", True),
        ("_dc_gtm_UA-#", "_dc_gtm_UA-12-1", True),
        ("ASP.NET_SessionId", "ASPxNET_SessionId", False),
        ("*", "anything", False),
        ("exxon", "exaon", False),
        ("*a*a*a*a*a*a*a*a*a*b", "a" * 400, False),
    ],
)
def test_names_in_lists_match_what_they_stand_for(declared: str, name: str, fits: bool) -> None:
    assert matches(declared, name) is fits


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        (".shop.example", "shop.example"),
        ("www.shop.example", "shop.example"),
        ("www.shop.co.uk", "shop.co.uk"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
    ],
)
def test_unlisted_endings_are_suffixes_themselves(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_a_visit_whose_answer_the_site_does_not_offer_is_one_more_before() -> None:
    case = case_of(before(), rejected(cookie("a"), answer=AnswerResult.NOT_OFFERED))
    assert (only(case).states, only(case).answered_states) == ((State.BEFORE,), ())
