"""What a bundle holds of a manager's declaration, the second look and the control visit, from the web of banners."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from audits.claims.declared import declared_cookies
from crawler.evidence.bundle import open_bundle
from crawler.evidence.model import AnswerResult, DocumentKind, SiteTarget, State
from crawler.gathering import gather
from crawler.options import GatherOptions
from tests.banners.imitations import IMITATIONS, worded
from tests.banners.recorded import recorded
from tests.banners.server import BannerServer
from tests.banners.site import BannerSite, page

pytestmark = pytest.mark.browser

SITES = [
    worded("cookiebot", IMITATIONS["cookiebot"]),
    BannerSite(name="plain", pages={"/": page("")}, found=False),
    *(site for site in recorded() if site.name in ("recorded-session-fetch", "shown-once")),
]


async def gathered(folder: Path) -> None:
    async with BannerServer(SITES).running() as server:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        options = GatherOptions(
            states=(State.BEFORE, State.REJECT), pages=0, page_time_s=2, allow_private=True, ignore_robots=True,
            host_resolver_rules=server.resolver_rules, sandbox=not root,
        )  # fmt: skip
        for site in SITES:
            await gather(SiteTarget(url=f"http://{site.name}.gather.example/"), options, folder / site.name)


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the bundles, gathered once."""
    folder = tmp_path_factory.mktemp("bundles")
    asyncio.run(gathered(folder))
    return folder


def test_a_bundle_holds_the_managers_declaration_and_the_second_look(bundles: Path) -> None:
    bundle = open_bundle(bundles / "cookiebot")
    declared = [item for item in bundle.evidence.documents if item.kind is DocumentKind.CMP_DECLARATION]
    assert [item.found_by.text for item in declared] == ["Cookiebot"]
    text = bundle.text(declared[0])
    assert text is not None
    assert sorted(cookie.name for cookie in declared_cookies(text, "en")) == ["_fbp", "_ga"]
    plain = open_bundle(bundles / "plain").evidence.visit(State.BEFORE)
    assert plain is not None and plain.banner is not None
    assert (plain.banner.found, plain.banner.seen_by_automation) == (False, False)


@pytest.mark.parametrize(
    ("site", "result", "asked"),
    [("recorded-session-fetch", AnswerResult.VERIFIED, True), ("shown-once", AnswerResult.FAILED, False)],
)
def test_an_answer_that_the_server_keeps_is_held_against_a_visit_without_one(
    bundles: Path, site: str, result: AnswerResult, asked: bool
) -> None:
    visit = open_bundle(bundles / site).evidence.visit(State.REJECT)
    assert visit is not None and visit.answer is not None
    assert visit.answer.result is result, visit.answer.reason
    assert [proof.holds for proof in visit.answer.proofs if proof.kind == "asked-again-unanswered"] == [asked]
