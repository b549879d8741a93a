"""Evidence pointers as rows a person can read: what, where, when, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from audits.reports.wording import lifetime_words, seconds_words, state_words, storage_words
from audits.translation import noted, say
from crawler.evidence.model import Phase, State

_SETTERS = {"header": noted("set by a response"), "script": noted("set by a script"), "unknown": noted("set")}


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence, in words."""

    pointer: str
    kind: str
    """`stored`, `request`, `alias`, `banner`, `answer`, `document`, `visit` or `other`."""
    subject: str
    what: str
    state: str
    """State in words; empty for what belongs to no visit."""
    page: str
    when: str
    by: str
    """URL of the setter or initiator; empty when not known."""
    details: tuple[tuple[str, str], ...] = ()


def resolve(root: Any, pointer: str) -> Any:
    """Return what a JSON pointer (RFC 6901) points to. Raises KeyError when it points to nothing."""
    value = root
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (ValueError, IndexError, KeyError, TypeError):
            raise KeyError(pointer) from None
    return value


def evidence_rows(root: Mapping[str, Any], pointers: Iterable[str], limit: int = 60) -> list[EvidenceRow]:
    """Return a row for each pointer, at most `limit`."""
    return [_row(root, pointer) for pointer in list(pointers)[:limit]]


def deciding_rows(rows: Iterable[EvidenceRow], limit: int = 6) -> list[EvidenceRow]:
    """Return one row for each thing stored or host asked, the one that says by whom where there is one."""
    best: dict[str, EvidenceRow] = {}
    for row in rows:
        better = row.subject not in best or (row.by and not best[row.subject].by)
        if row.kind in ("stored", "request", "alias") and better:
            best[row.subject] = row
    return list(best.values())[:limit]


def _row(root: Mapping[str, Any], pointer: str) -> EvidenceRow:
    value = resolve(root, pointer)
    parts = pointer.split("/")
    visit = root["visits"][int(parts[2])] if parts[1:2] == ["visits"] and len(parts) > 2 else None
    state = state_words(visit["state"]) if visit else ""
    collection = parts[3] if len(parts) > 3 else ""
    if visit and collection == "writes" and len(parts) == 5:
        return _write_row(pointer, value, visit, state)
    if visit and collection == "snapshots" and len(parts) == 7:
        return _stored_row(pointer, value, visit, int(parts[4]), state)
    if visit and collection == "requests" and len(parts) == 5:
        return _request_row(pointer, value, visit, state)
    if parts[1:2] == ["aliases"] and len(parts) == 3:
        chain = " → ".join([value["host"], *value["chain"]])
        return EvidenceRow(pointer, "alias", chain[:400], say("DNS alias of the host"), "", "", "", "")
    return _other_row(pointer, value, parts, state)


def _write_row(pointer: str, write: Mapping[str, Any], visit: Mapping[str, Any], state: str) -> EvidenceRow:
    setter = write["setter"]
    lifetime = lifetime_words(write["lifetime_s"]) if write["storage"] == "cookie" else ""
    what = say(_SETTERS.get(setter["kind"], "set"))
    if write["blocked"]:
        what = say("{what}, refused by the browser ({reason})", what=what, reason=write["blocked"])
    details = [
        (say("stored in"), storage_words(write["storage"])),
        (say("domain"), write["domain"]),
        (say("as written"), write["raw"] or write["value"]),
        (say("lifetime asked for"), lifetime),
        (say("page"), _page_of(visit, write["page"])),
        (say("at"), write["at"]),
        (say("frame"), write["frame_url"] or ""),
        *((say("stack {depth}", depth=depth), frame) for depth, frame in enumerate(setter["stack"][:8], 1)),
    ]
    return EvidenceRow(
        pointer,
        "stored",
        write["name"],
        what,
        _phase(state, visit, write["phase"]),
        _page_of(visit, write["page"]),
        seconds_words(write["page_time_ms"]),
        setter["url"] or "",
        _filled(details),
    )


def _stored_row(
    pointer: str, item: Mapping[str, Any], visit: Mapping[str, Any], snapshot: int, state: str
) -> EvidenceRow:
    taken = visit["snapshots"][snapshot]
    details = [
        (say("stored in"), storage_words(item["storage"])),
        (say("domain"), item["domain"]),
        (say("value"), item["value"]),
        (say("at"), taken["at"]),
    ]
    return EvidenceRow(
        pointer,
        "stored",
        item["name"],
        say("in the browser"),
        _phase(state, visit, taken["phase"]),
        _page_of(visit, taken["page"]),
        seconds_words(taken["page_time_ms"]),
        "",
        _filled(details),
    )


def _request_row(pointer: str, request: Mapping[str, Any], visit: Mapping[str, Any], state: str) -> EvidenceRow:
    initiator = request["initiator"] or {}
    details = [
        (say("address"), request["url"]),
        (say("method"), request["method"]),
        (say("status"), request["status"] if request["status"] is not None else request["failed"] or ""),
        (say("cookies sent"), ", ".join(request["cookies_sent"])),
        (say("cookies set"), ", ".join(request["cookies_set"])),
        (say("at"), request["at"]),
        *((say("stack {depth}", depth=depth), frame) for depth, frame in enumerate(initiator.get("stack", ())[:8], 1)),
    ]
    return EvidenceRow(
        pointer,
        "request",
        request["host"],
        say("{kind} request", kind=request["resource_type"]),
        _phase(state, visit, request["phase"]),
        _page_of(visit, request["page"]),
        seconds_words(request["page_time_ms"]),
        initiator.get("url") or "",
        _filled(details),
    )


def _other_row(pointer: str, value: Any, parts: list[str], state: str) -> EvidenceRow:
    kind = next((part for part in reversed(parts) if part and not part.isdigit()), "other")
    if isinstance(value, Mapping):
        subject = str(value.get("url") or value.get("text") or value.get("label") or value.get("state") or kind)
        details = tuple((key, str(item)) for key, item in sorted(value.items()) if isinstance(item, (str, int, float)))
    else:
        subject, details = str(value), ()
    return EvidenceRow(pointer, kind.rstrip("s"), subject[:200], kind.rstrip("s"), state, "", "", "", details[:20])


def _page_of(visit: Mapping[str, Any], index: int) -> str:
    pages = visit["pages"]
    return str(pages[index]["final_url"] or pages[index]["url"]) if 0 <= index < len(pages) else ""


def _phase(state: str, visit: Mapping[str, Any], phase: str) -> str:
    if phase == Phase.CONSENTED:
        return say("after accept, before withdrawal")
    # An item written in the unanswered look of an accept visit was written without consent: say so.
    unanswered = phase == Phase.LOOK and visit["state"] in (State.REJECT, State.ACCEPT, State.WITHDRAW)
    return say("{state} (before the answer)", state=state) if unanswered else state


def _filled(pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(value)) for key, value in pairs if value not in ("", None))
