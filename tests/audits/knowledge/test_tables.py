"""Contracts over every row of every table of audits/knowledge."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from audits.knowledge.cookies import CookieFact, compile_pattern, cookie_facts, find_cookie
from audits.knowledge.hosts import find_host, hosts
from audits.knowledge.lifetimes import NOT_TIMES, parse_iso_lifetime
from audits.knowledge.parties import registrable_domain
from audits.knowledge.tables import category_purposes, tables_in
from audits.knowledge.vendors import find_vendor, vendors
from audits.model import Purpose

# The standard library's own parse tree shows whether an expression can backtrack.
REPEATED_GROUP = re.compile(r"[)\]][*+?{].*[*+]|\([^)]*[*+][^)]*\)[*+{]")


def rows() -> list[CookieFact]:
    return list(cookie_facts())


def test_there_are_as_many_facts_as_promised():
    assert len(cookie_facts()) >= 900
    assert len(vendors()) + len(hosts()) >= 500


def test_every_cookie_row_has_a_purpose_that_says_something():
    assert [fact.pattern for fact in rows() if fact.purpose is Purpose.UNKNOWN] == []


def test_every_lifetime_is_iso_8601_or_one_of_the_words():
    wrong = [
        fact.pattern
        for fact in rows()
        if fact.lifetime is not None and fact.lifetime not in NOT_TIMES and not parse_iso_lifetime(fact.lifetime)
    ]
    assert wrong == []


def test_every_source_is_the_address_of_a_page_or_the_test_that_saw_it():
    sources = {fact.source for fact in rows() if fact.source}
    seen = {source.removeprefix("observed: ") for source in sources if source.startswith("observed: ")}
    pages = {source for source in sources if not source.startswith("observed: ")}
    assert seen and pages
    assert [source for source in pages if not urlsplit(source).netloc] == []
    assert [source for source in seen if not (Path(__file__).parents[3] / source).is_file()] == []


def test_every_source_of_a_file_is_used():
    for name, table in tables_in("cookies"):
        used = {row.get("source") for group in table["group"] for row in group["rows"]}
        assert set(table.get("sources", {})) <= used, name


def test_every_vendor_of_a_cookie_is_known_by_its_canonical_name():
    assert {fact.vendor for fact in rows() if fact.vendor} <= set(vendors())


def test_no_pattern_stands_twice_for_the_same_place():
    counted = Counter((fact.pattern, domain) for fact in rows() for domain in fact.domains or ("",))
    assert [place for place, count in counted.items() if count > 1] == []


def test_rows_have_a_name_or_an_expression_and_no_key_we_do_not_know():
    allowed = {"name", "regex", "domains", "lifetime", "source"}
    for file, table in tables_in("cookies"):
        assert set(table) <= {"sources", "group"}, file
        for group in table["group"]:
            assert set(group) <= {"vendor", "purpose", "storage", "rows"}, file
            for row in group["rows"]:
                assert set(row) <= allowed, row
                assert ("name" in row) != ("regex" in row), row


def test_vendorless_rows_stand_in_the_generic_file_only():
    for file, table in tables_in("cookies"):
        for group in table["group"]:
            assert ("vendor" not in group) == (file == "generic.toml"), (file, group["rows"][:1])


def test_expressions_cannot_backtrack():
    expressions = [fact.pattern for fact in rows() if fact.pattern.startswith("/") and fact.pattern.endswith("/")]
    assert expressions
    assert [expression for expression in expressions if REPEATED_GROUP.search(expression)] == []


def test_patterns_have_at_most_three_stars_and_some_letters():
    stars = [fact.pattern for fact in rows() if "*" in fact.pattern]
    assert [pattern for pattern in stars if pattern.count("*") > 3 or len(pattern.replace("*", "")) < 2] == []


def test_every_row_is_found_by_a_name_that_it_describes():
    """A longer pattern, or one bound to the domain, may be more telling; what is found must not be less so."""
    for fact in rows():
        if fact.pattern.startswith("/"):
            continue
        name = fact.pattern.replace("*", "x7")
        found = find_cookie(name, fact.domains[0] if fact.domains else None, min(fact.storage))
        assert compile_pattern(fact.pattern).fullmatch(name)
        assert found is not None, fact
        assert len(found.pattern) >= len(fact.pattern) or bool(found.domains) > bool(fact.domains), fact


def test_every_vendor_is_found_by_each_of_its_names():
    names = [(name, vendor.name) for vendor in vendors().values() for name in (vendor.name, *vendor.aliases)]
    found = [(name, fact.name if (fact := find_vendor(name)) else None) for name, _ in names]
    assert found == names


def test_every_vendor_has_a_company_a_country_and_a_category():
    for vendor in vendors().values():
        assert vendor.company, vendor
        assert re.fullmatch("[A-Z]{2}", vendor.country), vendor
        assert vendor.category in category_purposes(), vendor
        assert set(vendor.part_of) <= set(vendors()) - {vendor.name}, vendor


def test_every_host_is_plain_and_found_with_its_sub_domains():
    for host in hosts().values():
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host.host), host
        assert find_host(f"a.{host.host}") == host
        assert host.vendor is None or host.vendor in vendors(), host


def test_a_host_under_which_anybody_has_a_site_says_nothing_of_purpose():
    shared = [host for host in hosts().values() if registrable_domain(f"a.{host.host}") == f"a.{host.host}"]
    assert "github.io" in [host.host for host in shared]
    assert [host for host in shared if host.purpose is not Purpose.UNKNOWN] == []


def test_only_consent_tools_are_necessary_by_category():
    assert [category for category, purpose in category_purposes().items() if purpose is Purpose.NECESSARY] == [
        "consent"
    ]
