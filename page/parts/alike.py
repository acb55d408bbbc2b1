"""More like this, folded: nothing is worked out until it is opened."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import streamlit as st

from index.away import VectorsAwayError

if TYPE_CHECKING:
    from index.opened import Index
    from search.similar import Neighbour

COUNT = 5
NEARNESS = {"strong": "very near", "related": "near", "weak": "loosely related"}


def show_alike(index: Index, place: str) -> None:
    """The articles nearest to an article or to one of its passages, in a fold.

    `place` is an article's id or a passage's. No model is needed.
    """
    with st.expander("More like this", key=f"alike-{place}", on_change="rerun") as fold:
        if fold.open:
            from search.similar import similar

            try:
                st.html(alike_html(similar(index, place, count=COUNT).neighbours))
            except VectorsAwayError:
                st.html("<p class='quiet'>It can't be told for now. Try it again later.</p>")


def alike_html(neighbours: tuple[Neighbour, ...]) -> str:
    """The neighbours as a list, the nearest first; a sentence where nothing is near."""
    if not neighbours:
        return "<p class='quiet'>Nothing in this collection is near it.</p>"
    return f"<ul class='newest alike'>{''.join(map(neighbour_html, neighbours))}</ul>"


def neighbour_html(neighbour: Neighbour) -> str:
    """One article: its title leads to its nearest passage."""
    article = neighbour.article
    address = f"article?id={quote(article.id, safe='')}&amp;passage={neighbour.passage.ordinal}"
    about = f"{article.site or 'no site given'} · {NEARNESS[neighbour.relation]}"
    language = f" lang='{escape(article.language)}'" if article.language else ""
    return (
        f"<li><a href='{address}' target='_self'{language}>{escape(article.title)}</a> "
        f"<span class='quiet'>{escape(about)}</span></li>"
    )
