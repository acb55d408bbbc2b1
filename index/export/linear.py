"""Linear layers in 8 bits, in either of two ways: the inputs have one scale a text, or a token.

One scale a text is ONNX Runtime's own, and quick. It is enough for MiniLM once its large channels
are smoothed (`quantise`). MPNet's are too large for that: cosine to fp32 .89, and .996 by token.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from index.export.architecture import Array, Linear
from index.export.graph import RUNTIME, Graph
from index.export.quantise import SMOOTHED, rows_in_8_bits, smoothing

HALF = 127  # of the 255 steps of an input in 8 bits: as many above zero as below
LEAST = 1e-9  # of a token's largest input, so that a token of zeros has a scale, too

AddLinear = Callable[[Graph, Linear, str, str], str]  # layer, its name ("2.up"), its inputs


def by_text(largest: Mapping[str, Array]) -> AddLinear:
    """Layers with one scale for all inputs of a text.

    Args:
        largest: of every linear layer's inputs, by the layer's name.
    """

    def add(graph: Graph, layer: Linear, name: str, inputs: str) -> str:
        """A linear layer whose inputs are smoothed, quantised and multiplied in 8 bits."""
        weight = layer.weight
        if name.endswith(SMOOTHED):
            by = smoothing(weight, largest[name])
            weight = weight * by
            smooth = graph.constant(f"{name}.smooth", 1 / by)
            inputs = graph.node("Mul", [inputs, smooth], f"{name}.smoothed")
        matrix = rows_in_8_bits(weight)
        terms = [
            inputs,
            graph.constant(f"{name}.weight", matrix.integers.T),
            graph.constant(f"{name}.scale", matrix.scales),
            "",  # no zero points: weights are symmetric
            graph.constant(f"{name}.bias", layer.bias),
        ]
        return graph.node("DynamicQuantizeMatMul", terms, name, domain=RUNTIME)

    return add


def by_token(graph: Graph, layer: Linear, name: str, inputs: str) -> str:
    """A linear layer with a scale for each token's inputs, their largest being 127 steps."""
    last = graph.constant("last axis", np.array([-1]))
    half = graph.constant("half", np.array([HALF], dtype=np.float32))
    least = graph.constant("least", np.array([LEAST], dtype=np.float32))
    one = graph.constant("one", np.array([1], dtype=np.float32))
    zero = graph.constant("middle", np.array([HALF + 1], dtype=np.uint8))
    matrix = rows_in_8_bits(layer.weight)
    weight = graph.constant(f"{name}.weight", matrix.integers.T)
    scale = graph.constant(f"{name}.scale", matrix.scales / np.float32(HALF))

    size = graph.node("Abs", [inputs], f"{name}.sizes")
    size = graph.node("ReduceMax", [size, last], f"{name}.largest", keepdims=1)
    size = graph.node("Max", [size, least], f"{name}.size")
    steps = graph.node("Div", [half, size], f"{name}.steps")
    scaled = graph.node("Mul", [inputs, steps], f"{name}.scaled")
    whole = graph.node("QuantizeLinear", [scaled, one, zero], f"{name}.integers")
    product = graph.node(
        "MatMulIntegerToFloat",
        [whole, weight, one, scale, zero],
        f"{name}.product",
        domain=RUNTIME,
    )
    sized = graph.node("Mul", [product, size], f"{name}.sized")
    return graph.node("Add", [sized, graph.constant(f"{name}.bias", layer.bias)], name)
