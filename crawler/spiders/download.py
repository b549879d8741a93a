"""Scrapy's way to the network: each connection resolved by our rules, checked, bounded in size.

Scrapy's own handler can neither follow `--host-resolver-rules` nor refuse private addresses at the moment of
connecting (a check beforehand would be answered differently by a name that changes its address).
"""

from __future__ import annotations

import socket
import ssl
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.addresses import check_address, resolve
from crawler.failures import TlsFailed
from crawler.options import GatherOptions

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

DROPPED = ("Host", "Content-Length", "Transfer-Encoding", "Connection")
"""Request headers that the connection itself makes."""


class DownloadHandler(BaseDownloadHandler):
    """Fetches http and https for the policy spider."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._options: GatherOptions = crawler.settings["GATHER_OPTIONS"]
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._tls = tls_context(self._options)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=_Resolver(self._options), use_dns_cache=False, force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent", "Content-Type"),
        )

    async def download_request(self, request: Request) -> Response:
        """Return the response, redirects not followed. Raises Scrapy's download errors, AddressRefused, TlsFailed."""
        await check_address(request.url, self._options)
        try:
            return await self._fetch(request)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"{request.url} took too long") from error
        except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError, ssl.SSLError) as error:
            raise TlsFailed(str(getattr(error, "certificate_error", None) or error)) from error
        except aiohttp.ClientConnectorDNSError as error:
            raise CannotResolveHostError(str(error)) from error
        except aiohttp.ClientConnectorError as error:
            raise DownloadConnectionRefusedError(str(error)) from error
        except aiohttp.ClientError as error:
            raise DownloadFailedError(str(error)) from error

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    async def _fetch(self, request: Request) -> Response:
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in request.headers.items()
            for value in values
            if name.decode("latin-1").title() not in DROPPED
        ]
        async with self._session.request(
            request.method,
            request.url,
            headers=headers,
            ssl=self._tls,
            proxy=self._options.proxy,
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=float(request.meta.get("download_timeout", 30))),
        ) as answer:
            body = await self._body(answer)
            answered = Headers([(name, value) for name, value in answer.headers.items()])
            kind = responsetypes.from_args(headers=answered, url=request.url, body=body)
            return kind(url=request.url, status=answer.status, headers=answered, body=body)

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        parts: list[bytes] = []
        size = 0
        async for part in answer.content.iter_chunked(65536):
            size += len(part)
            if size > self._limit:
                raise DownloadCancelledError(f"{answer.url}: more than {self._limit} bytes")
            parts.append(part)
        return b"".join(parts)


def tls_context(options: GatherOptions) -> ssl.SSLContext:
    """Return the TLS settings: the system's authorities and the user's, or no check at all when the user says so."""
    return _tls_context(options.ca_file, checked=not options.ignore_certificate_errors)


@cache
def _tls_context(ca_file: Path | None, *, checked: bool) -> ssl.SSLContext:
    """Return TLS settings, the same for all of a worker's sites: reading the authorities costs tens of milliseconds."""
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    if not checked:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class _Resolver(AbstractResolver):
    """Resolves by the host resolver rules and refuses private addresses; the proxy's own name is let through."""

    def __init__(self, options: GatherOptions) -> None:
        self._options = options
        self._proxy_host = urlsplit(options.proxy).hostname if options.proxy else None
        self._system = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host == self._proxy_host:
            return await self._system.resolve(host, port, family)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=mapped_port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address, mapped_port in await resolve(host, port, self._options)
        ]

    async def close(self) -> None:
        await self._system.close()
