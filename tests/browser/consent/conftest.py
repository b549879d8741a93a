"""Browsers for the banner tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.consent.driver import NO_ISOLATION, BannerWeb, running


@pytest.fixture(scope="session")
def web() -> Iterator[BannerWeb]:
    """Give a browser as the product starts it: frames of all sites in one process."""
    yield from running(NO_ISOLATION)


@pytest.fixture(scope="session")
def isolating_web() -> Iterator[BannerWeb]:
    """Give a browser that gives frames of other sites a process of their own."""
    yield from running(["--site-per-process"])
