"""How the weights that come with the project are made."""

import hashlib

import numpy as np
import pytest

from index.encoder import WeightsMissingError
from index.export.quantise import LARGEST, rows_in_8_bits, smoothing, words_in_8_bits
from index.weights import KNOWN, MINILM, find_weights


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


@pytest.mark.soak
def test_the_weights_are_made_again_byte_for_byte():
    """Half a minute: from the weights of sentence-transformers to the file that is here."""
    pytest.importorskip("onnx")
    from index.export.__main__ import export

    try:
        source = find_weights(KNOWN["minilm-fp32"])
    except WeightsMissingError as error:
        pytest.skip(str(error))

    assert hashlib.sha256(export(source)).hexdigest() == MINILM.sha256["model.onnx"]
