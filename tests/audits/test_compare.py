"""What changed between two audits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audits.compare import Comparison, compare
from audits.engine import audit, audit_case
from audits.engine.waivers import Waiver
from audits.inventory import build_case
from audits.model import Claim, Report
from audits.reports.comparison_page import render_comparison
from audits.rules import discover_rules
from crawler.evidence.model import Visit
from tests.evidence import accepted, before, claim, cookie, request, sealed

GA = cookie("_ga", life="P2Y")


def report(folder: Path, *visits: Visit, claims: tuple[Claim, ...] = ()) -> Report:
    bundle = sealed(folder, *visits, policy="A policy without a statement.")
    return audit_case(replace(build_case(bundle), claims=claims), bundle)


def rules(rows: tuple[object, ...]) -> set[str]:
    return {row["rule"] for row in rows}  # type: ignore[index]


def test_two_audits_of_the_same_bundle_differ_in_nothing(tmp_path: Path) -> None:
    bundle = sealed(tmp_path / "bundle", before(GA))
    found = compare(audit(bundle), audit(bundle))
    assert found.is_empty
    assert rules(found.unchanged_findings) >= {"cookies-before-consent"}


def test_problems_are_new_then_fixed(tmp_path: Path) -> None:
    clean, dirty = report(tmp_path / "a", before()), report(tmp_path / "b", before(GA))
    assert "cookies-before-consent" in rules(compare(clean, dirty).new_findings)
    assert "cookies-before-consent" in rules(compare(dirty, clean).fixed_findings)
    assert [row["name"] for row in compare(clean, dirty).cookies_new] == ["_ga"]
    assert [row["name"] for row in compare(dirty, clean).cookies_gone] == ["_ga"]


def test_a_problem_with_other_subjects_is_the_same_problem_changed(tmp_path: Path) -> None:
    one, two = report(tmp_path / "a", before(GA)), report(tmp_path / "b", before(GA, cookie("_fbp", life="P90D")))
    (change,) = [each for each in compare(one, two).changed_findings if each.after["rule"] == "cookies-before-consent"]
    assert change.fields == ("severity", "subjects")


def test_claims_are_added_removed_and_reworded(tmp_path: Path) -> None:
    old = claim("no-sale", "We never sell your data."), claim("transfer", "Data stays in the EU.", region="eea-only")
    new = claim("no-sale", "We never sell your personal data."), claim("degraded", "It may break.", degraded=True)
    one, two = report(tmp_path / "a", before(), claims=old), report(tmp_path / "b", before(), claims=new)
    found = compare(one, two)
    assert [row["type"] for row in found.claims_added] == ["degraded"]
    assert [row["type"] for row in found.claims_removed] == ["transfer"]
    assert [(each.before["type"], each.fields) for each in found.claims_reworded] == [("no-sale", ("quote",))]


def test_cookies_change_in_state_and_lifetime_but_not_by_moments(tmp_path: Path) -> None:
    one = report(tmp_path / "a", before(GA), accepted(look=[GA]))
    later = cookie("_ga", life="P1Y")
    two = report(tmp_path / "b", before(), accepted(later))
    (change,) = compare(one, two).cookies_changed
    assert change.fields == ("states", "lifetime_s")
    three = report(tmp_path / "c", before(cookie("_ga", life="P731D")), accepted(look=[cookie("_ga", life="P731D")]))
    assert compare(one, three).cookies_changed == ()


def test_hosts_come_and_go(tmp_path: Path) -> None:
    one = report(tmp_path / "a", before(requests=[request("https://a.example.net/x")]))
    two = report(tmp_path / "b", before(requests=[request("https://b.example.net/x")]))
    found: Comparison = compare(one, two)
    assert (found.hosts_new, found.hosts_gone) == (("b.example.net",), ("a.example.net",))
    assert not found.is_empty


def test_a_failure_that_can_no_longer_be_decided_is_not_fixed(tmp_path: Path) -> None:
    one, two = report(tmp_path / "a", before(GA)), report(tmp_path / "b", before(status=503))
    found = compare(one, two)
    assert "cookies-before-consent" not in rules(found.fixed_findings)
    (change,) = [each for each in found.changed_findings if each.after["rule"] == "cookies-before-consent"]
    assert "outcome" in change.fields


def test_a_cookie_under_another_name_is_one_that_changed(tmp_path: Path) -> None:
    script = "https://www.shop.example/track.js"
    first = cookie("zq_a81f", life="P1Y", by=script, value="b7e23ec29af22b0b4e41")
    second = cookie("zq_77c0", life="P1Y", by=script, value="0f9e23ec29af22b0b4e4")
    found = compare(report(tmp_path / "a", before(first)), report(tmp_path / "b", before(second)))
    assert (found.cookies_new, found.cookies_gone) == ((), ())
    assert [(each.before["name"], each.after["name"]) for each in found.cookies_changed] == [("zq_a81f", "zq_77c0")]


def test_a_new_failure_that_is_waived_makes_it_no_worse(tmp_path: Path) -> None:
    waivers = [Waiver(rule=loaded.rule.id, reason="Known.", place="here") for loaded in discover_rules()]
    clean = audit(sealed(tmp_path / "a", before()))
    dirty = sealed(tmp_path / "b", before(GA))
    assert compare(clean, audit(dirty)).got_worse
    assert not compare(clean, audit(dirty, waivers=waivers)).got_worse
    assert compare(audit(dirty, waivers=waivers), audit(dirty)).changed_findings[0].fields == ("waived",)


def test_the_page_shows_every_change_and_hostile_text_as_text(tmp_path: Path) -> None:
    hostile = cookie("<script>alert(1)</script>", life="P1Y")
    old = (claim("no-sale", "We never sell <b>data</b>."),)
    one = report(tmp_path / "a", before(requests=[request("https://a.example.net/x")]), claims=old)
    two = report(tmp_path / "b", before(GA, hostile))
    page = render_comparison(compare(one, two))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "We never sell &lt;b&gt;data" in page
    assert "cookies-before-consent" in page
    assert "a.example.net" in page
    assert page == render_comparison(compare(one, two))
    assert "Nothing changed." in render_comparison(compare(one, one))
