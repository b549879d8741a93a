"""Documents of every format become text with blocks whose offsets are exact."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.documents import MAX_BYTES, looks_empty, read_document
from crawler.documents.listing import GLYPHS
from crawler.evidence.text import BlockKind, DocumentText

HTML = "text/html; charset=utf-8"


def read(source: str, media_type: str | None = HTML, **more: str) -> DocumentText:
    return read_document(source.encode(), media_type=media_type, url=more.get("url"), file_name=more.get("file_name"))


def words(document: DocumentText, kind: BlockKind | None = None) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if kind is None or b.kind is kind]


def cells(document: DocumentText) -> dict[tuple[int | None, int | None], str]:
    return {(b.row, b.column): document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.CELL}


def check_offsets(document: DocumentText) -> None:
    end = -1
    for block in document.blocks:
        part = document.text[block.start : block.end]
        assert end < block.start < block.end <= len(document.text)
        assert part and part == part.strip() and "\n" not in part
        for link in block.links:
            assert block.start <= link.start < link.end <= block.end
        end = block.end
    assert not re.sub(_MARKS, "", _outside_blocks(document))


_MARKS = re.compile(rf"[\s\d().a-z·*–—{GLYPHS}\ufe0f-]")
"""What the marks of list items are made of, which are left out of their blocks."""


def _outside_blocks(document: DocumentText) -> str:
    outside = list(document.text)
    for block in document.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    return "".join(outside)


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<table>",
            "<tr>",
            "<td rowspan=3>",
            "<td colspan='9'>",
            "<th>",
            "</table>",
            "<ul>",
            "<li>",
            "<br>",
            "<b>",
            "</b>",
            "<a href='x'>",
            "</a>",
            "<h2>",
            "</h2>",
            "<details>",
            "<summary>",
            "<dl><dt>",
            "<dd>",
            "<pre>",
            "\n",
            " ",
            "cookie",
            "_ga",
            "e\u0301",
            "&#769;",
            "\u200b",
            "\u00ad",
            "&nbsp;",
            "<template>",
            "<nav>",
            "<footer>",
            "{%",
            "<?php",
            "?>",
            "---\n",
            "| a | b |\n|---|---|\n",
            "* ",
            "\x00",
            "\u2028",
            "<!--",
            "-->",
        ]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FRAGMENTS, st.sampled_from([HTML, "text/markdown", "text/plain", None]))
def test_every_block_is_an_exact_non_empty_slice_in_order(fragments: list[str], media_type: str | None) -> None:
    check_offsets(read("".join(fragments), media_type))


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=600),
    st.sampled_from([HTML, "text/plain", "application/pdf", "text/html; charset=nonsense", None]),
)
def test_any_bytes_are_read_without_an_error(raw: bytes, media_type: str | None) -> None:
    check_offsets(read_document(raw, media_type=media_type, url="https://site.example/[", file_name=None))


def test_any_damaged_pdf_is_read_without_an_error() -> None:
    document = read_document(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>", media_type="text/html", url=None)
    assert document.text == "" and document.truncated


def test_inline_tags_never_split_words_and_blocks_always_do() -> None:
    document = read("<p>coo<b>kie</b>s <i>and</i>\n more</p><div>one<div>two</div>three</div>")
    assert words(document) == ["cookies and more", "one", "two", "three"]


def test_text_is_normalised_once() -> None:
    document = read("<p>O\u0308l\u200b\u00adm\ufeff &nbsp; a<b>e</b>&#x301;</p>")
    assert document.text == "Ölm aé"


def test_line_breaks_end_lines_but_do_not_cut_a_sentence_in_two() -> None:
    document = read(
        "<p>Name: _ga<br>Purpose: statistics<br>we keep this text for as long as the law of the land<br>asks us to</p>"
    )
    assert words(document) == [
        "Name: _ga",
        "Purpose: statistics",
        "we keep this text for as long as the law of the land asks us to",
    ]


def test_main_without_body_keeps_its_place_and_the_title_is_read() -> None:
    document = read("<!doctype html><html lang=sv><title>Om kakor</title><main><h1>Kakor</h1><p>Vi använder kakor.")
    assert (document.title, document.language) == ("Om kakor", "sv")
    assert words(document) == ["Kakor", "Vi använder kakor."]


def test_scripts_menus_and_templates_are_left_out_and_the_policy_is_kept() -> None:
    policy = "We use cookies to keep you signed in and to count visits to our pages. " * 5
    document = read(
        f"<nav><a href=/>Home</a></nav><header><a href=/a>Shop</a><a href=/b>Help</a></header><style>p{{}}</style>"
        f"<main><header><h1>Cookies</h1></header><p>{policy}</p></main><script>var a='cookie'</script>"
        f"<footer><p>Updated 1 May 2024</p></footer><div role=navigation>Menu</div>"
    )
    assert words(document) == ["Cookies", policy.strip(), "Updated 1 May 2024"]


def test_a_policy_inside_a_template_or_menu_is_read_when_there_is_nothing_else() -> None:
    policy = "This component holds the whole policy about cookies on our site. " * 6
    assert policy.strip() in read(f"<template><nav><p>{policy}</p></nav></template>", None, file_name="Policy.vue").text


def test_tables_keep_their_grid_with_spans_and_header_cells() -> None:
    document = read(
        "<table><thead><tr><th>Provider<th>Name<th>Expiry</thead><tr><td rowspan=2>Google<td>_ga<td>2 years"
        "<tr><td>_gid<td>1 day<tr><td colspan=2>both<td></tr></table>"
    )
    assert cells(document) == {
        (0, 0): "Provider",
        (0, 1): "Name",
        (0, 2): "Expiry",
        (1, 0): "Google",
        (1, 1): "_ga",
        (1, 2): "2 years",
        (2, 1): "_gid",
        (2, 2): "1 day",
        (3, 0): "both",
    }
    assert [b.header for b in document.blocks] == [True] * 3 + [False] * 6
    google = document.blocks[3]
    assert (google.row_span, google.column_span, document.blocks[-1].column_span) == (2, 1, 2)


def test_a_table_made_of_roles_is_a_table_and_a_layout_table_is_none() -> None:
    roles = read("<div role=table><div role=row><span role=cell>_ga</span><span role=cell>1 day</span></div></div>")
    assert cells(roles) == {(0, 0): "_ga", (0, 1): "1 day"}
    layout = read("<table><tr><td><h2>Cookies</h2><table><tr><td>_ga<td>1 day</table></table>")
    assert words(layout, BlockKind.HEADING) == ["Cookies"] and cells(layout) == {(0, 0): "_ga", (0, 1): "1 day"}


def test_lists_have_numbers_and_levels() -> None:
    document = read("<ul><li>a<ul><li>b</ul></ul><ol><li>c</ol>")
    found = [(document.text[b.start : b.end], b.level, b.list) for b in document.blocks]
    assert [(text, level) for text, level, _ in found] == [("a", 0), ("b", 1), ("c", 0)]
    assert len({number for *_, number in found}) == 3


def test_definitions_and_accordions_are_terms_and_hidden_text_is_marked() -> None:
    document = read(
        "<dl><dt>_ga<dd>counts</dl><details><summary>More</summary><p>Inside</p></details><p style='display: none'>no"
    )
    assert words(document, BlockKind.TERM) == ["_ga", "More"] and words(document, BlockKind.DEFINITION) == ["counts"]
    assert {document.text[b.start : b.end] for b in document.blocks if b.hidden} == {"Inside", "no"}


def test_links_are_absolute_and_cover_their_words() -> None:
    document = read(
        "<p>See <a href='/cookies'> our <b>cookie</b> page</a> or <a href='#top'>up</a>.", url="https://a.example/x/y"
    )
    links = [(document.text[link.start : link.end], link.href) for b in document.blocks for link in b.links]
    assert links == [("our cookie page", "https://a.example/cookies"), ("up", "https://a.example/x/y#top")]


def test_languages_that_the_markup_declares_stay_with_their_blocks() -> None:
    document = read("<html lang=fi><p>Evästeet</p><section lang=sv><p>Kakor</p></section>")
    assert [block.language for block in document.blocks][-1] == "sv"


def test_markdown_tables_escapes_and_raw_html_are_read() -> None:
    document = read(
        "# Cookies\n\n| Name | Time |\n| --- | --- |\n| \\_ga | 2 *years* |\n| _hj_{id} | 1 day"
        " |\n\n- [policy](/p) **now**\n\n"
        "<div>\n\n    <p>raw</p>\n\n</div>\n",
        "text/markdown",
        url="https://a.example/",
    )
    assert (
        cells(document)[(1, 0)] == "_ga"
        and cells(document)[(1, 1)] == "2 years"
        and cells(document)[(2, 0)] == "_hj_{id}"
    )
    assert words(document, BlockKind.LIST_ITEM) == ["policy now"] and words(document)[-1] == "raw"
    assert document.blocks[1].header and not document.blocks[3].header


def test_front_matter_gives_the_title_and_the_records_kept_in_it() -> None:
    document = read(
        "---\ntitle: Kakor\ndraft: false\ncookies:\n  - name: _ga\n    purpose:\n      räknar\n      besök\n---\n",
        None,
        file_name="a.md",
    )
    assert document.title == "Kakor"
    assert words(document) == ["name", "_ga", "purpose", "räknar besök"]


def test_plain_text_has_headings_bullets_paragraphs_and_tables() -> None:
    document = read(
        "Cookies\n\nWe use cookies on this site to make it work as well as\nit can for"
        " everybody.\n\n • first\n • second\n   - inner\n\n"
        "_ga | 2 years\n_gid | 1 day\n\nName\tTime\nfoo_bar\t3 days\n",
        "text/plain",
    )
    assert words(document, BlockKind.HEADING) == ["Cookies"]
    assert words(document, BlockKind.PARAGRAPH) == [
        "We use cookies on this site to make it work as well as it can for everybody."
    ]
    assert [(document.text[b.start : b.end], b.level) for b in document.blocks if b.list] == [
        ("first", 0),
        ("second", 0),
        ("inner", 1),
    ]
    assert len({b.table for b in document.blocks if b.kind is BlockKind.CELL}) == 2


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        ("<p>Käyttö</p>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ('<meta charset="windows-1252"><p>Käyttö</p>'.encode("cp1252"), "text/html"),
        (b"\xff\xfe" + "<p>Käyttö</p>".encode("utf-16-le"), "text/html"),
        ("Käyttö".encode("cp1252"), None),
        ("\ufeffKäyttö".encode(), "text/plain"),
        ("Käyttö".encode(), "text/plain; charset=ascii"),
    ],
)
def test_character_sets_are_detected(raw: bytes, media_type: str | None) -> None:
    assert read_document(raw, media_type=media_type, url=None).text == "Käyttö"


def test_a_wrong_media_type_is_seen_through() -> None:
    page = "<!doctype html><html><body><p>We use <b>cookies</b>.</p></body></html>"
    assert read(page, "text/plain").text == "We use cookies."
    assert (
        read("# Cookies\n\nWe use **cookies**, see [here](x).\n\n- one\n", "text/plain").blocks[0].kind
        is BlockKind.HEADING
    )


def test_server_code_is_left_out_and_the_page_it_prints_is_read() -> None:
    document = read(
        "<?php $a->b('x') ?><p>Kept {{ name }}</p>{% if x %}{# note #}<?php echo '<div><p>Printed</p></div>';",
        None,
        file_name="p.php",
    )
    assert words(document) == ["Kept {{ name }}", "Printed"]


def test_pages_that_only_scripts_fill_look_empty() -> None:
    assert looks_empty(read("<div id=root></div><script src=app.js></script><noscript>Enable JavaScript</noscript>"))
    assert not looks_empty(read("<p>" + "We use cookies to make this work. " * 10))


@pytest.mark.parametrize(
    "raw",
    [
        b"<div>" * 100_000 + b"text" * 100,
        b"<ul><li>" * 50_000 + b"text" * 100,
        b"<table><tr><td>" * 20_000 + b"text" * 100,
        b"<p>" + b"a" * 1_000_000,
        b"<" * 1_000_000,
        b"<!--" * 200_000,
        b"<table>" + b"<tr><td rowspan=99999 colspan=99999>a" * 2_000,
    ],
    ids=["div", "list", "table", "line", "angle", "comment", "span"],
)
def test_crafted_pages_take_bounded_time(raw: bytes) -> None:
    started = time.process_time()
    check_offsets(read_document(raw, media_type="text/html", url=None))
    assert time.process_time() - started < 10


def test_a_document_beyond_the_bound_is_cut_and_says_so() -> None:
    document = read_document(b"<p>cookies</p>" * (MAX_BYTES // 14 + 10), media_type="text/html", url=None)
    assert document.truncated
    check_offsets(document)


def test_html_is_read_at_a_megabyte_a_second_at_least() -> None:
    raw = b"<p>We use cookies to <b>improve</b> the <a href='/x'>site</a> for you and for all others.</p>\n" * 10_000
    started = time.process_time()
    read_document(raw, media_type="text/html", url=None)
    assert len(raw) / 1e6 / (time.process_time() - started) > 1  # a machine of its own does eight


def test_a_consent_banner_in_the_page_is_no_part_of_the_policy() -> None:
    policy = "<h1>Cookies</h1>" + "<p>We use cookies to remember your basket and your language on this site.</p>" * 8
    banners = (
        '<div id="cookie-banner" hidden><p>We use cookies to track you.</p><button>Accept</button></div>',
        '<div role="dialog"><p>We use cookies to track you.</p></div>',
        "<dialog open><p>We use cookies to track you.</p></dialog>",
        '<section class="site__consent-modal"><p>We use cookies to track you.</p></section>',
    )
    for banner in banners:
        assert (
            "track you" not in read_document(f"<body>{policy}{banner}</body>".encode(), media_type=None, url=None).text
        )


def test_a_policy_shown_in_a_dialog_is_the_policy() -> None:
    policy = '<div role="dialog" class="cookie-modal"><p>We use cookies to remember your basket.</p></div>'
    assert "basket" in read_document(f"<body><h1>Shop</h1>{policy}</body>".encode(), media_type=None, url=None).text


def test_a_settings_panel_makes_statements_of_its_own() -> None:
    panel = (
        '<div class="cookie-modal">'
        + "<p>Necessary cookies keep you logged in and can't be turned off.</p>" * 8
        + "</div>"
    )
    page = f"<body>{'<p>We use cookies for what is said below.</p>' * 40}{panel}</body>"
    assert "turned off" in read_document(page.encode(), media_type=None, url=None).text


def test_paragraphs_after_a_heading_that_is_never_closed_are_no_headings() -> None:
    raw = b"<TITLE>Shop</TITLE><H1>Privacy policy<P>We use no cookies.<P>We keep orders for a year."
    text = read_document(raw, media_type="text/html", url=None)
    assert [block.kind for block in text.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    framed = read_document(b"<h1><div>Privacy</div></h1><h2><p>Cookies</p></h2>", media_type="text/html", url=None)
    assert {block.kind for block in framed.blocks} == {BlockKind.HEADING}


def test_bullets_of_a_text_processor_make_items_in_markdown() -> None:
    source = "Cookies are used to:\n\n  • keep you signed in\n  • count visits\n\n▪ Last one\n\nA price • and a dot\n"
    document = read(source, "text/markdown")
    check_offsets(document)
    assert words(document, BlockKind.LIST_ITEM) == ["keep you signed in", "count visits", "Last one"]
    assert words(document, BlockKind.PARAGRAPH) == ["Cookies are used to:", "A price • and a dot"]
