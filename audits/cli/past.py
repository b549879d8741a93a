"""Finding things in an output folder's history."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audits.cli.exit_codes import ExitCode, Stop
from audits.history import History, open_history
from audits.history.store import FILE_NAME
from crawler.sites_file import SiteInvalid, site_url


def opened(output: Path, database: str | None = None) -> History:
    """Return the history in `database`, else the one of the output folder. Raises Stop when there is none."""
    if database:
        return open_database(database)
    path = output / FILE_NAME
    if not path.is_file():
        raise Stop(f"{path}: there is no history; `cookie-audit run -o {output}` makes one", ExitCode.USAGE)
    return open_history(path)


def open_database(url: str) -> History:
    """Return the history in a PostgreSQL database, its tables made where they are missing. Raises Stop."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise Stop("--database: expected postgresql://user@host/name, or DATABASE_URL", ExitCode.USAGE)
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  # slow to import

    try:
        return open_history(f"postgresql+psycopg://{url.partition('://')[2]}")
    except ModuleNotFoundError:
        message = "a PostgreSQL database needs more than is installed: pip install 'cookie-audit[fleet]'"
        raise Stop(message, ExitCode.USAGE) from None
    except SQLAlchemyError as error:  # its text quotes the address, and with it the password
        raise Stop(f"the database can't be reached ({type(error).__name__})", ExitCode.NOTHING_AUDITED) from None


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


def moment(text: str | None, option: str = "--since") -> str | None:
    """Return a day or time as the history writes it: `2026-01-31`, `2026-01-31T09:30`, `30d` ago. Raises Stop."""
    if text is None:
        return None
    if days := re.fullmatch(r"(\d{1,5})d", text.strip()):
        at = datetime.now(UTC) - timedelta(days=int(days[1]))
    else:
        try:
            at = datetime.fromisoformat(text.strip())
        except ValueError:
            raise Stop(f"{option} {text}: expected a day such as 2026-01-31, or 30d", ExitCode.USAGE) from None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
