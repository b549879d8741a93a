"""Measure the knowledge tables on labelled cookies: `python tests/bench/purposes.py CSV [-v]`.

The CSV has the columns site, name, domain and purpose (necessary, functional, analytics, marketing): the purpose
that each site declares. How it counts: each row is judged by name, domain and site alone (no policy, no consent
manager, no behaviour). Coverage is the share of rows with a purpose other than `unknown`; accuracy is the share of
those that agree with the label; precision and recall of a class are over all rows, so `unknown` lowers recall; macro-F1
is the mean of the four classes' F1. Labels are what sites say: two sites often label the same cookie differently, so
the last line gives the accuracy that always naming a cookie's most frequent label would reach.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

from audits.knowledge import purpose_of
from audits.model import Purpose

CLASSES = (Purpose.NECESSARY, Purpose.FUNCTIONAL, Purpose.ANALYTICS, Purpose.MARKETING)
Pair = tuple[Purpose, Purpose]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="also list what is unknown or disagrees")
    arguments = parser.parse_args()
    with arguments.csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    start = time.perf_counter()
    found = [purpose_of(row["name"], row["domain"], site_host=urlsplit(row["site"]).hostname) for row in rows]
    seconds = time.perf_counter() - start
    pairs = [(Purpose(row["purpose"]), answer.purpose) for row, answer in zip(rows, found, strict=True)]
    print_figures(pairs)
    print(f"ceiling   {ceiling(rows):.3f}  accuracy of each name's most frequent label")
    print(f"by source {dict(sorted(Counter(answer.source.value for answer in found).items()))}, {seconds:.2f} s")
    if arguments.verbose:
        print_misses(rows, pairs)


def print_figures(pairs: list[Pair]) -> None:
    """Print coverage, accuracy, and precision, recall and F1 of each class."""
    covered = [pair for pair in pairs if pair[1] is not Purpose.UNKNOWN]
    right = sum(label is answer for label, answer in covered)
    print(f"rows      {len(pairs)}")
    print(f"coverage  {len(covered) / len(pairs):.3f}")
    print(f"accuracy  {right / max(1, len(covered)):.3f}  on covered")
    scores = {purpose: class_scores(pairs, purpose) for purpose in CLASSES}
    for purpose, (precision, recall, f1) in scores.items():
        print(f"  {purpose.value:<11} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    print(f"macro-F1  {sum(score[2] for score in scores.values()) / len(CLASSES):.3f}")


def class_scores(pairs: list[Pair], purpose: Purpose) -> tuple[float, float, float]:
    """Return precision, recall and F1 of one class; 0 where nothing was named."""
    named = sum(answer is purpose for _, answer in pairs)
    labelled = sum(label is purpose for label, _ in pairs)
    both = sum(label is purpose and answer is purpose for label, answer in pairs)
    precision, recall = both / max(1, named), both / max(1, labelled)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def ceiling(rows: list[dict[str, str]]) -> float:
    """Return the accuracy that naming each cookie's most frequent label would reach."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        labels[row["name"]][row["purpose"]] += 1
    return sum(counter.most_common(1)[0][1] for counter in labels.values()) / len(rows)


def print_misses(rows: list[dict[str, str]], pairs: list[Pair]) -> None:
    """List rows that are unknown or disagree, most frequent first."""
    misses = Counter(
        (row["name"], row["domain"] if row["domain"].strip(".") not in row["site"] else "(own)", label, answer)
        for row, (label, answer) in zip(rows, pairs, strict=True)
        if label is not answer
    )
    for (name, domain, label, answer), count in misses.most_common():
        print(f"{count:4} {name} {domain}: labelled {label.value}, said {answer.value}")


if __name__ == "__main__":
    main()
