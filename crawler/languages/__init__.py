"""Words of consent banners and policy links: one TOML file a language, and the index that finds them in a text.

A file holds four tables of word patterns by concept:

* `banner`: `cookie` (cookies and tracking), `consent` (consent, privacy, personal data: weaker signs), `use` (verbs
  of "we use cookies", which tell them from those that are baked), `age` (words that ask how old a visitor is); and of
  questions without the word: `data` ("your data") and `purpose` (what it is asked for: to measure, to advertise)
* `controls`: what a button's words mean: `accept`, `reject`, `negation`, `no` (those that answer), `yes`, `all`,
  `only`, `necessary`, `optional`, `selection`, `settings`, `manage` (verbs that need an object), `save`,
  `acknowledge`, `continue`, `close`, `pay`, `document`, `other` (never a consent control) and `filler` (words without
  weight); `vague` (words that lead to the settings only in a text that is understood throughout: "Advanced",
  "Customise"); `back` (words that lead to the layer before); `basic` (scopes that price lists and data sheets have too:
  "Basic", "Technical"); and where a language needs them `on` and `off` (verbs of switching, which may switch anything),
  `functional`, `details`, `accepted` and `refused` (states, which answer only beside their object). Some words mean
  something beside others only: `use` (verbs, beside what is selected), `purposes` (beside verbs to manage), `nothing`
  (denies where nothing else does), `notice` (the banner itself, beside what closes it), `which` (what follows is
  chosen, not done), `here` (leads to a document, unless something is accepted or refused here), `site` (it is the
  site that accepts: "we take all cards"), `thing` (nouns of what else is chosen: pages, services), `view` (those verbs
  of `manage` that only show), `exit` (leaves the site, unless settings are saved), `sentence` (what makes a statement
  of a text: "you can …", "by clicking …", "if you …"), `consent` and `cookie` (nouns beside those of `banner`), and
  `same` (the button named next does the same)
* `links`: `cookie_policy`, `privacy_policy`, `legal_notice` (terms and imprints, which may hold a policy), `exclude`
  and `withdrawal` (the words that reopen the choice)
* `statements`: what a banner's sentences say: `withdrawal` (the choice can be taken back), `nudge` (praise of
  consenting, warnings of refusing), `legitimate_interest`

A pattern is a word or a phrase. `word*` matches words that begin with it, `*word` that end with it and `*word*`
that contain it (for compounding languages). Texts and patterns are folded alike: see `fold`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xAD, 0xFEFF, 0x034F, 0x180E], None
)
"""Zero-width and direction characters, which hide in button texts, and the soft hyphen."""

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"), None)

MAX_TEXT = 20_000
"""Characters of a text that are read; banners and links are far shorter."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language: concept → folded patterns, for each of the four tables."""

    code: str
    name: str
    banner: dict[str, tuple[str, ...]]
    controls: dict[str, tuple[str, ...]]
    links: dict[str, tuple[str, ...]]
    statements: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    """A concept found in a text: tokens `start` to `end` (exclusive) mean `concept` in `language`."""

    language: str
    concept: str
    start: int
    end: int
    loose: bool = False
    """Only the end of its word is known: "settings" in "account settings" written as one word."""

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a token."""
        return self.start < other.end and other.start < self.end


def fold(text: str) -> str:
    """Return `text` as the patterns are written: lower case, composed, without apostrophes and invisible signs.

    The Turkish letters i and ı become one, as capitals don't tell them apart outside Turkish.
    """
    folded = unicodedata.normalize("NFKC", text[:MAX_TEXT]).translate(INVISIBLE).translate(APOSTROPHES).casefold()
    return unicodedata.normalize("NFC", folded).replace("i\u0307", "i").replace("ı", "i")


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded; signs that mean closing (×) are words of their own."""
    return re.findall(r"\w+|[×✕✖╳⨯🗙]", fold(text))


@cache
def languages() -> dict[str, Language]:
    """Return every language that has a file here, by code, sorted."""
    found = {}
    for entry in sorted(files(__name__).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            language = _read(tomllib.loads(entry.read_text("utf-8")))
            found[language.code] = language
    return found


def _read(data: dict[str, Any]) -> Language:
    """Fold one file's patterns; the shape of files is held by a contract test."""
    tables = {
        table: {concept: tuple(map(_fold_pattern, patterns)) for concept, patterns in data[table].items()}
        for table in ("banner", "controls", "links", "statements")
    }
    return Language(code=data["language"], name=data["name"], **tables)


def _fold_pattern(pattern: str) -> str:
    """Fold a pattern; its words are then parted by one space, its stars kept."""
    return " ".join(re.findall(r"\*?\w+\*?|[×✕✖╳⨯🗙]", fold(pattern)))
