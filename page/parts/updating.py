"""The index on the page: what changed, the update, the way back, and the builds so far."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from corpus.home import find_home
from page.parts.building import builder_of, pending_line, show_build, start_build
from page.parts.index_facts import (
    history_html,
    plan_html,
    reasons_html,
    review_html,
    status_html,
)
from page.parts.phrases import ago, count
from page.parts.trouble import calmly
from page.parts.visiting import may, require

if TYPE_CHECKING:
    from index.manifest import Manifest
    from index.passages import Noted
    from index.plan import Plan
    from search.engine import SearchEngine

ASKED, WENT = "rollback_asked", "rolled_back"  # where the session keeps what was pressed
NEWER = "Wellread is newer than the index. An update makes the index anew."
SHOWN = 10  # builds that are not folded away


def show_index(engine: SearchEngine | None, plan: Plan | None, noted: list[Noted]) -> None:
    """What is published, what an update would do, and the build that is running."""
    home = find_home()
    st.html("<h2>Index</h2>" + (status_html(engine.index.manifest) if engine else ""))
    if noted:
        st.html(review_html(noted))
    running = builder_of(home).state.stage == "running"
    if plan and not running and may("update"):
        show_plan(plan, engine)
    if may("update") and st.button(
        "Update the index", type="primary", disabled=running or plan is None
    ):
        st.session_state.pop(WENT, None)
        start_build(home)
        st.rerun()
    show_build(home)


def show_plan(plan: Plan, engine: SearchEngine | None) -> None:
    """What changed since the last build and why, and what an update would do about it."""
    if engine and not engine.index.manifest.recipe.is_todays:
        st.html(f"<p data-say>{NEWER}</p>")
    elif plan.is_empty:
        st.html("<p class='quiet'>Nothing has changed since the last build.</p>")
    if plan.is_empty:
        return
    st.html(
        "<h3>What changed since the last build</h3>"
        f"<p data-say>{pending_line(plan)}</p>{reasons_html(plan)}"
    )
    st.html(f"<p class='quiet'>An update would do this, and nothing else:</p>{plan_html(plan)}")


def show_builds(engine: SearchEngine | None) -> None:
    """The builds so far, and the way back to the one before."""
    from index.history import read_history
    from index.update import earlier_build

    home = find_home()
    st.html("<h2>Builds so far</h2>")
    if said := st.session_state.get(WENT):
        st.html(f"<p data-say>{said}</p>")
    earlier = earlier_build(home) if engine and may("roll back") else None
    if earlier and builder_of(home).state.stage != "running":
        show_way_back(home, earlier)
    found = read_history(home)
    st.html(history_html(found[:SHOWN]))
    if older := found[SHOWN:]:
        with st.expander(f"Older builds ({len(older)})", key="older-builds"):
            st.html(history_html(older))


def show_way_back(home: Path, earlier: Manifest) -> None:
    """The build before, and the button that makes it answer again; it asks first."""
    held = f"{count(earlier.articles, 'article')}, built {ago(earlier.built)}"
    if not st.session_state.get(ASKED):
        with st.container(key="way-back", horizontal=True, vertical_alignment="center"):
            st.html(f"<p>The build before this one is kept: {held}.</p>")
            st.button("Go back to it …", on_click=ask, args=(True,))
        return
    with st.container(key="confirm"):
        st.html(
            f"<p role='alert'>Search will answer from the build before: {held}. Your articles stay "
            "in the collection. Going back once more, or an update, undoes it.</p>"
        )
        with st.container(horizontal=True, gap="small"):
            st.button("Yes, go back", type="primary", on_click=turn, args=(home,))
            st.button("Leave it as it is", on_click=ask, args=(False,))


def ask(asked: bool) -> None:
    """Ask before going back, or don't."""
    st.session_state[ASKED] = asked
    st.session_state.pop(WENT, None)


def turn(home: Path) -> None:
    """Go back, or show why that failed."""
    from index.update import go_back

    st.session_state[ASKED] = False
    with calmly():
        require("roll back")
        go_back(home)
        st.session_state[WENT] = "The build before answers now."
