"""What the user adds to the judging: waivers, and a list of cookies of his own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audits.cli.app import run_app
from audits.cli.exit_codes import ExitCode
from audits.rules import discover_rules
from tests.evidence import before, cookie, sealed

ODD = cookie("zq_17", life="P1Y", value="b7e23ec29af22b0b4e41da31")
DATABASE = "Platform,Category,Cookie / Data Key name,Domain,Wildcard match\nZed,Marketing,zq_,,1\n"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return sealed(tmp_path / "site" / "bundle", before(ODD), policy="We set cookies.").path


def report_beside(bundle: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((bundle.parent / "report.json").read_bytes())
    return value


def test_a_users_list_says_what_an_unknown_cookie_is_for(bundle: Path, tmp_path: Path) -> None:
    assert run_app(["audit", str(bundle), "-q"]) == ExitCode.OK
    assert report_beside(bundle)["cookies"][0]["purpose"] == "unknown"
    database = tmp_path / "own.csv"
    database.write_text(DATABASE, encoding="utf-8")
    assert run_app(["audit", str(bundle), "-q", "--cookie-database", str(database)]) == ExitCode.FAILED
    (row,) = report_beside(bundle)["cookies"]
    assert (row["purpose"], row["purpose_source"], row["vendor"]) == ("marketing", "user-file", "Zed")
    assert [each["source"] for each in row["purposes"]] == ["user-file"]


def test_waived_failures_do_not_fail_the_run_until_they_expire(bundle: Path, tmp_path: Path) -> None:
    database, waivers, config = tmp_path / "own.csv", tmp_path / "waivers.toml", tmp_path / "audit.toml"
    database.write_text(DATABASE, encoding="utf-8")
    config.write_text(f'cookie-database = "{database}"\nwaivers = "{waivers}"\n', encoding="utf-8")
    rows = [f'[[waiver]]\nrule = "{loaded.rule.id}"\nreason = "Known."\n' for loaded in discover_rules()]
    waivers.write_text("".join(rows), encoding="utf-8")
    assert run_app(["audit", str(bundle), "-q", "--config", str(config)]) == ExitCode.OK
    waivers.write_text("".join(f"{row}until = 2026-02-01\n" for row in rows), encoding="utf-8")
    assert run_app(["audit", str(bundle), "-q", "--config", str(config)]) == ExitCode.FAILED
    assert any(each["waived"] and each["waived"]["expired"] for each in report_beside(bundle)["findings"])


@pytest.mark.parametrize("option", ["--waivers", "--cookie-database"])
def test_a_file_that_can_not_be_read_is_told_before_anything_is_judged(
    bundle: Path, tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.file"
    wrong.write_text("[[what\n", encoding="utf-8")
    assert run_app(["audit", str(bundle), option, str(wrong)]) == ExitCode.USAGE
    assert "wrong.file" in capsys.readouterr().err
    assert not (bundle.parent / "report.json").exists()
