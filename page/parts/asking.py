"""The search box and its filters, kept in step with the page's address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from page.parts.address import Asked
from page.parts.scripts import SEARCH_BOX, run_script
from search.query import MODES

if TYPE_CHECKING:
    from search.engine import SearchEngine

KEPT = (
    "asked"  # where the session keeps what was asked last; widgets' own values end with their page
)
PRIVATE = "private_search"
YEARS = 6  # that "Published since" offers


def restore() -> Asked:
    """What the address asks, set before any widget is made; a private question is kept here."""
    names = ("q", "mode", "site", "since", "one", "n", "exact")
    asked = Asked.from_address({name: st.query_params.get_all(name) for name in names})
    if st.session_state.get(PRIVATE) and not asked.question:
        asked = replace(asked, question=st.session_state.get(KEPT, Asked()).question)
    st.session_state[KEPT] = asked
    put("question", asked.question)
    put("mode", asked.mode)
    put("sites", list(asked.sites))
    put("since", asked.since)
    put("one_each", asked.one_each)
    put("private", st.session_state.get(PRIVATE, False))
    return asked


def put(name: str, value: object) -> None:
    """Give a widget a value, unless it has it: one that is set takes away what is being typed."""
    if name not in st.session_state or st.session_state[name] != value:
        st.session_state[name] = value


def ask(asked: Asked) -> None:
    """Ask something: write it to the address (a private question is left out) and keep it."""
    st.session_state[KEPT] = asked
    private = st.session_state.get(PRIVATE, False)
    st.query_params.from_dict(
        replace(asked, question="" if private else asked.question).as_address()
    )


def ask_as_typed() -> None:
    """Ask what the box and the filters hold now."""
    kept: Asked = st.session_state[KEPT]
    question = st.session_state.get("question", kept.question)
    ask(
        Asked(
            question=question,
            mode=st.session_state.get("mode", kept.mode),
            sites=tuple(st.session_state.get("sites", kept.sites)),
            since=st.session_state.get("since", kept.since),
            one_each=st.session_state.get("one_each", kept.one_each),
            exact_words=kept.exact_words and question == kept.question,
        )
    )


def turn_private() -> None:
    """Keep the question out of the address from now on, or put it there again."""
    st.session_state[PRIVATE] = st.session_state["private"]
    ask(st.session_state[KEPT])


def box() -> None:
    """The search box, and the switch that keeps a question out of the address."""
    with st.container(key="box"):
        st.text_input(
            "Your question",
            key="question",
            placeholder="Ask it the way you would ask a friend",
            on_change=ask_as_typed,
            autocomplete="off",
        )
        st.toggle(
            "Private search",
            key="private",
            on_change=turn_private,
            help="Keeps the question out of this page's address, so that it is not in the "
            "browser's history. No question is ever stored or sent anywhere.",
        )
    run_script(SEARCH_BOX)


def filters(engine: SearchEngine, asked: Asked) -> None:
    """The folded filters; those that are on are named beside the fold."""
    counts = {site.site: site.articles for site in engine.index.passages.sites()}
    names = [*counts, *(site for site in asked.sites if site not in counts)]
    with st.expander("Filters", key="filters"):
        st.multiselect(
            "From these sites",
            names,
            format_func=lambda site: f"{site or 'No site given'} ({counts.get(site, 0)})",
            key="sites",
            on_change=ask_as_typed,
            placeholder="Every site",
        )
        st.selectbox(
            "Published since",
            since_choices(asked.since),
            format_func=lambda since: since or "Any time",
            key="since",
            on_change=ask_as_typed,
            help="Articles that state no date are left out when a year is chosen.",
        )
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


def since_choices(chosen: str) -> list[str]:
    """Any time, the last years, and whatever an address chose."""
    year = date.today().year
    choices = ["", *(str(each) for each in range(year, year - YEARS, -1))]
    return choices if chosen in choices else [*choices, chosen]
