"""The command line as scripts see it: exit codes, messages, options, without a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audits.cli.app import run_app
from audits.cli.exit_codes import ExitCode

POLICY = "# Cookie policy\n\nWe do not use any cookies without your consent. We use Google Analytics.\n"


def run(*arguments: str) -> int:
    return run_app(list(arguments))


def children_s() -> float:
    """Return the processor time of all the programs that this one has started and seen end, in seconds."""
    spent = os.times()
    return spent.children_user + spent.children_system


def test_help_comes_at_once() -> None:
    began = children_s()
    done = subprocess.run(
        [sys.executable, "-c", "from audits.cli import main; main()", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Exit codes" in done.stdout
    assert children_s() - began < 3  # it takes 0.2 s; what it guards against takes five


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from audits.cli.app import build_app; build_app();"
        "print([m for m in ('scrapy', 'playwright', 'pydantic', 'lingua', 'dateparser', 'bs4') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "not an address"),
        ("run", "--sites", "there-is-no-such-file.txt"),
        ("run", "example.com", "--states", "maybe"),
        ("run", "example.com", "--profile", "toaster"),
        ("run", "example.com", "--browser", "firefox"),
        ("run", "example.com", "--browser", "/usr/bin/firefox-esr"),
        ("run", "example.com", "--browser", "there-is-no-such-browser"),
        ("crawl", "example.com", "--browser", sys.executable),
        ("run", "example.com", "--viewport", "wide"),
        ("run", "example.com", "--locale", "xx_yy_zz"),
        ("run", "example.com", "--timezone", "Mars/Base"),
        ("run", "example.com", "--pages", "-1"),
        ("run", "example.com", "--page-time", "0"),
        ("run", "example.com", "--format", "papyrus"),
        ("run", "example.com", "--fail-on", "no-such-rule"),
        ("run", "example.com", "--host-resolver-rules", "SEND a b"),
        ("run", "example.com", "--ca-file", "there-is-no-such-file.pem"),
        ("run", "example.com", "--proxy", "socks"),
        ("run", "example.com", "--config", "there-is-no-such-file.toml"),
        ("run", "example.com", "--no-such-option"),
        ("no-such-command",),
        ("explain", "no-such-rule"),
        ("compare", "a", "b"),
        ("claims", "there-is-no-such-file.txt"),
        ("report", "there-is-no-such-folder"),
        ("audit", "there-is-no-such-bundle"),
        ("verify", "there-is-no-such-bundle"),
    ],
)
def test_wrong_use_ends_with_2(arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == ExitCode.USAGE
    said = capfd.readouterr().err
    assert said.strip()
    assert "Traceback" not in said
    assert "Errno" not in said


def test_the_config_file_gives_options_and_the_command_line_wins(tmp_path: Path) -> None:
    config = tmp_path / "audit.toml"
    config.write_text('states = ["before", "maybe"]\n', "utf-8")
    assert run("run", "example.com", "--config", str(config)) == ExitCode.USAGE
    config.write_text('format = "papyrus"\n', "utf-8")
    assert (
        run("report", str(tmp_path), "--config", str(config), "--format", "json") == ExitCode.USAGE
    )  # no bundle there


@pytest.mark.parametrize(
    ("content", "said"),
    [("colour = 'blue'", "there is no option 'colour'"), ("pages = 'many'", "pages: "), ("pages = ", "can't be read")],
)
def test_a_bad_config_file_is_named(tmp_path: Path, content: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "audit.toml"
    config.write_text(content, "utf-8")
    assert run("run", "example.com", "--config", str(config)) == ExitCode.USAGE
    error = capfd.readouterr().err
    assert said in error
    assert "audit.toml" in error


def test_a_bad_line_of_the_sites_file_is_reported_with_its_number(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sites = tmp_path / "sites.txt"
    sites.write_text("# nothing good\nftp://example.com\n", "utf-8")
    assert run("crawl", "--sites", str(sites), "-o", str(tmp_path)) == ExitCode.USAGE
    assert "line 2: 'ftp://example.com': only http and https" in capfd.readouterr().err


def test_explain_lists_rules_and_shows_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain") == ExitCode.OK
    first = capsys.readouterr().out.split()[0]
    assert run("explain", first) == ExitCode.OK
    page = capsys.readouterr().out
    assert first in page
    assert "What to do" in page


def test_claims_of_files_are_json_with_exact_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text(POLICY, "utf-8")
    assert run("claims", str(policy), "--format", "json") == ExitCode.OK
    claims = json.loads(capsys.readouterr().out)["claims"]
    assert claims
    for claim in claims:
        assert set(claim) >= {"type", "params", "quote", "start", "end", "language", "document"}
        assert claim["document"] == str(policy)
        assert claim["quote"]


def test_claims_says_which_words_fired_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text("We do not sell your personal data to anyone.\n")
    assert run("claims", str(policy), "--format", "json", "--explain") == ExitCode.OK
    [claim] = json.loads(capsys.readouterr().out)["claims"]
    assert claim["type"] == "no-sale"
    assert any(fired.startswith("en:sell:") for fired in claim["fired"])


def test_claims_goes_on_after_a_file_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text(POLICY, "utf-8")
    assert run("claims", str(tmp_path / "gone.txt"), str(policy)) == ExitCode.OK
    out, error = capfd.readouterr()
    assert "gone.txt" in error
    assert json.loads(out)["claims"]


@pytest.mark.parametrize("command", ["verify", "audit"])
def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(command, str(tmp_path)) == run(command, str(tmp_path / "gone")) == ExitCode.USAGE
    assert "is not a bundle" in capfd.readouterr().err


def test_version_is_the_packages_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == ExitCode.OK
    assert capsys.readouterr().out.startswith("cookie-audit ")
