"""Bundle → report: golden reports, purity, and what the engine does for all rules."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from audits.engine import audit, audit_case, judge
from audits.inventory import build_case
from audits.model import Case, Finding, Outcome, Report, Verdict
from audits.rules import LoadedRule, discover_rules
from crawler.evidence.bundle import Bundle, canonical_json, open_bundle
from crawler.evidence.model import State
from crawler.evidence.text import DocumentText
from tests.bundles.scenarios import SCENARIOS
from tests.evidence import accepted, before, case_of, claim, cookie, finding, rejected, resolve, sealed

GOLDEN = Path(__file__).parents[1] / "bundles"
REPORT = TypeAdapter(Report)


def as_json(report: Report) -> dict[str, Any]:
    """Return a report as its JSON, without the version of the program."""
    dumped: dict[str, Any] = REPORT.dump_python(report, mode="json")
    return {**dumped, "tool": {"name": report.tool.name, "version": "-"}}


@pytest.fixture(params=sorted(SCENARIOS))
def golden(request: pytest.FixtureRequest) -> tuple[str, Bundle]:
    """Return each golden bundle as stored; `UPDATE_GOLDEN=1` makes it anew."""
    name: str = request.param
    folder = GOLDEN / name / "bundle"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(exist_ok=True)
        SCENARIOS[name](folder)
    return name, open_bundle(folder)


def test_golden_bundles_give_their_golden_reports(golden: tuple[str, Bundle]) -> None:
    name, bundle = golden
    file = GOLDEN / name / "report.json"
    report = canonical_json(as_json(audit(bundle)))
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(report)
    assert report.decode() == file.read_text(encoding="utf-8")


def test_the_same_bundle_gives_the_same_bytes(golden: tuple[str, Bundle]) -> None:
    _, bundle = golden
    assert canonical_json(as_json(audit(bundle))) == canonical_json(as_json(audit(open_bundle(bundle.path))))


def test_evidence_pointers_of_every_finding_resolve(golden: tuple[str, Bundle]) -> None:
    _, bundle = golden
    report = audit(bundle)
    pointers = [pointer for each in report.findings for pointer in each.evidence]
    pointers += [pointer for each in report.cookies for pointer in each.evidence]
    pointers += [each.pointer for each in report.documents]
    for pointer in pointers:
        resolve(bundle.evidence_json, pointer)


def test_every_failure_names_an_observation(golden: tuple[str, Bundle]) -> None:
    _, bundle = golden
    assert all(each.evidence for each in audit(bundle).findings if each.outcome is Outcome.FAILED)


def test_quotes_are_slices_of_the_stored_text(golden: tuple[str, Bundle]) -> None:
    _, bundle = golden
    case = build_case(bundle)
    texts = {read.document.sha256: read.text.text for read in case.documents if read.text}
    assert all(each.quote == texts[each.document_sha256][each.start : each.end] for each in case.claims)


def test_a_site_that_keeps_its_word_has_no_failure() -> None:
    report = audit(open_bundle(GOLDEN / "good" / "bundle"))
    assert [each.rule for each in report.findings if each.outcome is Outcome.FAILED] == []
    outcomes = {each.type: each.outcome for each in report.claims}
    assert outcomes["prior-consent"] is Outcome.PASSED


def test_a_site_that_breaks_its_word_is_found_out() -> None:
    report = audit(open_bundle(GOLDEN / "bad" / "bundle"))
    failed = {each.rule for each in report.findings if each.outcome is Outcome.FAILED}
    law = {"cookies-before-consent", "trackers-before-consent", "refusal-ignored", "refusal-not-on-first-layer"}
    assert law <= failed
    outcomes = {each.type: each.outcome for each in report.claims}
    for claim_type in ("prior-consent", "party", "no-cookies", "implied-consent"):
        assert outcomes[claim_type] is Outcome.FAILED, claim_type
    assert report.summary.outcome is Outcome.FAILED
    assert "not kept" in report.summary.sentence


@pytest.mark.parametrize("name", ["good", "model"])
def test_sites_that_do_as_they_should_have_no_failure(name: str) -> None:
    report = audit(open_bundle(GOLDEN / name / "bundle"))
    assert [each.rule for each in report.findings if each.outcome is Outcome.FAILED] == []


def test_every_rule_fails_and_passes_on_some_golden_bundle() -> None:
    """Rules that only bear statements out never fail; one that judges mere use as consent never passes."""
    seen = {(each.rule, each.outcome) for name in SCENARIOS for each in _findings(name)}
    for loaded in discover_rules():
        never = NEVER.get(loaded.rule.id)
        for outcome in {Outcome.FAILED, Outcome.PASSED} - {never}:
            assert (loaded.rule.id, outcome) in seen, f"no golden bundle for {loaded.rule.id} {outcome}"


NEVER = {
    "category": Outcome.FAILED,
    "consent-exempt": Outcome.FAILED,
    "service": Outcome.FAILED,
    "similar-tech": Outcome.FAILED,
    "unseen-declared-cookies": Outcome.FAILED,
    "withdrawal": Outcome.FAILED,
    "consent-by-continuing": Outcome.PASSED,
}


def _findings(name: str) -> tuple[Finding, ...]:
    return audit(open_bundle(GOLDEN / name / "bundle")).findings


def test_nothing_is_concluded_from_an_error_page() -> None:
    report = audit(open_bundle(GOLDEN / "unreachable" / "bundle"))
    assert not [each for each in report.findings if each.outcome in (Outcome.FAILED, Outcome.PASSED)]
    assert report.summary.sentence.startswith("Nothing could be audited")
    assert report.banner.found is None


def test_findings_keep_their_ids_when_what_decides_them_changes() -> None:
    one = finding("cookies-before-consent", before(cookie("_ga", life="P2Y")))
    two = finding("cookies-before-consent", before(cookie("_fbp", life="P90D")))
    assert one.id == two.id
    assert one.id == finding("cookies-before-consent", before(), url="http://shop.example").id
    assert one.id != finding("cookies-before-consent", before(), url="https://other.example/").id


def test_claims_said_twice_have_findings_of_their_own() -> None:
    case = case_of(before(), claims=[claim("prior-consent"), claim("prior-consent"), claim("no-sale")])
    findings = judge(case, discover_rules()).findings
    ids = [each.id for each in findings]
    assert len(ids) == len(set(ids))
    assert {each.claim for each in findings if each.rule == "prior-consent"} == {"c1", "c2"}


def test_claims_that_nothing_can_test_say_why(tmp_path: Path) -> None:
    bundle = sealed(tmp_path / "bundle", before(), policy="We never sell your personal data to anybody.")
    case = replace(build_case(bundle), claims=(claim("no-sale"),))
    (row,) = audit_case(case, bundle).claims
    assert (row.outcome, row.findings) == (Outcome.INAPPLICABLE, ())
    assert row.untested


def _raising(case: Case) -> Verdict:
    raise RuntimeError("boom")


def test_a_rule_that_raises_is_stored_and_costs_nothing_else(tmp_path: Path) -> None:
    rules = discover_rules()
    broken = [replace(each, evaluate=_raising) if each.rule.id == "refusal-ignored" else each for each in rules]
    bundle = sealed(tmp_path / "bundle", before(cookie("_ga", life="P2Y")), rejected())
    report = audit(bundle, rules=broken)
    by_rule = {each.rule: each for each in report.findings}
    assert (by_rule["refusal-ignored"].outcome, by_rule["refusal-ignored"].reason) == (Outcome.CANT_TELL, "rule-error")
    assert by_rule["cookies-before-consent"].outcome is Outcome.FAILED
    assert [error.code for error in report.errors] == ["rule-error"]


def test_a_text_that_breaks_the_reading_costs_its_document_only(tmp_path: Path) -> None:
    def break_down(text: DocumentText, digest: str) -> list[Any]:
        raise RecursionError

    bundle = sealed(tmp_path / "bundle", before(cookie("_ga", life="P2Y")), policy="Something hostile.")
    case = build_case(bundle, break_down)
    assert [error.code for error in case.errors] == ["claims-failed"]
    report = audit_case(case, bundle)
    assert "claims-failed" in {error.code for error in report.errors}
    assert report.summary.outcome is Outcome.FAILED


def test_hostile_names_stay_data_in_messages() -> None:
    hostile = cookie("_ga{0}{quote.__class__}\u202e\n" + "x" * 300, life="P2Y")
    row = claim("cookie", name=hostile.name, category="marketing")
    found = finding("cookies-before-consent", before(hostile), claims=[row])
    assert found.outcome is Outcome.FAILED
    assert "{quote.__class__}" in found.message
    assert "\n" not in found.message
    assert "\u202e" not in found.message
    assert len(found.message) < 300


def test_worst_findings_come_first(tmp_path: Path) -> None:
    report = audit(SCENARIOS["bad"](tmp_path / "bundle"))
    badness = [each.outcome.badness for each in report.findings]
    assert badness == sorted(badness, reverse=True)


def test_only_the_rules_asked_for_are_run(tmp_path: Path) -> None:
    chosen: list[LoadedRule] = [each for each in discover_rules() if each.rule.id == "policy-missing"]
    report = audit(sealed(tmp_path / "bundle", before()), rules=chosen)
    assert [each.rule for each in report.findings] == ["policy-missing"]


def test_report_json_is_plain_and_complete(tmp_path: Path) -> None:
    report = audit(sealed(tmp_path / "bundle", before(), rejected(), accepted(cookie("_ga", life="P2Y"))))
    value = json.loads(canonical_json(REPORT.dump_python(report, mode="json")))
    assert value["schema_version"] == "1"
    assert value["cookies"][0]["states"] == ["accept"]
    assert value["bundle"]["path"] == "bundle"
    assert value["audited_at"] == "2026-03-01T12:01:00Z"
    assert value["summary"]["cookies_by_state"] == {"accept": 1, "before": 0, "reject": 0}


@pytest.mark.parametrize("state", [State.REJECT, State.ACCEPT])
def test_states_that_were_not_visited_leave_their_answer_untried(tmp_path: Path, state: State) -> None:
    report = audit(sealed(tmp_path / "bundle", before()))
    assert getattr(report.banner.answers, state.value) == "not-tried"
