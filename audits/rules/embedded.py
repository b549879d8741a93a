"""Embedded content waits for what the policy says it waits for.

What it checks
--------------
"Videos load only after you consent (or click)" against requests to video, map, audio and social hosts before any
answer.

Why it matters
--------------
An embedded player reports the visit to its maker as soon as it loads.

How it decides
--------------
For a statement with such a condition: failed when, before any answer, a document was loaded into a frame from a host of
the vendor named (or, with none named, from a host of that kind), with a cookie where it is cookies that the statement
denies; passed when none was. Can't tell when the words only
say what happens on a click, and not that nothing is loaded before, or name a company ("Google") of whose services
another was loaded. For a statement that embedded content may set cookies: passed when such hosts were seen, can't tell
when none was.

Known problems
--------------
Only the pages visited are seen, and nothing on them is clicked but the banner.
"""

from __future__ import annotations

from audits.claims.negation import denial, negations
from audits.inventory.hosts import Asked, fact_of, requests_of
from audits.knowledge import HostFact
from audits.knowledge.vendors import is_surely
from audits.model import Case, Claim, HostUse, Need, Party, Rule, Severity, Verdict
from audits.rules.grounds import needs
from audits.rules.grounds.reading import is_vendors, listed, site_of, speaks_of_this_site
from audits.rules.grounds.references import EPRIVACY_5_3, OWN_WORDS
from audits.rules.grounds.sentences import reading_of
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, host_refs, passed
from crawler.evidence.model import State

RULE = Rule(
    id="embedded",
    title="Embedded content does not wait",
    severity=Severity.MEDIUM,
    claim_types=("embedded",),
    needs=(Need.BEFORE,),
    messages={
        "failed": "The policy says “{quote}”, but {names} {were} loaded before any choice was made.",
        "passed": "Before any choice was made, no such content was loaded.",
        "seen": "Embedded content of others was seen ({names}), as the policy says.",
        "not-seen": "No such content was seen on the pages visited.",
        "hedged": "{names} {were} loaded before any choice was made; whether the words rule that out isn't certain.",
        "other-site": "The statement stands in a document that speaks of another site.",
        "incomplete": "No such content was seen, but the visit was not complete.",
    },
    remedy="Load embedded content only after consent or a click, for example behind a placeholder.",
    references=(OWN_WORDS, EPRIVACY_5_3),
)

_KINDS = frozenset({"video", "audio", "maps", "social"})

_NEAR = 6
"""Words between "only" and the click that it limits to."""


def evaluate(case: Case, claim: Claim) -> Verdict:
    """Judge one statement on embedded content."""
    if not speaks_of_this_site(case, claim):
        return cant_tell("other-site")
    if not claim.params.get("blocked_until"):
        uses = [use for use in case.hosts if _is_meant(use, listed(claim, "vendor"))]
        names = [use.name for use in uses]
        return passed("seen", evidence=host_refs(uses), names=names) if uses else cant_tell("not-seen")
    early = _framed(case, listed(claim, "vendor"))
    if _is_of_cookies(case, claim):
        early = [(asked, sure) for asked, sure in early if asked.request.cookies_set or asked.request.cookies_sent]
    sure = [asked for asked, is_sure in early if is_sure]
    if sure and not claim.hedged and _rules_out(case, claim):
        return failed(evidence=asked_refs(sure), names=[each.request.host for each in sure])
    if early:
        asked = [each for each, _ in early]
        return cant_tell("hedged", evidence=asked_refs(asked), names=[each.request.host for each in asked])
    if not needs.complete(case, State.BEFORE):
        return cant_tell("incomplete")
    return passed(evidence=[case.visit_pointers[State.BEFORE]])


def _is_meant(use: HostUse, vendors: tuple[str, ...]) -> bool:
    if vendors:
        return any(is_vendors(use.vendor, vendor) for vendor in vendors)
    return use.category in _KINDS


def _rules_out(case: Case, claim: Claim) -> bool:
    """Tell whether the words say that nothing is loaded before, not just what happens on a click or after consent.

    "When you play a video, data is sent to X" promises nothing of what happens before.
    """
    reading = reading_of(case, claim)
    if claim.params["blocked_until"] != "click" or reading is None or negations(reading):
        return claim.params["blocked_until"] in ("consent", "click")
    limits = reading.near(reading.all("only_if", "until"), reading.all("click_action"), _NEAR)
    return limits is not None


def _is_of_cookies(case: Case, claim: Claim) -> bool:
    """Tell whether the words deny that cookies are set before, not that anything is loaded (YouTube's other player)."""
    reading = reading_of(case, claim)
    if reading is None:
        return False
    loads = reading.all("load", "embed")
    cookies = [hit for hit in reading.all("cookie") if denial(reading, hit) is not None]
    return bool(cookies) and not any(denial(reading, hit) is not None for hit in loads)


def _framed(case: Case, vendors: tuple[str, ...]) -> list[tuple[Asked, bool]]:
    """Return the requests before consent that loaded a document that is meant into a frame, and if that is sure."""
    found = []
    for asked in requests_of(case.evidence):
        if asked.state is State.BEFORE and asked.request.resource_type in ("document", "iframe", "subdocument"):
            fact = fact_of(asked) if site_of(case).party_of(asked.request.host) is Party.THIRD else None
            sure = _is_content_of(fact, vendors) if fact else None
            if sure is not None:
                found.append((asked, sure))
    return found


def _is_content_of(fact: HostFact, vendors: tuple[str, ...]) -> bool | None:
    """Tell whether a frame is the content that is meant; False: it may be; None: it is not.

    A company of many services named alone is meant with the service that carries its name: of Google's, its maps and
    not YouTube; what shows nothing (a check for robots, a tag manager) is no content.
    """
    if not vendors:
        return True if fact.category in _KINDS else None
    named = [vendor for vendor in vendors if is_vendors(fact.vendor, vendor)]
    if not named or not fact.vendor:
        return None
    whole = [vendor for vendor in named if not is_surely(vendor, fact.vendor)]
    if len(whole) < len(named):
        return True
    carries = any(fact.vendor.startswith(vendor) for vendor in whole)
    return carries if fact.category in _KINDS else None
