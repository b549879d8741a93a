"""Which of a site's links lead to its cookie policy or privacy policy, by their words and addresses: pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote, urlsplit

from crawler.documents.encoding import other_readings
from crawler.evidence.hosts import registrable_domain
from crawler.evidence.model import DocumentKind
from crawler.evidence.policy_hosts import is_hosted_policy
from crawler.evidence.text import Block, BlockKind, DocumentText
from crawler.languages import Span, tokens
from crawler.languages import languages as all_languages
from crawler.languages.index import WordIndex
from crawler.page_identity import page_address, page_key

MAX_TEXT_WORDS = 14
"""Longer link texts are teasers and sentences."""

MAX_LEGAL_NOTICES = 3
"""Terms and legal notices that are looked into for a policy."""

MAX_DOORWAYS = 4
"""Pages that are looked through for policies."""

MIN_PART_CHARS = 200
"""A part of the home page with less text is a teaser."""

_LONGEST_TITLE = 80
"""Characters of a block that can be the title of a section."""

_STRIDE, _OVERLAP = 60, 6
"""Words of a block that are looked at in one go, and how many of the next ones as well."""

NOT_DOCUMENTS = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|zip|mp[34]|ics|xml|css|js)$", re.IGNORECASE)

OTHERS = re.compile(
    r"google|youtube|facebook|instagram|meta|twitter|x|linkedin|tiktok|pinterest|snapchat|whatsapp|apple|"
    r"microsoft|bing|hotjar|hubspot|cloudflare|cookiebot|onetrust|usercentrics|didomi|quantcast|trustarc|"
    r"sourcepoint|cookieyes|cookieinformation|cookiefirst|cookie-script|osano|klarna|stripe|paypal|vimeo|"
    r"mailchimp|intercom|zendesk|adobe|amazon|aboutads|youronlinechoices|allaboutcookies|networkadvertising|"
    r"aboutcookies|trustpilot|wikipedia|minacookies|imy|autoriteitpersoonsgegevens|ico|cnil|europa|"
    r"datatilsynet|reddit|xing|vk|spotify|salesforce|clarity|criteo"
)
"""Second-level names of vendors, shops, networks and authorities, whose policies are never the site's own."""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link as it was found."""

    text: str
    """Its visible text, or the label that stands for it."""
    url: str
    """Absolute address."""
    source: str
    """Where: `home-link`, `banner-link`, `sitemap`, `document-link`, … as in `FoundBy.source`."""
    page: str | None = None
    """Address of the page it is on."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that may lead to a policy."""

    url: str
    """Without its fragment."""
    kind: DocumentKind
    score: float
    """How sure the words make it; only for ordering."""
    link: FoundLink


def rank_links(
    links: Iterable[FoundLink], languages: Sequence[str] = (), *, site_url: str | None = None
) -> list[Candidate]:
    """Return the links that may be policies of the site, cookie policies first, then the surest first, each once.

    `languages` are the codes to prefer, `site_url` is the site's address; None: each link's own page is the site.
    """
    best: dict[str, Candidate] = {}
    for link in links:
        candidate = _candidate(link, site_url or link.page or link.url, frozenset(languages))
        if candidate and candidate.score > best.get(page_key(candidate.url), _NONE).score:
            best[page_key(candidate.url)] = candidate
    return sorted(best.values(), key=lambda item: (item.kind is not DocumentKind.COOKIE_POLICY, -item.score, item.url))


def legal_notices(links: Iterable[FoundLink], site_url: str) -> list[Candidate]:
    """Return the links to the site's own terms and legal notices, each once: small sites put their policy in there.

    To be asked for where no policy is linked by its name; `speaks_of_privacy` tells whether one is in it.
    """
    found: dict[str, Candidate] = {}
    for link in links:
        url = page_address(link.url.strip())
        is_own = urlsplit(url).scheme in ("http", "https") and _registrable(url) == _registrable(site_url)
        words = tokens(link.text)
        named = len(words) <= MAX_TEXT_WORDS and _has(_spans(words), "legal_notice")
        if is_own and named and not NOT_DOCUMENTS.search(urlsplit(url).path) and page_key(url) != page_key(site_url):
            found.setdefault(page_key(url), Candidate(url, DocumentKind.PRIVACY_POLICY, 0.0, link))
    return list(found.values())[:MAX_LEGAL_NOTICES]


def on_the_page(links: Iterable[FoundLink], site_url: str) -> list[Candidate]:
    """Return the home page itself where a link on it names a policy and leads nowhere else: it opens one there."""
    for link in links:
        words = tokens(link.text)
        text = _spans(words) if len(words) <= MAX_TEXT_WORDS else []
        no_policy = _has(text, "exclude") or _has(text, "withdrawal") or not _is_strong(text, words)
        if not no_policy and page_address(link.url.strip()) and page_key(link.url) == page_key(site_url):
            found = _kind_and_score(text, [], len(words))
            return [Candidate(page_address(site_url), found[0], 0.0, link)] if found else []
    return []


def doorways(links: Iterable[FoundLink], site_url: str) -> list[Candidate]:
    """Return a few of the site's own pages, those nearest its root first: a home page may only ask for the language.

    To be asked for where nothing on the home page leads to a policy, and only to be looked through for links.
    """
    found: dict[str, Candidate] = {}
    for link in links:
        url = page_address(link.url.strip())
        is_own = urlsplit(url).scheme in ("http", "https") and _registrable(url) == _registrable(site_url)
        if is_own and not NOT_DOCUMENTS.search(urlsplit(url).path) and page_key(url) != page_key(site_url):
            found.setdefault(page_key(url), Candidate(url, DocumentKind.PRIVACY_POLICY, 0.0, link))
    nearest = sorted(found.values(), key=lambda each: urlsplit(each.url).path.strip("/").count("/"))
    return nearest[:MAX_DOORWAYS]


def policy_part(text: DocumentText) -> DocumentText | None:
    """Return the part of a page that is headed as a policy; None when no part is, or hardly anything stands in it."""
    blocks = text.blocks
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or block.links:
            continue
        words = tokens(text.text[block.start : block.end])
        if len(words) > MAX_TEXT_WORDS or not _is_strong(_spans(words), words):
            continue
        end = next((place for place in range(index + 1, len(blocks)) if _ends_part(block, blocks[place])), len(blocks))
        part = _cut(text, blocks[index:end])
        if len(part.text) >= MIN_PART_CHARS:
            return part
    return None


def _ends_part(heading: Block, block: Block) -> bool:
    """Tell whether a block begins another part: a heading as high, or text that shows after a part that is hidden."""
    another = block.kind is BlockKind.HEADING and block.level <= heading.level
    return another or (heading.hidden and not block.hidden)


def _cut(text: DocumentText, blocks: Sequence[Block]) -> DocumentText:
    """Return the text of some blocks in a row, counted from its own beginning."""
    start, end = blocks[0].start, blocks[-1].end
    moved = tuple(
        replace(
            block,
            start=block.start - start,
            end=block.end - start,
            links=tuple(replace(link, start=link.start - start, end=link.end - start) for link in block.links),
        )
        for block in blocks
    )
    return replace(text, text=text.text[start:end], blocks=moved)


def speaks_of_privacy(text: DocumentText) -> bool:
    """Tell whether a part of a document is headed as a privacy or cookie policy is."""
    short = (block for block in text.blocks if block.end - block.start <= _LONGEST_TITLE and not block.links)
    titles = (text.text[block.start : block.end].strip() for block in short)
    spans = (_spans(tokens(title)) for title in titles if not title.endswith("."))
    return any(_has(each, "cookie_policy") or _has(each, "privacy_policy") for each in spans)


def names_policy(text: DocumentText) -> bool:
    """Tell whether a document speaks of privacy or cookies anywhere but in its links."""
    for block in text.blocks:
        linked = sum(link.end - link.start for link in block.links)
        words = tokens(text.text[block.start : block.end]) if block.end - block.start > 2 * linked else []
        for start in range(0, len(words), _STRIDE):
            spans = _index().find(words[start : start + _STRIDE + _OVERLAP])
            if _has(spans, "cookie_policy") or _has(spans, "privacy_policy"):
                return True
    return False


_NONE = Candidate("", DocumentKind.PRIVACY_POLICY, 0.0, FoundLink("", "", ""))


def _candidate(link: FoundLink, site_url: str, preferred: frozenset[str]) -> Candidate | None:
    """Return a link as a candidate; None when it is no policy, or not the site's."""
    url = page_address(link.url.strip())
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or NOT_DOCUMENTS.search(parts.path):
        return None
    if page_key(url) == page_key(site_url):
        return None  # a fragment of the home page: commonly the button that opens the banner
    words, text = _said(link.text)
    address = _spans(tokens(unquote(f"{parts.path} {parts.query} {parts.fragment}").replace("_", " ")))
    if _has(text, "exclude") or _has(text, "withdrawal"):
        return None
    found = _kind_and_score(text, address, len(words))
    if found is None or (_has(address, "exclude") and not text):
        return None
    kind, score = found
    score += 0.3 if any(span.language in preferred for span in text) else 0.0
    score += _place(url, site_url, link.source, strong=_is_strong(text, words))
    return Candidate(url, kind, round(score, 2), link) if score > 0 else None


def _said(text: str) -> tuple[list[str], list[Span]]:
    """Return a link's words and what they name; garbled ones in the encoding in which they name a policy."""
    for reading in (text, *other_readings(text)):
        words = tokens(reading)
        spans = _spans(words) if len(words) <= MAX_TEXT_WORDS else []
        if reading == text:
            first = words, spans
        if _has(spans, "cookie_policy") or _has(spans, "privacy_policy"):
            return words, spans
    return first


@cache
def _index() -> WordIndex:
    return WordIndex(
        (code, concept, pattern)
        for code, language in all_languages().items()
        for concept, patterns in language.links.items()
        for pattern in patterns
    )


def _spans(words: list[str]) -> list[Span]:
    return _index().find(words[:60])


def _has(spans: list[Span], concept: str) -> bool:
    return any(span.concept == concept for span in spans)


def _longest(spans: list[Span], concept: str) -> int:
    """Return the number of words of the longest match of a concept; 0 when there is none."""
    return max((span.end - span.start for span in spans if span.concept == concept), default=0)


def _kind_and_score(text: list[Span], address: list[Span], words: int) -> tuple[DocumentKind, float] | None:
    """Return what a link's words make it: text counts more than address, phrases more than words."""
    scores = {}
    for concept, kind in (
        ("cookie_policy", DocumentKind.COOKIE_POLICY),
        ("privacy_policy", DocumentKind.PRIVACY_POLICY),
    ):
        in_text, in_address = _longest(text, concept), _longest(address, concept)
        by_text = 4 + min(in_text, 3) - 0.2 * max(words - in_text, 0) if in_text else 0
        scores[kind] = by_text + 1.5 * min(in_address, 2)
    cookie, privacy = scores[DocumentKind.COOKIE_POLICY], scores[DocumentKind.PRIVACY_POLICY]
    if max(cookie, privacy) <= 0:
        return None
    if cookie > 0 and (cookie >= privacy or _has(text, "cookie_policy")):
        return DocumentKind.COOKIE_POLICY, cookie - (0.5 if privacy > 0 else 0)
    return DocumentKind.PRIVACY_POLICY, privacy


def _is_strong(text: list[Span], words: list[str]) -> bool:
    """Tell whether the text names a policy, and not just privacy or cookies."""
    concepts = ("cookie_policy", "privacy_policy")
    return any(span.concept in concepts and (span.end - span.start > 1 or len(words[span.start]) > 10) for span in text)


def _place(url: str, site_url: str, source: str, *, strong: bool) -> float:
    """Return what the link's host is worth: the site's own, its group's, or nobody's (below zero)."""
    own, host = _registrable(site_url), _registrable(url)
    if host == own:
        return 1.0 + (0.5 if source == "banner-link" else 0.0)
    if is_hosted_policy(url):
        return 0.5
    brand = host.split(".")[0]
    if brand == own.split(".")[0]:
        return 0.5
    if OTHERS.fullmatch(brand) or not strong or source not in ("home-link", "banner-link", "sites-file"):
        return -100.0
    return -1.0


def _registrable(url: str) -> str:
    return registrable_domain(urlsplit(url).hostname or "")
