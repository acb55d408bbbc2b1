"""What an encoder reads of a passage: one text, and where the passage's sentences stand in it."""

from __future__ import annotations

from typing import NamedTuple

from corpus.article import Article, Passage, Place
from corpus.passages import embedded_text
from corpus.sentences import sentences_in


class Embedded(NamedTuple):
    """A text that is read whole."""

    text: str
    sentences: tuple[Place, ...] = ()  # in characters of this text, in order


def embedded(article: Article, passage: Passage) -> Embedded:
    """A passage of an article, with its title and headings before it."""
    text = embedded_text(article.title, passage)
    before = len(text) - len(passage.text) - passage.start
    return Embedded(
        text,
        tuple(
            Place(before + place.start, before + place.end)
            for place in sentences_in(article, passage)
        ),
    )
