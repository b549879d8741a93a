"""Bundles made for measuring: whole, different from each other, and the same each time."""

from __future__ import annotations

from pathlib import Path

from audits.engine import audit
from crawler.evidence.bundle import open_bundle
from tests.bench.variations import GOLDEN, make, vary

SLY = GOLDEN / "sly" / "bundle"


def test_bundles_are_made_of_all_the_golden_ones_and_none_is_like_another(tmp_path: Path) -> None:
    golden = sorted(GOLDEN.glob("*/bundle"))
    made = make(golden, tmp_path, 2 * len(golden), jobs=1)
    assert len({open_bundle(path).sha256 for path in made}) == 2 * len(golden)


def test_a_varied_bundle_is_judged_without_errors_and_its_quotes_are_slices_of_its_text(tmp_path: Path) -> None:
    bundle = open_bundle(vary(open_bundle(SLY), tmp_path / "varied", 7))
    report = audit(bundle)
    texts = {document.url: bundle.text(document) for document in bundle.evidence.documents}
    assert not any(error.stage in ("rule", "claims") for error in report.errors)
    assert report.claims
    for claim in report.claims:
        text = texts[claim.document]
        assert text is not None
        assert text.text[claim.start : claim.end] == claim.quote


def test_a_varied_site_breaks_its_word_where_the_golden_one_does(tmp_path: Path) -> None:
    varied = audit(open_bundle(vary(open_bundle(SLY), tmp_path / "varied", 3)))
    failed = {finding.rule for finding in varied.findings if finding.outcome == "failed"}
    assert {finding.rule for finding in audit(open_bundle(SLY)).findings if finding.outcome == "failed"} <= failed


def test_the_same_number_gives_the_same_bundle(tmp_path: Path) -> None:
    one, other = (vary(open_bundle(SLY), tmp_path / name, 3) for name in ("one", "other"))
    assert open_bundle(one).sha256 == open_bundle(other).sha256
