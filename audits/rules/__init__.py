"""The rules, found by folder: every module here that is not a package is one rule.

A rule module holds `RULE` and `evaluate`. Law rules hold whatever a policy says: `evaluate(case) -> Verdict`; or
several verdicts, where a site can break the rule in several places, each with a `mark` in its data or a claim. Claim
rules name the claim types they test in `RULE.claim_types`: `evaluate(case, claim) -> Verdict`. The module's docstring
is the rule's page (see `audits.docs`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from audits.model import Rule, Verdict


@dataclass(frozen=True, slots=True)
class LoadedRule:
    """A rule as found: its data, its logic and its page."""

    rule: Rule
    evaluate: Callable[..., Verdict | Sequence[Verdict]]
    page: str
    """The module's docstring."""
    module: str
    """The module's name, without its package."""


@cache
def discover_rules() -> tuple[LoadedRule, ...]:
    """Return every rule, sorted by id. A module without `RULE` or `evaluate` is a mistake and raises AttributeError."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg]
    return tuple(sorted((_load(name) for name in names), key=lambda loaded: loaded.rule.id))


def _load(name: str) -> LoadedRule:
    module = importlib.import_module(f"{__name__}.{name}")
    return LoadedRule(rule=module.RULE, evaluate=module.evaluate, page=module.__doc__ or "", module=name)
