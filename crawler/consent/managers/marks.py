"""Which consent manager a banner is of, from the names in its own markup and the address of its frame. Pure.

The names are those that the managers' own scripts give their elements (observed on pages that use them).
"""

from __future__ import annotations

import re

MARKS: dict[str, str] = {
    "axeptio": r"axeptio",
    "borlabs-cookie": r"BorlabsCookie|brlbs-",
    "civic": r"\bccc-(?:notify|module|content)",
    "complianz": r"\bcmplz-",
    "cookie-information": r"coi-banner|coiOverlay|policy\.app\.cookieinformation\.com",
    "cookie-script": r"cookiescript_(?:injected|accept|reject)",
    "cookiebot": r"CybotCookiebot|CookiebotDialog",
    "cookiefirst": r"cookiefirst-",
    "cookieyes": r"\bcky-(?:consent|btn|notice)",
    "didomi": r"didomi-",
    "funding-choices": r"\bfc-consent-root|fundingchoicesmessages\.google\.com",
    "hubspot": r"hs-eu-cookie|hs-banner-",
    "iubenda": r"iubenda-cs",
    "klaro": r"\bklaro\b",
    "moove-gdpr": r"moove_gdpr",
    "onetrust": r"onetrust-|\bot-sdk-",
    "osano": r"\bosano-cm",
    "piwik-pro": r"ppms_cm",
    "quantcast": r"\bqc-cmp2",
    "sourcepoint": r"sp_message_(?:container|iframe)|sp_choice_type",
    "tarteaucitron": r"tarteaucitron",
    "termly": r"termly-(?:styles|code-snippet)|t-consentPrompt",
    "trustarc": r"truste-|consent\.trustarc\.com",
    "usercentrics": r"usercentrics-|uc-(?:accept|deny)-all|data-testid=\"uc-",
    "vanilla-cookieconsent": r"\bcc-main\b|\bcm__(?:btn|body|title)",
}
"""Manager → pattern of its marks."""

MAX_MARKUP = 60_000
"""Characters of a banner's markup that are searched: the names stand on the outer elements."""


def manager_of(markup: str, frame_url: str = "") -> str | None:
    """Return the manager whose marks a banner carries; None when it carries none, or those of several."""
    text = f"{frame_url[:500]}\n{markup[:MAX_MARKUP]}"
    found = [name for name, pattern in MARKS.items() if re.search(pattern, text)]
    return found[0] if len(found) == 1 else None
