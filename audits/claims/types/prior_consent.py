"""prior-consent: nothing (or nothing of given categories) is set until the visitor consents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import (
    LABELS,
    NON_ESSENTIAL,
    PURPOSES,
    label_hits,
    names,
    opening_category,
    section_category,
)
from audits.claims.context import (
    about_cookies,
    consent_field,
    ends_condition,
    is_generic,
    is_statement,
    quotes_law,
    records_choice,
    remembers_answer,
)
from audits.claims.found import Found, found
from audits.claims.lexicon import section
from audits.claims.negation import (
    denial,
    lead_in_denies,
    negated,
    negations,
    never_without_consent,
    not_only,
    nothing_without_consent,
)
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.wording import kinds
from audits.translation import noted, say
from crawler.evidence.text import BlockKind

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
_REACH_OF_BEFORE = 3
"""Words from "before" to the consent: "before you have consented"."""
_HELD_WITHIN = 8
"""Words between "until" and what is blocked until then."""
_REACH_OF_REFUSAL = 4
"""Words from "if you do not" to the consent."""
_TO_THE_SITE = 2
"""Words from "use" to the site that is used."""
_TO_OTHER_GROUND = 3
"""Words from one ground for processing to another ("legitimate interests or consent")."""
_REACH_OF_DEFAULT = 8
"""Words between a kind of cookies and "off by default"."""
_CELL_WORDS = 3
"""Words that may follow the consent in a cell of its own ("consent of the visitor")."""
_OPENING = 4
"""Words from "if" to the no of its condition."""
_ACTS = ("set", "use", "load", "collect")
_AGAIN = 3
"""Words from asking for consent to "again"."""
_TO_ONLY = 3
"""Words from "by default" to "only the necessary ones"."""
_ANSWER = 6
"""Words in which the name of an answer ends in a colon or a dash."""
_REFUSED = ("if_reject", "only_necessary")
_TO_GIVING = 4
"""Words from choosing to the consent that is given."""
_CHOSEN = 1
"""Words from choosing to "only"."""


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
    ):
        return
    if not (about_cookies(reading) or _service_section(reading)) or remembers_answer(reading):
        return
    hits = _in_field(reading, *field) if field else _promise(reading)
    if hits is None:
        return
    added = _added(reading, hits[0])
    if added is not None and not _named_after(reading, added):
        return
    refused = hits[0].concept in (*_REFUSED, "reject") and not overlaps(hits[0], reading.all("no_consent_needed"))
    params: dict[str, Any] = {"state": "after-reject" if refused else "before"}
    exempt = _exempt(reading) if field is None else []  # "Consent: necessary" exempts nothing
    if exempt:
        params["exempt"] = exempt
    named = _blocked(reading) if added is None else _named_after(reading, added)
    blocked = [name for name in named if name not in exempt]
    if blocked:
        params["blocked"] = blocked
    elif not exempt:
        params["blocked"] = ["all"]
    if len(reading.vendors) == 1:
        params["vendor"] = reading.vendors[0].vendor
    yield found(reading, params, hits)


def _promise(reading: Reading) -> tuple[Hit, ...] | None:
    """Return the words that make the promise; None when none is made."""
    if _not_only_with_consent(reading):
        return None
    acts = reading.all("set", "use", "load", "collect", "embed") if reading.vendors else reading.all(*_ACTS)
    reject = reading.first("if_reject")
    if reject and any(_stays_unset(reading, reject, act) for act in acts if not _of_site(reading, act)):
        return (reject,)
    left = _left_after_refusal(reading, reject, acts)
    if left:
        return left
    needs = _requirement(reading) or _cell(reading) or _off(reading)
    if needs:
        return needs
    consent = reading.first("consent", "if_consent")
    if consent is None or reading.has("withdraw") or _left_open(reading):
        return None
    only = reading.near(reading.all("only_if"), reading.all("consent", "if_consent"), 10)
    if only and any(0 < only[0].first - hit.last <= _CHOSEN for hit in reading.all("choose")):
        return None  # "choose only the cookies that you want to allow"
    if only and (acts or _listed_use(reading)) and not _needs_none(reading, *only):
        return None if _only_if_refused(reading, *only) else only
    without = _never_without(reading, acts)
    if without:
        return without
    until = reading.near(reading.all("until"), reading.all("consent", "if_consent"), 8)
    if until and (_held(reading, until[0]) or (acts and _stays_off(reading, acts))):
        return until
    return _after_consent(reading, acts)


def _left_open(reading: Reading) -> bool:
    """Tell whether all that is said of consent is what is done if it should be needed: "if consent is required"."""
    needed = reading.all("if_needed")
    return bool(needed) and all(overlaps(hit, needed) for hit in reading.all("consent", "if_consent"))


def _in_field(reading: Reading, consent: Hit, needed: bool) -> tuple[Hit, ...] | None:
    """Return the consent that a field says is needed, under the name of other than necessary cookies."""
    if not needed:
        return None
    named = (opening_category(reading) or section_category(reading)) in NON_ESSENTIAL
    return (consent,) if named else _promise(reading)


def _listed_use(reading: Reading) -> bool:
    """Tell whether the sentence over the list says that cookies are used for what the item names."""
    lead = reading.lead_in
    return lead is not None and lead.has("cookie") and lead.has("use", "set")


def _only_if_refused(reading: Reading, only: Hit, consent: Hit) -> bool:
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


def _stays_unset(reading: Reading, reject: Hit, act: Hit) -> bool:
    """Tell whether `act` is denied for those who refuse, by another no than the refusal's own."""
    no = denial(reading, act, 8)
    impaired = reading.all("impaired") if reading.has("website") else []  # "if you refuse, the site can't be used"
    return lead_in_denies(reading) if no is None else not overlaps(no, [reject, *impaired])


def _of_site(reading: Reading, act: Hit) -> bool:
    """Tell whether it is the site that is used: "if you don't agree, please don't use our website"."""
    things = [hit for hit in reading.all("website", "this_site") if hit.first > act.last]
    return not reading.has("cookie", "similar", "tracking") and reading.near([act], things, _TO_THE_SITE) is not None


def _left_after_refusal(reading: Reading, reject: Hit | None, acts: list[Hit]) -> tuple[Hit, ...] | None:
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


def _cell(reading: Reading) -> tuple[Hit] | None:
    """Return the consent that a row on a category names as what it needs, in a cell of its own."""
    if reading.kind is not BlockKind.CELL or reading.has("no_consent_needed"):
        return None
    kinds = [hit for hit in label_hits(reading)[:1] if hit.first <= 2 and hit.concept != "cat.necessary"]
    denials = negations(reading)
    for hit in reading.all("consent") if kinds else ():
        before = reading.document[reading.start : hit.start].rpartition("\n")[2]
        alone = len(re.findall(r"\w+", before)) <= 1  # "Yes – consent first"
        behind = re.split(r"[\n(]", reading.document[hit.end : reading.end], maxsplit=1)[0].split()
        if (
            alone
            and len(behind) <= _CELL_WORDS
            and hit.first > kinds[0].last
            and not any(-3 <= no.first - hit.last <= 3 for no in denials)
        ):
            return (hit,)
    return None


def _off(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the words by which other than necessary cookies are off until they are chosen ("off by default")."""
    off = reading.first("off_by_default")
    if off is None or reading.has("browser", "browser_way"):
        return None
    left = reading.near([off], reading.all("only_necessary"), _TO_ONLY)
    if left is not None:  # "by default only the necessary ones are used"
        return left
    kinds = [hit for hit in label_hits(reading) if hit.concept != "cat.necessary"]
    pair = reading.near([off], [*reading.all("non_essential"), *kinds], _REACH_OF_DEFAULT)
    no = denial(reading, off, _REACH_OF_BEFORE)
    return pair if no is None or overlaps(no, [off, *reading.all("non_essential")]) else None


def _not_only_with_consent(reading: Reading) -> bool:
    """Tell whether "only" is denied: "not only with your consent", "not just the necessary ones"."""
    if any(not_only(reading, only) for only in reading.all("only_if", "only_necessary")):
        return True
    masks = [mask for mask in reading.all("not_negation") if not overlaps(mask, reading.all("only_if", "until"))]
    consents = reading.all("if_consent", "legal_consent")
    return any(0 < consent.first - mask.last <= 1 for mask in masks for consent in consents)


def _never_without(reading: Reading, acts: list[Hit]) -> tuple[Hit] | None:
    """Return the double denial of "we set no cookies without your consent"."""
    hit = never_without_consent(reading)
    if hit is None or reading.has("impaired"):
        return None
    twofold = any(no.first == hit.first or no.last == hit.last for no in negations(reading))
    deed = any(hit.first - 3 <= act.first <= hit.last + 6 for act in acts)
    things = any(hit.first - 6 <= thing.first <= hit.last + 6 for thing in reading.all("cookie", "tracking"))
    things = things or any(hit.first - 6 <= vendor.first <= hit.last + 6 for vendor in reading.vendors)
    return (hit,) if twofold and deed and things else None


def _before(reading: Reading, given: Hit) -> bool:
    """Tell whether it is before the consent that something is done: "cookies are set before you have consented"."""
    befores = [hit for hit in reading.all("until") if not overlaps(hit, reading.all("only_if"))]
    return any(hit.first < given.first and given.first - hit.last <= _REACH_OF_BEFORE for hit in befores)


def _asked(reading: Reading, given: Hit) -> bool:
    """Tell whether "if" is "whether": "you are asked if you accept", "choose if you accept or …"."""
    left_open = reading.has("first_visit") or any(hit.first > given.last for hit in reading.all("reject"))
    return left_open and any(0 <= given.first - hit.last <= 1 for hit in reading.all("choose"))


def _lacking(reading: Reading, given: Hit) -> bool:
    """Tell whether it is consent that is not there: "we do not share data without your consent, except …"."""
    return overlaps(given, reading.all("no_consent_needed"))


def _in_banner(reading: Reading, given: Hit) -> bool:
    """Tell whether the consent is what a banner is for: "we show a bar with consent"."""
    banners = reading.all("banner", "tool")
    return overlaps(given, banners) or any(given.first - banner.last == 1 for banner in banners)


def _needs_none(reading: Reading, only: Hit, consent: Hit) -> bool:
    """Tell whether what there only is needs no consent: "we only use necessary cookies, which need no consent"."""
    between = any(only.first < no.first <= consent.first for no in negations(reading))
    return between and _lacking(reading, consent)


def _after_consent(reading: Reading, acts: list[Hit]) -> tuple[Hit] | None:
    """Return the condition in "if you consent, we use …"."""
    given = reading.first("if_consent")
    if given and any(given.first < no.first <= given.last for no in negations(reading)):
        return None
    if is_generic(reading) or (given and _in_banner(reading, given)):
        return None
    if reading.has("banner") and reading.text.rstrip("*_ ").endswith(":"):  # "When you accept in our banner:"
        return None
    stored = [hit for hit in reading.all("your_choice") if given is None or not ends_condition(hit, given)]
    if (stored and reading.has("remember")) or reading.has("impaired"):
        return None
    if given and (_before(reading, given) or _asked(reading, given) or _lacking(reading, given)):
        return None
    if given and any(0 < given.first - hit.last <= _TO_GIVING for hit in reading.all("choose")):
        return None  # "you can choose to give us your consent to …"
    told = reading.first("generic")
    if told is not None and told.first <= 1:  # "a cookie is a small file that we store if you agree"
        return None
    if given and acts and not any(negated(reading, act, 8) for act in acts) and not reading.has("is_stored_choice"):
        return (given,)
    return None


def _requirement(reading: Reading) -> tuple[Hit] | None:
    """Return the words that make consent a requirement, or the legal basis."""
    if reading.is_heading and not label_hits(reading) and not reading.has_all("cookie", "needs_consent"):
        return None  # "Consent of the visitor"; not "Cookies that need your consent"
    needs = reading.first("needs_consent")
    if needs and not is_generic(reading) and not _needless(reading, needs) and not _asked_again(reading, needs):
        return (needs,)
    legal = reading.first("legal_consent")
    withdrawn = reading.first("withdraw")
    if legal is None or negated(reading, legal, 5) or _one_of_several(reading):
        return None
    if is_generic(reading) or _in_banner(reading, legal):
        return None
    record = records_choice(reading)
    if record is not None and overlaps(legal, [record[1]]):  # it is the consent that is stored
        return None
    return (legal,) if withdrawn is None or legal.last < withdrawn.first else None


def _asked_again(reading: Reading, needs: Hit) -> bool:
    """Tell whether it is once more that consent is asked for, after a change: nothing is said of the first time."""
    return reading.near([needs], reading.all("shown_again"), _AGAIN) is not None and not reading.has("first_visit")


def _one_of_several(reading: Reading) -> bool:
    """Tell whether consent is but one of the grounds that are named: "legitimate interests or consent"."""
    pair = reading.near(reading.all("legal_interest"), reading.all("consent"), _TO_OTHER_GROUND)
    if pair is None:
        return False
    low, high = sorted((pair[0], pair[1]), key=lambda hit: hit.first)
    joiners = section(reading.language.code, "durations").get("joiners", ())
    return any(word.text in joiners for word in reading.words[low.last + 1 : high.first]) or any(
        low.last < hit.first < high.first for hit in reading.all("either")
    )


def _needless(reading: Reading, needs: Hit) -> bool:
    """Tell whether the need of consent is denied, and not what needs it ("cookies that aren't necessary")."""
    if overlaps(needs, reading.all("if_needed")):  # "where consent is required"
        return True
    no = denial(reading, needs, 4)
    if no is None:
        return lead_in_denies(reading)
    kind = [hit for hit in reading.all("non_essential") if overlaps(no, [hit])]
    return not (kind and any(no.last < thing.first < needs.first for thing in reading.all("cookie", "these")))


def _stays_off(reading: Reading, acts: list[Hit]) -> bool:
    return any(negated(reading, act) for act in acts) or reading.has("exception")


def _held(reading: Reading, until: Hit) -> bool:
    """Tell whether something is blocked until then, by the site and not in the browser."""
    if reading.has("browser", "browser_way"):
        return False
    held = reading.near(reading.all("block"), [until], _HELD_WITHIN)
    if held is None or negated(reading, held[0], 4):
        return False
    low, high = sorted((held[0].last, until.first))
    return not any(low < no.first < high for no in reading.all("negation"))  # "not before", too


def _exempt(reading: Reading) -> list[str]:
    """Return the categories that are left out of the promise."""
    exceptions = reading.all("exception")
    exempt = []
    unless = _condition_denied(reading)
    for hit in label_hits(reading):
        name = hit.concept.removeprefix("cat.")
        after_exception = any(0 <= hit.first - e.last <= 8 for e in exceptions)
        if name == "necessary" or after_exception or hit.first in unless:
            exempt.append(name)
    if not exempt and reading.has("non_essential"):
        return ["necessary"]
    return list(dict.fromkeys(exempt))


def _condition_denied(reading: Reading) -> range:
    """Return the words of a condition that opens the sentence and is denied ("if they do not only measure …, …")."""
    opening = reading.first("clause_break")
    if opening is None or opening.first > 0 or reading.has("if_reject"):
        return range(0)
    no = next((no for no in negations(reading) if 0 < no.first <= _OPENING), None)
    needs = reading.first("needs_consent", "legal_consent", "only_if")
    return range(no.first, needs.first) if no is not None and needs is not None else range(0)


def _blocked(reading: Reading) -> list[str]:
    choices = reading.all("change_choice", "tool", "your_choice")  # "… when you allow them in Manage Preferences"
    changed = [hit.last + 1 for hit in reading.all("change")]
    labels = [hit for hit in label_hits(reading) if not overlaps(hit, choices) and hit.first not in changed]
    named = [name for name in names(labels) if name in NON_ESSENTIAL]
    if reading.has("third_party") and not named:
        named = ["third-party"]
    if not named:
        named = _purposes_after_consent(reading)
    if not named:
        section = opening_category(reading) or section_category(reading)
        named = [section] if section in NON_ESSENTIAL else []
    return named


def _added(reading: Reading, consent: Hit) -> Hit | None:
    """Return the consent that goes with the last of several things alone: "they count visits and, if you agree, …"."""
    if consent.concept not in ("legal_consent", "if_consent") or consent.first < 2:
        return None
    before, comma = reading.words[consent.first - 2], reading.words[consent.first - 1]
    if comma.text != "," or before.text not in section(reading.language.code, "durations").get("joiners", ()):
        return None
    named = names([hit for hit in reading.all(*LABELS, *PURPOSES) if hit.first < consent.first])
    return consent if any(name in NON_ESSENTIAL for name in named) else None


def _named_after(reading: Reading, consent: Hit) -> list[str]:
    """Return the categories that are named after the consent, by their names or else by what they are for."""
    named = names([hit for hit in label_hits(reading) if hit.first > consent.last])
    return [name for name in named if name in NON_ESSENTIAL] if named else _purposes_after(reading, consent)


def _purposes_after(reading: Reading, consent: Hit) -> list[str]:
    """Return what cookies serve that is told after the consent, of what needs one."""
    later = names([hit for hit in reading.all(*PURPOSES) if hit.first > consent.last])
    return [name for name in later if name in NON_ESSENTIAL]


def _purposes_after_consent(reading: Reading) -> list[str]:
    """Return what cookies serve only with consent: "they make the site work and, if you consent, measure visits"."""
    given = reading.first("if_consent")
    if given is None or not any(hit.last < given.first for hit in reading.all(*PURPOSES)):
        return []
    return _purposes_after(reading, given)


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
