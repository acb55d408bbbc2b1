"""Library: everything in the collection, the state of the index, adding, removing and updating."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from corpus.collection import Collection
from corpus.errors import UserError
from corpus.home import find_home
from page.parts.adding import show_adding
from page.parts.engine import open_engine, pending
from page.parts.frame import CURATING, show_page
from page.parts.growth import growth_html
from page.parts.map import show_map
from page.parts.removing import show_removing
from page.parts.reviewing import reviews_now
from page.parts.shelf import Row, known_of, rows_of
from page.parts.shelf_view import show_shelf
from page.parts.signing import show_standing
from page.parts.trouble import notice
from page.parts.updating import show_builds, show_index
from page.parts.visiting import may
from page.parts.wire import invite

if TYPE_CHECKING:
    from search.engine import SearchEngine


def show() -> None:
    """The whole page, in reading order."""
    st.html("<h1>Library</h1>")
    show_standing()
    home = find_home()
    engine = engine_or_notice()
    with Collection.open(home) as collection:
        entries = collection.entries()
    plan = pending(home, engine)
    noted = engine.index.passages.noted(reviews_now(home)) if engine else []
    show_index(engine, plan, noted)
    reviews = {each.id: "; ".join(each.reasons) for each in noted}
    rows = rows_of(entries, known_of(engine, plan, reviews))
    invite(may("add"))
    if may("add"):
        show_adding()
    show_articles(rows)
    if engine:
        show_map(engine)
    show_builds(engine)


def engine_or_notice() -> SearchEngine | None:
    """The engine; where there is none, what to do is shown."""
    try:
        return open_engine()
    except UserError as error:
        notice(error.message, error.hint)
        return None


def show_articles(rows: list[Row]) -> None:
    """The table, the way to take articles out, and how the collection grew."""
    st.html("<h2>Articles</h2>")
    if not rows:
        st.html("<p class='quiet'>The collection is empty.</p>")
        return
    show_shelf(rows)
    if may("remove"):
        show_removing(rows)
    st.html(f"<h2>Growth</h2>{growth_html(rows)}")


show_page(show, CURATING)
