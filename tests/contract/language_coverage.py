"""What each language can read, and how well that is tested: counted from language files and labelled policies."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

from audits.claims.languages import known_languages, load_language
from audits.claims.lexicon import section
from audits.claims.types import claim_types

TESTS = Path(__file__).parents[1]
DECLARED = "cookie"
"""The claim type whose words stand in a language's `[tables]`, not among its concepts."""

Cell = tuple[str, str]
"""A language and a claim type."""

HEAD = """# Languages

Policies are read in {count} languages, one file each in `audits/claims/languages/`, block by block: a page may mix
them. A text in any other language is said to be unknown (`und`), and no claim is read from it.

| language | | labelled policies | labelled claims | claim types labelled | polarity pairs | concepts |
|---|---|---:|---:|---:|---:|---:|
"""

TYPES = """
## Which claims

Each claim type by language: how many labelled claims of it the language's own policies in `tests/policies/` hold, and
after the stroke in how many polarity pairs (`tests/audits/claims/polarity.toml`) it is read, each a sentence and its
opposite. `·` means that the words are there and nothing tests them, an empty cell that there are none.

"""


def languages_page() -> str:
    """Return docs/languages.md, without the remark on how it is made."""
    codes = known_languages()
    claims, pairs = labelled_claims(), polarity_pairs()
    rows = [HEAD.format(count=len(codes)) + "\n".join(_row(code) for code in codes) + "\n" + TYPES]
    rows.append("| claim | " + " | ".join(codes) + " |\n|---|" + "---:|" * len(codes) + "\n")
    for name in type_names():
        cells = (_cell(claims[code, name], pairs[code, name], readable=can_read(code, name)) for code in codes)
        rows.append(f"| {name} | " + " | ".join(cells) + " |\n")
    return "".join(rows)


def type_names() -> list[str]:
    """Return the names of all claim types, sorted."""
    return sorted({claim_type.name for claim_type in claim_types()} | {DECLARED})


def can_read(code: str, name: str) -> bool:
    """Tell whether a language has words that a claim of the type can begin with."""
    if name == DECLARED:
        return bool(section(code, "tables").get("name"))
    triggers = next(claim_type.triggers for claim_type in claim_types() if claim_type.name == name)
    known = load_language(code).concepts
    return any(trigger in known or trigger == "vendor" for trigger in triggers)


@cache
def labelled_policies() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the language and the types of the labelled claims of each labelled policy."""
    files = sorted((TESTS / "policies").glob("*.claims.json"))
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return tuple((each["language"], tuple(claim["type"] for claim in each["claims"])) for each in gold)


@cache
def labelled_claims() -> Counter[Cell]:
    """Return how many labelled claims there are of each type in each language."""
    return Counter((code, name) for code, names in labelled_policies() for name in names)


@cache
def polarity_pairs() -> Counter[Cell]:
    """Return in how many polarity pairs of a language each type is read, as the claim or as its opposite."""
    text = (TESTS / "audits" / "claims" / "polarity.toml").read_text(encoding="utf-8")
    return Counter(
        (pair["language"], name)
        for pair in tomllib.loads(text)["pair"]
        for name in {claim.split()[0] for claim in (pair["want"], pair["instead"]) if claim}
    )


@cache
def pairs_of() -> Counter[str]:
    """Return how many polarity pairs each language has."""
    text = (TESTS / "audits" / "claims" / "polarity.toml").read_text(encoding="utf-8")
    return Counter(pair["language"] for pair in tomllib.loads(text)["pair"])


def _row(code: str) -> str:
    language = load_language(code)
    policies = [names for of, names in labelled_policies() if of == code]
    types = {name for names in policies for name in names}
    counts = (len(policies), sum(map(len, policies)), len(types), pairs_of()[code], len(language.concepts))
    return f"| {language.name} | {code} | " + " | ".join(str(count) for count in counts) + " |"


def _cell(claims: int, pairs: int, *, readable: bool) -> str:
    if claims or pairs:
        return f"{claims}/{pairs}"
    return "·" if readable else ""
