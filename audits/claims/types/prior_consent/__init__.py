"""prior-consent: nothing (or nothing of given categories) is set until the visitor consents.

`promises` finds the words that make it (by `refusals`, `requirements` and `conditions`), `waiting` which categories
wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.context import about_cookies, consent_field, is_statement, quotes_law, remembers_answer
from audits.claims.found import Found, found
from audits.claims.negation import nothing_without_consent
from audits.claims.reading import Reading, overlaps
from audits.claims.types.prior_consent.promises import in_field, promise
from audits.claims.types.prior_consent.waiting import (
    added_consent,
    exempt_categories,
    named_after,
    of_necessary,
    waiting_categories,
)
from audits.claims.wording import kinds
from audits.translation import noted, say

TYPE = "prior-consent"
TRIGGERS = (
    "consent",
    "if_consent",
    "if_reject",
    "needs_consent",
    "legal_consent",
    "only_if",
    "only_necessary",
    "off_by_default",
)
_REFUSED = ("if_reject", "only_necessary")


def find(reading: Reading) -> Iterator[Found]:
    """Yield the promise that something waits for consent."""
    field = consent_field(reading)
    needless = reading.has("no_consent_needed") and field is None
    if needless and not (nothing_without_consent(reading) or reading.has("only_necessary")):
        return
    if (
        reading.has_all("browser", "block")
        or reading.is_question
        or reading.has("hypothetical", "continue_use", "email_marketing", "implied_settings")
        or quotes_law(reading)
        or any(hit.first <= 1 for hit in reading.all("read_more"))
        or _listed_of_browser(reading)
    ):
        return
    if not (about_cookies(reading) or _service_section(reading)) or remembers_answer(reading):
        return
    hits = in_field(reading, *field) if field else promise(reading)
    if hits is None or of_necessary(reading):
        return
    added = added_consent(reading, hits[0])
    if added is not None and not named_after(reading, added):
        return
    refused = hits[0].concept in (*_REFUSED, "reject") and not overlaps(hits[0], reading.all("no_consent_needed"))
    params: dict[str, Any] = {"state": "after-reject" if refused else "before"}
    exempt = exempt_categories(reading) if field is None else []  # "Consent: necessary" exempts nothing
    if exempt:
        params["exempt"] = exempt
    named = waiting_categories(reading) if added is None else named_after(reading, added)
    blocked = [name for name in named if name not in exempt]
    if blocked:
        params["blocked"] = blocked
    elif not exempt:
        params["blocked"] = ["all"]
    if len(reading.vendors) == 1:
        params["vendor"] = reading.vendors[0].vendor
    yield found(reading, params, hits)


def _listed_of_browser(reading: Reading) -> bool:
    """Tell whether it is what the browser can do ("In your browser: – warn before a cookie is set")."""
    lead = reading.lead_in
    return lead is not None and lead.has("browser", "browser_way") and not lead.has("banner", "tool")


def _service_section(reading: Reading) -> bool:
    """Tell whether the heading above names a service, so that consent here is consent to it."""
    heading = reading.nearest_heading
    return bool(reading.vendors or (heading and heading.vendors)) and is_statement(reading)


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    refused = params.get("state") == "after-reject"
    exempt = [name for name in params.get("exempt", ()) if name != "all"]
    blocked = [name for name in params.get("blocked", ()) if name != "all"]
    if blocked:
        return say(_BLOCKED[refused], kinds=kinds(blocked, "or"))
    if exempt:
        return say(_EXEMPT[refused], kinds=kinds(exempt))
    return say(_NONE[refused])


# By whether the visitor has refused; else nothing has been answered.
_BLOCKED = {
    False: noted("No {kinds} cookies are set until the visitor consents."),
    True: noted("No {kinds} cookies are set when the visitor has refused."),
}
_EXEMPT = {
    False: noted("Nothing but {kinds} cookies is set until the visitor consents."),
    True: noted("Nothing but {kinds} cookies is set when the visitor has refused."),
}
_NONE = {
    False: noted("No cookies are set until the visitor consents."),
    True: noted("No cookies are set when the visitor has refused."),
}
