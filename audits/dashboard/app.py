"""The dashboard's pages, as an ASGI application."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from audits.dashboard.access import Guard
from audits.dashboard.search import STATES, Question, claim_types, search, totals
from audits.dashboard.trend import trend
from audits.history import History
from audits.model import Outcome, Purpose
from audits.reports.html_report import environment, page_assets

_TEMPLATES = Path(__file__).parent / "templates"
_SHOWN = frozenset({"report.html", "report.json", "report.md", "report.pdf", "cookies.csv", "findings.csv"})
"""Files of an audit that are served: nothing of the bundles, which hold sites' own HTML."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def dashboard(output: Path, history: History, token: str | None = None) -> Guard:
    """Return the application over an output folder. `token`: what a request must bring; None: this machine only."""

    def overview(request: Request) -> Response:
        question = Question(
            text=request.query_params.get("q", "").strip()[:200],
            state=request.query_params.get("state", ""),
            purpose=request.query_params.get("purpose", ""),
            claim_type=request.query_params.get("type", "")[:40],
            outcome=request.query_params.get("outcome", ""),
        )
        with history.engine.connect() as connection:
            known = {
                "found": search(connection, question),
                "totals": totals(connection),
                "types": claim_types(connection),
            }
        page = _engine().get_template("dashboard.html.j2")
        words = {"states": STATES, "outcomes": tuple(Outcome), "purposes": tuple(Purpose), "outcome_of": Outcome}
        return HTMLResponse(page.render(**_assets(), **words, **known, question=question, language="en"))

    def site(request: Request) -> Response:
        asked = request.query_params.get("site", "")
        audits = history.audits(asked)
        if not audits:
            raise HTTPException(404, "never audited here")
        page = _engine().get_template("site.html.j2")
        before = [*(audit.findings_failed for audit in audits[1:]), None]
        return HTMLResponse(
            page.render(
                **_assets(),
                site=asked,
                audits=list(zip(audits, before, strict=True)),
                outcome_of=Outcome,
                trend=trend([audit.findings_failed for audit in reversed(audits)]),
                language="en",
            )
        )

    def report(request: Request) -> Response:
        path = _file(output, request.path_params["path"])
        if path is None:
            raise HTTPException(404, "there is no such report")
        return FileResponse(path)

    routes = [Route("/", overview), Route("/site", site), Route("/reports/{path:path}", report)]
    return Guard(Starlette(routes=routes), token, LOOPBACK)


def _file(output: Path, asked: str) -> Path | None:
    """Return the file that an address means, when it is a report's inside the output folder."""
    root = output.resolve()
    path = (root / asked).resolve()
    hidden = any(part.startswith(".") for part in Path(asked).parts)
    inside = path.is_relative_to(root) and len(path.relative_to(root).parts) == 3
    return path if inside and not hidden and path.name in _SHOWN and path.is_file() else None


@cache
def _assets() -> dict[str, object]:
    """Return the styles; the dashboard has no script and fetches nothing."""
    style = f"{page_assets()['style']}{(_TEMPLATES / 'dashboard.css').read_text('utf-8')}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'self'; style-src 'sha256-{digest}'"
    return {"style": Markup(style), "content_security_policy": policy}  # noqa: S704  # our own files


@cache
def _engine() -> Environment:
    return environment().overlay(loader=FileSystemLoader(_TEMPLATES))
