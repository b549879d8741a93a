"""Which consent manager a banner is of, from the names in its own markup and the address of its frame. Pure.

The names are those that the managers' own scripts give their elements.
"""

from __future__ import annotations

import re

from crawler.consent.managers.facts import managers

MAX_MARKUP = 60_000
"""Characters of a banner's markup that are searched: the names stand on the outer elements."""


def manager_of(markup: str, frame_url: str = "") -> str | None:
    """Return the manager whose marks a banner carries; None when it carries none, or those of several."""
    text = f"{frame_url[:500]}\n{markup[:MAX_MARKUP]}"
    found = [name for name, facts in managers().items() if re.search(facts.marks, text)]
    return found[0] if len(found) == 1 else None
