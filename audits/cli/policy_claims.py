"""The claims of one policy document, from a file or an address."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audits.claims import extract_claims
from audits.cli.gathering import gather_options
from audits.cli.settings import GatherSettings
from audits.cli.terminal import printable, warn
from crawler.documents import MAX_BYTES, read_document
from crawler.evidence.text import DocumentText
from crawler.sites_file import site_url


def claims_of(source: str, settings: GatherSettings, *, explain: bool = False) -> list[dict[str, Any]]:
    """Return the claims of a document as plain JSON values; `explain` adds which words of which language fired.

    Raises OSError or ValueError when it can't be read.
    """
    if source.startswith(("http://", "https://")) and not Path(source).exists():
        text, raw = _fetched(site_url(source), settings)
    else:
        with Path(source).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        text = read_document(raw, media_type=None, url=None, file_name=source)
    if not text.text:
        raise ValueError("no text in it" if raw else "it is empty")
    if text.truncated:
        warn(f"{source}: too long, only its first {len(text.text):,} characters were read")
    digest = hashlib.sha256(raw).hexdigest()
    return [
        {
            "type": claim.type,
            "params": dict(claim.params),
            "quote": claim.quote,
            "start": claim.start,
            "end": claim.end,
            "language": claim.language,
            "hedged": claim.hedged,
            "document": source,
            **({"fired": list(claim.fired)} if explain else {}),
        }
        for claim in extract_claims(text, digest)
    ]


def print_table(claims: Sequence[dict[str, Any]]) -> None:
    """Print the claims for people."""
    from rich.console import Console  # noqa: PLC0415  # JSON needs none of it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(header_style="bold", show_lines=True)
    table.add_column("claim")
    table.add_column("says", overflow="fold")
    table.add_column("quote", overflow="fold", ratio=2)
    if explains := any("fired" in claim for claim in claims):
        table.add_column("because of", overflow="fold", ratio=1)
    for claim in claims:
        says = ", ".join(f"{name}: {_shown(value)}" for name, value in sorted(claim["params"].items()))
        cells = [claim["type"], says, " ".join(claim["quote"].split())]
        cells += ["\n".join(claim.get("fired", ()))] if explains else []
        table.add_row(*(Text(printable(cell)) for cell in cells))
    Console().print(table)
    print(f"{len(claims)} claims")


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _fetched(url: str, settings: GatherSettings) -> tuple[DocumentText, bytes]:
    """Fetch one document politely, as the spider does."""
    from crawler.evidence.bundle import BundleWriter  # noqa: PLC0415  # files need none of it
    from crawler.spiders.policy import fetch_document  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="cookie-audit-") as folder, BundleWriter(Path(folder) / "b") as writer:
        item = asyncio.run(fetch_document(url, gather_options(settings), writer))
    if item.error is not None or item.text is None or item.raw is None:
        raise ValueError(item.error.message if item.error is not None else "no text in it")
    return item.text, item.raw
