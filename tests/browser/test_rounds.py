"""Rounds over a site whose behaviour changes: what got worse is told once, and so is its repair."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from audits.cli import rounds
from audits.cli.notices import Receivers
from audits.cli.rounds import RoundSettings, audit_round
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings
from audits.history import open_history
from crawler.evidence.model import SiteTarget
from tests.web import DemoWeb
from tests.web.messages import Request, Response

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.fixture
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


def test_a_regression_is_told_once_and_its_repair_once(
    web: DemoWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = next(site for site in web.sites if site.keeps_word)
    settings = RoundSettings(
        gather=GatherSettings(
            allow_private=True,
            ignore_certificate_errors=True,
            host_resolver_rules=web.host_resolver_rules,
            no_sandbox=os.geteuid() == 0,
            states="before",
            pages=0,
            jobs=1,
        ),
        judge=JudgeSettings(),
        common=CommonSettings(),
        output=tmp_path,
        receivers=Receivers(),
    )
    told: list[list[str]] = []
    monkeypatch.setattr(rounds, "send", lambda notices, _: told.append([each["event"] for each in notices]))
    plain = {host: answer for host, answer in web._answers.items() if host in site.hosts}

    def tracking(request: Request, scheme: str) -> Response:
        answer = plain[request.host](request, scheme)
        return replace(
            answer, headers=(*answer.headers, ("Set-Cookie", "_ga=GA1.1.12345678.1700000000; Max-Age=63072000"))
        )

    with open_history(tmp_path / "history.db") as history:
        for tracks in (False, True, True, False):
            web._answers |= dict.fromkeys(plain, tracking) if tracks else plain
            audit_round([SiteTarget(url=site.url)], settings, history)
    assert told == [[], ["regression"], [], ["repair"]]
    assert "nothing got worse or better" in capsys.readouterr().out
