"""A cookie known for advertising or analytics is called necessary.

What it checks
--------------
The category that the site's lists, and its consent manager's declaration, give each cookie that was seen, against what
is publicly known of its name.

Why it matters
--------------
What is called necessary is set without asking and can't be refused: the label takes the choice away.

How it decides
--------------
Failed when a cookie is listed as necessary whose name belongs to a known vendor and is publicly known to serve
advertising or analytics. Measurement that regulators exempt when it is set up for it (Matomo and the like), and names
that anybody may use, never fail. Passed when no cookie listed as necessary is known for another purpose. Inapplicable
when no cookie listed as necessary was seen.

Known problems
--------------
A row's category may come from the heading above it; where headings are unusual it may be misread.
"""

from __future__ import annotations

from audits.model import Case, Need, Purpose, Rule, Severity, Verdict
from audits.rules.grounds.certainty import certainty_of, surest
from audits.rules.grounds.references import EPRIVACY_5_3, GDPR_5_1_A, TASKFORCE, WP194
from audits.rules.grounds.rows import mislabelled, rows
from audits.rules.grounds.tracking import exempt, known_to_track
from audits.rules.grounds.verdicts import failed, inapplicable, item_refs, passed
from audits.translation import say, say_list

RULE = Rule(
    id="necessary-mislabelled",
    title="Called necessary, but not so",
    severity=Severity.MEDIUM,
    needs=(Need.DOCUMENTS, Need.BEFORE),
    messages={
        "failed": "{names} {are} listed as necessary, but publicly known to serve {known}.",
        "passed": "No cookie listed as necessary is known to serve advertising or analytics.",
        "inapplicable": "No cookie listed as necessary was seen.",
    },
    remedy="Move these to the category they belong to, and set them only after consent.",
    references=(WP194, EPRIVACY_5_3, TASKFORCE, GDPR_5_1_A),
)


def evaluate(case: Case) -> Verdict:
    """Judge what is listed as necessary."""
    necessary = [row for row in rows(case) if row.says("category") == "necessary" and row.seen]
    wrong = {id(item): item for row in necessary for item in mislabelled(row.claim, row.seen) if not exempt(case, item)}
    if wrong:
        items = list(wrong.values())
        purposes = {known_to_track(item) for item in items} - {None}
        return failed(
            evidence=item_refs(items),
            names=[item.name for item in items],
            confidence=surest(certainty_of(item, known=True) for item in items),
            severity=Severity.HIGH if Purpose.MARKETING in purposes else None,
            known=say_list(sorted(say(str(purpose)) for purpose in purposes)),
        )
    if not necessary:
        return inapplicable()
    return passed(evidence=item_refs(item for row in necessary for item in row.seen))
