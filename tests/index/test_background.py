"""A build knows what having no answer looks like in its own collection, and keeps it safely."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.embedded import Embedded
from index.background import (
    ENOUGH,
    OUTSIDERS,
    TITLES,
    UNKNOWN,
    Background,
    Titled,
    background_of,
    load_background,
    measure_background,
    nearest_other,
    save_background,
    some,
)
from index.encoders.hashing import HashingEncoder
from index.vector_cache import VectorCache
from index.vectors import FaissStore
from search.engine import SearchEngine

SAMPLES = Path(__file__).parents[1] / "search" / "samples.json"
NOWHERE = np.zeros(256, dtype=np.float32)


def ask(texts):
    """Questions' vectors under the hashing encoder."""
    vectors = [HashingEncoder().encode_query(text) for text in texts]
    return np.asarray(vectors, np.float32).reshape(len(texts), 256)


def store_of(texts):
    """Passages' vectors, with no centre."""
    store = FaissStore(256)
    store.add(HashingEncoder().encode_passages(texts))
    return store


def test_the_outsiders_are_many_and_are_no_tests_questions():
    """On all sorts of subjects, none twice, and none of those that measure how honest we are."""
    asked = json.loads(SAMPLES.read_text("utf-8"))

    assert len(OUTSIDERS) == len(set(OUTSIDERS)) == 96
    assert {*asked["outsiders"], *asked["held_out"]["outsiders"]} & set(OUTSIDERS) == set()


@given(st.lists(st.floats(-1, 1, allow_subnormal=False), min_size=2, max_size=50))
def test_what_answers_a_third_of_the_outsiders_moves_nothing(similarities):
    """Middle and spread are read off the lower half: some outsiders may be at home here."""
    ranked = sorted(similarities)
    lifted = ranked[: len(ranked) * 2 // 3] + [1.0] * (len(ranked) - len(ranked) * 2 // 3)

    found = background_of(ranked)

    assert found.spread > 0
    assert background_of(lifted) == found


def test_a_collection_of_one_field_is_measured_by_outsiders(tiny_home):
    """Its own titles come nearer to it, even where their articles are left out."""
    with VectorCache(tiny_home / "cache" / "vectors.sqlite", HashingEncoder()) as cache:
        engine = SearchEngine.open(tiny_home)
        store, centre = engine.index.vectors, engine.index.centre

        assert measure_background(store, centre, [], cache.questions) == engine.index.background


def test_a_collection_on_everything_is_measured_by_its_own_titles():
    """It answers outsiders, who would set the bar so high that nothing passes."""
    titled = [Titled(text, range(row, row + 1)) for row, text in enumerate(OUTSIDERS)]
    store = store_of(OUTSIDERS)

    unaware = measure_background(store, NOWHERE, [], ask)
    found = measure_background(store, NOWHERE, titled, ask)

    assert unaware.typical == pytest.approx(1, abs=1e-5)
    assert found.typical < 0.6


def test_a_few_titles_say_nothing():
    """Seven are no measure of a collection."""
    store = store_of(OUTSIDERS)
    titled = [Titled(text, range(row, row + 1)) for row, text in enumerate(OUTSIDERS)]

    few = measure_background(store, NOWHERE, titled[: ENOUGH - 1], ask)

    assert few == measure_background(store, NOWHERE, [], ask)
    assert few != measure_background(store, NOWHERE, titled[:ENOUGH], ask)


def test_a_title_is_asked_without_its_article_and_that_articles_copies():
    """A copy on another site answers as well as the article itself."""
    text = "sleeping through the night in summer"
    store = store_of([text, text + " and autumn winter", text, "sleeping dogs bark"])
    question = HashingEncoder().encode_query(text)

    assert nearest_other(store, question, range(2)) == pytest.approx(
        float(store.vector(3) @ question)
    )
    assert nearest_other(store_of([text, text]), question, range(1)) is None


@pytest.mark.parametrize("count", [0, 1, TITLES, TITLES + 1, 5 * TITLES])
def test_titles_are_taken_from_the_whole_collection(count):
    """At most so many, the first one among them, the last ones not far."""
    titled = [Titled(str(row), range(row, row + 1)) for row in range(count)]

    chosen = some(titled)

    assert len(chosen) <= TITLES
    assert chosen[:1] == titled[:1]
    assert len(chosen) >= min(count, TITLES / 2)
    assert count == 0 or count - int(chosen[-1].title) <= 1 + count // TITLES


def test_an_empty_collection_has_an_unknown_background():
    """And asks nothing."""
    assert measure_background(FaissStore(256), NOWHERE, [], ask) == UNKNOWN


def test_a_background_comes_back(tmp_path):
    """From a file that people can read."""
    save_background(tmp_path / "background.json", Background(0.25, 0.04))

    assert load_background(tmp_path / "background.json") == Background(0.25, 0.04)
    assert json.loads((tmp_path / "background.json").read_text()) == {
        "typical": 0.25,
        "spread": 0.04,
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"typical": 0.2}',
        '{"typical": "0.2", "spread": 0.1}',
        '{"typical": 0.2, "spread": 0}',
        '{"typical": 0.2, "spread": NaN}',
        '{"typical": Infinity, "spread": 0.1}',
        '{"typical": 0.2, "spread": 0.1, "more": 1}',
    ],
)
def test_what_is_no_background_is_refused(tmp_path, text):
    """By the name of its file: every answer would be called strong, or none."""
    (tmp_path / "background.json").write_text(text)
    with pytest.raises(ValueError, match=r"^background\.json can't be read"):
        load_background(tmp_path / "background.json")


def test_each_build_measures_anew_and_asks_no_question_twice(built):
    """The cache knows the outsiders; only the new article's title is encoded."""
    asked = []

    class Counting(HashingEncoder):
        def encode_query(self, text):
            asked.append(text)
            return super().encode_query(text)

    with built.open() as index:
        before = index.background
        assert "background.json" in index.manifest.files
    built.fill(6).build(encoder=Counting())

    assert asked == ["On work, part 6"]
    with built.open() as index:
        assert index.background != before


def test_cached_questions_are_not_passages(tmp_path):
    """A model may encode the same words in another way on either side; counts are of passages."""

    class TwoSided(HashingEncoder):
        def encode_query(self, text):
            return super().encode_query("question " + text)

    texts = ["sleep at night", "bed", "sleep at night"]
    with VectorCache(tmp_path / "vectors.sqlite", TwoSided()) as cache:
        passages, first, again = (
            cache.passages([Embedded(text) for text in texts]).vectors,
            cache.questions(texts),
            cache.questions(texts),
        )
        assert (cache.encoded, cache.reused) == (2, 1)
        assert cache.questions([]).shape == (0, 256)

    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first, [TwoSided().encode_query(text) for text in texts])
    assert not np.allclose(first, passages)
