"""When two addresses are of one page."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, urldefrag, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


def page_key(url: str) -> str:
    """Return what addresses of one page have in common, for comparing only: it is no address.

    A host is the same in any case, with `www.` or without, with its scheme's own port named or not; the scheme is left
    out, as sites answer on both with the same pages. The path and the query count letter by letter, their last slash
    and the case of escapes excepted (RFC 3986, 6.2.2); what is behind `#` is a place in the page, unless scripts make
    a page of its own of it (`page_address`). An address that can't be read is only the same as itself.
    """
    try:
        parts = urlsplit(url.strip())
        host = _host(parts)
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    route = f"#{parts.fragment.rstrip('/')}" if _is_route(parts.fragment) else ""
    return host + _ESCAPE.sub(lambda escape: escape[0].upper(), parts.path.rstrip("/") + query) + route


def page_address(url: str) -> str:
    """Return an address without the place in the page; `#/about` and `#!about` name a page, which scripts show."""
    address, fragment = urldefrag(url)
    return f"{address}#{fragment}" if _is_route(fragment) else address


def _is_route(fragment: str) -> bool:
    return len(fragment) > 1 and fragment.startswith(("/", "!"))


def _host(parts: SplitResult) -> str:
    """Return the host that is asked, and its port unless it is the scheme's own. Raises ValueError."""
    name = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if not name.isascii():
        with suppress(UnicodeError):  # no name that could be looked up stays as written
            name = name.encode("idna").decode("ascii")
    port = parts.port
    return name if port is None or port == _DEFAULT_PORTS.get(parts.scheme) else f"{name}:{port}"
