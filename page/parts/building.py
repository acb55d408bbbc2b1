"""How a build is begun, watched and told of, wherever on the page that is."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from page.parts.builder import Builder, State
from page.parts.engine import pending
from page.parts.phrases import count, span_of
from page.parts.trouble import calmly, notice
from page.parts.visiting import may, require

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.plan import Plan
    from search.engine import SearchEngine

STAGES = {
    "read": "Reading articles",
    "embed": "Encoding passages",
    "publish": "Checking the new index",
}
THINGS = {"read": "article", "embed": "passage"}


@st.cache_resource(show_spinner=False)
def builder_of(home: Path) -> Builder:
    """The one builder of a home, for all visitors."""
    return Builder(home)


def start_build(home: Path, *, samples: bool = False) -> None:
    """Begin a build, unless one is running.

    Raises:
        NotAllowedError: who asks may not update the index.
    """
    require("update")
    builder_of(home).start(samples=samples)


def cancel_build(home: Path) -> None:
    """Cancel a build, or show why that failed."""
    with calmly():
        require("cancel")
        builder_of(home).cancel()


def show_build(home: Path) -> None:
    """The progress of a running build, or how the last one ended; nothing where there was none."""
    state = builder_of(home).state
    if state.stage == "running":
        watch(home)
    elif state.stage in ("failed", "cancelled"):
        notice(state.message, state.hint)
    elif state.report:
        st.html(f"<p class='quiet' data-say>{report_line(state.report)}</p>")


@st.fragment(run_every="1s")
def watch(home: Path) -> None:
    """Redrawn every second while a build runs; then the whole page is, with what it did."""
    with calmly():
        state = builder_of(home).state
        if state.stage != "running":
            st.rerun()
        st.html(progress_html(state))
        if may("cancel"):
            st.button(
                "Cancel the update",
                key="cancel-build",
                on_click=cancel_build,
                args=(home,),
                disabled=state.stopping,
            )


def progress_html(state: State) -> str:
    """The stage, how far it is, how fast, and what is left."""
    progress = state.progress
    if state.stopping:
        return "<p class='quiet' data-say>Stopping …</p>"
    if progress is None:
        return "<p class='quiet'>Getting ready …</p>"
    thing = THINGS.get(progress.stage, "step")
    speed = state.speed
    left = span_of((progress.total - progress.done) / speed) if speed else ""
    pace = f" · {speed:,.0f} {thing}s/s" if speed >= 1 else ""
    pace += f" · {left} left" if left else ""
    stage = STAGES.get(progress.stage, progress.stage)
    return (
        f"<div class='progress'><progress aria-label='{stage}' value='{progress.done}' "
        f"max='{max(progress.total, 1)}'></progress><p class='quiet'>{stage}: {progress.done:,} of "
        f"{count(progress.total, thing)}{pace}<br>{escape(progress.name) or '&nbsp;'}</p>"
        "<p class='quiet'>Search goes on meanwhile.</p></div>"
    )


def report_line(report: BuildReport) -> str:
    """What a finished build did."""
    from index.history import amended

    if not report.published:
        return "The index is up to date."
    made = f"{count(report.encoded, 'passage')} encoded, {report.reused:,} reused"
    left = len(report.manifest.left_out)
    beside = f", {count(left, 'article')} left out" if left else ""
    said = (*amended(report.manifest.amended), *report.reconsidered.sentences)
    learned = "".join(f" {each}." for each in said)
    return f"Updated: {report.plan}; {made}{beside}, in {report.seconds:.1f} s.{learned}"


def pending_line(plan: Plan) -> str:
    """What an update would bring.

    >>> from index.plan import make_plan
    >>> pending_line(make_plan({"a": "1"}, {"b": "1"}))
    '1 new, 0 changed, 1 removed since the last build'
    """
    added, changed, removed = len(plan.added), len(plan.changed), len(plan.removed)
    return f"{added} new, {changed} changed, {removed} removed since the last build"


def offer_update(engine: SearchEngine) -> None:
    """Where the collection has changed: what an update would bring, and the button for it."""
    from corpus.home import find_home

    if not may("update"):
        return
    home = find_home()
    if builder_of(home).state.stage == "running":
        watch(home)
        return
    plan = pending(home, engine)
    if plan is None or plan.is_empty:
        return
    with st.container(key="stale", horizontal=True, vertical_alignment="center"):
        st.html(f"<p>{pending_line(plan)}</p>")
        if st.button("Update", key="update"):
            start_build(home)
            st.rerun()
