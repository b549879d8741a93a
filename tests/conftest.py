"""The order of the tests: what takes longest comes first, as quick tests fill the end of a run better."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

BROWSING_S = 180.0
"""What a test that drives a browser counts as, unless it is given a time of its own."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the files by the most time that one of their tests is given; each file's tests stay in their order."""
    given_s: dict[Path, float] = defaultdict(float)
    for item in items:
        given_s[item.path] = max(given_s[item.path], _given_s(item))
    items.sort(key=lambda item: -given_s[item.path])


def _given_s(item: pytest.Item) -> float:
    timeout = item.get_closest_marker("timeout")
    if timeout is not None and timeout.args:
        return float(timeout.args[0])
    return BROWSING_S if item.get_closest_marker("browser") else 0.0
