"""Claim types that no rule tests, and why observing a site can't settle them."""

from __future__ import annotations

REASONS = {
    "no-sale": "Whether data is sold can't be seen from outside; requests to third parties show only that data leaves.",
    "anonymous": "Whether data can be traced back to a person depends on what the receiver holds, which can't be seen.",
    "stored-data": "What a stored value stands for is known only to those who wrote it.",
    "opt-out": "The opt-out lies with somebody else and was not exercised.",
    "browser-control": "This describes the visitor's browser, not the site.",
    "degraded": "Whether functions break without cookies was not tried.",
    "cookie-list": "This points to a list; what the list says is tested row by row where it could be read.",
    "updated": "A date of the text: shown with the document, and weighed once for the site by policy-outdated.",
    "scope": "This says which sites the text covers; it promises nothing that could be kept or broken.",
}
"""Reason by claim type. A contract test holds this and the rules' `claim_types` to cover the whole taxonomy."""

FALLBACK = "No rule tests statements of this kind."


def reason_for(claim_type: str) -> str:
    """Return why no rule tests claims of this type."""
    return REASONS.get(claim_type, FALLBACK)
