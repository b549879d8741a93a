"""Names for claims and problems that stay the same from one audit of a site to the next."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import urlsplit

from audits.model import Claim


def claim_fingerprint(claim: Claim) -> str:
    """Return what identifies a claim: its type, parameters and words; not where it stands nor in which document."""
    params = json.dumps(dict(claim.params), sort_keys=True, ensure_ascii=True, default=str)
    return _digest(claim.type, params, " ".join(claim.quote.split()))


def finding_fingerprint(site_url: str, rule: str, claim: str | None, occurrence: int) -> str:
    """Return a finding's id: site, rule and claim (None for law rules), never what decided it.

    `occurrence` counts equal claims, from 0: a policy may say the same thing twice.
    """
    again = f"-{occurrence + 1}" if occurrence else ""
    return f"{_digest(_site(site_url), rule, claim or '')}{again}"


def _site(url: str) -> str:
    """Return a site's address without what doesn't identify it: scheme, `www.`, a closing slash, query."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
