"""Review on the page: why an article needs it, and the button that says it was looked at."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from corpus.collection import Collection
from corpus.home import find_home
from corpus.prepare import Prepared
from corpus.review_table import Review
from corpus.reviewing import all_reviews, review_of, store_review, undo_review
from page.parts.phrases import day
from page.parts.trouble import calmly
from page.parts.visiting import may, require


def show_review(prepared: Prepared) -> None:
    """Why the article needs review, or when it was looked at, with the button for the other.

    Nothing for most articles; no button where the collection has the article no more.
    """
    if not prepared.notes:
        return
    home, article_id = find_home(), prepared.article.id
    review = review_of(prepared, reviews_now(home))
    with st.container(key="review", horizontal=True, vertical_alignment="center"):
        st.html(f"<p class='quiet' role='note'>{escape(said(prepared, review))}</p>")
        if not may("review") or not is_collected(home, article_id):
            return
        if review:
            st.button("Undo the review", on_click=undo, args=(home, article_id))
        else:
            st.button("I have looked at it", on_click=store, args=(home, prepared))


def said(prepared: Prepared, review: Review | None) -> str:
    """The sentence about an article's review."""
    if review is None:
        return f"This article {prepared.review}."
    return f"Looked at on {day(review.made[:10])}: {'; '.join(review.reasons)}."


def reviews_now(home: Path) -> dict[str, Review]:
    """What the curator has looked at; nothing where there is no collection."""
    if not (home / "collection" / "collection.sqlite").is_file():
        return {}
    with Collection.open(home) as collection:
        return all_reviews(collection)


def is_collected(home: Path, article_id: str) -> bool:
    """Whether the collection has an article, not only the index."""
    if not (home / "collection" / "collection.sqlite").is_file():
        return False
    with Collection.open(home) as collection:
        return collection.find(id=article_id) is not None


def store(home: Path, prepared: Prepared) -> None:
    """Store what a press says, or show why that failed."""
    with calmly():
        require("review")
        with Collection.open(home) as collection:
            store_review(collection, prepared)


def undo(home: Path, article_id: str) -> None:
    """Take it back, or show why that failed."""
    with calmly():
        require("review")
        with Collection.open(home) as collection:
            undo_review(collection, article_id)
