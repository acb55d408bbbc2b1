"""A model of random weights goes the whole way: its files, in 8 bits, give what it would give."""

import hashlib
import json
import math
from dataclasses import replace

import numpy as np
import pytest

from index.encoder import WeightsMissingError
from index.encoders.onnx import OnnxEncoder
from index.export.architecture import BERT, KIND, MPNET, RELATIVE, Architecture, Model
from index.export.calibration import largest_inputs
from index.int8 import Int8, find_int8
from index.weights import KNOWN, Weights

pytest.importorskip("onnx")
from index.export.graph import Graph
from index.export.linear import by_text, by_token
from index.export.made import (
    BESIDE,
    GRAPH,
    SOURCE,
    TOKENIZER,
    files,
    make_minilm,
    make_mpnet,
    tensors_in,
)

WORDS = ("[UNK]", "rest", "is", "allowed", "at", "any", "time", "of", "day", "breathe", "out")
TEXTS = ("rest is allowed at any time of day", "breathe out", "day")
LENGTH = 6  # words that the model reads of a text


def sized(like, **sizes):
    """An architecture as small as a test needs."""
    named = {"attention": like.attention, "norms": like.norms, "epsilon": like.epsilon}
    return Architecture(first_place=like.first_place, **named, **sizes)


TINY = {
    "like MiniLM": sized(BERT, layers=2, heads=2, width=16),
    "like MPNet": sized(MPNET, layers=2, heads=4, width=16),
}


def random_tensors(shape):
    """Weights of an architecture by the names that its makers gave them."""
    chance, width = np.random.default_rng(11), shape.width
    sizes = {
        "embeddings.word_embeddings.weight": (len(WORDS), width),
        "embeddings.position_embeddings.weight": (LENGTH + shape.first_place, width),
    }
    norms = ["embeddings.LayerNorm"]
    if shape.attention is BERT.attention:
        sizes[KIND] = (2, width)
    else:
        sizes[RELATIVE] = (32, shape.heads)
    for layer in range(shape.layers):
        prefix = f"encoder.layer.{layer}."
        square = [*shape.attention["qkv"], *shape.attention["out"]]
        wide = {"intermediate.dense": (4 * width, width), "output.dense": (width, 4 * width)}
        for name, (outputs, inputs) in {**dict.fromkeys(square, (width, width)), **wide}.items():
            sizes[f"{prefix}{name}.weight"] = (outputs, inputs)
            sizes[f"{prefix}{name}.bias"] = (outputs,)
        norms += [prefix + name for name in shape.norms.values()]
    tensors = {name: chance.normal(size=size) / math.sqrt(size[-1]) for name, size in sizes.items()}
    for name in norms:
        tensors[f"{name}.weight"] = 1 + chance.normal(size=width) / 8
        tensors[f"{name}.bias"] = chance.normal(size=width) / 8
    return {name: tensor.astype("<f4") for name, tensor in tensors.items()}


def safetensors(tensors):
    """A safetensors file, with a table of whole numbers that no encoder needs."""
    stored = {"embeddings.position_ids": np.arange(9), **tensors}
    described, place = {}, 0
    for name, tensor in stored.items():
        kind = "F32" if tensor.dtype == np.float32 else "I64"
        ends = [place, place + tensor.nbytes]
        described[name] = {"dtype": kind, "shape": tensor.shape, "data_offsets": ends}
        place = ends[1]
    head = json.dumps(described).encode()
    head += b" " * (-len(head) % 8)
    values = b"".join(tensor.tobytes() for tensor in stored.values())
    return len(head).to_bytes(8, "little") + head + values


def tokenizer():
    """Words between spaces, by their numbers; longer texts are cut, shorter ones filled up."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    made = Tokenizer(WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    made.enable_padding(length=9)
    return made.to_str().encode()


def folder_of(shape):
    """The files of a model as sentence-transformers has them: each by its name."""
    return {
        SOURCE: safetensors(random_tensors(shape)),
        TOKENIZER: tokenizer(),
        "sentence_bert_config.json": json.dumps({"max_seq_length": LENGTH}).encode(),
    }


def ids_of(text):
    """The numbers of a text's words, as many as the model reads; the last one stays."""
    ids = [WORDS.index(word) for word in text.split()]
    return ids if len(ids) <= LENGTH else [*ids[: LENGTH - 1], ids[-1]]


def meant(model, ids):
    """A text's vector, worked out plainly in 64-bit floats."""

    def norm(rows, name):
        rows = rows - rows.mean(1, keepdims=True)
        rows = rows / np.sqrt((rows**2).mean(1, keepdims=True) + model.architecture.epsilon)
        return rows * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def linear(rows, name):
        return rows @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    shape = model.architecture
    weights = {name: tensor.astype(float) for name, tensor in model.tensors.items()}
    places = weights["embeddings.position_embeddings.weight"][shape.first_place :][: len(ids)]
    rows = weights["embeddings.word_embeddings.weight"][ids] + places
    rows = norm(rows + (weights[KIND][0] if KIND in weights else 0), "embeddings.LayerNorm")
    distances = model.distances(len(ids))
    for layer in range(shape.layers):
        prefix = f"encoder.layer.{layer}."
        query, key, value = (
            linear(rows, prefix + name).reshape(len(ids), shape.heads, -1)
            for name in shape.attention["qkv"]
        )
        fit = np.einsum("qhd,khd->hqk", query, key) / math.sqrt(query.shape[2])
        fit = np.exp(fit + (0 if distances is None else distances))
        fit /= fit.sum(2, keepdims=True)
        heads = np.einsum("hqk,khd->qhd", fit, value).reshape(len(ids), -1)
        rows = norm(
            linear(heads, prefix + shape.attention["out"][0]) + rows, prefix + shape.norms["out"]
        )
        wide = linear(rows, f"{prefix}intermediate.dense")
        wide = wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2))) / 2
        rows = norm(linear(wide, f"{prefix}output.dense") + rows, prefix + shape.norms["down"])
    vector = rows.mean(0)
    return vector / np.linalg.norm(vector)


def check(made, model, folder):
    """The files are a whole encoder, which says what it was made from and gives its vectors."""
    for name, data in made.items():
        (folder / name).write_bytes(data)
    encoder = OnnxEncoder("tiny", folder, threads=1)
    expected = np.array([meant(model, ids_of(text)) for text in TEXTS])
    found = encoder.encode_passages(TEXTS)

    assert (np.sum(found * expected, axis=1) > 0.999).all()
    assert (encoder.dimension, encoder.max_tokens) == (model.architecture.width, LENGTH)
    np.testing.assert_array_equal(encoder.encode_query(TEXTS[0]), found[0])


@pytest.mark.parametrize("kind", TINY)
@pytest.mark.parametrize("beside", ["", BESIDE])
def test_a_tiny_model_gives_in_8_bits_nearly_what_it_gave(tmp_path, kind, beside):
    """One scale a text where nothing is added for distances, else one a token, as they are made."""
    read = folder_of(TINY[kind]).__getitem__
    model = Model(TINY[kind], tensors_in(read(SOURCE)))
    add = by_token
    if kind == "like MiniLM":
        add = by_text(largest_inputs(model, [ids_of(text) for text in TEXTS]))

    made = files(read, read(SOURCE), model, add, Graph(beside))

    assert set(made) == {GRAPH, TOKENIZER, *filter(None, [beside])}
    check(made, model, tmp_path)
    again = files(read, read(SOURCE), model, add, Graph(beside))
    assert again == made
    about = OnnxEncoder("tiny", tmp_path).about
    assert about["source_sha256"] == hashlib.sha256(read(SOURCE)).hexdigest()
    if beside:
        assert about[f"{beside}_sha256"] == hashlib.sha256(made[beside]).hexdigest()


def test_a_model_is_calibrated_by_texts_of_its_own_length(tmp_path, monkeypatch):
    """As MiniLM's weights are made, from a folder as its makers give it out."""
    monkeypatch.setattr("index.export.made.BERT", TINY["like MiniLM"])
    read = folder_of(TINY["like MiniLM"]).__getitem__
    made = make_minilm(read, TEXTS)

    check(made, Model(TINY["like MiniLM"], tensors_in(read(SOURCE))), tmp_path)
    assert made[TOKENIZER] == read(TOKENIZER)


@pytest.fixture
def small_mpnet(monkeypatch, tmp_path):
    """A small model in MPNet's place, whose own files lie in a package."""
    monkeypatch.setattr("index.export.made.MPNET", TINY["like MPNet"])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(tmp_path)
    own = folder_of(TINY["like MPNet"])
    (tmp_path / "small_mpnet" / "model").mkdir(parents=True)
    (tmp_path / "small_mpnet" / "__init__.py").touch()
    for name, data in own.items():
        (tmp_path / "small_mpnet" / "model" / name).write_bytes(data)
    known = Weights(
        model="small",
        sha256=hashlib.sha256(own[SOURCE]).hexdigest(),
        extra="some",
        folders=(("small_mpnet", "model"),),
        hub="none/none",
        revision="0",
    )
    monkeypatch.setitem(KNOWN, "small", known)
    made = make_mpnet(own.__getitem__)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}
    return Int8(model="small-int8", source="small", sha256=sums)


def test_a_model_is_made_where_it_is_wanted_once(small_mpnet):
    """It is told of; what was made is found again, and nothing is made anew."""
    told = []
    folder = find_int8(small_mpnet, tell=told.append)

    assert told == ["Making small-int8 from small, once; this takes half a minute …"]
    assert {path.name for path in folder.iterdir()} == {GRAPH, BESIDE, TOKENIZER}
    assert find_int8(small_mpnet, tell=told.append) == folder
    assert len(told) == 1


def test_what_came_out_otherwise_is_not_used(small_mpnet):
    """On a machine that computes something else; nothing of it stays."""
    wrong = replace(small_mpnet, sha256=small_mpnet.sha256 | {GRAPH: "0" * 64})

    with pytest.raises(WeightsMissingError, match=r"small-int8 came out otherwise than it should"):
        find_int8(wrong)
    assert not wrong.folder.exists()


def test_a_model_that_can_not_be_kept_is_told_of(small_mpnet):
    """A file stands where the folder of models should be."""
    small_mpnet.folder.parent.parent.mkdir(parents=True, exist_ok=True)
    small_mpnet.folder.parent.write_text("in the way")

    with pytest.raises(WeightsMissingError, match=r"small-int8 can't be kept in .*Make room"):
        find_int8(small_mpnet)
