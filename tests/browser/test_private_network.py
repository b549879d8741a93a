"""Nothing of a hostile site reaches the network that the crawler runs in: tried in a network namespace of its own.

There are public addresses, private ones, a name server that changes its answers and a web server that notes who came
(`private_network`). The crawler and Chromium run in it as they are, without `--allow-private`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from .private_network import MOVES

NAMESPACE = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--net", "--mount"]


def is_possible() -> bool:
    """Tell whether this user may have a network of their own here."""
    try:
        words = [*NAMESPACE, "sh", "-c", "ip link set lo up && mount --bind /etc/hostname /etc/hostname"]
        return subprocess.run(words, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform != "linux" or not is_possible(), reason="no network namespace to be had"),
]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    words = [*NAMESPACE, sys.executable, "-m", "tests.browser.private_network"]
    tried = subprocess.run(words, check=False, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    found: dict[str, Any] = json.loads(tried.stdout)
    return found


def test_with_leave_private_addresses_are_reached_so_that_the_rest_proves_something(told: dict[str, Any]) -> None:
    for site, path in (("redirect", "home"), ("location", "location")):
        assert f"10.0.0.7 router.test/{path}" in told[f"{site}, allowed"]["reached"]


@pytest.mark.parametrize("site", ["shop", "secure"])
def test_nothing_that_a_page_loads_reaches_a_private_address_however_it_is_named(
    told: dict[str, Any], site: str
) -> None:
    assert told[site]["pages"][0][1] == "Shop", told[site]
    assert told[site]["reached"] == []


def test_a_service_worker_was_there_and_reached_nothing(told: dict[str, Any]) -> None:
    assert "Served" in {title for _, title, _ in told["served"]["pages"]}, told["served"]
    assert told["served"]["reached"] == []


@pytest.mark.parametrize("move", [*sorted(MOVES), "location, plain"])
def test_a_page_that_moves_on_to_a_private_address_does_not_get_there(told: dict[str, Any], move: str) -> None:
    assert told[move]["reached"] == []


@pytest.mark.parametrize("site", ["redirect", "turning"])
def test_a_home_page_that_leads_there_is_an_error_of_its_own(told: dict[str, Any], site: str) -> None:
    assert told[site]["reached"] == []
    assert "private-address" in told[site]["errors"]
    assert told[site]["documents"] == []


def test_policies_and_sub_pages_that_lead_there_are_not_asked_for(told: dict[str, Any]) -> None:
    codes = {error for _, error in told["shop"]["documents"]}
    assert codes == {"private-address"}
