"""Counting a question once, where the person who runs the page asked for that."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from corpus.home import find_home
from corpus.hosting import HostingError, read_hosting
from page.parts.asking import PRIVATE
from search.counted import count_question

COUNTED = "counted"  # the question that was counted last, in the memory of its visit alone


def count_once(question: str, *, found: bool) -> None:
    """Count a question unless this visit did: a filter or "Show more" asks it again.

    A private search is not counted.
    """
    state = st.session_state
    if state.get(COUNTED) == question or state.get(PRIVATE):
        return
    state[COUNTED] = question
    try:
        counts = read_hosting(find_home()).counts
    except HostingError:  # the Library shows it
        return
    if counts:
        count_question(find_home(), found=found, today=datetime.now(UTC).date())
