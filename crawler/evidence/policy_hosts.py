"""Services that host the policies of other sites: a policy there is the site's own that links to it."""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.evidence.hosts import registrable_domain

HOSTED_POLICIES = {
    "freeprivacypolicy.com": ("/live/",),
    "getterms.io": ("/view/",),
    "iubenda.com": ("/privacy-policy/",),
    "privacypolicies.com": ("/live/",),
    "termly.io": ("/policy-viewer/", "/document/"),
    "termsfeed.com": ("/live/",),
    "websitepolicies.com": ("/policies/view/",),
}
"""Domain → where on it the policies of customers stand; what stands elsewhere is the service's own."""


def is_hosted_policy(url: str) -> bool:
    """Tell whether an address is one at which such a service shows a customer's policy."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    places = HOSTED_POLICIES.get(registrable_domain(parts.hostname or ""), ())
    return any(parts.path.startswith(place) and len(parts.path) > len(place) for place in places)
