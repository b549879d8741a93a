"""Collects every message that a report can say, from the source, its templates and its rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from audits.engine.untested import FALLBACK, REASONS
from audits.reports.html_report import environment
from audits.rules import discover_rules
from audits.rules.grounds.needs import MESSAGES
from audits.rules.grounds.settling import SETTLES

ROOT = Path(__file__).parents[2] / "audits"
SAYING = {"say": (0,), "say_count": (1, 2), "noted": (0,)}
"""Functions of `audits.translation`, and at which places they take a message."""


def messages() -> dict[str, list[str]]:
    """Return where each message stands."""
    found: dict[str, list[str]] = {}
    for place, message in [*_of_source(), *_of_templates(), *_of_rules(), *_of_tables()]:
        if message:
            found.setdefault(message, []).append(place)
    return found


def _of_source() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for place in SAYING.get(node.func.id, ()):
                    if place < len(node.args):
                        yield from ((str(path.relative_to(ROOT)), text) for text in _literals(node.args[place]))


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from [*_literals(node.body), *_literals(node.orelse)]
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in _literals(value))


def _of_templates() -> Iterator[tuple[str, str]]:
    engine = environment()
    assert engine.loader is not None
    for name in engine.loader.list_templates():
        if not name.endswith(".j2"):
            continue
        tree = engine.parse(engine.loader.get_source(engine, name)[0])
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name):
                for place in SAYING.get(call.node.name, ()):
                    argument = call.args[place] if place < len(call.args) else None
                    if isinstance(argument, nodes.Const):
                        yield f"templates/{name}", argument.value


def _of_rules() -> Iterator[tuple[str, str]]:
    for loaded in discover_rules():
        rule = loaded.rule
        texts = [rule.title, rule.remedy, *rule.messages.values(), *rule.settles.values()]
        yield from ((f"rules/{rule.id}", text) for text in texts)
        yield from ((f"rules/{rule.id}", reference.title) for reference in rule.references)


def _of_tables() -> Iterator[tuple[str, str]]:
    for place, texts in (
        ("engine/untested.py", [*REASONS.values(), FALLBACK]),
        ("rules/grounds/needs.py", MESSAGES.values()),
        ("rules/grounds/settling.py", SETTLES.values()),
    ):
        yield from ((place, text) for text in texts)
