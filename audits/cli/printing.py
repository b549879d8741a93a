"""`--format pdf`: report.html printed by Chromium itself, tagged for screen readers.

Not one of `audits.reports`: those are pure, and this starts a browser. It opens our own page, which its
Content-Security-Policy keeps from running or fetching anything.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from audits.cli.exit_codes import ExitCode, Stop

NAME = "pdf"
FILE_NAME = "report.pdf"
_START_MS = 60_000
_FOOTER = (
    '<div style="font-size:8px;width:100%;text-align:center;color:#57606a">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
)


def print_page(page_html: bytes) -> bytes:
    """Return an HTML page as PDF, A4. Raises Stop when there is no Chromium to print with."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415  # slow to import

    from crawler.browser.executable import find_browser  # noqa: PLC0415

    executable = find_browser()
    if executable is None:
        raise Stop("--format pdf needs Chromium; `cookie-audit install-browser` gets it", ExitCode.USAGE)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox can't start there
    with tempfile.TemporaryDirectory(prefix="cookie-audit-print-") as folder, sync_playwright() as playwright:
        path = Path(folder) / "report.html"
        path.write_bytes(page_html)
        try:
            browser = playwright.chromium.launch(
                executable_path=executable, chromium_sandbox=not as_root, timeout=_START_MS
            )
            page = browser.new_page(java_script_enabled=True, color_scheme="light")
            page.goto(path.as_uri())
            printed = page.pdf(
                prefer_css_page_size=True,  # the inventory is printed across
                tagged=True,
                outline=True,
                print_background=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=_FOOTER,
            )
            browser.close()
        except Error as error:
            raise Stop(
                f"--format pdf: {executable}: {error.message.splitlines()[0][:200]}", ExitCode.INTERNAL
            ) from None
        return printed
