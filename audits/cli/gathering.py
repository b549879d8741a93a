"""From the user's options and site lists to what the crawler takes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.settings import GatherSettings
from audits.cli.terminal import warn
from crawler.browser.archive import missing_packages
from crawler.browser.executable import find_browser, may_be_chromium
from crawler.evidence.model import SiteTarget, State
from crawler.evidence.reasons import reason_of
from crawler.options import GatherOptions
from crawler.resolver_rules import RulesInvalid, parse_rules
from crawler.sites_file import SiteInvalid, is_locale, read_sites, read_states, site_url

RENAMED = {"page_time": "page_time_s", "timeout": "timeout_s", "browser": "executable"}
"""Options whose field in GatherOptions has another name."""

PROFILES = ("desktop", "mobile")

OTHER_BROWSERS = ("firefox", "webkit", "safari", "minibrowser", "epiphany", "librewolf")
"""Beginnings of names of browsers that are no Chromium."""

BOUNDS = {"pages": (0, 50), "page_time": (0.1, 600), "timeout": (5, 7200), "jobs": (1, 64), "retries": (0, 3)}


def gather_options(settings: GatherSettings) -> GatherOptions:
    """Return the options for the crawler. Raises Stop for a value that can't be."""
    values: dict[str, Any] = {
        RENAMED.get(entry.name, entry.name): getattr(settings, entry.name)
        for entry in fields(settings)
        if getattr(settings, entry.name) is not None
        and entry.name not in ("jobs", "retries", "states", "viewport", "no_sandbox")
    }
    _check(settings)
    if settings.states:
        values["states"] = _states(settings.states)
    if settings.viewport:
        values["viewport"] = _viewport(settings.viewport)
    return GatherOptions(sandbox=not settings.no_sandbox, **values)


def jobs(settings: GatherSettings) -> int:
    """Return how many sites to gather at a time: as many as asked for, else one a processor, eight at most."""
    return settings.jobs or max(1, min(8, os.cpu_count() or 1))


def retries(settings: GatherSettings) -> int:
    """Return how often to try again a site of which nothing was seen for a reason that may pass."""
    return 1 if settings.retries is None else settings.retries


def targets(urls: Sequence[str], sites_file: Path | None) -> list[SiteTarget]:
    """Return the sites named on the command line and in the sites file; bad lines are reported and left out."""
    found: dict[str, SiteTarget] = {}
    for text in urls:
        try:
            site = SiteTarget(url=site_url(text))
        except SiteInvalid as error:
            warn(str(error))
            continue
        found.setdefault(site.url, site)
    for site in _from_file(sites_file):
        found.setdefault(site.url, site)
    if not found:
        raise Stop("no site to audit: give an address, or a file with --sites FILE", ExitCode.USAGE)
    return list(found.values())


def _from_file(path: Path | None) -> list[SiteTarget]:
    if path is None:
        return []
    try:
        sites, bad = read_sites(path)
    except OSError as error:
        raise Stop(f"{path}: the sites file can't be read: {reason_of(error)}", ExitCode.USAGE) from None
    for line in bad:
        warn(f"{path}, line {line.number}: {line.message}; the line is left out")
    return sites


def _check(settings: GatherSettings) -> None:
    for name, (least, most) in BOUNDS.items():
        value = getattr(settings, name)
        if value is not None and not least <= value <= most:
            raise Stop(f"--{name.replace('_', '-')} {value:g}: expected {least:g} to {most:g}", ExitCode.USAGE)
    if settings.profile is not None and settings.profile not in PROFILES:
        raise Stop(f"--profile {settings.profile}: expected {' or '.join(PROFILES)}", ExitCode.USAGE)
    _check_place(settings)
    if settings.proxy is not None and not settings.proxy.startswith(("http://", "https://")):
        raise Stop(f"--proxy {settings.proxy}: expected an address that begins with http://", ExitCode.USAGE)
    if settings.ca_file is not None and not settings.ca_file.is_file():
        raise Stop(f"--ca-file {settings.ca_file}: there is no such file", ExitCode.USAGE)
    if settings.wacz and missing_packages():
        raise Stop("--wacz needs packages that are missing: pip install 'cookie-audit[wacz]'", ExitCode.USAGE)
    if settings.browser is not None:
        _check_browser(settings.browser)
    try:
        parse_rules(settings.host_resolver_rules)
    except RulesInvalid as error:
        raise Stop(str(error), ExitCode.USAGE) from None


def _check_browser(named: Path) -> None:
    """Raise Stop for what can't be a Chromium, so that it isn't found out once for every site."""
    if named.stem.lower().startswith(OTHER_BROWSERS):
        raise Stop(
            f"--browser {named}: only Chromium and browsers made of it can be measured with; "
            "what Firefox and WebKit do not show is in docs/evidence.md",
            ExitCode.USAGE,
        )
    executable = find_browser(named)
    if executable is None:
        raise Stop(f"--browser {named}: there is no such program", ExitCode.USAGE)
    if not may_be_chromium(executable):
        raise Stop(f"--browser {named}: that program is no Chromium", ExitCode.USAGE)


def _check_place(settings: GatherSettings) -> None:
    """Raise Stop for a language or time zone that no browser knows, zones where this machine has a list of them."""
    if settings.locale is not None and not is_locale(settings.locale):
        raise Stop(f"--locale {settings.locale}: expected a language tag such as sv-SE", ExitCode.USAGE)
    zones = available_timezones() if settings.timezone is not None else set()
    if zones and settings.timezone not in zones:
        raise Stop(f"--timezone {settings.timezone}: expected a time zone such as Europe/Stockholm", ExitCode.USAGE)


def _states(text: str) -> tuple[State, ...]:
    try:
        return read_states(text)
    except SiteInvalid as error:
        raise Stop(f"--{str(error).replace('=', ' ', 1)}", ExitCode.USAGE) from None


def _viewport(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and all(100 <= int(side) <= 8000 for side in (width, height))):
        raise Stop(f"--viewport {text}: expected width and height in pixels, such as 1366x900", ExitCode.USAGE)
    return int(width), int(height)
