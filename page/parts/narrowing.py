"""The folded filters of a search, each choice with the number of articles that it has."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.language import language_name
from page.parts.address import Asked
from page.parts.asking import ask_as_typed
from search.query import MODES

if TYPE_CHECKING:
    from index.facets import Facets
    from index.filters import ArticleFilter
    from search.engine import SearchEngine

UNFOLDED = "filters_unfolded"
YEARS = 12  # that "Published since" offers at most


def filters(engine: SearchEngine, asked: Asked) -> None:
    """The folded filters; each count is what a choice would leave beside the other filters.

    Where nothing is asked yet a button stands for them: a first visit need not load their code.
    """
    untouched = asked == Asked()
    if untouched and not st.session_state.get(UNFOLDED):
        st.button("Filters", key="unfold", on_click=unfold)
        return
    found = facets_once(engine.index.pointer.name, asked.where, engine)
    names = topic_names(engine)
    with st.expander("Filters", key="filters", expanded=untouched):
        if names:
            choose(
                "Of these topics", "topics", with_counts(names, found.topics), "Every topic", names
            )
        choose("From these sites", "sites", found.sites, "Every site", {"": "No site given"})
        if len(found.languages) > 1 or asked.languages:
            named = {code: language_name(code) or "Not known" for code in found.languages}
            choose("In these languages", "languages", found.languages, "Every language", named)
        show_since(found)
        st.radio(
            "Match by",
            MODES,
            format_func=str.capitalize,
            key="mode",
            horizontal=True,
            on_change=ask_as_typed,
            help="Best weighs meaning and words together.",
        )
        st.toggle("One passage per article", key="one_each", on_change=ask_as_typed)
    if on := on_html(asked, names):
        st.html(on)


def unfold() -> None:
    """Show the filters before anything is asked, from now on."""
    st.session_state[UNFOLDED] = True


def on_html(asked: Asked, names: Mapping[str, str]) -> str:
    """What the folded filters are set to, in one line; '' where none is on."""
    parts = [
        *(site or "no site given" for site in asked.sites),
        *(names.get(key, key) for key in asked.topics),
        *(language_name(code) or "no language known" for code in asked.languages),
        *([f"since {asked.since}"] if asked.since else []),
    ]
    return f"<p class='quiet on'>Only {escape(' · '.join(parts))}</p>" if parts else ""


def choose(
    label: str, key: str, counts: Mapping[str, int], nothing: str, names: Mapping[str, str]
) -> None:
    """A list to choose from; what an address chose stays in it, though nothing is left of it."""
    chosen: list[str] = st.session_state[key]
    st.multiselect(
        label,
        list(dict.fromkeys([*counts, *chosen])),
        format_func=lambda value: f"{names.get(value, value)} ({counts.get(value, 0):,})",
        key=key,
        on_change=ask_as_typed,
        placeholder=nothing,
    )


def with_counts(names: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, int]:
    """The counts of all topics, in the order of the names."""
    return {key: counts.get(key, 0) for key in names}


def show_since(found: Facets) -> None:
    """The years from which on articles are wanted; what an address chose is among them."""
    chosen: str = st.session_state["since"]
    years = list(found.years)[:YEARS]

    def named(since: str) -> str:
        if not since:
            return f"Any time ({found.all:,})"
        return f"{since} ({found.years[since]:,})" if since in found.years else since

    st.selectbox(
        "Published since",
        list(dict.fromkeys(["", *years, chosen])),
        format_func=named,
        key="since",
        on_change=ask_as_typed,
        help="Articles that state no date are left out when a year is chosen: "
        f"{found.all - found.dated:,} of {found.all:,}.",
    )


def topic_names(engine: SearchEngine) -> dict[str, str]:
    """Each topic's name by its key, the largest topic first."""
    return {topic.key: topic.name for topic in engine.index.topics}


@st.cache_data(show_spinner=False, max_entries=64)
def facets_once(build: str, where: ArticleFilter, _engine: SearchEngine) -> Facets:
    """The counts of a build's articles under some filters."""
    from index.facets import facets

    return facets(_engine.index.passages, where)
