"""Polarity: whether something found in a sentence is denied.

A denial reaches forward to the end of its clause, over the commas of an enumeration; in languages that put it after
the verb it also reaches back to that verb. It does not cross a full stop, semicolon, colon or a word that
opens a new clause ("but", "unless", "if"), nor a bracket that says something itself. In any language it reaches back
to what is said not to be used ("marketing cookies are not used"). What is denied in an exception ("no cookies
except …") is not denied.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from audits.claims.context import names_signal
from audits.claims.patterns import Hit
from audits.claims.reading import Reading, overlaps
from audits.claims.words import fold

_REACH = 14
"""Words a denial reaches forward."""
_REACH_BACK = 5
_BEFORE_ONLY = 4
"""Words between a denial and the "only" that it denies: "are not used only with"."""
_CONSENT_AFTER = 6
"""Words between "never … without" and the consent."""
_PUT_IN = 2
"""Words from the word that opens a clause to the denial in it."""
_TO_THE_VERB = 7
"""Words between what is not used and the negation of its use."""
_TO_ITS_VERB = 3
_LABEL = 10
"""Words in which a label that opens a sentence ends in a colon or a dash."""
_TO_THE_AIM = 6
"""Words after "are not used" in which "to …" says what for."""
_AIMS = (
    *("identify", "data", "personal_data", "visitor", "cookie", "share", "sell", "store", "collect", "help"),
    "tracking",
    *("purpose.functional", "purpose.analytics", "purpose.marketing", "cat.analytics", "cat.marketing", "recipient"),
    *("accept", "consent", "if_consent", "only_if", "until"),
)
_KINDS = ("cat.functional", "cat.analytics", "cat.marketing", "cat.social")
_BARE_DENIAL = 6
"""Words of a heading that says nothing but no ("What we never do" is none: it has no verb of use)."""
_CLAUSE_MARKS = ".;:!?()…–—"


def denial(reading: Reading, hit: Hit, reach: int = _REACH) -> Hit | None:
    """Return the negation that denies `hit` in its own sentence; None when it stands as said."""
    for negation in reversed(negations(reading)):
        if not _is_part(reading, negation, hit) and _reaches(reading, negation, hit, reach):
            return negation
    return None


def negated(reading: Reading, hit: Hit, reach: int = _REACH) -> bool:
    """Tell whether `hit` is denied, in its sentence or by a negated lead-in over its list."""
    return denial(reading, hit, reach) is not None or lead_in_denies(reading)


def _is_part(reading: Reading, negation: Hit, hit: Hit) -> bool:
    """Tell whether the negation is a word of the hit's own pattern ("not work", "if you do not accept")."""
    if negation.first < hit.first or negation.last > hit.last:
        return False
    word = reading.words[negation.first].text
    parts = hit.pattern.replace("|", " ").split()
    # A lone verb that holds its own no ("nepoužívame") is denied by it; in a row of words the no belongs to the row.
    return word in parts or (hit.last > hit.first and any(fnmatchcase(word, fold(part)) for part in parts))


def looks_forward(reading: Reading, negation: Hit) -> bool:
    """Tell whether a negation denies the noun after it ("keine", "geen", "ingen"), and so no noun before it.

    The verb before it is denied all the same: "delar inga uppgifter".
    """
    return any(word.first == negation.first for word in reading.all("negation_forward"))


def negations(reading: Reading) -> list[Hit]:
    """Return the true negations of a sentence: "not only" and the like deny nothing."""
    masks = [*reading.all("not_negation"), *(hit for hit in reading.all("dnt") if names_signal(reading, hit))]
    return [
        hit
        for hit in reading.all("negation")
        if not any(mask.first <= hit.first and hit.last <= mask.last for mask in masks)
    ]


def nothing_without_consent(reading: Reading) -> bool:
    """Tell whether two denials make a promise: "without your consent we set no cookies"."""
    if never_without_consent(reading):
        return True
    free = [hit for hit in reading.all("no_consent_needed") if overlaps(hit, reading.all("if_reject"))]
    if not free:
        return False
    others = [no for no in negations(reading) if no.first > free[0].last and not overlaps(no, free)]
    deeds = reading.all("cookie", "set", "use", "load", "collect", "purpose.analytics", "purpose.marketing")
    kept = reading.near(others, deeds, 4)
    return kept is not None and not clause_ends(reading, free[0].last, kept[0].first)


def unused(reading: Reading, first: int, last: int) -> Hit | None:
    """Return the negation that denies using what words `first`–`last` name before it ("X and Y are not used").

    None when only a use is denied ("cookies are not used to identify you"), or what is named does the deed itself
    ("our cookies do not store names").
    """
    return next((no for no in negations(reading) if _denies_use_of(reading, no, first, last)), None)


def _denies_use_of(reading: Reading, no: Hit, first: int, last: int) -> bool:
    if not 0 < no.first - last <= _TO_THE_VERB or clause_ends(reading, last, no.first) or _is_joined(reading, no):
        return False
    verbs = reading.all("use", "set", "load")
    verb = next((verb for verb in verbs if no.first <= verb.last and verb.first - no.last <= _TO_ITS_VERB), None)
    if verb is None:  # "analytics cookies are used, marketing cookies are not"
        return _ends_clause(reading, no) and any(other.last < first for other in verbs)
    if reading.marks_between(no.last, verb.first, ",") or _has_object(reading, verb, no):
        return False
    return not any(other.last < no.first and not _overlaps_words(other, first, last) for other in verbs)


def _has_object(reading: Reading, verb: Hit, no: Hit) -> bool:
    """Tell whether an aim ("to identify you") or a thing used ("no names") follows the verb, not a place or a time."""
    end = max(verb.last, no.last)
    after = range(end + 1, min(end + _TO_THE_AIM, len(reading.words)))
    until = next((word for word in after if reading.words[word].is_mark), after.stop)
    return any(end < hit.first < until for hit in reading.all(*_AIMS))


def _ends_clause(reading: Reading, no: Hit) -> bool:
    return no.last + 1 == len(reading.words) or reading.words[no.last + 1].is_mark


def _overlaps_words(hit: Hit, first: int, last: int) -> bool:
    return hit.first <= last and first <= hit.last


def label_unused(reading: Reading) -> Hit | None:
    """Return the negation of "Advertising – not used" or "Marketing cookies: none", which denies the label."""
    mark = next((index for index, word in enumerate(reading.words[:_LABEL]) if word.text in ":–—"), None)
    if mark is None or reading.has("this_site"):
        return None
    for no in (*negations(reading), *reading.all("not_used")):
        alone = no.last + 1 == len(reading.words) or reading.words[no.last + 1].is_mark
        verbs = any(0 <= verb.first - no.last <= _TO_ITS_VERB for verb in reading.all("use", "set", "load", "not_used"))
        if 0 < no.first - mark <= _TO_ITS_VERB and (verbs or alone) and not _has_aim(reading, no):
            return no
    return None


def _has_aim(reading: Reading, no: Hit) -> bool:
    """Tell whether what is denied is only a use of what is named ("not used to identify you")."""
    return any(0 < hit.first - no.last <= _TO_THE_AIM for hit in reading.all(*_AIMS))


def never_without_consent(reading: Reading) -> Hit | None:
    """Return the two denials that stand together: "we never … without your consent", "without your consent … no"."""
    consents = reading.all("consent", "if_consent", "no_consent_needed")
    lacking = [hit for hit in reading.all("blocking") if overlaps(hit, reading.all("these"))]
    for hit in reading.all("not_without"):
        if overlaps(hit, lacking):  # "need no consent, as without them the site does not work"
            continue
        if any(hit.first <= consent.last and consent.first - hit.last <= _CONSENT_AFTER for consent in consents):
            return hit
    return None


def not_only(reading: Reading, only: Hit) -> bool:
    """Tell whether a word for "only" or "always" is itself denied: "not only if you consent", "are not always"."""
    if any(mask.first < only.first <= mask.last for mask in reading.all("not_negation")):
        return True
    no = denial(reading, only, _BEFORE_ONLY)
    if no is None or no.first >= only.first or overlaps(no, reading.all("if_reject", "no_consent_needed")):
        return False
    if overlaps(only, reading.all("exception", "until", "clause_break")):  # "not … unless", "not … until"
        return False
    holds_its_own = any(other.first == only.first for other in negations(reading))
    return not holds_its_own and not reading.marks_between(no.last, only.first, ",")


def cannot(reading: Reading) -> bool:
    """Tell whether every "can" of the sentence is denied: what follows, however far, can't be done."""
    cans, denials = reading.all("can"), negations(reading)
    after = 2 if reading.language.negation_after else 0
    return bool(cans) and all(any(-after <= can.first - no.last <= 1 for no in denials) for can in cans)


def is_doubtful(reading: Reading, hit: Hit) -> bool:
    """Tell whether a negation in the clause of `hit` might deny it although none is known to: a sign can't be told."""
    return any(
        not clause_ends(reading, min(no.last, hit.last), max(no.first, hit.first)) and not _is_joined(reading, no)
        for no in negations(reading)
    )


def _denies_list(heading: Reading) -> bool:
    """Tell whether a heading says no to what is listed under it, and to nothing else: "We do not use"."""
    if not heading.has("use", "set", "share", "sell", "collect") or len(heading.words) > _BARE_DENIAL:
        return False
    named = heading.has("cookie", "data", "personal_data", "can", "visitor", *_KINDS) or bool(heading.vendors)
    return not named and heading.has("this_site")


def lead_in_denies(reading: Reading) -> bool:
    """Tell whether the sentence over the list says no to all its items ("We will not:", "We do not use")."""
    lead = reading.lead_in
    if lead is None or (lead.is_heading and not _denies_list(lead)):
        return False
    if lead.text.rstrip("*_ ").endswith("."):  # it says all that it says itself
        return False
    other = lead.all("no_consent_needed", "not_switchable")  # "which need no consent:"
    if lead.has("blocking", "without"):  # "without them these do not work:"
        other += lead.all("impaired") and lead.all("impaired", "blocking", "without")
    found = [no for no in negations(lead) if not overlaps(no, other)]
    if not found or lead.has("exception"):
        return False
    return len(lead.words) - found[-1].last <= 8 and not clause_ends(lead, found[-1].last, len(lead.words) - 2)


def _reaches(reading: Reading, negation: Hit, hit: Hit, reach: int) -> bool:
    if negation.first <= hit.first:
        if negation.last >= hit.first:
            return True
        if _left_behind(reading, negation, hit):
            return False
        near = hit.first - negation.last <= reach or _in_what_is_denied(reading, negation, hit)
        return near and not clause_ends(reading, negation.last, hit.first)
    if negation.first <= hit.last:  # between the parts of a separable verb: "lämnas inte ut", "slaan geen namen op"
        return True
    if _denies_use_of(reading, negation, hit.first, hit.last):
        return True
    if not reading.language.negation_after:
        return False
    fixed = reading.all(
        "not_switchable", "always_active"
    )  # "needed for the site to work, and they can't be turned off"
    if any(each.first <= negation.first <= each.last and hit.last < each.first for each in fixed):
        return False
    back = negation.first - hit.last
    if back > _REACH_BACK or reading.marks_between(hit.last, negation.first, ",") or _is_joined(reading, negation):
        return False
    if _opens_predicate(reading, hit.last, negation.first):
        return False
    return not (clause_ends(reading, hit.last, negation.first) or _has_own_verb(reading, hit, negation))


def _left_behind(reading: Reading, negation: Hit, hit: Hit) -> bool:
    """Tell whether the denial is of a clause put in before ("data by which you cannot be known, may be passed on")."""
    opens = [
        word
        for word in reading.all("clause_break")
        if 0 < word.first < negation.first and negation.first - word.last <= _PUT_IN
    ]
    if not any(reading.marks_between(word.first - 4, word.first, ",") for word in opens):
        return False
    return any(
        can.first < hit.first and reading.marks_between(negation.last, can.first, ",")
        for can in reading.all("can")
        if can.first > negation.last
    )


def _is_joined(reading: Reading, negation: Hit) -> bool:
    """Tell whether the negation comes right after "and": it is of what follows ("is shortened and not stored")."""
    return negation.first > 0 and reading.words[negation.first - 1].text in reading.language.joiners


def _opens_predicate(reading: Reading, low: int, high: int) -> bool:
    """Tell whether "and can" between words `low` and `high` begins what is denied ("are needed and cannot be …")."""
    return any(
        low < hit.first - 1 < high and reading.words[hit.first - 1].text in reading.language.joiners
        for hit in reading.all("can")
    )


def _has_own_verb(reading: Reading, hit: Hit, negation: Hit) -> bool:
    """Tell whether `hit` belongs to a verb before it, the negation after it to another ("använder A, delar inte B")."""
    verbs = [verb for verb in reading.all("use", "set", "load", "share", "sell") if not overlaps(verb, [hit])]
    others = [verb for verb in verbs if hit.last < verb.first < negation.first]
    if others and others[0].first - hit.last == 2 and overlaps(hit, reading.all("share", "sell")):
        return reading.words[hit.last + 1].text in reading.language.joiners  # "is not sold or shared" denies both
    return bool(others) and any(
        verb.last < hit.first and not clause_ends(reading, verb.last, hit.first) for verb in verbs
    )


def clause_ends(reading: Reading, low: int, high: int) -> bool:
    """Tell whether a clause ends between words `low` and `high`.

    What stands in brackets in between is passed over. An enumeration in brackets that `high` is in goes with what
    it explains ("no analytics cookies (Matomo, Plausible)"); a bracket that says something itself does not.
    """
    aside, opened = _asides(reading, low, high)
    if opened is not None and any(opened < hit.first <= high for hit in reading.all("use", "set", "this_site")):
        return True
    breaks = [*clause_breaks(reading), *reading.all("exception")]
    ends = _CLAUSE_MARKS + "," if _opens_with_condition(reading, low) else _CLAUSE_MARKS
    marks = (index for index in range(low + 1, high) if index not in aside and index != opened)
    if any(_ends_clause_at(reading, index, ends) for index in marks):
        return True
    return any(low < hit.first and hit.last < high and hit.first not in aside for hit in breaks)


def _ends_clause_at(reading: Reading, index: int, ends: str) -> bool:
    """Tell whether a mark that ends clauses stands at word `index`; the full stop of an abbreviation is none."""
    if not reading.words[index].is_mark or reading.words[index].text not in ends:
        return False
    shortened = (
        reading.words[index].text == "." and index > 0 and reading.words[index - 1].end == reading.words[index].start
    )
    return not (shortened and reading.words[index - 1].text in reading.language.shortened)


def clause_breaks(reading: Reading) -> list[Hit]:
    """Return the words that open a new clause; not "that" in "we use no cookies that …", which says what is denied."""
    told = [hit for hit in reading.all("relative") if tells_what_is_denied(reading, hit)]
    return [hit for hit in reading.all("clause_break") if not overlaps(hit, told)]


def tells_what_is_denied(reading: Reading, relative: Hit) -> bool:
    """Tell whether a relative clause is of cookies that the site is said not to use or set, right before it."""
    comma = reading.words[relative.first - 1].text == "," if relative.first else False
    of = relative.first - 1 - comma
    things = [hit for hit in reading.all("cookie", "tracking", "third_party_cookie", *_KINDS) if hit.last == of]
    return any(_unused_thing(reading, no, thing) for thing in things for no in negations(reading))


def _unused_thing(reading: Reading, no: Hit, thing: Hit) -> bool:
    """Tell whether `no` denies one use, that of `thing` ("we use no cookies or …", "we do not set such cookies")."""
    if not 0 <= thing.first - no.last <= _REACH or _is_joined(reading, no):
        return False
    verbs = {hit.first for hit in reading.all("use", "set") if no.first - 1 <= hit.first < thing.first}
    return len(verbs) == 1


def _in_what_is_denied(reading: Reading, no: Hit, hit: Hit) -> bool:
    """Tell whether `hit` stands in a relative clause that says which cookies are not used."""
    return any(
        no.first < relative.first < hit.first <= relative.last + _REACH
        for relative in reading.all("relative")
        if tells_what_is_denied(reading, relative)
    )


def _opens_with_condition(reading: Reading, word: int) -> bool:
    """Tell whether `word` stands in a clause that opens the sentence ("if …, …", "when …, …") and ends at its comma."""
    first = reading.first("clause_break")
    if first is None or first.first > 0:
        return False
    comma = next((index for index, each in enumerate(reading.words) if each.text == ","), 0)
    return word < comma


def _asides(reading: Reading, low: int, high: int) -> tuple[set[int], int | None]:
    """Return the words between `low` and `high` that stand in brackets, and where a bracket opens that `high` is in."""
    aside: set[int] = set()
    opened: int | None = None
    for index in range(low + 1, high):
        mark = reading.words[index].text
        if mark == "(":
            opened = index
        elif mark == ")" and opened is not None:
            aside.update(range(opened, index + 1))
            opened = None
    return aside, opened
