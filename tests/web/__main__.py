"""Keeps the demo web standing until it is interrupted: `python -m tests.web [--sites-file FILE]`."""

from __future__ import annotations

import argparse
import contextlib
import threading
from pathlib import Path

from . import managers
from .web import DemoWeb


def main() -> None:
    """Serve, and print how to reach it."""
    parser = argparse.ArgumentParser(description="Serve the demo web on 127.0.0.1.")
    parser.add_argument("--sites-file", type=Path, help="write the sites, one a line, to this file")
    parser.add_argument("--install-managers", action="store_true", help="install consent managers with npm, and end")
    arguments = parser.parse_args()
    if arguments.install_managers:
        print(managers.install())
        return
    with DemoWeb() as web:
        if arguments.sites_file:
            arguments.sites_file.write_text(web.sites_txt(), "utf-8")
        print(f"{len(web.sites)} sites on 127.0.0.1; stop with Ctrl-C.\n")
        print(web.sites_txt())
        print(f"proxy           {web.proxy_url}")
        print(f"authority       {web.ca_file}")
        print(f"resolver rules  {web.host_resolver_rules}\n")
        print(f'Look:   chromium --ignore-certificate-errors --host-resolver-rules="{web.host_resolver_rules}" \\')
        print(f"          --user-data-dir=$(mktemp -d) {web.sites[0].url}")
        print(f"Audit:  cookie-audit run {web.sites[0].url} --allow-private --ignore-certificate-errors \\")
        print(f'          --host-resolver-rules="{web.host_resolver_rules}"', flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
