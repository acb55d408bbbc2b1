"""The search box and its filters, kept in step with the page's address."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from page.parts.address import Asked
from page.parts.scripts import SEARCH_BOX, run_script

KEPT = (
    "asked"  # where the session keeps what was asked last; widgets' own values end with their page
)
PRIVATE = "private_search"
FITS_NARROW, FITS = 28, 64  # characters that the box shows, on a phone and on a wide screen
MOST_SHOWN = 2_000  # characters of a question that are shown again


def restore() -> Asked:
    """What the address asks, set before any widget is made; a private question is kept here."""
    names = ("q", "mode", "site", "topic", "lang", "since", "one", "n", "exact")
    asked = Asked.from_address({name: st.query_params.get_all(name) for name in names})
    if is_private() and not asked.question:
        asked = replace(asked, question=st.session_state.get(KEPT, Asked()).question)
    st.session_state[KEPT] = asked
    put("question", asked.question)
    put("mode", asked.mode)
    put("sites", list(asked.sites))
    put("topics", list(asked.topics))
    put("languages", list(asked.languages))
    put("since", asked.since)
    put("one_each", asked.one_each)
    put("private", is_private())
    return asked


def heed_private() -> None:
    """Turn the switch on where the address says so: after Reload, and in another tab."""
    if st.query_params.get("private") == "1":
        st.session_state[PRIVATE] = True


def is_private() -> bool:
    """Whether questions are kept out of the address."""
    return bool(st.session_state.get(PRIVATE, False))


def put(name: str, value: object) -> None:
    """Give a widget a value, unless it has it: one that is set takes away what is being typed."""
    if name not in st.session_state or st.session_state[name] != value:
        st.session_state[name] = value


def ask(asked: Asked) -> None:
    """Ask something: write it to the address (a private question is left out) and keep it."""
    st.session_state[KEPT] = asked
    st.query_params.from_dict(address_of(asked))


def address_of(asked: Asked) -> dict[str, str | list[str]]:
    """The address that asks this; it says that a question is private, and not the question."""
    if not is_private():
        return asked.as_address()
    return {**replace(asked, question="").as_address(), "private": "1"}


def ask_as_typed() -> None:
    """Ask what the box and the filters hold now."""
    kept: Asked = st.session_state[KEPT]
    question = st.session_state.get("question", kept.question)
    ask(
        Asked(
            question=question,
            mode=st.session_state.get("mode", kept.mode),
            sites=tuple(st.session_state.get("sites", kept.sites)),
            topics=tuple(st.session_state.get("topics", kept.topics)),
            languages=tuple(st.session_state.get("languages", kept.languages)),
            since=st.session_state.get("since", kept.since),
            one_each=st.session_state.get("one_each", kept.one_each),
            exact_words=kept.exact_words and question == kept.question,
        )
    )


def in_full_html(question: str) -> str:
    """A question that is too long for the box, to be read again; empty where the box shows all.

    What only a phone's box cuts off is hidden on wider screens.
    """
    if len(question) <= FITS_NARROW:
        return ""
    fits = " fits" if len(question) <= FITS else ""
    more = " …" if len(question) > MOST_SHOWN else ""
    return f"<p class='full{fits}'>You asked: <q>{escape(question[:MOST_SHOWN])}{more}</q></p>"


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
            "Private search: keep it out of the browser's history",
            key="private",
            on_change=turn_private,
        )
    run_script(SEARCH_BOX)
