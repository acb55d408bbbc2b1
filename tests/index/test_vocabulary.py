"""Which words a collection has, and which of them stand near another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vocabulary import Near, Vocabulary, distance, write_vocabulary
from index.words import Words

WORDS = st.text("abcde", max_size=7)


def obvious(one, other):
    """The distance by its definition, without any short cut."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        obvious(one[1:], other) + 1,
        obvious(one, other[1:]) + 1,
        obvious(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        ways.append(obvious(one[2:], other[2:]) + 1)
    return min(ways)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(0, 3))
def test_the_distance_is_what_its_definition_says(one, other, most):
    """Up to the limit; beyond it, one more than that."""
    assert distance(one, other, most) == min(obvious(one, other), most + 1)


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways(one, other):
    """It does not matter which of two words was meant."""
    assert distance(one, other, 2) == distance(other, one, 2)


@pytest.fixture
def vocabulary(tmp_path):
    """Of three small passages."""
    path = tmp_path / "vocabulary.tsv"
    write_vocabulary(
        path,
        [
            Words(0, 0, "Panic", "When it comes", "Panic, panic: an ATTACK passes. Don't run."),
            Words(1, 0, "Panic", "", "The attic and the attacks; PTSD2 and Ängste."),
            Words(2, 1, "Wedge", "", "Anxiety and sleep."),
        ],
    )
    return Vocabulary(path.read_text("utf-8"))


def test_each_word_is_counted_once_a_passage(vocabulary):
    """Title, headings and text, in small letters; short words and numbers are left out."""
    assert vocabulary.text.splitlines() == [
        "anxiety\t1", "attack\t1", "attacks\t1", "attic\t1", "comes\t1", "panic\t2", "passes\t1",
        "ptsd\t1", "sleep\t1", "wedge\t1", "when\t1", "ängste\t1",
    ]  # fmt: skip


def test_the_nearest_come_first(vocabulary):
    """Then those in most passages, then by name."""
    assert vocabulary.near("atacks", 2) == [Near("attacks", 1, 1)]
    assert vocabulary.near("panik", 1) == [Near("panic", 1, 2)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("naxiety", "anxiety"), ("nxiety", "anxiety"), ("snxiety", "anxiety"), ("ledge", None)],
    ids=["swapped", "left out", "exchanged", "a short word"],
)
def test_a_wrong_beginning_is_forgiven_to_long_words_only(vocabulary, typed, meant):
    """A short word with another beginning is another word."""
    assert [one.word for one in vocabulary.near(typed, 1)] == ([meant] if meant else [])


def test_words_that_begin_as_typed_are_preferred():
    """Another beginning is looked at only where there is none of these."""
    vocabulary = Vocabulary("dosing\t90\nlosings\t1")

    assert [one.word for one in vocabulary.near("losing", 1)] == ["losings"]


def test_an_empty_vocabulary_has_no_words():
    """Then nothing is near anything, and nothing fails."""
    assert Vocabulary("").near("panik", 2) == []


def test_the_same_passages_give_the_same_file(tmp_path):
    """Whatever their order."""
    passages = [Words(row, row, "", "", text) for row, text in enumerate(["calm sea", "sea calm"])]
    write_vocabulary(tmp_path / "one", passages)
    write_vocabulary(tmp_path / "two", reversed(passages))

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == b"calm\t2\n"
