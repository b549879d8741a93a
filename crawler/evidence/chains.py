"""How a script came onto a page: from the page over tag managers to the vendor (pure)."""

from __future__ import annotations

from crawler.evidence.model import Visit

_LENGTH_BOUND = 20


def loading_chain(visit: Visit, url: str) -> tuple[str, ...]:
    """Return who loaded the script (or document) at `url`: the page first, `url` last; empty when nobody asked for it.

    Of several requests for it the first counts. A redirect counts as asked for by whoever asked for its beginning.
    """
    initiators: dict[str, str | None] = {}
    for request in visit.requests:
        began = request
        for _ in range(_LENGTH_BOUND):
            if began.redirected_from is None:
                break
            began = visit.requests[began.redirected_from]
        initiators.setdefault(request.url, began.initiator.url if began.initiator else None)
    chain: list[str] = []
    at: str | None = url
    while at is not None and at in initiators and at not in chain and len(chain) < _LENGTH_BOUND:
        chain.append(at)
        at = initiators[at]
    return tuple(reversed(chain))
