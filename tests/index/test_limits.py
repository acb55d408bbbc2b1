"""Where a build's rules end: with one more, it is written whole, or an article is in no topic."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.amend import Amending, can_amend
from index.background import Background, Titled, background_of, load_background, some
from index.earlier import Earlier
from index.engines.embedded import EMBEDDED
from index.grown_vectors import ADDED
from index.manifest import FileSum, Manifest, Place, Recipe
from index.plan import make_plan
from index.publish import Pointer
from index.topic_writer import (
    TOPIC_CENTRES,
    Directed,
    direction_of,
    largest_first,
    near_topics,
    topic_centres,
    wanted_topics,
)

RECIPE = Recipe(encoder="hashing", encoder_name="hashing-8@1", dimension=8, max_tokens=64)
MANIFEST = Manifest(
    recipe=RECIPE,
    articles=100,
    passages=500,
    built="2026-11-23T00:00",
    vectors="exact",
    amended=2,
    files={TOPIC_CENTRES: FileSum(1, ""), ADDED: FileSum(320, "")},
)
LIMITS = Amending(at_least=500, share=0.05, added=10)


def amends(touched=3, recipe=RECIPE, warning="", limits=LIMITS, **changed):
    """Whether a build is amended in which so many articles changed."""
    manifest = replace(MANIFEST, **changed)
    before = Earlier(Path(), Pointer("0001", ""), manifest, None, warning)
    plan = make_plan({}, {str(number): "1" for number in range(touched)})
    return can_amend(before, plan, recipe, EMBEDDED, limits)


@pytest.mark.parametrize(
    ("changed", "amended"),
    [
        ({}, True),
        ({"touched": 4}, False),  # with the two before, more than 5 of 100
        ({"amended": 0, "touched": 5}, True),
        ({"amended": 0, "touched": 6}, False),
        ({"limits": replace(LIMITS, at_least=501)}, False),
        ({"files": MANIFEST.files | {ADDED: FileSum(321, "")}}, False),  # four bytes a number
        ({"files": {TOPIC_CENTRES: FileSum(1, "")}}, True),
        ({"files": {ADDED: FileSum(1, "")}}, False),  # of an older Wellread
        ({"recipe": replace(RECIPE, max_tokens=65)}, False),
        ({"warning": "The newest build is damaged."}, False),
        ({"place": Place("uri", "collection")}, False),
    ],
)
def test_a_build_is_amended_where_little_changed(changed, amended):
    """And where the build before is whole, large, its own, and made in the same way."""
    assert amends(**changed) is amended


@pytest.mark.parametrize(
    ("articles", "topics"), [(5, 0), (6, 2), (12, 3), (13, 4), (552, 23), (553, 24), (10**6, 24)]
)
def test_there_are_as_many_topics_as_a_topic_has_articles(articles, topics):
    """None of five articles, and 24 at most."""
    assert wanted_topics(articles) == topics


def at(cosine, dimension=16):
    """A direction that is so near to the first axis."""
    direction = np.zeros(dimension, np.float32)
    direction[:2] = cosine, np.sqrt(1 - cosine**2)
    return direction


@pytest.mark.parametrize(("cosine", "topics"), [(0.151, [(7, 0)]), (0.149, [])])
def test_an_article_is_in_a_topic_where_it_is_near_enough(cosine, topics):
    """What has hardly anything in common with any is in none."""
    centres = np.eye(16, dtype=np.float32)[[0, 5]]
    assert [*near_topics(Directed([7], at(cosine)[np.newaxis]), centres)] == topics


def test_each_article_is_in_the_nearest_topic():
    """With its own number."""
    directions = np.eye(16, dtype=np.float32)[[3, 5, 3]]
    centres = np.eye(16, dtype=np.float32)[[5, 3]]
    assert [*near_topics(Directed([2, 4, 9], directions), centres)] == [(2, 1), (4, 0), (9, 1)]


def test_the_largest_topic_is_first_then_that_of_the_first_article():
    """Whatever the numbers of the groups are."""
    pairs = [(0, 5), (1, 3), (2, 3), (3, 5), (4, 1)]
    assert list(largest_first(pairs)) == [5, 3, 1]
    assert list(largest_first([*pairs, (6, 3)])) == [3, 5, 1]


def test_an_article_whose_passages_cancel_out_points_nowhere():
    """Nothing is divided by nothing."""
    rows = np.array([[1, 0], [-1, 0]], np.float32)
    assert direction_of(rows).tolist() == [0, 0]
    assert direction_of(np.array([[3, 4]], np.float32)).tolist() == pytest.approx([0.6, 0.8])


def test_topics_that_are_alike_are_one():
    """The smaller one's articles are in the larger then."""
    near, far = at(0.99), np.eye(16, dtype=np.float32)[7]
    rows = np.stack([at(1.0)] * 6 + [near] * 4 + [far] * 6)
    assert len(topic_centres(rows)) == 2


@pytest.mark.parametrize(
    ("stored", "sound"),
    [
        ('{"typical": 1, "spread": 2}', True),
        ('{"typical": -1, "spread": 0.001}', True),
        ('{"typical": 1.01, "spread": 1}', False),
        ('{"typical": -1.01, "spread": 1}', False),
        ('{"typical": 0, "spread": 0}', False),
        ('{"typical": 0, "spread": 2.01}', False),
        ('{"typical": 0}', False),
        ('{"typical": "x", "spread": 1}', False),
        ("[]", False),
        ("{", False),
    ],
)
def test_a_background_is_believed_where_it_can_be_one(tmp_path, stored, sound):
    """Similarities lie between -1 and 1."""
    path = tmp_path / "background.json"
    path.write_text(stored, "utf-8")
    if sound:
        assert isinstance(load_background(path), Background)
    else:
        with pytest.raises(ValueError, match=r"^background\.json can't be read: "):
            load_background(path)


def test_a_background_spreads_a_hundredth_at_least():
    """Where all similarities are the same, a search still has something to measure with."""
    assert background_of([0.25] * 9) == Background(0.25, 0.01)
    assert background_of([0.1, 0.12345678]) == Background(0.1, 0.01)


@pytest.mark.parametrize(("count", "asked"), [(1, 1), (96, 96), (97, 49), (192, 96), (193, 65)])
def test_ninety_six_titles_are_asked_at_most(count, asked):
    """Evenly from the whole collection, the first among them."""
    titled = [Titled(str(number), range(number, number + 1)) for number in range(count)]
    chosen = some(titled)
    assert len(chosen) == asked
    assert chosen[0] == titled[0]
    assert some([]) == []
