"""The graph that ONNX Runtime runs: token numbers of one text → a vector for each token.

One text at a time has no padding, so there is no mask, and no text's vector depends on others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from index.export.bert import (
    EPSILON,
    HEADS,
    LAYERS,
    WIDTH,
    Array,
    Norm,
    Tensors,
    linear,
    norm,
    norm_after,
    places,
)
from index.export.quantise import SMOOTHED, rows_in_8_bits, smoothing, words_in_8_bits

OPERATORS = 20  # ONNX's own, the version with Gelu
RUNTIME = "com.microsoft"  # ONNX Runtime's


class Graph:
    """Nodes and constants in the order in which they were added; every method names its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Array) -> str:
        """Add a constant."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], *outputs: str, **options: Any) -> str:
        """Add an operator; named as its first output."""
        made = helper.make_node(operator, inputs, outputs, name=outputs[0], **options)
        self.nodes.append(made)
        return outputs[0]

    def norm(self, state: str, by: Norm, name: str) -> str:
        """A layer norm. Not fused with the sum before it: that kernel takes twice the time."""
        scale = self.constant(f"{name}.scale", by.scale)
        shift = self.constant(f"{name}.shift", by.shift)
        options = {"axis": -1, "epsilon": EPSILON}
        return self.node("LayerNormalization", [state, scale, shift], name, **options)

    def model(self, metadata: Mapping[str, str]) -> onnx.ModelProto:
        """The finished model; its last node's output is the model's."""
        self.nodes[-1].output[0] = "tokens"
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])
        tokens = helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, "length", WIDTH])
        made = helper.make_model(
            helper.make_graph(self.nodes, "encoder", [ids], [tokens], self.constants),
            opset_imports=[helper.make_opsetid("", OPERATORS), helper.make_opsetid(RUNTIME, 1)],
            ir_version=10,
            producer_name="wellread",
        )
        helper.set_model_props(made, dict(metadata))
        return made


def make_model(
    tensors: Tensors, largest: Mapping[str, Array], metadata: Mapping[str, str]
) -> onnx.ModelProto:
    """The quantised encoder.

    Args:
        tensors: the model's own weights.
        largest: of every linear layer's inputs, by its name ("2.up").
        metadata: kept in the file, for those who run it.
    """
    graph = Graph()
    state = add_embeddings(graph, tensors)
    for layer in range(LAYERS):
        state = add_layer(graph, tensors, largest, layer, state)
    return graph.model(metadata)


def add_embeddings(graph: Graph, tensors: Tensors) -> str:
    """Words, kept in 8 bits, and their places."""
    table = words_in_8_bits(tensors["embeddings.word_embeddings.weight"])
    integers = graph.node("Gather", [graph.constant("words", table.integers), "ids"], "word")
    scale = graph.constant("words.scale", table.scales[:, None])
    scales = graph.node("Gather", [scale, "ids"], "word.scale")
    floats = graph.node("Cast", [integers], "word.float", to=TensorProto.FLOAT)
    word = graph.node("Mul", [floats, scales], "word.scaled")
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    zero = graph.constant("zero", np.zeros(1, dtype=np.int64))
    every = graph.constant("places", places(tensors))
    place = graph.node("Slice", [every, zero, length, zero], "place")
    both = graph.node("Add", [word, place], "embedded.sum")
    return graph.norm(both, norm(tensors, "embeddings.LayerNorm"), "embedded")


def add_layer(
    graph: Graph, tensors: Tensors, largest: Mapping[str, Array], layer: int, state: str
) -> str:
    """Attention, then the two wide matrices, each added to what came in and normalised."""

    def multiply(inputs: str, name: str) -> str:
        """One of the layer's linear maps."""
        return add_linear(graph, tensors, largest[f"{layer}.{name}"], (layer, name), inputs)

    def add_and_norm(change: str, before: str, name: str) -> str:
        """The sum, normalised."""
        both = graph.node("Add", [change, before], f"{layer}.{name}.sum")
        return graph.norm(both, norm_after(tensors, layer, name), f"{layer}.{name}.norm")

    parts = [f"{layer}.{part}" for part in ("query", "key", "value")]
    graph.node("Split", [multiply(state, "qkv")], *parts, axis=-1, num_outputs=3)
    attended = graph.node(
        "MultiHeadAttention", parts, f"{layer}.attended", domain=RUNTIME, num_heads=HEADS
    )
    state = add_and_norm(multiply(attended, "out"), state, "out")
    active = graph.node("Gelu", [multiply(state, "up")], f"{layer}.active")
    return add_and_norm(multiply(active, "down"), state, "down")


def add_linear(
    graph: Graph, tensors: Tensors, largest: Array, where: tuple[int, str], inputs: str
) -> str:
    """A linear layer whose inputs are smoothed, quantised and multiplied in 8 bits."""
    layer, name = where
    weight, bias = linear(tensors, layer, name)
    if name in SMOOTHED:
        by = smoothing(weight, largest)
        weight = weight * by
        smooth = graph.constant(f"{layer}.{name}.smooth", 1 / by)
        inputs = graph.node("Mul", [inputs, smooth], f"{layer}.{name}.smoothed")
    matrix = rows_in_8_bits(weight)
    return graph.node(
        "DynamicQuantizeMatMul",
        [
            inputs,
            graph.constant(f"{layer}.{name}.weight", matrix.integers.T),
            graph.constant(f"{layer}.{name}.scale", matrix.scales),
            "",  # no zero points: weights are symmetric
            graph.constant(f"{layer}.{name}.bias", bias),
        ],
        f"{layer}.{name}",
        domain=RUNTIME,
    )
