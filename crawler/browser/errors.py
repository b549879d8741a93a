"""What can go wrong with the browser itself. What goes wrong with a page is a `GatherError`, stored.

BrowserError
├── BrowserMissing   no Chromium on this machine, or not where the user says
└── BrowserFailed    there is one and it does not start
"""

from __future__ import annotations

import re

from crawler.evidence.model import GatherError, State

STAGE = "visit"

_CODES: tuple[tuple[str, str], ...] = (
    # Chromium's net error names: //net/base/net_error_list.h
    (r"ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION|ERR_ICANN_NAME|ERR_DNS_", "unknown-host"),
    (r"ERR_CONNECTION_REFUSED|ERR_ADDRESS_UNREACHABLE|ERR_UNSAFE_PORT", "refused"),
    (r"ERR_CERT_|ERR_SSL_|ERR_BAD_SSL", "tls"),
    (r"ERR_TOO_MANY_REDIRECTS", "redirect-loop"),
    (r"ERR_PROXY_|ERR_TUNNEL_", "proxy"),
    (r"ERR_(CONNECTION_)?TIMED_OUT", "timeout"),
    (r"ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_NETWORK_ACCESS_DENIED", "offline"),
    (r"ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_HTTP2_|ERR_QUIC_|ERR_INVALID_RESPONSE|ERR_CONTENT_", "broken-response"),
    (r"ERR_INVALID_AUTH_CREDENTIALS", "http-401"),  # it asks for a name and password
    (r"ERR_INVALID_URL|ERR_UNKNOWN_URL_SCHEME|ERR_DISALLOWED_URL_SCHEME|Cannot navigate to invalid URL", "bad-url"),
    (r"ERR_BLOCKED_BY|ERR_ACCESS_DENIED", "blocked"),
    (r"Download is starting|ERR_ABORTED", "not-html"),
    (r"Timeout .*exceeded|TimeoutError", "timeout"),
    (r"crash|Target .*closed|has been closed|Connection closed", "crashed"),
)
_ADVICE = {
    "unknown-host": "the host name is not known; check the address",
    "refused": "nothing answers there; check the address or try later",
    "tls": "its certificate was not accepted; use --ignore-certificate-errors if that is expected",
    "redirect-loop": "it redirects without end",
    "timeout": "it did not answer in time; try later or raise --timeout",
    "crashed": "the page's process ended; try again",
    "not-html": "the answer is not a page",
    "proxy": "the proxy did not pass the request on; check --proxy",
}


class BrowserError(Exception):
    """Base of what can go wrong with the browser itself."""


class BrowserMissing(BrowserError):
    """There is no Chromium to start."""


class BrowserFailed(BrowserError):
    """Chromium does not start."""


def page_error(error: BaseException, url: str, state: State | None = None) -> GatherError:
    """Return what happened to a page as a stored error."""
    text = f"{type(error).__name__}: {error}"
    code = next((code for pattern, code in _CODES if re.search(pattern, text[:2000])), "failed")
    return stored_error(code, url, state, detail=_first_line(str(error)))


def stored_error(code: str, url: str, state: State | None = None, *, detail: str = "") -> GatherError:
    """Return a GatherError of this stage; its message says what, where and what to do."""
    advice = _ADVICE.get(code) or detail or code
    return GatherError(stage=STAGE, code=code, message=f"{url[:300]}: {advice}", url=url[:2000], state=state)


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0][:200]
