"""Consent records: what a site stored about the answer, and whether it says accepted or refused. Pure.

Known managers' formats are read where they need it (TC strings, OneTrust groups …); all others are read generally:
flags of named categories, lists of what was accepted, or a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.consent.databases import unfold
from crawler.consent.flags import (
    Decision,
    act_in,
    decide_flags,
    decide_word,
    flags_in,
    flags_listed,
    flags_turned,
    level,
    names_category,
    truth,
)
from crawler.consent.formats import decode, plain
from crawler.consent.identifiers import says_yes, split_words
from crawler.consent.tc_string import read_tc_string
from crawler.evidence.model import Snapshot, StorageKind, StoredItem
from crawler.languages import tokens

__all__ = ["Decision", "Record", "consent_records", "read_record"]

NAMES = re.compile(
    r"cookie|consent|gdpr|dsgvo|rgpd|\bavg\b|ccpa|privacy|kakor|samtyck|samtykke|toestemming|einwilligung|evaste|zgod|"
    r"optanon|onetrust|euconsent|tarteaucitron|klaro|usercentrics|^uc_|didomi|axeptio|_iub|cmplz|^cky|borlabs|osano|"
    r"truste|cmp|termly|moove|quantcast|addtl|sourcepoint|^_sp_|_evidon|ketch|civic|cc_|hs_opt|ppms|tcf|agree|accept|"
    r"optin|opt-in|optout|opt-out|suostum|sutik|souhlas|súhlas|piškot|piskot|hozzájárul|slapuk|küpsis|kupsis|s[īi]kdat|kola[čc]i[ćc]|biskvit|ciastecz|^ucdata|^ucstring|\bkak|_kak|cerez|evast|"
    r"banner|notice|dismiss|popup|choice|choix|auswahl|keuze|valg|opt_|law(?![a-z])",
    re.IGNORECASE,
)
"""What names of consent records hold."""

NOT_RECORDS = re.compile(r"test|check|enabled|support|detect|csrf|session|^_ga|^_gcl|^_fbp|^_uet|__cf|lang", re.I)
"""Names that look alike and record something else."""

IDENTIFIERS = re.compile(
    r"^_|^(?:ga|fb|hj|li|ki|mp|ajs|amplitude|mixpanel|intercom|hubspot)_|visit|track|anon|uuid|^[A-Z]{2,5}$"
)
"""Names in the manner of measuring and advertising scripts, which write at the same moment."""

STORAGES = (
    StorageKind.COOKIE, StorageKind.LOCAL_STORAGE, StorageKind.SESSION_STORAGE, StorageKind.INDEXED_DB,
)  # fmt: skip

CONTENT = re.compile(r"consent|necessary|marketing|analytic|statistic|purposes|accepted|rejected|declined", re.I)

ANSWER = re.compile(r"accept(?:ed)?|reject(?:ed)?|declined?|den(?:y|ied)|refused?|granted|allow(?:ed)?", re.IGNORECASE)
"""Words that answer under any name."""


@dataclass(frozen=True, slots=True)
class Record:
    """One stored item that records the answer."""

    name: str
    storage: StorageKind | None
    """None: a manager's own state, as it holds it in memory."""
    decision: Decision
    structured: bool
    """The decision was read from categories or purposes, not from a single word."""
    named: bool = True
    """Its name or its content speaks of consent; False: it was only written at the answer, and stayed."""

    @property
    def rank(self) -> int:
        """Order of weight: categories, then words under a name of consent, then words under any name."""
        return 0 if self.structured else 1 if self.named else 2

    @classmethod
    def of_manager(cls, manager: str, decision: Decision) -> Record:
        """Return what a manager itself holds, as a record."""
        return cls(f"{manager} (the manager's own state)", None, decision, structured=True)


def consent_records(before: Snapshot, after: Snapshot, reloaded: Snapshot) -> tuple[Record, ...]:
    """Return the consent records that were written or changed by the answer, the clearest first.

    What was a record before stays one, though a refusal leaves little in it to tell it by. An item whose name says
    nothing counts when the answer itself wrote it and the reload left it as it was.
    """
    then, at_once, later = (unfold(snapshot.items) for snapshot in (before, after, reloaded))
    latest = {_key(item): item for item in (*at_once, *later)}
    known = {_key(item): item.value for item in then}
    about = {_key(item) for item in then if read_record(item) is not None}
    fresh = [item for key, item in latest.items() if known.get(key) != item.value]
    kept = {_key(item): item.value for item in later}
    lasting = {_key(item) for item in at_once if kept.get(_key(item)) == item.value}
    records = []
    for item in fresh:
        record = _record(item) if _key(item) in about else read_record(item)
        record = record or (_unnamed(item, known.get(_key(item))) if _key(item) in lasting else None)
        changed = _key(item) in known  # of an unknown name: it must say something
        if record is not None and (record.named or not changed or record.decision is not Decision.UNKNOWN):
            records.append(record)
    return tuple(sorted(_weighty(records), key=lambda record: (record.rank, record.decision.value, record.name)))


def _weighty(records: list[Record]) -> list[Record]:
    """Return the records without that of functional things, where other categories have one of their own.

    Several managers keep those on: they don't make a refusal mixed, as in `decide_flags`.
    """
    others = [record for record in records if record.structured and "funct" not in record.name.casefold()]
    return [record for record in records if record in others or not (others and "funct" in record.name.casefold())]


def was_removed(before: Snapshot, reloaded: Snapshot) -> bool:
    """Tell whether a record that said accepted is no longer stored, and none that says so is."""
    left = unfold(reloaded.items)
    kept = {_key(item) for item in left}
    accepted = {_key(item) for item in unfold(before.items) if _accepts(item)}
    return bool(accepted) and not accepted & kept and not any(map(_accepts, left))


def _accepts(item: StoredItem) -> bool:
    record = read_record(item)
    return record is not None and record.decision is Decision.ACCEPTED


def storage_differs(before: Snapshot, after: Snapshot, reloaded: Snapshot) -> bool:
    """Tell whether anything is stored after the answer that was not there before it."""
    known = {_key(item) for item in before.items}
    return any(_key(item) not in known for snapshot in (after, reloaded) for item in snapshot.items)


def stored_beyond_records(before: Snapshot, after: Snapshot, reloaded: Snapshot) -> tuple[str, ...]:
    """Return the names of what is only stored since the answer, records of the answer left out; sorted."""
    known = {_key(item) for item in before.items}
    fresh = [item for snapshot in (after, reloaded) for item in snapshot.items if _key(item) not in known]
    return tuple(sorted({item.name for item in fresh if read_record(item) is None}))


def _key(item: StoredItem) -> tuple[str, ...]:
    return item.storage.value, item.name, item.domain, item.path or "", item.origin or ""


def read_record(item: StoredItem) -> Record | None:
    """Return what an item says about consent; None when neither its name nor its content speaks of it."""
    return None if item.storage not in STORAGES or not _is_about_consent(item) else _record(item)


def _record(item: StoredItem) -> Record:
    decision, structured = _decide(item)
    return Record(item.name, item.storage, decision, structured)


def _unnamed(item: StoredItem, before: str | None) -> Record | None:
    """Return the record of an item whose name says nothing: its value may be a word of an answer, or opaque.

    A bare yes or no, or a set of them, answers only where it takes the other's place: `before` is what was stored
    until then.
    """
    other = NOT_RECORDS.search(item.name) and not ANSWER.fullmatch(item.value)
    if item.storage not in STORAGES or other or IDENTIFIERS.search(item.name):
        return None
    now, then = truth(item.value), None if before is None else level(before)
    turned = now is not None and then is not None and now is not then
    said = now if turned else says_yes(item.value)
    if said is None and before is not None:
        said = flags_turned(decode(item.name, before), decode(item.name, item.value))
    decision = Decision.UNKNOWN if said is None else Decision.ACCEPTED if said else Decision.REFUSED
    return Record(item.name, item.storage, decision, structured=False, named=False)


def _is_about_consent(item: StoredItem) -> bool:
    content = plain(item.value)
    if NOT_RECORDS.search(item.name) and not CONTENT.search(content) and "consent" not in item.name.casefold():
        return False
    return bool(NAMES.search(item.name)) or len(set(map(str.casefold, CONTENT.findall(content)))) >= 2


def _decide(item: StoredItem) -> tuple[Decision, bool]:
    """Return the decision that an item's value gives, and whether categories gave it."""
    purposes = read_tc_string(item.value)
    if purposes is not None:
        return decide_flags([(str(number), given) for number, given in purposes]), True
    data = decode(item.name, item.value)
    text = item.value if isinstance(data, str) else ""  # words of a structure are names of its parts
    decision = decide_flags(flags_in(data) or flags_listed(item.name, data))
    if decision is not Decision.UNKNOWN:
        return decision, True
    act = act_in(data)
    if act is not Decision.UNKNOWN:
        return act, False
    name = " ".join(tokens(split_words(item.name)))
    return decide_word(name, text), names_category(name) and truth(text) is not None
