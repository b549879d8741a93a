"""Waivers: failures that a site's owner has accepted, for a reason and a time.

`waivers.toml` holds tables `[[waiver]]`:

    [[waiver]]
    rule = "lifetime-over-13-months"   # the rule's id
    reason = "The new set-up goes live in May."
    site = "shop.example"              # optional: host with all below it, or an address's beginning
    cookie = "_ga*"                    # optional: only failures that nothing else decides than such cookies or hosts
    until = 2026-05-31                 # optional: the last day; the day of the audit's observations is compared

A waived failure stays in the report and is shown as waived; it is no reason for the run to fail. One that has expired
counts again, and says so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audits.model import Finding, Outcome, Waived
from crawler.evidence.hosts import is_within
from crawler.evidence.model import SiteEvidence
from crawler.evidence.reasons import reason_of

_KEYS = {"rule", "site", "cookie", "reason", "until"}


class WaiverError(ValueError):
    """A waivers file can't be read; says the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One accepted failure."""

    rule: str
    reason: str
    place: str
    """`waivers.toml, line 12`."""
    site: str | None = None
    """Host (with all hosts below it, on any port where it has none) or beginning of an address; None: every site."""
    cookie: str | None = None
    """Name of the cookie, storage key or host, `*` for any characters; None: whatever decides the failure."""
    until: date | None = None
    """Last day on which it holds; None: no end."""

    def names_site(self, url: str) -> bool:
        """Tell whether it is for the site of this address."""
        if self.site is None:
            return True
        address, wanted = _plain_address(url), _plain_address(self.site)
        host = address.partition("/")[0]
        if "/" not in wanted:
            port = wanted.partition(":")[2]
            return is_within(host, wanted) and (not port or host.endswith(f":{port}"))
        return address == wanted or address.startswith(f"{wanted}/")

    def names_subject(self, subject: str) -> bool:
        """Tell whether it is for a cookie, storage key or host of this name."""
        return self.cookie is None or fnmatchcase(subject, self.cookie)

    @property
    def lasts(self) -> date:
        """Last day on which it holds, for comparing."""
        return self.until or date.max


def waived(findings: Sequence[Finding], evidence: SiteEvidence, waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """Return the findings, failures with the waivers that cover them.

    A failure is covered when everything that decides it is; it is covered until the first of its waivers ends.
    """
    here = [waiver for waiver in waivers if waiver.names_site(evidence.site.url)]
    day = _day(evidence.finished_at)
    return tuple(_with_waiver(finding, here, day) for finding in findings) if here else tuple(findings)


def read_waivers(path: Path, rules: Collection[str]) -> tuple[Waiver, ...]:
    """Read a waivers file. `rules`: the ids there are. Raise `WaiverError` naming the place of what is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WaiverError(f"{path}: the waivers can't be read: {reason_of(error)}") from error
    rows = table.get("waiver", [])
    if set(table) - {"waiver"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WaiverError(f"{path}: expected tables named [[waiver]] and nothing else")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*waiver\s*\]\]", line)]
    places = [f"{path.name}, line {line}" for line in lines]
    if len(places) != len(rows):  # written in another way than one table header each
        places = [f"{path.name}, waiver {number}" for number in range(1, len(rows) + 1)]
    return tuple(_waiver(row, place, rules) for row, place in zip(rows, places, strict=True))


def _waiver(row: Mapping[str, Any], place: str, rules: Collection[str]) -> Waiver:
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise WaiverError(f"{place}: there is no {unknown[0]!r} in a waiver; there are {', '.join(sorted(_KEYS))}")
    texts = {key: row.get(key) for key in ("rule", "reason", "site", "cookie")}
    for key, value in texts.items():
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise WaiverError(f"{place}: {key} must be a text that is not empty")
    if texts["rule"] is None or texts["reason"] is None:
        raise WaiverError(f"{place}: a waiver needs a rule and a reason")
    if texts["rule"] not in rules:
        raise WaiverError(f"{place}: there is no rule {texts['rule']!r}")
    return Waiver(
        rule=texts["rule"],
        reason=texts["reason"].strip(),
        site=texts["site"],
        cookie=texts["cookie"],
        until=_until(row.get("until"), place),
        place=place,
    )


def _until(value: Any, place: str) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _raise(place)
    except ValueError:
        return _raise(place)


def _raise(place: str) -> date:
    raise WaiverError(f"{place}: until must be a date such as 2026-05-31")


def _with_waiver(finding: Finding, waivers: Sequence[Waiver], day: date) -> Finding:
    if finding.outcome is not Outcome.FAILED:
        return finding
    named = [waiver for waiver in waivers if waiver.rule == finding.rule]
    subjects = finding.subjects or ("",)
    best = [_longest([each for each in named if each.names_subject(subject)]) for subject in subjects]
    used = list(dict.fromkeys(waiver for waiver in best if waiver is not None))
    if not used or None in best:
        return finding
    ends = min(waiver.lasts for waiver in used)
    held = Waived(
        reason=" ".join(dict.fromkeys(waiver.reason for waiver in used)),
        until=None if ends == date.max else ends.isoformat(),
        expired=ends < day,
        place="; ".join(waiver.place for waiver in used),
    )
    return replace(finding, waived=held)


def _longest(waivers: Sequence[Waiver]) -> Waiver | None:
    """Return the waiver that holds longest; None without one."""
    return max(waivers, key=lambda waiver: waiver.lasts, default=None)


def _day(at: str) -> date:
    return date.fromisoformat(at[:10])


def _plain_address(text: str) -> str:
    """Return an address without what doesn't tell sites apart: scheme, `www.`, a closing slash, query."""
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return text
    return f"{host.lower().removeprefix('www.')}{parts.path.rstrip('/')}"
