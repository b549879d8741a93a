"""When a site is due, and what is told of a round."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from audits.cli.app import run_app
from audits.cli.exit_codes import Stop
from audits.cli.notices import SECRET_VARIABLE, Receivers, notice, send, text_of
from audits.cli.scheduling import Group, groups, keep_running, next_time, trigger
from audits.compare import compare
from audits.model import Outcome
from crawler.evidence.model import SiteTarget
from crawler.sites_file import parse_sites
from tests.audits.reports.sample import sample_report, sealed_bundle

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
SECRET = "whsec_bm90IGEgcmVhbCBzZWNyZXQsIGp1c3QgYSB0ZXN0"


def group(every: str) -> Group:
    return Group(every=every, trigger=trigger(every), sites=(SiteTarget(url="https://a.test/"),))


@pytest.mark.parametrize(
    ("every", "after"),
    [
        ("6h", timedelta(hours=6)),
        ("2d", timedelta(days=2)),
        ("30 m", timedelta(minutes=30)),
        ("daily", timedelta(hours=16, minutes=17)),
        ("weekly", timedelta(days=6, hours=16, minutes=17)),
        ("0 3 * * 2", timedelta(hours=15)),  # Tuesday, as cron counts; the scheduler's library would count from Monday
        ("0 3 * * 6-7", timedelta(days=4, hours=15)),
        ("0 3 * * */2", timedelta(days=1, hours=15)),
    ],
)
def test_a_site_is_due_when_its_every_says_so(every: str, after: timedelta) -> None:
    assert next_time(group(every), NOW, NOW) == NOW + after


def test_a_site_that_never_ran_or_missed_its_time_is_due_at_once() -> None:
    assert next_time(group("daily"), None, NOW) == NOW
    assert next_time(group("daily"), NOW - timedelta(days=9), NOW) == NOW


def test_what_is_no_time_is_a_usage_error() -> None:
    with pytest.raises(Stop, match="every=61 \\* \\* \\* \\*"):
        trigger("61 * * * *")


def test_sites_are_grouped_and_those_that_are_never_due_are_left_out() -> None:
    sites, bad = parse_sites(
        'a.test every=daily\nb.test every="5 4 * * mon"\nc.test\nd.test every=daily\ne.test every=x'
    )
    assert [line.number for line in bad] == [5]
    assert [(each.every, len(each.sites)) for each in groups(sites)] == [("daily", 2), ("5 4 * * mon", 1)]
    assert [len(each.sites) for each in groups(sites, "weekly")] == [2, 1, 1]


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Enough(Exception):
    """The test has seen what it came for."""


def test_rounds_come_at_their_times_one_after_the_other() -> None:
    clock, ran = Clock(), []
    last: dict[str, datetime] = {}

    def run(each: Group) -> None:
        ran.append((each.every, clock.time - NOW))
        clock.sleep(600)
        last[each.every] = clock.time
        if len(ran) == 5:
            raise Enough

    with pytest.raises(Enough):
        keep_running(
            [group("1h"), group("2h")], lambda each: last.get(each.every), run, now=clock.now, sleep=clock.sleep
        )
    assert [every for every, _ in ran] == ["1h", "2h", "1h", "1h", "2h"]
    assert ran[2][1] >= timedelta(hours=1)


def test_a_round_that_could_not_be_recorded_is_not_tried_again_at_once() -> None:
    clock, ran = Clock(), []

    def run(each: Group) -> None:
        ran.append(clock.time)
        if len(ran) == 2:
            raise Enough

    with pytest.raises(Enough):
        keep_running([group("1h")], lambda _: None, run, now=clock.now, sleep=clock.sleep)
    assert ran[1] - ran[0] >= timedelta(hours=1)


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=1)])
@pytest.mark.parametrize("every", ["30m", "hourly"])
def test_a_clock_that_is_set_back_neither_stops_rounds_nor_hurries_them(every: str, ahead: timedelta) -> None:
    clock, ran = Clock(), []
    last = [NOW + ahead]  # by a clock that was ahead then

    def run(each: Group) -> None:
        ran.append(clock.time)
        last.append(clock.time)
        if len(ran) == 3:
            clock.time -= ahead  # and now it is set back under way
        if len(ran) == 5:
            raise Enough

    with pytest.raises(Enough):
        keep_running([group(every)], lambda _: max(last), run, now=clock.now, sleep=clock.sleep)
    usual = timedelta(minutes=30) if every == "30m" else timedelta(hours=1)
    waits = [after - before for before, after in zip([NOW, *ran], ran, strict=False)]
    waits[3] += ahead
    assert all(usual / 4 < wait <= usual + timedelta(minutes=1) for wait in waits), waits


def test_a_clock_that_is_set_ahead_makes_one_round_of_all_that_it_leapt_over() -> None:
    clock, ran = Clock(), []

    def run(each: Group) -> None:
        ran.append(clock.time)
        if len(ran) == 1:
            clock.time += timedelta(days=1)
        if len(ran) == 3:
            raise Enough

    with pytest.raises(Enough):
        keep_running([group("1h")], lambda _: ran[-1] if ran else None, run, now=clock.now, sleep=clock.sleep)
    assert [after - before for before, after in pairwise(ran)] == [
        timedelta(days=1),
        timedelta(hours=1),
    ]


def test_once_runs_what_is_due_and_ends() -> None:
    clock, ran = Clock(), []
    last = {"1h": NOW}
    keep_running(
        [group("1h"), group("2h")],
        lambda each: last.get(each.every),
        lambda each: ran.append(each.every),
        now=clock.now,
        sleep=clock.sleep,
        once=True,
    )
    assert ran == ["2h"]


@contextmanager
def receiver(statuses: list[int]) -> Iterator[tuple[str, list[Any]]]:
    """Answer with each of the statuses in turn, and keep what came."""
    came: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.append((dict(self.headers), body))
            self.send_response(statuses.pop(0) if statuses else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook?token=hidden", came
        server.shutdown()


@pytest.fixture
def regression(tmp_path: Path) -> dict[str, Any]:
    bad = sample_report(sealed_bundle(tmp_path))
    passed = tuple(replace(finding, outcome=Outcome.PASSED) for finding in bad.findings)
    told = notice(compare(replace(bad, findings=passed), bad))
    assert told is not None
    return told


def test_a_regression_is_sent_signed_and_again_when_the_receiver_stumbles(
    regression: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECRET_VARIABLE, SECRET)
    with receiver([503]) as (address, came):
        assert send([regression], Receivers(webhook=address))
    assert len(came) == 2
    headers, body = came[1]
    assert Webhook(SECRET).verify(body, {key.lower(): value for key, value in headers.items()}) == regression
    assert json.loads(body)["event"] == "regression"
    assert len(regression["new"]) == 2


def test_a_receiver_that_refuses_costs_nothing_but_a_warning_without_its_address(
    regression: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    with receiver([401]) as (address, came):
        assert not send([regression], Receivers(webhook=address))
    assert len(came) == 1, "what won't pass is not tried again"
    assert "hidden" not in capsys.readouterr().err


def test_nothing_is_told_when_nothing_got_worse_or_better(tmp_path: Path) -> None:
    report = sample_report(sealed_bundle(tmp_path))
    assert notice(compare(report, report)) is None


def test_a_notice_reads_as_text(regression: dict[str, Any]) -> None:
    assert text_of(regression).splitlines()[0] == "https://example.test/: something fails that did not"


def test_a_file_without_times_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "sites.txt").write_text("a.test\n")
    assert run_app(["schedule", "--sites", str(tmp_path / "sites.txt"), "-o", str(tmp_path / "out")]) == 2
