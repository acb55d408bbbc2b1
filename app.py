"""Wellread's page: `wellread serve`, or `streamlit run app.py`.

The server imports this file and finds `app`; each visit runs it as a script.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st


def show() -> None:
    """The page that the address names."""
    pages = [
        st.Page("page/search.py", title="Search", default=True),
        st.Page("page/article.py", title="Article", url_path="article"),
        st.Page("page/saved.py", title="Saved", url_path="saved"),
        st.Page("page/library.py", title="Library", url_path="library"),
        st.Page("page/about.py", title="About", url_path="about"),
    ]
    page = st.navigation(pages, position="hidden")
    st.set_page_config(
        page_title=f"{page.title} · Wellread",  # the article's page has its article's title
        page_icon=str(
            Path(__file__).with_name("page") / "icon.png"
        ),  # an icon font is fetched elsewhere
        layout="centered",
    )
    page.run()


if __name__ == "__main__":
    show()
else:
    from starlette.middleware import Middleware

    from page.parts.crowd import FairShares
    from page.parts.early import ahead_of_visitors
    from page.parts.headers import Guarded
    from page.parts.wire import CompressedOnce, FewIcons, InvitedUploads

    layers = (Guarded, FairShares, InvitedUploads, FewIcons, CompressedOnce)  # the outermost first
    app = st.App(
        __file__,
        lifespan=ahead_of_visitors,
        middleware=[Middleware(layer) for layer in layers],
    )
