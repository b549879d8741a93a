"""no-third-party-requests: everything is loaded from the site's own domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import is_statement
from audits.claims.found import Found, found
from audits.claims.negation import negated
from audits.claims.reading import Reading
from audits.translation import say

TYPE = "no-third-party-requests"
TRIGGERS = ("own_domain", "external_request")


def find(reading: Reading) -> Iterator[Found]:
    """Yield a claim where everything and the own domain meet, or requests to others are denied."""
    if not is_statement(reading) or reading.has("your_choice"):  # "your choice is only stored locally"
        return
    own = reading.near(reading.all("own_domain"), reading.all("load"), 12)
    all_of_it = [hit for hit in reading.all("everything") if not reading.just_before(hit, "negation", "not_negation")]
    if own and all_of_it and not negated(reading, own[1]):
        yield found(reading, {"of": "content"}, own)
        return
    request = reading.first("external_request")
    if request and negated(reading, request, 8):
        yield found(reading, {}, (request,))


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("Everything is loaded from the site's own domain.")
