"""Alias chains, asked of a name server of the test's own on loopback."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import cast

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from crawler import aliases
from crawler.aliases import resolve_aliases
from crawler.evidence.model import HostAlias
from crawler.options import GatherOptions

ZONE = {
    "metrics.shop.example": "shop.data.vendor.example",
    "shop.data.vendor.example": "edge.cloud.example",
    "loop.example": "pool.example",
    "pool.example": "loop.example",
}
ADDRESSES = {"edge.cloud.example", "www.shop.example"}


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have answers waited for as long as a busy machine may take."""
    monkeypatch.setattr(aliases, "_QUESTION_S", 60.0)
    monkeypatch.setattr(aliases, "_ALL_S", 90.0)


class NameServer(asyncio.DatagramProtocol):
    """Answers from ZONE; never for a name that begins with "silent"; with rubbish for "broken"."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, sender: tuple[str, int]) -> None:
        question = dns.message.from_wire(data)
        name = str(question.question[0].name).rstrip(".")
        if name.startswith("silent"):
            return
        if name.startswith("broken"):
            self.transport.sendto(data[:2] + b"\xff" * 20, sender)
            return
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        at, seen = name, set()
        while at in ZONE and at not in seen:
            seen.add(at)
            answer.answer.append(dns.rrset.from_text(at + ".", 60, "IN", "CNAME", ZONE[at] + "."))
            at = ZONE[at]
        if at in ADDRESSES:
            answer.answer.append(dns.rrset.from_text(at + ".", 60, "IN", "A", "192.0.2.7"))
        elif not seen:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self.transport.sendto(answer.to_wire(), sender)


@contextmanager
def name_server() -> Iterator[dns.asyncresolver.Resolver]:
    loop = asyncio.new_event_loop()
    endpoint = loop.create_datagram_endpoint(NameServer, local_addr=("127.0.0.1", 0))
    transport, _ = loop.run_until_complete(endpoint)
    thread = Thread(target=loop.run_forever)
    thread.start()
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = transport.get_extra_info("sockname")[1]
    try:
        yield resolver
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        transport.close()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


def looked_up(*hosts: str, options: GatherOptions | None = None) -> dict[str, HostAlias]:
    with name_server() as resolver:
        found = asyncio.run(resolve_aliases(hosts, options or GatherOptions(), resolver=resolver))
    return {alias.host: alias for alias in found}


def test_a_chain_is_followed_to_its_end() -> None:
    found = looked_up("metrics.shop.example", "WWW.shop.example", "www.shop.example.")
    assert found == {
        "metrics.shop.example": HostAlias(
            host="metrics.shop.example", chain=("shop.data.vendor.example", "edge.cloud.example")
        ),
        "www.shop.example": HostAlias(host="www.shop.example"),
    }


def test_addresses_and_names_of_this_machine_are_not_asked_for() -> None:
    assert looked_up("192.0.2.1", "[2001:db8::1]", "localhost", "a.localhost", "router", "") == {}


def test_what_can_not_be_looked_up_says_why() -> None:
    found = looked_up("gone.example", "loop.example")
    codes = {host: alias.error.code for host, alias in found.items() if alias.error}
    assert codes["gone.example"] == "unknown-host"
    assert "loop.example" in codes or found["loop.example"].chain == ("pool.example", "loop.example")


def test_a_name_server_that_says_nothing_or_rubbish_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliases, "_QUESTION_S", 1.0)
    began = time.monotonic()
    found = looked_up("silent.example", "broken.example")
    assert time.monotonic() - began < 45
    assert {alias.error.code for alias in found.values() if alias.error} == {"timeout"}
    assert len(found) == 2


def test_many_hosts_that_nobody_answers_for_end_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliases, "_ALL_S", 1.0)
    began = time.monotonic()
    found = looked_up(*(f"silent{number}.example" for number in range(300)))
    assert time.monotonic() - began < 45
    assert len(found) == aliases._HOSTS_BOUND
    assert all(alias.error and alias.error.code == "timeout" for alias in found.values())


def test_host_resolver_rules_are_the_answer() -> None:
    rules = "MAP t.shop.example edge.vendor.example, MAP gone.example ~NOTFOUND, MAP * 127.0.0.1"
    found = looked_up("t.shop.example", "gone.example", "www.example", options=GatherOptions(host_resolver_rules=rules))
    assert found["t.shop.example"].chain == ("edge.vendor.example",)
    assert found["www.example"] == HostAlias(host="www.example")
    assert found["gone.example"].error is not None


def test_a_rule_for_the_port_of_name_servers_names_an_alias() -> None:
    rules = "MAP *:443 127.0.0.1:8443, MAP *:80 127.0.0.1:8080, MAP t.shop.example:53 edge.vendor.example"
    found = looked_up("t.shop.example", "www.example", options=GatherOptions(host_resolver_rules=rules))
    assert {host: alias.chain for host, alias in found.items()} == {
        "t.shop.example": ("edge.vendor.example",),
        "www.example": (),
    }


def test_behind_a_proxy_nothing_is_looked_up() -> None:
    assert looked_up("metrics.shop.example", options=GatherOptions(proxy="http://127.0.0.1:1")) == {}
