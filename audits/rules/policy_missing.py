"""The site keeps something in the browser or has visitors observed, and no policy of it could be found.

What it checks
--------------
Whether any privacy or cookie policy was found from the home page, the banner, the sitemap or the addresses given.

Why it matters
--------------
Whoever stores on a visitor's device, or hands visits on to others, must say so.

How it decides
--------------
Failed when the home page could be read, is in a language whose link words are known, no document was found under any
of them, nothing went wrong in looking, and the site stores something or talks to trackers. Can't tell when the search
was hampered, when all that is linked as a policy speaks of something else, or when the language is not known.
Inapplicable when the site neither stores nor tracks.

Known problems
--------------
A policy linked only by an icon or a picture is not found. Confidence is therefore medium.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from audits.model import Case, Confidence, DocumentCase, Need, Rule, Severity, Verdict
from audits.rules.grounds.beacons import beacons
from audits.rules.grounds.references import EPRIVACY_5_3, GDPR_12_13
from audits.rules.grounds.verdicts import asked_refs, cant_tell, failed, inapplicable, item_refs, passed
from audits.translation import say
from crawler.evidence.model import State

RULE = Rule(
    id="policy-missing",
    title="No policy found",
    severity=Severity.MEDIUM,
    needs=(Need.BEFORE,),
    messages={
        "failed": "The site stores or sends {names}, and no privacy or cookie policy was found on it.",
        "passed": "A policy was found ({names}).",
        "hampered": "No policy was found, but the search for one met an error: {why}",
        "language-unknown": "No policy was found, but link words of the page's language ({language}) aren't known.",
        "inapplicable": "No policy was found, and nothing was stored or sent that it would have to speak of.",
    },
    remedy="Publish a policy and link it from every page, by a name such as “Privacy” or “Cookies”.",
    settles={
        "hampered": "A search for policies that meets no error; or their addresses in the sites file (policy=…).",
        "language-unknown": "The addresses of the policies, if there are any: name them in the sites file (policy=…).",
    },
    references=(GDPR_12_13, EPRIVACY_5_3),
)

_NONE_FOUND = "no-policy"
"""The code by which the crawler says that it looked everywhere and found none."""

_NO_POLICY_TEXT = "no-policy-text"
"""The code by which the crawler says that what is linked as a policy speaks of neither privacy nor cookies."""

_SEARCH_STAGES = frozenset({"resolve", "home", "robots", "policy", "document", "deadline", "spider"})


def evaluate(case: Case) -> Verdict:
    """Judge whether the site has a policy at all."""
    policies = [read for read in case.documents if not _is_something_else(read)]
    if policies:
        return passed(evidence=[read.pointer for read in policies], names=[read.document.url for read in policies])
    errors = [read.document.error for read in case.documents if read.document.error is not None]
    errors += [error for error in case.evidence.errors if error.stage in _SEARCH_STAGES and error.code != _NONE_FOUND]
    if errors:
        return cant_tell("hampered", why=errors[0].message)
    items, asked = case.items_in(State.BEFORE), beacons(case, State.BEFORE).firm
    items = items or case.items_in(State.ACCEPT)
    if not items and not asked:
        return inapplicable(evidence=[case.visit_pointers[State.BEFORE]])
    language = (case.visits[State.BEFORE].pages[0].language or "").split("-")[0].lower()
    if language not in _known_languages():
        return cant_tell("language-unknown", language=language or say("not declared"))
    return failed(
        evidence=item_refs(items) + asked_refs(asked[:5]),
        names=[item.name for item in items] + [each.request.host for each in asked],
        confidence=Confidence.MEDIUM,
    )


def _is_something_else(read: DocumentCase) -> bool:
    """Tell whether a page that is linked as a policy turned out to be none: a note that it is gone, for example."""
    return read.document.error is not None and read.document.error.code == _NO_POLICY_TEXT


@cache
def _known_languages() -> frozenset[str]:
    """Return the languages that policies are read in: link words are known for the same."""
    folder = resources.files("audits.claims") / "languages"
    names = (entry.name for entry in folder.iterdir()) if folder.is_dir() else iter(())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml"))
