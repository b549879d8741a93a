"""Makes third-party text safe to look at: what can't be seen or reorders its surroundings is spelled out.

HTML escaping is the template engine's work. This is for what escaping leaves alone: control characters (terminal
escapes among them) and the Unicode marks that flip the direction of what follows.
"""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def visible(text: object, limit: int = 4000) -> str:
    """Return `text` with invisible and direction-changing characters shown as `⟨U+202E⟩`, cut at `limit`."""
    shown = _INVISIBLE.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", str(text))
    return shown if len(shown) <= limit else shown[:limit] + "…"
