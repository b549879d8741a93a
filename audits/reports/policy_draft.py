"""policy-draft.md: the cookie table that the site's policy should hold, from what was seen, in the policy's language.

A draft for the site's owner to check, not a policy: what a cookie is for is marked where nothing is known of it, and
what was not met on the pages visited is listed to be looked at, never silently dropped.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.units import format_unit

from audits.model import Finding, Outcome, Party, Purpose, Report, ReportCookie
from audits.reports.markdown_report import markdown_code, markdown_text
from audits.translation import say, speaking
from crawler.evidence.bundle import Bundle
from crawler.evidence.model import StorageKind

NAME = "draft"
FILE_NAME = "policy-draft.md"

_WORDS = Path(__file__).with_name("draft_words.toml")
_FALLBACK = "en"
_UNITS = ((31_536_000, "year"), (2_629_800, "month"), (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_WRONG_ROW = ("mislabelled", "lifetime", "party")
"""Reasons for which the rule `cookie` finds a row of the policy's own table wrong."""


def render(report: Report, bundle: Bundle) -> bytes:
    """Return the draft: the table in the policy's language, the notes on it in the report's."""
    with speaking(report.language):
        parts = [*_introduction(), *_table(report), *_notes(report)]
    return ("\n".join(parts).rstrip() + "\n").encode("utf-8", "replace")


def policy_language(report: Report) -> str:
    """Return the language of the site's cookie policy, else of its first policy; English when that is not known."""
    documents = sorted(report.documents, key=lambda document: document.kind != "cookie-policy")
    return next((each.language for each in documents if each.language in _words()), _FALLBACK)


def _introduction() -> Iterable[str]:
    yield say("> A draft from what was seen. Check every row; those marked ⚠ need your own knowledge.")
    yield ""


def _table(report: Report) -> Iterable[str]:
    words = _words()[policy_language(report)]
    yield f"## {words['heading']}"
    yield ""
    yield "| " + " | ".join(words[key] for key in ("name", "provider", "purpose", "lifetime")) + " |"
    yield "|---|---|---|---|"
    items = [item for item in report.cookies if item.blocked is None]
    for item in sorted(items, key=lambda item: (tuple(Purpose).index(item.purpose), item.name, item.domain)):
        yield f"| {markdown_code(item.name, 120)} | {_provider(item, words)} | {_purpose(item, words)} | " + (
            f"{_kept(item, policy_language(report))} |"
        )
    yield ""


def _provider(item: ReportCookie, words: dict[str, str]) -> str:
    if item.party is Party.FIRST:
        own = words["own"]
        return f"{own} ({markdown_text(item.vendor, 80)})" if item.vendor else own
    return markdown_text(item.vendor or item.domain.lstrip("."), 80)


def _purpose(item: ReportCookie, words: dict[str, str]) -> str:
    return f"⚠ {words['unknown']}" if item.purpose is Purpose.UNKNOWN else words[item.purpose.value]


def _kept(item: ReportCookie, language: str) -> str:
    words = _words()[language]
    if item.storage is StorageKind.SESSION_STORAGE:
        return words["session"]
    if item.storage is not StorageKind.COOKIE:
        return words["until_deleted"]
    if not item.lifetime_known:
        return f"⚠ {words['unknown']}"
    return words["session"] if item.lifetime_s is None else _duration(item.lifetime_s, language)


def _duration(seconds: float, language: str) -> str:
    """Return a duration in the largest unit of which it is a whole number, to 2 %; in days where it is none."""
    size, unit = next(
        ((size, unit) for size, unit in _UNITS if seconds >= size * 0.98 and _whole(seconds / size)), (86_400, "day")
    )
    number = max(round(seconds / size), 1)
    spelled = format_unit(number, f"duration-{unit}", locale=language)
    # Where Babel's data refer from the long form to another it writes the unit's code.
    return format_unit(number, f"duration-{unit}", "short", locale=language) if "duration-" in spelled else spelled


def _whole(count: float) -> bool:
    return abs(count - round(count)) <= 0.02 * count


def _notes(report: Report) -> Iterable[str]:
    rows = [finding for finding in report.findings if finding.rule == "cookie"]
    quotes = {claim.id: claim.quote for claim in report.claims}
    unseen = [finding for finding in rows if finding.reason == "not-seen"]
    wrong = [finding for finding in rows if finding.outcome is Outcome.FAILED and finding.reason in _WRONG_ROW]
    missing = [item for item in report.cookies if item.declared is False and item.blocked is None]
    if missing:
        yield f"## {say('Not in the policy today')}"
        yield ""
        yield from (f"- {markdown_code(item.name, 120)}" for item in missing)
        yield ""
    if wrong:
        yield f"## {say('Rows to correct')}"
        yield ""
        yield from (f"- {_quoted(finding, quotes)}: {markdown_text(finding.message, 600)}" for finding in wrong)
        yield ""
    if unseen:
        yield f"## {say('Rows to remove, unless you know where they are set')}"
        yield ""
        yield from (f"- {_quoted(finding, quotes)}" for finding in unseen)
        yield ""


def _quoted(finding: Finding, quotes: dict[str, str]) -> str:
    return f"“{markdown_text(quotes.get(finding.claim or '', ''), 200)}”"


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(_WORDS.read_text("utf-8"))
