"""Which trades a sentence names, by the table of `sold_trades.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from corpus.clean.folding import words_in

TABLE = Path(__file__).with_name("sold_trades.toml")


class Name(NamedTuple):
    """One name of a trade."""

    trade: str
    weight: int  # 2: hardly ever but in an advert; 1: in honest sentences too; 0: only the topic


class Table(NamedTuple):
    """All names of all trades, by their words; and how the names begin."""

    names: dict[str, tuple[Name, ...]]
    longest: dict[str, int]  # first word → words of its longest name
    words: frozenset[str]  # that are a name by themselves
    pairs: frozenset[tuple[str, str]]  # that a longer name begins with
    cues: frozenset[
        str
    ]  # without one of them no name is there: these words, each pair's longer one


@cache
def trade_table() -> Table:
    """The table, read once; each name also in the plural."""
    names: dict[str, list[Name]] = {}
    for trade, lists in tomllib.loads(TABLE.read_text("utf-8")).items():
        for weight, key in enumerate(("topic", "named", "sold")):
            for phrase in lists[key]:
                for form in numbers_of(phrase):
                    names.setdefault(form, []).append(Name(trade, weight))
    table = {form: tuple(each) for form, each in names.items()}
    longest: dict[str, int] = {}
    for first, *others in map(str.split, table):
        longest[first] = max(longest.get(first, 0), 1 + len(others))
    alone = frozenset(form for form in table if " " not in form)
    pairs = frozenset((first, second) for first, second, *_ in map(str.split, table.keys() - alone))
    return Table(table, longest, alone, pairs, alone.union(max(pair, key=len) for pair in pairs))


def numbers_of(phrase: str) -> Iterator[str]:
    """A name and what its plural may be.

    >>> list(numbers_of("dating agency"))
    ['dating agency', 'dating agencys', 'dating agencyes', 'dating agencies']
    """
    yield phrase
    yield f"{phrase}s"
    yield f"{phrase}es"
    if phrase.endswith("y"):
        yield f"{phrase[:-1]}ies"


def trades_named(folded: str) -> tuple[Name, ...]:
    """The trades that a sentence names, each once and with its weightiest name's weight.

    >>> trades_named("roof repair auckland, request an inspection.")
    (Name(trade='building', weight=2),)
    """
    return trades_among(words_in(folded))


def trades_among(words: Sequence[str]) -> tuple[Name, ...]:
    """The trades that a sentence of these words names, as `trades_named` says."""
    table = trade_table()
    if table.cues.isdisjoint(words):
        return ()
    if table.words.isdisjoint(words) and table.pairs.isdisjoint(pairwise(words)):
        return ()  # as 98 of 100 sentences
    found: dict[str, int] = {}
    for start, word in enumerate(words):
        if word in table.longest:
            for trade, weight in names_at(table, words, start):
                found[trade] = max(weight, found.get(trade, 0))
    return tuple(Name(trade, weight) for trade, weight in found.items())


def names_at(table: Table, words: Sequence[str], start: int) -> Iterator[Name]:
    """The names that begin at one word of a sentence, of whatever length."""
    last = min(start + table.longest[words[start]], len(words))
    for end in range(start + 1, last + 1):
        yield from table.names.get(" ".join(words[start:end]), ())
