"""Rule pages."""

from __future__ import annotations

from audits.docs import rule_page, rule_pages, rules_table, sections_of, untested_table
from audits.rules import discover_rules


def test_a_page_tells_what_a_rule_does_and_rests_on() -> None:
    page = rule_page("cookies-before-consent")
    assert page.startswith("# Cookies before consent (`cookies-before-consent`)")
    assert "Severity: high" in page
    assert "[Directive 2002/58/EC" in page
    assert "## What to do" in page


def test_claim_rules_name_the_claims_they_test() -> None:
    assert "claims of type `prior-consent`" in rule_page("prior-consent")


def test_there_is_a_page_for_every_rule() -> None:
    pages = rule_pages()
    assert len(pages) >= 25
    assert all(page.endswith("\n") and "\n\n\n" not in page for page in pages.values())


def test_sections_are_told_by_their_dashes() -> None:
    assert sections_of("One line.\n\nFirst\n-----\na\nb\n\nSecond\n------\nc") == {"First": "a\nb", "Second": "c"}


def test_the_tables_hold_every_rule_and_every_claim_type_once() -> None:
    table, untested = rules_table(), untested_table()
    rules = [loaded.rule for loaded in discover_rules()]
    assert all(table.count(f"| [{rule.id}](#") == 1 for rule in rules)
    assert f"](#{'cookies-before-consent-cookies-before-consent'})" in table
    tested = {name for rule in rules for name in rule.claim_types}
    assert all(f"`{name}`" in table for name in tested)
    assert "| `no-sale` | Whether data is sold" in untested
