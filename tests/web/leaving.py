"""What left the browser, read from an evidence.json, and the comparison with what a demo site's `truth.toml` states.

Reports show only what rules make of it; the evidence holds each identifier that was sent, each consent signal, each
call of an interface that tells devices apart or records, and each DNS alias.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from .sites import DemoSite

Fact = tuple[str, ...]
States = dict[Fact, set[str]]

COMMON = frozenset({"form-listener", "navigator-reads", "screen-reads"})
"""Calls that ordinary scripts make as well: they need not be stated."""


def check_evidence(evidence: Mapping[str, Any], site: DemoSite) -> list[str]:
    """Return every difference between an evidence.json and what the site's truth states, one readable sentence each."""
    truth = site.truth
    differences = [
        *_compared("sent", _sent(evidence), {_fact(row, "storage", "domain", "name", "to"): row for row in truth.sent}),
        *_compared("signal", _signals(evidence), {_fact(row, "kind", "to", "says"): row for row in truth.signals}),
        *_compared("call", _calls(evidence), {_fact(row, "api", "script"): row for row in truth.calls}),
        *_aliases(evidence, {row["host"]: list(row["chain"]) for row in truth.aliases}),
    ]
    return [f"{site.key}: {difference}" for difference in differences]


def _fact(row: Mapping[str, Any], *names: str) -> Fact:
    return tuple(row.get(name, "cookie") if name == "storage" else row[name] for name in names)


def _compared(what: str, seen: States, stated: Mapping[Fact, Mapping[str, Any]]) -> Iterator[str]:
    for fact in sorted(stated.keys() - seen.keys()):
        yield f"{what} {' '.join(fact)}: not seen, stated for {', '.join(stated[fact]['states'])}"
    for fact in sorted(seen.keys() - stated.keys()):
        if what != "call" or fact[0] not in COMMON:
            yield f"{what} {' '.join(fact)}: seen in {', '.join(sorted(seen[fact]))}, not stated"
    for fact in sorted(seen.keys() & stated.keys()):
        if seen[fact] != set(stated[fact]["states"]):
            yield f"{what} {' '.join(fact)}: seen in {sorted(seen[fact])}, stated {sorted(stated[fact]['states'])}"


def _state(visit: Mapping[str, Any], phase: str) -> str | None:
    """Return the state an observation counts for, as in reports: a look is one more `before`."""
    if visit["state"] in ("gpc", "dnt") or phase == "answered":
        return str(visit["state"])
    return "before" if phase == "look" else None


def _seen(found: States, fact: Fact, visit: Mapping[str, Any], phase: str) -> None:
    state = _state(visit, phase)
    if state is not None:
        found.setdefault(fact, set()).add(state)


def _sent(evidence: Mapping[str, Any]) -> States:
    found: States = {}
    for visit in evidence["visits"]:
        for sent in visit["sent_values"]:
            request = visit["requests"][sent["request"]]
            _seen(found, (sent["storage"], sent["domain"], sent["name"], request["host"]), visit, request["phase"])
    return found


def _signals(evidence: Mapping[str, Any]) -> States:
    found: States = {}
    for visit in evidence["visits"]:
        for signal in visit["signals"]:
            to = "page" if signal["request"] is None else visit["requests"][signal["request"]]["host"]
            _seen(found, (signal["kind"], to, _says(signal)), visit, signal["phase"])
    return found


def _says(signal: Mapping[str, Any]) -> str:
    decoded = signal["decoded"]
    return " ".join(f"{name}={decoded[name]}" for name in ("ad_storage", "analytics_storage") if name in decoded)


def _calls(evidence: Mapping[str, Any]) -> States:
    found: States = {}
    for visit in evidence["visits"]:
        for use in visit["api_uses"]:
            parts = urlsplit(use["script"])
            _seen(found, (use["api"], f"{parts.hostname or ''}{parts.path}"), visit, use["phase"])
    return found


def _aliases(evidence: Mapping[str, Any], stated: Mapping[str, list[str]]) -> Iterator[str]:
    seen = {alias["host"]: list(alias["chain"]) for alias in evidence["aliases"] if alias["chain"]}
    for host in sorted(seen.keys() | stated.keys()):
        if seen.get(host) != stated.get(host):
            yield f"alias of {host} is {seen.get(host)}, stated {stated.get(host)}"
