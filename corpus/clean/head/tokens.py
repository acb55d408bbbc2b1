"""Words as numbers: every unit's words and marks, hashed, in one array for the whole text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]

TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|\n")
LONG = 4  # letters; shorter words say nothing of what a text is about
YEARS = frozenset(map(str, range(1900, 2040)))
MAX_KNOWN = 100_000  # different pieces of text remembered between texts


class Tokens(NamedTuple):
    """The words, numbers and marks of some lines, in order; each line ends in a mark of its own."""

    ids: Hashes  # CRC-32 of each token's UTF-8
    unit: Ints  # which line each token stands in
    long: NDArray[np.bool_]  # whether it is a word of `LONG` letters or more
    year: NDArray[np.bool_]


class Known(dict[str, tuple[int, ...]]):
    """What stands between two spaces, "don't," → a number for each of its tokens."""

    def __missing__(self, piece: str) -> tuple[int, ...]:
        numbers = tuple(map(number_of, TOKEN.findall(piece)))
        if len(self) < MAX_KNOWN:
            self[piece] = numbers
        return numbers


def number_of(token: str) -> int:
    """A token's CRC-32 and, in the lowest bits, whether it is a year, and a long word."""
    code = zlib.crc32(token.encode("utf-8", "replace"))
    return code << 2 | (token in YEARS) << 1 | (len(token) >= LONG and token.isalpha())


KNOWN = Known()
LINE_END = np.uint32(zlib.crc32(b"\n"))


def distinct(numbers: Ints) -> Ints:
    """Each number once, in order; several times as fast as `numpy.unique`.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def tokens_of(folded: Sequence[str]) -> Tokens:
    """The tokens of some folded units, none of which holds a line end.

    >>> tokens_of(["panic passes.", ""]).unit.tolist()
    [0, 0, 0, 0, 1]
    """
    pieces = " \n ".join((*folded, "")).split(" ")
    numbers = np.fromiter(chain.from_iterable(map(KNOWN.__getitem__, pieces)), np.int64)
    ids = (numbers >> 2).astype(np.uint32)
    ends = ids == LINE_END
    flags = numbers & 3
    return Tokens(ids, np.cumsum(ends) - ends, flags & 1 > 0, flags > 1)
