"""When nothing answers: said plainly, with what each filter costs and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from page.parts.address import Asked, Loosened
from page.parts.asking import ask
from page.parts.phrases import count
from page.parts.welcome import show_topics

if TYPE_CHECKING:
    from search.engine import SearchEngine

Found = Callable[[Asked], int]  # how many passages answer


def show_nothing(
    engine: SearchEngine, asked: Asked, found: Found, *, below_help: bool = False
) -> None:
    """An honest sentence, each filter that hides an answer, and what there is to read instead.

    Below help lines it sends the reader up to them, and nobody to other words.
    """
    ways = [(way, found(way.asked)) for way in asked.loosened()]
    if below_help:
        st.html(
            "<div class='nothing'><h2>The lines above are there for this</h2>"
            "<p>No article here fits your words. You can ring or write to one of the lines as you "
            "are, and you need not know what to say.</p></div>"
        )
    else:
        st.html(
            "<div class='nothing'><h2>Nothing here answers that</h2>"
            f"{sentence(engine, asked)}{costs_html(engine, asked)}"
            "<p>Try a plainer or shorter question, or other words for the same thing.</p></div>"
        )
    for number, (way, passages) in enumerate(ways):
        if passages:
            label = f"{way.label} ({count(passages, 'passage')})"
            st.button(label, key=f"loosen-{number}", on_click=ask, args=(way.asked,))
    together = asked.unfiltered()
    if len(ways) > 1 and not any(passages for _, passages in ways) and (every := found(together)):
        label = f"Search without any filter ({count(every, 'passage')})"
        st.button(label, key="loosen-all", on_click=ask, args=(together,))
    show_topics(engine.index.topics)


def sentence(engine: SearchEngine, asked: Asked) -> str:
    """How many articles were asked; without a promise, or a word about the person."""
    from index.facets import count_articles

    total = engine.index.manifest.articles
    left = count_articles(engine.index.passages, asked.where)
    if asked.where and not left:
        return f"<p>The filters together leave none of the {total:,} articles.</p>"
    of = (
        f"{left:,} articles that the filters leave of {total:,}"
        if asked.where
        else f"{total:,} articles"
    )
    return (
        f"<p>None of the {of} comes close, and we would rather say so than guess. "
        "It says nothing about you or your question.</p>"
    )


def costs_html(engine: SearchEngine, asked: Asked) -> str:
    """What each filter alone lets through, as a list; '' where none is on."""
    ways = [way for way in asked.loosened() if way.only(asked)]
    items = "".join(cost_html(engine, asked, way) for way in ways)
    return f"<ul class='costs'>{items}</ul>" if items else ""


def cost_html(engine: SearchEngine, asked: Asked, way: Loosened) -> str:
    """One filter, what it is set to, and how many articles it lets through by itself."""
    from index.facets import count_articles

    only = way.only(asked)
    named = {topic.key: topic.name for topic in engine.index.topics}
    chosen = [named.get(key, key) for key in only.topics]
    values = ", ".join([*only.sites, *chosen, *only.languages, *filter(None, [only.since])])
    left = count_articles(engine.index.passages, only)
    return (
        f"<li>{way.name}: <strong>{escape(values) or 'not given'}</strong> leaves "
        f"{left:,} of {count(engine.index.manifest.articles, 'article')}</li>"
    )
