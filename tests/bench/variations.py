"""Any number of bundles of which no two are alike: golden bundles, each with changes of its own.

Every one has its own address, identifiers and digests, cookies and hosts that no table knows, more requests, and a
policy that says more than the golden one did: what judging remembers of one bundle is of no use for the next. The
same number always gives the same bundle.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from crawler.evidence.bundle import Bundle, BundleWriter, evidence_from_json, open_bundle
from crawler.evidence.model import Document
from crawler.evidence.text import Block, BlockKind, DocumentText

GOLDEN = Path(__file__).parents[1] / "bundles"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MORE_ITEMS, _MORE_REQUESTS, _MORE_PARAGRAPHS = 30, 60, 40
"""Most that a bundle gets beside its own, in each visit or document."""
_PARAGRAPHS = (
    "{Name} wants you to feel at home at {word}.example, whichever of our {n} shops you come from.",
    "We keep orders for {n} years, as the law on accounts asks for, and delete them then.",
    "If you have questions, write to {word}@{word}.example or to {Name} AB, {Word}gatan {n}.",
    "The cookie {word}_{n} remembers the language that you chose for {n} days.",
    "We use {Name} to show you what others liked; you can object to it at any time.",
    "Analytics cookies help us to understand how {n} visitors used {Word} last month.",
    "Nothing in this text changes what was agreed on {Word} before {n}.",
)


def make(bundles: Sequence[Path], folder: Path, number: int, jobs: int = 2) -> list[Path]:
    """Write `number` varied bundles below `folder`, made of `bundles` in turn, and return their paths."""
    with ProcessPoolExecutor(jobs) as pool:
        shares = [range(n, number, jobs) for n in range(jobs)]
        made = pool.map(_make_some, [bundles] * jobs, [folder] * jobs, shares)
        return sorted(path for paths in made for path in paths)


def _make_some(bundles: Sequence[Path], folder: Path, numbers: range) -> list[Path]:
    opened = [open_bundle(path) for path in bundles]
    return [
        vary(opened[n % len(opened)], folder / f"{n // 1000:03}" / f"{n:06}-{bundles[n % len(bundles)].parent.name}", n)
        for n in numbers
    ]


def vary(bundle: Bundle, path: Path, seed: int) -> Path:
    """Write a varied bundle and return its path."""
    chance = random.Random(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    host = _word(chance, 4)  # as long as the golden `shop`: offsets of blocks stay right
    value = _renamed(bundle.evidence_json, host, chance, {})
    for visit in value["visits"]:
        _add_items(visit, chance)
        _add_requests(visit, chance)
    evidence = evidence_from_json(value)
    with BundleWriter(path) as writer:
        originals = zip(bundle.evidence.documents, evidence.documents, strict=True)
        documents = tuple(_document(bundle, old, new, writer, host, chance) for old, new in originals)
        return writer.seal(replace(evidence, documents=documents))


def _renamed(value: Any, host: str, chance: random.Random, known: dict[str, str]) -> Any:
    """Return the evidence with another address, and with each stored value replaced by one of the same shape."""
    if isinstance(value, str):
        return value.replace("shop.example", f"{host}.example")
    if isinstance(value, list):
        return [_renamed(each, host, chance, known) for each in value]
    if isinstance(value, dict):
        changed = {key: _renamed(each, host, chance, known) for key, each in value.items()}
        if isinstance(changed.get("value"), str):
            old = changed["value"]
            changed["value"] = known.setdefault(old, _of_the_same_shape(old, chance))
        return changed
    return value


def _of_the_same_shape(value: str, chance: random.Random) -> str:
    """Return the value with other digits; words stay, as some say what was chosen."""
    return re.sub(r"\d", lambda _: chance.choice("0123456789"), value)


def _add_items(visit: dict[str, Any], chance: random.Random) -> None:
    """Add cookies under names that nobody knows to each snapshot that holds something, with their writes."""
    snapshots = [snapshot for snapshot in visit["snapshots"] if snapshot["items"]]
    if not snapshots or not visit["writes"]:
        return
    for _ in range(chance.randrange(_MORE_ITEMS)):
        of_name = {"name": f"{_word(chance, 6)}_{chance.randrange(1000)}", "value": f"{chance.getrandbits(96):x}"}
        visit["writes"].append({**visit["writes"][0], **of_name})
        for snapshot in snapshots:
            snapshot["items"].append({**snapshot["items"][0], **of_name})


def _add_requests(visit: dict[str, Any], chance: random.Random) -> None:
    """Add requests to hosts that nobody knows."""
    if not visit["requests"]:
        return
    for _ in range(chance.randrange(_MORE_REQUESTS)):
        host = f"{_word(chance, 3)}.{_word(chance, 8)}.example"
        url = f"https://{host}/{_word(chance, 5)}.js?v={chance.getrandbits(64):x}"
        visit["requests"].append({**visit["requests"][0], "host": host, "url": url, "resource_type": "script"})


def _document(
    bundle: Bundle, old: Document, new: Document, writer: BundleWriter, host: str, chance: random.Random
) -> Document:
    """Write the document's files, with more paragraphs at its end, and return it with their digests."""
    text = bundle.text(old)
    if text is None or old.raw_path is None:
        return new
    longer = _longer(replace(text, text=text.text.replace("shop.example", f"{host}.example")), chance)
    raw = longer.text.encode()
    stem = old.raw_path.rpartition(".")[0]
    text_path, text_sha256, blocks_path = writer.add_text(stem, longer)
    raw_path = writer.add(old.raw_path, raw)
    return replace(
        new, sha256=hashlib.sha256(raw).hexdigest(), raw_path=raw_path, text_path=text_path, text_sha256=text_sha256,
        blocks_path=blocks_path,
    )  # fmt: skip


def _longer(text: DocumentText, chance: random.Random) -> DocumentText:
    words, blocks = text.text.rstrip("\n") + "\n", list(text.blocks)
    for _ in range(chance.randrange(_MORE_PARAGRAPHS)):
        name, word, n = _word(chance, 6).title(), _word(chance, 7), chance.randrange(2, 99)
        paragraph = chance.choice(_PARAGRAPHS).format(Name=name, Word=word.title(), word=word, n=n)
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=len(words), end=len(words) + len(paragraph)))
        words += f"{paragraph}\n"
    return replace(text, text=words, blocks=tuple(blocks))


def _word(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(_LETTERS) for _ in range(length))
