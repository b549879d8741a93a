"""Which scripts read what tells visitors apart, or watch what they do: calls seen, counted by script."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import CDPSession

from crawler.browser.collectors.api_watches import (
    FONTS,
    NAVIGATOR,
    OBSERVED,
    OBSERVER_FLAGS,
    SCREEN,
    USE,
    WATCHES,
)
from crawler.browser.collectors.frames import Frame
from crawler.browser.collectors.initiators import script_setter
from crawler.browser.collectors.listeners import FORMS, KEYS, POINTERS, Listener, Listeners
from crawler.browser.collectors.script_probe import Report, ScriptProbe
from crawler.browser.collectors.stage import Stage, bounded
from crawler.evidence.model import ApiUse, Phase

_MANY = {NAVIGATOR: 4, SCREEN: 3, FONTS: 20}
"""Different members (fonts: calls with a new font) that one script must read before it says anything: a script that
adapts to the screen reads two or three."""
_REPLAY_POINTERS = 3
"""Kinds of pointer, scroll and window events that a recorder listens to at least, besides watching the whole tree."""
_USES_BOUND = 2000
_DETAIL_BOUND = 500

Key = tuple[str, str, int, Phase]
"""API, script, page, phase."""


@dataclass(slots=True)
class _Use:
    count: int = 0
    first_ms: int = 0
    members: set[str] = field(default_factory=set)


class ApiUses:
    """Every use of the watched interfaces in a visit; none without a probe."""

    def __init__(self, stage: Stage, probe: ScriptProbe | None) -> None:
        self._stage = stage
        self._probe = probe
        self._uses: dict[Key, _Use] = {}
        self._observers: dict[Key, _Use] = {}
        self._listeners = Listeners()
        takers: dict[str, Report] = {USE: self._used, OBSERVED: self._observed}
        if probe is not None:
            probe.watch(WATCHES, takers)

    async def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session; the probe is attached by whoever made it."""
        if self._probe is not None:
            await self._listeners.attach(cdp)

    async def read_listeners(self) -> None:
        """Add what listens on the page as it now is. To be called when a page has had its time."""
        if self._probe is None:
            return
        by_script: dict[str, list[Listener]] = {}
        for listener in await self._listeners.read():
            by_script.setdefault(listener.script, []).append(listener)
        for script, listeners in by_script.items():
            self._add_listeners("keystroke-listener", script, listeners, KEYS)
            self._add_listeners("form-listener", script, listeners, FORMS)
            self._recording(script, {one.event for one in listeners if one.place != "element"})

    def uses(self) -> tuple[ApiUse, ...]:
        """Return the uses so far, in order of page, page time and script."""
        found = [
            ApiUse(
                api=api,
                script=script,
                count=use.count,
                detail=bounded(", ".join(sorted(use.members)), _DETAIL_BOUND),
                page=page,
                phase=phase,
                page_time_ms=use.first_ms,
            )
            for (api, script, page, phase), use in self._uses.items()
            if len(use.members) >= _MANY.get(api, 1)
        ]
        return tuple(sorted(found, key=lambda use: (use.page, use.page_time_ms, use.script, use.api)))

    def _used(self, rest: list[str | None], frame: Frame, event: dict[str, Any]) -> None:
        api, member, size = (rest + [None] * 3)[:3]
        if api is None or member is None:
            return
        key = self._key(api, frame, event)
        use = self._take(self._uses, key, event)
        # Each report of a font is of one that was new to its frame, so its members are counted by number.
        use.members.add(f"{member} {size}".strip() if api != FONTS else f"{member} #{use.count}")

    def _observed(self, rest: list[str | None], frame: Frame, event: dict[str, Any]) -> None:
        """Keep a MutationObserver on the whole document that is told of every kind of change."""
        if set((rest[0] or "").split(",") if rest else ()) == set(OBSERVER_FLAGS):
            self._take(self._observers, self._key("dom-recording", frame, event), event)

    def _recording(self, script: str, events: set[str]) -> None:
        """Put an observer and listeners of one script together: that is how sessions are recorded."""
        pointers = sorted(events & (POINTERS | FORMS))
        key = ("dom-recording", script, self._stage.page, self._stage.phase)
        seen = [use for (_, by, page, _), use in self._observers.items() if (by, page) == (script, key[2])]
        already = any((by, page) == (script, key[2]) for (api, by, page, _) in self._uses if api == "dom-recording")
        if seen and not already and len(pointers) >= _REPLAY_POINTERS:
            members = {f"MutationObserver({'+'.join(OBSERVER_FLAGS)})", f"listens: {' '.join(pointers)}"}
            self._uses[key] = _Use(sum(use.count for use in seen), min(use.first_ms for use in seen), members)

    def _add_listeners(self, api: str, script: str, listeners: list[Listener], events: frozenset[str]) -> None:
        wanted = [one for one in listeners if one.event in events]
        known = {key for key in self._uses if key[:3] == (api, script, self._stage.page)}
        if not wanted or known or len(self._uses) >= _USES_BOUND:
            return
        members = {f"{one.place}: {one.event}" for one in wanted}
        key = (api, script, self._stage.page, self._stage.phase)
        self._uses[key] = _Use(len(wanted), self._stage.now().page_time_ms, members)

    def _key(self, api: str, frame: Frame, event: dict[str, Any]) -> Key:
        script = script_setter(event.get("stackTrace")).url or frame.url
        return api, script, self._stage.page, self._stage.phase

    def _take(self, uses: dict[Key, _Use], key: Key, event: dict[str, Any]) -> _Use:
        if key not in uses and len(uses) >= _USES_BOUND:
            return _Use()
        use = uses.setdefault(key, _Use(first_ms=self._stage.page_time.at_epoch(event["timestamp"])))
        use.count += 1
        return use
