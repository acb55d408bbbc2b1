"""Which parts of a story are judged: where they begin and end, and how many there are."""

import pytest

from search.crisis.story import sentences_of


def told(*lengths):
    """Sentences of so many words, each word with its number."""
    number, said = 0, []
    for length in lengths:
        words = [f"w{number + each}" for each in range(length)]
        number += length
        said.append(" ".join(words).capitalize() + ".")
    return said


@pytest.mark.parametrize(("count", "judged"), [(0, 0), (2, 0), (3, 3), (50, 50), (51, 50)])
def test_three_sentences_are_a_story_of_which_fifty_are_judged(count, judged):
    """A shorter one is judged as a whole; of a longer one the last ten are, and the first forty."""
    sentences = told(*[3] * count)
    found = sentences_of(" ".join(sentences))

    assert len(found) == judged
    assert found == (sentences if count == judged else [*sentences[:40], *sentences[-10:]][:judged])


@pytest.mark.parametrize(
    ("length", "parts"),
    [(36, [36]), (37, [24, 24, 13]), (48, [24, 24, 24]), (49, [24, 24, 24, 13])],
)
def test_a_long_sentence_is_judged_in_parts_that_overlap_by_half(length, parts):
    """Each begins twelve words behind the one before, and none of its words is left out."""
    [long, *_] = told(length)
    found = sentences_of(" ".join([long, "It is so.", "It was so."]))

    words = long.split()
    assert found == [
        *(" ".join(words[12 * at : 12 * at + size]) for at, size in enumerate(parts)),
        *("It is so.", "It was so."),
    ]
    assert found[len(parts) - 1].endswith(words[-1])


def test_words_stand_apart_by_one_space_and_empty_lines_say_nothing():
    """However it was typed."""
    assert sentences_of("I  rest.\n\n\nI wake.\nI\trest.") == ["I rest.", "I wake.", "I rest."]
