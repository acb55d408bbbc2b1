"""What a build learned of the lines that sites repeat: it may decide about old articles anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from corpus.clean.repetition import Lines
from corpus.collection import Entry

SEPARATOR = " repeated:"  # in an article's digest, before the lines that its site repeats


class Reconsidered(NamedTuple):
    """How many lines came to be known as repeated, and how many no longer are."""

    lines: int = 0
    articles: int = 0  # that have such lines
    lines_no_more: int = 0
    articles_no_more: int = 0

    def __str__(self) -> str:
        return "; ".join(self.sentences)

    @property
    def sentences(self) -> list[str]:
        """What there is to say; nothing where nothing changed.

        >>> Reconsidered(12, 4, 1, 1).sentences[0]
        '12 lines on 4 articles are now known to repeat over their site'
        """
        said = (
            (self.lines, self.articles, "now known to repeat over their site"),
            (self.lines_no_more, self.articles_no_more, "no longer repeated over their site"),
        )
        return [
            f"{counted(lines, 'line')} on {counted(articles, 'article')} "
            f"{'is' if lines == 1 else 'are'} {what}"
            for lines, articles, what in said
            if lines
        ]


def counted(number: int, thing: str) -> str:
    """A number and its thing, in the plural where there are more."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def with_repeated(digest: str, repeated: Lines) -> str:
    """An article's digest with the lines that its site repeats, for the next build to read.

    >>> digest = with_repeated("5e1f", frozenset({7, -2}))
    >>> digest, sorted(repeated_in(digest)), repeated_in("5e1f")
    ('5e1f repeated:-2,7', [-2, 7], frozenset())
    """
    if not repeated:
        return digest
    return digest + SEPARATOR + ",".join(map(str, sorted(repeated)))


def repeated_in(digest: str) -> Lines:
    """The lines that were known to repeat when an article was read."""
    _, _, lines = digest.partition(SEPARATOR)
    return frozenset(map(int, filter(None, lines.split(","))))


def compare(indexed: Mapping[str, str], entries: Iterable[Entry]) -> Reconsidered:
    """What is known now of the articles' lines, against what was when they were indexed.

    Args:
        indexed: the digests of the published index, by article; a new article knew of nothing.
        entries: the collection as it is to be built.
    """
    pairs = [(repeated_in(indexed.get(entry.id, "")), entry.repeated) for entry in entries]
    more = [len(now - before) for before, now in pairs if now - before]
    fewer = [len(before - now) for before, now in pairs if before - now]
    return Reconsidered(sum(more), len(more), sum(fewer), len(fewer))
