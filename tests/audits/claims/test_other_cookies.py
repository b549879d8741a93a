"""What is denied where a site says that it uses no other cookies, or none that aren't necessary."""

from __future__ import annotations

import pytest

from audits.claims import extract_claims
from tests.evidence import plain_text


def denied(text: str) -> list[object]:
    claims = extract_claims(plain_text(f"Cookies\n{text}"), "0" * 64)
    return [claim.params["kind"] for claim in claims if claim.type == "no-cookies"]


@pytest.mark.parametrize(
    "text",
    [
        "No other cookies are used on our website.",
        "Vi använder inga andra kakor än de som står i tabellen.",
        "Wij gebruiken geen andere cookies dan die in de tabel staan.",
        "Wir verwenden keine anderen Cookies als die in der Tabelle genannten.",
        "Vi bruger ikke andre cookies end dem i tabellen.",
        "Emme käytä muita evästeitä kuin taulukossa mainittuja.",
        "Nie używamy innych plików cookie niż wymienione w tabeli.",
    ],
)
def test_no_other_cookies_denies_none_of_those_told_of(text: str) -> None:
    assert denied(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We do not use non-essential cookies.",
        "We do not set cookies that are not strictly necessary.",
        "Wij gebruiken geen niet-noodzakelijke cookies.",
        "Es werden keine nicht notwendigen Cookies gesetzt.",
    ],
)
def test_no_cookies_that_are_not_necessary_leaves_the_necessary_ones(text: str) -> None:
    assert denied(text) == [["all-but-necessary"]]


@pytest.mark.parametrize(
    "text", ["We do not use any cookies on our website.", "Vi använder inga kakor på vår webbplats."]
)
def test_no_cookies_denies_them_all(text: str) -> None:
    assert denied(text) == [["all"]]
