"""Consent banners and other short dialogs that stand in a policy's page and are no part of the policy.

The same banner stands in every page of a site, so its words would be counted once a document; what a banner says is
observed in the browser.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_BANNER_NAME = re.compile(
    r"(?:^|[\s_-])(?:cookie|consent|gdpr|cc|cmp|kakor|samtycke|toestemming)[-_]{0,2}"
    r"(?:banner|bar|notice|notification|popup|pop-up|modal|dialog|overlay|wall|box|prompt|message|root|window|layer)(?![a-z])",
    re.IGNORECASE,
)
_CONTAINERS = frozenset(("div", "section", "aside", "dialog", "form"))
_LONGEST = 400
"""Characters of a banner's first layer; settings panels, which make statements about each category, are longer."""
_MOST = 0.4
"""Share of the page's text from which a dialog is what the page is for: a policy shown in a window of its page."""


def is_overlay(node: LexborNode, tag: str, attributes: dict[str, str | None], whole: int) -> bool:
    """Tell whether an element is a dialog over the page, a consent banner above all, and not the policy itself.

    `whole` is how many characters of text the page has.
    """
    if tag not in _CONTAINERS:
        return False
    if tag != "dialog" and (attributes.get("role") or "").lower() not in ("dialog", "alertdialog"):
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        if not _BANNER_NAME.search(names[:500]):
            return False
    text = len(" ".join(node.text(deep=True).split()))
    return text < min(_LONGEST, _MOST * whole)
