"""What an audit of a demo site must find, read from its `truth.toml`, and the comparison with a report.json.

`states` of a row are those at the end of whose pages it is stored, or that set it after their answer was given. A
state whose answer the site does not offer has no rows. Everything stored must be stated: a row that the report has
and the truth has not is a difference, too. The same holds for what the evidence says left the browser: `[[sent]]`
identifiers, consent `[[signals]]`, `[[calls]]` of interfaces that tell devices apart or record, DNS `[[aliases]]`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from .sites import DemoSite

LIFETIME_SLACK_S = 120.0
"""Scripts compute an expiry date from their own clock, which page time moves on while the script runs."""


LEFT = ("sent", "signals", "calls", "aliases")
"""Parts of the truth that stand in the evidence."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The stated behaviour of one site; every part as in its `truth.toml`."""

    cookies: tuple[Mapping[str, Any], ...] = ()
    claims: tuple[Mapping[str, Any], ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    documents: tuple[Mapping[str, Any], ...] = ()
    sent: tuple[Mapping[str, Any], ...] = ()
    """Identifiers sent: `name`, `domain` and `storage` of the item as in `cookies`, receiver `to`, `states`."""
    signals: tuple[Mapping[str, Any], ...] = ()
    """Consent signals: `kind`, `to` (a host; `page` for what the page's own interface said), `says`, `states`."""
    calls: tuple[Mapping[str, Any], ...] = ()
    """Calls: `api`, `script`, `states`."""
    aliases: tuple[Mapping[str, Any], ...] = ()
    """DNS aliases: `host` and its `chain`."""
    banner: Mapping[str, Any]
    states: tuple[str, ...] = ()
    """States to visit the site in, where they are others than `before`, `reject` and `accept`."""
    pages: int = 1
    """Sub-pages to visit: as many as it takes to see what is stated."""


def read_truth(path: Path) -> Truth:
    """Read a `truth.toml`."""
    table = tomllib.loads(path.read_text("utf-8"))
    lists = {key: tuple(table.get(key, ())) for key in ("cookies", "claims", "findings", "documents", *LEFT)}
    states, pages = tuple(table.get("states", ())), table.get("pages", Truth.pages)
    return Truth(banner=table["banner"], states=states, pages=pages, **lists)


def check_report(report: Mapping[str, Any], site: DemoSite) -> list[str]:
    """Return every difference between a report.json and the site's truth, one readable sentence each."""
    truth = site.truth
    differences = [
        *_check_cookies(report["cookies"], truth.cookies),
        *_check_claims(report["claims"], truth.claims),
        *_check_findings(report["findings"], truth.findings),
        *_check_documents(report["documents"], truth.documents),
        *_check_banner(report["banner"], truth.banner),
    ]
    if site.keeps_word:
        differences += [
            f"finding {finding['rule']} failed on a site that keeps its word: {finding['message']}"
            for finding in report["findings"]
            if finding["outcome"] == "failed"
        ]
    return [f"{site.key}: {difference}" for difference in differences]


def _row_key(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row.get("storage", "cookie"), row["domain"], row["name"]


def _check_cookies(seen: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    rows = {_row_key(row): row for row in seen}
    wanted = {_row_key(row): row for row in stated}
    for key in sorted(wanted.keys() - rows.keys()):
        yield f"missing row {' '.join(key)}, stated for {', '.join(wanted[key]['states'])}"
    for key in sorted(rows.keys() - wanted.keys()):
        row = rows[key]
        setter = (row.get("set_by") or {}).get("url")
        yield f"unstated row {' '.join(key)} in {', '.join(row['states'])}, set by {setter}"
    for key in sorted(rows.keys() & wanted.keys()):
        yield from (f"{' '.join(key)}: {text}" for text in _check_row(rows[key], wanted[key]))


def _check_row(row: Mapping[str, Any], want: Mapping[str, Any]) -> Iterator[str]:
    if set(row["states"]) != set(want["states"]):
        yield f"states are {sorted(row['states'])}, stated {sorted(want['states'])}"
    if row["party"] != want["party"]:
        yield f"party is {row['party']}, stated {want['party']}"
    setter = row["set_by"]
    if setter["kind"] != want["set_by"]["kind"]:
        yield f"set by {setter['kind']} ({setter['url']}), stated {want['set_by']['kind']}"
    elif _place(setter["url"] or "") != want["set_by"]["url"]:
        yield f"set by {setter['url']}, stated {want['set_by']['url']}"
    yield from _check_lifetime(row["lifetime_s"], want.get("lifetime_s", "session"))


def _check_lifetime(seen: float | None, stated: float | str) -> Iterator[str]:
    if stated == "session":
        if seen is not None:
            yield f"lifetime is {seen} s, stated session"
    elif seen is None:
        yield f"lifetime is session, stated {stated} s"
    elif abs(seen - float(stated)) > LIFETIME_SLACK_S:
        yield f"lifetime is {seen} s, stated {stated} s"


def _check_claims(seen: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for want in stated:
        label = f"claim {want['type']} {dict(want.get('params', {}))} “{want['quote']}”"
        same = [claim for claim in seen if claim["type"] == want["type"] and _overlap(claim["quote"], want["quote"])]
        fitting = [claim for claim in same if _has_params(claim["params"], want.get("params", {}))]
        if not fitting:
            others = [claim["params"] for claim in same]
            yield f"{label} not found" + (f"; the same quote has params {others}" if others else "")
        elif all(claim["outcome"] != want["outcome"] for claim in fitting):
            yield f"{label} is {fitting[0]['outcome']}, stated {want['outcome']}"


def _check_findings(seen: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for want in stated:
        outcomes = sorted({finding["outcome"] for finding in seen if finding["rule"] == want["rule"]})
        if want["outcome"] not in outcomes or len(outcomes) != 1:
            yield f"rule {want['rule']} is {' and '.join(outcomes) or 'absent'}, stated {want['outcome']}"


def _check_documents(seen: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    found = {urlsplit(document["url"]).path: document for document in seen}
    for want in stated:
        document = found.get(want["path"])
        if document is None:
            yield f"document {want['path']} not found; found {sorted(found)}"
            continue
        for key in ("kind", "language"):
            if key in want and document[key] != want[key]:
                yield f"document {want['path']}: {key} is {document[key]}, stated {want[key]}"
        if document.get("error"):
            yield f"document {want['path']} could not be read: {document['error']}"


def _check_banner(seen: Mapping[str, Any], stated: Mapping[str, Any]) -> Iterator[str]:
    if seen["found"] != stated["found"]:
        yield f"banner found is {seen['found']}, stated {stated['found']}"
        return
    for control in ("accept", "reject", "settings"):
        if control in stated and seen["first_layer"][control] != stated[control]:
            yield f"banner's first layer offers {control}: {seen['first_layer'][control]}, stated {stated[control]}"
    for answer, want in stated.get("answers", {}).items():
        if seen["answers"][answer] != want:
            yield f"banner's answer {answer} is {seen['answers'][answer]}, stated {want}"
    if "preticked" in stated and sorted(seen["preticked"]) != sorted(stated["preticked"]):
        yield f"preticked choices are {sorted(seen['preticked'])}, stated {sorted(stated['preticked'])}"
    if "cmp" in stated and seen["cmp"] != stated["cmp"]:
        yield f"consent manager is {seen['cmp']}, stated {stated['cmp']}"


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}"


def _overlap(first: str, second: str) -> bool:
    one, other = (" ".join(text.split()).casefold() for text in (first, second))
    return one in other or other in one


def _has_params(seen: Mapping[str, Any], stated: Mapping[str, Any]) -> bool:
    return all(_fits(seen.get(key), value) for key, value in stated.items())


def _fits(seen: Any, stated: Any) -> bool:
    if isinstance(stated, list):
        return isinstance(seen, list) and set(stated) <= set(seen)
    if isinstance(stated, str) and isinstance(seen, str):
        return seen.casefold() == stated.casefold()
    return bool(seen == stated)
