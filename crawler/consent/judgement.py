"""What an answer's effect proves: verified, or failed and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.consent.records import Decision, Record
from crawler.evidence.model import AnswerResult, State

SHOWED_AGAIN = "the banner showed again after the reload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What was seen after an answer."""

    records: tuple[Record, ...]
    """What was stored about the answer, the manager's own state first."""
    gone: bool
    """The reloaded page showed no banner."""
    gone_at_once: bool = True
    """The banner was gone after the last press."""
    differs: bool = False
    """Something new is stored, which for an acceptance is effect enough."""
    claimed: bool = False
    """Nobody read what was pressed or chosen, so that only a record that says so proves it."""
    chosen: bool = False
    """Choices were stored, of which a refusal leaves none on; some may have been overlooked."""
    revoked: bool = False
    """The record of consent is no longer there."""
    told: bool = False
    """The site's own server was asked for something from the press on."""
    asks_unanswered: bool | None = None
    """A visitor who answers nothing is asked again; None: not looked at (see `needs_control`)."""


def judge(effect: Effect, wanted: State) -> tuple[AnswerResult, str]:
    """Return the result and its reason: `verified` needs the banner gone and a record that doesn't contradict."""
    opposite, agreed = sides(wanted)
    weighty = _weightiest(effect.records)
    against = [record for record in weighty if record.decision is opposite]
    fitting = [record for record in weighty if record.decision is agreed]
    if against and (not fitting or wanted is State.REJECT):
        return AnswerResult.FAILED, f"the consent record {against[0].name} says {opposite.value} after {wanted.value}"
    if effect.chosen and wanted is State.REJECT and weighty and not fitting:
        return AnswerResult.FAILED, f"the consent record {weighty[0].name} says that some choices stayed switched on"
    if not effect.gone:
        return AnswerResult.FAILED, SHOWED_AGAIN
    if fitting:
        return AnswerResult.VERIFIED, f"the consent record {fitting[0].name} says {agreed.value}"
    return _without_a_word(effect, wanted)


def _without_a_word(effect: Effect, wanted: State) -> tuple[AnswerResult, str]:
    """Judge an answer after which the banner is gone, and no record says what was answered."""
    records = effect.records
    if effect.revoked:
        return AnswerResult.VERIFIED, "the record of consent was removed"
    if effect.claimed:
        return AnswerResult.FAILED, "what was pressed or chosen could not be read, and no record says what it was"
    if effect.asks_unanswered is False:
        return AnswerResult.FAILED, "the banner is shown once only, whatever is answered"
    if records and effect.gone_at_once:
        return AnswerResult.VERIFIED, f"a consent record ({records[0].name}) was written that does not contradict"
    if effect.told and effect.asks_unanswered:
        return AnswerResult.VERIFIED, "the site's server was told, and asks no more; who answers nothing is asked again"
    if wanted is State.ACCEPT and effect.differs and effect.gone_at_once:
        return AnswerResult.VERIFIED, "the banner is gone for good, and what is stored differs"
    return AnswerResult.FAILED, "the banner is gone, but nothing shows what was recorded"


def needs_control(effect: Effect) -> bool:
    """Tell whether nothing that the browser holds says what was answered, or that an answer took the banner away.

    An item that the press left behind may be a key to what the server knows, and may have nothing to do with it.
    """
    silent = not any(record.named or record.decision is not Decision.UNKNOWN for record in effect.records)
    somewhere = bool(effect.records) or effect.told
    return silent and somewhere and effect.gone and effect.gone_at_once and not (effect.claimed or effect.revoked)


def sides(wanted: State) -> tuple[Decision, Decision]:
    """Return what a record must not say after an answer, and what it is to say."""
    refused = (Decision.ACCEPTED, Decision.REFUSED)
    return refused if wanted is State.REJECT else refused[::-1]


def _weightiest(records: tuple[Record, ...]) -> list[Record]:
    """Return the records that decide: categories before words, words under a name of consent before others."""
    telling = [record for record in records if record.decision is not Decision.UNKNOWN]
    rank = min((record.rank for record in telling), default=0)
    return [record for record in telling if record.rank == rank]
