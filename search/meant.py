"""What a question means: mistyped words put right, short forms with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from index.encoder import Encoder
from index.opened import Index
from search.query import MAX_LENGTH, Query
from search.spelling import Speller

TYPED = re.compile(r"(?<![\w@/.#'’-])[A-Za-z][A-Za-z0-9-]*(?![\w@/]|\.\w)")


class Meant(NamedTuple):
    """How a question is understood."""

    searched: Query  # what is searched for
    likely: Query  # the same, also where that is only offered


def as_meant(query: Query, index: Index, encoder: Encoder | None) -> Meant:
    """A query with its mistyped words put right and its short forms explained, if wanted.

    Without an encoder, which knows most words that the collection lacks, one of these may be
    taken for a mistake: then it is offered, and not searched for.
    """
    if query.exact_words:
        return Meant(query, query)
    speller = Speller(index.words, index.vocabulary, encoder)
    full = index.abbreviations.full

    def explained(text: str) -> Query:
        return replace(query, text=spelled_out(text, full, speller.is_whole)[:MAX_LENGTH].rstrip())

    likely = explained(speller.correct(query.text))
    return Meant(likely if encoder else explained(query.text), likely)


def spelled_out(question: str, full: Mapping[str, str], is_word: Callable[[str], bool]) -> str:
    """A question with the full name behind each short form, once, where it lacks it.

    Both are searched for: some articles have one of them, some the other. In small letters, or
    where all is in capitals, a short form may be a word, so that a known word stays as it is.

    >>> names = {"OCD": "obsessive-compulsive disorder", "IT": "information technology"}
    >>> spelled_out("Is it OCD, or only IT?", names, lambda word: False)
    'Is it OCD (obsessive-compulsive disorder), or only IT (information technology)?'
    >>> spelled_out("CAN IT BE OCD", names | {"ocd": names["OCD"]}, lambda word: False)
    'CAN IT BE OCD (obsessive-compulsive disorder)'

    Args:
        question: as it was asked.
        full: the full names by short form; in small letters, too, where it may be typed so.
        is_word: whether what is written in small letters is a common word.
    """
    said = question.lower()
    told: set[str] = set()

    def with_name(found: re.Match[str]) -> str:
        short = found[0].removesuffix("s") if found[0] not in full else found[0]
        small = short[1:].islower() or question.isupper()
        name = full.get(short.lower() if small else short, "")
        if not name or name in told or name.lower() in said or (small and is_word(short.lower())):
            return found[0]
        told.add(name)
        return f"{found[0]} ({name})"

    return TYPED.sub(with_name, question)
