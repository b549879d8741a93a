"""Pages made from the program itself are those of today's program: `UPDATE_DOCS=1` writes them anew."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from audits.cli.commands import __path__ as COMMAND_FOLDERS  # noqa: N812  # a constant of the package
from audits.docs import rule_pages, rules_table, untested_table
from tests.contract.evidence_page import evidence_page, missing_proofs
from tests.contract.language_coverage import languages_page

ROOT = Path(__file__).parents[2]
HEAD = "<!-- Made from the program: UPDATE_DOCS=1 pytest tests/contract/test_generated_pages.py -->\n\n"


def command_names() -> list[str]:
    """Return the names of the commands, from the modules that hold them."""
    modules = [path.stem for folder in COMMAND_FOLDERS for path in Path(folder).glob("[!_]*.py")]
    return sorted(module.replace("_", "-").removesuffix("-") for module in modules)


@cache
def help_of(*words: str) -> str:
    """Return what `cookie-audit WORDS --help` prints, 80 columns wide."""
    environment = {**os.environ, "COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", "from audits.cli import main; main()", *words, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def commands_page() -> str:
    """Return docs/commands.md."""
    parts = [f"## cookie-audit {name}\n\n```\n{help_of(name)}\n```\n" for name in command_names()]
    return HEAD + "# Commands\n\nEvery option can also stand in a TOML file given by `--config`.\n\n" + "\n".join(parts)


def rules_page() -> str:
    """Return docs/rules.md."""
    pages = [page.replace("\n## ", "\n### ").replace("# ", "## ", 1) for _, page in sorted(rule_pages().items())]
    untested = f"## Statements that nothing can test\n\n{untested_table()}"
    return HEAD + f"# Rules\n\n{rules_table()}\n{untested}\n" + "\n".join(pages)


PAGES = {
    "docs/commands.md": commands_page,
    "docs/evidence.md": lambda: HEAD + evidence_page(),
    "docs/languages.md": lambda: HEAD + languages_page(),
    "docs/rules.md": rules_page,
}


@pytest.mark.parametrize("path", sorted(PAGES))
def test_generated_page_is_up_to_date(path: str) -> None:
    expected = PAGES[path]()
    if os.environ.get("UPDATE_DOCS"):
        (ROOT / path).write_text(expected, encoding="utf-8")
    assert (ROOT / path).read_text(encoding="utf-8") == expected, "UPDATE_DOCS=1 pytest tests/contract"


def test_the_readme_shows_the_help_as_it_is() -> None:
    assert help_of() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_observation_names_tests_that_are_there() -> None:
    assert missing_proofs() == []
