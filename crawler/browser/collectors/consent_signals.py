"""Consent signals: what requests carry, and what a page's own interfaces answer once it has had its time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.browser.collectors.consent_params import (
    DENIED,
    GOOGLE,
    GPP,
    GRANTED,
    MICROSOFT,
    TCF,
    US_PRIVACY,
    Signal,
    signal,
    signals_in,
)
from crawler.browser.collectors.consent_strings import read_gpp_string, read_tc_string, read_us_privacy
from crawler.browser.collectors.contents import Content
from crawler.browser.collectors.stage import Stage, bounded
from crawler.evidence.model import ConsentSignal, Request

_RAW_BOUND = 4096
_SIGNALS_BOUND = 3000
_CALL_S = 2.0
_ASK = r"""
(async () => {
  const out = {}, text = (value) => typeof value === 'string' ? value.slice(0, 8192) : '';
  const attempt = (work) => { try { work(); } catch {} };
  attempt(() => typeof __tcfapi === 'function' && __tcfapi('getTCData', 2, (data, ok) => {
    if (data) out.tcf = [text(data.tcString), String(data.gdprApplies), text(data.eventStatus), ok === true];
  }));
  attempt(() => typeof __gpp === 'function' && __gpp('ping', (data) => {
    if (data) out.gpp = [text(data.gppString), text(data.cmpStatus), text(data.signalStatus)];
  }));
  attempt(() => typeof __uspapi === 'function' && __uspapi('getUSPData', 1, (data) => {
    if (data) out.usp = text(data.uspString);
  }));
  attempt(() => {
    const entries = window.google_tag_data && google_tag_data.ics && google_tag_data.ics.entries;
    if (!entries || typeof entries !== 'object') return;
    out.ics = Object.entries(entries).slice(0, 30).map(([name, entry]) => [text(name),
      entry && entry.default === undefined ? null : !!entry.default,
      entry && entry.update === undefined ? null : !!entry.update]);
  });
  const commands = (list) => {
    const found = [];
    if (!list || typeof list.length !== 'number') return found;
    for (let at = 0; at < Math.min(list.length, 5000) && found.length < 50; at++) {
      const [word, kind, given] = [0, 1, 2].map((n) => list[at] && list[at][n]);
      if (word === 'consent' && (kind === 'default' || kind === 'update') && given && typeof given === 'object')
        found.push([kind, 'region' in given, Object.entries(given).slice(0, 30).map(([k, v]) => [text(k), text(v)])]);
    }
    return found;
  };
  attempt(() => { out.google = commands(window.dataLayer); });
  attempt(() => {  // UET's queue before its script has come: flat triples
    const queue = window.uetq, triples = [];
    if (Array.isArray(queue)) for (let at = 0; at + 2 < Math.min(queue.length, 3000); at++)
      if (queue[at] === 'consent') triples.push([queue[at], queue[at + 1], queue[at + 2]]);
    out.microsoft = commands(triples);
  });
  for (let turn = 0; turn < 20; turn++) await 0;
  return out;
})()
"""
"""Asks the interfaces that standards give pages for being asked, and reads the queues of commands; sets nothing."""


class ConsentSignals:
    """Every consent signal that pages told when asked."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._cdp: CDPSession | None = None
        self._told: list[ConsentSignal] = []

    async def attach(self, cdp: CDPSession) -> None:
        """Ask on a page's session."""
        self._cdp = cdp

    async def ask(self) -> None:
        """Ask the present page. To be called when it has had its time and what it stored has been taken stock of."""
        if self._cdp is None:
            return
        parameters = {"expression": _ASK, "awaitPromise": True, "returnByValue": True, "timeout": 1000}
        try:
            answer = await asyncio.wait_for(self._cdp.send("Runtime.evaluate", parameters), _CALL_S)
        except (PlaywrightError, TimeoutError):
            return
        value = answer.get("result", {}).get("value")
        for one in page_signals(value if isinstance(value, dict) else {}):
            self._keep(one)

    def signals(self, requests: Sequence[Request], contents: Sequence[Content]) -> tuple[ConsentSignal, ...]:
        """Return what pages told and what requests carried: of equal ones, the first to each host in each phase."""
        found = list(self._told)
        seen: set[tuple[Signal, int, str, str]] = set()
        for number, (request, content) in enumerate(zip(requests, contents, strict=True)):
            for one in signals_in(content):
                key = (one, request.page, request.phase, request.host)
                if key not in seen and len(found) < _SIGNALS_BOUND:
                    seen.add(key)
                    found.append(_signal(one, request.page, request.phase, request.page_time_ms, number))
        return tuple(sorted(found, key=lambda one: (one.page, one.page_time_ms, one.kind, one.raw, one.request or -1)))

    def _keep(self, one: Signal) -> None:
        now = self._stage.now()
        last = [told for told in self._told if (told.kind, told.page, told.phase) == (one.kind, now.page, now.phase)]
        if (not last or last[-1].raw != one.raw) and len(self._told) < _SIGNALS_BOUND:
            self._told.append(_signal(one, now.page, now.phase, now.page_time_ms, None))


def page_signals(told: dict[str, Any]) -> list[Signal]:
    """Return the signals in a page's answers, which are hostile data: what is not of the expected shape is left out."""
    found: list[Signal | None] = []
    match told.get("tcf"):
        case [str(raw), str(applies), str(status), bool()]:
            decoded = {"gdprApplies": applies[:10], "eventStatus": status[:40]} | (read_tc_string(raw) or {})
            found.append(signal(TCF, raw, decoded))
    match told.get("gpp"):
        case [str(raw), str(status), str(signals)]:
            decoded = {"cmpStatus": status[:40], "signalStatus": signals[:40]} | (read_gpp_string(raw) or {})
            found.append(signal(GPP, raw, decoded))
    match told.get("usp"):
        case str(raw) if decoded_usp := read_us_privacy(raw):
            found.append(signal(US_PRIVACY, raw, decoded_usp))
    found.append(_entries(told.get("ics")) or _commands(GOOGLE, told.get("google")))
    found.append(_commands(MICROSOFT, told.get("microsoft")))
    return [one for one in found if one is not None]


def _entries(entries: Any) -> Signal | None:
    """Read Google's own table of consent types: default and update, as its scripts hold them."""
    states: dict[str, dict[str, str]] = {"default": {}, "update": {}}
    for entry in entries if isinstance(entries, list) else ():
        match entry:
            case [str(name), default, update] if _is_type(name):
                for kind, value in (("default", default), ("update", update)):
                    if isinstance(value, bool):
                        states[kind][name] = GRANTED if value else DENIED
    return _consent_mode(GOOGLE, states)


def _commands(kind: str, commands: Any) -> Signal | None:
    """Read `consent` commands in order. One for some regions only is left out: whether it holds here is not known."""
    states: dict[str, dict[str, str]] = {"default": {}, "update": {}}
    for command in commands if isinstance(commands, list) else ():
        match command:
            case ["default" | "update" as word, bool(regional), list(pairs)] if not regional:
                for pair in pairs:
                    match pair:
                        case [str(name), "granted" | "denied" as state] if _is_type(name):
                            states[word][name] = state
    return _consent_mode(kind, states)


def _consent_mode(kind: str, states: dict[str, dict[str, str]]) -> Signal | None:
    decoded = states["default"] | states["update"]
    if not decoded:
        return None
    for word, values in states.items():
        decoded |= {f"{name}.{word}": value for name, value in values.items()}
    raw = " ".join(
        f"{word}:{','.join(f'{name}={value}' for name, value in sorted(values.items()))}"
        for word, values in states.items()
        if values
    )
    return signal(kind, raw, dict(sorted(decoded.items())))


def _is_type(name: str) -> bool:
    return re.fullmatch(r"[a-z_]{3,40}", name) is not None


def _signal(one: Signal, page: int, phase: Any, page_time_ms: int, request: int | None) -> ConsentSignal:
    return ConsentSignal(
        kind=one.kind,
        raw=bounded(one.raw, _RAW_BOUND),
        decoded=dict(one.decoded),
        page=page,
        phase=phase,
        page_time_ms=page_time_ms,
        request=request,
    )
