"""What keys do, what is announced, and links that stay in one visit: mounted once on each page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import streamlit as st

SCRIPTS = [Path(__file__).parents[1] / name for name in ("links.js", "keys.js")]  # one module
NAMES = ("id", "passage")  # that the address of an article has
KEYS_BUTTON = "<button type='button' class='keys' data-keys>Keys</button>"
component = st.components.v2.component(
    "wellread_keys", js="\n".join(script.read_text("utf-8") for script in SCRIPTS)
)


def serve_keys() -> None:
    """Have the browser act on keys; an article whose link was followed is opened in this visit."""
    heard = component(key="keys", on_followed_change=lambda: None)
    if isinstance(heard.followed, str) and (address := article_address(heard.followed)):
        st.switch_page("page/article.py", query_params=address)


def article_address(link: str) -> dict[str, str]:
    """What a link to an article names; nothing where it names none. It comes from a browser.

    >>> article_address("article?id=a%2Fb.md&passage=3&x=1")
    {'id': 'a/b.md', 'passage': '3'}
    >>> article_address("library?id=7")
    {}
    """
    parts = urlsplit(link)
    stated = parse_qs(parts.query) if parts.path == "article" else {}
    return {name: stated[name][0] for name in NAMES if name in stated} if "id" in stated else {}
