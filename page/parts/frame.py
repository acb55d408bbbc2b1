"""What stands around every page: the look, the other pages, help lines, the small print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from page.parts.asking import heed_private, is_private
from page.parts.help_lines import show_help
from page.parts.keys import KEYS_BUTTON, serve_keys
from page.parts.trouble import calmly

THEME = Path(__file__).parents[1] / "theme.css"
CURATING = Path(__file__).parents[1] / "curating.css"


def show_header() -> None:
    """The look, the name, the pages, and the first way to the help lines."""
    st.html(THEME)
    st.html(f"<style>:root {{ color-scheme: {color_scheme()} }}</style>")
    with st.container(key="header", horizontal=True, vertical_alignment="center", gap="small"):
        private = " data-private" if is_private() else ""  # for `keys.js`
        st.html(f"<p class='brand'{private}>Wellread</p>")
        with st.container(key="pages", horizontal=True, gap="small"):
            st.page_link("page/search.py", label="Search")
            st.page_link("page/saved.py", label="Saved")
            st.page_link("page/library.py", label="Library")
            st.page_link("page/about.py", label="About")
        with st.popover("Get help now", key="help-top", width="content"):
            show_help("top")


def color_scheme() -> str:
    """The theme's scheme, "light" or "dark"; whichever the system has, until it is known.

    Popovers hang below the page's root, where Streamlit states no scheme.
    """
    return {"light": "light", "dark": "dark"}.get(st.context.theme.type or "", "light dark")


def show_footer() -> None:
    """Help lines again, where reading ends, and what a reader should know."""
    with st.container(key="footer"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.popover("Get help now", key="help-end", width="content"):
                show_help("end")
            st.page_link("page/about.py", label="How ranking works")
            st.html(KEYS_BUTTON, width="content")
        st.html(
            "<p>General information, not a diagnosis or a substitute for professional advice.</p>"
            "<p>Searches stay on this machine.</p>"
        )


def show_page(body: Callable[[], None], *looks: Path) -> None:
    """A page: its body between header and footer, which stay whatever becomes of it.

    `looks` are the style sheets that it has beside the one of all pages.
    """
    heed_private()
    serve_keys()
    show_header()
    for look in looks:
        st.html(look)
    with calmly():
        body()
    with calmly():
        show_footer()
