"""Autoconsent at work on a page: which known consent manager it is, and the manager's own way to answer.

DuckDuckGo's autoconsent (PyPI `duckduckgo-autoconsent-py`) runs in an isolated world of every frame and only after
the look without consent tooling. It acts when told to, never by itself, and neither hides banners nor guesses at
unknown ones. What it reports proves nothing: its answers are verified like all others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from playwright.async_api import Error, Page

from crawler.consent.managers.autoconsent_rules import autoconsent_script, can_answer, manager_name, rules_for
from crawler.consent.managers.worlds import BINDING, World, Worlds
from crawler.consent.time import PageTime
from crawler.evidence.model import State

WORLD = "cookie-audit-manager"

SLICE_MS = 100
"""Page time between two rounds of messages: autoconsent gives an evaluation a second of it to be answered."""

DETECT_MS = 700
"""Page time in which a manager that is there is detected: two rounds of detection."""

POPUP_MS = 3000
"""Further page time for a detected manager's banner to be seen."""

ANSWER_MS = 20_000
SELF_TEST_MS = 3000

CONFIG: dict[str, Any] = {
    "enabled": True,
    "autoAction": None,
    "enablePrehide": False,
    "enableCosmeticRules": False,
    "enableGeneratedRules": True,
    "enableHeuristicDetection": False,
    "heuristicMode": "off",
    "detectRetries": 2,
    "isMainWorld": False,
    "logs": dict.fromkeys(("lifecycle", "rulesteps", "detectionsteps", "evals", "errors", "messages", "waits"), False),
}

ENTRANCE = f"() => {{ globalThis.autoconsentSendMessage = (message) => {BINDING}(JSON.stringify(message)); }}"
DELIVERY = "(message) => { globalThis.autoconsentReceiveMessage?.(message); }"


class Autoconsent:
    """Autoconsent in every frame of one page. Use `enter`, then `detect`, and `leave` in the end."""

    def __init__(self, page: Page, page_time: PageTime) -> None:
        self.rule: str | None = None
        """The rule whose banner is open (else one that merely detected its manager); None: none was detected."""
        self.open = False
        """A known manager's banner was seen open."""
        self.clicks = 0
        self.asked = False
        """Detection was begun."""
        self._page_time = page_time
        self._worlds = Worlds(page, WORLD, self._received)
        self._open_in: dict[World, str] = {}
        self._results: dict[World, bool] = {}
        self._done = False
        self._self_test: bool | None = None
        self._waiting: set[asyncio.Task[None]] = set()

    async def detect(self) -> str | None:
        """Return the rule whose manager is on the page; None when autoconsent knows none."""
        self.asked = True
        await self._enter()
        await self._until(lambda: self.rule is not None, DETECT_MS)
        if self.rule is not None:
            await self._until(lambda: self.open, POPUP_MS)
        return self.rule

    @property
    def manager(self) -> str | None:
        """The manager's name; None when no rule holds, or one of a single site."""
        return None if self.rule is None else manager_name(self.rule)

    def offers(self, wanted: State) -> bool:
        """Tell whether a banner is open for which autoconsent has steps to give this answer."""
        return any(can_answer(rule, wanted) for rule in self._open_in.values())

    async def answer(self, wanted: State) -> bool:
        """Tell autoconsent to give the answer; True when it says that it did."""
        order = {"type": "optIn" if wanted is State.ACCEPT else "optOut"}
        asked: set[World] = set()
        for _ in range(4):  # a banner may open another one, in another frame
            ready = [world for world, rule in self._open_in.items() if world not in asked and can_answer(rule, wanted)]
            if not ready:
                break
            for world in ready:
                asked.add(world)
                await self._deliver(world, order)
            await self._until(lambda: self._done or asked <= self._results.keys(), ANSWER_MS)
            if self._done or not any(self._results.values()):
                break
            await self._enter()
            await self._until(lambda: bool(self._open_in.keys() - asked), DETECT_MS)
        return any(self._results.values())

    async def self_test(self) -> bool | None:
        """Return what autoconsent's own test of a refusal says; None when the rule has none or it doesn't answer."""
        for world in self._open_in:
            await self._deliver(world, {"type": "selfTest"})
        await self._until(lambda: self._self_test is not None, SELF_TEST_MS)
        return self._self_test

    async def leave(self) -> None:
        """Close the line to the page."""
        for task in self._waiting:
            task.cancel()
        await self._worlds.leave()

    async def _enter(self) -> None:
        """Start autoconsent in the frames that have none."""
        for world in await self._worlds.enter():
            try:
                await world.call(ENTRANCE)
                await world.call(autoconsent_script())
            except (Error, TimeoutError):
                continue  # the frame is gone

    def _received(self, world: World, message: dict[str, Any]) -> None:
        """Take a message of autoconsent."""
        kind = message.get("type")
        if kind in ("init", "eval"):
            task = asyncio.ensure_future(self._reply(world, message))
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)
        elif kind == "cmpDetected":
            self.rule = self.rule or str(message["cmp"])
        elif kind == "popupFound":
            self.rule, self.open = str(message["cmp"]), True
            self._open_in.setdefault(world, self.rule)
        elif kind in ("optOutResult", "optInResult"):
            self._results[world] = message.get("result") is True
        elif kind == "autoconsentDone":
            self._done = True
        elif kind == "selfTestResult":
            self._self_test = message.get("result") is True
        elif kind == "report":
            self.clicks = max(self.clicks, int(message["state"].get("clicks", 0)))

    async def _reply(self, world: World, message: dict[str, Any]) -> None:
        """Answer what autoconsent asks: its settings and rules, or an expression of the page's own world."""
        if message["type"] == "init":
            rules = rules_for(world.url, main=world.main)
            await self._deliver(world, {"type": "initResp", "config": CONFIG, "rules": {"autoconsent": rules}})
            return
        result = await self._worlds.evaluate(world, str(message["code"]))
        await self._deliver(world, {"type": "evalResp", "id": message["id"], "result": result})

    async def _deliver(self, world: World, message: dict[str, Any]) -> None:
        try:
            await world.call(DELIVERY, message)
        except (Error, TimeoutError):
            self._results.setdefault(world, False)  # its document is gone

    async def _until(self, condition: Callable[[], bool], most_ms: int) -> None:
        """Let page time pass until the condition holds, answering autoconsent between the slices."""
        passed = 0
        while True:
            while self._waiting:
                await asyncio.wait(set(self._waiting), timeout=3)
            await asyncio.sleep(0)
            if condition() or passed >= most_ms:
                return
            if not self._waiting:
                granted = await self._page_time.grant(SLICE_MS)
                passed += max(granted, SLICE_MS)
