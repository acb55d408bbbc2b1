"""Adding on the page: several files, an archive of them, or a pasted text; with a look before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import streamlit as st

from corpus.archived import LIMITS
from corpus.collection import Collection
from corpus.errors import UserError
from corpus.home import find_home
from corpus.intake import Outcome, add_received
from corpus.pasted import Pasted, received
from corpus.preview import Preview, preview
from corpus.readers.formats import MAX_BYTES, Read
from corpus.readers.isolated import IsolatedReader
from corpus.received import Received
from corpus.uploads import uploaded
from page.parts.preview_html import outcomes_html, previews_html, reading_html
from page.parts.scripts import UPLOADER, run_script
from page.parts.trouble import notice
from page.parts.visiting import require

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

TYPES = ["html", "htm", "md", "txt", "pdf", "docx", "epub", "zip", "tar", "tgz", "gz"]
LOOKED_AT = 50  # sources of one preview
OUTCOMES, LOOK, ROUND = "outcomes", "look", "adding_round"  # where the session keeps what was done
LOOK_LABEL, ADD_LABEL = "See what cleaning will do", "Add to the collection"
FIELDS = {  # of a pasted text, with what stands in the empty box
    "title": "",
    "author": "",
    "site": "Who published it",
    "url": "https://…",
    "published": "2026-03-19, 2026-03 or 2026",
    "licence": "CC BY 4.0",
}
LABELS = {"url": "Web address", "published": "Date", "licence": "Licence"}
Done = TypeVar("Done")
Sources = Callable[[], Iterable[Received]]


class Look(NamedTuple):
    """A preview, and what it was of."""

    of: tuple[str, ...]
    previews: tuple[Preview, ...]
    more: bool  # there was more than is looked at


def show_adding() -> None:
    """Both ways to add, and what became of what was added."""
    st.html("<h2>Add articles</h2>")
    upload, paste = st.tabs(["Upload files", "Paste a text"])
    with upload:
        show_upload()
    with paste:
        show_paste()
    if outcomes := st.session_state.get(OUTCOMES):
        st.html(outcomes_html(outcomes))


def show_upload() -> None:
    """The place for files, what it takes, and the two buttons."""
    number = st.session_state.get(ROUND, 0)  # another key empties the uploader
    files = st.file_uploader(
        "Saved pages, texts or documents, or a zip or tar of them",
        type=TYPES,
        accept_multiple_files=True,
        key=f"files-{number}",
    )
    run_script(UPLOADER, anew=number)
    st.html(
        "<p class='quiet'>HTML, Markdown, plain text, PDF, Word (.docx) or EPUB, up to "
        f"{MAX_BYTES / 1e6:.0f} MB each. A zip or tar: {LIMITS}. What is no article is left "
        "out, and you are told why.</p>"
    )
    look, add = two_buttons(st.button, disabled=not files)
    take(look, add, of=tuple(file.file_id for file in files), sources=lambda: received_from(files))


def received_from(files: list[UploadedFile]) -> Iterator[Received]:
    """What is in the uploads, one source after the other."""
    for file in files:
        yield from uploaded(file.name, file.getvalue())


def show_paste() -> None:
    """The place for a text with what is known of it, and the two buttons."""
    number = st.session_state.get(ROUND, 0)
    with st.form(f"paste-{number}", border=False):
        text = st.text_area("The article's text", height=220, key=f"text-{number}")
        st.html(
            "<p class='quiet'>What you leave empty is shown as not given; nothing is guessed.</p>"
        )
        columns = st.columns(2)
        given = {
            name: columns[place % 2].text_input(
                LABELS.get(name, name.capitalize()), placeholder=empty, key=f"{name}-{number}"
            )
            for place, (name, empty) in enumerate(FIELDS.items())
        }
        look, add = two_buttons(st.form_submit_button)
    pasted = Pasted(text=text, **given)
    try:
        take(look, add, of=("pasted", *given.values(), text), sources=lambda: [received(pasted)])
    except UserError as error:
        notice(error.message, error.hint)


def two_buttons(button: Callable[..., bool], *, disabled: bool = False) -> tuple[bool, bool]:
    """The way to look first, and the way to add; whether each was pressed."""
    with st.container(horizontal=True, gap="small"):
        look = button(LOOK_LABEL, disabled=disabled)
        add = button(ADD_LABEL, disabled=disabled, type="primary")
    return look, add


def take(look: bool, add: bool, *, of: tuple[str, ...], sources: Sources) -> None:
    """Do what was pressed, and show the preview while it is still of what is there.

    Raises:
        UserError: a source can't be what it is said to be, the collection can't be written, or
            who asks may not add.
    """
    if look:
        st.session_state.pop(OUTCOMES, None)
        st.session_state[LOOK] = look_at(of, sources())
    if add:
        st.session_state[OUTCOMES] = add_all(sources())
        st.session_state.pop(LOOK, None)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.rerun()
    seen: Look | None = st.session_state.get(LOOK)
    if seen and seen.of == of:
        more = f" These are the first {LOOKED_AT}; there is more." if seen.more else ""
        st.html(f"<h3>What cleaning will do</h3>{previews_html(seen.previews)}")
        st.html(
            "<p class='quiet'>Lines that a site repeats on its other pages may go, too, once "
            f"Wellread knows those pages.{more}</p>"
        )


def look_at(of: tuple[str, ...], sources: Iterable[Received]) -> Look:
    """The first sources as adding would read them; nothing is written.

    Raises:
        NotAllowedError: who asks may not add; looking takes as much work.
    """
    require("add")
    found = each_read(islice(sources, LOOKED_AT + 1), preview)
    return Look(of, tuple(found[:LOOKED_AT]), len(found) > LOOKED_AT)


def add_all(sources: Iterable[Received]) -> list[Outcome]:
    """Add each source, or say why not.

    Raises:
        NotAllowedError: who asks may not add.
    """
    require("add")
    return each_read(sources, add_received)


def each_read(sources: Iterable[Received], do: Callable[..., Done]) -> list[Done]:
    """Do something with each source, while the page tells how far it is."""
    place = st.empty()
    results: list[Done] = []
    with Collection.open(find_home()) as collection, IsolatedReader() as reader:
        read: Read = reader.read
        for source in sources:
            place.html(reading_html(len(results), source.name))
            results.append(do(collection, source, read=read))
    place.empty()
    return results
