"""Which addresses may be visited."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from crawler.addresses import AddressRefused, check_address, guarded_rules, is_private, private_requests
from crawler.evidence.model import Phase, Request
from crawler.options import GatherOptions

PUBLIC = GatherOptions()
PRIVATE = GatherOptions(allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # cloud metadata
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "64:ff9b::a00:7",  # NAT64 of 10.0.0.7
        "64:ff9b:1::1",  # NAT64 of the operator's own
        "::10.0.0.7",  # compatible, deprecated
        "fec0::1",  # site-local, deprecated
        "fd00:ec2::254",  # cloud metadata
        "100.100.100.200",  # cloud metadata
        "168.63.129.16",  # a cloud's service to its machines
        "224.0.0.1",
        "fe80::1%eth0",
    ],
)
def test_knows_what_is_not_on_the_public_web(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "172.32.0.1", "64:ff9b::101:101", "::ffff:1.1.1.1", "2606:4700::1111", "8.8.8.8"]
)
def test_lets_public_addresses_through(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:9200/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",  # 127.0.0.1 as one number
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_refuses_private_addresses_however_written(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        asyncio.run(check_address(url, PUBLIC))
    assert caught.value.code == "private-address"
    assert "--allow-private" in str(caught.value)


def test_allow_private_visits_them() -> None:
    assert asyncio.run(check_address("http://127.0.0.1:8000/", PRIVATE)) == ("127.0.0.1",)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "https:///", "ftp://a/"]
)
def test_refuses_other_schemes(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        asyncio.run(check_address(url, PRIVATE))
    assert caught.value.code == "scheme"


def test_resolves_through_the_rules() -> None:
    options = GatherOptions(host_resolver_rules="MAP router.example 192.168.0.1, MAP gone.example ~NOTFOUND")
    with pytest.raises(AddressRefused) as caught:
        asyncio.run(check_address("https://router.example/", options))
    assert caught.value.code == "private-address"
    with pytest.raises(AddressRefused) as caught:
        asyncio.run(check_address("https://gone.example/", options))
    assert caught.value.code == "unknown-host"


def test_the_browser_knows_no_private_literals_unless_allowed() -> None:
    rules = guarded_rules(GatherOptions(host_resolver_rules="MAP a.example 1.1.1.1"))
    assert rules is not None
    assert rules.startswith("MAP a.example 1.1.1.1, ")  # the user's rules come first, and the first match wins
    assert "MAP 169.254.*.* ~NOTFOUND" in rules
    assert guarded_rules(PRIVATE) is None


def test_finds_requests_that_ended_on_a_private_address() -> None:
    requests = [
        request("a.example", "93.184.216.34:443"),
        request("b.example", "10.0.0.7:80"),
        request("c.example", "[::1]:80"),
    ]
    requests.append(replace(request("tracker.example", "10.0.0.8:443"), resource_type="script"))
    assert [found.host for found in private_requests(requests, PUBLIC)] == ["b.example", "c.example"]
    assert private_requests(requests, PRIVATE) == []


def request(host: str, remote: str) -> Request:
    return Request(
        url=f"https://{host}/",
        host=host,
        method="GET",
        resource_type="document",
        page=0,
        phase=Phase.LOOK,
        page_time_ms=0,
        at="2026-01-01T00:00:00Z",
        remote_address=remote,
    )
