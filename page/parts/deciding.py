"""Deciding about lines on the page: what a press stores, and the update that it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from corpus.clean.decision import Decision
from corpus.clean.rulings import Ruling
from corpus.collection import Collection
from corpus.curating import store_rulings, take_back
from corpus.home import find_home
from page.parts.account import account
from page.parts.building import builder_of, pending_line, show_build, start_build, watch
from page.parts.engine import pending
from page.parts.lines import Line, lines_of, waiting_line
from page.parts.presses import listen
from page.parts.trouble import calmly
from page.parts.visiting import may, require

if TYPE_CHECKING:
    from search.engine import SearchEngine

PRESSED, UPDATED = "presses", "updated_here"  # where the session keeps what was done


def show_account(engine: SearchEngine, article_id: str, decisions: Sequence[Decision]) -> None:
    """The account, with buttons beside its lines, and the update that they would cause."""
    home = find_home()
    if not may("rule"):
        st.html(account(lines_of(article_id, decisions, None)))
        return
    lines = lines_of(article_id, decisions, rulings_now(home, article_id))
    st.html(account(lines))
    listen(key=PRESSED, on_pressed_change=lambda: take_press(home, article_id, decisions))
    show_update(home, engine, lines)


def rulings_now(home: Path, article_id: str) -> tuple[Ruling, ...] | None:
    """What is stored on an article's lines; None where the collection has no such article."""
    if not (home / "collection" / "collection.sqlite").is_file():
        return None
    with Collection.open(home) as collection:
        entry = collection.find(id=article_id)
    return entry.rulings if entry else None


def take_press(home: Path, article_id: str, decisions: Sequence[Decision]) -> None:
    """Store what was pressed in the browser, or show why that failed."""
    pressed = st.session_state[PRESSED].pressed
    if isinstance(pressed, dict):
        with calmly():
            decide(home, article_id, decisions, pressed.get("line"), pressed.get("press"))


def decide(
    home: Path, article_id: str, decisions: Sequence[Decision], name: object, press: object
) -> None:
    """Rule on the line of some name, or take that back; what is not offered is passed over.

    The name and the press come from a browser: they are looked up, never used as they are.

    Raises:
        NotAllowedError: who asks may not decide.
    """
    require("rule")
    for line in lines_of(article_id, decisions, rulings_now(home, article_id)):
        if line.name != name or press not in line.offers:
            continue
        ruling = Ruling(article_id, line.decision.unit.text, "drop" if press == "drop" else "keep")
        with Collection.open(home) as collection:
            if press == "undo":
                take_back(collection, [ruling])
            else:
                store_rulings(collection, [ruling])
        return


def show_update(home: Path, engine: SearchEngine, lines: Sequence[Line]) -> None:
    """The decisions that wait with the button for it, a running build, or what the last one did."""
    if builder_of(home).state.stage == "running":
        watch(home)
        return
    plan = pending(home, engine)
    if (said := waiting_line(lines)) and plan is not None:
        with st.container(key="waiting", horizontal=True, vertical_alignment="center"):
            st.html(f"<p data-say>{escape(said)}<br><span>{pending_line(plan)}.</span></p>")
            if st.button("Update now", key="update", type="primary"):
                start_build(home)
                st.session_state[UPDATED] = True
                st.rerun()
    elif st.session_state.get(UPDATED):
        show_build(home)
