"""Which containers are consent banners: by their words, their controls and where they lie."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crawler.consent.finder import CLEAR, score
from crawler.consent.panel import read_panel

HEIGHT = 900
QUESTIONS: dict[str, str] = tomllib.loads(Path(__file__).with_name("data_questions.toml").read_text(encoding="utf-8"))


def control(text: str, href: str | None = None) -> dict[str, Any]:
    given = {"text": text, "rawHref": href or "", "href": href}
    return {"node": 0, "label": "", "newTab": False, "disabled": False, "topmost": True, **given}


def is_banner(
    text: str,
    *buttons: str,
    kind: str = "fixed",
    named: bool = False,
    top: float = 300,
    width: float = 500,
    link: str = "",
    name: str = "DIV",
) -> bool:
    """Tell whether a container of these words, buttons and place is taken for a banner."""
    controls = [control(button) for button in buttons] + ([control(link, "/policy")] if link else [])
    raw = {
        "node": 0, "kind": kind, "text": text, "plain": text, "name": name, "named": named, "modal": False,
        "blocked": False, "box": [0, top, width, 200], "zIndex": 0, "inView": True, "links": [], "inputs": [],
        "within": [], "controls": controls, "choices": [],
    }  # fmt: skip
    return score(read_panel(raw, ("en",), (1366, HEIGHT))) >= CLEAR


@pytest.mark.parametrize(
    ("text", "buttons"),
    [
        ("We use cookies to improve this site.", ("Accept", "Decline")),
        ("Cookies on this site. Which may we keep?", ("Accept all", "Only necessary")),
        ("We and our partners use personal data. Your privacy matters.", ("Accept all", "More options")),
        ("This site uses cookies, to which you agree by using it.", ("Close",)),
        ("Read on with advertising and cookies, or without.", ("Accept and continue", "Subscribe without ads")),
        ("We use cookies. If you are under 16 years of age, ask your parents.", ("Accept", "Only essential")),
        ("May we use cookies to measure your visit?", ("Yes", "No")),
        ("We and our partners store and access information on your device.", ("Agree", "Disagree")),
    ],
)
def test_takes_what_asks_about_cookies_in_use(text: str, buttons: tuple[str, ...]) -> None:
    assert is_banner(text, *buttons)


@pytest.mark.parametrize(
    ("text", "buttons"),
    [
        ("You earned 12 cookies! Golden cookies give a bonus.", ("Accept reward", "Decline")),
        ("Get our best cookies recipe by e-mail, for free.", ("Yes please", "No thanks")),
        ("You must be 21 to enter. A cookie keeps your answer.", ("Yes", "No")),
        ("Support us: no trackers, no advertisements.", ("Donate", "Maybe later")),
        ("We use no trackers and no advertising cookies. Support us.", ("Donate", "Not now")),
        ("The app wants to read your data. See its privacy policy.", ("Allow", "Deny")),
        ("Ten per cent off. See our privacy and cookie policy.", ("Accept offer", "No thanks")),
        ("Are you of legal age? By entering you agree to our use of cookies.", ("Yes", "No")),
        ("Sind Sie volljährig? Wir verwenden Cookies.", ("Ja", "Nein")),
        ("New: double chocolate cookies! We use only real butter.", ("Order cookies", "No thanks")),
        ("Two minutes for our survey? It is anonymous, no cookies are set.", ("Yes, start", "No, thanks")),
    ],
)
def test_leaves_what_only_names_cookies(text: str, buttons: tuple[str, ...]) -> None:
    assert not is_banner(text, *buttons)


@pytest.mark.parametrize("code", QUESTIONS)
def test_asking_for_data_to_improve_the_site_asks_for_consent(code: str) -> None:
    assert is_banner(QUESTIONS[code], "Accept", "Decline")
    assert not is_banner(QUESTIONS[code], "OK")
    assert not is_banner(QUESTIONS[code], "Accept", "Decline", kind="flow", top=500)


def test_data_for_one_thing_is_not_asked_for_as_cookies_are() -> None:
    assert not is_banner("May we use your data to call you about the delivery?", "Yes", "No")
    assert not is_banner("May we use your location to show you shops?", "Allow", "Not now")


def test_both_answers_in_the_flow_may_stand_below_the_head_of_the_page() -> None:
    said = "We use cookies for statistics. You decide."
    assert is_banner(said, "Accept all", "Only necessary", kind="flow", top=380, width=400)
    assert not is_banner(said, "Accept all", "Only necessary", kind="flow", top=700, width=400)
    assert not is_banner(said, "Accept", kind="flow", top=380, width=400)


def test_a_link_to_a_policy_tells_that_cookies_are_meant() -> None:
    assert not is_banner("Cookies make it better.", "Accept", "Decline")
    assert is_banner("Cookies make it better.", "Accept", "Decline", link="Privacy policy")


def test_a_name_and_both_answers_do_without_the_word() -> None:
    said = "Essential storage keeps your basket. Measurement runs once you accept."
    assert is_banner(said, "Accept", "Decline", named=True)
    assert not is_banner(said, "Accept", named=True)


def test_what_nobody_can_read_is_a_banner_where_it_looks_like_one() -> None:
    said = "ჩვენ ვიყენებთ ქუქი ფაილებს (cookies) საიტის გასაუმჯობესებლად"
    assert is_banner(said, "მიღება", named=True)
    assert is_banner(said, "მიღება", top=HEIGHT - 200, width=1366)
    assert not is_banner(said, "მიღება")


def test_a_placeholder_that_shows_its_content_on_consent_is_no_banner() -> None:
    said = "To see the map, accept the cookies of its provider."
    assert not is_banner(said, "Accept and show", kind="named", named=True, top=700, width=900)
    assert is_banner("We use cookies on this site.", "Accept cookies", kind="named", named=True, top=700, width=900)
    assert not is_banner("By showing this video you accept its cookies.", "Accept & play", kind="named", named=True)


def test_what_can_be_read_needs_no_name_to_be_left_alone() -> None:
    said = "Cookies are disabled in your browser. Please enable cookies to log in."
    assert not is_banner(said, "Reload", top=HEIGHT - 200, width=1366)
    assert is_banner("We use cookies on this site of ours. Yum.", "Munch", top=HEIGHT - 200, width=1366)


def test_a_policy_from_which_consent_can_be_withdrawn_is_no_banner() -> None:
    said = "We use cookies for statistics. You may accept or reject them."
    assert not is_banner(said, "Change cookie settings", "Withdraw consent", kind="flow", top=100, width=1200)


def test_a_known_managers_container_with_both_answers_needs_no_word_of_cookies() -> None:
    text = "We collect and process your personal information for the following purposes: audience."
    assert is_banner(text, "Accept", "Decline", name="DIV orejime-Notice")
    assert not is_banner(text, "Accept", "Decline")
    assert not is_banner(text, "Learn more", name="DIV orejime-Notice")


def test_takes_a_question_answered_by_yes_and_no_in_strange_words_for_a_banner() -> None:
    question = "Får vi spara kakor för statistik och annonser på din enhet?"
    assert is_banner(question, "Ja, det går bra", "Nej, helst inte")
    assert not is_banner(
        "Nybakade kakor varje dag! Ska vi reservera en påse åt dig?", "Ja, det går bra", "Nej, helst inte"
    )
    assert not is_banner(question, "Ja, det går bra")
    age = "Are you 18 or older? You must be of legal age. This site uses cookies."
    assert not is_banner(age, "Yes, I am over 18", "No, leave")
    assert not is_banner(age, "Yes, come in", "No, I am not")
    assert not is_banner("This site uses cookies. Enter?", "Yes, I am over 18", "No, leave")
    box = "Personalise your cookie box! Pick flavours for students of statistics and people in ads."
    assert not is_banner(box, "Yes please", "No thanks")
