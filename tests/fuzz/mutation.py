"""Inputs made by changing good ones: bytes turned, dropped, doubled and put together, words of the format strewn in."""

from __future__ import annotations

import random
from collections.abc import Iterator

from .targets import Target

LONGEST = 20_000


def inputs(target: Target, seed: int) -> Iterator[bytes]:
    """Give inputs without end; the same seed gives the same ones."""
    chance, pool = random.Random(seed), list(target.seeds())
    while True:
        made = chance.choice(pool)
        for _ in range(chance.randrange(1, 8)):
            made = _changed(made, chance, pool, target.words)
        yield made[:LONGEST]


def _changed(raw: bytes, chance: random.Random, pool: list[bytes], words: tuple[bytes, ...]) -> bytes:
    at = chance.randrange(len(raw) + 1)
    to = min(len(raw), at + chance.choice((1, 2, 8, 64, 1000)))
    match chance.randrange(6):
        case 0:
            return raw[:at] + chance.randbytes(chance.choice((1, 2, 4))) + raw[to:]
        case 1:
            return raw[:at] + raw[to:]
        case 2:
            return raw[:at] + raw[at:to] * chance.choice((2, 3, 50)) + raw[to:]
        case 3:
            other = chance.choice(pool)
            return raw[:at] + other[chance.randrange(len(other) + 1) :]
        case _ if words:
            return raw[:at] + chance.choice(words) * chance.choice((1, 1, 2, 100)) + raw[at:]
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at:]
