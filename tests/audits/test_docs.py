"""Rule pages."""

from __future__ import annotations

from audits.docs import rule_page, rule_pages, sections_of


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
