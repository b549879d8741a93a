"""A question that the browser does not answer costs a bounded time, and is never taken for "nothing is stored"."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import Error

from crawler.browser.collectors import questions
from crawler.browser.collectors.questions import Questions
from crawler.browser.collectors.snapshots import Snapshots
from crawler.browser.collectors.stage import Stage


class Browser:
    """Answers nothing to what is in `silent`, refuses what is in `refused`, and else gives an empty answer."""

    def __init__(self, *silent: str, refused: str = "") -> None:
        self.silent, self.refused = silent, refused

    def on(self, _event: str, _handler: object) -> None:
        """Tell of nothing."""

    async def send(self, method: str, _parameters: object = None) -> dict[str, Any]:
        if method in self.silent:
            await asyncio.Event().wait()
        if method == self.refused:
            raise Error("there is no such storage")
        return {"method": method}


class StoppedClock:
    """A page's clock that stands."""

    now_ms = 0

    async def grant(self, _ms: int) -> int:
        return 0


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "_CALL_S", 0.5)
    monkeypatch.setattr(questions, "_HURRIED_S", 0.05)


def test_an_answer_and_a_refusal_are_answers_and_silence_is_none() -> None:
    async def asked() -> tuple[list[dict[str, Any]], int, int]:
        ask = Questions()
        ask.attach(Browser("silent", refused="refused"))  # type: ignore[arg-type]  # has what is asked of a session
        answers = [await ask(method) for method in ("known", "refused")]
        before = ask.unanswered
        answers += [await ask("silent"), await ask("silent")]
        return answers, before, ask.unanswered

    assert asyncio.run(asked()) == ([{"method": "known"}, {}, {}, {}], 0, 2)


@pytest.mark.parametrize(("silent", "whole"), [((), True), (("Network.getAllCookies",), False)])
def test_a_jar_that_could_not_be_read_is_not_an_empty_one(silent: tuple[str, ...], whole: bool) -> None:
    async def taken() -> bool:
        snapshots = Snapshots(Stage(StoppedClock()))  # type: ignore[arg-type]  # has what a stage asks of a clock
        browser = Browser()
        await snapshots.attach(browser)  # type: ignore[arg-type]  # has what is asked of a session
        browser.silent = silent
        assert (await snapshots.take()).items == ()
        return snapshots.whole

    assert asyncio.run(taken()) is whole
