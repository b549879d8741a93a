"""The example of tests for a site of one's own passes on a site that keeps its word, and fails on one that doesn't."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web import DemoWeb

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200)]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


def run_example(web: DemoWeb, url: str) -> str:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    words = ["--site", url, "--staging", "--resolve", web.host_resolver_rules, *root]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "examples", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=550,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def test_it_tells_a_site_that_keeps_its_word_from_one_that_does_not(web: DemoWeb) -> None:
    kept = next(site for site in web.sites if site.keeps_word)
    broken = next(site for site in web.sites if site.key == "siffra-ekonomi")
    assert "3 passed" in run_example(web, kept.url)
    told = run_example(web, broken.url)
    assert "FAILED examples/test_our_site.py::test_nothing_but_what_is_necessary_is_stored_before_consent" in told
    assert "PASSED" not in told and "test_the_site_was_seen" not in told
