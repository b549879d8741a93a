"""What a bundle holds of a consent manager's declaration, and of the second look, gathered from the web of banners."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from audits.claims.declared import declared_cookies
from crawler.evidence.bundle import open_bundle
from crawler.evidence.model import DocumentKind, SiteTarget, State
from crawler.gathering import gather
from crawler.options import GatherOptions
from tests.banners.imitations import IMITATIONS, worded
from tests.banners.server import BannerServer
from tests.banners.site import BannerSite, page

pytestmark = pytest.mark.browser

SITES = [worded("cookiebot", IMITATIONS["cookiebot"]), BannerSite(name="plain", pages={"/": page("")}, found=False)]


async def gathered(folder: Path) -> None:
    async with BannerServer(SITES).running() as server:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        options = GatherOptions(
            states=(State.BEFORE, State.REJECT), pages=0, page_time_s=2, allow_private=True, ignore_robots=True,
            host_resolver_rules=server.resolver_rules, sandbox=not root,
        )  # fmt: skip
        for site in SITES:
            await gather(SiteTarget(url=f"http://{site.name}.gather.example/"), options, folder / site.name)


def test_a_bundle_holds_the_managers_declaration_and_the_second_look(tmp_path: Path) -> None:
    asyncio.run(gathered(tmp_path))
    bundle = open_bundle(tmp_path / "cookiebot")
    declared = [item for item in bundle.evidence.documents if item.kind is DocumentKind.CMP_DECLARATION]
    assert [item.found_by.text for item in declared] == ["Cookiebot"]
    text = bundle.text(declared[0])
    assert text is not None
    assert sorted(cookie.name for cookie in declared_cookies(text, "en")) == ["_fbp", "_ga"]
    plain = open_bundle(tmp_path / "plain").evidence.visit(State.BEFORE)
    assert plain is not None and plain.banner is not None
    assert (plain.banner.found, plain.banner.seen_by_automation) == (False, False)
