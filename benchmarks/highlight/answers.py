"""The marked answers: questions to the sample collection, and the sentences that answer them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ANSWERS = Path(__file__).with_name("answers.json")


class Marked(NamedTuple):
    """A question, and the sentences of one article that a reader would accept as its answer."""

    article: str  # its file below corpus/articles
    question: str
    sentences: tuple[str, ...]  # as they stand in the cleaned article; the best one first

    @property
    def held_out(self) -> bool:
        """Whether its article is of the third that no choice was made on."""
        return is_held_out(self.article)


def is_held_out(article: str) -> bool:
    """Whether an article belongs to the held-out third, by the hash of its name.

    >>> is_held_out("lanternside/panic-attacks.html"), is_held_out("bright-burrow/anger.txt")
    (False, False)
    """
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 3 == 0


def read_answers(path: Path = ANSWERS) -> Iterator[Marked]:
    """All marked answers, article by article."""
    for article, marks in json.loads(path.read_text("utf-8")).items():
        for mark in marks:
            yield Marked(article, mark["question"], tuple(mark["sentences"]))
