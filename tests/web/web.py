"""The demo web as a whole: sites, vendors and broken hosts on one loopback server, with a log of what was asked."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from . import managers
from .broken import REFUSED_HOST, UNKNOWN_HOST, UNTRUSTED_HOST, BrokenSite, answer_broken, broken_hosts, broken_sites
from .certificates import Certificates
from .messages import Request, Response
from .routes import cors
from .server import LoopbackServer
from .sites import DemoSite, load_sites
from .vendors import load_vendors


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One request that reached the web: what tests prove things by, on the server's side."""

    scheme: str
    host: str
    path: str
    query: str
    method: str
    cookies: Mapping[str, str]
    at: float
    """Seconds since the epoch."""


class DemoWeb:
    """A local web of sites with known behaviour; runs between `with` and its end.

    Reach it through `proxy_url` (an HTTP proxy), or with `host_resolver_rules` in Chromium's notation; trust it by
    `ca_file`. It answers on 127.0.0.1 only and never connects to anything but itself.
    """

    def __init__(self, npm_modules: Path | None = None) -> None:
        """Take the `node_modules` folder with consent managers; None: the cache's, if it is there."""
        self.sites: tuple[DemoSite, ...] = load_sites(npm_modules or managers.installed())
        self.broken: Mapping[str, BrokenSite] = broken_sites()
        self.log: list[Hit] = []
        self._answers: dict[str, Callable[[Request, str], Response]] = {}
        for vendor in load_vendors():
            self._answers |= dict.fromkeys(vendor.hosts, vendor.answer)
        for site in self.sites:
            self._answers |= dict.fromkeys(site.hosts, site.answer)
            self._answers |= {host: self._answers[name] for host, name in site.cname.items()}
        self._certificates = Certificates({*self._answers, *broken_hosts(), REFUSED_HOST}, {UNTRUSTED_HOST})
        self._server = LoopbackServer(self._answer, self._certificates, frozenset({REFUSED_HOST}))
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        """Start the server and write the authority's certificate."""
        self._folder = tempfile.TemporaryDirectory(prefix="cookie-audit-demo-")
        self._certificates.write_authority(self.ca_file)
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server and remove what was written."""
        self._server.stop()
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def host_resolver_rules(self) -> str:
        """Return the rules for Chromium's `--host-resolver-rules`; the first that fits a host counts.

        All names lead to this web; rules for port 53, that of name servers, say what some are aliases of.
        """
        server = self._server
        rules = [
            f"MAP {UNKNOWN_HOST} ~NOTFOUND",
            f"MAP {REFUSED_HOST} 127.0.0.1:{server.closed_port}",
            f"MAP *:443 127.0.0.1:{server.https_port}",
            f"MAP *:80 127.0.0.1:{server.http_port}",
            *(f"MAP {host}:53 {name}" for site in self.sites for host, name in sorted(site.cname.items())),
        ]
        return ", ".join(rules)

    @property
    def proxy_url(self) -> str:
        """Return the address of the HTTP proxy."""
        return f"http://127.0.0.1:{self._server.http_port}"

    @property
    def ca_file(self) -> Path:
        """Return the PEM file of the authority that signed every good certificate here."""
        if self._folder is None:
            raise RuntimeError("the demo web is not running: use it as a context manager")
        return Path(self._folder.name) / "ca.pem"

    @property
    def spki(self) -> str:
        """Return the key digest for Chromium's `--ignore-certificate-errors-spki-list`: trusts these hosts only."""
        return self._certificates.spki

    def site(self, key: str) -> DemoSite:
        """Return the site in folder `key`; `KeyError` when there is none (or its npm packages are missing)."""
        return {site.key: site for site in self.sites}[key]

    def sites_txt(self, *keys: str) -> str:
        """Return the sites of these keys (none: all) as a sites.txt."""
        return "".join(
            f'{site.url} name="{site.name}" pages={site.truth.pages}'
            + (f" states={','.join(site.truth.states)}" if site.truth.states else "")
            + "\n"
            for site in self.sites
            if not keys or site.key in keys
        )

    def _answer(self, request: Request, scheme: str) -> Response:
        self.log.append(
            Hit(
                scheme=scheme,
                host=request.host,
                path=request.path,
                query=request.query,
                method=request.method,
                cookies=request.cookies,
                at=time.time(),
            ),
        )
        if request.method == "OPTIONS":
            allowed = (("Access-Control-Allow-Methods", "GET, POST"), ("Access-Control-Allow-Headers", "*"))
            return Response(status=204, headers=cors(request) + allowed)
        answer = answer_broken(request, scheme)
        if answer is not None:
            return answer
        known = self._answers.get(request.host)
        if known is None:
            return Response(status=404, headers=(("Content-Type", "text/plain"),), body=b"No such host here.\n")
        return known(request, scheme)
