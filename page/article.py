"""Article: the passage in its place, where each field came from, and what cleaning removed."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.article import Article, Passage
from corpus.errors import NoSuchArticleError, UserError
from index.variants import same_as
from page.parts.account import counts_table
from page.parts.alike import show_alike
from page.parts.asking import KEPT, address_of
from page.parts.cards import source_line
from page.parts.deciding import show_account
from page.parts.engine import open_engine
from page.parts.frame import CURATING, show_page
from page.parts.keeping import article_buttons, serve_buttons
from page.parts.overview import contents_html, glance_html
from page.parts.phrases import cut, day, host_of
from page.parts.prose import Mark, title_html, whole_prose
from page.parts.reviewing import show_review
from page.parts.scripts import SCROLL_TO_PLACE, run_script
from page.parts.trouble import notice, show_user_error
from page.parts.variants import elsewhere_html

if TYPE_CHECKING:
    from corpus.prepare import Prepared
    from search.engine import SearchEngine

FIELDS = ("title", "author", "site", "url", "published", "modified", "licence", "language")
TAB = 80  # characters of a title that the browser's tab and history have
NAMES = {"url": "Address", "modified": "Last reviewed", "licence": "Licence"}


def show() -> None:
    """The article that the address names."""
    article_id = st.query_params.get("id", "")
    way_back()
    if not article_id:
        st.html("<h1>Article</h1>")
        notice("No article is named.", "Choose one from a search, or from the Library.")
        return
    try:
        engine = open_engine()
        prepared = engine.index.passages.prepared(article_id)
    except NoSuchArticleError as error:
        st.html("<h1>Article</h1>")
        others = "It may have been taken out. Search for it, or look in the Library."
        notice(error.message, error.hint if error.near else others)
        return
    except UserError as error:  # the page has a heading, whatever it can't show
        st.html("<h1>Article</h1>")
        show_user_error(error)
        return
    show_article(engine, prepared)


def show_article(engine: SearchEngine, prepared: Prepared) -> None:
    """Where it is from, its text or what cleaning removed of it, and what is near."""
    article = prepared.article
    st.set_page_config(page_title=f"{cut(article.title, TAB)} · Wellread")
    passage = named_passage(engine, article)
    language = f" lang='{escape(article.language)}'" if article.language else ""
    st.html(
        f"<h1{language}>{title_html(article.title)}</h1><p class='quiet'>{source_line(article)}</p>"
        f"{glance_html(article, prepared.decisions)}"
    )
    show_source_link(article)
    if elsewhere := elsewhere_html(same_as(engine.index.passages, article.id)):
        st.html(elsewhere)
    st.html(article_buttons(article, passage))
    serve_buttons()
    show_review(prepared)
    if st.toggle("Show what cleaning removed", key="removed"):
        st.html("<h2>What cleaning removed</h2>" + counts_table(prepared.decisions))
        show_account(engine, article.id, prepared.decisions)
    else:
        if contents := contents_html(article, folded=passage is not None):
            st.html(contents)
        show_text(article, passage, language)
    show_alike(engine.index, passage.id if passage else article.id)
    st.html(f"<h2>Where each detail came from</h2>{origins_table(article)}")


def way_back() -> None:
    """A link to the search that led here, when there was one in this visit."""
    asked = st.session_state.get(KEPT)
    if not asked or not asked.question:
        return
    with st.container(key="back"):
        st.page_link("page/search.py", label="Back to the results", query_params=address_of(asked))


def show_source_link(article: Article) -> None:
    """The source's own page, with its host."""
    host = host_of(article.url)
    if host:
        st.html(
            f"<p class='open'><a href='{escape(article.url)}' target='_blank' "
            f"rel='noopener noreferrer'>Read it at its source"
            f"<span class='host'> {escape(host)}</span></a></p>"
        )


def show_text(article: Article, passage: Passage | None, language: str) -> None:
    """The text; the passage that the address names is set off and scrolled to, or a part is."""
    marks = [Mark(passage.start, passage.end, "found")] if passage else []
    st.html(f"<div class='prose'{language}>{whole_prose(article, marks)}</div>")
    run_script(SCROLL_TO_PLACE)


def named_passage(engine: SearchEngine, article: Article) -> Passage | None:
    """The passage that the address names; None where it names none, or none that is there."""
    stated = st.query_params.get("passage", "")
    if not re.fullmatch(r"[0-9]{1,9}", stated):
        return None
    located = engine.index.passages.passages_of(article.id)
    return located[int(stated)].passage if int(stated) < len(located) else None


def origins_table(article: Article) -> str:
    """Each field, its value, and where it was read; what is not stated is said to be missing."""
    rows = []
    for field in FIELDS:
        value = getattr(article, field)
        shown = day(value) if field in ("published", "modified") else value
        origin = article.origins.get(field, "") if value else ""
        name = NAMES.get(field, field.capitalize())
        rows.append(
            f"<tr><th scope='row'>{name}</th><td>{escape(shown) or 'not given'}</td>"
            f"<td>{escape(origin) or '–'}</td></tr>"
        )
    for name, value in (("Added", day(article.retrieved)), ("In the collection as", article.id)):
        rows.append(
            f"<tr><th scope='row'>{name}</th><td>{escape(value)}</td><td>Wellread</td></tr>"
        )
    columns = ("Detail", "Stated", "Read in")
    names = "".join(f"<th scope='col'>{name}</th>" for name in columns)
    head = f"<thead><tr>{names}</tr></thead>"
    return f"<table class='origins'>{head}<tbody>{''.join(rows)}</tbody></table>"


show_page(show, CURATING)
