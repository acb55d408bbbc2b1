"""Library: what is in the collection, the state of the index, adding, removing and updating."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from corpus.collection import Collection
from corpus.errors import RefusedSourceError, UserError
from corpus.home import find_home
from corpus.intake import Outcome, add_bytes
from corpus.readers.formats import Read, format_of
from corpus.readers.isolated import IsolatedReader
from page.parts.building import builder_of, pending_line, show_build, start_build
from page.parts.engine import open_engine, pending
from page.parts.frame import show_page
from page.parts.reviewing import reviews_now
from page.parts.scripts import UPLOADER, run_script
from page.parts.shelf import (
    SHOWN,
    Row,
    matching,
    outcomes_html,
    review_html,
    rows_of,
    shelf_html,
    status_html,
)
from page.parts.trouble import notice

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from search.engine import SearchEngine

TYPES = ["html", "htm", "md", "txt"]
OUTCOMES, ROUND = "outcomes", "upload_round"  # where the session keeps what an upload did


def show() -> None:
    """The whole page."""
    st.html("<h1>Library</h1>")
    home = find_home()
    try:
        engine: SearchEngine | None = open_engine()
    except UserError as error:
        notice(error.message, error.hint)
        engine = None
    show_index(engine)
    show_adding()
    with Collection.open(home) as collection:
        rows = rows_of(collection.entries(), engine)
    show_shelf(rows)


def show_index(engine: SearchEngine | None) -> None:
    """What is published, what an update would bring, and the build that is running."""
    home = find_home()
    st.html("<h2>Index</h2>" + (status_html(engine.index.manifest) if engine else ""))
    if engine and (noted := review_html(engine.index.passages.noted(reviews_now(home)))):
        st.html(noted)
    plan = pending(home, engine)
    running = builder_of(home).state.stage == "running"
    if plan and not plan.is_empty:
        st.html(f"<p role='status'>{pending_line(plan)}</p>")
    if st.button("Update the index", type="primary", disabled=running or plan is None):
        start_build(home)
        st.rerun()
    show_build(home)


def show_adding() -> None:
    """Upload of several files, and what became of each."""
    st.html("<h2>Add articles</h2>")
    number = st.session_state.get(ROUND, 0)  # another key empties the uploader
    files = st.file_uploader(
        "Saved pages or texts (HTML, Markdown or plain text)",
        type=TYPES,
        accept_multiple_files=True,
        key=f"files-{number}",
    )
    run_script(UPLOADER, anew=number)
    if st.button("Add to the collection", disabled=not files):
        st.session_state[OUTCOMES] = add_uploads(files)
        st.session_state[ROUND] = number + 1
        st.rerun()
    if outcomes := st.session_state.get(OUTCOMES):
        st.html(outcomes_html(outcomes))


def add_uploads(files: list[UploadedFile]) -> list[Outcome]:
    """Add each file, or say why not."""
    with Collection.open(find_home()) as collection, IsolatedReader() as reader:
        return [
            add_upload(collection, file.name, file.getvalue(), read=reader.read) for file in files
        ]


def add_upload(collection: Collection, stated: str, data: bytes, *, read: Read) -> Outcome:
    """Add one file under the last part of its name; no folder of the visitor's is kept."""
    name = PurePath(stated.replace("\\", "/")).name or "upload"
    try:
        form = format_of(name)
    except RefusedSourceError as refusal:
        return Outcome(name, "refused", "", str(refusal))
    place = f"upload:{name}"
    return add_bytes(collection, data, source=place, name=name, format=form, read=read)


def show_shelf(rows: list[Row]) -> None:
    """The articles, those that match what is typed; and the way to take one out."""
    st.html("<h2>Articles</h2>")
    if not rows:
        st.html("<p class='quiet'>The collection is empty.</p>")
        return
    wanted = st.text_input("Find by title, site or id", key="wanted") if len(rows) > 10 else ""
    found = matching(rows, wanted)
    st.html(shelf_html(found[:SHOWN], total=len(found)))
    with st.expander("Remove an article", key="remove"):
        chosen = st.selectbox(
            "Article",
            [row.id for row in rows],
            index=None,
            format_func={row.id: f"{row.title} ({row.id})" for row in rows}.__getitem__,
            placeholder="Choose one",
        )
        st.html("<p class='quiet'>It is gone from the search after the next update.</p>")
        if st.button("Remove it from the collection", disabled=chosen is None) and chosen:
            with Collection.open(find_home()) as collection:
                collection.remove(chosen)
            st.session_state[OUTCOMES] = [Outcome(chosen, "removed", chosen, "")]
            st.rerun()


show_page(show)
