"""What fresh profiles were given alike tells nobody apart, unless a script has looked for what does."""

from __future__ import annotations

from dataclasses import replace

from audits.model import Outcome
from crawler.evidence.model import ApiUse, Phase
from tests.evidence import accepted, before, case_of, finding, rejected, stored

RELEASE, ANOTHER = "8f3a9c1d2e4b5a6f7c8d", "71b0e2d94c3f4a5586ee"
READ = ApiUse(
    api="canvas-read", script="https://www.shop.example/app.js", count=1, page=0, phase=Phase.LOOK, page_time_ms=90
)


def test_a_value_that_every_profile_got_is_the_same_for_all() -> None:
    alike = [stored("build", value=RELEASE)]
    (item,) = case_of(before(*alike), rejected(look=alike), accepted(look=alike)).items
    assert item.same_for_all


def test_one_profile_proves_nothing_and_differing_values_the_contrary() -> None:
    (alone,) = case_of(before(stored("build", value=RELEASE))).items
    (differing,) = case_of(
        before(stored("build", value=RELEASE)), rejected(look=[stored("build", value=ANOTHER)])
    ).items
    assert not alone.same_for_all
    assert not differing.same_for_all


def test_a_fingerprint_is_the_same_in_every_profile_of_one_browser() -> None:
    alike = [stored("visitor", value=RELEASE)]
    (item,) = case_of(replace(before(*alike), api_uses=(READ,)), rejected(look=alike)).items
    assert not item.same_for_all


def test_what_all_visitors_get_leaves_no_doubt_on_tracking() -> None:
    alike, own = [stored("build", value=RELEASE)], [stored("build", value=ANOTHER)]
    assert finding("trackers-before-consent", before(*alike), rejected(look=alike)).outcome is Outcome.PASSED
    assert finding("trackers-before-consent", before(*alike), rejected(look=own)).outcome is Outcome.CANT_TELL
