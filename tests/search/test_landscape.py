"""A collection as dots of a map: each where two directions have it, and none without its name."""

import math

import numpy as np
import pytest

from search.landscape import landscape, scaled

AXES = np.eye(2, dtype=np.float32)


def test_few_passages_are_a_dot_each(engine):
    """With their article, their number in it and its topic; inside the frame."""
    index = engine.index
    drawn = landscape(index)

    assert (drawn.of, drawn.all) == ("passage", len(index.vectors))
    assert len(drawn.dots) == drawn.all
    for article in index.passages.ids():
        dots = [dot for dot in drawn.dots if dot.article == article]
        located = index.passages.passages_of(article)
        assert [dot.ordinal for dot in dots] == [each.passage.ordinal for each in located]
        assert {dot.title for dot in dots} == {located[0].article.title}
    assert all(0 <= dot.x <= 1 and 0 <= dot.y <= 1 for dot in drawn.dots)


def test_where_passages_are_too_many_articles_are_drawn(engine):
    """All of them, or evenly some; how many there are is told."""
    index = engine.index
    articles = index.passages.ids_by_number()

    assert landscape(index, most=len(index.vectors)).of == "passage"
    every = landscape(index, most=len(articles))
    assert (every.of, every.all) == ("article", len(articles))
    assert [dot.article for dot in every.dots] == list(articles.values())
    assert {dot.ordinal for dot in every.dots} == {None}
    some = landscape(index, most=5)
    step = math.ceil(len(articles) / 5)
    assert [dot.article for dot in some.dots] == list(articles.values())[::step]
    assert some.all == len(articles)


def test_what_lies_to_the_right_is_right_and_what_lies_above_is_above():
    """The frame holds all but the furthest, which are on its rim."""
    rows = np.array([[at, -at] for at in range(101)] + [[1000, 50]], np.float32)
    places = scaled(rows, AXES)

    assert places[50][0] == pytest.approx(0.49, abs=0.02)
    assert places[50] == (places[50][0], pytest.approx(0.5, abs=0.02))
    assert places[-1] == (1.0, 0.0)
    assert places[0] == (0.0, pytest.approx(0.01, abs=0.02))
    assert places[20][0] < places[80][0]
    assert places[20][1] < places[80][1]
    assert all(round(x, 3) == x and round(y, 3) == y for x, y in places)


def test_what_does_not_differ_lies_in_the_middle():
    """One direction may say nothing; no dots make no map."""
    rows = np.array([[0, 5], [1, 5], [2, 5]], np.float32)
    assert [y for _, y in scaled(rows, AXES)] == [0.5, 0.5, 0.5]
    assert scaled(rows[:1], AXES) == [(0.5, 0.5)]
    assert scaled(rows[:0], AXES) == []
