"""What an answer's effect proves, and when a visit without an answer is needed to tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.consent.judgement import Effect, judge, needs_control
from crawler.consent.records import Decision, Record
from crawler.evidence.model import AnswerResult, State, StorageKind

KEY = Record("rv", StorageKind.COOKIE, Decision.UNKNOWN, structured=False, named=False)
"""A cookie that the press left behind, whose name and value say nothing."""

NAMED = replace(KEY, name="cookie_choice", named=True)

BOTH = (State.ACCEPT, State.REJECT)


@pytest.mark.parametrize("wanted", BOTH)
def test_an_answer_that_only_the_server_keeps_is_proved_by_who_answers_nothing(wanted: State) -> None:
    told = Effect(records=(), gone=True, told=True)
    for asked, result in ((True, AnswerResult.VERIFIED), (False, AnswerResult.FAILED), (None, AnswerResult.FAILED)):
        assert judge(replace(told, asks_unanswered=asked), wanted)[0] is result


@pytest.mark.parametrize("wanted", BOTH)
def test_a_key_that_says_nothing_proves_nothing_where_the_banner_shows_once_only(wanted: State) -> None:
    left = Effect(records=(KEY,), gone=True)
    assert judge(replace(left, asks_unanswered=True), wanted)[0] is AnswerResult.VERIFIED
    assert judge(replace(left, asks_unanswered=False), wanted)[0] is AnswerResult.FAILED


@pytest.mark.parametrize("wanted", BOTH)
def test_a_banner_that_went_without_a_word_to_the_server_proves_nothing(wanted: State) -> None:
    silent = Effect(records=(), gone=True, asks_unanswered=True)
    assert judge(silent, wanted)[0] is AnswerResult.FAILED


@pytest.mark.parametrize(
    ("effect", "needed"),
    [
        (Effect(records=(), gone=True, told=True), True),
        (Effect(records=(KEY,), gone=True), True),
        (Effect(records=(), gone=True), False),
        (Effect(records=(NAMED,), gone=True, told=True), False),
        (Effect(records=(replace(KEY, decision=Decision.REFUSED),), gone=True, told=True), False),
        (Effect(records=(), gone=False, told=True), False),
        (Effect(records=(), gone=True, gone_at_once=False, told=True), False),
        (Effect(records=(KEY,), gone=True, claimed=True), False),
        (Effect(records=(KEY,), gone=True, revoked=True), False),
    ],
)
def test_a_visit_without_an_answer_is_made_only_where_nothing_else_tells(effect: Effect, needed: bool) -> None:
    assert needs_control(effect) is needed
