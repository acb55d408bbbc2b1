"""A BERT encoder's weights by name, and what flows through it, in numpy and 64-bit floats.

Slow and plain on purpose: it only says how large each linear layer's inputs become, and has to
say the same on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Tensors = Mapping[str, Array]

LAYERS, HEADS, WIDTH = 6, 12, 384  # of all-MiniLM-L6-v2
EPSILON = 1e-12  # of its layer norms
LINEAR = ("qkv", "out", "up", "down")  # the four matrices of a layer, in the order they are met

error_function: Callable[[Array], Array] = np.vectorize(math.erf, otypes=[float])


class Linear(NamedTuple):
    """y = weight · x + bias."""

    weight: Array  # shape (outputs, inputs)
    bias: Array


class Norm(NamedTuple):
    """A layer norm's scale and shift."""

    scale: Array
    shift: Array


def linear(tensors: Tensors, layer: int, name: str) -> Linear:
    """One of a layer's `LINEAR`; queries, keys and values are one matrix."""
    prefix = f"encoder.layer.{layer}."
    parts = {
        "qkv": [f"attention.self.{part}" for part in ("query", "key", "value")],
        "out": ["attention.output.dense"],
        "up": ["intermediate.dense"],
        "down": ["output.dense"],
    }[name]
    return Linear(
        np.concatenate([tensors[f"{prefix}{part}.weight"] for part in parts]),
        np.concatenate([tensors[f"{prefix}{part}.bias"] for part in parts]),
    )


def norm(tensors: Tensors, name: str) -> Norm:
    """A layer norm by the name of its weights."""
    return Norm(tensors[f"{name}.weight"], tensors[f"{name}.bias"])


def norm_after(tensors: Tensors, layer: int, name: str) -> Norm:
    """The norm that follows `out` or `down`."""
    inside = {"out": "attention.output", "down": "output"}[name]
    return norm(tensors, f"encoder.layer.{layer}.{inside}.LayerNorm")


def places(tensors: Tensors) -> Array:
    """What is added to each word's vector: its place, and that all words are of one text."""
    kind = tensors["embeddings.token_type_embeddings.weight"][0]
    return np.asarray(tensors["embeddings.position_embeddings.weight"] + kind)


def largest_inputs(tensors: Tensors, texts: Iterable[Sequence[int]]) -> dict[str, Array]:
    """The largest absolute value of every input of every linear layer, by its name: "2.up"."""
    largest: dict[str, Array] = {}
    for ids in texts:
        for name, inputs in inputs_of_layers(tensors, ids):
            peak = np.abs(inputs).max(axis=0)
            largest[name] = np.maximum(largest.get(name, peak), peak)
    return largest


def inputs_of_layers(tensors: Tensors, ids: Sequence[int]) -> Iterable[tuple[str, Array]]:
    """What enters each linear layer for one text, shape (tokens, inputs), in order."""
    words = tensors["embeddings.word_embeddings.weight"][list(ids)].astype(float)
    embedded = words + places(tensors)[: len(ids)]
    state = normalised(embedded, norm(tensors, "embeddings.LayerNorm"))
    for layer in range(LAYERS):
        qkv, out, up, down = (linear(tensors, layer, name) for name in LINEAR)
        yield f"{layer}.qkv", state
        attended = attention(apply(qkv, state))
        yield f"{layer}.out", attended
        state = normalised(apply(out, attended) + state, norm_after(tensors, layer, "out"))
        yield f"{layer}.up", state
        wide = apply(up, state)
        active = wide * (1 + error_function(wide / math.sqrt(2))) / 2
        yield f"{layer}.down", active
        state = normalised(apply(down, active) + state, norm_after(tensors, layer, "down"))


def apply(layer: Linear, inputs: Array) -> Array:
    """The outputs of a linear layer."""
    return np.asarray(inputs @ layer.weight.T.astype(float) + layer.bias)


def normalised(inputs: Array, by: Norm) -> Array:
    """Each row with mean 0 and variance 1, then scaled and shifted."""
    centred = inputs - inputs.mean(axis=-1, keepdims=True)
    deviation = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
    return np.asarray(centred / deviation * by.scale + by.shift)


def attention(joined: Array) -> Array:
    """Each head's values, weighed by how its queries fit its keys; shape (tokens, WIDTH)."""
    size = WIDTH // HEADS
    query, key, value = joined.reshape(-1, 3, HEADS, size).transpose(1, 2, 0, 3)
    fit = query @ key.transpose(0, 2, 1) / math.sqrt(size)
    weight = np.exp(fit - fit.max(axis=-1, keepdims=True))
    weight /= weight.sum(axis=-1, keepdims=True)
    return np.asarray((weight @ value).transpose(1, 0, 2).reshape(-1, WIDTH))
