"""Nodes and constants, and the ONNX file that is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, external_data_helper, helper, numpy_helper

from index.export.architecture import Array

OPERATORS = 20  # ONNX's own, the version with Gelu
RUNTIME = "com.microsoft"  # ONNX Runtime's
FLOAT = TensorProto.FLOAT
SMALL = 1024  # bytes; a smaller constant stays in the graph's own file
PAGE = 4096  # bytes; a file is mapped into memory by whole pages


class Graph:
    """Nodes and constants in the order in which they were added; every method names its result.

    Args:
        beside: the name of a file for the large constants, which ONNX Runtime then maps into
            memory: half the time to open it, and half the memory. '' keeps them in the graph's.
    """

    def __init__(self, beside: str = "") -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.beside = beside
        self.outside = bytearray()  # what the file beside holds

    def constant(self, name: str, value: Array) -> str:
        """Add a constant; one of this name that is there already is taken for the same."""
        if name not in self.constants:
            tensor = numpy_helper.from_array(np.ascontiguousarray(value), name)
            if self.beside and value.nbytes >= SMALL:
                self.move_out(tensor)
            self.constants[name] = tensor
        return name

    def move_out(self, tensor: onnx.TensorProto) -> None:
        """Take a constant's values into the file beside."""
        self.outside.extend(bytes(-len(self.outside) % PAGE))
        place, values = len(self.outside), tensor.raw_data
        self.outside.extend(values)
        external_data_helper.set_external_data(tensor, self.beside, place, len(values))
        tensor.ClearField("raw_data")

    def node(self, operator: str, inputs: list[str], *outputs: str, **options: Any) -> str:
        """Add an operator; named as its first output."""
        made = helper.make_node(operator, inputs, outputs, name=outputs[0], **options)
        self.nodes.append(made)
        return outputs[0]

    def model(self, width: int, metadata: Mapping[str, str]) -> onnx.ModelProto:
        """The finished model; its last node's output is the model's, of so many numbers a token."""
        self.nodes[-1].output[0] = "tokens"
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])
        tokens = helper.make_tensor_value_info("tokens", FLOAT, [1, "length", width])
        constants = list(self.constants.values())
        made = helper.make_model(
            helper.make_graph(self.nodes, "encoder", [ids], [tokens], constants),
            opset_imports=[helper.make_opsetid("", OPERATORS), helper.make_opsetid(RUNTIME, 1)],
            ir_version=10,
            producer_name="wellread",
        )
        helper.set_model_props(made, dict(metadata))
        return made
