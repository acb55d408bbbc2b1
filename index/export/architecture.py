"""What tells one encoder of BERT's family from another: its sizes, and what its weights are called.

An encoder is a row of layers. Each has attention and two wide matrices, and what comes out of
either is added to what went in, and normalised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Tensors = Mapping[str, Array]

LINEAR = ("qkv", "out", "up", "down")  # the four matrices of a layer, in the order they are met
FEED = {"up": ("intermediate.dense",), "down": ("output.dense",)}  # called alike in all of them
KIND = "embeddings.token_type_embeddings.weight"
RELATIVE = "encoder.relative_attention_bias.weight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """One encoder's sizes and names."""

    layers: int
    heads: int
    width: int
    epsilon: float  # of its layer norms
    first_place: int  # the row of its table of places that the first token has
    attention: Mapping[str, tuple[str, ...]]  # the weights of "qkv" and "out"
    norms: Mapping[str, str]  # the layer norm that follows "out" and "down"


BERT = Architecture(  # all-MiniLM-L6-v2
    layers=6,
    heads=12,
    width=384,
    epsilon=1e-12,
    first_place=0,
    attention={
        "qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
        "out": ("attention.output.dense",),
    },
    norms={"out": "attention.output.LayerNorm", "down": "output.LayerNorm"},
)
MPNET = Architecture(  # all-mpnet-base-v2
    layers=12,
    heads=12,
    width=768,
    epsilon=1e-5,
    first_place=2,
    attention={
        "qkv": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
        "out": ("attention.attn.o",),
    },
    norms={"out": "attention.LayerNorm", "down": "output.LayerNorm"},
)


class Linear(NamedTuple):
    """y = weight · x + bias."""

    weight: Array  # shape (outputs, inputs)
    bias: Array


class Norm(NamedTuple):
    """A layer norm's scale and shift."""

    scale: Array
    shift: Array


class Model(NamedTuple):
    """An encoder's weights, and how they belong together."""

    architecture: Architecture
    tensors: Tensors

    def linear(self, layer: int, name: str) -> Linear:
        """One of a layer's `LINEAR`; queries, keys and values are one matrix."""
        prefix = f"encoder.layer.{layer}."
        parts = {**self.architecture.attention, **FEED}[name]
        return Linear(
            np.concatenate([self.tensors[f"{prefix}{part}.weight"] for part in parts]),
            np.concatenate([self.tensors[f"{prefix}{part}.bias"] for part in parts]),
        )

    def norm(self, name: str) -> Norm:
        """A layer norm by the name of its weights."""
        return Norm(self.tensors[f"{name}.weight"], self.tensors[f"{name}.bias"])

    def norm_after(self, layer: int, name: str) -> Norm:
        """The norm that follows `out` or `down`."""
        return self.norm(f"encoder.layer.{layer}.{self.architecture.norms[name]}")

    def words(self) -> Array:
        """Each word's vector, by its number."""
        return self.tensors["embeddings.word_embeddings.weight"]

    def places(self) -> Array:
        """What is added to each word's vector, by the word's place in a text.

        Where a model tells the first text of a pair from the second, all words are of the first.
        """
        table = self.tensors["embeddings.position_embeddings.weight"]
        kind = self.tensors[KIND][0] if KIND in self.tensors else table.dtype.type(0)
        return np.asarray(table[self.architecture.first_place :] + kind)

    def distances(self, length: int) -> Array | None:
        """What each head adds to its fit of two tokens, for how far they are apart.

        Shape (heads, length, length), queries before keys. None for a model without.
        """
        if RELATIVE not in self.tensors:
            return None
        ahead = np.arange(-(length - 1), length)
        table = self.tensors[RELATIVE][[bucket(int(way)) for way in ahead]]
        place = np.arange(length)
        return np.asarray(table[place[None, :] - place[:, None] + length - 1].transpose(2, 0, 1))


def bucket(ahead: int) -> int:
    """The row of MPNet's table for a token so many places ahead; behind, where it is negative.

    Sixteen rows either way: one for each of the first eight places, then ever wider ones. In
    whole numbers, where MPNet rounds logarithms: no processor's rounding moves a border.

    >>> [bucket(ahead) for ahead in (0, -1, -7, -8, -11, -12, -90, -91, -383, 1, 7, 16)]
    [0, 1, 7, 8, 8, 9, 14, 15, 15, 17, 23, 26]
    """
    far = abs(ahead)
    row = far if far < 8 else min(15, 7 + (far * far // 64).bit_length())
    return row + 16 if ahead > 0 else row
