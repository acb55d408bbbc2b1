"""Sentences' vectors in two bits a number: enough to tell a passage's sentences apart.

Half of their mean is taken out first: what all sentences of a passage share tells none of them
from another, and takes most of the little room. The four levels are those that lose least of
normally distributed numbers (Max, "Quantizing for minimum distortion", 1960). Measured in
benchmarks/highlight: whole numbers choose no better.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vector, Vectors

SENTENCES = 1  # goes up when the same sentences would have other codes
SHARED = 0.5  # of the mean, which is taken out
LEVELS = np.array([-1.510, -0.4528, 0.4528, 1.510], np.float32)  # in standard deviations
BETWEEN = np.array([-0.9816, 0.0, 0.9816], np.float32)
IN_BYTE = 4  # numbers
SHIFTS = np.arange(0, 8, 2, dtype=np.uint8)
SCALE = np.dtype("<f2")  # in front of each sentence's numbers: what a level is times


def coded(sentences: Vectors) -> bytes:
    """The vectors of one passage's sentences, in order; a row of zeros where nothing was read."""
    if not len(sentences):
        return b""
    rest = sentences - SHARED * sentences.mean(axis=0)
    spread = rest.std(axis=1, keepdims=True) + np.float32(1e-9)
    numbers = np.digitize(rest / spread, BETWEEN).astype(np.uint8)
    levels = LEVELS[numbers]
    scales = (rest * rest).sum(axis=1) / np.maximum((rest * levels).sum(axis=1), 1e-9)
    scales[~sentences.any(axis=1)] = 0
    return b"".join(
        scale.astype(SCALE).tobytes() + row.tobytes()
        for scale, row in zip(scales, packed(numbers), strict=True)
    )


def nearness(codes: bytes, question: Vector) -> list[float]:
    """How near each sentence is to a question, in order, to be compared within its passage only.

    Cosines without what all its sentences share; 0 for one of which nothing was read.

    Raises:
        ValueError: these are no codes of vectors as long as the question's.
    """
    found: list[float] = (decoded(codes, len(question)) @ question).tolist()
    return found


def decoded(codes: bytes, dimension: int) -> Vectors:
    """A row for each sentence, in order: nearly its vector without half of their mean.

    Raises:
        ValueError: these are no codes of vectors of this length.
    """
    row = np.dtype([("scale", SCALE), ("packed", np.uint8, (bytes_for(dimension),))])
    rows = np.frombuffer(codes, row)
    wide = bytes_for(dimension) * IN_BYTE
    levels = levels_of_bytes()[rows["packed"]].reshape(len(rows), wide)[:, :dimension]
    return np.asarray(rows["scale"].astype(np.float32)[:, None] * levels)


def bytes_for(dimension: int) -> int:
    """How many bytes a vector's numbers take.

    >>> bytes_for(384), bytes_for(5)
    (96, 2)
    """
    return -(-dimension // IN_BYTE)


def packed(numbers: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Rows of numbers below four, four in a byte; the last byte is filled up."""
    rows, dimension = numbers.shape
    filled = np.zeros((rows, bytes_for(dimension), IN_BYTE), np.uint8)
    filled.reshape(rows, -1)[:, :dimension] = numbers
    return np.asarray(np.bitwise_or.reduce(filled << SHIFTS, axis=2), np.uint8)


@cache
def levels_of_bytes() -> NDArray[np.float32]:
    """For each byte the four levels that it holds."""
    return np.asarray(LEVELS[np.arange(256, dtype=np.uint8)[:, None] >> SHIFTS & 3])
