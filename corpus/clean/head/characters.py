"""What a unit's characters say: how long, how capital, how full of figures and marks it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float32]
Codes = NDArray[np.uint32]

CLASS_COUNT = 10
SPACE, UPPER, LOWER, DIGIT, STOP, COMMA, BAR, SIGN, LINE, OTHER = range(CLASS_COUNT)
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
    is_end = classes == LINE
    ends = np.flatnonzero(is_end)
    starts = np.concatenate([[0], ends[:-1] + 1])
    length = np.maximum(ends - starts, 1).astype(np.float32)
    unit = np.repeat(np.arange(len(ends)), ends - starts + 1)
    places = np.bincount(unit * CLASS_COUNT + classes, minlength=len(ends) * CLASS_COUNT)
    counts = places.reshape(-1, CLASS_COUNT).T.astype(np.float32)
    blank = is_end | (classes == SPACE)
    word_starts = np.flatnonzero(~blank & np.concatenate([[True], blank[:-1]]))
    words = within(word_starts, unit, len(ends))
    capitals = within(word_starts[classes[word_starts] == UPPER], unit, len(ends))
    last, first = codes[np.maximum(ends - 1, starts)], classes[starts]
    closed = among(last, CLOSERS)
    several = np.maximum(words, 1)
    columns = {
        "words": np.minimum(words, 60),
        "characters a word": length / several,
        **{f"share of {name}": counts[mark] / length for name, mark in SHARES.items()},
        **{f"number of {name}": np.minimum(counts[m], top) for name, (m, top) in COUNTS.items()},
        "capitalised words": capitals / several,
        "ends as a sentence": closed,
        "ends in a colon": among(last, ":"),
        "ends in an ellipsis": among(last, "…"),
        "ends in a question": among(last, "?"),
        "begins in lower case": (first == LOWER).astype(np.float32),
        "begins with a figure": (first == DIGIT).astype(np.float32),
    }
    return Shapes(columns, words, closed)


def within(places: NDArray[np.int64], unit: NDArray[np.int64], count: int) -> Column:
    """How many of some characters' places each of `count` units has."""
    counts: Column = np.bincount(unit[places], minlength=count).astype(np.float32)
    return counts


def among(codes: Codes, characters: str) -> Column:
    """1 where a character is one of these, else 0."""
    each = np.array([ord(character) for character in characters], np.uint32)
    found: Column = (codes == each[:, np.newaxis]).any(axis=0).astype(np.float32)
    return found
