"""Declared cookies are read from tables, cards, lists and sentences in any layout."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.claims.declared import DeclaredCookie, declared_claims, declared_cookies, read_declaration
from audits.claims.declared.names import Shape, shape, split_names
from crawler.documents import read_document
from crawler.evidence.text import DocumentText


def page(source: str, media_type: str = "text/html") -> DocumentText:
    return read_document(source.encode(), media_type=media_type, url=None)


def cookies(source: str, language: str = "en", media_type: str = "text/html") -> list[DeclaredCookie]:
    return list(declared_cookies(page(source, media_type), language))


def names(source: str, language: str = "en", media_type: str = "text/html") -> list[str]:
    return [cookie.name for cookie in cookies(source, language, media_type)]


def table(*rows: str, head: str = "") -> str:
    lines = [f"<tr>{''.join(f'<th>{cell}' for cell in head.split('|'))}"] if head else []
    lines += [f"<tr>{''.join(f'<td>{cell}' for cell in row.split('|'))}" for row in rows]
    return f"<table>{''.join(lines)}</table>"


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("sv", "Namn|Leverantör|Syfte|Lagringstid"),
        ("nl", "Naam|Aanbieder|Doel|Bewaartermijn"),
        ("en", "Cookie|Provider|Purpose|Expiry"),
        ("nb", "Navn|Leverandør|Formål|Varighet"),
        ("nn", "Namn|Leverandør|Føremål|Levetid"),
        ("da", "Navn|Udbyder|Formål|Udløb"),
        ("fi", "Nimi|Palveluntarjoaja|Tarkoitus|Kesto"),
        ("de", "Name|Anbieter|Zweck|Speicherdauer"),
        ("fr", "Nom|Fournisseur|Finalité|Durée"),
        ("es", "Nombre|Proveedor|Finalidad|Duración"),
        ("it", "Nome|Fornitore|Finalità|Durata"),
        ("pl", "Nazwa|Dostawca|Cel|Okres przechowywania"),
        ("sv", ""),
        ("xx", "Α|Β|Γ|Δ"),
    ],
)
def test_header_words_of_any_language_or_none_at_all_name_the_columns(language: str, head: str) -> None:
    found = cookies(
        table(
            "_ga|Google LLC|Counts the visitors of this site|2 years",
            "NID|Google LLC|Keeps your settings for ads|6 months",
            head=head,
        ),
        language,
    )
    assert [(c.name, c.provider, c.purpose, c.lifetime) for c in found] == [
        ("_ga", "Google LLC", "Counts the visitors of this site", "P2Y"),
        ("NID", "Google LLC", "Keeps your settings for ads", "P6M"),
    ]


def test_columns_may_stand_in_any_order() -> None:
    (found,) = cookies(
        table("1 dag|Räknar besök på våra sidor|Google|_gid", head="Giltighetstid|Ändamål|Domän|Kaka"), "sv"
    )
    assert (found.name, found.lifetime, found.provider, found.purpose) == (
        "_gid",
        "P1D",
        "Google",
        "Räknar besök på våra sidor",
    )


def test_category_party_and_storage_are_read_from_cells() -> None:
    head = "Name|Category|Party|Type|Duration"
    found = cookies(
        table(
            "_fbp|Marketing|Third party|HTTP Cookie|3 months",
            "rc::a|Necessary|First party|Local storage|Persistent",
            head=head,
        )
    )
    assert [(c.category, c.party, c.storage, c.lifetime) for c in found] == [
        ("marketing", "third", None, "P3M"),
        ("necessary", "first", "local-storage", "until-deleted"),
    ]


def test_headings_over_a_table_carry_its_category_and_party() -> None:
    head = "Namn|Lagringstid"
    source = (
        f"<h2>Nödvändiga kakor</h2>{table('csrf_token|Session', head=head)}"
        f"<h2>Statistikkakor</h2><p>Dessa är tredjepartskakor:</p>{table('_ga|2 år', head=head)}"
    )
    assert [(c.name, c.category, c.party, c.lifetime) for c in cookies(source, "sv")] == [
        ("csrf_token", "necessary", None, "session"),
        ("_ga", "analytics", "third", "P2Y"),
    ]


@pytest.mark.parametrize(
    ("before", "category"),
    [
        ("We use Google Analytics only after you have agreed. The choice is kept in a cookie.", None),
        ("We ask you first. The following cookies are for analytics.", "analytics"),
        ("We use Google Analytics. It sets:", "analytics"),
        ("These are our analytics cookies.", "analytics"),
    ],
)
def test_only_what_leads_over_to_a_table_says_which_class_all_of_it_is(before: str, category: str | None) -> None:
    rows = table("basket_id|Keeps what you chose|7 days", head="Cookie|Purpose|Expiry")
    [cookie] = cookies(f"<p>{before}</p>{rows}")
    assert cookie.category == category


def test_a_row_with_one_cell_heads_the_rows_below_it() -> None:
    source = (
        "<table><tr><th>Name<th>Expiry<tr><td colspan=2>Marketing<tr><td>_fbp<td>90 days<tr>"
        "<td colspan=2>Analytics<tr><td>_ga<td>1 year</table>"
    )
    assert [(c.name, c.category) for c in cookies(source)] == [("_fbp", "marketing"), ("_ga", "analytics")]


def test_a_provider_reaches_down_over_its_rows() -> None:
    spans = (
        "<table><tr><th>Provider<th>Name<th>Expiry<tr><td rowspan=2>Google<td>_ga<td>2 years<tr>"
        "<td>_gid<td>1 day<tr><td>Meta<td>_fbp<td>3 months</table>"
    )
    assert [(c.name, c.provider) for c in cookies(spans)] == [("_ga", "Google"), ("_gid", "Google"), ("_fbp", "Meta")]
    blanks = "| Domaine | Nom | Durée |\n|---|---|---|\n| Google | \\_ga | 13 mois |\n| | \\_gid | 1 jour |\n"
    assert [c.provider for c in cookies(blanks, "fr", "text/markdown")] == ["Google", "Google"]


def test_parallel_lists_in_one_cell_are_read_side_by_side() -> None:
    found = cookies(table("_ga<br>_gid<br>_gat|Google|2 years<br>24 hours<br>1 minute", head="Name|Provider|Expiry"))
    assert [(c.name, c.lifetime) for c in found] == [("_ga", "P2Y"), ("_gid", "PT24H"), ("_gat", "PT1M")]


def test_several_names_in_one_cell_share_the_row() -> None:
    found = cookies(table("_ga, _gid and IDE|Google|2 years", head="Name|Provider|Expiry"))
    assert [(c.name, c.lifetime) for c in found] == [("_ga", "P2Y"), ("_gid", "P2Y"), ("IDE", "P2Y")]
    assert len({(c.start, c.end) for c in found}) == 1


def test_patterns_stay_as_written() -> None:
    rows = [
        "_ga_*|1 year",
        "_ga_&lt;container-id&gt;|1 year",
        "__Secure-xxxxx|1 year",
        "_pk_id.#|1 year",
        "wp-settings-{user id}|1 year",
        "rc::a|1 year",
    ]
    assert names(table(*rows, head="Name|Expiry")) == [
        "_ga_*",
        "_ga_<container-id>",
        "__Secure-xxxxx",
        "_pk_id.#",
        "wp-settings-{user id}",
        "rc::a",
    ]


def test_cookies_marked_as_not_in_use_are_not_declared() -> None:
    assert names(table("_ga|ja|2 år", "_gid|nej|1 dag", head="Namn|I bruk|Lagringstid"), "sv") == ["_ga"]


def test_rows_with_two_cells_under_four_headings_are_read_by_what_they_hold() -> None:
    found = cookies(
        table(
            "_ga|Google|Counts the visits to pages|2 years",
            "_gid|24 hours",
            "csrf_token|Protects the forms you send",
            head="Name|Provider|Purpose|Expiry",
        )
    )
    assert [(c.name, c.lifetime) for c in found] == [("_ga", "P2Y"), ("_gid", "PT24H"), ("csrf_token", None)]
    assert found[2].purpose == "Protects the forms you send"


def test_a_number_takes_its_unit_from_the_heading() -> None:
    assert [c.lifetime for c in cookies(table("_ga|730", "_gid|1", head="Name|Lifetime (days)"))] == ["P730D", "P1D"]


def test_labels_repeated_in_every_cell_are_no_content() -> None:
    rows = [f"Name<br>{name}|Purpose<br>Counts the visits to pages|Expiry<br>1 day" for name in ("_gid", "NID")]
    assert [(c.name, c.purpose, c.lifetime) for c in cookies(table(*rows, head="Name|Purpose|Expiry"))] == [
        ("_gid", "Counts the visits to pages", "P1D"),
        ("NID", "Counts the visits to pages", "P1D"),
    ]


def test_one_table_for_each_cookie_is_read() -> None:
    source = "".join(
        table(f"Naam|{name}", "Aanbieder|Voorbeeld BV", "Bewaartermijn|1 jaar") for name in ("_ga", "sessie_id")
    )
    assert [(c.name, c.provider, c.lifetime) for c in cookies(source, "nl")] == [
        ("_ga", "Voorbeeld BV", "P1Y"),
        ("sessie_id", "Voorbeeld BV", "P1Y"),
    ]


def test_cards_of_labelled_lines_are_read() -> None:
    source = (
        "<p><b>Namn:</b> _pk_id.#, _pk_ses.#<br><b>Syfte</b>: Räknar besök<br>"
        "<b>Typ och varaktighet:</b> Förstapartskaka som raderas efter 30 dagar</p>"
    )
    assert [(c.name, c.purpose, c.lifetime, c.party) for c in cookies(source, "sv")] == [
        ("_pk_id.#", "Räknar besök", "P30D", "first"),
        ("_pk_ses.#", "Räknar besök", "P30D", "first"),
    ]


def test_cards_under_a_heading_and_labels_within_one_line_are_read() -> None:
    source = (
        "<h2>Cookies</h2><h3>_ga</h3><p>Provider: Google</p><p>Expiry: 2 years</p>"
        "<p>Name: NID Provider: Google Purpose: Ads Expiry: 6 months</p>"
    )
    assert [(c.name, c.provider, c.lifetime) for c in cookies(source)] == [
        ("_ga", "Google", "P2Y"),
        ("NID", "Google", "P6M"),
    ]


def test_list_items_and_definitions_are_read() -> None:
    source = (
        "<h2>Cookies vi bruger</h2><ul><li><code>session_id"
        "</code>: Husker dit login. Varighed: Session. Førstepartscookie"
        "<li>_ga, _gid – Statistik (2 år)<li>csrf-token — Sikkerhed</ul><dl><dt>_fbp<dd>Annoncer i 3 måneder</dl>"
    )
    found = cookies(source, "da")
    assert [(c.name, c.lifetime) for c in found] == [
        ("session_id", "session"),
        ("_ga", "P2Y"),
        ("_gid", "P2Y"),
        ("csrf-token", None),
        ("_fbp", "P3M"),
    ]
    assert found[0].party == "first"


def test_names_in_sentences_are_read() -> None:
    source = (
        "<h2>Consent</h2><p>We remember your choice. The cookie “site_consent” keeps it for 1 year. It holds no id.</p>"
    )
    (found,) = cookies(source)
    text = page(source).text
    assert (found.name, found.lifetime) == ("site_consent", "P1Y")
    assert text[found.start : found.end] == "The cookie “site_consent” keeps it for 1 year."


def test_text_tables_and_quoted_rows_are_read() -> None:
    assert names("Cookies\n\nName\tExpiry\n_ga\t2 years\n", "en", "text/plain") == ["_ga"]
    rst = (
        'Cookies\n=======\n\n.. csv-table::\n   :header: "Name", "Purpose", "Expires"\n\n  '
        ' "jwtToken", "Keeps you signed in", "30 minutes"\n'
    )
    assert [(c.name, c.lifetime) for c in cookies(rst, "en", "text/plain")] == [("jwtToken", "PT30M")]


@pytest.mark.parametrize(
    "source",
    [
        table("Google Analytics|Counts visits|2 years", "Hotjar|Records visits|1 year", head="Name|Purpose|Expiry"),
        table("Google|Irland|Statistik över besök", "Meta|USA*|Annonser i flöden", head="Leverantör|Plats|Syfte"),
        table("Order data|7 years", "E-mail|90 days", head="Data|Retention"),
        "<h2>Cookies</h2><ul><li>YouTube: plays videos<li>LinkedIn – shares pages"
        "<li>Session-Cookies: deleted after 1 day</ul>",
        "<p>We use JavaScript and cookies. Write to privacy_team@site.example about cookies.</p>",
        "<p>Cookies are kept in localStorage. See https://site.example/cookie_policy.html for the cookies.</p>",
        "<h2>Contact</h2><p>Name: Anna Berg<br>Phone: 0123<br>Address: High Street 1</p>",
        "<p>[Your e-mail]</p>",
    ],
)
def test_vendors_data_and_addresses_are_no_cookies(source: str) -> None:
    assert names(source) == []


def test_vendor_tables_are_left_to_the_prose_reader_and_cookie_tables_are_not() -> None:
    text = page(
        "<p>Intro.</p>"
        + table("Google Analytics|Counts visits", head="Service|Purpose")
        + table("_ga|2 years", head="Name|Expiry")
    )
    consumed = read_declaration(text, "en").consumed
    assert [text.text[start:end] for start, end in consumed] == ["Name\nExpiry\n_ga\n2 years"]


def test_claims_quote_the_row_exactly_and_leave_unknown_params_out() -> None:
    text = page("<p>Intro</p>" + table("_ga|Google|2 years", head="Name|Provider|Expiry"))
    (claim,) = declared_claims(text, "digest", dict.fromkeys(range(len(text.blocks)), "en"))
    assert claim.quote == text.text[claim.start : claim.end] == "_ga\nGoogle\n2 years"
    assert claim.params == {"name": "_ga", "provider": "Google", "lifetime": "P2Y"}
    assert (claim.type, claim.language, claim.document_sha256) == ("cookie", "en", "digest")


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("_ga", Shape.STRONG),
        ("hj*", Shape.STRONG),
        ("rc::c", Shape.STRONG),
        ("haveSeenPopUp", Shape.STRONG),
        ("NID", Shape.MEDIUM),
        ("YouTube", Shape.MEDIUM),
        ("csrf-token", Shape.MEDIUM),
        ("USA*", Shape.MEDIUM),
        ("session", Shape.WEAK),
        ("two words", Shape.NONE),
        ("https://a.example", Shape.NONE),
        ("12.5", Shape.NONE),
        ("[Your name]", Shape.NONE),
        ("", Shape.NONE),
        ("localStorage", Shape.NONE),
    ],
)
def test_names_are_graded_by_their_shape(text: str, grade: Shape) -> None:
    assert shape(text) is grade


def test_names_are_split_with_their_places() -> None:
    text = "`_ga` (Google), _gid / IDE; wp_{user id}"
    assert split_names(text, 10) == [
        (name, 10 + text.index(name), 10 + text.index(name) + len(name))
        for name in ("_ga", "_gid", "IDE", "wp_{user id}")
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<th>",
            "<td rowspan=2>",
            "<li>",
            "<ul>",
            "<p>",
            "<h2>",
            "<br>",
            "<dt>",
            "<dd>",
            "_ga",
            "NID",
            "Name",
            "Name: ",
            "Purpose: ",
            "Expiry",
            "2 years",
            "Session",
            "cookie ",
            ", ",
            " – ",
            "(",
            ")",
            "{",
            "Google",
            "Marketing",
            "yes",
            " ",
            "x" * 200,
            "ä",
            "_",
            "*",
        ]
    ),
    max_size=40,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_every_quote_is_exact_and_inside_the_document(pieces: list[str]) -> None:
    text = page("".join(pieces))
    for claim in declared_claims(text, "d", "en"):
        assert claim.quote and claim.quote == text.text[claim.start : claim.end] and claim.params["name"]
    ends = [0, *(end for _, end in read_declaration(text, "en").consumed)]
    starts = [start for start, _ in read_declaration(text, "en").consumed]
    assert all(before <= start for before, start in zip(ends, starts, strict=False))


def test_a_very_long_list_takes_bounded_time() -> None:
    text = page(
        table(*["_ga_x|Google|Counts the visits to pages|2 years"] * 5_000, head="Name|Provider|Purpose|Expiry")
    )
    started = time.process_time()
    assert len(declared_claims(text, "d", "en")) == 5_000
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "cell", ["(a, " * 50_000, "_ga, " * 50_000, "a" * 500_000, "cookie _x " * 20_000, "name: " * 50_000]
)
def test_a_crafted_cell_or_paragraph_takes_bounded_time(cell: str) -> None:
    text = page(table(f"{cell}|2 years", "_ga|1 day", head="Name|Expiry") + f"<p>cookie {cell}</p><ul><li>{cell}</ul>")
    started = time.process_time()
    declared_claims(text, "d", "en")
    assert time.process_time() - started < 10


def test_a_table_of_one_cookie_may_name_it_after_its_provider() -> None:
    source = table(
        "Name|Beispiel Analytics", "Anbieter|Beispiel GmbH", "Cookie Name|_ex,_exid", "Cookie Laufzeit|2 Jahre"
    )
    assert [(c.name, c.provider, c.lifetime) for c in cookies(source, "de")] == [
        ("_ex", "Beispiel GmbH", "P2Y"),
        ("_exid", "Beispiel GmbH", "P2Y"),
    ]


def test_labels_set_as_headings_make_a_card() -> None:
    source = "<h4>Statistik</h4><h5>Namn</h5><div>_ex</div><h5>Utgång</h5><div>2 år</div><h5>Namn</h5><div>_exid</div>"
    source += "<h5>Utgång</h5><div>1 dag</div>"
    assert [(c.name, c.lifetime, c.category) for c in cookies(source, "sv")] == [
        ("_ex", "P2Y", "analytics"),
        ("_exid", "P1D", "analytics"),
    ]


def test_a_title_with_labelled_lines_below_makes_a_card_and_a_brand_does_not() -> None:
    card = "<h2>Cookies</h2><h3>PHPSESSID</h3><p>Keeps the session.</p><p>Expires: session</p>"
    assert [(c.name, c.purpose, c.lifetime) for c in cookies(card)] == [("PHPSESSID", "Keeps the session.", "session")]
    nested = "<ul><li>_ex<ul><li>Syfte: statistik</li><li>Lagringstid: 2 år</li></ul></li></ul>"
    assert [(c.name, c.purpose, c.lifetime) for c in cookies(nested, "sv")] == [("_ex", "statistik", "P2Y")]
    assert names("<h2>Cookies</h2><h3>YouTube</h3><p>Provider: Google</p><p>Purpose: shows videos</p>") == []


def test_names_alone_on_a_line_take_the_paragraphs_below_them() -> None:
    source = (
        "<h2>Cookies</h2><p><b>_ex</b></p><p>Counts visits.</p><p>2 years</p><p><b>_exid</b></p>"
        "<p>Same.</p><p>1 day</p>"
    )
    assert [(c.name, c.purpose, c.lifetime) for c in cookies(source)] == [
        ("_ex", "Counts visits.", "P2Y"),
        ("_exid", "Same.", "P1D"),
    ]


def test_a_list_of_names_with_lifetimes_needs_no_word_for_cookie() -> None:
    source = "<h3>Analytics</h3><p>Trackers:</p><ul><li>_ex (duration: 2 years)</li><li>AMP_TOKEN: 1 hour</li></ul>"
    assert [(c.name, c.lifetime) for c in cookies(source)] == [("_ex", "P2Y"), ("AMP_TOKEN", "PT1H")]


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("We set the cookies _ga (2 years), _gid (24 hours) and _gat (1 minute).", ["P2Y", "PT24H", "PT1M"]),
        ("The cookies _ga and _gid are kept for 13 months.", ["P13M", "P13M"]),
        ("The cookie _ga is kept for 2 years, _gid only until tomorrow; both go after 26 months.", ["P2Y", "P26M"]),
    ],
)
def test_each_name_in_a_sentence_has_the_time_that_stands_behind_it(sentence: str, times: list[str]) -> None:
    assert [cookie.lifetime for cookie in cookies(f"<h1>Cookies</h1><p>{sentence}</p>")] == times


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        (
            "The cookies _ga (2 years), IDE (13 months), fr (3 months) and NID (6 months) are set.",
            "en",
            "_ga IDE fr NID",
        ),
        ("Daarbij worden de cookies IDE (13 maanden) en _gcl_au (90 dagen) geplaatst.", "nl", "IDE _gcl_au"),
        ("Vi sätter kakorna _ga, _gid och IDE.", "sv", "_ga _gid IDE"),
        ("Die Cookies _ga (2 Jahre) und Statistik (1 Jahr) werden gesetzt.", "de", "_ga"),
        ("We use the cookie _ga for statistics (2 years) and ads.", "en", "_ga"),
        ("The cookie _ga (Google LLC, USA) and GDPR have nothing in common.", "en", "_ga"),
    ],
)
def test_names_in_one_row_with_an_unmistakable_one_are_read(sentence: str, language: str, expected: str) -> None:
    assert " ".join(names(f"<h1>Cookies</h1><p>{sentence}</p>", language)) == expected


def test_the_time_in_brackets_behind_a_name_is_its_own() -> None:
    item = "<h1>Cookies</h1><ul><li>_ga (2 years), used with _x for a test that takes (15 minutes)</ul>"
    assert {cookie.name: cookie.lifetime for cookie in cookies(item)}["_ga"] == "P2Y"


@pytest.mark.parametrize(
    "source",
    [
        "<h1>Cookies</h1><p>__pza Counts visitors.<br>__pzb Tells sessions apart. 30 minutes",
        "<h1>Cookies</h1><p>__pza Counts visitors. __pzb Tells sessions apart. 30 minutes",
        "<h1>Cookies</h1><p>__pza  Counts visitors.<p>__pzb  Tells sessions apart. 30 minutes",
        "<h1>Cookies</h1><p>__pza (statistics) — counts visits. __pzb (statistics, 30 minutes) — tells them apart.",
    ],
)
def test_lines_that_begin_with_a_name_declare_it_without_any_mark(source: str) -> None:
    found = cookies(source)
    assert [(cookie.name, cookie.lifetime) for cookie in found] == [("__pza", None), ("__pzb", "PT30M")]


def test_a_name_at_the_start_of_a_single_sentence_begins_no_list() -> None:
    assert names("<h1>About us</h1><p>snake_case is how we write names here. We like it.") == []


def test_a_line_that_is_a_time_is_the_time_of_the_name_above() -> None:
    source = (
        "<h1>Cookies</h1><p>__pza<p>2 years from update<p>Tells users and sessions apart."
        "<p>__pzb<p>10 minutes<p>Slows requests down."
    )
    assert [(cookie.lifetime, cookie.purpose) for cookie in cookies(source)] == [
        ("P2Y", "Tells users and sessions apart."),
        ("PT10M", "Slows requests down."),
    ]


def test_a_name_in_a_list_keeps_the_star_it_ends_in() -> None:
    found = names("# Cookies\n\n- _ga_* - tells visitors apart\n- **_hj_*** – heat maps\n", media_type="text/markdown")
    assert found == ["_ga_*", "_hj_*"]


def test_a_short_plain_name_counts_behind_a_technical_one() -> None:
    found = names("# Cookies\n\n- _fbp, fr: advertising\n- _gid: statistics\n", media_type="text/markdown")
    assert found == ["_fbp", "fr", "_gid"]


@pytest.mark.parametrize(
    ("line", "lifetime"),
    [
        ("_sid: keeps the session of the visitor", None),
        ("_sid: session", "session"),
        ("_sid: session cookie", "session"),
        ("_sid: remembers the cart (browser session)", "session"),
        ("_sid: remembers the cart, duration: session", "session"),
    ],
)
def test_a_session_that_is_spoken_of_is_no_lifetime(line: str, lifetime: str | None) -> None:
    [cookie] = cookies(f"# Cookies\n\n- {line}\n", media_type="text/markdown")
    assert cookie.lifetime == lifetime


def test_a_row_names_its_class_between_commas_whatever_leads_over_to_it() -> None:
    rows = "<li>choice_kept – keeps your choice, necessary, 1 year</li><li>_ga – Google, statistics, 2 years</li>"
    found = cookies(f"<p>We set marketing cookies only with your consent.</p><ul>{rows}</ul>")
    assert [cookie.category for cookie in found] == ["necessary", "analytics"]
