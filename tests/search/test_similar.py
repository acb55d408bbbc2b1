"""The articles that are near one, by the vectors that are stored."""

import json
from dataclasses import replace

import numpy as np
import pytest

from corpus.errors import NoSuchArticleError
from index.opened import open_index
from search.as_json import similar_as_json
from search.similar import NEAR, NoSuchPassageError, similar

GRADES = ("strong", "related", "weak")


@pytest.fixture(scope="module")
def index(engine):
    """The tiny home's index; no encoder comes with it."""
    return engine.index


@pytest.fixture(scope="module")
def copied(copied_home):
    """The index of a home with three copies of the article on sleep."""
    with open_index(copied_home) as index:
        yield index


def mean_of(index, article_id):
    """The mean of an article's vectors, at unit length, the obvious way."""
    rows = [found.row for found in index.passages.passages_of(article_id)]
    total = np.mean([index.vectors.vector(row) for row in rows], axis=0)
    return total / np.linalg.norm(total)


@pytest.mark.parametrize("name", ["sleep.md", "panic.md", "worry.txt", "grief.md"])
def test_the_neighbours_are_those_whose_means_are_nearest(index, name):
    """The same articles in the same order as by comparing every article with every other."""
    asked = mean_of(index, f"tiny/{name}")
    others = {
        other: float(mean_of(index, other) @ asked)
        for other in index.passages.ids()
        if other != f"tiny/{name}"
    }
    expected = sorted((other for other in others if others[other] >= NEAR.weak), key=others.get)

    found = similar(index, f"tiny/{name}", count=50).neighbours

    assert [one.article.id for one in found] == expected[::-1]
    assert [one.similarity for one in found] == pytest.approx(
        [others[one.article.id] for one in found]
    )


def test_each_neighbour_has_its_rank_and_grade(index):
    """Nearest first; nothing that is not near is listed."""
    found = similar(index, "tiny/panic.md", count=50).neighbours

    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert found[0].relation in GRADES
    assert [GRADES.index(one.relation) for one in found] == sorted(
        GRADES.index(one.relation) for one in found
    )
    assert all(one.passage.text in one.article.text for one in found)
    assert "tiny/panic.md" not in {one.article.id for one in found}


@pytest.mark.parametrize("count", [1, 3])
def test_no_more_come_than_wanted(index, count):
    """The first of those that come when more are."""
    every = similar(index, "tiny/sleep.md", count=50).neighbours

    assert similar(index, "tiny/sleep.md", count=count).neighbours == every[:count]


def test_few_rows_at_first_are_enough(index, monkeypatch):
    """Where those looked at are of too few articles, more are looked at."""
    every = {one.article.id for one in similar(index, "tiny/sleep.md", count=5).neighbours}
    monkeypatch.setattr("search.similar.ROWS", 1)

    assert len(similar(index, "tiny/sleep.md", count=5).neighbours) == len(every)


def test_a_passage_is_compared_with_passages(index):
    """Each article is as near as its nearest passage, which is the one that is named."""
    rows = [found.row for found in index.passages.passages_of("tiny/sleep.md")]
    asked = index.vectors.vector(rows[1])

    found = similar(index, "tiny/sleep.md#1", count=3)

    assert found.ordinal == 1
    for one in found.neighbours:
        others = index.passages.passages_of(one.article.id)
        best = max(others, key=lambda other: float(index.vectors.vector(other.row) @ asked))
        assert one.passage == best.passage
        assert one.similarity == pytest.approx(float(index.vectors.vector(best.row) @ asked))


def test_copies_of_the_article_are_left_out_and_named(copied):
    """They are no news to who has read it."""
    found = similar(copied, "tiny/sleep.md", count=50)

    assert len(found.left_out) == 2
    assert {one.article.id for one in found.neighbours} & {
        "tiny/sleep.md", *(one.id for one in found.left_out)
    } == set()  # fmt: skip


def test_copies_of_a_neighbour_are_folded_into_it(copied, monkeypatch):
    """One of the three is listed, with the others in it."""
    monkeypatch.setattr("search.similar.NEAR", NEAR._replace(weak=-1.0))  # list every article
    three = {"tiny/sleep.md", *(one.id for one in similar(copied, "tiny/sleep.md").left_out)}

    found = similar(copied, "tiny/worry.txt", count=50).neighbours

    (near,) = (one for one in found if one.article.id in three)
    assert {near.article.id, *(one.id for one in near.variants)} == three
    assert len(found) == 11


def test_what_is_near_nothing_has_no_neighbours(index, monkeypatch):
    """An empty list, not the nearest of the far."""
    monkeypatch.setattr("search.similar.NEAR", NEAR._replace(strong=1.1, related=1.1, weak=1.1))

    assert similar(index, "tiny/sleep.md").neighbours == ()


def test_an_unknown_article_is_refused(index):
    """With or without a passage."""
    for place in ("tiny/none.md", "tiny/none.md#1", "#1", ""):
        with pytest.raises(
            NoSuchArticleError, match=r"no article .* here\. (Did you mean|`wellread list`)"
        ):
            similar(index, place)


@pytest.mark.parametrize("ordinal", ["99", "9" * 30])
def test_an_unknown_passage_is_refused(index, ordinal):
    """It is said which there are."""
    with pytest.raises(
        NoSuchPassageError, match=r"'tiny/sleep\.md' has no passage #9+: its passages are #0 to #\d"
    ):
        similar(index, f"tiny/sleep.md#{ordinal}")


def test_less_than_one_neighbour_cannot_be_wanted(index):
    """Nought of them is a mistake of the caller's."""
    with pytest.raises(ValueError, match="count must be at least 1, got 0"):
        similar(index, "tiny/sleep.md", count=0)


def test_programs_read_the_documented_keys(copied):
    """They are a contract: see the README, "For programs"."""
    found = similar_as_json(similar(copied, "tiny/sleep.md#0"))

    assert list(found) == ["schema_version", "article", "passage", "similar", "variants"]
    assert (found["article"]["id"], found["passage"]) == ("tiny/sleep.md", 0)
    for one in found["similar"]:
        assert list(one) == [
            "rank", "similarity", "relation", "passage_id", "text", "start", "end", "notice",
            "article", "variants",
        ]  # fmt: skip
    assert json.loads(json.dumps(found)) == found


def test_lists_give_the_same_neighbours(index, kept_as):
    """Where rows are many, FAISS's lists are asked instead of every vector."""
    store = kept_as("lists", np.stack([index.vectors.vector(n) for n in range(len(index.vectors))]))

    for article_id in index.passages.ids():
        exact = similar(index, article_id, count=4)
        found = similar(replace(index, vectors=store), article_id, count=4)
        assert [one.passage.id for one in found.neighbours] == [
            one.passage.id for one in exact.neighbours
        ]
