"""The map of the collection: dots that are near each other are about the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import streamlit as st

from index.away import VectorsAwayError
from page.parts.phrases import count

if TYPE_CHECKING:
    from index.topics import Topic
    from search.engine import SearchEngine
    from search.landscape import Dot, Landscape

COLOURS = 8  # in theme.css; more topics have them again, as rings, then as squares
LISTED = 12  # articles of a topic in the table


def show_map(engine: SearchEngine) -> None:
    """The map of what is indexed, where there is enough to draw."""
    try:
        html = map_once(engine.index.pointer.name, engine)
    except VectorsAwayError:  # what could not be drawn is not kept: it is tried again
        html = "<p class='quiet'>It can't be drawn for now. Try it again later.</p>"
    if html:
        st.html(f"<h2>Map</h2>{html}")


@st.cache_data(show_spinner=False, max_entries=2)
def map_once(build: str, _engine: SearchEngine) -> str:
    """The map of a build."""
    from search.landscape import landscape

    topics = _engine.index.topics
    return map_html(landscape(_engine.index), topics) if topics else ""


def map_html(land: Landscape, topics: Sequence[Topic]) -> str:
    """Dots for the eye, a legend that leads to each topic, and a table with the same for all."""
    styles = styles_of(topics)
    names = {topic.key: topic.name for topic in topics}
    dots = "".join(dot_html(dot, styles[dot.topic], names[dot.topic]) for dot in land.dots)
    of = count(land.all, land.of)
    drawn = f"{len(land.dots):,} of {of}" if len(land.dots) < land.all else of
    return (
        f"<figure class='map'><figcaption>{drawn}, by what each is about: near dots are about "
        "the same. Press one to read it.</figcaption>"
        f"<div class='plane' aria-hidden='true'><div>{dots}"
        f"{''.join(labels(land.dots, topics))}</div></div>"
        f"<ul class='legend'>{''.join(legend_html(topic, styles) for topic in topics)}</ul>"
        f"{table_html(land.dots, topics)}</figure>"
    )


def styles_of(topics: Iterable[Topic]) -> dict[str, str]:
    """For each topic's key the classes of its dots; the rest is grey."""
    from index.filters import OTHER

    shapes = ("dot", "ring", "square")
    return {
        topic.key: "dot rest"
        if topic.key == OTHER
        else f"{shapes[number // COLOURS % 3]} c{number % COLOURS}"
        for number, topic in enumerate(topics)
    }


def dot_html(dot: Dot, style: str, topic: str) -> str:
    """One dot, which leads to its passage; keys pass it over, for there is the table."""
    title = escape(f"{dot.title} · {topic}")
    return (
        f"<a class='{style}' style='{at(dot.x, dot.y)}' tabindex='-1' target='_self' "
        f"href='{address(dot.article, dot.ordinal)}' title='{title}'></a>"
    )


def at(x: float, y: float) -> str:
    """A place in the frame, as the style sheet takes it.

    >>> at(0.5, 0.125)
    '--x: 50%; --y: 12.5%'
    """
    return f"--x: {100 * x:.4g}%; --y: {100 * y:.4g}%"


def address(article: str, ordinal: int | None) -> str:
    """Where an article, or its passage, is read."""
    passage = "" if ordinal is None else f"&amp;passage={ordinal}"
    return f"article?id={quote(article, safe='')}{passage}"


def labels(dots: Iterable[Dot], topics: Sequence[Topic]) -> Iterable[str]:
    """Each topic's first word in the middle of its dots; the rest has no middle."""
    from index.filters import OTHER

    places: dict[str, list[tuple[float, float]]] = {}
    for dot in dots:
        places.setdefault(dot.topic, []).append((dot.x, dot.y))
    for topic in topics:
        if topic.key != OTHER and (found := places.get(topic.key)):
            middle = (sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found))
            yield f"<span style='{at(*middle)}'>{escape(topic.words[0])}</span>"


def legend_html(topic: Topic, styles: Mapping[str, str]) -> str:
    """A topic with its mark and count; it leads to its articles."""
    key = quote(topic.key, safe="")
    return (
        f"<li><i class='{styles[topic.key]}'></i>"
        f"<a href='./?topic={key}' target='_self'>{escape(topic.name)}</a> "
        f"<span class='quiet'>{topic.articles:,}</span></li>"
    )


def table_html(dots: Iterable[Dot], topics: Sequence[Topic]) -> str:
    """The map as a table, folded: each topic, and articles of it."""
    articles: dict[str, dict[str, str]] = {}
    for dot in dots:
        articles.setdefault(dot.topic, {})[dot.article] = dot.title
    rows = "".join(row_html(topic, articles.get(topic.key, {})) for topic in topics)
    head = "<tr><th scope='col'>Topic</th><th scope='col'>Articles</th></tr>"
    return (
        "<details><summary>The map as a table</summary>"
        f"<table><thead>{head}</thead><tbody>{rows}</tbody></table></details>"
    )


def row_html(topic: Topic, articles: Mapping[str, str]) -> str:
    """A topic's row; what it does not list can be reached from it."""
    shown = list(articles.items())[:LISTED]
    links = [
        f"<li><a href='{address(each, None)}' target='_self'>{escape(title)}</a></li>"
        for each, title in shown
    ]
    if topic.articles > len(shown):
        key = quote(topic.key, safe="")
        more = f"and {topic.articles - len(shown):,} more"
        links.append(f"<li><a href='./?topic={key}' target='_self'>{more}</a></li>")
    return f"<tr><th scope='row'>{escape(topic.name)}</th><td><ul>{''.join(links)}</ul></td></tr>"
