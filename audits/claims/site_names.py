"""What a policy calls its own site: words of its title that return in the text, and labels of the domains it names.

"Xerox uses cookies" is a statement of the site on xerox.com as much as "We use cookies" is.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tldextract import TLDExtract

from audits.claims.languages import known_languages, load_language
from audits.claims.words import Word, fold, split_words
from audits.knowledge.hosts import find_host
from audits.knowledge.vendors import find_vendor
from crawler.evidence.text import BlockKind, DocumentText

_DOMAIN = re.compile(
    r"(?<![@\w./-])(?:https?://)?(?:www\.)?([a-z0-9-]{3,40})\.(?:[a-z]{2,3}\.)?[a-z]{2,10}\b", re.IGNORECASE
)
_MAIL = re.compile(r"@(?:[a-z0-9-]{1,40}\.){0,3}?([a-z0-9-]{3,40})\.(?:[a-z]{2,3}\.)?[a-z]{2,10}\b", re.IGNORECASE)
_TECHNOLOGIES = frozenset({"asp.net", "ado.net", "vb.net"})
"""Names that end like domains and are none."""
_SCANNED = 200_000
_MIN_LENGTH = 4
_MIN_COUNT = 3
_TITLE_WORDS = 14


def site_names(text: DocumentText) -> frozenset[str]:
    """Return the folded words that name the site; empty when none can be told."""
    body = text.text[:_SCANNED]
    counts = Counter(word.text for word in split_words(body))
    domains = [match for match in _DOMAIN.finditer(body) if not _is_vendors(match)]
    candidates = {fold(match.group(1)) for match in domains} | set(_title_words(text))
    names = {name for name in candidates if counts[name] >= _MIN_COUNT and _is_name(name)}
    return frozenset(names | {name for name in _mail_names(body) if counts[name] >= _MIN_COUNT})


def _is_vendors(domain: re.Match[str]) -> bool:
    """Tell whether a domain is a known vendor's, whose own policy is pointed to ("x.com/privacy")."""
    host = domain.group().casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return find_vendor(domain.group()) is not None or find_host(host) is not None


def _mail_names(body: str) -> set[str]:
    """Return the label of the domain of the e-mail addresses given, where all are of one: a vendor's own policy."""
    labels = {fold(match.group(1)) for match in _MAIL.finditer(body)}
    return labels if len(labels) == 1 and len(min(labels)) >= _MIN_LENGTH else set()


def is_domain(name: str) -> bool:
    """Tell whether `name` ends in a public suffix: "t.ex" and "site.title" look like domains and are none."""
    if name in _TECHNOLOGIES:
        return False
    found = _public_suffixes()(name)
    return bool(found.suffix and found.domain)


@cache
def _public_suffixes() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _title_words(text: DocumentText) -> list[str]:
    headings = [text.text[b.start : b.end] for b in text.blocks[:12] if b.kind is BlockKind.HEADING][:2]
    words: list[str] = []
    for title in (text.title or "", *headings):
        split = split_words(title)
        if len(split) <= _TITLE_WORDS:
            words += [word.text for word in split if title[word.start].isupper()]
    return words


def _is_name(word: str) -> bool:
    """Tell whether a word can be a site's name: long enough, no vendor, and no word of any language we know."""
    if len(word) < _MIN_LENGTH or word.isdigit() or find_vendor(word):
        return False
    token = (Word(word, 0, len(word)),)
    for code in known_languages():
        language = load_language(code)
        if word in language.function_words or language.index.find(token):
            return False
    return True
