"""Matrices in 8 bits, so that they lose little and compute the same on every processor.

Inputs are quantised by ONNX Runtime as it goes, with one scale for a whole text, and a few
channels of MiniLM are fifteen times as large as the others: the others would keep four of their
eight bits. So part of each channel's size is moved into the weights first ("smoothing"). The
powers are of two, and move nothing else.

Source: Xiao et al., "SmoothQuant", ICML 2023. https://arxiv.org/abs/2211.10438
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.export.architecture import Array

# How much of a channel's size is moved. Cosine to fp32 of 31 or 92 passages, least / mean: 0 (none)
# .991 / .995, .5 .983 / .989, .6 .993 / .996, .7 .995 / .997, .75 .995 / .997, .8 .989 / .997.
MOVED = 0.75
SMOOTHED = ("qkv", "up", "down")  # "out" has no large channels and gains nothing
LARGEST = 127  # of a weight in 8 bits, and of the sum of two (see `scales`)
LEAST = 1e-3  # a channel smaller than this is as good as absent


class Quantised(NamedTuple):
    """A matrix as 8-bit rows; row i is about `integers[i] * scales[i]`."""

    integers: Array  # int8, shape (outputs, inputs)
    scales: Array  # float32, shape (outputs,)


def smoothing(weight: Array, largest: Array) -> Array:
    """By what each input is divided and its weights multiplied: powers of two, 1 for most.

    Args:
        weight: shape (outputs, inputs).
        largest: absolute input of each channel, shape (inputs,).

    >>> smoothing(np.ones((2, 4)), np.array([1.0, 1.0, 1.0, 16.0])).tolist()
    [1.0, 1.0, 1.0, 8.0]
    """
    inputs = np.maximum(largest, LEAST) ** MOVED
    weights = np.maximum(np.abs(weight).max(axis=0).astype(float), LEAST) ** (1 - MOVED)
    powers = np.rint(np.log2(inputs / weights))
    return np.asarray(np.exp2(powers - np.rint(np.median(powers))), dtype=np.float32)


def rows_in_8_bits(weight: Array) -> Quantised:
    """A matrix with a scale for each row, without a sum that some processors would cut off.

    >>> rows_in_8_bits(np.array([[1.0, 0.5, 0.0, 0.0]])).integers.tolist()
    [[85, 42, 0, 0]]
    """
    by = scales(weight)
    return Quantised(np.rint(weight / by[:, None]).astype(np.int8), by)


def scales(weight: Array) -> Array:
    """The finest scale of each row of which no two neighbours add up to more than `LARGEST`.

    x86-64 without VNNI adds two products of 8 bits in 16, and cuts off what does not fit. With
    inputs up to 255 and two weights up to 128 together everything fits; ONNX Runtime's own way
    out, 7 bits for all weights, loses more (least and mean cosine .994 / .996).
    """
    rows, inputs = weight.shape
    fours = np.abs(weight).reshape(rows, inputs // 4, 4)  # neighbours, however they are paired
    pairs = np.sort(fours, axis=2)[:, :, 2:].sum(axis=2).max(axis=1)
    return np.asarray(np.maximum(pairs, LEAST * LEAST) / LARGEST, dtype=np.float32)


def words_in_8_bits(table: Array) -> Quantised:
    """A table of embeddings with a scale for each row; nothing is multiplied with it in 8 bits."""
    by = (np.maximum(np.abs(table).max(axis=1), LEAST * LEAST) / LARGEST).astype(np.float32)
    return Quantised(np.rint(table / by[:, None]).astype(np.int8), by)
