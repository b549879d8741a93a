"""Puts the commands together: each module in `commands` is one."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from audits.cli import commands
from audits.cli.exit_codes import ExitCode, Stop

HELP = (
    "Reads what a site's privacy and cookie policies promise, records in a real browser what the site does, and says "
    "claim by claim where the two part."
)
EPILOG = (
    "Exit codes: 0 nothing failed · 1 internal error · 2 usage · 3 nothing could be audited · 10 a rule failed · "
    "130 interrupted."
)
PANELS = ("Audit", "Look closer", "Fleet", "Set up")


def build_app() -> typer.Typer:
    """Return the application with every command found, in the order of the panels."""
    app = typer.Typer(
        help=HELP,
        epilog=EPILOG,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    names = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    modules = [importlib.import_module(f"{commands.__name__}.{name}") for name in names]
    for module in sorted(modules, key=lambda module: (PANELS.index(module.PANEL), module.ORDER)):
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        app.command(name, rich_help_panel=module.PANEL)(module.command)
    return app


def run_app(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: every way to end is one of `ExitCode`."""
    try:
        result: Any = build_app()(args=arguments, standalone_mode=False, prog_name="cookie-audit")
    except Stop as stop:
        _say(str(stop))
        return stop.code
    except typer.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, typer.Abort):
        _say("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.OK
    except Exception as error:
        if hasattr(error, "exit_code") and hasattr(error, "show"):  # a usage error of typer's own
            error.show()
            return ExitCode.USAGE
        traceback.print_exc()
        _say("cookie-audit: internal error; please report it with the lines above")
        return ExitCode.INTERNAL
    return result if isinstance(result, int) else ExitCode.OK


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415  # only here

        print(f"cookie-audit {version('cookie-audit')}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


def _say(message: str) -> None:
    print(message, file=sys.stderr)
