"""Consent records: what a site stored about the answer, and whether it says accepted or refused. Pure.

Known managers' formats are read where they need it (TC strings, OneTrust groups …); all others are read generally:
flags of named categories, lists of what was accepted, or a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.consent.controls import read_control
from crawler.consent.flags import Decision, decide_flags, decide_word, flags_in
from crawler.consent.formats import decode
from crawler.consent.tc_string import read_tc_string
from crawler.evidence.model import ControlRole, Snapshot, StorageKind, StoredItem
from crawler.languages import tokens

__all__ = ["Decision", "Record", "consent_records", "read_record"]

NAMES = re.compile(
    r"cookie|consent|gdpr|dsgvo|rgpd|\bavg\b|ccpa|privacy|kakor|samtyck|samtykke|toestemming|einwilligung|evaste|zgod|"
    r"optanon|onetrust|euconsent|tarteaucitron|klaro|usercentrics|^uc_|didomi|axeptio|_iub|cmplz|^cky|borlabs|osano|"
    r"truste|cmp|termly|moove|quantcast|addtl|sourcepoint|^_sp_|_evidon|ketch|civic|cc_|hs_opt|ppms|tcf|agree|accept|"
    r"optin|opt-in|optout|opt-out|suostum|sutik|souhlas|súhlas|piškot|piskot|hozzájárul|slapuk|küpsis|kupsis|sīkdat|\bkak|_kak|cerez|evast|"
    r"banner|notice|dismiss|popup|choice|choix|auswahl|keuze|valg|opt_",
    re.IGNORECASE,
)
"""What names of consent records hold."""

NOT_RECORDS = re.compile(r"test|check|enabled|support|detect|csrf|session|^_ga|^_gcl|^_fbp|^_uet|__cf|lang", re.I)
"""Names that look alike and record something else."""

CONTENT = re.compile(r"consent|necessary|marketing|analytic|statistic|purposes|accepted|rejected|declined", re.I)


@dataclass(frozen=True, slots=True)
class Record:
    """One stored item that records the answer."""

    name: str
    storage: StorageKind
    decision: Decision
    structured: bool
    """The decision was read from categories or purposes, not from a single word."""


def consent_records(before: Snapshot, after: Snapshot, reloaded: Snapshot) -> tuple[Record, ...]:
    """Return the consent records that were written or changed by the answer, the clearest first."""
    known = {_key(item): item.value for item in before.items}
    latest = {_key(item): item for snapshot in (after, reloaded) for item in snapshot.items}
    fresh = [item for key, item in latest.items() if known.get(key) != item.value]
    records = [record for item in fresh if (record := read_record(item)) is not None]
    return tuple(sorted(records, key=lambda record: (not record.structured, record.decision.value, record.name)))


def _key(item: StoredItem) -> tuple[str, ...]:
    return item.storage.value, item.name, item.domain, item.path or "", item.origin or ""


def read_record(item: StoredItem) -> Record | None:
    """Return what an item says about consent; None when it is no consent record."""
    if item.storage not in (StorageKind.COOKIE, StorageKind.LOCAL_STORAGE, StorageKind.SESSION_STORAGE):
        return None
    if not _is_about_consent(item):
        return None
    decision, structured = _decide(item)
    return Record(item.name, item.storage, decision, structured)


def _is_about_consent(item: StoredItem) -> bool:
    if NOT_RECORDS.search(item.name) and not CONTENT.search(item.value):
        return False
    if NAMES.search(item.name) or len(set(map(str.casefold, CONTENT.findall(item.value)))) >= 2:
        return True
    return len(item.value) < 40 and read_control(item.value).role in (ControlRole.ACCEPT, ControlRole.REJECT)


def _decide(item: StoredItem) -> tuple[Decision, bool]:
    """Return the decision that an item's value gives, and whether categories gave it."""
    purposes = read_tc_string(item.value)
    if purposes is not None:
        return decide_flags([(str(number), given) for number, given in purposes]), True
    flags = flags_in(decode(item.name, item.value))
    decision = decide_flags(flags)
    if decision is not Decision.UNKNOWN:
        return decision, True
    return decide_word(" ".join(tokens(_words(item.name))), item.value), False


def _words(name: str) -> str:
    """Part a storage key into words: `cookieConsent_given` → `cookie Consent given`."""
    return re.sub(r"([a-z])([A-Z])|[_\-.:]", r"\1 \2", name)
