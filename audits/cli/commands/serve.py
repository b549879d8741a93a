"""`cookie-audit serve`: the dashboard."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.parameters import Elsewhere, Past

PANEL, ORDER = "Fleet", 4
TOKEN_VARIABLE = "COOKIE_AUDIT_TOKEN"  # noqa: S105  # its name, not the token


def command(
    output: Past = Path("out"),
    database: Elsewhere = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8765,
) -> int:
    """Show reports and history in a browser, read-only, with search. COOKIE_AUDIT_TOKEN: asked of every request."""
    import uvicorn  # noqa: PLC0415  # slow to import

    from audits.cli.past import opened  # noqa: PLC0415
    from audits.dashboard import dashboard  # noqa: PLC0415

    token = os.environ.get(TOKEN_VARIABLE) or None
    if host not in ("127.0.0.1", "::1", "localhost") and token is None:
        raise Stop(f"--host {host}: others could look; set {TOKEN_VARIABLE} to what they must bring", ExitCode.USAGE)
    with opened(output, database) as history:
        print(f"Open http://{host}:{port}/" + (" (with the token)" if token else ""), flush=True)
        uvicorn.run(dashboard(output, history, token), host=host, port=port, log_level="warning", server_header=False)
    return ExitCode.OK
