"""The files of an encoder in 8 bits, from those that sentence-transformers runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence

import numpy as np

from index.export.architecture import BERT, MPNET, Model, Tensors
from index.export.calibration import largest_inputs
from index.export.graph import Graph
from index.export.layers import Builder
from index.export.linear import AddLinear, by_text, by_token

Read = Callable[[str], bytes]  # a file of the model's folder, by its name
SOURCE = "model.safetensors"  # what it is made from
GRAPH, BESIDE, TOKENIZER = "model.onnx", "model.bin", "tokenizer.json"  # what is made


def make_minilm(read: Read, calibration: Sequence[str]) -> dict[str, bytes]:
    """MiniLM's files, by name; its graph holds its weights.

    Args:
        read: the model's own files.
        calibration: texts that show how large the inputs of each layer become.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(read(TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(length_in(read))
    source = read(SOURCE)
    model = Model(BERT, tensors_in(source))
    largest = largest_inputs(model, [tokenizer.encode(text).ids for text in calibration])
    return files(read, source, model, by_text(largest), Graph())


def make_mpnet(read: Read) -> dict[str, bytes]:
    """MPNet's files, by name; its weights lie beside its graph."""
    source = read(SOURCE)
    return files(read, source, Model(MPNET, tensors_in(source)), by_token, Graph(beside=BESIDE))


def files(
    read: Read, source: bytes, model: Model, add_linear: AddLinear, graph: Graph
) -> dict[str, bytes]:
    """An encoder's files. Its graph's says what they were made from, and what lies beside.

    Only sums, quotients and roundings of single numbers are computed, and stored in an order that
    is stated, so that every machine makes the same bytes.
    """
    length = length_in(read)
    Builder(graph, model, add_linear).add_encoder(length)
    made = {BESIDE: bytes(graph.outside)} if graph.beside else {}
    metadata = {
        "max_tokens": str(length),
        "dimension": str(model.architecture.width),
        "source_sha256": hashlib.sha256(source).hexdigest(),
        **{f"{name}_sha256": hashlib.sha256(data).hexdigest() for name, data in made.items()},
    }
    proto = graph.model(model.architecture.width, metadata)
    made = {GRAPH: bytes(proto.SerializeToString(deterministic=True)), **made}
    return {**made, TOKENIZER: read(TOKENIZER)}


def length_in(read: Read) -> int:
    """How many tokens of a text the model reads, as sentence-transformers is told."""
    return int(json.loads(read("sentence_bert_config.json"))["max_seq_length"])


def tensors_in(source: bytes) -> Tensors:
    """The tensors of a safetensors file by name, as views of its bytes: nothing is held twice.

    Only numbers in 32-bit floats are taken; a table that counts places is not needed.

    Source: https://github.com/huggingface/safetensors#format
    """
    begin = 8 + int.from_bytes(source[:8], "little")
    described = json.loads(source[8:begin])
    tensors = {}
    for name, tensor in described.items():
        if tensor.get("dtype") == "F32":
            start, end = tensor["data_offsets"]
            values = np.frombuffer(source, "<f4", (end - start) // 4, begin + start)
            tensors[name] = values.reshape(tensor["shape"])
    return tensors
