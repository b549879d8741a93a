"""sites.txt: one site a line, `URL [key=value …]`, `#` comments. A bad line is reported and the rest goes on."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from crawler.evidence.model import SiteTarget, State

KEYS = ("name", "policy", "locale", "pages", "states", "every", "tags")
MAX_LINE = 4000
MAX_PAGES = 50

_EVERY = re.compile(r"\d{1,4}\s?[mhdw]|hourly|daily|weekly|monthly|\S+(\s+\S+){4}")
"""A span of time, a word, or the five fields of a cron line."""
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


class SiteInvalid(ValueError):
    """An address or a line that names no site. The message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a sites file that could not be read."""

    number: int
    """From 1."""
    message: str


def read_sites(path: Path) -> tuple[list[SiteTarget], list[BadLine]]:
    """Read a sites file. Raises OSError when it can't be read at all."""
    return parse_sites(path.read_text(encoding="utf-8-sig", errors="replace"))


def parse_sites(text: str) -> tuple[list[SiteTarget], list[BadLine]]:
    """Return the sites in the order of their lines, each address once, and the lines that name none."""
    sites: dict[str, SiteTarget] = {}
    bad: list[BadLine] = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            site = _parse_line(line)
        except SiteInvalid as error:
            bad.append(BadLine(number, str(error)))
            continue
        if site is not None and site.url in sites:
            bad.append(BadLine(number, f"{site.url} is there already"))
        elif site is not None:
            sites[site.url] = site
    return list(sites.values()), bad


def site_url(text: str) -> str:
    """Return the full address of a site as a user wrote it (`example.com` means `https://example.com/`).

    Raises SiteInvalid. User names and passwords are refused: they would end up in every report.
    """
    written = text if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text) else f"https://{text}"
    try:
        parts = urlsplit(written)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        raise SiteInvalid(f"{text!r} is not an address") from None
    if parts.scheme not in ("http", "https"):
        raise SiteInvalid(f"{text!r}: only http and https sites can be audited")
    if parts.username is not None or parts.password is not None:
        raise SiteInvalid("an address with a user name or password is not taken: it would be in the report")
    if not host or re.search(r"[^a-z0-9.:_-]", host) or not (":" in host or "." in host or host == "localhost"):
        raise SiteInvalid(f"{text!r} is not an address")
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))


def read_states(text: str) -> tuple[State, ...]:
    """Return the states named in a list with commas, in the order of visits. Raises SiteInvalid.

    Every audit begins with the look before any choice, named or not: the other states are read against it.
    """
    try:
        asked = {State(word.strip()) for word in text.split(",") if word.strip()}
    except ValueError:
        raise SiteInvalid(f"states={text}: expected some of {', '.join(State)}") from None
    return tuple(state for state in State if state in asked or state is State.BEFORE)


def is_locale(text: str) -> bool:
    """Tell whether a text is a language tag, as far as its shape goes (BCP 47)."""
    return _LOCALE.fullmatch(text) is not None


def _parse_line(line: str) -> SiteTarget | None:
    if len(line) > MAX_LINE:
        raise SiteInvalid(f"longer than {MAX_LINE} characters")
    try:
        words = shlex.split(_without_comment(line))
    except ValueError as error:
        raise SiteInvalid(f"quotes don't match ({error})") from None
    if not words:
        return None
    values: dict[str, list[str]] = {}
    for word in words[1:]:
        key, separator, value = word.partition("=")
        if not separator or key not in KEYS or not value:
            raise SiteInvalid(f"{word!r} is no setting; expected key=value with one of {', '.join(KEYS)}")
        if key in values and key != "policy":
            raise SiteInvalid(f"{key} is given twice")
        values.setdefault(key, []).append(value)
    return _site(site_url(words[0]), values)


def _without_comment(line: str) -> str:
    """Cut a comment: `#` at the start or after white space, so that an address may hold a fragment."""
    return re.split(r"(?:^|\s)#", line, maxsplit=1)[0]


def _site(url: str, values: dict[str, list[str]]) -> SiteTarget:
    def one(key: str) -> str | None:
        return values[key][0] if key in values else None

    pages, locale, every = one("pages"), one("locale"), one("every")
    if pages is not None and not (pages.isascii() and pages.isdigit() and int(pages) <= MAX_PAGES):
        raise SiteInvalid(f"pages={pages}: expected a number from 0 to {MAX_PAGES}")
    if locale is not None and not is_locale(locale):
        raise SiteInvalid(f"locale={locale}: expected a language tag such as sv-SE")
    if every is not None and not _EVERY.fullmatch(every):
        raise SiteInvalid(f"every={every}: expected 12h, 7d, daily, weekly …")
    return SiteTarget(
        url=url,
        name=one("name") or "",
        policies=tuple(site_url(policy) for policy in values.get("policy", ())),
        locale=locale,
        pages=None if pages is None else int(pages),
        states=None if (states := one("states")) is None else read_states(states),
        every=every,
        tags=tuple(tag for tag in (one("tags") or "").split(",") if tag),
    )
