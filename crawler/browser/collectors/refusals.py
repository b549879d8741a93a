"""Which `document.cookie` writes a browser refuses, told from the string alone (pure).

The browser gives no reason for these, and measuring scripts write cookies that they know will be refused: to find
the widest domain they may use, they try each suffix of the host in turn.
"""

from __future__ import annotations

from crawler.browser.collectors.cookie_syntax import WrittenCookie
from crawler.evidence.hosts import is_public_suffix, is_within, registrable_domain

_PAIR_BOUND = 4096
"""Most bytes of a name and value together (RFC 6265bis §5.6)."""


def refusal(cookie: WrittenCookie, raw: str, *, host: str, secure: bool, top_host: str) -> str | None:
    """Return Chromium's word (`Network.SetCookieBlockedReason`) for refusing a script's cookie; None: taken.

    `HttpOnly` and `InvalidPartitioned` are ours: Chromium has no words for a script that asks for what only headers
    may have, and for a partitioned cookie that is not secure. `host` and `secure` are of the frame that writes,
    `top_host` is the page's.
    """
    attributes = {name.strip().lower(): value.strip() for name, _, value in map(_parted, raw.split(";")[1:])}
    if reason := _malformed(cookie):
        return reason
    if cookie.domain and not _may_set(cookie.domain.lstrip("."), host):
        return "InvalidDomain"
    if "secure" in attributes and not secure:
        return "SecureOnly"
    if "httponly" in attributes:
        return "HttpOnly"
    if not _prefix_holds(cookie, attributes):
        return "InvalidPrefix"
    if "partitioned" in attributes and "secure" not in attributes:
        return "InvalidPartitioned"
    return _same_site(attributes, foreign=registrable_domain(host) != registrable_domain(top_host))


def _parted(attribute: str) -> tuple[str, str, str]:
    return attribute.partition("=")


def _malformed(cookie: WrittenCookie) -> str | None:
    if not cookie.name and not cookie.value:
        return "NoCookieContent"
    if any((ord(char) < 32 and char != "\t") or ord(char) == 127 for char in cookie.name + cookie.value):
        return "DisallowedCharacter"
    if len((cookie.name + cookie.value).encode("utf-8", "surrogatepass")) > _PAIR_BOUND:
        return "NameValuePairExceedsMaxSize"
    return None


def _prefix_holds(cookie: WrittenCookie, attributes: dict[str, str]) -> bool:
    """Tell whether a cookie is what its name's prefix promises (RFC 6265bis §4.1.3)."""
    name = (cookie.name or cookie.value).lower()  # a nameless cookie must not smuggle a prefix in by its value
    if name.startswith(("__http-", "__hosthttp-", "__host-http-")):
        return False  # only headers may set these
    if name.startswith("__host-"):
        return "secure" in attributes and attributes.get("path") == "/" and not cookie.domain and bool(cookie.name)
    return not name.startswith("__secure-") or ("secure" in attributes and bool(cookie.name))


def _same_site(attributes: dict[str, str], *, foreign: bool) -> str | None:
    same_site = attributes.get("samesite", "").lower()
    if same_site == "none":
        return None if "secure" in attributes else "SameSiteNoneInsecure"
    if not foreign:
        return None
    return {"strict": "SameSiteStrict", "lax": "SameSiteLax"}.get(same_site, "SameSiteUnspecifiedTreatedAsLax")


def _may_set(domain: str, host: str) -> bool:
    return domain == host or (not is_public_suffix(domain) and is_within(host, domain))
