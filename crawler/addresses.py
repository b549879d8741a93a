"""Which addresses may be visited: public ones on http and https, unless the user allows private ones.

A site's line, link or redirect can name a router, a metadata service or this machine. Every name is resolved
(through the host resolver rules) and every address it has must be public. The spider asks at the moment it
connects, redirects included; the browser's home page is checked before the visit, literal private addresses are
made unknown to it (`guarded_rules`), and where its requests really went is looked at afterwards
(`private_requests`).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.evidence.model import Request
from crawler.options import GatherOptions
from crawler.resolver_rules import parse_rules

SCHEMES = {"http": 80, "https": 443}

PRIVATE_LITERALS = (
    "localhost", "*.localhost", "0.0.0.0", "127.*.*.*", "10.*.*.*", "192.168.*.*", "169.254.*.*", "100.100.100.200",  # noqa: S104
    *(f"172.{second}.*.*" for second in range(16, 32)), "[::*", "[fc*", "[fd*", "[fe8*", "[fe9*", "[fea*", "[feb*",
    "[64:ff9b:*", "168.63.129.16",
)  # fmt: skip
"""Host patterns, as Chromium matches them (`*` only), of what is never on the public web. Four labels each, so that
a name such as 0.gravatar.com is none of them."""


NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: what a translator sends on to an IPv4 address."""
COMPATIBLE = ipaddress.IPv6Network("::/96")
"""RFC 4291, 2.5.5.1: deprecated, and still an IPv4 address to some systems."""
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""What of IPv6 the public web is in; Python's own tables know newer special ranges only in newer versions."""
METADATA = frozenset({ipaddress.IPv4Address("168.63.129.16")})
"""Services of clouds to their machines on addresses that look public: Azure's. The others' are private ones."""


class AddressRefused(Exception):
    """An address that is not visited. `code` is a GatherError's: `private-address`, `unknown-host`, `scheme`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


async def check_address(url: str, options: GatherOptions) -> tuple[str, ...]:
    """Return the IP addresses that `url` leads to; raise AddressRefused when it may not be visited.

    Behind a proxy names are the proxy's to resolve: one that this machine doesn't know is let through (empty tuple).
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise AddressRefused("scheme", f"{url} is not an address that can be read") from None
    if parts.scheme not in SCHEMES or not host:
        raise AddressRefused("scheme", f"{url}: only http and https addresses are visited")
    return tuple(address for address, _ in await resolve(host, port or SCHEMES[parts.scheme], options))


async def resolve(host: str, port: int, options: GatherOptions) -> list[tuple[str, int]]:
    """Return where a connection to `host:port` goes, as (IP address, port). Raises AddressRefused."""
    destination = parse_rules(options.host_resolver_rules).destination(host, port)
    if destination is None:
        raise AddressRefused("unknown-host", f"{host} is made unknown by the host resolver rules")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(*destination, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        if options.proxy:
            return []
        raise AddressRefused(
            "unknown-host", f"{host}: no such host; check its spelling and this machine's name service"
        ) from None
    addresses = list(dict.fromkeys((str(entry[4][0]), int(entry[4][1])) for entry in found))
    private = [address for address, _ in addresses if is_private(address)]
    if private and not options.allow_private:
        raise AddressRefused(
            "private-address",
            f"{host} is at {private[0]}, which is not on the public web; --allow-private visits it all the same",
        )
    return addresses


def is_private(address: str) -> bool:
    """Tell whether an IP address is anything but a public one: loopback, private, link-local, metadata, reserved."""
    try:
        parsed = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = _embedded(parsed) or parsed
    outside = isinstance(parsed, ipaddress.IPv6Address) and parsed not in GLOBAL_UNICAST
    return outside or not parsed.is_global or parsed.is_multicast or parsed in METADATA


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to: mapped, compatible, 6to4 or NAT64; None: it is its own."""
    if address in NAT64 or (address in COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def guarded_rules(options: GatherOptions) -> str | None:
    """Return host resolver rules for the browser under which private literal addresses lead nowhere."""
    if options.allow_private:
        return options.host_resolver_rules
    own = [options.host_resolver_rules] if options.host_resolver_rules else []
    return ", ".join([*own, *(f"MAP {pattern} ~NOTFOUND" for pattern in PRIVATE_LITERALS)])


def private_requests(requests: Sequence[Request], options: GatherOptions) -> list[Request]:
    """Return the page loads that a private address answered although none may be visited.

    Pages only: what a page merely loads is neither shown nor stored, and a tracker whose name a filtering name
    service sends to a private address must not keep its site from being audited.
    Behind a proxy and with mapped hosts the address is the proxy's or the user's own choice: nothing is returned.
    """
    if options.allow_private or options.proxy or options.host_resolver_rules:
        return []
    return [
        request
        for request in requests
        if request.resource_type == "document" and request.remote_address and is_private(_host(request.remote_address))
    ]


def _host(remote: str) -> str:
    """Return the address of `address`, `address:port` or `[address]:port`."""
    if remote.startswith("["):
        return remote[1:].partition("]")[0]
    return remote.partition(":")[0] if remote.count(":") == 1 else remote
