"""Autoconsent on real managers from npm: detection, answers in paused page time, and what the managers say of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crawler.consent.managers.autoconsent_rules import rules_for
from crawler.evidence.model import AnswerResult, State
from tests.browser.consent import banners
from tests.browser.consent.driver import HOME, BannerWeb
from tests.browser.consent.npm_managers import klaro, packages, tarteaucitron, vanilla, web_of

__all__ = ["packages"]

pytestmark = [pytest.mark.browser]


@pytest.mark.npm
@pytest.mark.parametrize("wanted", [State.ACCEPT, State.REJECT])
def test_a_managers_own_interface_answers_where_words_lead_nowhere(
    web: BannerWeb, packages: Path, wanted: State
) -> None:
    words = dict.fromkeys(("ok", "acceptAll", "acceptSelected", "decline", "close", "save"), "Zzyzx")
    words |= {"consentNotice": {"learnMore": "Qwrty", "description": "We use cookies: {purposes}."}}
    mute = klaro(packages, "en")
    mute[HOME] = mute[HOME].replace('"translations": {', f'"translations": {{"en": {json.dumps(words)}, ')
    outcome = web.answer(mute, wanted)
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
    assert outcome.answer.method == "manager:klaro"
    assert ("true" in outcome.jar["klaro"]) is (wanted is State.ACCEPT)


@pytest.mark.npm
@pytest.mark.parametrize("wanted", [State.ACCEPT, State.REJECT])
def test_autoconsent_answers_where_no_interface_is_known(web: BannerWeb, packages: Path, wanted: State) -> None:
    outcome = web.answer(osano_mute(packages), wanted)
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
    assert (outcome.answer.method or "").startswith("autoconsent:")
    assert outcome.jar["cookieconsent_status"] == ("allow" if wanted is State.ACCEPT else "deny")


def osano_mute(packages: Path) -> dict[str, str]:
    """Return Osano's cookieconsent with buttons that nobody can read."""
    said = {"message": "We use cookies.", "link": "Wvut"}
    shapes = {act: f'<a tabindex="0" class="cc-btn cc-{act}">Zzyzx {act[::-1]}</a>' for act in ("allow", "deny")}
    scripts = {"cc.js": "cookieconsent/build/cookieconsent.min.js"}
    styles = {"cc.css": "cookieconsent/build/cookieconsent.min.css"}
    config = json.dumps({"type": "opt-in", "content": said, "elements": shapes})
    tail = f"<script>cookieconsent.initialise({config})</script>"
    return web_of(packages, scripts, styles, "", tail)


@pytest.mark.npm
def test_names_the_manager_and_asks_it_for_its_state(web: BannerWeb, packages: Path) -> None:
    managers = {
        "klaro": klaro(packages, "en"),
        "tarteaucitron": tarteaucitron(packages, "fr"),
        "vanilla-cookieconsent": vanilla(packages, "Reject all"),
    }
    for manager, pages in managers.items():
        outcome = web.answer(pages, State.REJECT)
        assert outcome.live.evidence.detected_by == ("finder", f"manager:{manager}")  # its marks tell: nobody is asked
        assert outcome.answer.method == "finder"
        states = [proof for proof in outcome.answer.proofs if proof.kind == "manager-state"]
        assert [(proof.holds, proof.detail.split(": ")[1]) for proof in states] == [(True, "refused")], manager


def test_asks_autoconsent_whose_banner_it_is_where_its_marks_are(web: BannerWeb) -> None:
    rules = rules_for("https://shop.example/", main=True)
    mark = re.compile(r"#([a-z]\w+)")
    rule, name = next(
        (rule["name"], found[1])
        for rule in rules
        if len(rule["detectCmp"]) == 1 and (found := mark.fullmatch(str(rule["detectCmp"][0].get("exists"))))
    )
    marked = banners.plain().replace("<h1>", f'<i id="{name}"></i><h1>')
    assert web.answer(marked, State.REJECT).live.evidence.detected_by == ("finder", f"autoconsent:{rule}")
    assert web.answer(banners.plain(), State.REJECT).live.evidence.detected_by == ("finder",)


@pytest.mark.parametrize("kind", ["nothing", "newsletter"])
def test_detects_no_manager_where_there_is_none(web: BannerWeb, kind: str) -> None:
    outcome = web.answer(banners.without_banner()[kind], State.REJECT)
    assert outcome.answer.result is AnswerResult.NOT_TRIED
    assert outcome.live.evidence.detected_by == ()


def test_a_page_cannot_speak_to_the_line(web: BannerWeb) -> None:
    spy = (
        "<script>const note = (name) => sessionStorage.setItem('pressed', JSON.stringify([name]));"
        "setInterval(() => Object.getOwnPropertyNames(window).filter((name) => /autoconsent|sendToHost|consentNodes/i"
        ".test(name)).forEach(note), 50)</script><h1>"
    )
    page = banners.information_only("Zzyzx").replace("<h1>", spy)
    assert web.answer(page, State.REJECT).presses == []


def test_forged_states_do_no_harm(web: BannerWeb) -> None:
    forged = banners.plain().replace(
        "<h1>", "<script>window.__tcfapi = () => { throw 1 }; window.Cookiebot = 7; window.klaro = null</script><h1>"
    )
    outcome = web.answer(forged, State.REJECT)
    assert outcome.answer.result is AnswerResult.VERIFIED
    assert not [proof for proof in outcome.answer.proofs if proof.kind == "manager-state"]
