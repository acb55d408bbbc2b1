"""Before a question: what the collection answers, what it is about, and what is new in it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import streamlit as st

from page.parts.address import Asked
from page.parts.asking import ask
from page.parts.phrases import count, day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.facets import Titled
    from index.topics import Topic
    from search.engine import SearchEngine

NEWEST = 4
LISTED = 30  # articles of a topic, at most


def show_welcome(engine: SearchEngine, asked: Asked) -> None:
    """Examples, topics and the newest articles; of a chosen topic, or under filters, its list."""
    if asked.where:
        show_chosen(engine, asked)
        return
    examples = st.container()
    show_topics(engine.index.topics)
    show_newest(engine)
    with examples:  # last, as some are asked before they are shown, the first time
        show_examples(engine)


def show_examples(engine: SearchEngine) -> None:
    """Questions of the collection's own, each of which it answers."""
    found = examples_once(engine.index.pointer.name, engine.encoder is not None, engine)
    if not found:
        return
    st.html("<h2>To begin with</h2>")
    with st.container(key="examples", horizontal=True, gap="small"):
        for number, example in enumerate(found):
            st.button(
                plain(example),
                key=f"example-{number}",
                on_click=ask,
                args=(Asked(question=example),),
            )


@st.cache_data(show_spinner=False, max_entries=4)
def examples_once(build: str, with_encoder: bool, _engine: SearchEngine) -> list[str]:
    """The questions of a build."""
    from search.examples import examples

    return examples(_engine)


def show_topics(topics: Iterable[Topic]) -> None:
    """What the collection is about; a press lists a topic's articles and keeps to them."""
    topics = list(topics)
    if not topics:
        return
    st.html("<h2>Topics</h2>")
    with st.container(key="topics-pills", horizontal=True, gap="small"):
        for number, topic in enumerate(topics):
            st.button(
                plain(f"{topic.name} ({topic.articles:,})"),
                key=f"topic-{number}",
                on_click=ask,
                args=(Asked(topics=(topic.key,)),),
            )


def show_newest(engine: SearchEngine) -> None:
    """The articles published last, and how many articles are from which site."""
    from index.facets import newest_first
    from index.filters import ArticleFilter

    passages = engine.index.passages
    dated = (each for each in newest_first(passages, ArticleFilter(), NEWEST) if each.published)
    newest = "".join(map(titled_html, dated))
    sites = "".join(
        f"<li>{escape(site or 'No site given')} <span class='quiet'>{articles:,}</span></li>"
        for site, articles in passages.sites()
    )
    st.html(
        f"<h2>Newest articles</h2><ul class='newest'>{newest or '<li>None has a date</li>'}</ul>"
        f"<h2>Where they come from</h2><ul class='sites'>{sites}</ul>"
    )


def show_chosen(engine: SearchEngine, asked: Asked) -> None:
    """The articles that the filters leave, the newest first, and the way to all of them."""
    from index.facets import count_articles, newest_first

    passages = engine.index.passages
    found = newest_first(passages, asked.where, LISTED)
    total = count_articles(passages, asked.where)
    names = [topic.name for topic in engine.index.topics if topic.key in asked.topics]
    more = f", the newest {LISTED} of them" if len(found) == LISTED < total else ""
    st.html(
        f"<h2>{escape(' · '.join(names) or 'What the filters leave')}</h2>"
        f"<p class='quiet'>{count(total, 'article')}{more}. A question is asked of these only.</p>"
        f"<ul class='newest'>{''.join(map(titled_html, found))}</ul>"
    )
    st.button("Back to the whole collection", on_click=ask, args=(asked.unfiltered(),))


def titled_html(article: Titled) -> str:
    """One article: its title leads to its page."""
    about = f"{article.site or 'no site given'} · {day(article.published) or 'no date given'}"
    return (
        f"<li><a href='article?id={quote(article.id, safe='')}' target='_self'>"
        f"{escape(article.title)}</a> <span class='quiet'>{escape(about)}</span></li>"
    )


def plain(text: str) -> str:
    r"""A text as a label shows it: Streamlit reads labels as Markdown.

    >>> print(plain("Is *this* [a](b) $5 :red[x]?"))
    Is \*this\* \[a\](b) \$5 \:red\[x\]?
    """
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#+-!|~$:" else sign for sign in text)
