"""A report in another language says the same, with its quotes as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from audits.engine import audit
from audits.reports import report_formats
from audits.translation import language, report_languages, say, say_count, say_list, say_number, speaking
from crawler.evidence.bundle import open_bundle

BAD = Path(__file__).parents[2] / "bundles" / "bad" / "bundle"


@pytest.mark.parametrize("tongue", report_languages())
def test_every_format_is_written_in_the_language_asked_for(tongue: str) -> None:
    bundle = open_bundle(BAD)
    report, plain = audit(bundle, language=tongue), audit(bundle)
    assert report.language == tongue
    assert [finding.id for finding in report.findings] == [finding.id for finding in plain.findings]
    assert [claim.quote for claim in report.claims] == [claim.quote for claim in plain.claims]
    page = report_formats()["html"][0].render(report, bundle).decode()
    assert f'<html lang="{tongue}">' in page
    if tongue != "en":
        assert report.summary.sentence != plain.summary.sentence
        assert "What to do first" not in page
        assert all(one.message != other.message for one, other in zip(report.findings, plain.findings, strict=True))


def test_english_is_the_source_and_what_nobody_translated_stays_english() -> None:
    assert report_languages() == ("en", "nl", "sv")
    with speaking("sv"):
        assert say("No catalogue holds this.") == "No catalogue holds this."
        assert say_list(["a", "b", "c"]) == "a, b och c"
        assert say_number(0.44) == "0,4"
        assert say_count(2, "{count} year", "{count} years") == "2 år"
    assert language() == "en"


def test_braces_in_a_sites_text_are_no_blanks() -> None:
    assert say("{name} is set", name="{0} {x}") == "{0} {x} is set"
