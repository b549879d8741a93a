"""What consent records say, by the formats of the managers met most."""

# ruff: noqa: E501 - stored values are written as they are met

from __future__ import annotations

import base64
import json
from base64 import b64encode

import pytest

from crawler.consent.judgement import Effect, judge
from crawler.consent.records import Decision, consent_records, read_record, stored_beyond_records
from crawler.consent.tc_string import read_tc_string
from crawler.evidence.model import AnswerResult, Phase, Snapshot, State, StorageKind, StoredItem


def item(name: str, value: str, storage: StorageKind = StorageKind.COOKIE) -> StoredItem:
    return StoredItem(storage=storage, name=name, domain="shop.example", path="/", value=value)


def snapshot(*items: StoredItem) -> Snapshot:
    return Snapshot(page=0, phase=Phase.LOOK, page_time_ms=0, at="2026-01-01T00:00:00Z", items=items)


def tc_string(purposes: str) -> str:
    """Return a TC string of version 2 whose purposes are given as bits."""
    bits = (f"{2:06b}" + "0" * 146 + purposes.ljust(24, "0")).ljust(320, "0")
    raw = bytes(int(bits[index : index + 8], 2) for index in range(0, 320, 8))
    return base64.urlsafe_b64encode(raw).decode().rstrip("=") + ".YAAAAAAAAAAA"


REFUSED = {
    "OptanonConsent": "isGpcEnabled=0&datestamp=x&version=6.1&groups=C0001%3A1%2CC0002%3A0%2CC0004%3A0&hosts=",
    "CookieConsent": "{stamp:%27a==%27%2Cnecessary:true%2Cpreferences:false%2Cstatistics:false%2Cmarketing:false%2Cver:1}",
    "cookieyes-consent": "consentid:abc,consent:no,action:yes,necessary:yes,functional:no,analytics:no,advertisement:no",
    "cmplz_marketing": "deny",
    "klaro": '{"youtube":false,"matomo-analytics":false}',
    "tarteaucitron": "!googletagmanager=false!youtube=false",
    "cc_cookie": '{"categories":["necessary"],"revision":0,"data":null,"services":{"analytics":[]}}',
    "CookieInformationConsent": '{"consents_approved":["cookie_cat_necessary"],"consents_denied":["cookie_cat_marketing"]}',
    "CookieScriptConsent": '{"action":"reject","categories":"[]"}',
    "cookiefirst-consent": '{"necessary":true,"performance":false,"functional":false,"advertising":false}',
    "__hs_cookie_cat_pref": "1:false,2:false,3:false",
    "cookieconsent_status": "deny",
    "cookie_consent": "rejected",
    "samtycke": "nödvändiga",
    "cookies_accepted": "false",
    "euconsent-v2": tc_string("0" * 11),
}
ACCEPTED = {
    "OptanonConsent": "groups=C0001%3A1%2CC0002%3A1%2CC0004%3A1&x=1",
    "CookieConsent": "{necessary:true%2Cpreferences:true%2Cstatistics:true%2Cmarketing:true%2Cver:1}",
    "cookieyes-consent": "consentid:abc,consent:yes,action:yes,necessary:yes,functional:yes,analytics:yes",
    "cmplz_statistics": "allow",
    "klaro": '{"youtube":true,"matomo-analytics":true}',
    "tarteaucitron": "!googletagmanager=true!youtube=true",
    "cc_cookie": '{"categories":["necessary","analytics","ads"],"revision":0}',
    "cookieconsent_status": "allow",
    "cookies_accepted": "1",
    "euconsent-v2": tc_string("1" * 11),
}


@pytest.mark.parametrize(("name", "value"), REFUSED.items())
def test_reads_refusals(name: str, value: str) -> None:
    record = read_record(item(name, value))
    assert record is not None and record.decision is Decision.REFUSED


@pytest.mark.parametrize(("name", "value"), ACCEPTED.items())
def test_reads_acceptances(name: str, value: str) -> None:
    record = read_record(item(name, value))
    assert record is not None and record.decision is Decision.ACCEPTED


def test_reads_services_of_a_list() -> None:
    settings = {"services": [{"name": "GA", "status": False}, {"name": "Site", "isEssential": True, "status": True}]}
    record = read_record(item("uc_settings", json.dumps(settings), StorageKind.LOCAL_STORAGE))
    assert record is not None and record.decision is Decision.REFUSED


@pytest.mark.parametrize(
    ("name", "value"), [("_ga", "GA1.1.1.2"), ("_fbp", "fb.1.2.3"), ("PHPSESSID", "a" * 26), ("cookietest", "1")]
)
def test_other_cookies_are_no_consent_records(name: str, value: str) -> None:
    assert read_record(item(name, value)) is None


def test_a_bare_yes_says_nothing_unless_its_name_does() -> None:
    record = read_record(item("cookie_notice_shown", "1"))
    assert record is not None and record.decision is Decision.UNKNOWN


def test_only_what_the_answer_wrote_is_a_record() -> None:
    old = item("cookie_consent", "accepted")
    assert consent_records(snapshot(old), snapshot(old), snapshot(old)) == ()
    found = consent_records(snapshot(old), snapshot(item("cookie_consent", "rejected")), snapshot())
    assert [record.decision for record in found] == [Decision.REFUSED]


@pytest.mark.parametrize("value", ["", "{" * 50_000, "[" * 50_000, "%" * 10_000, "!a=" * 9_999, "a:b," * 9_999])
def test_hostile_values_are_read_without_harm(value: str) -> None:
    read_record(item("cookie_consent", value))


def test_a_tc_string_gives_its_purposes() -> None:
    assert read_tc_string(tc_string("10100000000")) == [(number, number in (1, 3)) for number in range(1, 12)]
    assert read_tc_string("C" * 20) is None
    assert read_tc_string("not a string") is None


def test_a_contradicting_record_fails_an_answer() -> None:
    records = consent_records(snapshot(), snapshot(item("cookie_consent", "accepted")), snapshot())
    assert judge(Effect(gone=True, records=records), State.REJECT)[0] is AnswerResult.FAILED
    assert judge(Effect(gone=True, records=records), State.ACCEPT)[0] is AnswerResult.VERIFIED
    assert judge(Effect(gone=False, records=records), State.ACCEPT)[0] is AnswerResult.FAILED


def test_a_banner_that_is_gone_without_a_record_proves_nothing() -> None:
    assert judge(Effect(gone=True, records=()), State.REJECT)[0] is AnswerResult.FAILED


@pytest.mark.parametrize(
    ("name", "value", "wanted", "result"),
    [
        ("mf_voorkeur", "alles", State.ACCEPT, AnswerResult.VERIFIED),
        ("mf_voorkeur", "nodig", State.REJECT, AnswerResult.VERIFIED),
        ("mf_voorkeur", "alles", State.REJECT, AnswerResult.FAILED),
        ("mf_voorkeur", "nodig", State.ACCEPT, AnswerResult.FAILED),
        ("val", "nodvandiga", State.REJECT, AnswerResult.VERIFIED),
        ("val", "alla", State.REJECT, AnswerResult.FAILED),
        ("prefs", "ninguno", State.REJECT, AnswerResult.VERIFIED),
        ("prefs", "wszystkie", State.REJECT, AnswerResult.FAILED),
        ("choice", "2", State.REJECT, AnswerResult.VERIFIED),
        ("state", "9f86d081884c7d659a2feaa0c55ad015", State.REJECT, AnswerResult.VERIFIED),
        ("cookies_shown", "1", State.REJECT, AnswerResult.VERIFIED),
        ("cookie_notice", "1", State.REJECT, AnswerResult.VERIFIED),
        ("cookie-preference", "1", State.REJECT, AnswerResult.VERIFIED),
        ("cookie_preferences_cookie", "1", State.REJECT, AnswerResult.VERIFIED),
        ("__lglaw", "0", State.REJECT, AnswerResult.VERIFIED),
        ("banner_closed", "true", State.REJECT, AnswerResult.VERIFIED),
        ("cookieconsent_status", "dismiss", State.REJECT, AnswerResult.VERIFIED),
        ("cookies_accepted", "1", State.REJECT, AnswerResult.FAILED),
        ("consent_given", "true", State.REJECT, AnswerResult.FAILED),
        ("kakor_godkanda", "1", State.REJECT, AnswerResult.FAILED),
        ("cookies-geweigerd", "1", State.ACCEPT, AnswerResult.FAILED),
        ("_ga", "GA1.1.1.2", State.REJECT, AnswerResult.FAILED),
        ("_pk_id.1.5d2f", "a1b2c3", State.REJECT, AnswerResult.FAILED),
    ],
)
def test_a_record_of_any_name_is_evidence_unless_it_contradicts(
    name: str, value: str, wanted: State, result: AnswerResult
) -> None:
    written = snapshot(item(name, value))
    records = consent_records(snapshot(), written, written)
    assert judge(Effect(gone=True, records=records), wanted)[0] is result, records


def test_a_record_of_unknown_name_must_outlast_the_reload_and_the_banner() -> None:
    written = snapshot(item("keus", "2"))
    assert consent_records(snapshot(), written, snapshot()) == ()
    assert consent_records(snapshot(), written, snapshot(item("keus", "3"))) == ()
    records = consent_records(snapshot(), written, written)
    assert judge(Effect(gone=True, gone_at_once=False, records=records), State.REJECT)[0] is AnswerResult.FAILED


def test_records_that_contradict_each_other_never_verify_a_refusal() -> None:
    written = snapshot(item("klaro", '{"matomo":false}'), item("site_consent", '{"marketing":true}'))
    records = consent_records(snapshot(), written, written)
    assert judge(Effect(gone=True, records=records), State.REJECT)[0] is AnswerResult.FAILED


def test_an_acceptance_without_any_change_is_not_verified() -> None:
    assert judge(Effect(gone=True, records=()), State.ACCEPT)[0] is AnswerResult.FAILED
    assert judge(Effect(gone=True, differs=True, records=()), State.ACCEPT)[0] is AnswerResult.VERIFIED
    assert judge(Effect(gone=True, differs=True, records=()), State.REJECT)[0] is AnswerResult.FAILED


def test_an_acceptance_that_switches_nothing_on_is_told_from_one_that_does() -> None:
    before, record = snapshot(item("session", "x")), item("cookie_consent", "accepted")
    assert stored_beyond_records(before, snapshot(item("session", "x"), record), snapshot(record)) == ()
    measured = snapshot(record, item("_ga", "GA1.1.1"))
    assert stored_beyond_records(before, measured, measured) == ("_ga",)


@pytest.mark.parametrize(
    ("name", "value", "decision"),
    [
        ("cookie_consent_level", "necessary,statistics,marketing", Decision.ACCEPTED),
        ("cookie_level", "necessary|functional|analytics", Decision.ACCEPTED),
        ("cookie_rejected", "statistics,marketing", Decision.REFUSED),
        ("cookie_consent_level", "necessary", Decision.REFUSED),
    ],
)
def test_reads_plain_lists_of_categories(name: str, value: str, decision: Decision) -> None:
    found = read_record(item(name, value))
    assert found is not None and found.decision is decision


def test_a_yes_that_becomes_a_no_under_any_name_takes_consent_back() -> None:
    yes, no = snapshot(item("lc", "true")), snapshot(item("lc", "false"))
    records = consent_records(yes, no, no)
    assert judge(Effect(gone=True, records=records), State.REJECT)[0] is AnswerResult.VERIFIED
    again = consent_records(no, yes, yes)
    assert judge(Effect(gone=True, records=again), State.REJECT)[0] is AnswerResult.FAILED
    assert consent_records(yes, snapshot(item("lc", "perhaps")), snapshot(item("lc", "perhaps"))) == ()


def test_a_level_that_falls_to_nothing_under_any_name_takes_consent_back() -> None:
    some, none = snapshot(item("voorkeur", "2")), snapshot(item("voorkeur", "0"))
    assert [record.decision for record in consent_records(some, none, none)] == [Decision.REFUSED]
    less = snapshot(item("voorkeur", "1"))
    assert consent_records(some, less, less) == ()


@pytest.mark.parametrize(
    ("value", "decision"),
    [("nai", Decision.ACCEPTED), ("oxi", Decision.REFUSED), ("ochi", Decision.REFUSED), ("vsichki", Decision.ACCEPTED),
     ("otkazvam", Decision.REFUSED)],
)  # fmt: skip
def test_words_of_greek_and_cyrillic_are_read_in_latin_letters(value: str, decision: Decision) -> None:
    answered = snapshot(item("epilogi", value))
    assert [record.decision for record in consent_records(snapshot(), answered, answered)] == [decision]


@pytest.mark.parametrize(
    ("yes", "no", "turns"),
    [
        ('{"stat":true,"mark":true}', '{"stat":false,"mark":false}', True),
        ('{"consent":{"services":{"px":{"name":"Pixel","consent":true}}}}', '{"consent":{"services":{"px":{"name":"Pixel","consent":false}}}}', True),
        ('{"stat":true,"mark":true}', '{"stat":true,"mark":false}', False),
        ('{"stat":true}', '{"mark":false}', False),
        ('{"menuOpen":true,"dark":true}', '{"menuOpen":false,"dark":false}', False),
    ],
)  # fmt: skip
def test_flags_that_all_turn_under_any_name_take_consent_back(yes: str, no: str, turns: bool) -> None:
    given, taken = snapshot(item("prefs7", yes)), snapshot(item("prefs7", no))
    refused = [record.decision for record in consent_records(given, taken, taken)] == [Decision.REFUSED]
    accepted = [record.decision for record in consent_records(taken, given, given)] == [Decision.ACCEPTED]
    assert refused is accepted is turns


def test_encoded_flags_that_end_like_a_pair_are_decoded() -> None:
    value = b64encode(b'{"consent":{"performance":0,"thirdParty":0}}').decode()
    assert value.endswith("=")
    found = read_record(item(".CookiePreferences", value))
    assert found is not None and found.decision is Decision.REFUSED


@pytest.mark.parametrize("name", ["axeptio_all_vendors", "cookie_available_services", "consent-allPartners"])
def test_a_list_of_what_can_be_chosen_is_no_answer(name: str) -> None:
    found = read_record(item(name, "google_analytics,facebook_pixel"))
    assert found is None or found.decision is Decision.UNKNOWN


def test_lists_of_categories_are_read_under_any_name() -> None:
    given = item("lmc_ccm", '{"level":["necessary","analytics","ad"],"revision":0,"rfc_cookie":true}')
    kept = item("lmc_ccm", '{"level":["necessary"],"revision":0,"rfc_cookie":true}')
    listed = item("cookie_consent_status", '["statistics","extern-media"]')
    assert consent_records(snapshot(), snapshot(given), snapshot(given))[0].decision is Decision.ACCEPTED
    assert consent_records(snapshot(), snapshot(listed), snapshot(listed))[0].decision is Decision.ACCEPTED
    taken_back = consent_records(snapshot(given), snapshot(kept), snapshot(kept))
    assert [(record.name, record.decision) for record in taken_back] == [("lmc_ccm", Decision.REFUSED)]


def test_a_record_of_any_name_is_known_by_what_its_encoding_holds() -> None:
    def encoded(given: bool) -> StoredItem:
        choices = {"necessary": True, "tracking": given, "analytics": given, "marketing": given}
        return item("foo", b64encode(json.dumps({"choices": choices}).encode()).decode())

    given, refused = snapshot(encoded(True)), snapshot(encoded(False))
    assert consent_records(snapshot(), given, given)[0].decision is Decision.ACCEPTED
    assert consent_records(given, refused, refused)[0].decision is Decision.REFUSED


def test_an_answers_own_word_counts_under_a_name_of_something_else() -> None:
    declined = snapshot(item("cb-enabled", "declined"))
    assert judge(Effect(gone=True, records=consent_records(snapshot(), declined, declined)), State.REJECT)[0] is (
        AnswerResult.VERIFIED
    )
    tested = snapshot(item("cookies-enabled", "true"))
    assert consent_records(snapshot(), tested, tested) == ()


def test_a_record_a_category_outweighs_one_that_an_answer_was_given() -> None:
    given = item("rcl_consent_given", "true")
    refused = snapshot(given, item("rcl_marketing_consent", "false"), item("rcl_statistics_consent", "false"))
    mixed = snapshot(given, item("rcl_marketing_consent", "true"), item("rcl_statistics_consent", "false"))
    for written, result in ((refused, AnswerResult.VERIFIED), (mixed, AnswerResult.FAILED)):
        records = consent_records(snapshot(), written, written)
        assert judge(Effect(gone=True, records=records), State.REJECT)[0] is result


@pytest.mark.parametrize(
    ("value", "decision"),
    [
        ('{"id":"x9","consents":{"analytics":true,"essential":true,"marketing":true}}', Decision.ACCEPTED),
        ('{"id":"x9","consents":{"analytics":false,"essential":true,"marketing":false}}', Decision.REFUSED),
        ('{"status":"approved","checkboxes":[{"name":"statistics","checked":true}]}', Decision.ACCEPTED),
        ('{"status":"approved","checkboxes":[{"name":"statistics","checked":false}]}', Decision.REFUSED),
        ('{"essential":true,"nonessential":false}', Decision.REFUSED),
        ('{"essential":true,"non_essential":true}', Decision.ACCEPTED),
        ('{"name":"banner","consent":null}', Decision.UNKNOWN),
    ],
)
def test_reads_lists_of_services_only_where_they_say_a_state(value: str, decision: Decision) -> None:
    found = read_record(item("site-consent", value))
    assert found is not None and found.decision is decision


def test_functional_things_alone_dont_undo_a_refusal() -> None:
    apart = [item("cmplz_functional", "allow"), item("cmplz_marketing", "deny"), item("cmplz_statistics", "deny")]
    listed = [item("cookie-agreed", "2"), item("cookie-agreed-categories", '["functional"]')]
    for written in (snapshot(*apart), snapshot(*listed)):
        records = consent_records(snapshot(), written, written)
        assert judge(Effect(gone=True, records=records), State.REJECT)[0] is AnswerResult.VERIFIED, records
    given = snapshot(item("cmplz_functional", "allow"), item("cmplz_marketing", "allow"))
    records = consent_records(snapshot(), given, given)
    assert judge(Effect(gone=True, records=records), State.REJECT)[0] is AnswerResult.FAILED


@pytest.mark.parametrize(
    ("value", "decision"),
    [
        ('{"timestamp":"x","version":"1.2","consent":true,"id":12}', Decision.ACCEPTED),
        ('{"timestamp":"x","version":"1.2","consent":false,"id":12}', Decision.REFUSED),
        ('{"optionalCookies":{"analytics":"revoked","marketing":"revoked"},"interactedWith":true}', Decision.REFUSED),
        ('{"consentStatus":{"rejectedAny":false,"consentedAll":true}}', Decision.ACCEPTED),
        ('{"consentStatus":{"rejectedAny":true,"consentedAll":false}}', Decision.REFUSED),
    ],
)
def test_reads_the_act_itself_and_its_opposite(value: str, decision: Decision) -> None:
    found = read_record(item("site-consent", value))
    assert found is not None and found.decision is decision


def database(*entries: list[object], name: str = "app") -> StoredItem:
    value = json.dumps({"stores": {"keyvaluepairs": list(entries)}, "version": 2})
    return item(name, value, StorageKind.INDEXED_DB)


@pytest.mark.parametrize(
    ("entry", "decision"),
    [
        (["consent", {"analytics": "false", "marketing": "false"}], Decision.REFUSED),
        (["cookie-choice", "accepted"], Decision.ACCEPTED),
        (["izbira", {"izbira": "ne", "ob": "1795358280704"}], Decision.UNKNOWN),
    ],
)
def test_reads_an_answer_that_is_kept_in_a_database(entry: list[object], decision: Decision) -> None:
    told = snapshot(database(["seen", "3"], entry))
    [record] = consent_records(snapshot(database(["seen", "3"])), told, told)
    assert (record.name, record.decision) == (entry[0], decision)


@pytest.mark.parametrize("value", ["", "{", "[]", '{"stores": {"a": 7}}', '{"stores": {"a": [["key"]]}}'])
def test_a_database_that_can_not_be_read_holds_no_record(value: str) -> None:
    told = snapshot(item("app", value, StorageKind.INDEXED_DB))
    assert consent_records(snapshot(), told, told) == ()


def test_a_refusal_by_choices_fails_where_the_record_says_that_some_stayed_on() -> None:
    half = (item("consent", '{"necessary":true,"statistics":false,"marketing":true}'),)
    records = consent_records(snapshot(), snapshot(*half), snapshot(*half))
    assert judge(Effect(gone=True, records=records), State.REJECT)[0] is AnswerResult.VERIFIED
    assert judge(Effect(gone=True, chosen=True, records=records), State.REJECT)[0] is AnswerResult.FAILED


def test_what_was_chosen_unread_is_proved_by_a_record_that_says_so_alone() -> None:
    for value, result in (("rejected", AnswerResult.VERIFIED), ("q7", AnswerResult.FAILED)):
        items = (item("cookie_choice", value),)
        records = consent_records(snapshot(), snapshot(*items), snapshot(*items))
        assert judge(Effect(gone=True, claimed=True, records=records), State.REJECT)[0] is result
