"""The dashboard shows reports and history, and nothing else, to who may see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from audits.dashboard import dashboard
from audits.history import open_history
from audits.reports import report_formats
from crawler.evidence.model import State
from tests.audits.reports.sample import sample_report, sealed_bundle

TOKEN = "of the tests"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "example.test" / "t1"
    folder.mkdir(parents=True)
    bundle = sealed_bundle(folder)
    report = sample_report(bundle)
    (folder / "report.html").write_bytes(report_formats()["html"][0].render(report, bundle))
    with open_history(tmp_path / "history.db") as history:
        history.record(report, "example.test/t1")
        other = replace(
            report,
            site=replace(report.site, url="https://other.test/", name="Other"),
            cookies=(replace(report.cookies[0], name="_fbp", states=(State.ACCEPT,)),),
        )
        history.record(other, "other.test/t1")
    return tmp_path


@pytest.fixture
def client(out: Path) -> Iterator[TestClient]:
    with open_history(out / "history.db") as history:
        yield TestClient(dashboard(out, history), base_url="http://127.0.0.1:8765")


def test_every_site_is_listed_with_its_report(client: TestClient) -> None:
    page = client.get("/").text
    assert "2 sites" in page
    assert client.get("/reports/example.test/t1/report.html").status_code == 200


def test_which_sites_set_a_cookie_before_consent_is_one_question(client: TestClient) -> None:
    assert "1 item stored on 1 site<" in client.get("/", params={"q": "_fbp", "state": "accept"}).text
    assert "0 items stored" in client.get("/", params={"q": "_fbp", "state": "before"}).text


def test_items_are_found_by_what_they_serve(client: TestClient) -> None:
    page = client.get("/", params={"state": "before", "purpose": "analytics"}).text
    assert "1 item stored on 1 site<" in page
    assert "_ga" in page
    assert "0 items stored" in client.get("/", params={"purpose": "marketing"}).text


def test_what_was_not_asked_for_is_not_answered(client: TestClient) -> None:
    assert "claims on" not in client.get("/", params={"state": "before"}).text
    assert "stored on" not in client.get("/", params={"outcome": "failed"}).text
    assert "stored on" not in client.get("/").text


def test_a_sites_page_shows_how_its_audits_went(out: Path, client: TestClient) -> None:
    with open_history(out / "history.db") as history:
        report = sample_report(sealed_bundle(out / "later"))
        better = replace(report.summary, findings={"failed": 0})
        history.record(
            replace(
                report,
                audited_at="2026-02-01T00:00:00Z",
                summary=better,
                bundle=replace(report.bundle, sha256="1" * 64),
            ),
            "example.test/t2",
        )
    page = client.get("/site", params={"site": "https://example.test/"}).text
    assert "oldest first: 2, 0" in page
    assert "−2" in page
    assert page.index("t2/report.html") < page.index("t1/report.html")


def test_claims_are_found_by_type_and_outcome(client: TestClient) -> None:
    page = client.get("/", params={"type": "prior-consent", "outcome": "failed"}).text
    assert "2 claims on 2 sites" in page
    assert "0 claims" in client.get("/", params={"q": "no such words"}).text


def test_what_people_search_for_is_no_pattern(client: TestClient) -> None:
    assert "0 items stored" in client.get("/", params={"q": "%"}).text


def test_hostile_text_stays_text(client: TestClient) -> None:
    page = client.get("/").text
    assert "<script>window.hacked" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/reports/history.db",
        "/reports/../secret",
        "/reports/%2e%2e/%2e%2e/etc/passwd",
        "/reports/example.test/t1/bundle/evidence.json",
        "/reports/example.test/.t1/report.html",
        "/site?site=https://never.test/",
    ],
)
def test_nothing_but_reports_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_can_be_changed(client: TestClient) -> None:
    assert client.post("/").status_code == 405


def test_a_page_of_the_web_does_not_reach_it_by_a_name_of_its_own(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "rebound.example:8765"}).status_code == 421


def test_with_a_token_only_who_brings_it_sees(out: Path) -> None:
    with open_history(out / "history.db") as history:
        client = TestClient(dashboard(out, history, TOKEN), base_url="http://audits.example")
        assert client.get("/").status_code == 401
        assert client.get("/", headers={"Authorization": "Bearer other"}).status_code == 401
        assert client.get("/", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_browser_brings_the_token_once_and_it_does_not_stay_in_the_address(out: Path) -> None:
    with open_history(out / "history.db") as history:
        client = TestClient(dashboard(out, history, TOKEN), base_url="http://audits.example", follow_redirects=False)
        assert client.get("/?token=wrong").status_code == 401
        answer = client.get("/", params={"token": TOKEN})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert client.get("/").status_code == 200
