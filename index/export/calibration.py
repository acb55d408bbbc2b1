"""What flows through an encoder, in numpy and 64-bit floats.

Slow and plain on purpose: it only says how large each linear layer's inputs become, and has to
say the same on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from index.export.architecture import LINEAR, Array, Linear, Model, Norm

error_function: Callable[[Array], Array] = np.vectorize(math.erf, otypes=[float])


def largest_inputs(model: Model, texts: Iterable[Sequence[int]]) -> dict[str, Array]:
    """The largest absolute value of every input of every linear layer, by its name: "2.up"."""
    largest: dict[str, Array] = {}
    for ids in texts:
        for name, inputs in inputs_of_layers(model, ids):
            peak = np.abs(inputs).max(axis=0)
            largest[name] = np.maximum(largest.get(name, peak), peak)
    return largest


def inputs_of_layers(model: Model, ids: Sequence[int]) -> Iterable[tuple[str, Array]]:
    """What enters each linear layer for one text, shape (tokens, inputs), in order."""
    epsilon = model.architecture.epsilon
    embedded = model.words()[list(ids)].astype(float) + model.places()[: len(ids)]
    state = normalised(embedded, model.norm("embeddings.LayerNorm"), epsilon)
    for layer in range(model.architecture.layers):
        qkv, out, up, down = (model.linear(layer, name) for name in LINEAR)
        yield f"{layer}.qkv", state
        attended = attention(apply(qkv, state), model.architecture.heads)
        yield f"{layer}.out", attended
        summed = apply(out, attended) + state
        state = normalised(summed, model.norm_after(layer, "out"), epsilon)
        yield f"{layer}.up", state
        wide = apply(up, state)
        active = wide * (1 + error_function(wide / math.sqrt(2))) / 2
        yield f"{layer}.down", active
        summed = apply(down, active) + state
        state = normalised(summed, model.norm_after(layer, "down"), epsilon)


def apply(layer: Linear, inputs: Array) -> Array:
    """The outputs of a linear layer."""
    return np.asarray(inputs @ layer.weight.T.astype(float) + layer.bias)


def normalised(inputs: Array, by: Norm, epsilon: float) -> Array:
    """Each row with mean 0 and variance 1, then scaled and shifted."""
    centred = inputs - inputs.mean(axis=-1, keepdims=True)
    deviation = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + epsilon)
    return np.asarray(centred / deviation * by.scale + by.shift)


def attention(joined: Array, heads: int) -> Array:
    """Each head's values, weighed by how its queries fit its keys; shape (tokens, width)."""
    tokens, width = len(joined), joined.shape[1] // 3
    size = width // heads
    query, key, value = joined.reshape(-1, 3, heads, size).transpose(1, 2, 0, 3)
    fit = query @ key.transpose(0, 2, 1) / math.sqrt(size)
    weight = np.exp(fit - fit.max(axis=-1, keepdims=True))
    weight /= weight.sum(axis=-1, keepdims=True)
    return np.asarray((weight @ value).transpose(1, 0, 2).reshape(tokens, width))
