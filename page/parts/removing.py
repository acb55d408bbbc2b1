"""Taking articles out of the collection on the page; it asks first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from corpus.collection import Collection
from corpus.forgetting import forget_articles
from corpus.home import find_home
from corpus.intake import Outcome
from page.parts.adding import OUTCOMES
from page.parts.phrases import count
from page.parts.preview_html import outcomes_html
from page.parts.shelf import Row
from page.parts.trouble import calmly
from page.parts.visiting import require

CHOSEN, ASKED, FORGET, REMOVED = "to_remove", "remove_asked", "remove_forget", "removed_now"
NAMED = 20  # articles in the question


def show_removing(rows: Sequence[Row]) -> None:
    """The articles to choose from, the question, and what was removed."""
    titles = {row.id: f"{row.title} ({row.id})" for row in rows}
    with st.expander("Remove articles", key="remove"):
        chosen = st.multiselect(
            "Articles to remove",
            list(titles),
            format_func=lambda article_id: titles.get(article_id, article_id),
            key=CHOSEN,
            on_change=ask,
            args=(False,),
            placeholder="Choose one or more",
            filter_mode="contains",
            select_all=False,  # nobody is to remove by one key what happens to match
        )
        st.checkbox("Also delete the original files, for good", key=FORGET)
        st.html(
            "<p class='quiet'>Removed articles are gone from the search after the next update. "
            "Unless you delete them, the original files stay on this machine.</p>"
        )
        if chosen and st.session_state.get(ASKED):
            show_question([titles[each] for each in chosen])
        else:
            st.button("Remove …", disabled=not chosen, on_click=ask, args=(True,))
    if removed := st.session_state.get(REMOVED):
        st.html(outcomes_html(removed))


def show_question(titles: Sequence[str]) -> None:
    """What is about to be removed, and the two answers."""
    named = "".join(f"<li>{escape(title)}</li>" for title in titles[:NAMED])
    more = f"<li>and {len(titles) - NAMED} more</li>" if len(titles) > NAMED else ""
    gone = " Their original files are deleted, and can't be brought back." * bool(
        st.session_state.get(FORGET)
    )
    with st.container(key="confirm-remove"):
        st.html(
            f"<div role='alert'><p>Remove {count(len(titles), 'article')}?{gone}</p>"
            f"<ul>{named}{more}</ul></div>"
        )
        with st.container(horizontal=True, gap="small"):
            st.button("Yes, remove", type="primary", on_click=remove, args=(find_home(),))
            st.button("Keep", on_click=ask, args=(False,))


def ask(asked: bool) -> None:
    """Ask before removing, or don't."""
    st.session_state[ASKED] = asked
    st.session_state.pop(REMOVED, None)


def remove(home: Path) -> None:
    """Take out what is chosen, or show why that failed."""
    state = st.session_state
    state[ASKED] = False
    with calmly():
        require("remove")
        with Collection.open(home) as collection:
            if state.get(FORGET):
                forget_articles(collection, state[CHOSEN])
            else:
                for each in state[CHOSEN]:
                    collection.remove(each)
        state[REMOVED] = [Outcome(each, "removed", each, "") for each in state[CHOSEN]]
        state[CHOSEN], state[FORGET] = [], False
        state.pop(OUTCOMES, None)
