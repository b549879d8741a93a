"""What workers are started with."""

from __future__ import annotations

import pytest

from crawler.supervision import frugal


def test_the_user_s_own_options_for_node_come_last_and_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAYWRIGHT_NODEJS_PATH", raising=False)
    monkeypatch.setenv("NODE_OPTIONS", "--max-semi-space-size=16")
    assert frugal() == {"NODE_OPTIONS": "--max-semi-space-size=1 --max-semi-space-size=16"}
    monkeypatch.delenv("NODE_OPTIONS")
    assert frugal() == {"NODE_OPTIONS": "--max-semi-space-size=1"}


def test_a_node_of_the_user_s_own_is_told_nothing_that_it_may_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/usr/bin/node")
    assert frugal() == {}
