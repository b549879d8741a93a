"""Phrasings of each language, listed under the claim they make, must not make, or that they make none at all.

A file a language in `phrasings/` (and `<code>-choice.txt`, on choice and consent): under `[type key=value]` the
sentences that make this claim, under `[not type key=value]` those that do not make it, under `[nothing]` those that
make none. `Heading || sentence` puts the sentence under a heading; `#` begins a comment.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest

from audits.claims import extract_claims
from audits.model import Claim
from crawler.documents import read_document

REST = {
    "cs": "Toto je poslední část stránky a není v ní už nic, co byste museli vědět, abyste mohli číst dál.",
    "da": "Dette er den sidste del af siden, og der står ikke noget mere i den, som du behøver at vide for at læse.",
    "de": "Das ist der letzte Teil dieser Seite, und es steht nichts weiter darin, was man noch wissen muss.",
    "en": "This is the last part of the page, and there is nothing more in it that you have to know.",
    "es": "Esta es la última parte de la página, y no hay nada más en ella que usted tenga que saber para leer.",
    "fi": "Tämä on sivun viimeinen osa, eikä siinä ole enää mitään, mitä sinun pitäisi tietää, kun luet tätä.",
    "fr": "Ceci est la dernière partie de la page, et elle ne contient rien de plus que vous ayez besoin de savoir.",
    "it": "Questa è l’ultima parte della pagina, e non c’è altro che si debba sapere per leggere.",
    "nb": "Dette er den siste delen av siden, og det står ikke noe mer i den som du trenger å vite for å lese.",
    "nl": "Dit is de laatste alinea van deze pagina, en er staat verder niets in dat u voor het lezen moet weten.",
    "nn": "Dette er den siste delen av sida, og det står ikkje noko meir i han som du treng å vite for å lese.",
    "pl": "To jest ostatnia część strony i nie ma w niej już nic, co trzeba wiedzieć, aby czytać dalej.",
    "pt": "Esta é a última parte da página, e não há mais nada nela que seja preciso saber para ler.",
    "sv": "Det här är den sista delen av sidan, och det finns inte något mer i den som du behöver veta för att läsa.",
}
"""A paragraph that says nothing, so that the language of a document of one sentence is plain where it would not be."""
FILES = sorted((Path(__file__).parent / "phrasings").glob("*.txt"))


def cases(path: Path) -> Iterator[tuple[str, str, str]]:
    wanted = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            wanted = line[1:-1]
        elif line.strip() and not line.startswith("#"):
            yield path.stem.partition("-")[0], wanted, line.strip()


CASES = [case for path in FILES for case in cases(path)]


def claims_of(language: str, line: str) -> tuple[Claim, ...]:
    heading, _, sentence = line.rpartition(" || ")
    above = f"<h2>{html.escape(heading)}</h2>" if heading else ""
    body = f"{above}<p>{html.escape(sentence)}</p><h2>.</h2><p>{REST.get(language, '')}</p>"
    page = f'<html lang="{language}"><body><main>{body}</main></body></html>'
    return extract_claims(read_document(page.encode(), media_type="text/html; charset=utf-8", url=None), "0" * 64)


def makes(claims: tuple[Claim, ...], wanted: str) -> bool:
    name, *conditions = wanted.split()
    pairs = [condition.split("=") for condition in conditions]
    return any(
        claim.type == name and all(value in str(claim.params.get(key)) for key, value in pairs) for claim in claims
    )


@pytest.mark.parametrize(("language", "wanted", "line"), CASES)
def test_a_phrasing_makes_the_claim_it_is_listed_under(language: str, wanted: str, line: str) -> None:
    claims = claims_of(language, line)
    if wanted == "nothing":
        assert claims == ()
    elif wanted.startswith("not "):
        assert not makes(claims, wanted.removeprefix("not "))
    else:
        assert makes(claims, wanted), [(claim.type, dict(claim.params)) for claim in claims]


def test_no_phrasing_is_listed_twice() -> None:
    assert len(CASES) == len(set(CASES))
