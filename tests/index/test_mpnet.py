"""MPNet in 8 bits, held to sentence-transformers: by stored figures, and by the library itself."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.encoders.catalogue import open_encoder
from index.encoders.onnx import OnnxEncoder
from index.weights import KNOWN

TINY = Path(__file__).parents[1] / "tiny"
PASSAGES = {
    path.name: path.read_text("utf-8").split("---\n", 2)[-1][:300] for path in TINY.glob("*.*")
}
SIMILARITIES = json.loads(Path(__file__).with_name("mpnet_similarities.json").read_text("utf-8"))
OFF, MEAN_OFF = 0.04, 0.012  # by how much a cosine of two texts may differ from 32 bits
MEAN, LEAST = 0.994, 0.985  # cosine of a text's vector in 8 bits to that in 32

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def encoder(mpnet):
    """The encoder."""
    return open_encoder(mpnet)


def test_texts_are_as_near_as_sentence_transformers_has_them(encoder):
    """Four questions and twelve passages; `mpnet_similarities.json` was made in 32 bits."""
    names = sorted(PASSAGES)
    passages = encoder.encode_passages([PASSAGES[name] for name in names])
    found = np.stack([passages @ encoder.encode_query(question) for question in SIMILARITIES])
    right = np.array([[row[name] for name in names] for row in SIMILARITIES.values()])

    assert np.abs(found - right).max() <= OFF
    assert np.abs(found - right).mean() <= MEAN_OFF


def test_length_and_dimension_are_the_models(encoder):
    """384 word-pieces, where the tokenizer alone would say 512."""
    assert (encoder.max_tokens, encoder.dimension) == (384, 768)
    assert encoder.about["source_sha256"] == KNOWN["mpnet-fp32"].sha256


def test_a_vector_does_not_depend_on_its_company(encoder):
    """To the last bit: alone, beside others, in another order, on more threads."""
    texts = [*list(PASSAGES.values())[:3], "", "word " * 500]
    alone = np.stack([encoder.encode_query(text) for text in texts])
    others = OnnxEncoder(encoder.name, encoder.folder, threads=5)

    assert encoder.encode_passages(texts).tobytes() == alone.tobytes()
    assert others.encode_passages(texts[::-1])[::-1].tobytes() == alone.tobytes()


def test_what_lies_past_the_length_changes_nothing(encoder):
    """The mark at the end stays."""
    long = "worry and sleep " * 200

    first, other = encoder.encode_query(long), encoder.encode_query(f"{long} and something else")
    assert first.tobytes() == other.tobytes()


@pytest.mark.soak
def test_vectors_are_those_of_sentence_transformers(encoder, reference):
    """In 32 bits, by the library that defines the model; its weights are joined for that."""
    texts = [*PASSAGES.values(), *SIMILARITIES]
    ours = encoder.encode_passages(texts)
    cosines = (ours * open_encoder("mpnet-fp32").encode_passages(texts)).sum(axis=1)

    assert cosines.mean() >= MEAN
    assert cosines.min() >= LEAST
