"""How well control words are read, on a CSV of real button texts: `python -m tests.bench.buttons FILE [--part unseen]`.

The file has the columns button_text, occurrences and label (accept, reject, settings, acknowledge or other). It is
split by a digest of the text: three quarters may be looked at while words are added, one is only ever measured.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from crawler.consent.controls import classify_control
from crawler.evidence.model import ControlRole

LABELS = {
    ControlRole.ACCEPT: "accept",
    ControlRole.SAVE: "accept",
    ControlRole.REJECT: "reject",
    ControlRole.SETTINGS: "settings",
    ControlRole.ACKNOWLEDGE: "acknowledge",
    ControlRole.CLOSE: "acknowledge",
}
"""The file's label for each role (it has saving under accept and closing under acknowledge); others are `other`."""

UNSEEN = 3
"""The quarter that is only ever measured. Quarter 1 was so too until the words no longer gained from the others."""


@dataclass(frozen=True)
class Row:
    """One text of the file."""

    text: str
    occurrences: int
    label: str
    seen: bool
    """Whether the text belongs to the part that may be looked at."""

    @property
    def read_as(self) -> str:
        """The file's word for what we read."""
        return LABELS.get(classify_control(self.text), "other")


def rows(path: Path) -> list[Row]:
    """Read the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(line["button_text"], int(line["occurrences"]), line["label"], is_seen(line["button_text"]))
            for line in csv.DictReader(lines)
        ]


def is_seen(text: str) -> bool:
    """Tell whether a text of the file may be looked at by those who write rules and words."""
    return hashlib.sha256(text.encode()).digest()[0] % 4 != UNSEEN


def main() -> None:
    """Print accuracy (distinct and weighted), and what of `other` was taken for a consent control."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--part", choices=("seen", "unseen"), help="measure one part only")
    parser.add_argument("--errors", action="store_true", help="list what was misread (of the seen part only)")
    arguments = parser.parse_args()
    chosen = [row for row in rows(arguments.file) if arguments.part in (None, "seen" if row.seen else "unseen")]
    wrong = [row for row in chosen if row.read_as != row.label]
    other = [row for row in chosen if row.label == "other"]
    taken = [row for row in other if row.read_as != "other"]
    distinct, weighted = 1 - len(wrong) / len(chosen), 1 - weight(wrong) / weight(chosen)
    print(f"texts {len(chosen)}, distinct {distinct:.4f}, weighted {weighted:.4f}")
    share, weighted_share = len(taken) / len(other), weight(taken) / weight(other)
    print(f"other taken for a consent control: {share:.4f} of texts, {weighted_share:.4f} weighted")
    mixed = [row for row in wrong if {row.read_as, row.label} == {"accept", "reject"}]
    print(f"accept and reject mixed up: {len(mixed)} texts, {weight(mixed)} occurrences")
    if arguments.errors:
        for row in sorted((row for row in wrong if row.seen), key=lambda row: (row.label, -row.occurrences)):
            print(f"{row.label:12} {row.read_as:12} {row.occurrences:5} {row.text[:110]}")


def weight(chosen: list[Row]) -> int:
    """Return how often these texts were met together."""
    return sum(row.occurrences for row in chosen)


if __name__ == "__main__":
    main()
