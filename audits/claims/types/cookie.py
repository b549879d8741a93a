"""cookie: one named cookie or storage key. Found by `audits.claims.declared`; here is only what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.found import Found
from audits.claims.reading import Reading
from audits.claims.wording import kept

TYPE = "cookie"
TRIGGERS = ()


def find(reading: Reading) -> Iterator[Found]:
    """Yield nothing: declared cookies are read from tables and lists, not from single sentences."""
    yield from ()


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    parts = [f"kept {kept(str(params['lifetime']))}"] if params.get("lifetime") else []
    parts += [f"category {params['category']}"] if params.get("category") else []
    parts += [f"set by {params['provider']}"] if params.get("provider") else []
    return f"The cookie {params.get('name')} is declared" + (f" ({', '.join(parts)})." if parts else ".")
