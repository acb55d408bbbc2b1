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

from index.encoder import Vector, Vectors
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
        """Each by itself, the longest first, so that no thread is left with one at the end."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        with ThreadPoolExecutor(self.threads) as pool:
            encoded = pool.map(lambda row: self.encode_query(texts[row]), order)
            for row, vector in zip(order, encoded, strict=True):
                vectors[row] = vector
        return vectors

    def encode_query(self, text: str) -> Vector:
        """The mean of its tokens' vectors, at unit length."""
        ids = self.tokenizer.encode(unicode(text)).ids
        if len(ids) > self.max_tokens:  # the mark at the end stays
            ids = [*ids[: self.max_tokens - 1], ids[-1]]
        [tokens] = self.session.run(None, {"ids": np.asarray([ids], dtype=np.int64)})
        mean = tokens[0].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def unicode(text: str) -> str:
    """A text without lone halves of characters, which the tokenizer refuses.

    >>> unicode("half \\ud83d of a smile")
    'half ? of a smile'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
