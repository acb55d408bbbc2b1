"""What a unit's characters say: how long, how capital, how full of figures and marks it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float32]
Codes = NDArray[np.uint32]

SPACE, UPPER, LOWER, DIGIT, STOP, COMMA, BAR, SIGN, LINE, OTHER = range(10)
MARKS = {
    STOP: ".!?。！？",
    COMMA: ",;",
    BAR: "|·•»«›‹/>→",
    SIGN: ":()[]@#&+*=$%€£_©®™",
}
CLOSERS = '.!?。！？"”)'
SHARES = {"upper": UPPER, "lower": LOWER, "digits": DIGIT, "stops": STOP, "commas": COMMA}
SHARES |= {"bars": BAR, "signs": SIGN, "other": OTHER}
COUNTS = {"digits": (DIGIT, 20), "bars": (BAR, 10), "stops": (STOP, 5), "commas": (COMMA, 8)}


def class_of(character: str) -> int:
    """Which of the ten classes a character is of."""
    for mark, characters in MARKS.items():
        if character in characters:
            return mark
    if character == "\n":
        return LINE
    if character.isspace():
        return SPACE
    if character.isdigit():
        return DIGIT
    if character.isupper():
        return UPPER
    return LOWER if character.isalpha() else OTHER


CLASSES = np.array([class_of(chr(code)) for code in range(0x10000)], np.uint8)


class Shapes(NamedTuple):
    """The columns, one value a unit, and two that the surroundings are worked out from."""

    columns: dict[str, Column]
    words: Column  # how many, by white space
    closed: Column  # 1 where a unit ends as a sentence does


def shapes_of(texts: Sequence[str]) -> Shapes:
    """How each of some one-line texts looks; a text of no characters has zeros throughout."""
    codes = np.frombuffer(("\n".join(texts) + "\n").encode("utf-32-le", "replace"), np.uint32)
    classes = CLASSES[np.minimum(codes, 0xFFFF)]
    ends = np.flatnonzero(classes == LINE)
    starts = np.concatenate([[0], ends[:-1] + 1])
    length = np.maximum(ends - starts, 1).astype(np.float32)
    after_space = np.concatenate([[True], np.isin(classes[:-1], (SPACE, LINE))])
    counts = {mark: within(classes == mark, starts, ends) for mark in range(10)}
    words = within(after_space & (classes != SPACE) & (classes != LINE), starts, ends)
    last, first = codes[np.maximum(ends - 1, starts)], classes[starts]
    closed = among(last, CLOSERS)
    several = np.maximum(words, 1)
    columns = {
        "words": np.minimum(words, 60),
        "characters a word": length / several,
        **{f"share of {name}": counts[mark] / length for name, mark in SHARES.items()},
        **{f"number of {name}": np.minimum(counts[m], top) for name, (m, top) in COUNTS.items()},
        "capitalised words": within(after_space & (classes == UPPER), starts, ends) / several,
        "ends as a sentence": closed,
        "ends in a colon": among(last, ":"),
        "ends in an ellipsis": among(last, "…"),
        "ends in a question": among(last, "?"),
        "begins in lower case": (first == LOWER).astype(np.float32),
        "begins with a figure": (first == DIGIT).astype(np.float32),
    }
    return Shapes(columns, words, closed)


def within(mask: NDArray[np.bool_], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Column:
    """How often a mask is set between each start and its end."""
    sums = np.concatenate([[0], np.cumsum(mask)])
    counts: Column = (sums[ends] - sums[starts]).astype(np.float32)
    return counts


def among(codes: Codes, characters: str) -> Column:
    """1 where a character is one of these, else 0."""
    return np.isin(codes, [ord(character) for character in characters]).astype(np.float32)
