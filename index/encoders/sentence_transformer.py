"""Encoders by sentence-transformers, the library that defines them: pooling, prompts, length."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.embedded import Embedded
from index.encoder import Encoded, Vector, Vectors, WeightsMissingError, each_by_itself

BATCH = 32  # texts; more gains nothing on a processor
OWNER = "sentence-transformers"  # on the hub, of a model that is named without its owner
MARKS = ("modules.json", "config.json")  # small files of which every model has one


def is_cached(model: str) -> bool:
    """Whether the hub's cache on this machine has a model; neither the net is asked nor torch."""
    from huggingface_hub import try_to_load_from_cache

    folder = os.environ.get("SENTENCE_TRANSFORMERS_HOME")
    names = (model,) if "/" in model else (model, f"{OWNER}/{model}")
    try:
        return any(
            isinstance(try_to_load_from_cache(name, mark, cache_dir=folder), str)
            for name in names
            for mark in MARKS
        )
    except ValueError:  # no model can have such a name
        return False


class SentenceTransformerEncoder:
    """A sentence-transformers model in a folder, or by its name on the model hub.

    torch is imported when the first text is encoded; counting tokens needs only the tokenizer. The
    hub is asked only with `fetch`, and where the model is not on this machine. Whatever needs the
    model raises WeightsMissingError where it can't be loaded.
    """

    def __init__(self, name: str, location: str, *, fetch: bool = False) -> None:
        self.name = name
        self.location = location
        self.fetch = fetch

    @cached_property
    def model(self) -> Any:
        """The loaded model."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # read when the hub's library is imported
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        logging.getLogger("transformers").setLevel(logging.ERROR)
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)  # each of its many attempts
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # it would be taken for ours
        for local in (True, False) if self.fetch else (True,):
            try:
                return SentenceTransformer(
                    self.location,
                    device="cpu",
                    local_files_only=local,
                    trust_remote_code=False,
                    model_kwargs={"use_safetensors": True},
                )
            except (OSError, ValueError) as error:
                reason = error
        name, why = self.name.removesuffix("@hub"), str(reason).splitlines()[0]
        raise WeightsMissingError(
            f"The encoder {name!r} can't be loaded: {why}",
            hint="Use `minilm`, `mpnet`, or a sentence-transformers model in a folder.",
        ) from reason

    @cached_property
    def tokenizer(self) -> Any:
        """The model's tokenizer, without its cut-off and padding."""
        from tokenizers import Tokenizer

        file = Path(self.location) / "tokenizer.json"
        if file.is_file():
            tokenizer = Tokenizer.from_file(str(file))
        else:
            tokenizer = Tokenizer.from_str(self.model.tokenizer.backend_tokenizer.to_str())
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def dimension(self) -> int:
        """Length of every vector."""
        return int(self.model.get_embedding_dimension())

    @cached_property
    def max_tokens(self) -> int:
        """The model's own length, which is not always its tokenizer's."""
        return int(self.model.max_seq_length)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Word-pieces of each text, the model's own marks not counted."""
        encodings = self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """With the model's own prompt for documents, if it has one."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        encoded = self.model.encode_document(
            list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.ascontiguousarray(encoded, dtype=np.float32)

    def encode_embedded(self, texts: Sequence[Embedded]) -> list[Encoded]:
        """Each sentence as if it were a text: what lies between tokens and vectors is the model's.

        Of some models a mean of tokens is no vector: they take the first one, or go on from it.
        """
        return each_by_itself(texts, self.encode_passages)

    def encode_query(self, text: str) -> Vector:
        """With the model's own prompt for questions, if it has one."""
        encoded = self.model.encode_query(
            [text], normalize_embeddings=True, show_progress_bar=False
        )
        return np.ascontiguousarray(encoded[0], dtype=np.float32)
