"""What left the browser besides cookies, as rows: values sent on, consent signals, scripts that read the device."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from audits.reports.wording import state_words

MAX_ROWS = 60
"""Most rows of a table."""


_VALIDATORS = {"etag": "ETag", "last-modified": "Last-Modified"}
_SENT_BACK = {"etag": "header:if-none-match", "last-modified": "header:if-modified-since"}


@dataclass(slots=True)
class SentRow:
    """A stored value and one of those who were sent it."""

    name: str
    domain: str
    receiver: str
    states: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    encodings: list[str] = field(default_factory=list)
    requests: int = 0


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A consent signal as seen in one state."""

    kind: str
    state: str
    says: tuple[tuple[str, str], ...]
    raw: str
    receiver: str
    """Host it was sent to; empty when it was read from the page itself."""


@dataclass(slots=True)
class ApiRow:
    """What one script did with one interface."""

    api: str
    script: str
    detail: str
    states: list[str] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True, slots=True)
class Traffic:
    """The rows of all visits."""

    sent: list[SentRow]
    signals: list[SignalRow]
    api_uses: list[ApiRow]

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.sent or self.signals or self.api_uses)


def traffic(evidence: Mapping[str, Any]) -> Traffic:
    """Return what left the browser, from evidence.json."""
    visits = evidence["visits"]
    return Traffic(_sent(visits)[:MAX_ROWS], _signals(visits)[:MAX_ROWS], _api_uses(visits)[:MAX_ROWS])


def _sent(visits: Iterable[Mapping[str, Any]]) -> list[SentRow]:
    rows: dict[tuple[str, str, str], SentRow] = {}
    for visit, value in _each(visits, "sent_values"):
        receiver = visit["requests"][value["request"]]["host"]
        row = rows.setdefault(
            (value["name"], value["domain"], receiver), SentRow(value["name"], value["domain"], receiver)
        )
        _add(row.states, state_words(visit["state"]))
        _add(row.places, value["place"])
        _add(row.encodings, value["encoding"])
        row.requests += 1
    rows |= _validators(visits)
    return [rows[key] for key in sorted(rows)]


def _validators(visits: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str, str], SentRow]:
    """Return the cache validators that came back and were another in each profile, as a file's are not."""
    held: dict[tuple[str, str], dict[str, list[Mapping[str, Any]]]] = {}
    for visit, one in _each(visits, "revalidations"):
        held.setdefault((one["url"], one["header"]), {}).setdefault(visit["state"], []).append(one)
    rows: dict[tuple[str, str, str], SentRow] = {}
    for (url, header), states in sorted(held.items()):
        found = [one for each in states.values() for one in each]
        kept = all(one["kept"] for one in found)
        if (
            not kept
            or len(states) < 2
            or len(found) != len(states)
            or len({one["value"] for one in found}) != len(found)
        ):
            continue
        place, (host, _, path) = _SENT_BACK[header], url.partition("://")[2].partition("/")
        row = SentRow(
            _VALIDATORS[header], f"{host}/{path}", host, [state_words(state) for state in states], [place], ["plain"]
        )
        row.requests = sum(len(one["returned"]) for one in found)
        rows[row.name, row.domain, host] = row
    return rows


def _signals(visits: Iterable[Mapping[str, Any]]) -> list[SignalRow]:
    rows = {}
    for visit, signal in _each(visits, "signals"):
        sent = signal["request"]
        receiver = visit["requests"][sent]["host"] if sent is not None else ""
        says = tuple(sorted(signal["decoded"].items()))
        row = SignalRow(signal["kind"], state_words(visit["state"]), says, signal["raw"], receiver)
        rows[row.kind, row.state, says or signal["raw"], receiver] = row
    return list(rows.values())


def _api_uses(visits: Iterable[Mapping[str, Any]]) -> list[ApiRow]:
    rows: dict[tuple[str, str], ApiRow] = {}
    for visit, use in _each(visits, "api_uses"):
        row = rows.setdefault((use["api"], use["script"]), ApiRow(use["api"], use["script"], use["detail"]))
        _add(row.states, state_words(visit["state"]))
        row.count += use["count"]
    return [rows[key] for key in sorted(rows)]


def _each(visits: Iterable[Mapping[str, Any]], name: str) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    # Bundles from before these were observed have none of them.
    yield from ((visit, value) for visit in visits for value in visit.get(name, ()))


def _add(seen: list[str], value: str) -> None:
    if value not in seen:
        seen.append(value)
