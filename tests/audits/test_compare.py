"""What changed between two audits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audits.compare import Comparison, compare
from audits.engine import audit, audit_case
from audits.inventory import build_case
from audits.model import Claim, Report
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
