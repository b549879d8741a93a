"""Banners in real Chromium: found, answered, and the answer judged by its effect."""

from __future__ import annotations

import pytest

from crawler.evidence.model import AnswerResult, ControlRole, State
from tests.browser.consent import banners
from tests.browser.consent.driver import BannerWeb

pytestmark = pytest.mark.browser


def test_answers_in_a_frame_that_has_its_own_process(isolating_web: BannerWeb) -> None:
    outcome = isolating_web.answer(banners.in_frame("https://cmp.example.org/notice"), State.REJECT)
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer


def test_refuses_through_the_settings_with_every_optional_switch_off(web: BannerWeb) -> None:
    outcome = web.answer(banners.layered(), State.REJECT)
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
    assert outcome.answer.layers == 2
    assert outcome.answer.clicks == 4
    assert '"analytics":false' in outcome.jar["site_choice"].replace("%22", '"').replace("%3A", ":")
    ticked = {choice.label for choice in outcome.live.evidence.choices if choice.checked and not choice.disabled}
    assert ticked == {"Analytics", "Marketing"}


def test_refuses_behind_a_tab_of_the_settings(web: BannerWeb) -> None:
    outcome = web.answer(banners.tabbed(), State.REJECT)
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
    assert outcome.presses == ["settings", "tab2", "c1", "c2", "save"]


def test_prefers_the_refusal_on_the_first_layer(web: BannerWeb) -> None:
    evidence = web.look(banners.layered(reject="Only necessary")).evidence
    roles = {control.role for control in evidence.controls if control.layer == 1}
    assert {ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SETTINGS} <= roles


def test_never_takes_accept_selected_for_refusing_while_boxes_are_ticked(web: BannerWeb) -> None:
    outcome = web.answer(banners.selection(), State.REJECT)
    assert outcome.jar["site_choice"] == "statistics:no"
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer


@pytest.mark.parametrize(
    ("button", "wanted"),
    [("OK", State.REJECT), ("OK", State.ACCEPT), ("Got it", State.ACCEPT), ("Close", State.REJECT)],
)
def test_an_acknowledgement_is_neither_consent_nor_refusal(web: BannerWeb, button: str, wanted: State) -> None:
    outcome = web.answer(banners.information_only(button), wanted)
    assert outcome.live.evidence.found
    assert outcome.answer.result is AnswerResult.NOT_OFFERED
    assert outcome.presses == []
    assert outcome.answer.reason


def test_a_refusal_that_stores_consent_has_failed(web: BannerWeb) -> None:
    outcome = web.answer(banners.ignoring(), State.REJECT)
    assert outcome.answer.result is AnswerResult.FAILED
    assert "accepted" in outcome.answer.reason


def test_a_banner_that_comes_back_has_not_been_answered(web: BannerWeb) -> None:
    outcome = web.answer(banners.forgetful(), State.REJECT)
    assert outcome.answer.result is AnswerResult.FAILED


def test_no_way_to_refuse_is_said(web: BannerWeb) -> None:
    outcome = web.answer(banners.plain(reject=""), State.REJECT)
    assert outcome.answer.result is AnswerResult.NOT_OFFERED
    assert outcome.presses == []


def test_no_banner_is_not_tried(web: BannerWeb) -> None:
    outcome = web.answer(banners.without_banner()["nothing"], State.REJECT)
    assert outcome.answer.result is AnswerResult.NOT_TRIED


def test_reads_what_a_banner_shows(web: BannerWeb) -> None:
    live = web.look(banners.plain())
    accept = next(control for control in live.evidence.controls if control.role is ControlRole.ACCEPT)
    assert (accept.text, accept.layer, accept.tag) == ("Accept all", 1, "button")
    assert accept.width > 20 and accept.styles["color"].startswith("rgb")
    assert ("Read more", "https://shop.example/cookie-policy") in live.evidence.links
    assert live.html and b"Reject all" in live.html
    assert live.screenshot and live.screenshot.startswith(b"\x89PNG")
