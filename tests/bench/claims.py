"""Measure the claims found in labelled policies: `make bench-claims CORPUS=DIR [ARGS="--unseen 4:3 -v"]`.

DIR holds the policies (in `docs/`, or in itself) and `gold/`: a JSON file a policy, with `lang` and `claims` (`type`,
`params`, `quote`, perhaps `text` and `optional`), named `<policy>.json` with or without the policy's own ending. How a
claim counts as found is said in `claim_matching.py`. Figures: precision, recall and F1 by claim type and by language,
in all, and without the declared cookies; policy text a second of CPU time after the first pass has loaded the
languages; the most memory used.

Documents are sorted by name. `--unseen 4:3` takes those whose index divided by 4 leaves 3: split so, those who write
the word lists look at the others only, and this is what a policy gets that nobody has looked at.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from audits.claims import extract_claims
from crawler.documents import read_document
from tests.bench.claim_matching import match, plain

Counts = list[int]
"""Found, missed, wrong."""
_LINE = 110


class Tally:
    """Counts by claim type and by language."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.by_type: dict[str, Counts] = defaultdict(lambda: [0, 0, 0])
        self.by_language: dict[str, Counts] = defaultdict(lambda: [0, 0, 0])
        self.all: Counts = [0, 0, 0]
        self.prose: Counts = [0, 0, 0]

    def add(self, claim_type: str, language: str, column: int) -> None:
        """Count one claim as found (0), missed (1) or wrong (2)."""
        for counts in (self.by_type[claim_type], self.by_language[language], self.all):
            counts[column] += 1
        self.prose[column] += claim_type != "cookie"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--unseen", metavar="N:K", help="only documents whose index divided by N leaves K")
    parser.add_argument("-v", "--verbose", action="store_true", help="also list what is missed and what is wrong")
    arguments = parser.parse_args()
    pairs = list(chosen(labelled(arguments.corpus), arguments.unseen))
    if not pairs:
        sys.exit(f"{arguments.corpus}: no gold/*.json with documents beside it")
    tally = Tally()
    for labels, document in pairs:
        count(json.loads(labels.read_text(encoding="utf-8")), document, tally, verbose=arguments.verbose)
    size, seconds = sum(document.stat().st_size for _, document in pairs), timed(lambda: read_all(pairs))
    print_figures(tally)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1_024) / 1e6
    print(f"{len(pairs)} policies, {size / 1e3:.0f} kB, {size / 1e3 / seconds:.0f} kB/s, {memory:.0f} MB at most")


def labelled(corpus: Path) -> list[tuple[Path, Path]]:
    """Return (labels, document) of every labelled policy, sorted by name. Exits when a document is missing."""
    folder = corpus / "docs" if (corpus / "docs").is_dir() else corpus
    files = sorted(path for path in folder.iterdir() if path.is_file())
    documents = {path.stem: path for path in files} | {path.name: path for path in files}
    labels = sorted((corpus / "gold").glob("*.json"))
    missing = [path.name for path in labels if path.stem not in documents]
    if missing:
        sys.exit(f"{folder}: no document for {', '.join(missing)}")
    return [(path, documents[path.stem]) for path in labels]


def chosen(pairs: list[tuple[Path, Path]], unseen: str | None) -> Iterable[tuple[Path, Path]]:
    """Yield the policies that `--unseen N:K` leaves; all without it."""
    if unseen is None:
        return pairs
    divisor, rest = (int(part) for part in unseen.split(":"))
    return [pair for index, pair in enumerate(pairs) if index % divisor == rest]


def read_claims(document: Path) -> list[dict[str, Any]]:
    """Return the claims found in a document."""
    text = read_document(document.read_bytes(), media_type=None, url=None, file_name=document.name)
    claims = extract_claims(text, "0" * 64)
    return [{"type": claim.type, "params": dict(claim.params), "quote": claim.quote} for claim in claims]


def read_all(pairs: Iterable[tuple[Path, Path]]) -> None:
    """Read every document."""
    for _, document in pairs:
        read_claims(document)


def timed(action: Callable[[], None]) -> float:
    """Return the seconds of CPU time that `action` takes: other work on the machine doesn't count."""
    start = time.process_time()
    action()
    return time.process_time() - start


def count(gold: dict[str, Any], document: Path, tally: Tally, *, verbose: bool) -> None:
    """Read one document and count what was found, missed and wrong."""
    claims, language = read_claims(document), gold["lang"]
    matching = match(gold["claims"], claims)
    for index, label in enumerate(gold["claims"]):
        if not label.get("optional"):
            found = index in matching.found
            tally.add(label["type"], language, 0 if found else 1)
            if verbose and not found:
                print_line("MISS", document, label)
    for index in matching.wrong:
        tally.add(claims[index]["type"], language, 2)
        if verbose:
            print_line("EXTRA", document, claims[index])


def print_line(word: str, document: Path, claim: dict[str, Any]) -> None:
    """Print one claim that was missed or is wrong."""
    quote = plain(claim.get("text") or claim["quote"])
    print(f"{word} {document.stem} {claim['type']} {claim['params']} | {quote[:_LINE]}")


def print_figures(tally: Tally) -> None:
    """Print precision, recall and F1 by type, by language and in all."""
    for title, table in (("by type", tally.by_type), ("by language", tally.by_language)):
        print(f"-- {title}")
        for name, counts in sorted(table.items(), key=lambda item: (-item[1][0] - item[1][1], item[0])):
            print(f"{name:24} {figures(counts)}")
    print(f"{'all':24} {figures(tally.all)}\n{'without cookie rows':24} {figures(tally.prose)}")


def figures(counts: Counts) -> str:
    """Return counts with their precision, recall and F1; 0 where nothing was there."""
    found, missed, wrong = counts
    precision, recall = found / max(1, found + wrong), found / max(1, found + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"found {found:4} missed {missed:4} wrong {wrong:4}  P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


if __name__ == "__main__":
    main()
