"""Passages in which a short question stands as it was typed.

Meaning finds no "sliding scale" in a sentence on asking for a lower fee, though the words stand
there: an encoder reads a term of two words, or a short form, as it reads any other text. Whoever
types a term looks for that term. A longer question is a sentence, of which none stands anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index.passages import Passages
from index.scores import Rows, Scores
from search.hit import Relation

MOST_WORDS = 4  # of a question that may be a term
FEW = 50  # passages with its words that are looked at; a term that more have is no rare one
SHORTEST_PLURAL = 3  # letters; a shorter word, "s" itself or "is", has no singular
WORD = re.compile(r"\w+(?:['’]\w+)?")


def rows_with(question: str, passages: Passages, said: Scores) -> Rows:
    """The rows whose passage has a question's words one after the other, in their order.

    They are looked for among the `FEW` that its words name best. None for a question of more than
    `MOST_WORDS`, nor where each of these has it.

    Args:
        question: as it is searched for.
        passages: of the index.
        said: the rows that its words name, best first.
    """
    words = WORD.findall(question)
    if not 0 < len(words) <= MOST_WORDS:
        return np.zeros(0, dtype=np.int64)
    standing = pattern_of(words)
    located = passages.located(said.rows[:FEW].tolist())
    found = [each.row for each in located if standing.search(each.passage.text)]
    return np.array(sorted(found) if len(found) < FEW else [], dtype=np.int64)


def least_of(question: str) -> Relation:
    """What a passage at least is in which a question stands: more than one word is a term."""
    return "related" if len(WORD.findall(question)) > 1 else "weak"


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """What finds words that follow one another, the last in the plural or not.

    >>> found = pattern_of(["sliding", "scales"])
    >>> [bool(found.search(text)) for text in ("Sliding-scale fees", "a sliding, long scale")]
    [True, False]
    """
    *before, last = words
    one = last.removesuffix("s") if len(last) > SHORTEST_PLURAL else last
    joined = r"\W+".join(map(re.escape, [*before, one]))
    return re.compile(rf"(?<!\w){joined}(?:['’]?s)?(?!\w)", re.IGNORECASE)
