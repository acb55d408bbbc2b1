"""The address that opens a source at the very sentence."""

from __future__ import annotations

import re
from urllib.parse import quote, urldefrag

from corpus.article import Article
from corpus.units import MARKER
from search.hit import Place

WHOLE = 8  # words; a longer sentence is named by its first and last words
EDGE = 4  # words at each end of a longer one
WORD = re.compile(r"\S+")


def open_at(article: Article, place: Place) -> str:
    """The article's address with a text fragment for one sentence; '' where it has no address.

    The fragment holds whole words of the text as published. A sentence of over eight words is
    named by its first four and last four; where its beginning stands more than once, the words
    before it are named too. A browser that finds it nowhere opens the page at its top.

    Source:
        WICG, "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/
    """
    if not article.url.startswith(("https://", "http://")):
        return ""
    start = place.start
    if marker := MARKER.match(article.text, place.start, place.end):
        start = marker.end()  # a bullet or number is the page's, not its text's
    words = WORD.findall(article.text[start : place.end])
    if not words:
        return article.url
    return f"{urldefrag(article.url).url}#:~:text={directive(article.text, start, words)}"


def directive(text: str, start: int, words: list[str]) -> str:
    """`[prefix-,]start[,end]`, each percent-encoded."""
    if len(words) <= WHOLE:
        first, last = " ".join(words), ""
    else:
        first, last = " ".join(words[:EDGE]), " ".join(words[-EDGE:])
    parts = [encode(first)] + ([encode(last)] if last else [])
    prefix = words_before(text, start) if text.count(first) > 1 else ""
    return ",".join(([f"{encode(prefix)}-"] if prefix else []) + parts)


def words_before(text: str, start: int) -> str:
    """Up to three words before a place, of the same line."""
    line = text[max(0, text.rfind("\n", 0, start) + 1) : start]
    return " ".join(WORD.findall(line)[-3:])


def encode(words: str) -> str:
    """Percent-encoded, with the characters that have a meaning in the directive.

    >>> encode("well-being, and")
    'well%2Dbeing%2C%20and'
    """
    return quote(words, safe="").replace("-", "%2D")
