"""Vendor stand-ins: one folder under `vendors/` a vendor, found by looking."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from .messages import Request, Response
from .routes import Route, find_route, read_routes

FOLDER = Path(__file__).parent / "vendors"


@dataclass(frozen=True, kw_only=True)
class Vendor:
    """A stand-in for a vendor: own scripts under the vendor's host names, with its cookies' names and lifetimes."""

    key: str
    hosts: tuple[str, ...]
    routes: tuple[Route, ...]

    def answer(self, request: Request, scheme: str) -> Response:
        """Answer as the vendor's host would; what it does not know is 404."""
        del scheme
        route = find_route(self.routes, request.host, request.path)
        if route is None:
            return Response(status=404, headers=(("Content-Type", "text/plain"),), body=b"Not found\n")
        return route.response(request)


def load_vendors(folder: Path = FOLDER) -> tuple[Vendor, ...]:
    """Return every vendor that has a `vendor.toml`, in order of key."""
    return tuple(_vendor(path) for path in sorted(folder.glob("*/vendor.toml")))


def _vendor(path: Path) -> Vendor:
    table = tomllib.loads(path.read_text("utf-8"))
    routes = read_routes(table.get("routes", ()), path.parent)
    return Vendor(key=path.parent.name, hosts=tuple(table["hosts"]), routes=routes)
