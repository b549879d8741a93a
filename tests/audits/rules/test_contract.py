"""Every rule found has a page, a test, references, and messages that can be filled."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from audits.claims.types import claim_types
from audits.docs import SECTIONS, rule_page, sections_of
from audits.engine.untested import REASONS
from audits.rules import LoadedRule, discover_rules
from audits.rules.grounds.needs import MESSAGES
from audits.rules.grounds.settling import SETTLES, settled_by

RULES = discover_rules()
HERE = Path(__file__).parent


@pytest.fixture(params=RULES, ids=lambda loaded: loaded.rule.id)
def loaded(request: pytest.FixtureRequest) -> LoadedRule:
    rule: LoadedRule = request.param
    return rule


def test_ids_are_the_module_names(loaded: LoadedRule) -> None:
    assert loaded.rule.id == loaded.module.replace("_", "-")


def test_ids_are_unique() -> None:
    ids = [loaded.rule.id for loaded in RULES]
    assert len(ids) == len(set(ids))


def test_the_page_has_every_section(loaded: LoadedRule) -> None:
    sections = sections_of(loaded.page)
    assert [title for title in SECTIONS if sections.get(title)] == list(SECTIONS)
    page = rule_page(loaded.rule.id)
    assert all(f"## {title}" in page for title in (*SECTIONS, "References"))


def test_there_is_a_test_file(loaded: LoadedRule) -> None:
    assert (HERE / f"test_{loaded.module}.py").is_file()


def test_there_are_references(loaded: LoadedRule) -> None:
    assert loaded.rule.references
    assert all(reference.title for reference in loaded.rule.references)


def test_messages_are_sentences_with_named_places(loaded: LoadedRule) -> None:
    for template in loaded.rule.messages.values():
        places = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
        assert all(name.isidentifier() for name in places), template
        assert template.rstrip("}").endswith((".", "why")), template


def test_what_can_fail_says_what_to_do(loaded: LoadedRule) -> None:
    source = (HERE.parents[2] / "audits" / "rules" / f"{loaded.module}.py").read_text(encoding="utf-8")
    if "failed(" in source:
        assert loaded.rule.remedy


def test_reasons_and_messages_are_the_same_set(loaded: LoadedRule) -> None:
    source = (HERE.parents[2] / "audits" / "rules" / f"{loaded.module}.py").read_text(encoding="utf-8")
    assert set(reasons_in(source)) == set(loaded.rule.messages)


def test_every_doubt_says_what_would_settle_it(loaded: LoadedRule) -> None:
    source = (HERE.parents[2] / "audits" / "rules" / f"{loaded.module}.py").read_text(encoding="utf-8")
    doubts = {reason for constructor, reason in constructed_in(source) if constructor == "cant_tell"}
    assert {reason for reason in doubts if not settled_by(loaded.rule, reason)} == set()
    assert set(loaded.rule.settles) <= doubts


def test_the_engines_own_doubts_say_what_would_settle_them() -> None:
    assert {reason for reason in MESSAGES if not reason.startswith(("not-offered", "none-found"))} <= SETTLES.keys()


def reasons_in(source: str) -> Iterator[str]:
    """Yield the reasons that a rule's verdicts give."""
    yield from (reason for _, reason in constructed_in(source))


def constructed_in(source: str) -> Iterator[tuple[str, str]]:
    """Yield (constructor, reason) of a rule's verdicts: the first argument's words, else the constructor's own."""
    defaults = {"failed": "failed", "passed": "passed", "inapplicable": "inapplicable", "cant_tell": None}
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id == "verdict_on":
            yield from (("failed", "failed"), ("failed", "failed-of"), ("cant_tell", "doubtful"), ("passed", "passed"))
        if node.func.id in defaults:
            words = ast.walk(node.args[0]) if node.args else ()
            given = [each.value for each in words if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            yield from ((node.func.id, word) for word in given or [str(defaults[node.func.id])])


def test_every_claim_type_is_tested_or_said_to_be_untestable() -> None:
    tested = {name for loaded in RULES for name in loaded.rule.claim_types}
    known = {claim_type.name for claim_type in claim_types()} | {"cookie"}
    assert known <= tested | REASONS.keys()
    assert not tested & REASONS.keys()


def test_an_unknown_rule_has_no_page() -> None:
    with pytest.raises(KeyError, match="cookies-before-consent"):
        rule_page("no-such-rule")
