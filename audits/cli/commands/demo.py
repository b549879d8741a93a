"""`cookie-audit demo`: the embedded demo web."""

from __future__ import annotations

import contextlib
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode
from audits.cli.settings import CommonSettings, GatherSettings, JudgeSettings, takes_settings

PANEL, ORDER = "Audit", 4


@takes_settings
def command(
    gather: GatherSettings,
    judge: JudgeSettings,
    common: CommonSettings,
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="SITE...", help="Only these sites of the demo.", show_default=False)
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")] = Path("out/demo"),
    serve: Annotated[bool, typer.Option("--serve", help="Only keep the demo web standing, to look at.")] = False,
) -> int:
    """Audit the demo web: small sites on this machine that keep or break their word."""
    from audits.cli.auditing import audit_run  # noqa: PLC0415  # slow to import
    from audits.cli.demo_web import demo_settings, load_demo  # noqa: PLC0415
    from crawler.sites_file import parse_sites  # noqa: PLC0415

    with load_demo() as web:
        if serve:
            return _serve(web)
        sites, _ = parse_sites(web.sites_txt())
        if keys:
            sites = [site for site in sites if any(key in site.url for key in keys)]
        return audit_run(sites, demo_settings(gather, web), judge, common, output, fresh=True).code


def _serve(web: object) -> int:
    """Say how to reach the web, and keep it standing until Ctrl-C."""
    print(getattr(web, "sites_txt")())  # noqa: B009  # DemoWeb is found at run time
    print("cookie-audit run URL --allow-private --ignore-certificate-errors \\", file=sys.stderr)
    print(f"  --host-resolver-rules '{getattr(web, 'host_resolver_rules')}'", file=sys.stderr, flush=True)  # noqa: B009
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
    return ExitCode.OK
