"""The words of a collection as they are written, and which of them stand near another word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from index.words import Words

VOCABULARY = "vocabulary.tsv"  # its file in a build
MIN_LETTERS = 4  # shorter words have too many neighbours to tell which one was meant
LONG = 6  # letters of a word whose beginning may be wrong
MAX_LETTERS = 40  # as the words index has them
WORD = re.compile(r"[^\W\d_]+")


class Near(NamedTuple):
    """A word of the collection, and how far it is from another."""

    word: str
    distance: int  # letters put in, left out, exchanged, or swapped with the next
    passages: int  # that have it


class Vocabulary:
    """A collection's words with the number of passages that have each; it never changes."""

    def __init__(self, text: str) -> None:
        """Take what `write_vocabulary` wrote; '' for no words. It is parsed when first asked."""
        self.text = text

    @cached_property
    def counts(self) -> dict[str, int]:
        """For each word the number of passages that have it."""
        lines = (line.partition("\t") for line in self.text.splitlines())
        return {word: int(passages) for word, _, passages in lines}

    @cached_property
    def by_letter(self) -> dict[str, list[str]]:
        """The words by their first letter, in order."""
        found: dict[str, list[str]] = {}
        for word in self.counts:
            found.setdefault(word[0], []).append(word)
        return found

    def near(self, word: str, most: int) -> list[Near]:
        """The words at most so far away, nearest first, then those in most passages, then by name.

        They begin as the word does, or with its first two letters swapped: who mistypes a word
        rarely mistypes its beginning, and words with another one mean something else. Only where
        there is none of these, one letter at the beginning of a longer word may be wrong. Words
        further away end as the word does: another ending makes another word of the same root.

        >>> Vocabulary("attack 7|attic 1|back 3".replace(" ", chr(9)).replace("|", chr(10))).near(
        ...     "atack", 1
        ... )
        [Near(word='attack', distance=1, passages=7)]
        """
        near = list(self.begun_alike(word, most))
        if not near and len(word) >= LONG:
            ends = {word, word[1:]}
            begun = {letter + end for letter in self.by_letter for end in ends} | ends
            near = [Near(other, 1, self.counts[other]) for other in begun & self.counts.keys()]
        return sorted(near, key=lambda one: (one.distance, -one.passages, one.word))

    def begun_alike(self, word: str, most: int) -> Iterator[Near]:
        """The near words that begin as a word does, or with its first two letters swapped."""
        for letter in dict.fromkeys(word[:2]):
            for other in self.by_letter.get(letter, ()):
                if abs(len(word) - len(other)) > most:
                    continue
                if letter == word[0] or other[:2] == word[1::-1]:
                    away = distance(word, other, most)
                    if away <= 1 or (away <= most and other[-1] == word[-1]):
                        yield Near(other, away, self.counts[other])


def distance(one: str, other: str, most: int) -> int:
    """How many letters are put in, left out, exchanged or swapped; `most` + 1 where it is more.

    >>> distance("panci", "panic", 2), distance("axiety", "anxiety", 2), distance("a", "abcd", 2)
    (1, 1, 3)

    Source:
        The optimal string alignment distance, after Damerau, "A technique for computer detection
        and correction of spelling errors", CACM 1964. https://doi.org/10.1145/363958.363994
    """
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1  # an exchanged letter changes the set of letters by two at most
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, its in enumerate(other, start=1):
            least = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                least = min(least, last[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def write_vocabulary(path: Path, passages: Iterable[Words]) -> None:
    """Write a collection's words, one a line in their order, each with its number of passages.

    Raises:
        OSError: it could not be written.
    """
    counts: Counter[str] = Counter()
    for passage in passages:
        count_words(counts, passage)
    write_counts(path, counts)


def count_words(counts: Counter[str], passage: Words) -> None:
    """Count one more passage's words, each once."""
    counts.update(set(words_in(f"{passage.title} {passage.headings} {passage.text}")))


def write_counts(path: Path, counts: Counter[str]) -> None:
    """Write words, one a line in their order, each with its number of passages."""
    path.write_text("".join(f"{word}\t{counts[word]}\n" for word in sorted(counts)), "utf-8")


def words_in(text: str) -> Iterator[str]:
    """The words of a text that are long enough, in small letters.

    >>> list(words_in("Don't panic: Ängste pass (PTSD2)."))
    ['panic', 'ängste', 'pass', 'ptsd']
    """
    for found in WORD.finditer(text.lower()):
        if MIN_LETTERS <= len(found[0]) <= MAX_LETTERS:
            yield found[0]
