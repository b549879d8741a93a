"""category: cookies of a category are used, named as such or by what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import (
    LABELS,
    PURPOSES,
    category_of,
    cookie_labels,
    label_hits,
    purpose_hits,
    section_category,
)
from audits.claims.category_headings import (
    HEADING_WORDS,
    described_next,
    is_label,
    kinds_above,
    section_below,
    section_of,
)
from audits.claims.category_talk import is_other_talk, needed_to_work, told_of_kind_above
from audits.claims.context import (
    COOKIE_WORDS,
    about_cookies,
    announced,
    describes_category,
    in_cookie_paragraph,
    in_cookie_section,
    is_generic,
    is_hedged,
    is_statement,
    kind_and_time,
    names_cookies,
    records_choice,
)
from audits.claims.found import Found, found
from audits.claims.lexicon import phrases
from audits.claims.negation import clause_ends, denial, label_unused, lead_in_denies, negated, negations
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, in_brackets, overlaps
from audits.claims.wording import kinds
from audits.translation import say
from crawler.evidence.text import BlockKind

TYPE = "category"
_ROW_WORDS = 4
"""Words that a row of a table of categories has at least: less is its head."""
_BARE_KIND = 3
"""Words of an item of a list of categories that only names one ("strictly necessary")."""
_NEXT = 2
"""Words from "not" to "necessary" ("that are not strictly necessary")."""
_ITS_OBJECT = 2
"""Words from using to what is used."""
_GOES_ON = 6
"""Words from a purpose that is denied to what goes with it."""
_TO_LAST_JOINED = 18
"""Words from a denial to the "or" before the last of what it denies."""
_JOINED_WITHIN = 3
"""Words between "or" and the category that it joins."""
_CONSENT = ("consent", "if_consent", "if_reject", "needs_consent", "reject", "accept")
TRIGGERS = (
    *PURPOSES,
    *LABELS,
    "these",
    "weak.functional",
    "analytics_tool",
    "social_plugin",
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield each category of cookies that the sentence says is used."""
    if reading.is_question or is_label(reading) or kind_and_time(reading):
        return
    if lead_in_denies(reading) or label_unused(reading):
        return
    yield from _only_in_heading(reading)
    if reading.is_heading:
        return
    if not (is_statement(reading) or describes_category(reading)):
        return
    if (is_other_talk(reading) and not _of_some_of_them(reading)) or _is_answer(reading) or _without_cookies(reading):
        return
    hits = _plugins(reading) or _of_heading(reading, _of_label(reading, _categories(reading)))
    hits = _of_lead_in(reading, hits)
    lead = reading.lead_in  # "we use cookies to: …"
    told = lead is not None and (lead.text.rstrip("*_ ").endswith(":") or lead.has("use", "set", "help", "cookie"))
    if records_choice(reading) and not told and section_category(reading) != "functional":
        hits = [hit for hit in hits if category_of(hit) != "functional" or _is_label(reading, hit)]
        hits = [hit for hit in hits if not (_is_kind(hit) and _after_one_cookie(reading, hit))]
    hits = [hit for hit in _as_described(reading, hits) if not _only_announced(reading, hit)]
    for name in dict.fromkeys(category_of(hit) for hit in hits):
        own = [hit for hit in hits if category_of(hit) == name]
        if not (_denied(reading, own) or (name == "necessary" and _not_needed(reading))):
            yield found(reading, {"category": name}, own, is_hedged(reading))


def _only_announced(reading: Reading, hit: Hit) -> bool:
    """Tell whether a purpose is only what the policy explains: "this page explains how our site uses cookies"."""
    if not hit.concept.startswith("purpose."):
        return False
    if _how_we_use(reading, hit):
        return True
    if not announced(reading, hit):
        return False
    opening = reading.all("announces")[0]
    named = [word for word in reading.all("cookie") if not overlaps(word, reading.all("policy"))]
    return all(word.first > opening.first for word in named)  # not "cookies gather information on how …"


def _how_we_use(reading: Reading, hit: Hit) -> bool:
    """Tell whether it is our use of cookies that is understood ("learn how we use cookies"), not the visitors'."""
    ours = [site for site in reading.all("this_site") if 0 <= site.first - hit.last <= _NEXT]
    using = reading.near(ours, [use for use in reading.all("use") if use.last >= hit.last], 1)
    return using is not None and reading.near([using[1]], reading.all("cookie"), _NEXT) is not None


def _is_kind(hit: Hit) -> bool:
    return hit.concept.startswith("cat.")


def _after_one_cookie(reading: Reading, hit: Hit) -> bool:
    """Tell whether it is one cookie that keeps an answer on cookies of the kind ("this cookie stores whether …")."""
    return any(one.last < hit.first for one in reading.all("one_cookie"))


def _is_label(reading: Reading, hit: Hit) -> bool:
    """Tell whether the sentence opens with `hit` as the name of the cookies it describes ("Functional cookies: …")."""
    return _is_kind(hit) and hit.first <= 1 and hit in cookie_labels(reading)


def _is_answer(reading: Reading) -> bool:
    """Tell whether the item is one of the answers that a banner offers ("Accept only necessary cookies")."""
    lead, answer = reading.lead_in, reading.first("accept", "reject")
    answer = answer or next((hit for hit in reading.all("only_necessary") if hit.first <= 1), None)
    if lead is None or lead.is_heading or answer is None or answer.first > 1:
        return False
    return lead.has("banner", "tool") or lead.has_all("choose", "visitor")


def _without_cookies(reading: Reading) -> bool:
    """Tell whether all that is said of cookies is that something has none ("our statistics are cookie-free")."""
    cookies, without = reading.all("cookie"), reading.all("cookieless")
    return bool(without) and all(overlaps(cookie, without) for cookie in cookies) and not reading.vendors


def _never_gathered(reading: Reading, hit: Hit) -> bool:
    """Tell whether `hit` is what data that is not collected could be used for."""
    for deed in reading.all("collect", "store"):
        things = [thing for thing in reading.all("data", "personal_data") if deed.last < thing.first < hit.first]
        may = [word for word in reading.all("can", "hedge") if things and things[0].last < word.first < hit.first]
        if may and denial(reading, deed, 4) and not clause_ends(reading, things[0].last, hit.first):
            return True
    return False


def _plugins(reading: Reading) -> list[Hit]:
    """Return the social plugins that the site is said to hold."""
    if not reading.has_all("social_plugin", "embed") or not (reading.has("this_site") or reading.names_site):
        return []
    return [hit._replace(concept="cat.social") for hit in reading.all("social_plugin")]


def _denied(reading: Reading, hits: list[Hit]) -> bool:
    """Tell whether all that is said of a category is denied, or part of it with the cookies themselves."""
    if reading.has("embed") and all(hit.concept.startswith("purpose.") and in_brackets(reading, hit) for hit in hits):
        return True  # "embedded services (X for booking) may set cookies"
    if any(some.first < hits[0].first for some in reading.all("none_of")):
        return True
    denied = [hit for hit in hits if negated(reading, hit, 7) or _never_gathered(reading, hit)]
    denied += [hit for hit in hits if hit not in denied and _joined_to_denied(reading, hit)]
    denied += [hit for hit in hits if hit not in denied and _of_denied_cookies(reading, hit)]
    denied += [hit for hit in hits if hit not in denied and _goes_on_from_denied(reading, hit)]
    return len(denied) == len(hits) or any(denied and negated(reading, hit, 3) for hit in reading.all("cookie"))


def _of_denied_cookies(reading: Reading, hit: Hit) -> bool:
    """Tell whether `hit` is what cookies could be for that are not used ("no third-party cookies for … or ads")."""
    cookies = [cookie for cookie in reading.all("cookie", "third_party_cookie") if cookie.last < hit.first]
    return any(negated(reading, each, 7) and not clause_ends(reading, each.last, hit.first) for each in cookies)


def _goes_on_from_denied(reading: Reading, hit: Hit) -> bool:
    """Tell whether `hit` goes with what is denied just before it ("can't follow your visits on other sites")."""
    before = [other for other in reading.all(*PURPOSES) if other.last < hit.first <= other.last + _GOES_ON]
    return any(
        denial(reading, other, 7)
        and not clause_ends(reading, other.last, hit.first)
        and not reading.marks_between(other.last, hit.first, ",")
        and not any(other.last < verb.first < hit.first for verb in reading.all("use", "set", "help"))
        for other in before
    )


def _not_needed(reading: Reading) -> bool:
    """Tell whether cookies are said not to be necessary ("it is not necessary to allow them"), whatever that masks."""
    if reading.has("works_anyway"):  # "you need not allow them for the site to work"
        return True
    noes = reading.all("negation")
    named = reading.all("cat.necessary")
    return bool(named) and all(any(0 < hit.first - no.last <= _NEXT for no in noes) for hit in named)


def _joined_to_denied(reading: Reading, hit: Hit) -> bool:
    """Tell whether "or" joins a category to what is denied: "no marketing cookies, or those for statistics"."""
    joined = [each for each in reading.all("either") if 0 < hit.first - each.last <= _JOINED_WITHIN]
    return any(negated(reading, each, 7) for each in joined) or _of_denied_uses(reading, hit)


def _of_denied_uses(reading: Reading, hit: Hit) -> bool:
    """Tell whether it is one of several uses that are denied: "not used to identify you, profile you, or follow …"."""
    for each in reading.all("either"):
        no = denial(reading, each, _TO_LAST_JOINED) if hit.first - each.last <= _JOINED_WITHIN else None
        if no is None or no.last > hit.first:
            continue
        verbs = [verb for verb in reading.all("use", "set") if 0 <= verb.first - no.last <= _NEXT]
        others = [verb for verb in reading.all("use", "set") if verbs and verbs[0].last < verb.first < hit.first]
        if verbs and not others and not clause_ends(reading, no.last, max(hit.first, each.first)):
            return True
    return False


def _only_in_heading(reading: Reading) -> Iterator[Found]:
    """Yield the categories of a heading over several that its section says nothing of ("Functional & essential")."""
    named = label_hits(reading)
    after = reading.following
    several = len({category_of(hit) for hit in named}) > 1 and len(reading.words) <= HEADING_WORDS
    if not several or after is None or after.nearest_heading is not reading or negations(reading):
        return
    if not reading.has("cookie") or reading.has("this_site"):
        return
    told = list(section_below(reading))
    for name in dict.fromkeys(category_of(hit) for hit in named):
        own = [hit for hit in named if category_of(hit) == name]
        if not any(below.has(f"cat.{name}", f"purpose.{name}") for below in told):
            yield found(reading, {"category": name}, own)


def _of_heading(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """Keep the hits of the category that the heading above names; that category itself where none is said."""
    kinds = kinds_above(reading)
    if kinds is None or reading.has("no_consent_needed", "needs_consent"):
        return hits
    named = {category_of(kind) for kind in kinds}
    kept = [hit for hit in hits if category_of(hit) in named]
    kept = kept or [hit for hit in hits if not hit.concept.startswith("weak.")]
    kept = kept or [hit for hit in reading.all(*LABELS, *PURPOSES) if category_of(hit) in named]
    return kept or ([] if described_next(reading, kinds) else kinds[:1])


def _of_lead_in(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """Keep the category that the sentence over a list says its items are uses of: "Essential cookies are used to:"."""
    lead = reading.lead_in
    if lead is None or lead.is_heading or not hits or not lead.text.rstrip("*_ ").endswith(":"):
        return hits
    named = {category_of(kind) for kind in cookie_labels(lead)}
    if len(named) != 1 or cookie_labels(reading) or not names_cookies(lead) or lead.has("consent", *_CONSENT):
        return hits
    kept = [hit for hit in hits if category_of(hit) in named]
    return kept or [hits[0]._replace(concept=f"cat.{next(iter(named))}")]


def _of_label(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """Keep the hits of the category that the sentence opens with as its label ("Marketing cookies: …")."""
    opening = [hit for hit in label_hits(reading) if hit.first <= 2]
    own = [hit for hit in hits if opening and category_of(hit) == category_of(opening[0])]
    subject = opening and opening[0].first == 0 and any(hit.concept.startswith("purpose.") for hit in own)
    alone = len({category_of(hit) for hit in opening}) == 1 and not reading.has("either", "this_site")
    if subject and alone and reading.near(opening[:1], reading.all("cookie"), 0):
        return own  # "Marketing cookies track visits and show advertisements"
    mark = next((index for index, word in enumerate(reading.words[:6]) if word.text in ":–—"), None)
    if mark is None or not opening or reading.has("this_site"):
        return hits
    names = {category_of(hit) for hit in opening if hit.last < mark}
    return [hit for hit in hits if category_of(hit) in names] or hits


def _as_described(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """Let the description decide: cookies called functional that are "strictly necessary" are necessary ones."""
    names = {category_of(hit) for hit in hits}
    if names & {"functional", "necessary"} == set() or names - {"functional", "necessary"}:
        return hits
    if _both_named(reading):
        return hits
    called = reading.all("cat.necessary", "always_active", "not_switchable")
    apart = [hit for hit in reading.all("cat.functional") if not reading.near([hit], reading.all("cookie"), 1)]
    if (
        apart
        or reading.has("purpose.functional")
        or not called
        or not reading.all("cat.necessary", "purpose.necessary")
    ):
        return hits
    if "necessary" in names:
        return [hit for hit in hits if category_of(hit) == "necessary"]
    return [hit._replace(concept="cat.necessary") for hit in reading.all("cat.necessary", "purpose.necessary")]


def _both_named(reading: Reading) -> bool:
    """Tell whether two kinds are named beside each other ("strictly necessary and functional cookies")."""
    pairs = ((one, two) for one in reading.all("cat.necessary") for two in reading.all("cat.functional"))
    for one, two in pairs:
        first, second = sorted((one, two), key=lambda hit: hit.first)
        between = reading.words[first.last + 1 : second.first]
        if between and len(between) <= _NEXT and any(word.text in reading.language.joiners for word in between):
            return reading.near([second], reading.all("cookie"), 1) is not None
    return False


def _categories(reading: Reading) -> list[Hit]:
    listed = reading.has("list_points")  # "the table below tells what they mean for your experience"
    purposes = purpose_hits(reading) or ([] if listed else reading.all("weak.functional"))
    apart = reading.all("third_party", "your_choice")  # "advertising partners" names no kind, "social networks" does
    named = [hit for hit in cookie_labels(reading) if hit.concept == "cat.social" or not _inside(hit, apart)]
    if describes_category(reading):
        return named
    acts = reading.has("use", "set", "help", "collect", "store", "remember", "types_of")
    if reading.has(*COOKIE_WORDS) and acts:
        if _asks_consent(reading):
            before = reading.first("consent", "if_consent", "needs_consent", "only_if")
            return [hit for hit in purposes if hit.concept != "purpose.necessary" or _told_before(reading, hit, before)]
        return named + purposes
    if reading.has(*COOKIE_WORDS) and named and reading.kind in (BlockKind.LIST_ITEM, BlockKind.DEFINITION):
        return named
    if (reading.vendors or reading.has("analytics_tool")) and reading.has("use", "set", "collect"):
        return [hit for hit in purposes if hit.concept != "purpose.necessary"] or _tools(reading)
    if reading.kind is BlockKind.CELL and about_cookies(reading) and len(reading.words) > _ROW_WORDS:
        return [hit for hit in label_hits(reading) if hit.first <= 1][:1]
    if _is_purpose_field(reading):
        return purposes
    if _of_some_of_them(reading):
        return label_hits(reading) or purposes
    if reading.kind is BlockKind.LIST_ITEM and _list_of_uses(reading):
        bare = ("cat.necessary",) if len(reading.words) <= _BARE_KIND else ()  # "necessary" is a word of much else
        return named + purposes or _outside_names(reading, "cat.analytics", "cat.marketing", "cat.functional", *bare)
    said = _said_of_them(reading, named, purposes) or _labelled(reading) or list(needed_to_work(reading))
    return said or told_of_kind_above(reading) or _statistics_used(reading)


def _told_before(reading: Reading, hit: Hit, consent: Hit | None) -> bool:
    """Tell whether `hit` stands in a clause of its own before the consent: "to run the site and, if you agree, …"."""
    if consent is None or consent.first < hit.last or not any(one.last < hit.first for one in reading.all("cookie")):
        return False
    return reading.marks_between(hit.last, consent.first, ",;–—")


def _statistics_used(reading: Reading) -> list[Hit]:
    """Return the statistics that the site says it uses ("we use the statistics to …"), where cookies are told of."""
    if not (reading.has("this_site") and (in_cookie_section(reading) or in_cookie_paragraph(reading))):
        return []
    statistics = [hit for hit in reading.all("cat.analytics", "purpose.analytics") if hit.first == hit.last]
    statistics = [hit for hit in statistics if overlaps(hit, reading.all("data"))]
    used = reading.near(reading.all("use"), statistics, _ITS_OBJECT)
    return [used[1]] if used is not None and reading.has("help") else []


def _of_some_of_them(reading: Reading) -> bool:
    """Tell whether the sentence goes on about some of the cookies just told of ("Some are essential, others …")."""
    opening, before = reading.first("some_of"), reading.previous
    if opening is None or opening.first > 0 or before is None or before.segment.block != reading.segment.block:
        return False
    return before.has("cookie") and before.has("use", "set") and not is_generic(before)


def _labelled(reading: Reading) -> list[Hit]:
    """Return the kind that a paragraph on cookies opens with as its label ("Analytics — counts visits")."""
    opening = [hit for hit in label_hits(reading) if hit.first <= 1]
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    if not opening or reading.kind not in kinds or not in_cookie_section(reading) or negations(reading):
        return []
    mark = opening[0].last + 1
    dashed = mark < len(reading.words) - 1 and reading.words[mark].text in ":–—"
    return opening[:1] if dashed and not reading.has("cookie", "no_consent_needed") else []


def _said_of_them(reading: Reading, named: list[Hit], purposes: list[Hit]) -> list[Hit]:
    """Return what a sentence that begins with "these" or "they" says the cookies just spoken of are or are for."""
    these = reading.first("these")
    if these and these.first == 0 and len(named) > 1 and reading.has("cookie"):  # "they are analytics and ad cookies"
        return named + purposes
    if these and these.first <= 2 and about_cookies(reading) and purposes:
        kind = section_of(reading)
        if any(these.first <= hit.first <= these.last + 1 for hit in reading.all("data")):  # "this information …"
            purposes = [hit for hit in purposes if hit.concept == "purpose.analytics"]
        own = [hit for hit in purposes if kind is None or hit.concept.endswith(kind)]
        return own or [hit for hit in purposes if hit.concept in ("purpose.marketing", "purpose.analytics")][:1]
    return []


def _asks_consent(reading: Reading) -> bool:
    """Tell whether the sentence is about consent (not about cookies that "cannot be refused")."""
    fixed = reading.all("not_switchable", "no_consent_needed")
    kept = records_choice(reading)  # "they remember your language and your consent"
    fixed += [kept[1]] if kept else []
    asides = reading.all("your_choice", *_CONSENT)
    fixed += [hit for hit in asides if in_brackets(reading, hit)]  # "(login, cookie consent)"
    return any(not overlaps(hit, fixed) for hit in reading.all(*_CONSENT))


def _is_purpose_field(reading: Reading) -> bool:
    """Tell whether the line is the field of a card that says what its cookies are for ("Purpose: …")."""
    label = phrases(reading.language.code, "tables", "purpose")
    opening, mark, _ = reading.text.partition(":")
    return bool(mark and label and label.fullmatch(opening.strip("*_ ")) and in_cookie_section(reading))


def _outside_names(reading: Reading, *concepts: str) -> list[Hit]:
    """Return the hits that are no part of a vendor's name ("Google Analytics")."""
    names = [(vendor.first, vendor.last) for vendor in reading.vendors]
    return [
        hit for hit in reading.all(*concepts) if not any(low <= hit.first and hit.last <= high for low, high in names)
    ]


def _tools(reading: Reading) -> list[Hit]:
    """Return the analytics tools that the site says it uses, names of vendors left to the service claim."""
    if not (reading.has("this_site") or reading.names_site):
        return []
    named = [(vendor.first, vendor.last) for vendor in reading.vendors]
    tools = reading.all("analytics_tool")
    return [hit for hit in tools if not any(first <= hit.first and hit.last <= last for first, last in named)]


def _inside(hit: Hit, others: list[Hit]) -> bool:
    return any(other.first <= hit.first and hit.last <= other.last for other in others)


def _list_of_uses(reading: Reading) -> bool:
    lead = reading.lead_in
    if lead is None:
        return False
    if _lists_data(lead) or (lead.has("store") and not lead.has("use", "if_consent")):
        return False
    said = lead.has(*PURPOSES, "impaired", "not_switchable", "always_active")
    told = len(lead.words) > _ROW_WORDS and said and not lead.text.rstrip("*_ ").endswith(":")
    if told and not lead.is_heading:  # examples of what the sentence before has said
        return False
    used = lead.has("use", "set", "if_consent", "types_of") or in_cookie_section(reading)
    return bool((lead.has(*COOKIE_WORDS) or _means_cookies(lead)) and used)


def _means_cookies(lead: Reading) -> bool:
    """Tell whether "these technologies" over a list are the cookies told of before it."""
    these = lead.first("these")
    own = lead.has("this_site") or lead.names_site
    return these is not None and these.last > these.first and own and about_cookies(lead)


def _lists_data(lead: Reading) -> bool:
    """Tell whether the list is of data, not of uses: "the following data", but not "for several aims, among others"."""
    for_aims = lead.has_all("use", "help") and not lead.has("data", "personal_data", "visit_data", "collect")
    return lead.has("datum_list") and not for_aims


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    return say("The site uses {category} cookies.", category=kinds([str(params.get("category"))]))
