"""What a consent manager declares becomes a document from which audits read its cookies."""

from __future__ import annotations

from pathlib import Path

from audits.claims.declared import declared_cookies
from crawler.consent.declaration import declaration_document, parse_declaration, store_declaration
from crawler.documents import read_document
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import DocumentKind

RAW = {
    "manager": "cookiebot",
    "rows": [
        {"name": "_ga", "provider": "google.com", "purpose": "Registers a unique ID.", "lifetime": "2 years",
         "storage": "HTTP Cookie", "category": "statistics"},
        {"name": "_fbp", "provider": "Meta", "purpose": "Shows <b>advertising</b>.", "lifetime": "3 months",
         "storage": "HTTP Cookie", "category": "marketing"},
        {"name": "_ga", "provider": "google.com", "purpose": "Registers a unique ID.", "lifetime": "2 years",
         "storage": "HTTP Cookie", "category": "statistics"},
        {"name": "", "provider": "nobody"},
        "no row",
    ],
    "html": "",
}  # fmt: skip


def test_rows_become_a_table_that_audits_read() -> None:
    declaration = parse_declaration(RAW)
    assert declaration is not None and [row.name for row in declaration.rows] == ["_ga", "_fbp"]
    text = read_document(declaration_document(declaration), media_type="text/html", url=None)
    found = {cookie.name: cookie for cookie in declared_cookies(text, "en")}
    assert sorted(found) == ["_fbp", "_ga"]
    assert (found["_ga"].lifetime, found["_fbp"].lifetime) == ("P2Y", "P3M")
    assert "<b>advertising</b>" in text.text and found["_ga"].provider == "google.com"


def test_the_same_declaration_gives_the_same_bytes() -> None:
    first, second = parse_declaration(RAW), parse_declaration(RAW)
    assert first is not None and second is not None
    assert declaration_document(first) == declaration_document(second)


def test_a_managers_own_element_is_kept_as_it_is() -> None:
    shown = "<table><tr><th>Cookie</th><th>Expiry</th></tr><tr><td>_pk_id</td><td>13 months</td></tr></table>"
    declaration = parse_declaration({"manager": "complianz", "rows": [], "html": shown})
    assert declaration is not None
    text = read_document(declaration_document(declaration), media_type="text/html", url=None)
    assert [cookie.name for cookie in declared_cookies(text, "en")] == ["_pk_id"]


def test_a_declaration_is_stored_as_a_document(tmp_path: Path) -> None:
    declaration = parse_declaration(RAW)
    assert declaration is not None
    with BundleWriter(tmp_path / "bundle") as writer:
        document = store_declaration(declaration, "https://shop.example/#top", "2026-01-01T00:00:00Z", writer)
    assert (document.url, document.kind) == ("https://shop.example/#cookiebot", DocumentKind.CMP_DECLARATION)
    assert document.text_path and document.blocks_path and document.sha256 and document.error is None


def test_forged_answers_declare_nothing() -> None:
    for raw in (None, 7, [], {"manager": "nobody", "rows": RAW["rows"]}, {"manager": "cookiebot", "rows": {}},
                {"manager": "cookiebot", "rows": [{"name": {}}], "html": 5}):  # fmt: skip
        assert parse_declaration(raw) is None
    many = parse_declaration({"manager": "klaro", "rows": [{"name": f"c{n}" * 999} for n in range(9999)]})
    assert many is not None and len(many.rows) == 3000 and len(many.rows[0].name) == 1000
