"""What went wrong while fetching, as the stable codes and plain sentences of a `GatherError`."""

from __future__ import annotations

import asyncio
import ssl

import aiohttp
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)

from crawler.addresses import AddressRefused
from crawler.evidence.model import GatherError

HTTP_ADVICE = {
    401: "the page asks for a password",
    403: "the server refuses to show the page",
    404: "there is no such page",
    410: "the page was taken away",
    429: "the server asks for fewer requests; try again later",
}


class TlsFailed(Exception):
    """The server's certificate or TLS can't be trusted."""


def fetch_error(url: str, failure: BaseException, stage: str = "document") -> GatherError:
    """Return what to store for an exception met while fetching `url`."""
    code, said = _classify(url, failure)
    return GatherError(stage="robots" if code == "robots-refused" else stage, code=code, message=said, url=url)


def http_error(url: str, status: int, stage: str = "document") -> GatherError:
    """Return what to store for an answer that is no page."""
    advice = HTTP_ADVICE.get(status, "the server has a problem; try again later" if status >= 500 else "no page came")
    return GatherError(stage=stage, code=f"http-{status}", message=f"{url} answers {status}: {advice}", url=url)


def _classify(url: str, failure: BaseException) -> tuple[str, str]:
    if isinstance(failure, AddressRefused):
        return failure.code, str(failure)
    if isinstance(failure, IgnoreRequest):
        return _ignored(url, str(failure))
    if isinstance(failure, (TlsFailed, ssl.SSLError, aiohttp.ClientSSLError)):
        return "tls", (
            f"{url}: the certificate or TLS can't be trusted ({failure}); "
            "give the authority with --ca-file or use --ignore-certificate-errors"
        )
    if isinstance(failure, CannotResolveHostError):
        return "unknown-host", f"{url}: no such host"
    if isinstance(failure, DownloadConnectionRefusedError):
        return "refused", f"{url}: the connection was refused; is the server up?"
    if isinstance(failure, (DownloadTimeoutError, TimeoutError, asyncio.TimeoutError)):
        return "timeout", f"{url} took too long to answer"
    if isinstance(failure, DownloadCancelledError):
        return "too-large", f"{url} is larger than the limit for a document"
    if isinstance(failure, UnsupportedURLSchemeError):
        return "scheme", f"{url}: only http and https addresses are visited"
    return "fetch-failed", f"{url} could not be fetched ({type(failure).__name__}: {failure})"[:500]


def _ignored(url: str, reason: str) -> tuple[str, str]:
    if "redirect" in reason:
        return "redirects", f"{url} keeps redirecting; it was given up"
    return "robots-refused", f"{url} is refused to crawlers by the site's robots.txt; --ignore-robots reads it"
