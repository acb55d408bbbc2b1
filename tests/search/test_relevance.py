"""What is strong, related, weak or nothing, and that outsiders are told so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.background import Background
from search.relevance import CHANCE, WORDS_ONLY, chance, coverage, judge, relation

ORDER = ("none", "weak", "related", "strong")
BACKGROUNDS = st.builds(Background, st.floats(-0.2, 0.9), st.floats(0.01, 0.5))
SIMILARITIES = st.floats(-1, 1)
SHARES = st.floats(0, 1)


@pytest.mark.parametrize("thresholds", [CHANCE, WORDS_ONLY])
def test_each_relation_begins_at_its_own_threshold(thresholds):
    """At the threshold it is reached, just below it is not."""
    for name in ("weak", "related", "strong"):
        threshold = getattr(thresholds, name)
        assert relation(threshold, thresholds) == name
        assert relation(threshold - 1e-6, thresholds) == ORDER[ORDER.index(name) - 1]


@given(BACKGROUNDS, SIMILARITIES, SIMILARITIES, SHARES, SHARES)
def test_more_evidence_never_lowers_the_chance(background, one, other, here, there):
    """Nearer, or more of the question's words: never less likely, whatever the collection."""
    (far, near), (few, many) = sorted((one, other)), sorted((here, there))

    assert 0 <= chance(far, few, background) <= chance(near, few, background)
    assert chance(near, few, background) <= chance(near, many, background) <= 1


@given(SIMILARITIES, SHARES, SIMILARITIES, SIMILARITIES)
def test_the_same_similarity_says_less_where_outsiders_come_nearer(similarity, share, one, other):
    """What counts is how far it stands out from what has no answer."""
    low, high = sorted((one, other))

    assert chance(similarity, share, Background(high, 0.05)) <= chance(
        similarity, share, Background(low, 0.05)
    )


@pytest.mark.parametrize("typical", [-0.1, 0.2, 0.7])
@pytest.mark.parametrize("spread", [0.01, 0.05])
@pytest.mark.parametrize(
    ("spreads", "share", "expected"),
    [
        (0, 0.0, "none"),  # as near as outsiders come
        (0, 1.0, "none"),  # its words alone do not answer
        (2, 0.0, "none"),
        (2, 1.0, "weak"),
        (3, 1.0, "related"),
        (4, 0.0, "weak"),
        (6, 0.0, "strong"),
        (5, 1.0, "strong"),
    ],
)
def test_nothing_is_wired_to_one_models_cosines(typical, spread, spreads, share, expected):
    """Whatever a model's or a collection's similarities look like, spreads above it decide."""
    similarity = typical + spreads * spread
    asked = {"sleep": share, "night": 1 - share}

    assert judge(similarity, asked, ["sleep"], Background(typical, spread)) == expected


def test_without_a_similarity_every_word_counts_alike():
    """And the background, which is of similarities, says nothing."""
    asked = {"sleep": 9.0, "night": 1.0, "bed": 1.0}
    for background in (Background(0.1, 0.01), Background(0.9, 0.5)):
        assert judge(None, asked, ["sleep"], background) == "none"
        assert judge(None, asked, ["night", "bed"], background) == "related"
        assert judge(None, asked, ["sleep", "night", "bed"], background) == "strong"


def test_coverage_is_a_share_of_the_question_by_rarity():
    """A question of stop words alone is covered by nothing."""
    assert coverage({"sleep": 3.0, "night": 1.0}, ["sleep", "sleep", "bed"]) == 0.75
    assert coverage({}, ["sleep"]) == 0.0


@pytest.mark.parametrize(
    "question", ["gearbox carburettor hydraulics", "parliamentary election arithmetic", "xyzzy"]
)
def test_an_outsider_gets_no_hit(engine, question):
    """A question on another subject is answered with nothing, and the answer says so."""
    answer = engine.search(question)

    assert answer.hits == ()
    assert answer.relevance == "none"
