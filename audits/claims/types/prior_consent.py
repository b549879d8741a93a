"""prior-consent: nothing (or nothing of given categories) is set until the visitor consents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.claims.categories import NON_ESSENTIAL, label_hits, names, section_category
from audits.claims.context import about_cookies, is_generic, is_statement
from audits.claims.found import Found, found
from audits.claims.negation import negated, negations, nothing_without_consent
from audits.claims.patterns import Hit
from audits.claims.reading import Reading
from audits.claims.wording import listed

TYPE = "prior-consent"
TRIGGERS = ("consent", "if_consent", "if_reject", "needs_consent", "legal_consent", "only_if")


def find(reading: Reading) -> Iterator[Found]:
    """Yield the promise that something waits for consent."""
    if reading.has("no_consent_needed") and not nothing_without_consent(reading):
        return
    if (
        reading.has_all("browser", "block")
        or reading.is_question
        or reading.has("quoted_law", "hypothetical", "continue_use", "email_marketing")
    ):
        return
    if not (about_cookies(reading) or _service_section(reading)):
        return
    hits = _promise(reading)
    if hits is None:
        return
    params: dict[str, Any] = {"state": "after-reject" if hits[0].concept == "if_reject" else "before"}
    exempt = _exempt(reading)
    if exempt:
        params["exempt"] = exempt
    blocked = [name for name in _blocked(reading) if name not in exempt]
    if blocked:
        params["blocked"] = blocked
    elif not exempt:
        params["blocked"] = ["all"]
    if len(reading.vendors) == 1:
        params["vendor"] = reading.vendors[0].vendor
    yield found(reading, params, hits)


def _promise(reading: Reading) -> tuple[Hit, ...] | None:
    """Return the words that make the promise; None when none is made."""
    acts = reading.all("set", "use", "load", "collect")
    reject = reading.first("if_reject")
    if reject and any(negated(reading, act, 8) for act in acts):
        return (reject,)
    needs = _requirement(reading)
    if needs:
        return needs
    consent = reading.first("consent", "if_consent")
    if consent is None or reading.has("withdraw"):
        return None
    only = reading.near(reading.all("only_if"), reading.all("consent", "if_consent"), 10)
    if only and acts:
        return only
    until = reading.near(reading.all("until"), reading.all("consent", "if_consent"), 8)
    if until and (_held(reading, until[0]) or (acts and _stays_off(reading, acts))):
        return until
    return _after_consent(reading, acts)


def _after_consent(reading: Reading, acts: list[Hit]) -> tuple[Hit] | None:
    """Return the condition in "if you consent, we use …"."""
    given = reading.first("if_consent")
    if given and any(given.first < no.first <= given.last for no in negations(reading)):
        return None
    if reading.has_all("remember", "your_choice") or reading.has("impaired"):
        return None
    if given and acts and not any(negated(reading, act, 8) for act in acts) and not reading.has("is_stored_choice"):
        return (given,)
    return None


def _requirement(reading: Reading) -> tuple[Hit] | None:
    """Return the words that make consent a requirement, or the legal basis."""
    needs = reading.first("needs_consent")
    if needs and not is_generic(reading) and not negated(reading, needs, 4):
        return (needs,)
    legal = reading.first("legal_consent")
    withdrawn = reading.first("withdraw")
    if legal is None or negated(reading, legal, 5):
        return None
    return (legal,) if withdrawn is None or legal.last < withdrawn.first else None


def _stays_off(reading: Reading, acts: list[Hit]) -> bool:
    return any(negated(reading, act) for act in acts) or reading.has("exception")


def _held(reading: Reading, until: Hit) -> bool:
    """Tell whether something is blocked until then, by the site and not in the browser."""
    if reading.has("browser", "browser_way"):
        return False
    held = reading.near(reading.all("block"), [until], 3)
    return held is not None and not negated(reading, held[0], 4)


def _exempt(reading: Reading) -> list[str]:
    """Return the categories that are left out of the promise."""
    exceptions = reading.all("exception")
    exempt = []
    for hit in label_hits(reading):
        name = hit.concept.removeprefix("cat.")
        after_exception = any(0 <= hit.first - e.last <= 8 for e in exceptions)
        if name == "necessary" or after_exception:
            exempt.append(name)
    if not exempt and reading.has("non_essential"):
        return ["necessary"]
    return list(dict.fromkeys(exempt))


def _blocked(reading: Reading) -> list[str]:
    named = [name for name in names(label_hits(reading)) if name in NON_ESSENTIAL]
    if reading.has("third_party") and not named:
        named = ["third-party"]
    if not named:
        section = section_category(reading)
        named = [section] if section in NON_ESSENTIAL else []
    return named


def _service_section(reading: Reading) -> bool:
    """Tell whether the heading above names a service, so that consent here is consent to it."""
    heading = reading.nearest_heading
    return bool(reading.vendors or (heading and heading.vendors)) and is_statement(reading)


def meaning(params: Mapping[str, Any]) -> str:
    """Return what the claim means."""
    when = "when the visitor has refused" if params.get("state") == "after-reject" else "until the visitor consents"
    exempt = [name for name in params.get("exempt", ()) if name != "all"]
    blocked = [name for name in params.get("blocked", ()) if name != "all"]
    if blocked:
        return f"No {listed(blocked, 'or')} cookies are set {when}."
    if exempt:
        return f"Nothing but {listed(exempt)} cookies is set {when}."
    return f"No cookies are set {when}."
