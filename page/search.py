"""Search: one question, and the passages that answer it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.errors import UserError
from corpus.home import find_home
from index.manifest import IndexMissingError
from page.parts.address import MOST, STEP, Asked
from page.parts.alike import show_alike
from page.parts.asking import ask, box, in_full_html, restore
from page.parts.building import builder_of, offer_update, show_build, start_build
from page.parts.cards import card_html, fine_print, open_link
from page.parts.counting import count_once
from page.parts.engine import open_engine
from page.parts.frame import show_page
from page.parts.help_lines import COUNTRY, show_help
from page.parts.keeping import hit_buttons, serve_buttons
from page.parts.narrowing import filters
from page.parts.nothing import show_nothing
from page.parts.phrases import ago, count
from page.parts.trouble import notice, show_user_error
from page.parts.visiting import may
from page.parts.welcome import show_welcome

if TYPE_CHECKING:
    from index.opened import Index
    from search.engine import SearchEngine
    from search.hit import Answer, Hit


def show() -> None:
    """The whole page, in reading order; the box is drawn before anything heavy is opened."""
    asked = restore()
    st.html(f"<h1 class='{'asked' if asked.question else ''}'>What would you like to know?</h1>")
    counts = st.empty()
    counts.html("<p class='quiet counts'>&nbsp;</p>")
    box()
    try:
        engine = open_engine()
    except IndexMissingError:
        counts.html("<p class='quiet counts'>Nothing is indexed yet</p>")
        show_first_steps()
        return
    except UserError as error:
        show_unusable(error)
        return
    manifest = engine.index.manifest
    counts.html(
        f"<p class='quiet counts'>{count(manifest.passages, 'passage')} from "
        f"{count(manifest.articles, 'article')} · index built {ago(manifest.built)}</p>"
    )
    filters(engine, asked)
    offer_update(engine)
    if asked.question.strip():
        show_answer(engine, asked)
    else:
        show_welcome(engine, asked)


def show_first_steps() -> None:
    """What to do where nothing was built: the command, or a button that builds the samples."""
    if not may("update"):
        notice("There is nothing to search yet.", "Its curators have not built the index.")
        return
    notice(
        "There is nothing to search yet.",
        "Add your own articles with `wellread add FOLDER`, then run `wellread build`.",
    )
    st.html("<p>Or begin with the fifty sample articles that come with Wellread.</p>")
    if st.button("Build the sample collection", type="primary"):
        start_build(find_home(), samples=True)
    show_build(find_home())


def show_unusable(error: UserError) -> None:
    """Why the index can't be searched, and the button that makes it anew from the collection."""
    show_user_error(error)
    if not may("update"):
        return
    home = find_home()
    if builder_of(home).state.stage != "running" and st.button("Make the index anew"):
        start_build(home)
    show_build(home)


def show_answer(engine: SearchEngine, asked: Asked) -> None:
    """Help lines where the question calls for them, then what was found."""
    with st.spinner("Looking through the articles …"):
        answer = search(engine, asked)
    count_once(asked.question, found=bool(answer.hits))
    if answer.crisis:
        with st.container(key="crisis"):
            show_help("crisis")
    for note in answer.notes:
        st.html(f"<p class='quiet note'>{escape(note)}</p>")
    show_question(answer, asked)
    near = [hit for hit in answer.hits if hit.relation != "weak"]
    loose = [hit for hit in answer.hits if hit.relation == "weak"]
    unseen = "" if near else " unseen"  # what stands below says it to the eye
    st.html(f"<p class='live{unseen}' data-say>{live_line(answer, near)}</p>")
    for hit in near:
        show_hit(hit, answer.searched_for, engine.index)
    if not answer.hits:
        found = partial(count_hits, engine)
        show_nothing(engine, asked, found, below_help=answer.crisis is not None)
    elif loose:
        lead = (
            "These are only loosely related"
            if near
            else "No close match. These are only loosely related:"
        )
        with st.expander(f"{lead} ({len(loose)})" if near else lead, key="loose"):
            for hit in loose:
                show_hit(hit, answer.searched_for, engine.index)
    serve_buttons()
    if len(answer.hits) == asked.count < MOST:
        more = replace(asked, count=asked.count + STEP)
        st.button("Show more passages", on_click=ask, args=(more,))


def count_hits(engine: SearchEngine, asked: Asked) -> int:
    """How many passages answer what might be asked instead."""
    return len(search(engine, asked).hits)


def search(engine: SearchEngine, asked: Asked) -> Answer:
    """The engine's answer; the help lines are chosen when they are shown."""
    return engine.search(
        asked.question,
        mode=asked.mode,
        where=asked.where,
        count=asked.count,
        per_article=1 if asked.one_each else 2,
        country=st.session_state.get(COUNTRY, ""),
        exact_words=asked.exact_words,
    )


def show_question(answer: Answer, asked: Asked) -> None:
    """What was asked, where the box cuts it off; or what was searched for instead.

    Where a word seemed mistyped, there is a way to search for what was typed.
    """
    if not answer.corrected:
        if shown := in_full_html(asked.question):
            st.html(shown)
        return
    with st.container(key="correction"):
        st.html(
            f"<p class='quiet'>Showing results for <strong>{escape(answer.corrected)}</strong>, "
            f"where you typed <q>{escape(answer.query.text)}</q></p>"
        )  # the button's label is Markdown, so nothing that was typed goes there
        exactly = replace(asked, exact_words=True)
        st.button("Search instead for what I typed", key="exactly", on_click=ask, args=(exactly,))


def live_line(answer: Answer, near: list[Hit]) -> str:
    """What was found, in one line.

    It counts what is shown at once; loosely related passages are folded away.
    """
    if not answer.hits:
        return "Nothing relevant found"
    if not near:
        return "No close match"
    articles = len({hit.article.id for hit in near})
    found = f"{count(len(near), 'passage')} from {count(articles, 'article')}"
    return f"{found}, {answer.took_ms / 1000:.2f} s"


def show_hit(hit: Hit, question: str, index: Index) -> None:
    """One card: the passage, the ways to read on, to cite and to keep it, the small print."""
    with st.container(key=f"hit-{hit.rank}"):
        st.html(card_html(hit, question, index.words.terms))
        with st.container(key=f"actions-{hit.rank}", horizontal=True, vertical_alignment="center"):
            st.html(open_link(hit), width="content")
            st.page_link(
                "page/article.py",
                label="Read in context",
                query_params={"id": hit.article.id, "passage": str(hit.passage.ordinal)},
            )
        st.html(hit_buttons(hit, index.passages))
        show_alike(index, hit.passage.id)
        st.html(fine_print(hit))


show_page(show)
