"""The map of the Library, and "More like this": what articles say is text there, never markup."""

import re
from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from index.filters import OTHER
from index.topics import Topic
from page.parts.alike import alike_html
from page.parts.map import map_html, styles_of
from search.landscape import Dot, Landscape, landscape, scaled
from search.similar import similar

HOSTILE = "<script>alert(1)</script>' onclick='x"
TOPICS = (Topic("sleep", ("sleep", HOSTILE), 20), Topic(OTHER, ("other",), 1))


def test_every_passage_is_a_dot(engine):
    """Within the frame, of its article's topic, the same each time."""
    land = landscape(engine.index)
    places = {(dot.article, dot.ordinal) for dot in land.dots}
    assert (land.of, len(places)) == ("passage", engine.index.manifest.passages)
    assert all(0 <= dot.x <= 1 and 0 <= dot.y <= 1 for dot in land.dots)
    assert {dot.topic for dot in land.dots} <= {topic.key for topic in engine.index.topics}
    assert landscape(engine.index) == land
    for dot in land.dots:
        located = engine.index.passages.passages_of(dot.article)[dot.ordinal]
        assert located.article.title == dot.title


@pytest.mark.parametrize("most", [1, 5, 12, 30])
def test_many_passages_are_drawn_as_articles(engine, most):
    """Of more articles than can be drawn, some, evenly."""
    land = landscape(engine.index, most=most)
    assert (land.of, land.all) == ("article", 12)
    assert 1 <= len(land.dots) <= most
    assert len({dot.article for dot in land.dots}) == len(land.dots)
    assert all(dot.ordinal is None for dot in land.dots)


def test_what_spans_no_plane_lies_in_the_middle():
    """An axis of 0 tells nothing apart."""
    rows, axes = np.eye(3, dtype=np.float32), np.zeros((2, 3), np.float32)
    assert scaled(rows, axes) == [(0.5, 0.5)] * 3
    assert scaled(rows[:0], axes) == []


def test_the_library_has_a_map(visit, engine):
    """A dot for each passage, a legend with every topic's count, and a table with the same."""
    html = visit.go("library").html
    assert html.count("tabindex='-1'") == engine.index.manifest.passages
    assert f"{engine.index.manifest.passages} passages, by what each is about" in html
    table = html.partition("The map as a table")[2].partition("</table>")[0]
    assert table.count("article?id=") == 12
    for topic in engine.index.topics:
        assert f"<a href='./?topic={topic.key}' target='_self'>{topic.name}</a>" in html


def test_titles_on_the_map_are_no_markup():
    """Nor are topics' words, nor ids."""
    dots = (Dot(0.1, 0.9, "sleep", HOSTILE, f"a/{HOSTILE}.md", 3), Dot(1, 0, OTHER, "B", "b", None))
    html = map_html(Landscape("passage", dots, 40), TOPICS)
    assert "<script" not in html
    assert "' onclick" not in html
    assert unescape(html).count(HOSTILE) >= 3
    assert "2 of 40 passages" in html
    assert "--x: 10%; --y: 90%" in html
    assert "and 19 more" in html


def test_many_topics_are_told_apart():
    """By colour, and by shape where colours come again; the rest is grey."""
    topics = [Topic(str(number), ("w",), 1) for number in range(24)]
    styles = styles_of([*topics, Topic(OTHER, ("other",), 1)])
    assert len(set(styles.values())) == 25
    assert styles[OTHER] == "dot rest"
    assert {style.split()[0] for style in styles.values()} == {"dot", "ring", "square"}


def test_more_like_this_is_folded_on_cards_and_articles(visit, tiny_home):
    """Nothing is worked out before it is opened."""
    visit.go(q="what helps in a panic attack")
    assert "More like this" in [fold.label for fold in visit.app.expander]
    assert "class='newest alike'" not in visit.html


def test_neighbours_lead_to_their_nearest_passage(engine):
    """Title, site, and how near, in words."""
    found = similar(engine.index, "tiny/panic.md", count=3).neighbours
    html = alike_html(found)
    assert html.count("<li>") == len(found) > 0
    first = found[0]
    assert f"article?id=tiny%2F{first.article.id.removeprefix('tiny/')}&amp;passage=" in html
    assert re.search(r"· (very near|near|loosely related)</span>", html)
    assert "near it" in alike_html(())


def test_a_neighbours_title_is_no_markup(engine):
    """As everywhere."""
    [first, *_] = similar(engine.index, "tiny/panic.md", count=1).neighbours
    article = replace(first.article, title=HOSTILE, site=HOSTILE, language=HOSTILE)
    html = alike_html((replace(first, article=article),))
    assert "<script" not in html
    assert "' onclick" not in html
