"""Waivers: read with the place of every mistake, matched to failures, expired by the day of the observations."""

from __future__ import annotations

from pathlib import Path

import pytest

from audits.engine import audit
from audits.engine.waivers import Waiver, WaiverError, read_waivers
from audits.model import Finding, Report
from tests.evidence import before, cookie, sealed

RULES = {"cookies-before-consent", "policy-missing"}
GA, META = cookie("_ga", life="P2Y"), cookie("_fbp", life="P90D", value="fb.1.1772366400000.938475610293")


def written(tmp_path: Path, text: str) -> tuple[Waiver, ...]:
    file = tmp_path / "waivers.toml"
    file.write_text(text, encoding="utf-8")
    return read_waivers(file, RULES)


def report(tmp_path: Path, text: str) -> Report:
    return audit(sealed(tmp_path / str(len(text)), before(GA, META)), waivers=written(tmp_path, text))


def judged(tmp_path: Path, text: str) -> Finding:
    findings = report(tmp_path, text).findings
    return next(each for each in findings if each.rule == "cookies-before-consent")


RULE = '[[waiver]]\nrule = "cookies-before-consent"\nreason = "New set-up in May."\n'


def test_a_waived_failure_is_shown_as_such_and_counts_no_more(tmp_path: Path) -> None:
    found = judged(tmp_path, RULE + "until = 2026-03-01\n")
    assert found.outcome == "failed"
    assert not found.counts_as_failed
    assert found.waived is not None
    assert (found.waived.reason, found.waived.until, found.waived.expired) == (
        "New set-up in May.",
        "2026-03-01",
        False,
    )
    assert found.waived.place == "waivers.toml, line 1"


def test_an_expired_waiver_is_said_to_be_and_the_failure_counts(tmp_path: Path) -> None:
    found = judged(tmp_path, RULE + 'until = "2026-02-28"\n')
    assert found.waived is not None
    assert found.waived.expired
    assert found.counts_as_failed


def test_of_two_waivers_the_one_that_holds_longest_counts(tmp_path: Path) -> None:
    found = judged(tmp_path, RULE + "until = 2026-01-01\n" + RULE)
    assert found.waived is not None
    assert (found.waived.until, found.waived.place) == (None, "waivers.toml, line 5")


def test_a_waiver_for_a_cookie_covers_no_failure_that_others_decide_too(tmp_path: Path) -> None:
    assert judged(tmp_path, RULE + 'cookie = "_ga*"\n').waived is None
    both = judged(tmp_path, RULE + 'cookie = "_ga*"\n' + RULE + 'cookie = "_fbp"\nuntil = 2026-04-01\n')
    assert both.waived is not None
    assert both.waived.until == "2026-04-01"
    assert both.waived.place == "waivers.toml, line 5; waivers.toml, line 1"


@pytest.mark.parametrize(
    ("site", "is_here"),
    [
        ("shop.example", True),
        ("https://www.shop.example/", True),
        ("www.shop.example", True),
        ("hop.example", False),
        ("shop.example/nl", False),
        ("other.example", False),
    ],
)
def test_a_waiver_is_for_its_site(tmp_path: Path, site: str, is_here: bool) -> None:
    assert (judged(tmp_path, RULE + f'site = "{site}"\n').waived is not None) is is_here


@pytest.mark.parametrize(
    ("site", "is_here"),
    [
        ("127.0.0.1:8001", True),
        ("127.0.0.1", True),
        ("127.0.0.1:8002", False),
        ("0.0.1", False),
    ],
)
def test_a_waiver_with_a_port_is_for_that_port(site: str, *, is_here: bool) -> None:
    waiver = Waiver(rule="any", reason="agreed", place="waivers.toml, line 1", site=site)
    assert waiver.names_site("http://127.0.0.1:8001/") is is_here


def test_the_summary_says_what_is_waived(tmp_path: Path) -> None:
    rules = [each.rule for each in report(tmp_path, "").findings if each.outcome == "failed"]
    waivers = tuple(Waiver(rule=rule, reason="Known.", place="here") for rule in rules)
    summary = audit(sealed(tmp_path / "again", before(GA, META)), waivers=waivers).summary
    assert summary.waived == len(rules)
    assert summary.sentence.startswith("Nothing failed but what is waived")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[waiver]]\nrule = 1\n", "line 1: rule must be a text"),
        ('[[waiver]]\nrule = "policy-missing"\n', "line 1: a waiver needs a rule and a reason"),
        (RULE + '\n\n[[waiver]]\nrule = "no-such"\nreason = "x"\n', "line 6: there is no rule 'no-such'"),
        (RULE + 'until = "in May"\n', "line 1: until must be a date"),
        (RULE + "until = 5\n", "line 1: until must be a date"),
        (RULE + 'cooky = "_ga"\n', "line 1: there is no 'cooky' in a waiver"),
        ("[waiver]\n", "expected tables named"),
        ("[[waiver]\n", "at line 1"),
        ('[[waivers]]\nrule = "policy-missing"\n', "expected tables named"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(WaiverError, match=r"waivers\.toml") as raised:
        written(tmp_path, text)
    assert told in str(raised.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WaiverError, match=r"none\.toml"):
        read_waivers(tmp_path / "none.toml", RULES)
