"""Fixtures for tests of your own site: it is gathered once a session, judged, and handed to every test.

pytest examples --site https://www.example.org/
pytest examples --site https://staging.example.org/ --staging --resolve "MAP staging.example.org 127.0.0.1:8443"
"""

from __future__ import annotations

import asyncio

import pytest

from audits import Report, audit
from crawler import Bundle, GatherOptions, State, gather, open_bundle


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the site to test."""
    parser.addoption("--site", help="address of the site to test")
    parser.addoption("--staging", action="store_true", help="it may be on this machine, under a certificate of its own")
    parser.addoption("--resolve", help="Chromium's --host-resolver-rules, to reach it before its name does")
    parser.addoption("--no-sandbox", action="store_true", help="as root in a container: Chromium's sandbox can't start")


@pytest.fixture(scope="session")
def bundle(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """Return what was seen of the site before any consent: its home page and two more."""
    site = pytestconfig.getoption("--site")
    if not site:
        pytest.skip("no site to test: give --site URL")
    options = GatherOptions(
        states=(State.BEFORE,),
        pages=2,
        allow_private=pytestconfig.getoption("--staging"),
        ignore_certificate_errors=pytestconfig.getoption("--staging"),
        host_resolver_rules=pytestconfig.getoption("--resolve"),
        sandbox=not pytestconfig.getoption("--no-sandbox"),
    )
    return open_bundle(asyncio.run(gather(site, tmp_path_factory.mktemp("site") / "bundle", options)))


@pytest.fixture(scope="session")
def report(bundle: Bundle) -> Report:
    """Return what to make of it."""
    return audit(bundle)
