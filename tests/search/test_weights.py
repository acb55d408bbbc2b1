"""How much words, meaning, length and chance count: figures that can be worked out by hand."""

import math

import numpy as np
import pytest

from corpus.article import Place
from index.background import Background
from search.comparison import Compared, interval, randomisation_p
from search.highlight import Asked, Sentence, ranked_sentences, word_fit
from search.relevance import chance, judge

BACKGROUND = Background(typical=0.3, spread=0.05)
TERMS = {"panic": 3.0, "help": 1.0}


@pytest.mark.parametrize(
    ("of", "found", "word"),
    [
        *((5, 4, "strong"), (5, 3, "related"), (5, 2, "weak"), (3, 1, "none"), (5, 0, "none")),
        *((100, 80, "strong"), (100, 79, "related"), (100, 60, "related"), (100, 59, "weak")),
        *((100, 36, "weak"), (100, 35, "none")),
    ],
)
def test_where_only_words_were_asked_their_share_decides(of, found, word):
    """Four fifths, three fifths and 36 of a hundred; a rare word counts as much as any."""
    asked = {str(number): float(number + 1) for number in range(of)}
    assert judge(None, asked, map(str, range(found)), BACKGROUND) == word


def logit(share):
    """What a logistic function makes a share of."""
    return math.log(share / (1 - share))


@pytest.mark.parametrize(
    ("share", "word", "less"),
    [(0.97, "strong", "related"), (0.80, "related", "weak"), (0.15, "weak", "none")],
)
def test_a_chance_has_its_word(share, word, less):
    """By how many spreads a passage is nearer than usual, with none of the question's words."""
    similarity = 0.3 + 0.05 * (logit(share) + 6) / 1.6
    assert judge(similarity + 1e-6, TERMS, [], BACKGROUND) == word
    assert judge(similarity - 1e-6, TERMS, [], BACKGROUND) == less


@pytest.mark.parametrize(
    ("found", "share"),
    [([], 0.0), (["panic"], 0.75), (["help"], 0.25), (["help", "panic"], 1.0)],
)
def test_a_rare_word_counts_more_beside_meaning(found, share):
    """Its share of the question is that of its rarity."""
    by_words = chance(0.4, share, BACKGROUND)
    assert by_words == pytest.approx(1 / (1 + math.exp(-(1.6 * 2 + 2.8 * share - 6))))
    near = {True: "weak", False: "none"}[by_words >= 0.15]
    assert judge(0.4, TERMS, found, BACKGROUND) == near


def test_a_chance_is_never_beyond_its_bounds():
    """However far a passage is; nothing overflows."""
    assert chance(-1e9, 0, BACKGROUND) == pytest.approx(0)
    assert chance(1e9, 1, BACKGROUND) == 1


@pytest.mark.parametrize(
    ("others", "fit"),
    [
        (9, 0.75),  # an ordinary sentence of ten stems
        (2, 0.75 / math.sqrt(23 / 30)),
        (1, 0.75 / math.sqrt(22 / 30) - 0.15),  # a fragment
        (0, 0.75 / math.sqrt(21 / 30) - 0.15),
        (69, 0.75 / math.sqrt(90 / 30)),
    ],
)
def test_what_a_sentence_has_of_a_question_counts_less_in_a_longer_one(others, fit):
    """As if each had twenty stems besides; of less than three stems it is a fragment."""
    stems = ["panic", *map(str, range(others))]
    assert word_fit(TERMS, stems) == pytest.approx(fit)
    assert word_fit(TERMS, [*stems, "panic"]) == pytest.approx(fit)


def test_a_question_without_words_fits_no_sentence_better():
    """A fragment fits it less."""
    assert word_fit({}, ["a", "b", "c"]) == 0
    assert word_fit({}, ["a", "b"]) == pytest.approx(-0.15)


@pytest.mark.parametrize(("nearness", "first"), [(0.124, 0), (0.126, 1)])
def test_meaning_counts_six_times_as_much_as_words(nearness, first):
    """A sentence with three quarters of the words against one that is so much nearer."""
    nine = [str(number) for number in range(9)]
    sentences = [
        Sentence(Place(0, 5), "Said.", ["panic", *nine]),
        Sentence(Place(6, 9), "Meant.", ["other", *nine]),
    ]
    ranked = ranked_sentences(sentences, Asked(TERMS, ()), near=[0.0, nearness])
    assert ranked[0] == sentences[first].place
    assert ranked_sentences(sentences[::-1], Asked({}, ()))[0] == sentences[1].place


def compared(*differences, p=0.01):
    """A comparison with these differences, whose p was corrected already."""
    return Compared("best", "RR@10", differences, 0.5, 0.5, 0.0, 0.0, p, p)


@pytest.mark.parametrize(
    ("p", "mean", "verdict"),
    [(0.0499, 0.1, "better"), (0.0499, -0.1, "worse"), (0.05, 0.1, ""), (0.9, -0.1, "")],
)
def test_a_run_is_better_or_worse_below_five_hundredths(p, mean, verdict):
    """From there on it may be chance."""
    assert compared(mean, p=p).verdict == verdict


def test_differences_of_how_floats_were_added_are_none():
    """A billionth is no gain and no loss."""
    found = compared(1e-9, -1e-9, 2e-9, -2e-9, 0.5)
    assert (found.wins, found.losses, found.ties) == (2, 1, 2)


def test_the_same_two_runs_have_the_same_figures_everywhere():
    """Ten thousand draws of signs and of questions, from one seed."""
    differences = np.array([0.3, 0.1, -0.1, 0.2, 0.0, 0.25])
    assert randomisation_p(differences) == pytest.approx(0.182982, abs=1e-6)
    assert interval(differences) == pytest.approx((0.008333, 0.233333), abs=1e-6)
