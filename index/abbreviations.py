"""The short forms that a collection's articles explain: "cognitive behavioural therapy (CBT)".

Who writes for readers names a thing in full once, with its short form behind it. What is explained
so is learned when an index is written, so every field has its own abbreviations, and no list of
them goes out of date. An article's own words decide: where articles explain a short form by two
names, and neither is plainly the usual one, it is not known.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

ABBREVIATIONS = "abbreviations.tsv"  # its file in a build
BRACKETED = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,7})\)")
SENTENCE_ENDS = re.compile(r"[.;:!?()\[\]\n]")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SMALL_LETTERS = re.compile(r"\b[a-z]{2,8}\b")
BEFORE = 150  # characters before the bracket that may hold the full name
CLEARLY = 2  # times as many articles as the next full name, where there are several
ALIKE = 4  # letters by which words are the same: "behavioral", "behavioural"
# Words that a short form mostly leaves out: "acceptance and commitment therapy (ACT)".
PASSED_OVER = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)


class Explained(NamedTuple):
    """A short form with what it stands for, as an article has them."""

    short: str
    full: str


class Abbreviations:
    """What a collection's short forms stand for; it never changes."""

    def __init__(self, text: str) -> None:
        """Take what `AbbreviationsCounter.write` wrote; '' for none. Parsed when first asked."""
        self.text = text

    @cached_property
    def full(self) -> dict[str, str]:
        """For each short form, as it is written, its full name.

        One that no article has as a word, too, has a second row in small letters: "ocd".
        """
        rows = (line.split("\t") for line in self.text.splitlines())
        known: dict[str, str] = {}
        for short, full, also_small in rows:
            known[short] = full
            if also_small == "1":
                known.setdefault(short.lower(), full)
        return known


class AbbreviationsCounter:
    """Learns from one article after the other."""

    def __init__(self) -> None:
        self.articles: dict[str, Counter[str]] = defaultdict(Counter)
        self.small: set[str] = set()  # words that are written in small letters somewhere

    def add(self, text: str) -> None:
        """Learn from one more article, in which a pair counts once."""
        self.small.update(SMALL_LETTERS.findall(text))
        for short, full in dict.fromkeys(explained_in(text)):
            self.articles[short][full] += 1

    def write(self, path: Path) -> None:
        """Write short forms in their order: its full name, and whether it may be typed small.

        Raises:
            OSError: the file could not be written.
        """
        rows = []
        for short in sorted(self.articles):
            if full := usual(self.articles[short]):
                also_small = len(short) > 2 and short.lower() not in self.small
                rows.append(f"{short}\t{full}\t{int(also_small)}\n")
        path.write_text("".join(rows), "utf-8")


def usual(names: Counter[str]) -> str:
    """The full name that most articles give; '' where it is not plainly one.

    >>> usual(Counter({"generalised anxiety disorder": 2, "generalized anxiety disorder": 3}))
    'generalized anxiety disorder'
    >>> usual(Counter({"acceptance and commitment therapy": 2, "American College Testing": 2}))
    ''
    """
    together: Counter[tuple[str, ...]] = Counter()
    for name, articles in names.items():
        together[alike(name)] += articles
    (first, most), *others = together.most_common(2)
    if others and most < CLEARLY * others[0][1]:
        return ""
    written = [name for name in names if alike(name) == first]
    return min(written, key=lambda name: (-names[name], name))


def alike(name: str) -> tuple[str, ...]:
    """What names that differ in spelling only have in common."""
    return tuple(word[:ALIKE].lower() for word in WORD.findall(name))


def explained_in(text: str) -> Iterator[Explained]:
    """The short forms that a text explains, each time that it does.

    >>> list(explained_in("Ask about cognitive behavioural therapy (CBT) or Paris (France)."))
    [Explained(short='CBT', full='cognitive behavioural therapy')]
    """
    for found in BRACKETED.finditer(text):
        short = found[1].removesuffix("s")
        if sum(letter.isupper() for letter in short) >= 2:
            before = SENTENCE_ENDS.split(text[max(0, found.start() - BEFORE) : found.start()])[-1]
            if full := full_name(short, before):
                yield Explained(short, full)


def full_name(short: str, before: str) -> str:
    """The end of what stands before a bracket that names in full what is in it; '' for none.

    Words whose initials it is, small words passed over, else words that have its letters.

    >>> full_name("ACT", "It is called Acceptance and Commitment Therapy ")
    'Acceptance and Commitment Therapy'
    >>> full_name("IPT", "the interpersonal psychotherapy "), full_name("NHS", "health service ")
    ('interpersonal psychotherapy', '')
    """
    words = list(WORD.finditer(before))[-min(len(short) + 5, 2 * len(short)) :]
    if not words or before[words[-1].end() :].strip(" \"'“”’*_"):
        return ""
    start = by_initials(short.lower(), words)
    if start is None:
        start = by_letters(short.lower(), before, words)
    if start is None or start == words[-1].start():  # one word is no name that says more
        return ""
    name = before[start : words[-1].end()]
    return "" if short in name else " ".join(name.split())


def by_initials(short: str, words: Sequence[re.Match[str]]) -> int | None:
    """Where the words begin whose initials a short form is; a small word may have one, or none."""
    if not words or not short:
        return None
    word, small = words[-1], words[-1][0].lower() in PASSED_OVER
    if small and (start := by_initials(short, words[:-1])) is not None:
        return start
    if word[0][0].lower() != short[-1]:
        return None
    if len(short) == 1:
        return None if small else word.start()
    return by_initials(short[:-1], words[:-1])


def by_letters(short: str, before: str, words: Sequence[re.Match[str]]) -> int | None:
    """Where the words begin that have a short form's letters, in order, its first as an initial.

    The last word has to have the last letter.

    Source:
        Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
        biomedical text", Pacific Symposium on Biocomputing 2003.
    """
    starts = {word.start() for word in words}
    text, at = before.lower(), words[-1].end()
    for number, letter in reversed(list(enumerate(short))):
        at = text.rfind(letter, words[0].start(), at)
        while number == 0 and at >= 0 and at not in starts:
            at = text.rfind(letter, words[0].start(), at)
        if at < 0 or (number == len(short) - 1 and at < words[-1].start()):
            return None
    return at
