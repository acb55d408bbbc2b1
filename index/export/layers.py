"""An encoder as a graph: token numbers of one text → a vector for each token.

One text at a time has no padding, so there is no mask, and no text's vector depends on others.
"""

from __future__ import annotations

import numpy as np

from index.export.architecture import Model, Norm
from index.export.graph import FLOAT, RUNTIME, Graph
from index.export.linear import AddLinear
from index.export.quantise import words_in_8_bits


class Builder:
    """Adds one encoder's nodes to a graph; every method names its result."""

    def __init__(self, graph: Graph, model: Model, add_linear: AddLinear) -> None:
        self.graph = graph
        self.model = model
        self.add_linear = add_linear

    def add_encoder(self, max_tokens: int) -> None:
        """Everything, for texts of at most so many tokens."""
        state = self.add_embeddings()
        bias = self.add_distances(max_tokens)
        for layer in range(self.model.architecture.layers):
            state = self.add_layer(layer, state, bias)

    def add_embeddings(self) -> str:
        """Words, kept in 8 bits, and their places."""
        graph = self.graph
        table = words_in_8_bits(self.model.words())
        integers = graph.node("Gather", [graph.constant("words", table.integers), "ids"], "word")
        scale = graph.constant("words.scale", table.scales[:, None])
        scales = graph.node("Gather", [scale, "ids"], "word.scale")
        floats = graph.node("Cast", [integers], "word.float", to=FLOAT)
        word = graph.node("Mul", [floats, scales], "word.scaled")
        length = graph.node("Shape", ["ids"], "length", start=1, end=2)
        zero = graph.constant("zero", np.zeros(1, dtype=np.int64))
        every = graph.constant("places", self.model.places())
        place = graph.node("Slice", [every, zero, length, zero], "place")
        both = graph.node("Add", [word, place], "embedded.sum")
        return self.add_norm(both, self.model.norm("embeddings.LayerNorm"), "embedded")

    def add_distances(self, max_tokens: int) -> str:
        """What heads add for how far two tokens are apart; '' where they add nothing."""
        distances = self.model.distances(max_tokens)
        if distances is None:
            return ""
        graph = self.graph
        every = graph.constant("distances", distances[None])
        start = graph.constant("two zeros", np.zeros(2, dtype=np.int64))
        end = graph.node("Concat", ["length", "length"], "square", axis=0)
        axes = graph.constant("two axes", np.array([2, 3]))
        return graph.node("Slice", [every, start, end, axes], "distance")

    def add_layer(self, layer: int, state: str, bias: str) -> str:
        """Attention, then the two wide matrices, each added to what came in and normalised."""
        graph = self.graph
        parts = [f"{layer}.{part}" for part in ("query", "key", "value")]
        graph.node("Split", [self.multiply(layer, "qkv", state)], *parts, axis=-1, num_outputs=3)
        attended = graph.node(
            "MultiHeadAttention",
            [*parts, "", "", bias] if bias else parts,
            f"{layer}.attended",
            domain=RUNTIME,
            num_heads=self.model.architecture.heads,
        )
        state = self.add_and_norm(layer, "out", attended, state)
        wide = self.multiply(layer, "up", state)
        active = graph.node("Gelu", [wide], f"{layer}.active")
        return self.add_and_norm(layer, "down", active, state)

    def multiply(self, layer: int, name: str, inputs: str) -> str:
        """One of the layer's linear maps."""
        return self.add_linear(
            self.graph, self.model.linear(layer, name), f"{layer}.{name}", inputs
        )

    def add_and_norm(self, layer: int, name: str, inputs: str, before: str) -> str:
        """A linear map, what was before added to it, normalised."""
        change = self.multiply(layer, name, inputs)
        both = self.graph.node("Add", [change, before], f"{layer}.{name}.sum")
        return self.add_norm(both, self.model.norm_after(layer, name), f"{layer}.{name}.norm")

    def add_norm(self, state: str, by: Norm, name: str) -> str:
        """A layer norm. Not fused with the sum before it: that kernel takes twice the time."""
        scale = self.graph.constant(f"{name}.scale", by.scale)
        shift = self.graph.constant(f"{name}.shift", by.shift)
        options = {"axis": -1, "epsilon": self.model.architecture.epsilon}
        return self.graph.node("LayerNormalization", [state, scale, shift], name, **options)
