"""cookie: one named cookie or storage key. Found by `audits.claims.declared`; here is only what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.found import Found
from audits.claims.reading import Reading
from audits.claims.wording import kept, kinds
from audits.translation import say

TYPE = "cookie"
TRIGGERS = ()


def find(reading: Reading) -> Iterator[Found]:
    """Yield nothing: declared cookies are read from tables and lists, not from single sentences."""
    yield from ()


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    parts = [say("kept {time}", time=kept(str(params["lifetime"])))] if params.get("lifetime") else []
    parts += [say("category {category}", category=kinds([str(params["category"])]))] if params.get("category") else []
    parts += [say("set by {provider}", provider=params["provider"])] if params.get("provider") else []
    if parts:
        return say("The cookie {name} is declared ({details}).", name=params.get("name"), details=", ".join(parts))
    return say("The cookie {name} is declared.", name=params.get("name"))
