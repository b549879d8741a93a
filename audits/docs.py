"""Rule pages, generated from the rules themselves: docstring, severity, claim types, references, remedy."""

from __future__ import annotations

import inspect

from audits.engine.untested import REASONS
from audits.rules import LoadedRule, discover_rules

SECTIONS = ("What it checks", "Why it matters", "How it decides", "Known problems")
"""Sections every rule's docstring holds, in this order; `References` is made from `RULE.references`."""


def rule_page(rule_id: str) -> str:
    """Return a rule's page as Markdown. Raises KeyError naming the rules there are when there is none of that id."""
    pages = {loaded.rule.id: loaded for loaded in discover_rules()}
    if rule_id not in pages:
        raise KeyError(f"no rule {rule_id!r}; there are: {', '.join(sorted(pages))}")
    return page_of(pages[rule_id])


def rule_pages() -> dict[str, str]:
    """Return every rule's page as Markdown, by id."""
    return {loaded.rule.id: page_of(loaded) for loaded in discover_rules()}


def rules_table() -> str:
    """Return all rules in a Markdown table: those on claims by the types they test, then those on the site itself."""
    rules = [loaded.rule for loaded in discover_rules()]
    head = "| rule | what it finds | severity | tests |\n|---|---|---|---|\n"
    ordered = sorted(rules, key=lambda rule: (not rule.claim_types, rule.id))
    rows = [
        f"| [{rule.id}](#{_anchor(rule.title, rule.id)}) | {rule.title} | {rule.severity} | "
        f"{', '.join(f'`{name}`' for name in rule.claim_types) or 'the site'} |"
        for rule in ordered
    ]
    return head + "\n".join(rows) + "\n"


def untested_table() -> str:
    """Return the claim types that no rule tests in a Markdown table, with the reason."""
    head = "| claim type | why observing a site can't settle it |\n|---|---|\n"
    return head + "\n".join(f"| `{name}` | {REASONS[name]} |" for name in sorted(REASONS)) + "\n"


def _anchor(title: str, rule_id: str) -> str:
    """Return the anchor that Markdown viewers give a rule's heading."""
    kept = (char for char in f"{title} {rule_id}".lower() if char.isalnum() or char in " -")
    return "".join(kept).replace(" ", "-")


def page_of(loaded: LoadedRule) -> str:
    """Return the page of a rule as Markdown."""
    rule = loaded.rule
    claims = ", ".join(f"`{name}`" for name in rule.claim_types)
    head = [
        f"# {rule.title} (`{rule.id}`)",
        _summary(loaded.page),
        f"- Severity: {rule.severity}" + (" (preview)" if rule.preview else ""),
        f"- Tests: {'claims of type ' + claims if claims else 'the site, whatever its policy says'}",
    ]
    sections = sections_of(loaded.page)
    body = [f"## {title}\n\n{sections[title]}" for title in SECTIONS if title in sections]
    remedy = [f"## What to do\n\n{rule.remedy}"] if rule.remedy else []
    references = [f"- [{ref.title}]({ref.url})" if ref.url else f"- {ref.title}" for ref in rule.references]
    parts = [head[0], head[1], "\n".join(head[2:]), *body, *remedy, "## References\n\n" + "\n".join(references)]
    return "\n\n".join(parts) + "\n"


def sections_of(page: str) -> dict[str, str]:
    """Return the sections of a docstring: a title, a line of dashes, text."""
    lines = inspect.cleandoc(page).splitlines()
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for number, line in enumerate(lines):
        if number + 1 < len(lines) and lines[number + 1] and set(lines[number + 1]) == {"-"}:
            current = sections.setdefault(line.strip(), [])
        elif not (line and set(line) == {"-"}):
            current.append(line)
    return {title: "\n".join(text).strip() for title, text in sections.items()}


def _summary(page: str) -> str:
    return inspect.cleandoc(page).partition("\n\n")[0].replace("\n", " ")
