"""What a sentence speaks of: this site's cookies, cookies in general, or something else."""

from __future__ import annotations

from audits.claims.patterns import GAP, Hit
from audits.claims.reading import Reading, overlaps
from crawler.evidence.text import BlockKind

COOKIE_WORDS = (
    "cookie",
    "similar",
    "tech.pixel",
    "tech.web-beacon",
    "tech.local-storage",
    "tech.fingerprint",
    "tech.session-replay",
)
CATEGORY_LABELS = ("cat.necessary", "cat.functional", "cat.analytics", "cat.marketing", "cat.social")
_ANNOUNCED = 20
"""Words from "explains how" to what is explained."""
_ITS_OBJECT = 2
"""Words from "turn off" to the browser, where it is the browser that is turned off."""
_AT_START = 1
"""Word (from 0) by which a sentence names its subject."""
_VERB_NEXT = 3
"""Words from the choice to the verb that says how long it holds."""
_TO_VERB = 8
_TO_LATE_VERB = 14
"""Words between the choice and the verb that stores it; in the second case the choice opens the sentence."""
_OWN_VERB = 2
"""Words from "if" to "your consent" in a condition that has a verb of its own ("if you give your consent")."""
_UNLESS = 5
"""Words from "unless" to the law that may require otherwise."""
_CONDITION = 4
"""Word (from 0) by which a condition that opens a sentence has its verb."""
_BARRED = 8
"""Words between what is not allowed and whom it is not allowed."""
_CLOSES = 3
"""Words from the remembering to the end of the sentence over a list, the colon among them."""
_CHOSEN = 2
"""Words from a choice to what is chosen ("your choice of theme")."""
_CHOOSABLE = ("datum.theme", "datum.language", "datum.country", "datum.location")
_ANSWERED = 4
"""Word (from 0) by which an item says what was answered."""
_LABEL = 6
_VALUE = 2
"""Words of a field's name, and from its colon to what it says."""
_LAST_WORD = 2
"""Words from the one that ends a sentence to beyond its full stop."""
_IN_THAT_CASE = 3
"""Word (from 0) by which a sentence says "then"."""
_ARROWS = ("→", "->", "⇒", "=>", " > ")
"""Marks between the names of menus, one inside the other."""
_TIME = 12
"""Words and marks of a time, with what is said of it in brackets."""
_CHAIN = 6
"""How many sentences back "they" and "these" are followed."""


def names_cookies(reading: Reading) -> bool:
    """Tell whether the sentence itself names cookies or a similar technology."""
    return reading.has(*COOKIE_WORDS)


def in_cookie_section(reading: Reading) -> bool:
    """Tell whether a heading above makes cookies the subject (one that also names privacy covers more)."""
    return any(head.has("cookie", "similar") and not head.has("privacy") for head in reading.headings)


def about_cookies(reading: Reading) -> bool:
    """Tell whether the sentence is about cookies: by name, by its lead-in, by "they", or by its section."""
    if names_cookies(reading) or in_cookie_section(reading):
        return True
    if reading.lead_in is not None and names_cookies(reading.lead_in):
        return True
    return _refers_back(reading)


def in_cookie_paragraph(reading: Reading) -> bool:
    """Tell whether a sentence before it in its paragraph names cookies."""
    current = reading.previous
    for _ in range(_CHAIN):
        if current is None or current.segment.block != reading.segment.block:
            return False
        if names_cookies(current):
            return True
        current = current.previous
    return False


def _refers_back(reading: Reading) -> bool:
    """Tell whether "these", "it", "they" lead back to a sentence that names cookies."""
    current = reading
    for _ in range(_CHAIN):
        these = current.first("these")
        if these is None or these.first > 4 or current.previous is None:
            return False
        current = current.previous
        if names_cookies(current):
            return True
    return False


def is_generic(reading: Reading, *, by_heading: bool = True) -> bool:
    """Tell whether the sentence explains cookies in general instead of speaking of this site's.

    `by_heading` takes "What are cookies?" over it as a sign of that.
    """
    definition = reading.first("definition")
    listed = reading.kind is BlockKind.LIST_ITEM and _lists_ours(reading.lead_in)
    kinds = definition is not None and (listed or _of_own_kinds(reading) or _of_kind_above(reading))
    if definition is not None and definition.first <= 6 and not kinds:
        return True
    if _lists_ours(reading.lead_in) or _is_use_by_vendor(reading):
        return False
    heading = reading.nearest_heading
    if (
        by_heading
        and heading is not None
        and heading.has("generic_heading")
        and not _asks_of_ours(heading)
        and not reading.has("this_site")
        and not reading.names_site
    ):
        return True
    if _explained_by(reading):
        return True
    these = reading.first("these")
    explained = any(hit.first == 0 for hit in reading.all("generic_start"))  # "i cookie possono …" is no "these"
    if these is not None and these.first == 0 and overlaps(these, reading.all("cookie")) and not explained:
        return reading.has("generic") and not reading.has("this_site")
    current: Reading | None = reading
    for _ in range(_CHAIN):
        if current is None or current.has("this_site") or current.names_site:
            return False
        if current.has("generic") or _opens_explanation(current):
            return True
        these = current.first("these")
        if these is None or these.first > 2:
            return False
        current = current.previous
    return False


def _asks_of_ours(heading: Reading) -> bool:
    """Tell whether a heading asks for this site's cookies as well: "What are cookies and why do we use them?"."""
    return heading.has("use", "set") and (heading.has("this_site") or heading.names_site)


def _opens_explanation(reading: Reading) -> bool:
    """Tell whether the sentence begins as explanations do: "cookies allow …", but not "these cookies allow …"."""
    opening = reading.first("generic_start")
    if opening is None or opening.first > _AT_START + 1 or _ends_with_denied_use(reading, opening):
        return False
    these = reading.first("these")
    return these is None or these.first > 0 or opening.first == 0 or not overlaps(these, reading.all("cookie"))


def _ends_with_denied_use(reading: Reading, opening: Hit) -> bool:
    """Tell whether all that is said is that cookies are not used, which explains none: "Cookies nie sú používané"."""
    denied = any(no.first <= opening.last for no in reading.all("negation"))
    uses = (use for use in reading.all("use", "set") if use.first <= opening.last + 1)
    return denied and any(len(reading.words) - use.last <= _LAST_WORD for use in uses)


def _is_use_by_vendor(reading: Reading) -> bool:
    """Tell whether it begins with a vendor that uses cookies: "X uses cookies, text files that …, to analyse …"."""
    first = reading.vendors[0].first if reading.vendors else len(reading.words)
    return first <= _AT_START and reading.has("use") and names_cookies(reading)


def _of_kind_above(reading: Reading) -> bool:
    """Tell whether it is the kind named over it that is described: "These are cookies that …" under "Analytics"."""
    if reading.kind is BlockKind.CELL:  # a row on a kind: "Marketing cookies | These are cookies that …"
        return any(hit.first <= 1 for hit in reading.all(*CATEGORY_LABELS))
    these, heading = reading.first("these"), reading.nearest_heading
    if these is None or these.first > 0 or heading is None or heading.has("generic_heading"):
        return False
    return heading.has(*CATEGORY_LABELS)


def _of_own_kinds(reading: Reading) -> bool:
    """Tell whether it is a kind that the site says it uses that is defined: under "Kinds of cookies that we use"."""
    heading = reading.nearest_heading
    if heading is None or not heading.has("cookie") or not heading.has("use", "set"):
        return False
    ours = heading.has("this_site") or heading.names_site
    return ours and any(hit.first <= _AT_START + 1 for hit in reading.all(*CATEGORY_LABELS))


def _lists_ours(lead: Reading | None) -> bool:
    """Tell whether the sentence over the list says what this site uses cookies for: "We use cookies to:"."""
    if lead is None or lead.is_heading or _explains(lead):
        return False
    return names_cookies(lead) and lead.has("use", "set", "types_of") and (lead.has("this_site") or lead.names_site)


def _explains(reading: Reading) -> bool:
    """Tell whether the sentence itself begins an explanation or is one."""
    opening = reading.first("generic_start")
    return reading.has("generic") or (opening is not None and opening.first <= _AT_START + 1)


def _explained_by(reading: Reading) -> bool:
    """Tell whether the sentence over the list says what cookies in general are or can be used for."""
    lead = reading.lead_in
    if lead is None or lead.is_heading or any(part.has("this_site") or part.names_site for part in (lead, reading)):
        return False
    return _explains(lead)


def describes_category(reading: Reading) -> bool:
    """Tell whether the sentence says what a category named at its start is for ("Analytics cookies help …").

    Policies write so of the categories that they use, in words that elsewhere explain cookies in general.
    """
    opening = reading.first("generic_start")
    if opening is None or reading.has("generic", "definition", "quoted_law", "hypothetical") or reading.is_question:
        return False
    kinds = [hit for hit in reading.all(*CATEGORY_LABELS) if hit.first <= 2 and hit.last >= opening.first - 1]
    return bool(kinds) and opening.first <= 3 and opening.last > kinds[0].last


def records_choice(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the remembering and the choice of cookies that is remembered; None for other choices and preferences."""
    # "we store cookies if you give your consent"; "this cookie is set when you give your consent" records it
    conditions = [] if reading.has("one_cookie", "reject") else reading.all("if_consent")
    verbs = reading.all("remember")  # "it records if you have agreed"
    conditions = [hit for hit in conditions if not any(hit.first - verb.last == 1 for verb in verbs)]
    choices = [hit for hit in reading.all("your_choice") if not any(ends_condition(hit, each) for each in conditions)]
    opens = bool(choices) and choices[0].first <= _AT_START  # "your consent is … stored": the verb may come late
    pair = reading.near(reading.all("remember"), choices, _TO_LATE_VERB if opens else _TO_VERB)
    if pair is None:
        return None
    of_cookies = any(pair[1].first <= hit.last and hit.first - pair[1].last <= 3 for hit in reading.all("cookie"))
    if not of_cookies and any(0 < hit.first - pair[1].last <= _CHOSEN for hit in reading.all(*_CHOOSABLE)):
        return None  # "keeps your choice of theme"
    aims = reading.all("purpose.functional")  # "your preferences, for example your choice of language"
    helps = reading.all("help")  # "these cookies allow us to …" is no answer
    answers = [hit for hit in reading.all("consent", "accept", "reject", "banner", "tool") if not overlaps(hit, helps)]
    told = reading.previous is not None and reading.previous.has("change_choice", "banner")
    if of_cookies or told or any(not overlaps(hit, aims) for hit in answers):
        return pair
    phrases = [aim for aim in aims if aim.last > aim.first]  # "remember" alone is said of choices, too
    return None if overlaps(pair[1], aims) or overlaps(pair[0], phrases) else pair


def breaks_if_changed(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the change that breaks something, and that: "if you change the settings, some functions don't work"."""
    opening = reading.first("clause_break", "hypothetical", "if_consent", "if_reject")
    if opening is None or opening.first > 0 or reading.has("withdraw", "anytime"):
        return None
    changed = [hit for hit in reading.all("change") if hit.first <= _CONDITION]
    broken = [hit for hit in reading.all("impaired") if changed and hit.first > changed[0].last]
    return (changed[0], broken[0]) if broken else None


def others_barred(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the words by which others are not let set cookies: "we don't allow third parties to send cookies"."""
    barred = reading.near(reading.all("not_allowed"), reading.all("third_party"), _BARRED)
    return barred if barred and reading.has("cookie") and reading.has("set", "share", "use") else None


def remembers_answer(reading: Reading) -> Hit | None:
    """Return the answer that an item says is kept: "We use cookies to remember: – if you have agreed to cookies"."""
    lead = reading.lead_in
    if lead is None or lead.is_heading or not reading.has("cookie") or not names_cookies(lead):
        return None
    stored = [hit for hit in lead.all("set") if not overlaps(hit, lead.all("purpose.functional"))]
    remembered = [hit for hit in lead.all("remember") if not overlaps(hit, stored)]  # not "we store cookies:"
    closes = any(len(lead.words) - hit.last <= _CLOSES for hit in remembered)
    answered = reading.first("accept", "consent", "if_consent", "agree")
    if answered is None or answered.first > _ANSWERED or not closes:
        return None
    return answered


def consent_field(reading: Reading) -> tuple[Hit, bool] | None:
    """Return the consent of a field, and whether it is needed: "Consent: not required", "Legal basis: consent"."""
    colon = next((place for place, word in enumerate(reading.words[:_LABEL]) if word.text == ":"), 0)
    consents = reading.all("consent")
    label = [hit for hit in consents if hit.last < colon]
    if label:
        for concept in ("not_required", "required"):
            if any(0 < hit.first - colon <= _VALUE for hit in reading.all(concept)):
                return label[0], concept == "required"
    value = [hit for hit in consents if colon < hit.first <= colon + _VALUE]
    basis = any(hit.last < colon for hit in reading.all("legal_basis"))
    return (value[0], True) if value and basis and not reading.has("legal_interest") else None


def ends_condition(choice: Hit, condition: Hit) -> bool:
    """Tell whether a choice is what a condition ends with ("if you give your consent"), not all that it says."""
    opens = condition.first == 0 and choice.first > 0  # "With your consent, we keep …"
    return (opens or condition.first + _OWN_VERB <= choice.first) and choice.first <= condition.last


def choice_lasts(reading: Reading) -> tuple[Hit, Hit] | None:
    """Return the verb and the choice of "your consent is valid for a year", which is said of no cookie."""
    choice = reading.first("your_choice")
    if choice is None or choice.first > _AT_START:
        return None
    return next(((hit, choice) for hit in reading.all("expiry") if 0 < hit.first - choice.last <= _VERB_NEXT), None)


def names_signal(reading: Reading, hit: Hit) -> bool:
    """Tell whether `hit` is the name of a browser's signal: "Do Not Track", not "we do not track you"."""
    written = reading.document[hit.start : hit.end]
    return hit.first == hit.last or written != written.lower() or reading.has("honour", "ignore_signal")


def points_elsewhere(reading: Reading) -> bool:
    """Tell whether the sentence only says where to read more, so that what it mentions is not claimed."""
    pointer = reading.first("read_more")
    if pointer is not None and pointer.first <= 5:
        return True
    lead = reading.lead_in
    return lead is not None and (more := lead.first("read_more")) is not None and more.first <= 5


def announced(reading: Reading, hit: Hit) -> bool:
    """Tell whether the sentence only announces what `hit` names: "this policy explains how you can change …"."""
    return any(words.first <= hit.first and hit.first - words.last <= _ANNOUNCED for words in reading.all("announces"))


def is_statement(reading: Reading) -> bool:
    """Tell whether the sentence states something of this site: no question, explanation, law or plan."""
    return not (reading.is_question or is_generic(reading) or quotes_law(reading) or is_plan(reading))


def is_plan(reading: Reading) -> bool:
    """Tell whether the sentence, or the one over its list, speaks of what may be one day."""
    lead = reading.lead_in
    if reading.has("hypothetical") or (lead is not None and not lead.is_heading and lead.has("hypothetical")):
        return True
    return _goes_on_from_plan(reading)


def _goes_on_from_plan(reading: Reading) -> bool:
    """Tell whether it says what will be then: "Should we ever set such cookies, we ask. You can then refuse them"."""
    before, case = reading.previous, reading.first("in_that_case")
    if before is None or case is None or case.first > _IN_THAT_CASE:
        return False
    return before.segment.block == reading.segment.block and before.has("hypothetical")


def quotes_law(reading: Reading) -> bool:
    """Tell whether the sentence tells what the law says, not just "unless the law requires it".

    It does where a sentence before it in its paragraph began to, or its heading is of the law, and it names no site.
    """
    return _names_law(reading) or (
        not (reading.has("this_site") or reading.names_site)
        and (_in_law_section(reading) or _goes_on_from_law(reading))
    )


def _names_law(reading: Reading) -> bool:
    unless = reading.all("exception", "unless_necessary")
    return any(not any(0 <= law.first - word.last <= _UNLESS for word in unless) for law in reading.all("quoted_law"))


def _in_law_section(reading: Reading) -> bool:
    heading = reading.nearest_heading
    return heading is not None and heading.has("law_heading") and not heading.has("this_site")


def _goes_on_from_law(reading: Reading) -> bool:
    before = reading.previous
    return before is not None and before.segment.block == reading.segment.block and _names_law(before)


def closes_browser(reading: Reading) -> Hit | None:
    """Return the words for closing the browser; None when what is closed ("turned off") is something in it."""
    blocks, things = reading.all("block"), reading.all("cookie", "these")
    for end in reading.all("session_end"):
        cut = [hit for hit in blocks if end.first <= hit.first and hit.last <= end.last]
        of_browser = end.pattern.count(GAP) < 2  # "deleted when the browser is closed" has a verb for each
        afar = of_browser and any(end.last - hit.last > _ITS_OBJECT for hit in cut if hit.first == end.first)
        named = [hit for hit in reading.all("browser") if end.first <= hit.first <= end.last]
        by_closing = bool(named) and all(named[0].last < hit.first for hit in cut)  # "when it closes it is deleted"
        if by_closing or (not afar and not (cut and overlaps(end, things))):
            return end
    return None


def kind_and_time(reading: Reading) -> bool:
    """Tell whether a list item is nothing but a kind of cookies and its time ("Analytics cookies: 1–2 years")."""
    colon = next((place for place, word in enumerate(reading.words[:_LABEL]) if word.text in ":–—"), 0)
    kinds = reading.all("cookie", *CATEGORY_LABELS)
    if reading.kind is not BlockKind.LIST_ITEM or not any(hit.last < colon for hit in kinds):
        return False
    after = reading.words[colon + 1 :]
    return bool(after) and after[0].text.isdigit() and len(after) <= _TIME


def is_menu_path(reading: Reading) -> bool:
    """Tell whether the line only shows the way through menus, most often a browser's ("Settings → Cookies")."""
    return any(arrow in reading.text for arrow in _ARROWS)


def is_hedged(reading: Reading) -> bool:
    """Tell whether the sentence only says that something may happen."""
    fixed = reading.all("not_switchable")  # "can't be switched off" is no "can"
    return any(not overlaps(hit, fixed) for hit in reading.all("hedge"))
