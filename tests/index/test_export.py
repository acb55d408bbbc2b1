"""How encoders in 8 bits are made from models' own weights."""

import hashlib

import numpy as np
import pytest

from index.encoder import WeightsMissingError
from index.encoders.onnx import silent_runtime
from index.export.architecture import BERT, RELATIVE, Linear, Model, bucket
from index.export.architecture import MPNET as MPNET_SHAPE
from index.export.quantise import LARGEST, rows_in_8_bits, smoothing, words_in_8_bits
from index.int8 import MINILM, MPNET
from index.weights import KNOWN, source_of

pytest.importorskip("onnx")
from index.export.graph import PAGE, RUNTIME, Graph
from index.export.linear import by_token
from index.export.made import make_minilm, make_mpnet, tensors_in

CALIBRATION = MINILM.folder / "calibration.txt"


@pytest.fixture
def weight():
    """Outputs × inputs, with one large column, one large value and one row of zeros."""
    matrix = np.random.default_rng(7).normal(size=(40, 64)).astype(np.float32)
    matrix[:, 5] *= 20
    matrix[3, 9] = 90
    matrix[8] = 0
    return matrix


def test_rows_are_near_what_they_were(weight):
    """No value is off by more than half a step of its row."""
    made = rows_in_8_bits(weight)
    off = np.abs(made.integers * made.scales[:, None] - weight)

    assert made.integers.dtype == np.int8
    assert (off <= made.scales[:, None] * 0.5001).all()
    assert not made.integers[8].any()


def test_no_two_neighbours_overflow_16_bits(weight):
    """Inputs are at most 255: x86-64 without VNNI adds two products in a signed 16-bit number."""
    fours = np.abs(rows_in_8_bits(weight).integers.astype(int)).reshape(40, -1, 4)
    largest = np.sort(fours, axis=2)[:, :, 2:].sum(axis=2).max()

    assert LARGEST - 1 <= largest <= LARGEST + 1
    assert 255 * largest < 2**15


def test_smoothing_changes_no_product(weight):
    """Powers of two, to the last bit of what 32-bit floats hold."""
    inputs = np.random.default_rng(1).normal(size=64).astype(np.float32)
    by = smoothing(weight, np.abs(inputs) * 30)

    assert (np.log2(by) % 1 == 0).all()
    assert ((weight * by) * (inputs / by) == weight * inputs).all()


def test_a_large_channel_is_divided_and_the_others_are_left():
    """What is large in the inputs becomes small there and large in the weights."""
    largest = np.ones(8)
    largest[2] = 256

    assert smoothing(np.ones((3, 8)), largest).tolist() == [1, 1, 64, 1, 1, 1, 1, 1]


def test_words_use_all_of_their_8_bits(weight):
    """Each has a scale of its own; a word of zeros stays zero."""
    made = words_in_8_bits(weight)

    assert (np.abs(np.delete(made.integers, 8, axis=0)).max(axis=1) == LARGEST).all()
    assert not made.integers[8].any()


def test_a_token_is_as_far_from_another_as_that_is_from_it_but_on_the_other_side():
    """Sixteen rows of the table for tokens ahead, sixteen for those behind; far ones share one."""
    assert bucket(0) == 0
    assert all(bucket(way) == bucket(-way) + 16 for way in range(1, 400))
    assert {bucket(way) for way in range(-400, 0)} == set(range(1, 16))
    assert bucket(-91) == bucket(-400) == 15


def test_distances_are_the_tables_rows():
    """For each head: how far the key is from the query."""
    table = np.arange(64, dtype=np.float32).reshape(32, 2)
    made = Model(MPNET_SHAPE, {RELATIVE: table}).distances(12)

    assert made.shape == (2, 12, 12)
    assert made[1, 4, 9] == table[bucket(5), 1]
    assert made[0, 9, 4] == table[bucket(-5), 0]
    assert Model(BERT, {}).distances(12) is None


def test_a_safetensors_file_is_read_as_it_was_written():
    """Floats by name; whole numbers are left out."""
    safetensors = pytest.importorskip("safetensors.numpy")
    stored = {
        "a.weight": np.arange(6, dtype=np.float32).reshape(2, 3),
        "b.bias": np.array([0.5], dtype=np.float32),
        "position_ids": np.arange(3),
    }
    found = tensors_in(safetensors.save(stored))

    assert set(found) == {"a.weight", "b.bias"}
    assert (found["a.weight"] == stored["a.weight"]).all()
    assert found["b.bias"].tolist() == [0.5]


@pytest.mark.parametrize("beside", ["", "weights.bin"])
def test_a_layer_in_8_bits_gives_nearly_what_it_gave(weight, tmp_path, beside):
    """Each token has its own scale: a tiny one, one with a huge channel, and one of zeros."""
    layer = Linear(weight, np.linspace(-1, 1, 40, dtype=np.float32))
    tokens = np.random.default_rng(3).normal(size=(4, 64)).astype(np.float32)
    tokens[1] *= 1e-4
    tokens[2, 7] = 300
    tokens[3] = 0
    expected = tokens @ layer.weight.T + layer.bias

    found = run_layer(layer, tokens, tmp_path, beside)

    reach = np.abs(tokens).max(axis=1) * np.abs(weight).max()  # of one product
    assert (np.abs(found - expected).max(axis=1) <= 0.1 * reach + 1e-6).all()
    assert (found[3] == layer.bias).all()


def run_layer(layer, tokens, folder, beside):
    """What ONNX Runtime makes of a graph of one layer."""
    import onnx

    graph = Graph(beside)
    by_token(graph, layer, "layer", "tokens")
    made = onnx.helper.make_model(
        onnx.helper.make_graph(
            graph.nodes,
            "one layer",
            [onnx.helper.make_tensor_value_info("tokens", onnx.TensorProto.FLOAT, [None, 64])],
            [onnx.helper.make_tensor_value_info("layer", onnx.TensorProto.FLOAT, [None, 40])],
            list(graph.constants.values()),
        ),
        opset_imports=[onnx.helper.make_opsetid("", 20), onnx.helper.make_opsetid(RUNTIME, 1)],
        ir_version=10,
    )
    (folder / "model.onnx").write_bytes(made.SerializeToString())
    if beside:
        (folder / beside).write_bytes(graph.outside)
    session = silent_runtime().InferenceSession(
        folder / "model.onnx", providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"tokens": tokens})[0]


def test_large_constants_lie_beside_by_whole_pages():
    """Small ones stay with the graph; the same name is stored once."""
    graph = Graph("weights.bin")
    for name, length in (("small", 10), ("one", 2000), ("two", 3000), ("one", 2000)):
        graph.constant(name, np.full(length, len(name), dtype=np.int8))
    places = {
        name: {entry.key: entry.value for entry in tensor.external_data}
        for name, tensor in graph.constants.items()
    }

    assert places["small"] == {}
    assert places["one"] == {"location": "weights.bin", "offset": "0", "length": "2000"}
    assert places["two"] == {"location": "weights.bin", "offset": str(PAGE), "length": "3000"}
    assert len(graph.outside) == PAGE + 3000


@pytest.mark.soak
@pytest.mark.parametrize("weights", [MINILM, MPNET], ids=lambda weights: weights.model)
def test_the_weights_are_made_again_byte_for_byte(weights):
    """Half a minute: from the weights of sentence-transformers to those that are used here."""
    try:
        read = source_of(KNOWN[weights.source])
    except WeightsMissingError as error:
        pytest.skip(str(error))
    if weights is MPNET:
        made = make_mpnet(read)
    else:
        made = make_minilm(read, CALIBRATION.read_text("utf-8").splitlines())

    assert {name: hashlib.sha256(data).hexdigest() for name, data in made.items()} == weights.sha256
