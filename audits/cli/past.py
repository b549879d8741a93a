"""Finding things in an output folder's history."""

from __future__ import annotations

from pathlib import Path

from audits.cli.exit_codes import ExitCode, Stop
from audits.history import History, open_history
from audits.history.store import FILE_NAME
from crawler.sites_file import SiteInvalid, site_url


def opened(output: Path) -> History:
    """Return the history of an output folder. Raises Stop when it has none."""
    path = output / FILE_NAME
    if not path.is_file():
        raise Stop(f"{path}: there is no history; `cookie-audit run -o {output}` makes one", ExitCode.USAGE)
    return open_history(path)


def site_in(history: History, asked: str) -> str:
    """Return the audited site that `asked` means: its address, or what only its address holds. Raises Stop."""
    sites = history.sites()
    try:
        exact = site_url(asked)
    except SiteInvalid:
        exact = asked
    if exact in sites:
        return exact
    alike = [site for site in sites if asked.casefold() in site.casefold()]
    if len(alike) == 1:
        return alike[0]
    reason = f"could be {', '.join(alike[:5])}" if alike else "was never audited here"
    raise Stop(f"{asked}: {reason}", ExitCode.USAGE)
