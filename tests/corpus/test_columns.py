"""What the trained head is told of a text: its trees hold for numbers counted in this way alone.

`head_columns.json` has a text and what each column says of its units, in their order.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.clean.cleaner import draft_of
from corpus.clean.draft import Draft
from corpus.clean.head.features import features_of
from corpus.clean.head.lexicon import lexical_scores, weights_at
from corpus.clean.head.tokens import tokens_of
from corpus.clean.head.windows import Column
from corpus.readers.plain import read_plain

KNOWN: dict[str, Any] = json.loads(Path(__file__).with_name("head_columns.json").read_text("utf-8"))
MARKS = "| " * 12 + ".,.,.,.,.,.,.,.,.,.,., 12345678901234567890123"
LONG = (  # more of everything than a column counts
    "Sleeping after a loss\n\n"
    + f"1999 2000 2001 2002 {MARKS} {'Rest ' * 200}now.\n\n" * 3
    + "Rest. " * 14
    + "\n\n"
    + "- One\n" * 650
)

PLACES = [  # of the weights of "panic", a line's end, "a", "12" and a line's end; then of the pairs
    *(23440, 23178, 20485, 7830, 23178),
    *(49930, 41374, 32856, 54748, 37673),
]


def columns_of(draft: Draft, dropped: list[bool], lexical: list[float]) -> dict[str, Column]:
    """The columns of a text, as if rules and words had said this of it."""
    return features_of(draft, tokens_of(draft.folded), dropped, np.array(lexical, np.float32))


def known_columns() -> dict[str, Column]:
    """The columns of the text that is known, counted anew for each test."""
    draft, _ = draft_of(read_plain("\n\n".join(KNOWN["text"])))
    return columns_of(draft, list(map(bool, KNOWN["dropped"])), KNOWN["lexical"])


MANY, _ = draft_of(read_plain(LONG))
MOST = columns_of(MANY, [False] * len(MANY.units), [0.0] * len(MANY.units))


def test_every_column_is_known() -> None:
    """In the order in which a model is made of them."""
    assert list(known_columns()) == list(KNOWN["columns"])


@pytest.mark.parametrize("name", KNOWN["columns"])
def test_a_column_says_of_each_unit_what_it_said_in_training(name: str) -> None:
    """Another bound, window or mark would be another column, and the trees' answers wrong."""
    np.testing.assert_allclose(known_columns()[name], KNOWN["columns"][name], atol=6e-4)


@pytest.mark.parametrize(("name", "most"), KNOWN["most"].items())
def test_a_column_counts_no_further_than_it_did_in_training(name: str, most: int) -> None:
    """A text of 670 units looks like the longest of those that the head learnt from."""
    assert MOST[name].max() == most


def test_a_text_without_its_title_says_so() -> None:
    """No unit is above or below a title that does not stand in the text."""
    draft, _ = draft_of(read_plain("Rest is allowed at any time of day.\n"))
    columns = columns_of(draft, [False], [0.0])

    assert columns["since the title"].tolist() == [-41]
    assert columns["place"].tolist() == [0]


def test_a_word_and_its_neighbour_have_the_same_weights_everywhere() -> None:
    """A token's place and that of its pair with the one before, also over a line's end."""
    assert weights_at(tokens_of(["panic", "a 12"])).tolist() == PLACES


def test_a_units_words_are_weighed_once_and_by_their_number() -> None:
    """A word said twice weighs once; the sum is divided by the root of how many there are."""
    weights = np.zeros(1 << 16, np.float32)
    weights[PLACES[0]] = 3.0
    scores = lexical_scores(tokens_of(["panic", "a 12", "panic panic"]), weights, -1.5, 3)

    words = np.array([4, 6, 5])  # each word, line's end and pair once
    expected = 1 / (1 + np.exp(-(np.array([3, 0, 3]) / np.sqrt(words) - 1.5)))
    np.testing.assert_allclose(scores, expected, atol=1e-6)


def test_a_title_of_one_word_is_met_wherever_that_stands() -> None:
    """A paragraph need not have more of a title than there is."""
    draft, _ = draft_of(read_plain("Panic\n\nPanic passes, as waves do.\n\nRest helps.\n"))
    draft = draft.entitled("Panic")
    of_title = columns_of(draft, [False] * 3, [0.0] * 3)["words of the title"]

    assert draft.title_at == 0
    assert of_title.tolist() == [1, 1, 0]
