"""Shingles depend on the words alone, and a sample of them tells what all would tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.shingles import SAMPLE, below, common, shingles, sketch, words
from tests.variants import invented

SENTENCE = "Write down what worries you, an hour before you go to bed."


@pytest.mark.parametrize(
    "same",
    [
        "WRITE DOWN what worries you – an hour before you go to bed!",
        "- **Write down** what worries you,\tan hour before you “go to bed”…",
        "write_down what worries you (an hour before you go to bed)",
        f"{SENTENCE} {SENTENCE}",
    ],
)
def test_marks_and_repetition_make_no_difference(same):
    """Case, punctuation, Markdown's signs, white space, saying it twice."""
    assert shingles(same).tolist() == shingles(SENTENCE).tolist()


@pytest.mark.parametrize(
    "other",
    [
        "Write down what worried you, an hour before you go to bed.",
        "Go to bed an hour before you write down what worries you.",
        "Write down what worries you. An hour before you go to bed.",
    ],
)
def test_words_their_order_and_sentence_ends_make_one(other):
    """Another word, another order, or a sentence's end in the middle."""
    assert shingles(other).tolist() != shingles(SENTENCE).tolist()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("… – !", 0),
        ("Breathe.", 1),
        ("Breathe. Rest. Breathe.", 2),
        ("one two three four five", 1),
        ("one two three four five six", 2),
        ("one two three four five six. one two three four five seven", 3),
        ("夜に眠れない。", 2),
        ("Zoë can’t sleep at night", 2),
    ],
)
def test_how_many_there_are(text, number):
    """Each run of five once; a shorter sentence is one; a sign of Han or kana is a word."""
    assert len(shingles(text)) == number


def test_a_sentence_that_is_left_out_takes_only_its_own():
    """So that each sentence counts by its length, wherever it stood."""
    first, second, third = (invented(1, seed=seed) for seed in range(3))

    whole, part = shingles(f"{first} {second} {third}"), shingles(f"{first} {third}")

    assert common(whole, part) == len(part) == len(whole) - len(shingles(second))


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one, other):
    """Rising, each once, and common as sets have it."""
    first, second = shingles(one), shingles(other)

    assert first.tolist() == sorted(set(first.tolist()))
    assert common(first, second) == len({*first.tolist()} & {*second.tolist()})
    assert common(first, first) == len(first)


def test_hashes_are_the_same_everywhere():
    """They are stored with the index: another hash is another version."""
    assert shingles("one two three four five").tolist() == [1162199935272239735]


def test_a_small_text_is_sampled_whole():
    """Below 128 shingles there is nothing to save."""
    found = shingles(invented(8, seed=1))

    assert len(found) == 64
    assert sketch(found).hashes.tolist() == found.tolist()
    assert sketch(shingles("")).hashes.tolist() == []


@pytest.mark.parametrize("sentences", [20, 60, 500])
def test_a_sample_is_of_a_hundred_or_so(sentences):
    """However long the text is."""
    found = shingles(invented(sentences, seed=sentences))
    sample = sketch(found)

    assert sample.size == len(found)
    assert SAMPLE * 0.6 <= len(sample.hashes) <= SAMPLE * 2.6
    assert set(sample.hashes.tolist()) <= set(found.tolist())


def test_two_samples_tell_what_two_texts_have_in_common():
    """Also of texts of another length: the denser sample is thinned to the other."""
    shared, more = invented(60, seed=1), invented(140, seed=2)
    short, long = sketch(shingles(shared)), sketch(shingles(f"{more} {shared}"))

    assert long.halvings > short.halvings
    thinned = short.hashes[: below(short.hashes, long.halvings)]
    assert common(thinned, long.hashes) == len(thinned) > 20


def test_words_are_each_named_once():
    """As the shingles count them."""
    assert words("Rest, REST; and rest_less 休む") == {"rest", "and", "less", "休", "む"}


def test_a_sample_keeps_nothing_else_in_memory():
    """A build holds the samples of all articles, and ten times as much with all their shingles."""
    sample = sketch(shingles(". ".join(f"{word} is said {word} times" for word in range(2000))))
    assert sample.size > 5 * len(sample.hashes)
    assert sample.hashes.base is None
