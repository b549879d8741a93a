"""What would settle a `cantTell`, for the reasons that many rules share. A rule's own `settles` comes first."""

from __future__ import annotations

from audits.model import Rule

_VISIT = "A visit that goes through every step: run again, if need be with a longer --timeout."
_PURPOSE = "Knowing what these are for: the policy can say it, or a list of your own given by --cookie-database."
_ANSWER = "An answer that is proved to take effect; the banner's section of the report says what was tried."
_BROWSER = "A browser that accepts third-party cookies; `cookie-audit doctor` says if this one does."
_STATE = "A visit in that state, named in --states or in states= of the sites file: before, reject, accept or withdraw."

SETTLES = {
    "doubtful": _PURPOSE,
    "unknown-items": _PURPOSE,
    "unlisted": _PURPOSE,
    "not-seen": "Seeing it in use: more pages (--pages), or the page on which it is used given as the site's address.",
    "hedged": "Words that commit the site: a statement that leaves itself a way out can't be broken by what was seen.",
    "other-site": "A statement that says whose site it means; or the policy named for this one in the sites file.",
    "no-acceptance": _ANSWER,
    "incomplete": _VISIT,
    "list-elsewhere": "The list that the policy points to: name its address in the sites file (policy=…).",
    "unread-controls": "A look at the banner by a person: the report shows its picture and the words of its controls.",
    "no-banner": "A look at the site by a person: some banners show only to visitors from certain places.",
    "refused": _BROWSER,
    "no-before": _VISIT,
    "no-reject": _ANSWER,
    "no-accept": _ANSWER,
    "no-withdraw": _ANSWER,
    "unvisited-before": _STATE,
    "unvisited-reject": _STATE,
    "unvisited-accept": _STATE,
    "unvisited-withdraw": _STATE,
    "incomplete-before": _VISIT,
    "incomplete-reject": _VISIT,
    "incomplete-accept": _VISIT,
    "incomplete-withdraw": _VISIT,
    "no-banner-look": _VISIT,
    "policy-unread": "All of the policies: name the address of one that can be read in the sites file (policy=…).",
    "nothing-to-refuse": "What the banner asks consent for: the word of who runs the site, or more pages (--pages).",
    "no-documents": "A policy that can be read: name its address in the sites file (policy=…).",
    "third-party-cookies-refused": _BROWSER,
    "part": "A look at that part by a person; the cookies and requests are in the report.",
    "rule-error": "A version of cookie-audit in which the rule is mended.",
}
"""By reason; the engine's own (`needs.MESSAGES`) among them."""


def settled_by(rule: Rule, reason: str) -> str:
    """Return what would settle a rule's `cantTell` of this reason; empty when nobody has said."""
    return rule.settles.get(reason) or SETTLES.get(reason, "")
