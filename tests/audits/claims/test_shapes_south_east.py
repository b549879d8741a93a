"""What texts say that many sites of southern and eastern Europe have in common, by mechanism and language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

SHAPES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "shapes_south_east.toml").read_text(encoding="utf-8")
)


def of(shape: str) -> list[Any]:
    return [pytest.param(code, said, id=code) for code, said in SHAPES[shape].items()]


def claims(language: str, body: str) -> tuple[Claim, ...]:
    closing = SHAPES["closing"][language]
    page = f'<html lang="{language}"><h1>Cookies</h1>{body}<h2>.</h2><p>{closing}</p></html>'
    return extract_claims(read_document(page.encode(), media_type="text/html; charset=utf-8", url=None), "0" * 64)


def types(found: tuple[Claim, ...]) -> set[str]:
    return {claim.type for claim in found}


@pytest.mark.parametrize(("language", "said"), of("remembered"))
def test_an_answer_that_is_remembered_is_no_condition(language: str, said: list[str]) -> None:
    found = types(claims(language, f"<p>{said[0]}</p><ul><li>{said[1]}</li></ul>"))
    assert "consent-record" in found
    assert not found & {"prior-consent", "implied-consent", "consent-choice"}


@pytest.mark.parametrize(("language", "said"), of("barred"))
def test_others_who_may_set_none_share_nothing(language: str, said: str) -> None:
    found = claims(language, f"<p>{said}</p>")
    assert [dict(claim.params)["kind"] for claim in found if claim.type == "no-cookies"] == [["third-party"]]
    assert not types(found) & {"sharing", "party"}


@pytest.mark.parametrize(("language", "said"), of("duty"))
def test_what_websites_must_do_is_no_promise(language: str, said: str) -> None:
    assert not types(claims(language, f"<p>{said}</p>")) & {"prior-consent", "consent-record", "consent-choice"}


@pytest.mark.parametrize(("language", "said"), of("fields"))
def test_fields_say_whether_consent_is_needed(language: str, said: list[str]) -> None:
    heading, basis, needed, needless = said
    for line in (basis, needed):
        promised = [claim.params for claim in claims(language, f"<h3>{heading}</h3><p>{line}</p>")]
        assert {"state": "before", "blocked": ["analytics"]} in [dict(params) for params in promised], line
    free = claims(language, f"<h3>{heading}</h3><p>{needless}</p>")
    assert [dict(claim.params) for claim in free if claim.type == "consent-exempt"] == [{"category": "analytics"}]
    assert "prior-consent" not in types(free)


@pytest.mark.parametrize(("language", "said"), of("outlives"))
def test_cookies_that_outlive_the_visit_are_no_session_cookies(language: str, said: str) -> None:
    assert "lifetime" not in types(claims(language, f"<p>{said}</p>"))


@pytest.mark.parametrize(("language", "said"), of("by_others"))
def test_who_sets_the_cookies_just_named_may_be_others(language: str, said: list[str]) -> None:
    parties = [
        dict(claim.params)["party"] for claim in claims(language, f"<p>{' '.join(said)}</p>") if claim.type == "party"
    ]
    assert parties == ["third"]


@pytest.mark.parametrize(("language", "said"), of("of_own_accord"))
def test_what_visitors_give_themselves_is_not_shared(language: str, said: str) -> None:
    assert types(claims(language, f"<p>{said}</p>")) == {"anonymous"}


def test_a_site_that_is_used_is_not_what_the_policy_covers() -> None:
    page = "<p>Per le prenotazioni utilizziamo agenda-test.com, che può installare cookie tecnici.</p>"
    assert "scope" not in types(claims("it", page))
    page = "<p>Il sito agenda-test.com utilizza cookie tecnici.</p>"
    assert "scope" in types(claims("it", page))


@pytest.mark.parametrize(("language", "said"), of("needed"))
def test_cookies_of_whatever_name_that_are_needed_are_necessary(language: str, said: str) -> None:
    found = claims(language, f"<ul><li>{said}</li></ul>")
    assert [dict(claim.params)["category"] for claim in found if claim.type == "category"] == ["necessary"]


@pytest.mark.parametrize(("language", "said"), of("breaks"))
def test_settings_that_break_something_are_no_withdrawal(language: str, said: str) -> None:
    found = claims(language, f"<p>{said}</p>")
    assert [dict(claim.params)["degraded"] for claim in found if claim.type == "degraded"] == [True]
    assert "withdrawal" not in types(found)


@pytest.mark.parametrize(("language", "said"), of("on_entering"))
def test_only_who_is_not_asked_accepts_by_entering(language: str, said: list[str]) -> None:
    assert "implied-consent" in types(claims(language, f"<p>{said[0]}</p>"))
    asked = types(claims(language, f"<p>{said[1]}</p>"))
    assert "consent-choice" in asked
    assert "implied-consent" not in asked


@pytest.mark.parametrize(("language", "said"), of("logged"))
def test_what_servers_log_is_no_cookie(language: str, said: str) -> None:
    assert "lifetime" not in types(claims(language, f"<p>{said}</p>"))


@pytest.mark.parametrize(("language", "said"), of("in_cookies"))
def test_what_is_not_stored_in_cookies_denies_no_cookies(language: str, said: str) -> None:
    assert "no-cookies" not in types(claims(language, f"<p>{said}</p>"))


@pytest.mark.parametrize(("language", "said"), of("some_of"))
def test_some_of_the_cookies_just_named_are_necessary(language: str, said: list[str]) -> None:
    found = claims(language, f"<p>{' '.join(said)}</p>")
    assert "necessary" in [dict(claim.params)["category"] for claim in found if claim.type == "category"]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "cs",
            "<p>Relační cookies znají váš krok. Tyto údaje mizí. Tyto cookies se smažou po zavření prohlížeče.</p>",
        ),
        ("sk", "<ul><li>Dynamické cookies - držia košík. Po zatvorení prehliadača sa cookies zmažú.</li></ul>"),
    ],
)
def test_what_ends_with_the_visit_are_the_cookies_just_spoken_of(language: str, body: str) -> None:
    told = [dict(claim.params) for claim in claims(language, body) if claim.type == "lifetime"]
    assert told == [{"subject": "session cookies", "duration": "session"}]


@pytest.mark.parametrize(("language", "said"), of("untold"))
def test_data_that_tell_nobody_are_anonymous(language: str, said: str) -> None:
    found = types(claims(language, f"<p>{said}</p>"))
    assert "anonymous" in found
    assert not found & {"stored-data", "no-cookies"}


@pytest.mark.parametrize(("language", "said"), of("nor_shared"))
def test_cookies_denied_and_sharing_denied_are_two_claims(language: str, said: str) -> None:
    found = claims(language, f"<p>{said}</p>")
    assert ["marketing" in dict(claim.params)["kind"] for claim in found if claim.type == "no-cookies"] == [True]
    assert [dict(claim.params)["shared"] for claim in found if claim.type == "sharing"] == [False]
    assert not types(found) & {"category", "party"}


@pytest.mark.parametrize(("language", "said"), of("bannerless"))
def test_no_banner_because_of_no_cookies_says_both(language: str, said: str) -> None:
    found = claims(language, f"<p>{said}</p>")
    assert [dict(claim.params)["kind"] for claim in found if claim.type == "no-cookies"] == [["all"]]
    assert [dict(claim.params)["offered"] for claim in found if claim.type == "consent-choice"] == [False]


@pytest.mark.parametrize(("language", "said"), of("needed_and_free"))
def test_necessary_cookies_that_need_no_consent_are_used(language: str, said: str) -> None:
    found = claims(language, f"<p>{said}</p>")
    assert [dict(claim.params)["category"] for claim in found if claim.type == "category"] == ["necessary"]
    assert "consent-exempt" in types(found)


@pytest.mark.parametrize(("language", "said"), of("chosen_before"))
def test_options_that_are_remembered_are_no_choice_of_cookies(language: str, said: str) -> None:
    found = claims(language, f"<p>{said}</p>")
    assert [dict(claim.params)["category"] for claim in found if claim.type == "category"] == ["functional"]
    assert not types(found) & {"consent-choice", "consent-record"}


@pytest.mark.parametrize("shape", ["set_by_us_or_others", "own_and_others"])
def test_both_parties_are_read(shape: str) -> None:
    for language, said in SHAPES[shape].items():
        found = claims(language, f"<p>{said}</p>")
        assert {dict(claim.params)["party"] for claim in found if claim.type == "party"} == {"first", "third"}, language


@pytest.mark.parametrize(("language", "said"), of("unmeasured"))
def test_what_waits_for_consent_is_not_exempt_from_it(language: str, said: str) -> None:
    assert not types(claims(language, f"<p>{said}</p>")) & {"consent-exempt", "category"}


@pytest.mark.parametrize(("language", "said"), of("of_the_kind"))
def test_an_item_is_of_the_kind_named_over_its_list(language: str, said: list[str]) -> None:
    found = claims(language, f"<p>{said[0]}</p><ul><li>{said[1]}</li></ul>")
    assert {dict(claim.params)["category"] for claim in found if claim.type == "category"} == {"necessary"}


@pytest.mark.parametrize(
    ("shape", "wanted", "params"),
    [
        ("kept_choice", "consent-record", {}),
        ("local", "similar-tech", {"tech": "local-storage"}),
        ("footer", "withdrawal", {"via": "site-tool"}),
        ("delete_cookies", "withdrawal", {"via": "browser"}),
        ("data_gathered", "stored-data", {}),
    ],
)
def test_what_all_languages_say_alike_is_read_alike(shape: str, wanted: str, params: dict[str, str]) -> None:
    for language, said in SHAPES[shape].items():
        found = claims(language, f"<p>{said}</p>")
        made = [dict(claim.params) for claim in found if claim.type == wanted]
        assert any(params.items() <= each.items() for each in made), language
        assert "consent-choice" not in types(found), language
