"""Where a site's policy usually stands, to be tried when nothing leads to one: pure."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from crawler.languages import languages, tokens
from crawler.languages.accents import plain_variants

MAX_GUESSES = 8
_NAMES = 5
"""Names of a policy that are tried in the site's own language, the commonest first."""
_ENGLISH = ("privacy", "privacy-policy", "cookies")


def usual_addresses(home: str, language: str | None) -> list[str]:
    """Return addresses made of the words by which a language calls policies, and of the English ones.

    `language` is a page's code (`sv`, `pt-BR`); None or an unknown one: the country's domain tells, or English is all.
    """
    code = (language or "").split("-")[0].lower()
    if code not in languages():
        code = (urlsplit(home).hostname or "").rpartition(".")[2]
    known = languages().get(code)
    patterns = known.links.get("privacy_policy", ())[:_NAMES] if known else ()
    names = [name for pattern in patterns for name in _slugs(pattern)]
    names = [*names[: MAX_GUESSES - len(_ENGLISH)], *_ENGLISH]
    return [urljoin(home, f"/{name}") for name in dict.fromkeys(names)][:MAX_GUESSES]


def _slugs(pattern: str) -> list[str]:
    """Return a pattern's words as they stand in addresses: small, without accents, joined by hyphens."""
    plain = sorted(plain_variants(pattern.replace("*", "")))
    slugs = ["-".join(tokens(words)) for words in plain]
    return [slug for slug in slugs if slug.isascii()]
