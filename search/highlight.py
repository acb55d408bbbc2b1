"""Which sentence of a passage answers best, and where the question's words stand."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from corpus.article import Article, Passage
from search.cues import cue_fit, wanted_by
from search.hit import Place

Terms = Callable[[str], Sequence[str]]  # a text's distinct stems, stop words left out
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # "self-harm" is two words, as in the index

# Chosen on the development half of benchmarks/highlight, where their share is told.
MEANING = 2.0  # the weight of the nearness in meaning, beside the words
ORDINARY = 10  # stems of an ordinary sentence, stop words left out
DAMPING = 20  # stems that every sentence is taken to have besides, so that length matters less
FEWEST = 3  # stems; what has fewer ("Yes.", "2. Medicine.") says little by itself
FRAGMENT = 0.15  # and has to have more of the question by this much


class Stems(Protocol):
    """Stems, and how rare each is in a collection; the index's words are one."""

    def terms(self, text: str) -> Sequence[str]:
        """A text's distinct stems, in order, stop words left out."""
        ...

    def rarities(self, text: str) -> Mapping[str, float]:
        """A text's stems, each with how much it tells apart: 0 and up, more for a rarer one."""
        ...


def sentences_in(article: Article, passage: Passage) -> list[Place]:
    """The places of a passage's units, in order; the passage itself where it is part of one."""
    inside = [
        Place(span.start, span.end)
        for span in article.spans
        if span.kind != "heading" and passage.start <= span.start and span.end <= passage.end
    ]
    return inside or [Place(passage.start, passage.end)]


def best_sentence(
    article: Article,
    passage: Passage,
    question: str,
    words: Stems,
    *,
    near: Sequence[float] | None = None,
) -> Place:
    """The sentence that answers a question best: the first of `ranked_sentences`."""
    return ranked_sentences(article, passage, question, words, near=near)[0]


def ranked_sentences(
    article: Article,
    passage: Passage,
    question: str,
    words: Stems,
    *,
    near: Sequence[float] | None = None,
) -> list[Place]:
    """A passage's sentences, the likeliest answer first; equals as the passage has them.

    What counts is how much of the question a sentence has, rare words more than common ones and
    each once, for its length; whether it gives what the question asks for (cues.py); that it is
    no fragment; and how near in meaning it is, where that is known. A question that no sentence
    has a word of leaves them in their order, fragments last.

    Args:
        article: the passage's.
        passage: what was found.
        question: as it was asked.
        words: stems a text, and says how rare a stem is in the collection.
        near: the cosine of question and sentence, for each of `sentences_in`, in that order.
            Whoever has the vectors gives it; without it words and cues decide.
    """
    places = sentences_in(article, passage)
    asked = words.rarities(question)
    wanted = wanted_by(question)
    nearness = near if near is not None else [0.0] * len(places)

    def fit(place: Place, close: float) -> float:
        sentence = article.text[place.start : place.end]
        fitting = word_fit(asked, words.terms(sentence)) + cue_fit(wanted, sentence)
        return fitting + MEANING * close

    fits = [fit(*each) for each in zip(places, nearness, strict=True)]
    order = sorted(range(len(places)), key=lambda at: -fits[at])  # sorted keeps equals in order
    return [places[at] for at in order]


def word_fit(asked: Mapping[str, float], found: Sequence[str]) -> float:
    """The share of a question that a sentence has, 0 to about 1.2, less for a fragment.

    Args:
        asked: the question's stems, with how rare each is.
        found: the sentence's stems.

    >>> asked = {"panic": 3.0, "help": 1.0}
    >>> word_fit(asked, ["panic", "pass", "quick"]) > word_fit(asked, ["help", "come", "quick"])
    True
    """
    stems = set(found)
    total = sum(asked.values())
    covered = sum(rarity for stem, rarity in asked.items() if stem in stems)
    share = covered / total if total else 0.0
    damped = share / math.sqrt((len(stems) + DAMPING) / (ORDINARY + DAMPING))
    return damped - FRAGMENT if len(stems) < FEWEST else damped


def words_in(text: str, question: str, terms: Terms) -> list[Place]:
    """Where words of the question stand in a text, by stem, in order.

    The places count characters of `text`.
    """
    asked = set(terms(question))
    return [
        Place(found.start(), found.end())
        for found in WORD.finditer(text)
        if asked.intersection(terms(found.group()))
    ]
