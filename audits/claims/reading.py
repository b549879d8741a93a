"""A segment as read: its words, the concepts found in them, and what it stands under.

Everything a claim type asks about a sentence is asked here, in concepts only, so that claim types are the same for
all languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from audits.claims.languages import Language
from audits.claims.patterns import Hit
from audits.claims.segments import Segment
from audits.claims.vendors import VendorHit, find_vendors
from audits.claims.words import Word, split_words
from crawler.evidence.text import BlockKind

_NONE: tuple[Hit, ...] = ()
_AGREEING = (
    *("accept", "agree", "consent", "choice", "choose", "your_choice", "only_if"),
    *("if_consent", "if_reject", "needs_consent", "no_consent_needed", "legal_consent"),
)
_LOOKALIKES = {
    "not_use": frozenset(("use", "set")),
    "not_block": frozenset(("block", "blocking", "reject", "impaired")),
    "not_agree": frozenset(_AGREEING),
    "not_until": frozenset(("until", "only_if")),
    "external_site": frozenset(("generic",)),
}
"""Words that share their beginning with those of other concepts and are none: "user" with "use".

"Websites that you visit" begins an explanation of cookies, but "other websites that you visit" does not.
"""


@dataclass
class Reading:
    """One segment, read in its language."""

    segment: Segment
    document: str
    """The whole document text."""
    language: Language
    headings: tuple[Reading, ...] = ()
    """What heads it, outermost first."""
    lead_in: Reading | None = None
    previous: Reading | None = None
    """The segment before it under the same headings."""
    following: Reading | None = field(default=None, repr=False)
    """The segment that it is the previous one of."""
    site_names: frozenset[str] = frozenset()
    """Folded words by which the document calls its own site."""
    words: Sequence[Word] = field(init=False, repr=False)
    hits: Mapping[str, tuple[Hit, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.words = split_words(self.document, self.segment.start, self.segment.end)
        by_concept: dict[str, list[Hit]] = {}
        for hit in self.language.index.find(self.words):
            by_concept.setdefault(hit.concept, []).append(hit)
        for lookalike, concepts in _LOOKALIKES.items():
            if lookalike in by_concept:
                _drop(by_concept, concepts, by_concept[lookalike])
        _drop_unnecessary(by_concept)
        _drop_over_denial(by_concept)
        self.hits = {concept: tuple(hits) for concept, hits in by_concept.items()}

    @property
    def start(self) -> int:
        """Offset of its first character in the document."""
        return self.segment.start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.segment.end

    @property
    def text(self) -> str:
        """The segment's text, as it stands in the document."""
        return self.document[self.segment.start : self.segment.end]

    @property
    def kind(self) -> BlockKind:
        """Kind of the block it is from."""
        return self.segment.kind

    @property
    def is_heading(self) -> bool:
        """It is a heading."""
        return self.segment.kind is BlockKind.HEADING

    @property
    def is_question(self) -> bool:
        """It asks: "What is a cookie?"."""
        return self.text.rstrip("*_ \"'”»)").endswith("?")

    @cached_property
    def vendors(self) -> tuple[VendorHit, ...]:
        """Vendors and services named in it, in order; not the site's own name where that is a vendor's."""
        found = find_vendors(self.document, self.words)
        return tuple(hit for hit in found if self.words[hit.first].text not in self.site_names)

    @property
    def names_site(self) -> bool:
        """It calls the site by name."""
        return any(word.text in self.site_names for word in self.words)

    def has(self, *concepts: str) -> bool:
        """Tell whether any of `concepts` is found in it."""
        return any(concept in self.hits for concept in concepts)

    def has_all(self, *concepts: str) -> bool:
        """Tell whether every one of `concepts` is found in it."""
        return all(concept in self.hits for concept in concepts)

    def all(self, *concepts: str) -> list[Hit]:
        """Return the hits of `concepts`, in order."""
        return sorted((hit for c in concepts for hit in self.hits.get(c, _NONE)), key=lambda h: (h.first, h.last))

    def first(self, *concepts: str) -> Hit | None:
        """Return the first hit of any of `concepts`; None when there is none."""
        return next(iter(self.all(*concepts)), None)

    def named(self, prefix: str) -> list[str]:
        """Return what follows `prefix` in the names of the concepts found: `named("cat.")` → `["analytics"]`."""
        found = [hit for concept in self.hits if concept.startswith(prefix) for hit in self.hits[concept]]
        names = [hit.concept.removeprefix(prefix) for hit in sorted(found, key=lambda h: h.first)]
        return list(dict.fromkeys(names))

    def near(self, one: Iterable[Hit], other: Iterable[Hit], within: int = 12) -> tuple[Hit, Hit] | None:
        """Return the nearest pair with at most `within` words between them; None when there is none."""
        others = list(other)
        pairs = [(distance(a, b), a, b) for a in one for b in others]
        pairs = [pair for pair in pairs if pair[0] <= within]
        if not pairs:
            return None
        _, a, b = min(pairs, key=lambda pair: (pair[0], pair[1].first, pair[2].first))
        return a, b

    def marks_between(self, one: int, other: int, marks: str) -> bool:
        """Tell whether one of the punctuation `marks` stands between words `one` and `other` (indices)."""
        low, high = sorted((one, other))
        return any(word.is_mark and word.text in marks for word in self.words[low + 1 : high])

    def just_before(self, hit: Hit, *concepts: str) -> bool:
        """Tell whether a hit of `concepts` ends right before `hit` or reaches into it ("not all" before "all")."""
        return any(other.first < hit.first <= other.last + 1 for other in self.all(*concepts))

    def under(self, *concepts: str) -> bool:
        """Tell whether what it stands under (headings, lead-in) has any of `concepts`."""
        above = (*self.headings, *((self.lead_in,) if self.lead_in else ()))
        return any(reading.has(*concepts) for reading in above)

    @property
    def nearest_heading(self) -> Reading | None:
        """The innermost heading it stands under."""
        return self.headings[-1] if self.headings else None


def _drop(by_concept: dict[str, list[Hit]], concepts: frozenset[str], lookalikes: Iterable[Hit]) -> None:
    """Take out the hits of `concepts` that begin or end with a word that only looks like one of theirs."""
    words = {index for hit in lookalikes for index in range(hit.first, hit.last + 1)}
    for concept in concepts.intersection(by_concept):
        kept = [hit for hit in by_concept[concept] if hit.first not in words and hit.last not in words]
        if kept:
            by_concept[concept] = kept
        else:
            del by_concept[concept]


def _drop_unnecessary(by_concept: dict[str, list[Hit]]) -> None:
    """Take out "only … necessary" that ends in "not necessary": "we only set non-essential ones if you agree"."""
    if "only_necessary" not in by_concept or "non_essential" not in by_concept:
        return
    others = by_concept["non_essential"]
    by_concept["only_necessary"] = [
        hit
        for hit in by_concept["only_necessary"]
        if not any(hit.first < other.first and hit.last - 1 <= other.last for other in others)
    ]
    if not by_concept["only_necessary"]:
        del by_concept["only_necessary"]


def _drop_over_denial(by_concept: dict[str, list[Hit]]) -> None:
    """Take out "cookies … of third parties" that reaches over another denial: "no cookies, nor do we share … with"."""
    if "third_party_cookie" not in by_concept:
        return
    noes = by_concept.get("negation", [])
    kept = [hit for hit in by_concept["third_party_cookie"] if not any(hit.first < no.first <= hit.last for no in noes)]
    if kept:
        by_concept["third_party_cookie"] = kept
    else:
        del by_concept["third_party_cookie"]


def distance(one: Hit, other: Hit) -> int:
    """Return how many words lie between two hits (0 when they touch or overlap)."""
    if one.first > other.first:
        one, other = other, one
    return max(0, other.first - one.last - 1)


def overlaps(hit: Hit, others: Iterable[Hit]) -> bool:
    """Tell whether `hit` shares a word with one of `others`."""
    return any(hit.first <= other.last and other.first <= hit.last for other in others)


def in_brackets(reading: Reading, hit: Hit) -> bool:
    """Tell whether `hit` stands in round brackets."""
    before = [word.text for word in reading.words[: hit.first]]
    return before.count("(") > before.count(")")
