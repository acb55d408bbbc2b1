"""Wellread's page: `streamlit run app.py`, or `wellread serve`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

PAGES = [
    st.Page("page/search.py", title="Search", default=True),
    st.Page("page/article.py", title="Article", url_path="article"),
    st.Page("page/saved.py", title="Saved", url_path="saved"),
    st.Page("page/library.py", title="Library", url_path="library"),
    st.Page("page/about.py", title="About", url_path="about"),
]

st.set_page_config(
    page_title="Wellread",
    page_icon=str(
        Path(__file__).with_name("page") / "icon.png"
    ),  # an icon font is fetched elsewhere
    layout="centered",
)
st.navigation(PAGES, position="hidden").run()
