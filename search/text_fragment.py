"""The address that opens a source at the very sentence, or at its printed page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote, urldefrag

from corpus.article import Article, Place
from corpus.units import MARKER

WHOLE = 8  # words; a longer sentence is named by its first and last words
EDGE = 4  # words at each end of a longer one
BEFORE = 3  # words of a prefix
WORD = re.compile(r"\S+")
IN_WORD = re.compile(r"\w")


def open_at(article: Article, place: Place, *, since: int = 0) -> str:
    """The article's address with a text fragment for one sentence; '' where it has no address.

    The fragment holds whole words of the text as published. A sentence of over eight words is
    named by its first four and last four. Where its beginning stands more than once, the words
    before it on its line are named too; where none stand there, more of its own words are. A
    browser that finds it nowhere opens the page at its top. No word is named that stands before
    `since`, in characters of the text. A PDF opens at the page on which the sentence begins.

    Source:
        WICG, "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/
        IETF, RFC 8118, "The application/pdf Media Type", section 3
    """
    if not article.url.casefold().startswith(("https://", "http://")):
        return ""
    if page := article.page_at(place.start):
        return f"{urldefrag(article.url).url}#page={page}"
    start = place.start
    if marker := MARKER.match(article.text, place.start, place.end):
        start = marker.end()  # a bullet or number is the page's, not its text's
    words = WORD.findall(article.text[start : place.end])
    if not words:
        return article.url
    return f"{urldefrag(article.url).url}#:~:text={directive(article.text, start, words, since)}"


def directive(text: str, start: int, words: list[str], since: int) -> str:
    """`[prefix-,]start[,end]`, each percent-encoded."""
    if len(words) <= WHOLE:
        first, last = words, []
    else:
        first, last = words[:EDGE], words[-EDGE:]
    prefix = []
    if not stands_once(text, first):
        prefix = words_before(text, start, since)
        if last and not prefix:
            first = telling_beginning(text, words[:-EDGE])
    named = ",".join(encode(" ".join(part)) for part in (first, last) if part)
    return f"{encode(' '.join(prefix))}-,{named}" if prefix else named


def stands_once(text: str, words: list[str]) -> bool:
    """Whether words stand in a text at most once, as a browser compares: in any case.

    >>> stands_once("Rest. Then rest\\nwell.", ["Rest"]), stands_once("Unrest. Rest.", ["Rest"])
    (False, True)
    """
    folded, phrase = text.casefold(), " ".join(words).casefold()
    if any(folded.count(word) <= 1 for word in phrase.split()):
        return True  # so it is for three of four, and soon told
    flat = " ".join(folded.split())
    return len(list(islice(beginnings(flat, phrase), 2))) < 2


def beginnings(text: str, phrase: str) -> Iterator[int]:
    """Where a phrase stands in a text, but for within or at the end of a word."""
    at = text.find(phrase)
    while at >= 0:
        if not IN_WORD.match(text, max(at - 1, 0), at):
            yield at
        at = text.find(phrase, at + 1)


def telling_beginning(text: str, words: list[str]) -> list[str]:
    """The shortest beginning that stands only once; all of the words where none does."""
    counts = range(EDGE, len(words))
    return next((words[:n] for n in counts if stands_once(text, words[:n])), words)


def words_before(text: str, start: int, since: int) -> list[str]:
    """Up to three words before a place, of the same line; a bullet or number is none of them."""
    begin = max(text.rfind("\n", 0, start) + 1, since)
    if marker := MARKER.match(text, begin, start):
        begin = marker.end()
    return WORD.findall(text[begin:start])[-BEFORE:]


def encode(words: str) -> str:
    """Percent-encoded, with the characters that have a meaning in the directive.

    >>> encode("well-being, and")
    'well%2Dbeing%2C%20and'
    """
    return quote(words, safe="").replace("-", "%2D")
