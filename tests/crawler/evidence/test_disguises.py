"""A host that leads to another's domain is told with the names it leads to; one not looked up proves nothing."""

from __future__ import annotations

from crawler.evidence.disguises import foreign_names
from crawler.evidence.model import (
    Environment,
    GatherError,
    HostAlias,
    Phase,
    Request,
    SiteEvidence,
    SiteTarget,
    State,
    Visit,
)

MET = ("www.shop.example", "metrics.shop.example", "static.shop.example", "silent.shop.example", "never-asked.example")
ALIASES = (
    HostAlias(host="metrics.shop.example", chain=("shop.example.net", "edge.vendor.com", "a.cloud.net")),
    HostAlias(host="silent.shop.example", error=GatherError(stage="dns", code="timeout", message="no answer")),
    HostAlias(host="static.shop.example", chain=("origin.shop.example",)),
    HostAlias(host="www.shop.example"),
)


def request(host: str) -> Request:
    return Request(
        url=f"https://{host}/",
        host=host,
        method="GET",
        resource_type="script",
        page=0,
        phase=Phase.LOOK,
        page_time_ms=0,
        at="2026-01-01T00:00:00.000Z",
        frame_url=None,
        initiator=None,
        redirected_from=None,
        status=200,
    )


def evidence() -> SiteEvidence:
    at = "2026-01-01T00:00:00.000Z"
    visit = Visit(
        state=State.BEFORE,
        started_at=at,
        wall_time_ms=1,
        page_time_mode="virtual",
        requests=tuple(request(host) for host in MET),
    )
    return SiteEvidence(
        schema_version="1",
        site=SiteTarget(url="https://www.shop.example/"),
        started_at=at,
        finished_at=at,
        environment=Environment(tool_version="0", browser=""),
        visits=(visit,),
        aliases=ALIASES,
    )


def test_names_of_other_domains_are_told_in_the_chain_s_order() -> None:
    assert foreign_names(evidence()) == {
        "metrics.shop.example": ("shop.example.net", "edge.vendor.com", "a.cloud.net"),
    }
