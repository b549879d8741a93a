"""What a reader of a report meets first, and what it tells them apart by."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audits.engine import audit
from audits.model import Outcome
from audits.reports import html_report
from audits.reports.conditions import conditions
from audits.reports.pictures import pictures
from audits.reports.wording import brief, visit_words, without
from audits.translation import speaking
from crawler.evidence.bundle import Bundle, evidence_to_json, open_bundle
from crawler.evidence.model import AnswerResult, Environment, State
from tests.audits.reports.sample import PIXEL, sealed_bundle
from tests.bundles.scenarios import SCENARIOS
from tests.evidence import accepted, before, cookie, evidence, rejected, sealed

GOLDEN = Path(__file__).parents[2] / "bundles"


def golden(name: str) -> tuple[str, str]:
    """Return the verdict on a golden bundle, and its page."""
    bundle = open_bundle(GOLDEN / name / "bundle")
    report = audit(bundle)
    return report.summary.sentence, html_report.render(report, bundle).decode()


def environment(**facts: Any) -> dict[str, Any]:
    made = replace(Environment(tool_version="0", browser="Chromium 140"), **facts)
    return {name: getattr(made, name) for name in Environment.__dataclass_fields__}


def test_the_verdict_begins_with_the_gravest_failure_and_who_is_behind_it() -> None:
    sentence, page = golden("bad")
    assert sentence.startswith("Before any choice was made, the browser held _ga and _gcl_au")
    assert "(Google Ads, Google Analytics)" in sentence
    assert re.search(r"\d+ more points failed\. 6 of 6 statements that could be tested were not kept\.$", sentence)
    assert page.index('class="verdict failed"') < page.index("What to do first") < page.index('id="claims"')


def test_the_verdict_counts_one_as_one(tmp_path: Path) -> None:
    said = "We do not set any cookies other than those that are necessary until you have given your consent.\n"
    report = audit(sealed(tmp_path / "bundle", before(cookie("_ga", life="P1D")), policy=said))
    failed = [finding for finding in report.findings if finding.outcome is Outcome.FAILED]
    assert len(failed) == 2
    assert report.summary.sentence.endswith("1 more point failed. 1 of 1 statements that could be tested was not kept.")


def test_every_failure_says_how_grave_and_how_sure_it_is_and_what_to_do() -> None:
    _, page = golden("sly")
    failures = page.count('<article class="card is-failed"')
    assert page.count("How grave:") >= failures > 5
    assert page.count("How sure:") == page.count("How grave:") == page.count("What to do:")


def test_a_lawyer_finds_digest_time_and_basis_on_the_page() -> None:
    bundle = open_bundle(GOLDEN / "sly" / "bundle")
    _, page = golden("sly")
    assert page.count(bundle.sha256) == 1
    assert page.index(bundle.sha256[:16]) < page.index("What to do first")
    assert "observed 2026-03-01 12:01 UTC" in page
    assert 'href="https://eur-lex.europa.eu/eli/reg/2016/679/oj"' in page


def test_every_basis_has_an_address() -> None:
    for name in SCENARIOS:
        report = audit(open_bundle(GOLDEN / name / "bundle"))
        assert [each.title for finding in report.findings for each in finding.references if not each.url] == []


def test_a_long_quote_is_said_in_full_once() -> None:
    quote = "We set no cookies of any kind whatever before you have told us that you agree to it."
    told = without(f"The policy says “{quote}”, but _ga was stored.", quote)
    assert told.startswith("The policy says “We set no cookies of any kind whatever before you have told…”, but")
    assert without("The policy says “No cookies.”, but …", "No cookies.") == "The policy says “No cookies.”, but …"


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (AnswerResult.VERIFIED, "visit that refuses"),
        (AnswerResult.FAILED, "visit that refuses"),
        (AnswerResult.NOT_OFFERED, "visit that would refuse (no answer was given)"),
        (AnswerResult.NOT_TRIED, "visit that would refuse (no answer was given)"),
    ],
)
def test_a_visit_that_gave_no_answer_is_told_from_one_that_did(result: AnswerResult, words: str) -> None:
    (visit,) = evidence_to_json(evidence(rejected(answer=result)))["visits"]
    assert visit_words(visit) == words


def test_every_state_has_words_for_its_visit() -> None:
    for state in State:
        assert visit_words({"state": state.value, "answer": None})


def test_pictures_that_are_alike_are_shown_once_with_all_their_moments(tmp_path: Path) -> None:
    bundle: Bundle = sealed_bundle(tmp_path)
    moments = [moment for picture in pictures(bundle) for moment in picture.moments]
    assert len(moments) == sum(len(visit.screenshots) for visit in bundle.evidence.visits) > 0
    assert len({bundle.read(path) for _, _, path in moments}) == len(pictures(bundle))
    assert any(bundle.read(path) == PIXEL for _, _, path in moments)


def test_how_it_was_measured_is_said_in_words() -> None:
    told = dict(conditions(environment(third_party_cookies=False, page_time_s=20, viewport=(1366, 900), proxy=True)))
    assert told["Third-party cookies"] == "refused by the browser"
    assert told["Shown to the site as"] == "a computer, 1366 × 900 pixels"
    assert told["Each page was watched for"] == "20.0 s of its own time, which was made to pass faster"
    assert told["Through a proxy"] == "yes"
    unknown = dict(conditions(environment(browser="", profile="mobile")))
    assert "Browser" not in unknown
    assert unknown["Third-party cookies"].startswith("not tested")


def test_conditions_are_said_in_the_language_of_the_report() -> None:
    with speaking("sv"):
        assert ("Tredjepartskakor", "vägrades av webbläsaren") in conditions(environment(third_party_cookies=False))


def test_addresses_are_brief_in_tables_and_whole_beside_them() -> None:
    assert brief("https://px.ads.example/collect?v=2&url=x") == "px.ads.example/collect"
    assert brief("inline") == "inline"
    _, page = golden("sly")
    assert 'title="https://www.shop.example/app.js"' in page


def test_a_site_without_statements_is_not_told_of_statements(tmp_path: Path) -> None:
    bundle = sealed(tmp_path / "bundle", before(cookie("_ga", life="P1D")), accepted())
    page = html_report.render(audit(bundle), bundle).decode()
    assert "statements broken" not in page
    assert "points of law failed" in page


def test_what_several_rules_lack_is_said_once_for_all_of_them() -> None:
    bundle = open_bundle(GOLDEN / "unreachable" / "bundle")
    report = audit(bundle)
    page = html_report.render(report, bundle).decode()
    wanting = [each for each in report.findings if each.message.startswith("Nobody could look for a consent banner")]
    assert len(wanting) > 5
    assert page.count(f"<b>{wanting[0].message}</b>") == page.count(wanting[0].message) == 1
    assert all(f'<li id="f-{each.id}">' in page for each in wanting)
