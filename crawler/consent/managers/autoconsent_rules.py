"""Which of autoconsent's rules are used on a page, and what they are called here. Pure.

The rules come from the installed package `duckduckgo_autoconsent`; none are copied. Rules that only hide a banner
("cosmetic") are left out: hiding is no answer. So are rules for other sites than the page's.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from crawler.evidence.model import State

PACKAGE = "duckduckgo_autoconsent"
"""The installed package that carries autoconsent's script and its rules."""

MAX_URL = 500
"""Characters of an address that rules are matched against."""

NAMES = (
    ("borlabs", "borlabs-cookie"),
    ("civic", "civic"),
    ("complianz", "complianz"),
    ("cookie information", "cookie-information"),
    ("cookie-law-info", "cookieyes"),
    ("cookieconsent3", "vanilla-cookieconsent"),
    ("cookieconsent2", "cookieconsent"),
    ("cookiefirst", "cookiefirst"),
    ("cybotcookiebot", "cookiebot"),
    ("cookiebot", "cookiebot"),
    ("consentmanager", "consentmanager"),
    ("iubenda", "iubenda"),
    ("moove", "moove-gdpr"),
    ("sourcepoint", "sourcepoint"),
    ("tarteaucitron", "tarteaucitron"),
    ("trustarc", "trustarc"),
    ("usercentrics", "usercentrics"),
    ("eu-cookie-compliance", "drupal-eu-cookie-compliance"),
)
"""Beginning of a rule's name → the manager's name here; other rules' names are taken as they are."""

NOISE = re.compile(r"\b(?:banner|notice|legacy|api|button|popup|top|frame|cosmetic|element|js|com|org|net)\b")


@cache
def autoconsent_script() -> str:
    """Return autoconsent's script as a function expression."""
    return f"() => {{ {files(PACKAGE).joinpath('autoconsent.js').read_text('utf-8')} }}"


@cache
def _usable() -> dict[str, dict[str, Any]]:
    """Return the package's rules that answer, by name."""
    found = json.loads(files(PACKAGE).joinpath("autoconsent_rules.json").read_text("utf-8"))
    return {str(rule["name"]): rule for rule in found if not rule.get("cosmetic")}


def rules_for(url: str, *, main: bool) -> list[dict[str, Any]]:
    """Return the rules that may hold in a frame with this address; `main`: it is the page itself."""
    place = "main" if main else "frame"
    return [
        rule
        for rule in _usable().values()
        if {"main": True, "frame": False, **rule.get("runContext", {})}[place] and _holds_at(rule, url[:MAX_URL])
    ]


def _holds_at(rule: dict[str, Any], url: str) -> bool:
    pattern = rule.get("runContext", {}).get("urlPattern")
    if not pattern:
        return True
    compiled = _compiled(pattern)
    return compiled is None or compiled.search(url) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """Return a rule's pattern, compiled once; None for one of another dialect: autoconsent itself will tell."""
    try:
        return re.compile(pattern)
    except re.error:
        return None


def can_answer(name: str, wanted: State) -> bool:
    """Tell whether a rule has steps for an answer. Rules that autoconsent keeps in code have them for both."""
    rule = _usable().get(name)
    return rule is None or bool(rule.get("optIn" if wanted is State.ACCEPT else "optOut"))


def manager_name(rule: str) -> str | None:
    """Return the manager's name for a rule's; None for rules of one site, which name no manager."""
    known = _usable().get(rule, {})
    if rule.startswith(("auto_", "HEURISTIC")) or known.get("runContext", {}).get("urlPattern"):
        return None
    folded = rule.casefold()
    named = next((name for beginning, name in NAMES if folded.startswith(beginning)), None)
    return named or "-".join(re.findall(r"[a-z0-9]+", NOISE.sub(" ", folded))) or None
