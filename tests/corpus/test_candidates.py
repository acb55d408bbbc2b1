"""The pairs that are worth comparing are found, and few others, whatever hundreds share."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.candidates import FEW, candidates, rare
from corpus.shingles import shingles, sketch
from tests.variants import invented, shortened

STORY = invented(60, seed=0)


def found(*texts):
    """The pairs of some texts, the earlier one first."""
    pairs = candidates([sketch(shingles(text)) for text in texts])
    assert pairs == sorted(set(pairs))
    return [(earlier, later) for later, earlier in pairs]


def test_a_shortened_copy_is_found_among_others():
    """Wherever it stands in the list."""
    texts = [invented(60, seed=seed) for seed in range(1, 9)]

    assert found(STORY, *texts, shortened(STORY, 0.5, seed=1)) == [(0, 9)]


@pytest.mark.parametrize("number", [FEW - 1, FEW, 5 * FEW])
def test_many_copies_all_meet_the_first(number):
    """Where all is shared by many, the first of the list stands for them."""
    copies = [shortened(STORY, 0.3, seed=seed) for seed in range(1, number)]

    assert {(0, place) for place in range(1, number)} <= set(found(STORY, *copies))


def test_pages_of_one_template_do_not_hide_a_copy():
    """Four fifths of each page is the template, and only two are about the same."""
    template = " " + invented(48, seed=99)
    pages = [invented(12, seed=seed) + template for seed in range(1, 60)]
    twin = shortened(pages[40], 0.1, seed=1)

    assert (40, 59) in found(*pages, twin)


def test_a_notice_on_every_page_costs_nothing():
    """Of the pairs of a hundred pages none is worth a comparison."""
    notice = " " + invented(15, seed=99)

    assert found(*(invented(60, seed=seed) + notice for seed in range(100))) == []


@given(st.lists(st.sets(st.integers(0, 30)), max_size=20))
@settings(max_examples=100, deadline=None)
def test_rare_ones_are_those_that_few_have(sets):
    """Counted the plain way."""
    samples = [shingles(" ".join(f"{number}." for number in sorted(each))) for each in sets]
    holders = [value for sample in samples for value in sample.tolist()]

    assert [sample.tolist() for sample in rare(samples)] == [
        [value for value in sample.tolist() if holders.count(value) <= FEW] for sample in samples
    ]


@given(st.lists(st.sampled_from("abcde"), max_size=12))
@settings(max_examples=50, deadline=None)
def test_a_few_texts_are_compared_as_if_one_by_one(letters):
    """Equal ones always meet; those without a word in common never do."""
    texts = [invented(10, seed=ord(letter)) for letter in letters]
    expected = [pair for pair in combinations(range(len(texts)), 2)
                if letters[pair[0]] == letters[pair[1]]]  # fmt: skip

    assert sorted(found(*texts)) == expected


def test_nothing_has_no_candidates():
    """An empty list, and texts without a word."""
    assert found() == found("…") == found("…", "!") == []
