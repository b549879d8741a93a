"""Finds the demo web: beside the sources in a checkout, in the wheel otherwise."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

from audits.cli.exit_codes import ExitCode, Stop
from audits.cli.settings import GatherSettings


def load_demo() -> Any:
    """Return a `DemoWeb`, not yet started. Raises Stop when this installation has none."""
    for name in ("cookie_audit_demo", "tests.web"):
        try:
            return importlib.import_module(name).DemoWeb()
        except ModuleNotFoundError as error:
            if error.name not in (name, name.partition(".")[0]):
                raise
    raise Stop("this installation has no demo web; run it from a checkout or install the wheel", ExitCode.USAGE)


def demo_settings(settings: GatherSettings, web: Any) -> GatherSettings:
    """Return the user's settings with what it takes to reach the demo web."""
    return replace(
        settings,
        allow_private=True,
        ignore_certificate_errors=True,
        ca_file=web.ca_file,
        host_resolver_rules=web.host_resolver_rules,
    )
