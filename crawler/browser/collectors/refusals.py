"""Which `document.cookie` writes a browser refuses, told from the string alone (pure).

The browser gives no reason for these, and measuring scripts write cookies that they know will be refused: to find
the widest domain they may use, they try each suffix of the host in turn.
"""

from __future__ import annotations

from crawler.browser.collectors.cookie_syntax import WrittenCookie
from crawler.evidence.hosts import is_public_suffix, registrable_domain


def refusal(cookie: WrittenCookie, raw: str, *, host: str, secure: bool, top_host: str) -> str | None:
    """Return Chromium's word (`Network.SetCookieBlockedReason`) for refusing a script's cookie; None: taken.

    `HttpOnly` is ours: Chromium has no word for a script that asks for what only headers may have.
    `host` and `secure` are of the frame that writes, `top_host` is the page's.
    """
    if cookie.domain and not _may_set(cookie.domain.lstrip("."), host):
        return "InvalidDomain"
    attributes = {part.strip().lower() for part in raw.split(";")[1:]}
    if "secure" in attributes and not secure:
        return "SecureOnly"
    if "httponly" in attributes:
        return "HttpOnly"
    same_site = next((value.split("=", 1)[1].strip() for value in attributes if value.startswith("samesite=")), None)
    if same_site == "none" and "secure" not in attributes:
        return "SameSiteNoneInsecure"
    if registrable_domain(host) != registrable_domain(top_host) and same_site != "none":
        return {"strict": "SameSiteStrict", "lax": "SameSiteLax"}.get(
            same_site or "", "SameSiteUnspecifiedTreatedAsLax"
        )
    return None


def _may_set(domain: str, host: str) -> bool:
    if domain == host:
        return True
    return not is_public_suffix(domain) and host.endswith(f".{domain}")
