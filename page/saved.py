"""Saved: the passages that this browser keeps, and files of them to take along."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote as encoded

import streamlit as st

from corpus.sentences import sentences_in
from page.parts.cards import source_line
from page.parts.engine import open_engine
from page.parts.frame import show_page
from page.parts.keeping import hear_saved, passage_buttons
from page.parts.phrases import count, day, host_of
from page.parts.prose import prose
from page.parts.trouble import notice
from search.citing.formats import FILES
from search.citing.reference import Reference, quote_of
from search.citing.saved import MOST, Kept, Lost, find_saved, read_saved, references_to
from search.excerpt import excerpt_of

if TYPE_CHECKING:
    from search.engine import SearchEngine

PRIVATE = (
    "Kept in this browser only, without the questions that found them. Clearing the browser's "
    "data for this address removes them."
)
REMOVE_ALL = (
    "<details class='all'><summary>Remove all</summary><p>This can't be undone. "
    "<button type='button' data-remove-all>Remove everything that is saved</button></p></details>"
)
REASONS = {
    "gone": "Its article is no longer in the collection.",
    "changed": "Its article no longer says this: the text changed since you saved it.",
}


def show() -> None:
    """What this browser keeps, as the index has it now."""
    st.html(f"<h1>Saved passages</h1><p class='quiet'>{PRIVATE}</p>")
    engine = open_engine()
    heard = hear_saved()
    if heard is None:
        st.html("<p class='quiet'>Asking this browser …</p>")
    elif not heard:
        notice(
            "This browser lets no page keep anything.",
            "Saving needs its site data to be allowed; a private window may forbid it.",
        )
    else:
        show_saved(engine, heard)


def show_saved(engine: SearchEngine, heard: str) -> None:
    """The saved passages, newest first; what can't be shown is told."""
    told = read_saved(heard)
    kept, lost = find_saved(engine.index.passages, reversed(told.saved))
    if told.unreadable:
        notice(f"{count(told.unreadable, 'saved line')} can't be read, and may not be Wellread's.")
    if not told.saved:
        st.html(
            "<div class='nothing'><h2>Nothing is saved yet</h2>"
            "<p><em>Save</em> beside a passage keeps it here, for later or to take along.</p></div>"
        )
    with st.container(key="passages"):  # one place, so that what is below it stays as it is
        if kept:
            show_files(references_to(kept), len(kept), len(lost))
        show_lost(lost)
        for number, each in enumerate(kept):
            show_kept(number, each)
    if told.saved or told.unreadable:
        st.html(REMOVE_ALL)


def show_files(references: Sequence[Reference], number: int, missing: int) -> None:
    """A button for each kind of file; they are made in memory and stored nowhere."""
    without = f", without the {missing} that can't be shown" if missing else ""
    room = f" A browser keeps {MOST} at most." if number + missing >= MOST else ""
    st.html(
        f"<p data-say>{count(number, 'passage')} from {count(len(references), 'article')}."
        f"{room} Take them along{without}, as</p>"
    )
    with st.container(key="files", horizontal=True, gap="small"):
        for file in FILES:
            st.download_button(
                file.label,
                data=file.write(references),
                file_name=f"wellread-saved.{file.ending}",
                mime=file.kind,
                key=f"file-{file.ending}",
                on_click="ignore",
            )


def show_lost(lost: Sequence[Lost]) -> None:
    """Saved passages that are no longer there, each with the reason."""
    if not lost:
        return
    rows = "".join(
        f"<li><p><strong>{escape(each.saved.title) or 'Untitled'}</strong>{article_link(each)}<br>"
        f"<span class='quiet'>{REASONS[each.why]} {saved_on(each.saved.day)}</span></p>"
        f"{remove_html(each.saved.id, each.saved.title)}</li>"
        for each in lost
    )
    st.html(
        f"<section class='lost'><h2>{count(len(lost), 'passage')} can't be shown</h2>"
        f"<ul>{rows}</ul></section>"
    )


def article_link(lost: Lost) -> str:
    """The way to the article as it is now, where it is still there."""
    if lost.why == "gone":
        return ""
    article_id = encoded(lost.saved.id.rpartition("#")[0], safe="")
    return f" <a href='article?id={article_id}' target='_self'>Read it as it is now</a>"


def show_kept(number: int, kept: Kept) -> None:
    """One card: the passage as the index has it, the ways to read on, to cite and to remove it."""
    article, passage = kept.located.article, kept.located.passage
    excerpt = excerpt_of(article, passage, sentences_in(article, passage)[0])
    shown = excerpt.passage
    language = f" lang='{escape(article.language)}'" if article.language else ""
    text = prose(article, start=shown.start, end=shown.end) if shown.text else ""
    withheld = f"<p class='quiet withheld'>{escape(excerpt.notice)}</p>" if excerpt.notice else ""
    with st.container(key=f"hit-saved-{number}"):
        st.html(
            f"<div class='hit'><h2{language}>{escape(article.title)}</h2>"
            f"<p class='quiet'>{source_line(article)}</p>"
            f"<div class='passage'{language}>{text}</div>{withheld}</div>"
        )
        with st.container(
            key=f"actions-saved-{number}", horizontal=True, vertical_alignment="center"
        ):
            st.html(source_link(kept), width="content")
            st.page_link(
                "page/article.py",
                label="Read in context",
                query_params={"id": article.id, "passage": str(passage.ordinal)},
            )
        remove = remove_html(kept.saved.id, article.title)
        st.html(passage_buttons(article, passage, remove))
        licence = escape(article.licence) if article.licence else "no licence given"
        st.html(
            f"<div class='fine'><p class='quiet'>Licence: {licence}</p>"
            f"<p class='quiet'>{saved_on(kept.saved.day)}</p></div>"
        )


def source_link(kept: Kept) -> str:
    """The link that opens the source at the passage; why there is none otherwise."""
    address = quote_of(kept.located.article, kept.located.passage).address
    if not address:
        return "<p class='quiet open'>The source gives no web address</p>"
    return (
        f"<p class='open'><a href='{escape(address)}' target='_blank' rel='noopener noreferrer'>"
        f"Open at this passage<span class='host'> {escape(host_of(address))}</span></a></p>"
    )


def saved_on(stated: str) -> str:
    """The day it was saved, in words."""
    return f"Saved on {escape(day(stated))}" if stated else ""


def remove_html(passage_id: str, title: str) -> str:
    """The button that removes a passage from what this browser keeps."""
    label = escape(f"Remove: {title}")
    return (
        f"<button type='button' data-remove='{escape(passage_id)}' "
        f"aria-label='{label}'>Remove</button>"
    )


show_page(show)
