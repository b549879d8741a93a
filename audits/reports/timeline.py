"""The timeline: what was stored when in each state, as data for an SVG picture.

One lane a state. Time runs left to right over the pages of the visit, each as wide as the page time watched on it;
a line marks the moment the banner was answered. A dot is the first time an item was written in that visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audits.model import Report
from audits.reports.wording import code_words, seconds_words, visit_words
from audits.translation import say

LABEL_WIDTH = 210
TIME_WIDTH = 760
ROW_HEIGHT = 20
HEAD_HEIGHT = 34
MAX_ROWS = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of a lane: one item, first written at `x`."""

    name: str
    purpose: str
    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class PageSpan:
    """A page of the visit along the time axis."""

    x: float
    width: float
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The picture of one visit."""

    state: str
    width: int
    height: int
    pages: tuple[PageSpan, ...]
    marks: tuple[Mark, ...]
    answered_x: float | None
    left_out: int
    """Items beyond `MAX_ROWS`."""


def lanes(report: Report, evidence: Mapping[str, Any]) -> list[Lane]:
    """Return a lane for each visit, in the order they were made."""
    purposes = {(item.storage.value, item.name, item.domain): item.purpose.value for item in report.cookies}
    return [_lane(visit, purposes) for visit in evidence["visits"] if visit["pages"]]


def _lane(visit: Mapping[str, Any], purposes: Mapping[tuple[str, str, str], str]) -> Lane:
    pages = visit["pages"]
    # A page that never ran still gets a sliver, so that it is seen to have been tried.
    lengths = [max(page["granted_page_time_ms"], 500) for page in pages]
    scale = TIME_WIDTH / sum(lengths)
    starts = [LABEL_WIDTH + scale * sum(lengths[:index]) for index in range(len(pages))]
    spans = tuple(
        PageSpan(start, length * scale, _page_label(page, length * scale), page["final_url"] or page["url"])
        for page, start, length in zip(pages, starts, lengths, strict=True)
    )
    answer = visit["answer"] or {}
    answered_ms = answer.get("page_time_ms")
    first: dict[tuple[str, str, str], tuple[float, Mapping[str, Any]]] = {}
    for write in visit["writes"]:
        key = (write["storage"], write["name"], write["domain"])
        if key in first or write["blocked"] or write["deletes"] or not 0 <= write["page"] < len(pages):
            continue
        within = min(write["page_time_ms"], lengths[write["page"]])
        first[key] = (starts[write["page"]] + scale * within, write)
    ordered = sorted(first.items(), key=lambda entry: (entry[1][0], entry[0]))
    marks = tuple(
        Mark(
            key[1][:34],
            purposes.get(key, "unknown"),
            x,
            HEAD_HEIGHT + ROW_HEIGHT * (row + 0.5),
            say(
                "{name} ({domain}) at {time} by {setter}",
                name=key[1],
                domain=key[2],
                time=seconds_words(write["page_time_ms"]),
                setter=write["setter"]["url"] or say("unknown"),
            ),
        )
        for row, (key, (x, write)) in enumerate(ordered[:MAX_ROWS])
    )
    return Lane(
        visit_words(visit),
        LABEL_WIDTH + TIME_WIDTH + 10,
        HEAD_HEIGHT + ROW_HEIGHT * max(len(marks), 1) + 6,
        spans,
        marks,
        None if answered_ms is None else starts[0] + scale * min(answered_ms, lengths[0]),
        max(len(ordered) - MAX_ROWS, 0),
    )


def _page_label(page: Mapping[str, Any], width: float) -> str:
    role = page["role"]
    label = code_words(role) if role in ("home", "reload") else page["final_url"].rstrip("/").rsplit("/", 1)[-1]
    room = max(int(width / 7), 0)
    return label if len(label) <= room else label[: max(room - 1, 0)] + "…" if room > 2 else ""
