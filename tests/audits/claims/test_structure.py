"""What stands over a sentence decides what it says: lead-ins, headings, rows; and what is no claim at all."""

from __future__ import annotations

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document


def claims_of(html: str) -> tuple[Claim, ...]:
    return extract_claims(read_document(html.encode(), media_type="text/html; charset=utf-8", url=None), "0" * 64)


def types_of(html: str) -> set[str]:
    return {claim.type for claim in claims_of(html)}


def test_a_negated_lead_in_denies_every_item_of_its_list() -> None:
    found = claims_of("<h1>Cookies</h1><p>We do not use:</p><ul><li>Google Analytics</li><li>tracking pixels</li></ul>")
    assert {claim.type for claim in found} == {"no-cookies"}


def test_a_negated_swedish_lead_in_turns_selling_and_sharing_round() -> None:
    found = claims_of(
        "<h1>Cookies</h1><p>Vi kommer inte att:</p><ul><li>sälja dina personuppgifter</li>"
        "<li>dela dina uppgifter med tredje part</li></ul>"
    )
    assert "no-sale" in {claim.type for claim in found}
    assert [claim.params["shared"] for claim in found if claim.type == "sharing"] == [False]


def test_the_vendor_that_is_replaced_is_not_used() -> None:
    found = claims_of("<h1>Cookies</h1><p>In plaats van Google Analytics gebruiken wij Matomo.</p>")
    assert [claim.params["vendor"] for claim in found if claim.type == "service"] == ["Matomo"]


def test_a_list_under_a_lead_in_names_the_categories() -> None:
    found = claims_of(
        "<h1>Cookies</h1><p>We use cookies to:</p><ul><li>keep you logged in</li><li>show relevant ads</li></ul>"
    )
    assert [claim.params["category"] for claim in found if claim.type == "category"] == ["necessary", "marketing"]


def test_an_explanation_of_cookies_is_no_claim() -> None:
    assert (
        types_of(
            "<p>A cookie is a small text file. Many websites use cookies to remember the preferences of visitors.</p>"
        )
        == set()
    )


def test_quoted_law_is_no_claim() -> None:
    assert types_of("<h1>Cookies</h1><p>Enligt lagen ska alla besökare ge sitt samtycke till cookies.</p>") == set()


def test_what_may_come_one_day_is_no_claim() -> None:
    assert (
        types_of(
            "<h1>Cookies</h1><p>Om vi i framtiden börjar använda marknadsföringscookies frågar vi om ditt samtycke.</p>"
        )
        == set()
    )


def test_where_to_read_more_is_no_claim() -> None:
    assert types_of("<h1>Cookies</h1><p>Read more about how Google uses data from its partners.</p>") == set()


def test_a_refusal_of_tracking_is_not_read_from_what_a_browser_can_do() -> None:
    found = types_of("<h1>Cookies</h1><p>U kunt uw browser zo instellen dat er geen cookies worden opgeslagen.</p>")
    assert "no-cookies" not in found and "browser-control" in found


def vendors_of(html: str) -> list[object]:
    return [claim.params["vendor"] for claim in claims_of(html) if claim.type == "service"]


def test_a_vendor_in_brackets_after_what_is_denied_is_denied() -> None:
    assert (
        vendors_of("<h1>Cookies</h1><p>At present we use no analytics cookies (Google Analytics, Plausible).</p>") == []
    )


def test_an_analytics_service_is_used_wherever_it_is_stated() -> None:
    html = "<h1>Privacy</h1><h2>Third parties</h2><p>Data goes to third parties such as Hotjar.</p>"
    assert vendors_of(html) == ["Hotjar"]


def test_a_way_to_opt_out_of_a_service_does_not_say_that_it_is_used() -> None:
    assert vendors_of("<h1>Cookies</h1><p>You can opt out of Google Analytics on all websites.</p>") == []


def test_a_site_that_is_a_vendor_does_not_use_itself() -> None:
    html = (
        "<h1>Cookies</h1><p>Doctolib uses cookies. Doctolib sets these cookies itself.</p>"
        "<p>Doctolib answers at privacy@doctolib.example.</p>"
    )
    assert vendors_of(html) == []


def test_a_vendor_in_the_genitive_owns_its_service() -> None:
    html = "<h1>Cookies</h1><p>Vi använder Facebooks pixel och Googles Analytics.</p>"
    assert sorted(map(str, vendors_of(html))) == ["Google Analytics", "Meta (Facebook) pixel"]


def test_cookies_of_others_and_of_the_site_are_both_told() -> None:
    found = claims_of("<h1>Cookies</h1><p>These cookies are placed by us or by third parties.</p>")
    assert {claim.params["party"] for claim in found if claim.type == "party"} == {"first", "third"}


def test_a_part_of_the_page_that_may_set_cookies_is_embedded() -> None:
    found = claims_of("<h1>Cookies</h1><p>This is what we use on the site. Google Fonts may set technical cookies.</p>")
    assert {claim.type for claim in found} >= {"embedded", "party"}


def test_a_table_just_below_is_no_list_elsewhere() -> None:
    html = (
        "<h1>Cookies</h1><p>The following table lists the cookies that we use.</p>"
        "<table><tr><th>Name</th><th>Purpose</th></tr><tr><td>sid</td><td>Login</td></tr></table>"
    )
    assert "cookie-list" not in types_of(html)


def test_sharing_for_a_purpose_claims_no_category() -> None:
    html = "<h1>Cookies</h1><p>We share information with third parties for advertising and analysis.</p>"
    assert "category" not in types_of(html)


def test_an_ordinal_day_before_a_capital_month_ends_no_sentence() -> None:
    page = "<h1>Datenschutz</h1><p>Wir verwenden auf dieser Website Cookies, damit Sie angemeldet bleiben.</p>"
    (claim,) = [c for c in claims_of(f"{page}<p>Letzte Aktualisierung: 12. März 2024</p>") if c.type == "updated"]
    assert claim.params == {"date": "2024-03-12"}


def test_two_lifetimes_in_a_sentence_keep_their_subjects() -> None:
    told = "Session cookies are deleted when you close your browser, and the other cookies are stored for 12 months."
    found = {(c.params["subject"], c.params["duration"]) for c in claims_of(f"<h1>Cookies</h1><p>{told}</p>")}
    assert found == {("session cookies", "session"), ("cookies", "P12M")}


def test_the_country_at_the_end_of_an_address_is_no_transfer() -> None:
    told = "YouTube is operated by Google LLC (1600 Amphitheatre Parkway, Mountain View, CA 94043, USA)."
    assert "transfer" not in types_of(f"<h1>Cookies</h1><p>{told}</p>")


def test_the_two_halves_of_no_cookies_or_trackers_are_two_denials() -> None:
    (every, some) = [
        c.params["kind"]
        for c in claims_of("<h1>Cookies</h1><p>This website uses no cookies or analytics tools.</p>")
        if c.type == "no-cookies"
    ]
    assert every == ["all"] and "analytics" in some


def test_what_does_not_work_without_cookies_is_no_denial_of_what_is_listed() -> None:
    html = (
        "<h2>Notwendige Cookies</h2><p>Ohne sie würden diese Funktionen nicht funktionieren:</p>"
        "<ul><li>Warenkorb</li><li>Cookie-Einstellungen speichern</li></ul>"
    )
    assert "no-cookies" not in types_of(html)


def test_yes_or_no_to_another_question_does_not_say_that_a_cookie_is_unused() -> None:
    html = (
        "<h2>Cookies</h2><table><tr><th>Cookie name</th><th>Purpose</th><th>Is it essential?</th></tr>"
        "<tr><td>basket_id</td><td>Keeps what you have put in the basket.</td><td>No</td></tr></table>"
    )
    assert [claim.params["name"] for claim in claims_of(html) if claim.type == "cookie"] == ["basket_id"]


def test_plain_words_alone_in_a_row_head_the_rows_below() -> None:
    html = (
        "<h2>Cookies</h2><table><tr><th>Name</th><th>Owner</th><th>Purpose</th></tr>"
        "<tr><td>Nice-to-haves</td><td></td><td></td></tr>"
        "<tr><td>basket_id</td><td>Shop</td><td>Keeps what you have put in the basket.</td></tr></table>"
    )
    assert [claim.params["name"] for claim in claims_of(html) if claim.type == "cookie"] == ["basket_id"]


def test_a_line_on_a_kind_of_cookies_parts_the_lists_above_and_below_it() -> None:
    html = (
        "<p>Analytics cookies</p><p>These cookies count visits:</p><ul><li>_ga: tells visitors apart</li></ul>"
        "<p>Functional cookies</p><p>These cookies remember your language:</p><ul><li>site_lang: language</li></ul>"
    )
    kinds = [claim.params["category"] for claim in claims_of(html) if claim.type == "category"]
    assert kinds == ["analytics", "functional"]
