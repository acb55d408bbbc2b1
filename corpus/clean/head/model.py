"""The trained model: its weights, read once, and what it says of a draft."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.clean.draft import Draft
from corpus.clean.head.features import features_of
from corpus.clean.head.lexicon import lexical_scores
from corpus.clean.head.tokens import tokens_of
from corpus.clean.head.trees import boosted
from corpus.clean.head.windows import Column
from corpus.sealed import read_sealed

WEIGHTS = Path(__file__).with_name("weights.json")
SHA256 = "4fa582480a221365c7cff41b2c81b47fad50de3ea6f8c07236c773c2bf901a43"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A linear model over words, and boosted trees over it and everything else."""

    version: int
    line_above: float  # of the score of a line that is no sentence; junk
    sentence_above: float  # of a sentence's; one that is lost is missed more than a line
    doubt_above: float  # doubted; below it, kept
    sure_above: float  # junk, even in a list or over text that stays
    words: Column  # the lexicon's weights, shape (65,536,)
    words_bias: float
    names: tuple[str, ...]  # of the columns that the trees look at, in their order
    columns: NDArray[np.int64]  # shape (trees, 15); see `boosted`
    thresholds: NDArray[np.float32]
    answers: NDArray[np.float32]  # shape (trees, 16)
    bias: float

    @property
    def rule(self) -> str:
        """What an account names as the rule."""
        return f"model/{self.version}"

    def scores(self, draft: Draft, dropped: Sequence[bool]) -> Column:
        """How likely each unit is junk, 0 to 1, calibrated on pages like those of the training.

        Args:
            draft: an empty one gives no scores.
            dropped: what the rules drop.
        """
        if not draft.units:
            return np.zeros(0, np.float32)
        tokens = tokens_of(draft.folded)
        lexical = lexical_scores(tokens, self.words, self.words_bias, len(draft.units))
        features = features_of(draft, tokens, dropped, lexical)
        matrix = np.stack([features[name] for name in self.names])
        odds = boosted(matrix, self.columns, self.thresholds, self.answers) + self.bias
        scores: Column = 1 / (1 + np.exp(-odds))
        return scores


@lru_cache(maxsize=1)
def load_head() -> Head:
    """The model that comes with Wellread.

    Raises:
        BrokenSealError: its file is not as it came.
    """
    return from_stored(json.loads(read_sealed(WEIGHTS, SHA256)))


def from_stored(stored: dict[str, Any]) -> Head:
    """A model from what `benchmarks.cleaning.train` writes."""
    words, trees = stored["words"], stored["trees"]
    quantised = np.frombuffer(base64.b64decode(words["weights"]), np.int8)
    return Head(
        version=stored["version"],
        line_above=stored["line_above"],
        sentence_above=stored["sentence_above"],
        doubt_above=stored["doubt_above"],
        sure_above=stored["sure_above"],
        words=quantised.astype(np.float32) * np.float32(words["scale"]),
        words_bias=words["bias"],
        names=tuple(stored["columns"]),
        columns=np.array(trees["columns"], np.int64),
        thresholds=np.array(trees["thresholds"], np.float32),
        answers=np.array(trees["answers"], np.float32),
        bias=trees["bias"],
    )
