"""One search engine for all visitors, exchanged when another index is published."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from corpus.collection import Collection
from corpus.errors import UserError
from corpus.home import find_home
from page.parts.trouble import log_bug

if TYPE_CHECKING:  # they import faiss, which is to happen after the first paint
    from index.encoder import Encoder
    from index.plan import Plan
    from index.publish import Pointer
    from search.engine import SearchEngine


class Opened(NamedTuple):
    """An engine, and what was published when it was opened: a damaged build is not what answers."""

    engine: SearchEngine
    current: Pointer | None
    home: Path


def still_current(opened: Opened) -> bool:
    """Whether nothing else was published since."""
    from index.opened import current_build

    return current_build(opened.home) == opened.current


@st.cache_resource(validate=still_current, show_spinner=False, max_entries=2)
def open_once(home: Path) -> Opened:
    """The engine of a home; its encoder begins to wake up in a thread of its own.

    Raises:
        UserError: there is no index, or none that can be trusted.
    """
    from index.opened import current_build
    from search.engine import SearchEngine

    current = current_build(home)
    engine = SearchEngine.open(home)
    if engine.encoder:
        threading.Thread(target=warm, args=(engine.encoder,), daemon=True).start()
    return Opened(engine, current, home)


def open_engine() -> SearchEngine:
    """The engine of this machine's home.

    Raises:
        UserError: there is no index, or none that can be trusted.
    """
    return open_once(find_home()).engine


def warm(encoder: Encoder) -> None:
    """Load the encoder's model, so that the first question does not wait for it."""
    in_time(lambda: encoder.encode_query("warm"))


def in_time(prepare: Callable[[], object]) -> None:
    """Do early what a visitor would wait for; where it fails, the visitor meets the same."""
    try:
        prepare()
    except UserError:  # and is shown why, or answered by words
        return
    except Exception as error:  # a bug: shown, too
        log_bug(error)


def pending(home: Path, engine: SearchEngine | None) -> Plan | None:
    """What the collection has that the index lacks; None where there is no collection."""
    catalogue = home / "collection" / "collection.sqlite"
    if not catalogue.is_file():
        return None
    return plan_once(home, engine.index.pointer.name if engine else "", stamp(catalogue), engine)


def stamp(catalogue: Path) -> tuple[int, ...]:
    """What changes whenever the catalogue is written; the newest writes lie in its "-wal" file."""
    files = (catalogue, catalogue.with_name(f"{catalogue.name}-wal"))
    stats = [file.stat() for file in files if file.is_file()]
    return tuple(number for stat in stats for number in (stat.st_mtime_ns, stat.st_size))


@st.cache_data(show_spinner=False, max_entries=4)
def plan_once(
    home: Path, build: str, written: tuple[int, ...], _engine: SearchEngine | None
) -> Plan:
    """The plan for a state of the catalogue (`written`) and a build."""
    from index.build import plan_for

    with Collection.open(home) as collection:
        return plan_for(collection.entries(), _engine.index if _engine else None)
