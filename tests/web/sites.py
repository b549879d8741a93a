"""Demo sites: one folder under `sites/` a site, found by looking.

`site.toml` says `host`, `name`, `language`, `keeps_word`, the navigation, the pages and further routes; `policy`
pages and the banner are HTML fragments in the folder; `truth.toml` states what an audit of the site must find.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from .messages import Request, Response
from .pdf import text_pdf
from .routes import Route, find_route, media_type, read_routes
from .truth import Truth, read_truth

FOLDER = Path(__file__).parent / "sites"
SHARED = Path(__file__).parent / "shared"


@dataclass(frozen=True, kw_only=True)
class DemoSite:
    """A site with known behaviour."""

    key: str
    """Its folder's name."""
    url: str
    """Home page."""
    name: str
    language: str
    """BCP 47 tag of its pages and policies."""
    keeps_word: bool
    """Every claim of its policies holds and no law rule fails: an audit must give no `failed`."""
    needs_npm: bool
    """It carries a consent manager that must be installed from npm first."""
    truth: Truth
    """What an audit must find."""
    hosts: tuple[str, ...]
    subpages: tuple[str, ...]
    """Addresses of its further pages, policies included."""
    routes: tuple[Route, ...]
    cname: Mapping[str, str]
    """Hosts of its domain that are a vendor's in DNS, and the vendor's names for them."""

    def answer(self, request: Request, scheme: str) -> Response:
        """Answer as the site does: http goes to https, the bare domain to the site's own host."""
        home = self.hosts[0]
        if scheme == "http" or request.host not in self.hosts or (request.host != home and self._is_alias(request)):
            target = f"https://{home}{request.path}" + (f"?{request.query}" if request.query else "")
            return Response(status=301, headers=(("Location", target), ("Cache-Control", "no-store")))
        route = find_route(self.routes, request.host, request.path)
        if route is None:
            return Response(
                status=404,
                headers=(("Content-Type", "text/html; charset=utf-8"),),
                body=b"<!doctype html><title>404</title><h1>404</h1>",
            )
        return route.response(request)

    def _is_alias(self, request: Request) -> bool:
        """Return whether the host has no route of its own: it then only leads to the home host."""
        return all(route.host != request.host for route in self.routes)


def site_keys(folder: Path = FOLDER) -> tuple[tuple[str, bool], ...]:
    """Return every site's key, and whether it needs a package from npm, without reading more of it."""
    tables = ((path.parent.name, tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*/site.toml")))
    return tuple((key, bool(table.get("npm"))) for key, table in tables)


def load_sites(npm: Path | None = None, folder: Path = FOLDER) -> tuple[DemoSite, ...]:
    """Return every site with a `site.toml`, in order of key.

    `npm` is the `node_modules` folder; when None, the sites that need it are left out.
    """
    found = []
    for path in sorted(folder.glob("*/site.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        if table.get("npm") and npm is None:
            continue
        found.append(_site(table, path.parent, npm))
    return tuple(found)


def _site(table: Mapping[str, Any], folder: Path, npm: Path | None) -> DemoSite:
    host = table["host"]
    routes = (
        *read_routes([route | {"host": route.get("host", host)} for route in table.get("routes", ())], folder),
        *_pages(table, folder),
        *_files(table, folder, npm),
    )
    aliases = (host.removeprefix("www."),) if host.startswith("www.") else ()
    return DemoSite(
        key=folder.name,
        url=f"https://{host}/",
        name=table["name"],
        language=table["language"],
        keeps_word=table.get("keeps_word", False),
        needs_npm=bool(table.get("npm")),
        truth=read_truth(folder / "truth.toml"),
        subpages=tuple(f"https://{host}{page['path']}" for page in table["pages"] if page["path"] != "/"),
        hosts=(host, *aliases, *table.get("hosts", ())),
        routes=routes,
        cname=table.get("cname", {}),
    )


def _pages(table: Mapping[str, Any], folder: Path) -> tuple[Route, ...]:
    """Return the routes of the `[[pages]]`, set in the shared layout."""
    templates = Environment(
        loader=FileSystemLoader([folder, SHARED]),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
    )
    layout = templates.get_template("layout.html")
    banner = folder / "banner.html"
    common: dict[str, Any] = {"head": "", "foot": "", "accent": "#24527a", "nav": [], "footer": [], "tagline": ""}
    common |= {key: value for key, value in table.items() if key not in ("pages", "routes")}
    # Markup: only files of this folder go into it.
    common["banner"] = Markup(banner.read_text("utf-8")) if banner.exists() else ""
    for trusted in ("head", "foot"):
        common[trusted] = Markup(common[trusted])
    routes = []
    for page in table["pages"]:
        body = (folder / page["file"]).read_text("utf-8") if "file" in page else page["body"]
        text = layout.render(common | {"page": page, "body": Markup(body)})
        routes.append(
            Route(
                path=page["path"],
                status=200,
                media_type="text/html; charset=utf-8",
                body=text.encode("utf-8"),
                set_cookie=(*table.get("set_cookie", ()), *page.get("set_cookie", ())),
                host=table["host"],
            ),
        )
    return tuple(routes)


def _files(table: Mapping[str, Any], folder: Path, npm: Path | None) -> tuple[Route, ...]:
    """Return the routes of scripts in the folder, PDFs, packages, the shared style, robots.txt and sitemap.xml."""
    host = table["host"]
    found = [
        _file(f"/{path.name}", path.read_bytes(), host)
        for path in sorted(folder.iterdir())
        if path.suffix in (".js", ".json", ".css", ".svg")
    ]
    for path, name in table.get("pdf", {}).items():
        found.append(_file(path, text_pdf((folder / name).read_text("utf-8")), host))
    for path, name in table.get("npm", {}).items():
        assert npm is not None
        found.append(_file(path, (npm / name).read_bytes(), host))
    found.append(_file("/style.css", (SHARED / "style.css").read_bytes(), host))
    found.append(_file("/favicon.ico", (SHARED / "icon.svg").read_bytes(), host, "image/svg+xml"))
    addresses = "".join(f"<url><loc>https://{host}{page['path']}</loc></url>" for page in table["pages"])
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{addresses}</urlset>'
    robots = f"User-agent: *\nAllow: /\nSitemap: https://{host}/sitemap.xml\n"
    found.append(_file("/sitemap.xml", sitemap.encode(), host, "application/xml"))
    found.append(_file("/robots.txt", robots.encode(), host, "text/plain; charset=utf-8"))
    return tuple(found)


def _file(path: str, body: bytes, host: str, kind: str | None = None) -> Route:
    return Route(path=path, status=200, media_type=kind or media_type(path), body=body, host=host)
