"""Gathering for programs: what `from crawler import gather` gives."""

from __future__ import annotations

import asyncio
from pathlib import Path

from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions
from crawler.sites_file import site_url
from crawler.supervision import Progress, gather_supervised


async def gather(
    site: str | SiteTarget,
    destination: Path | str,
    options: GatherOptions | None = None,
    *,
    progress: Progress | None = None,
) -> Path:
    """Gather everything on a site into a new sealed bundle and return its path.

    `site`: an address, or a `SiteTarget` with its policies, locale and states; `destination`: the bundle's folder,
    which must not exist; `options`: None for the defaults; `progress`: told each step in a few words.

    There is always a bundle: what could not be gathered is an error in its place (`SiteEvidence.errors`). The browser
    runs in a process of its own that ends with this call, at the latest some 20 s after `options.timeout_s`. Raises
    SiteInvalid for an address that is none, FileExistsError when `destination` exists. For many sites
    `crawler.WorkerPool` keeps browsers warm between them.
    """
    target = SiteTarget(url=site_url(site)) if isinstance(site, str) else site
    path = Path(destination)
    if await asyncio.to_thread(path.exists):
        raise FileExistsError(f"{path}: a bundle goes into a new folder")
    return await gather_supervised(target, options or GatherOptions(), path, progress)
