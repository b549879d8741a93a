"""The web of banners in real Chromium: each site is found, answered and proved as it states, and the server agrees."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.banners.drive import Run, drive
from tests.banners.homemade import homemade
from tests.banners.imitations import imitations
from tests.banners.real import languages_of, real
from tests.banners.web import KINDS, quick_states
from tests.web.managers import install

pytestmark = pytest.mark.browser


def faults(runs: list[Run]) -> dict[str, list[str]]:
    return {f"{run.site.name} {run.state}": run.faults() for run in runs if run.faults()}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"imitations", "real"}))
def test_every_site_comes_out_as_it_states(kind: str) -> None:
    assert faults(asyncio.run(drive(KINDS[kind](Path()), quick_states))) == {}


@pytest.mark.timeout(600)
def test_imitated_managers_come_out_as_they_state() -> None:
    assert faults(asyncio.run(drive(imitations(every=4), quick_states))) == {}


@pytest.mark.npm
@pytest.mark.timeout(600)
def test_real_managers_come_out_as_they_state() -> None:
    sites = real(install(), every=3)
    assert faults(asyncio.run(drive(sites, quick_states))) == {}
    assert len(languages_of(real(install()))) >= 15


def test_the_web_is_as_large_as_it_is_said_to_be() -> None:
    sites = [site for kind in KINDS if kind != "real" for site in KINDS[kind](Path())]
    assert len({site.name for site in sites}) == len(sites)
    assert len([site for site in sites if site.found]) >= 40
    assert len([site for site in sites if not site.found]) >= 20
    assert len(languages_of(homemade())) == 27
