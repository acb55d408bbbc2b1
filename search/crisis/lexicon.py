"""The signs that a question calls for help, by language, as the files in signs/ list them.

A file holds tables of lists; the keys of a table only say what a list is about. Every entry is a
regular expression of whole words, for what `plain` makes of a question: small letters without
accents or apostrophes, digits, stars, single spaces. A long one stands on several lines.

    rewrites   words, and `phrases` more than one word, that stand for others (English alone)
    near       people near to somebody: each stands for "kin" (English alone)
    misspelt   words of which a slip of the keys is read as the word (English alone)
    idioms     what says something else, in whatever language: taken out first
    signs      call for help wherever they stand
    topics     name the subject: they call for help unless the question has a distant word
    distant    words of study, work, art, law, news, history
    parts      `<few>` in another entry stands for the part of that name
    also_ask   a question for a list of signs, which is searched for besides (English alone)
    in_script  signs in letters that `plain` does not keep, for what `in_own_script` makes of a
               question; not whole words, as some scripts have no spaces

A card shown in vain costs a glance and one not shown may cost a life, so they lean towards showing
it. No gap is without a bound, so that the time a question takes grows as its length does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.crisis.alternatives import Alternatives
from search.crisis.misspelt import misspelt
from search.crisis.plain import in_own_script, plain

SIGNS = Path(__file__).with_name("signs")
ENGLISH = "en"
MASK = " _ "  # what an idiom leaves: no word, so that no sign reaches across it
PART = re.compile(r"<([a-z_]+)>")

Table = Mapping[str, Mapping[str, list[str]]]  # a language's file, but for its words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All signs, compiled; they are of every language but where they say otherwise."""

    words: Mapping[str, str]  # English
    phrases: tuple[tuple[re.Pattern[str], str], ...]  # English
    idioms: Alternatives
    english: Alternatives
    others: Alternatives
    topics: Alternatives
    distant: Alternatives
    in_script: str  # compiled where a question has such letters
    also_ask: Mapping[str, str]  # English: pattern and question; compiled where one is wanted

    def calls(self, question: str) -> bool:
        """Whether a question, as it was typed, calls for help."""
        if self.has_sign(plain(question)):
            return True
        return not question.isascii() and bool(re.search(self.in_script, in_own_script(question)))

    def has_sign(self, text: str) -> bool:
        """Whether a plain text calls for help."""
        said = self.without_idioms(self.written_out(text))
        if self.english.are_in(said) or self.others.are_in(self.without_idioms(text)):
            return True
        return self.topics.are_in(said) and not self.distant.are_in(text)

    def question_besides(self, question: str) -> str:
        """What the signs in a question are about, as a question that articles answer; else ''."""
        said = self.without_idioms(self.written_out(plain(question)))
        return next((ask for signs, ask in self.also_ask.items() if re.search(signs, said)), "")

    def without_idioms(self, text: str) -> str:
        """A plain text without what says something else."""
        return self.idioms.replaced_in(text, MASK)

    def written_out(self, text: str) -> str:
        """A plain text in the words of the English signs.

        >>> read_lexicon().written_out("i dont wanna wkae up idk why")
        'i do not want to wake up i do not know why'
        """
        said = " ".join(self.words.get(word, word) for word in text.split())
        for pattern, instead in self.phrases:
            said = pattern.sub(instead, said)
        return said


@cache
def read_lexicon() -> Lexicon:
    """The lexicon, from its files; read once."""
    tables = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(SIGNS.iterdir())}
    english = tables[ENGLISH]
    others = [table for language, table in tables.items() if language != ENGLISH]
    rewrites = english["rewrites"]
    slips = misspelt(english["misspelt"]["words"].split(), english["misspelt"]["real"].split())
    mistyped = {slip: rewrites.get(word, word) for slip, word in slips.items()}
    near = {word: kind for kind, words in english["near"].items() for word in words.split()}
    return Lexicon(
        words=mistyped | near | rewrites,
        phrases=tuple((re.compile(rf"\b{old}"), new) for old, new in english["phrases"].items()),
        idioms=one_of("idioms", tables.values()),
        english=one_of("signs", [english]),
        others=one_of("signs", others),
        topics=one_of("topics", tables.values()),
        distant=one_of("distant", tables.values()),
        also_ask={
            any_of("signs", [english | {"signs": {kind: english["signs"][kind]}}]): question
            for kind, question in english["also_ask"].items()
        },
        in_script="|".join(map(in_own_script, all_of("in_script", tables.values()))),
    )


def one_of(name: str, tables: Iterable[Table]) -> Alternatives:
    """The entries of this name in these files, of which any may be found."""
    return Alternatives(all_of(name, tables))


def any_of(name: str, tables: Iterable[Table]) -> str:
    """The same as one pattern, which begins and ends with a word."""
    return rf"\b(?:{'|'.join(all_of(name, tables))})(?!\w)"


def all_of(name: str, tables: Iterable[Table]) -> Iterator[str]:
    """The entries of this name in these files."""
    return (entry for table in tables for entry in entries_of(name, table))


def entries_of(name: str, table: Table) -> Iterator[str]:
    """The entries of one name, with their parts put in."""
    parts = {key: joined(str(part)) for key, part in table.get("parts", {}).items()}
    for entries in table.get(name, {}).values():
        for entry in map(joined, entries):
            while part := PART.search(entry):
                entry = entry.replace(part[0], parts[part[1]])
            yield entry


def joined(entry: str) -> str:
    """An entry that its file writes over several lines; a space that counts is never at an end.

    >>> joined("(?:calm|\\n    quiet)")
    '(?:calm|quiet)'
    """
    return "".join(map(str.strip, entry.splitlines())) if "\n" in entry else entry
