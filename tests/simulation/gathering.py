"""What stands in for gathering: it takes its time, and gives a sealed bundle of the site it was asked for."""

from __future__ import annotations

import asyncio
import json
import math
import random
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from crawler.evidence.bundle import Bundle, BundleWriter, open_bundle
from crawler.evidence.model import SiteTarget
from crawler.options import GatherOptions
from crawler.supervision import Progress, WorkerPool

PATTERNS = ("bad", "contradicting", "good", "sly", "wall")
"""Golden bundles that the simulated sites are like, by turns."""
MEDIAN_S, SPREAD, LONGEST_S = 12.0, 0.7, 180.0
"""Sites take 12 s in the middle, one in six more than twice that, and none more than the hard limit."""


def duration_s(url: str) -> float:
    """Return how long gathering a site takes, in seconds: always the same for the same site."""
    chance = random.Random(url)
    return min(LONGEST_S, MEDIAN_S * math.exp(chance.gauss(0, SPREAD)))


@dataclass(slots=True)
class Stub:
    """Makes pools whose gathering is a pause."""

    scale: float
    """How many times faster than life."""
    log: Path
    """Gets a line of JSON for each gathering: site, begun, ended (seconds since 1970), wanted (seconds)."""

    def pool(self, options: GatherOptions) -> WorkerPool:
        """Return a pool for one set of options."""
        return _StubPool(options, self)


class _StubPool(WorkerPool):
    """Gathers nothing, and keeps everything else of a pool's promises."""

    def __init__(self, options: GatherOptions, stub: Stub) -> None:
        super().__init__(options)
        self._stub = stub

    async def gather(self, site: SiteTarget, destination: Path, progress: Progress | None = None) -> Path:
        begun, wanted = time.time(), duration_s(site.url) / self._stub.scale
        await asyncio.sleep(wanted)
        await asyncio.to_thread(_seal, site, destination)
        line = {"site": site.url, "begun": begun, "ended": time.time(), "wanted": wanted}
        with self._stub.log.open("a") as file:
            file.write(json.dumps(line) + "\n")
        return destination


def _seal(site: SiteTarget, destination: Path) -> None:
    """Write a bundle of the site: a golden one under the site's name and today's time."""
    pattern = _pattern(PATTERNS[sum(site.url.encode()) % len(PATTERNS)])
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with BundleWriter(destination) as writer:
        for path in sorted(pattern.path.rglob("*")):
            name = path.relative_to(pattern.path).as_posix()
            if path.is_file() and name not in ("evidence.json", "manifest.json"):
                writer.add(name, path.read_bytes())
        writer.seal(replace(pattern.evidence, site=site, started_at=now, finished_at=now))


@cache
def _pattern(name: str) -> Bundle:
    return open_bundle(Path(__file__).parents[1] / "bundles" / name / "bundle")
