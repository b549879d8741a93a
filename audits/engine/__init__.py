"""Bundle → report: builds the case, runs every rule over it and puts their verdicts into words.

Pure: no clock, no network, no browser. The same bundle gives the same report, byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audits.engine.confirmation import confirmed, repeated_case
from audits.engine.findings import Judgement, judge
from audits.engine.report import build_report
from audits.engine.waivers import Waiver, waived
from audits.inventory import build_case
from audits.knowledge.user_file import UserFile
from audits.model import Case, Report
from audits.rules import LoadedRule, discover_rules
from audits.translation import SOURCE_LANGUAGE, speaking
from crawler.evidence.bundle import Bundle

__all__ = ["Judgement", "audit", "audit_case", "judge"]


def audit(
    bundle: Bundle,
    *,
    rules: Sequence[LoadedRule] | None = None,
    bundle_path: str = "bundle",
    user_file: UserFile | None = None,
    waivers: Sequence[Waiver] = (),
    language: str = SOURCE_LANGUAGE,
) -> Report:
    """Judge a bundle.

    `rules`: those to run (None: all found); `bundle_path`: where the report says the bundle is; `user_file`: the
    user's own list of cookies; `waivers`: failures that the site's owner has accepted; `language`: in which to say it,
    one of `audits.translation.report_languages`.
    """
    case = build_case(bundle, user_file=user_file)
    again = repeated_case(case, user_file)
    with speaking(language):
        return audit_case(case, bundle, rules=rules, bundle_path=bundle_path, waivers=waivers, again=again)


def audit_case(
    case: Case,
    bundle: Bundle,
    *,
    rules: Sequence[LoadedRule] | None = None,
    bundle_path: str = "bundle",
    waivers: Sequence[Waiver] = (),
    again: Case | None = None,
) -> Report:
    """Judge a case that was built from `bundle` already; `again` is the case as repeated visits show it."""
    used = discover_rules() if rules is None else rules
    judgement = judge(case, used)
    findings = waived(confirmed(judgement.findings, case, again, used), case.evidence, waivers)
    return build_report(case, replace(judgement, findings=findings), bundle, bundle_path)
