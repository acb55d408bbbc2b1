"""Encoders in 8 bits, by ONNX Runtime: what a question or a build needs, without torch.

sentence-transformers defines the models; a test holds them to its vectors. Texts are run one at a
time, as many at once as there are processors: without padding there is no mask, nothing is
computed in vain, and a text's vector is the same to the last bit whatever is encoded beside it.
(Batches gain little: 7 % by twos with MPNet, and sixteens lose a third.)
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.embedded import Embedded
from index.encoder import Encoded, Vector, Vectors
from index.encoders.cores import usable_cores

FATAL = 4  # ONNX Runtime's level of logging; what it raises is told anyway


def silent_runtime() -> Any:
    """ONNX Runtime, which tells its makers nothing of this machine.

    As they publish it, it counts models and runs, keeps an id of the machine in the user's cache
    folder, and sends both. This has to be said before it is imported: later it has begun.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


class OnnxEncoder:
    """A folder with `model.onnx` and `tokenizer.json`, as `index.export` makes them.

    Mean pooling, unit length, no prompts: as all-MiniLM-L6-v2 and all-mpnet-base-v2 say of
    themselves.
    """

    def __init__(self, name: str, folder: Path, *, threads: int | None = None) -> None:
        self.name = name
        self.folder = folder
        self.threads = threads or usable_cores()

    @cached_property
    def session(self) -> Any:
        """The model, ready to run; from many threads, each run on its own thread alone."""
        onnxruntime = silent_runtime()
        onnxruntime.set_default_logger_severity(FATAL)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The graph is as it should run: looking for a better one takes time, and gives the same.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        return onnxruntime.InferenceSession(
            str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def about(self) -> dict[str, str]:
        """What the model's file says of itself."""
        return dict(self.session.get_modelmeta().custom_metadata_map)

    @cached_property
    def tokenizer(self) -> Any:
        """The model's tokenizer, without its cut-off and padding."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return int(self.about["dimension"])

    @property
    def max_tokens(self) -> int:
        """The model's own length, which is not its tokenizer's."""
        return int(self.about["max_tokens"])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Word-pieces of each text, the model's own marks not counted."""
        whole = [unicode(text) for text in texts]
        encodings = self.tokenizer.encode_batch_fast(whole, add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), each by itself."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, each in enumerate(self.encode_embedded([Embedded(text) for text in texts])):
            vectors[row] = each.vector
        return vectors

    def encode_embedded(self, texts: Sequence[Embedded]) -> list[Encoded]:
        """Each by itself, the longest first, so that no thread is left with one at the end.

        A sentence's vector is the mean of its tokens as they were read in the passage ("late
        chunking", Günther and others, 2024), so that it costs nothing beside the passage's.
        """
        order = sorted(range(len(texts)), key=lambda row: -len(texts[row].text))
        with ThreadPoolExecutor(self.threads) as pool:
            encoded = pool.map(lambda row: self.encode_one(texts[row]), order)
            by_row = dict(zip(order, encoded, strict=True))
        return [by_row[row] for row in range(len(texts))]

    def encode_query(self, text: str) -> Vector:
        """The mean of its tokens' vectors, at unit length."""
        return self.encode_one(Embedded(text)).vector

    def encode_one(self, text: Embedded) -> Encoded:
        """The mean of all tokens' vectors, and that of each sentence's."""
        read = self.tokenizer.encode(unicode(text.text))
        ids, places = read.ids, read.offsets
        if len(ids) > self.max_tokens:  # the mark at the end stays
            ids = [*ids[: self.max_tokens - 1], ids[-1]]
            places = [*places[: self.max_tokens - 1], places[-1]]
        [[tokens]] = self.session.run(None, {"ids": np.asarray([ids], dtype=np.int64)})
        means = np.zeros((len(text.sentences), self.dimension), dtype=np.float32)
        starts, ends = np.asarray(places).T
        for mean, place in zip(means, text.sentences, strict=True):
            its = (starts >= place.start) & (ends <= place.end) & (starts < ends)
            if its.any():
                mean[:] = at_unit_length(tokens[its].mean(axis=0))
        return Encoded(at_unit_length(tokens.mean(axis=0)), means)


def at_unit_length(vector: Vector) -> Vector:
    """A vector that is not zero, in its direction."""
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def unicode(text: str) -> str:
    """A text without lone halves of characters, which the tokenizer refuses.

    >>> unicode("half \\ud83d of a smile")
    'half ? of a smile'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
