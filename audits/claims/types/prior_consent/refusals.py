"""What a refusal leads to."""

from __future__ import annotations

from audits.claims.negation import denial, lead_in_denies
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps

_REACH_OF_REFUSAL = 4
"""Words from "if you do not" to the consent."""
_TO_THE_SITE = 2
"""Words from "use" to the site that is used."""
_COOKIES_AFTER = 6
"""Words after "use our" in which it may be cookies that are used."""
_ANSWER = 6
"""Words in which the name of an answer ends in a colon or a dash."""


def stays_unset(reading: Reading, reject: Hit, act: Hit) -> bool:
    """Tell whether `act` is denied for those who refuse, by another no than the refusal's own."""
    no = denial(reading, act, 8)
    impaired = reading.all("impaired") if reading.has("website") else []  # "if you refuse, the site can't be used"
    return lead_in_denies(reading) if no is None else not overlaps(no, [reject, *impaired])


def of_site(reading: Reading, act: Hit) -> bool:
    """Tell whether it is the site that is used: "if you don't agree, please don't use our website"."""
    near = range(act.last + 1, act.last + _TO_THE_SITE + 2)
    if not reading.has("cookie", "similar", "tracking"):
        return any(hit.first in near for hit in reading.all("website", "this_site"))
    after = range(act.last + 1, act.last + _COOKIES_AFTER)  # "do not use our site's analytics cookies"
    sites = any(hit.first in near for hit in reading.all("website"))
    return sites and not any(hit.first in after for hit in reading.all("cookie", "similar", "tracking"))


def left_after_refusal(reading: Reading, reject: Hit | None, acts: list[Hit]) -> tuple[Hit, ...] | None:
    """Return the words for what is still set when the visitor refuses: "if you refuse, only necessary cookies are"."""
    left = reading.first("only_necessary")
    if left is None or not acts or (reading.has("impaired") and not reject) or lead_in_denies(reading):
        return None
    answer = reading.first("reject")
    if answer and answer.first == 0 and any(word.text in ":–—" for word in reading.words[answer.last + 1 : _ANSWER]):
        return answer, left  # "Reject all – only the necessary cookies are stored"
    if reject:
        return None if reading.has("if_consent") and not overlaps(reject, reading.all("if_consent")) else (reject, left)
    until = reading.first("until")
    if until and reading.has("consent", "choice", "choose", "your_choice"):  # "until you have chosen, only … are set"
        return until, left
    lead = reading.lead_in
    options = lead is not None and not lead.is_heading and lead.has("choose", "banner", "tool", "can")
    return (left,) if options and left.first <= 1 else None


def only_if_refused(reading: Reading, only: Hit, consent: Hit) -> bool:
    """Tell whether it is a refusal that "only" goes with: "if you don't consent, we use only anonymous statistics".

    "Se non" is both "unless" and "if not": an exception counts as one only where no other "only" stands beside it.
    """
    others = reading.all("no_consent_needed")  # "only without consent" is told elsewhere
    exceptions = reading.all("exception")
    others += exceptions if overlaps(only, exceptions) else [hit for hit in exceptions if hit.first > 0]
    for hit in reading.all("if_reject"):
        near = hit.first <= consent.last and consent.first - hit.last <= _REACH_OF_REFUSAL
        if near and not overlaps(hit, others) and not reading.marks_between(hit.last, consent.first, ","):
            return True
    return False
