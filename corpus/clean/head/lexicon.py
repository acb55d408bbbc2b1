"""How much a unit's words are those of junk: a linear model over hashed words and word pairs."""

from __future__ import annotations

import numpy as np

from corpus.clean.head.tokens import Hashes, Ints, Tokens, distinct
from corpus.clean.head.windows import Column

BITS = 15
SIZE = 1 << BITS  # weights of single tokens; as many again for pairs
GOLDEN, PAIR, MIX = np.uint32(2654435761), np.uint32(0x85EBCA6B), np.uint32(2246822519)


def weights_at(tokens: Tokens) -> Ints:
    """For each token the place of its own weight, and behind those that of it and the one before.

    Two tokens may share a place; with 32,768 places most of those that matter do not.
    Pairs cross the line ends, so that a unit's first and last word count as such.
    """
    before = np.roll(tokens.ids, 1)
    single = spread(tokens.ids)
    pair = spread((tokens.ids * GOLDEN) ^ (before * PAIR)) + SIZE
    return np.concatenate([single, pair])


def spread(hashes: Hashes) -> Ints:
    """Hashes to places, by the multiplication's highest bits."""
    return ((hashes * MIX) >> np.uint32(32 - BITS)).astype(np.int64)


def lexical_scores(tokens: Tokens, weights: Column, bias: float, count: int) -> Column:
    """For each of `count` units how likely its words alone make it junk, 0 to 1.

    The weights of its tokens and pairs, each counted once, are added and divided by the square
    root of their number.
    """
    at = weights_at(tokens)
    unit = np.concatenate([tokens.unit, tokens.unit])
    pairs = distinct(unit * (2 * SIZE) + at)
    unit, at = pairs // (2 * SIZE), pairs % (2 * SIZE)
    several = np.maximum(np.bincount(unit, minlength=count), 1)
    sums = np.bincount(unit, weights[at], minlength=count) / np.sqrt(several)
    scores: Column = (1 / (1 + np.exp(-(sums + bias)))).astype(np.float32)
    return scores
