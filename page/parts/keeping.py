"""Cite and Save beside a passage, and what this browser keeps."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import streamlit as st

from corpus.article import Article, Passage
from index.passages import Passages
from search.citing.formats import FORMATS, cite
from search.citing.reference import Reference, quote_from, quote_of, reference_of
from search.citing.saved import MAX_TITLE, digest_of
from search.excerpt import Excerpt
from search.hit import Hit

SCRIPT = Path(__file__).parents[1] / "keeping.js"
SAVED = "saved-here"  # where the session hears what this browser keeps
LIVE = "<p role='status' class='said'></p>"
UNSEEN = ".said { position: absolute; width: 1px; height: 1px; overflow: hidden; margin: 0; }"
keeper = st.components.v2.component(
    "wellread_keeping", html=LIVE, css=UNSEEN, js=SCRIPT.read_text("utf-8")
)


def serve_buttons() -> None:
    """Have this page's buttons copy and save; nothing saved is told to this machine."""
    keeper(key="keeping", data={"tell": False})


def hear_saved() -> str | None:
    """What this browser keeps, as it stands in its storage: any text, so never to be trusted.

    None until the browser has answered, '' where it lets no page keep anything.
    """
    before = st.session_state.get(SAVED)
    heard = before.get("saved") if before else None
    found = keeper(key=SAVED, data={"tell": True, "heard": heard}, on_saved_change=lambda: None)
    return found.saved if isinstance(found.saved, str) else None


def hit_buttons(hit: Hit, passages: Passages) -> str:
    """Cite and Save for one result, with as much of it as may be shown."""
    quote = quote_from(hit.article, Excerpt(hit.passage, hit.best_sentence, hit.notice))
    whole = hit.passage
    if hit.notice:  # what is saved is the passage itself, of which less is shown
        whole = passages.passages_of(hit.article.id)[whole.ordinal].passage
    return buttons(cite_html(reference_of(hit.article, [quote])), save_html(hit.article, whole))


def article_buttons(article: Article, passage: Passage | None) -> str:
    """Cite for an article, or Cite and Save for the passage of it that is named."""
    if passage is None:
        return buttons(cite_html(reference_of(article)))
    return passage_buttons(article, passage, save_html(article, passage))


def passage_buttons(article: Article, passage: Passage, *others: str) -> str:
    """Cite for a passage, and other buttons beside it."""
    return buttons(cite_html(reference_of(article, [quote_of(article, passage)])), *others)


def buttons(*parts: str) -> str:
    """The row that they stand in."""
    return f"<div class='keep'>{''.join(parts)}</div>"


def cite_html(reference: Reference) -> str:
    """Every format, folded, with a button each that copies it."""
    return (
        "<details class='cite'><summary>Cite</summary>"
        f"<ul>{''.join(ways_html(reference))}</ul></details>"
    )


def ways_html(reference: Reference) -> Iterator[str]:
    """Each format that there is something to say in; the first one is open."""
    for name, way in FORMATS.items():
        if text := cite(reference, name).rstrip("\r\n"):
            opened = " open" if name == next(iter(FORMATS)) else ""
            yield (
                f"<li><button type='button' data-copy='{way.label}' "
                f"aria-label='Copy {way.label}'>Copy</button>"
                f"<details{opened}><summary>{way.label}</summary>"
                f"<pre>{escape(text)}</pre></details></li>"
            )


def save_html(article: Article, passage: Passage) -> str:
    """The button that saves a passage; the browser knows whether it is saved already."""
    return (
        f"<button type='button' class='save' data-save='{escape(passage.id)}' "
        f"data-title='{escape(article.title[:MAX_TITLE])}' "
        f"data-digest='{digest_of(passage)}'>Save</button>"
    )
