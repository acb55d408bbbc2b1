"""The encoders that can be asked for by name."""

from __future__ import annotations

from pathlib import Path

from index.encoder import Encoder
from index.encoders.hashing import HashingEncoder
from index.encoders.sentence_transformer import SentenceTransformerEncoder
from index.weights import KNOWN, find_weights, sha256_of

DEFAULT = "minilm"


def open_encoder(asked_for: str = DEFAULT) -> Encoder:
    """The encoder of this name: `minilm`, `mpnet`, `hashing`, or any sentence-transformers model.

    Its own name says which weights it has, so that vectors of two sets of weights never mix.

    Raises:
        WeightsMissingError: `minilm` or `mpnet`, and the weights are not here.
    """
    if asked_for == "hashing":
        return HashingEncoder()
    if asked_for in KNOWN:
        weights = KNOWN[asked_for]
        folder = find_weights(weights)
        return SentenceTransformerEncoder(f"{weights.model}@{weights.sha256[:12]}", str(folder))
    folder = Path(asked_for)
    if folder.is_dir():
        files = sorted(folder.glob("*.safetensors"))
        digest = sha256_of(files[0])[:12] if files else "unversioned"
        return SentenceTransformerEncoder(
            f"{folder.resolve().name}@{digest}", str(folder.resolve())
        )
    return SentenceTransformerEncoder(f"{asked_for}@hub", asked_for)
