"""Which sentence of a passage answers best, and where the question's words stand."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from corpus.article import Article, Passage, Place
from corpus.sentences import sentences_in
from search.cues import Cue, cue_fit, wanted_by

Terms = Callable[[str], Sequence[str]]  # a text's distinct stems, stop words left out
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # "self-harm" is two words, as in the index

# Chosen on the development half of benchmarks/highlight, where their share is told.
MEANING = 6.0  # the weight of the nearness in meaning, beside the words
ORDINARY = 10  # stems of an ordinary sentence, stop words left out
DAMPING = 20  # stems that every sentence is taken to have besides, so that length matters less
FEWEST = 3  # stems; what has fewer ("Yes.", "2. Medicine.") says little by itself
FRAGMENT = 0.15  # and has to have more of the question by this much
BESIDE = 0.6  # what a sentence that answers nothing has to have more, however near it is
OWN = re.compile(r"\b(?:(?<!ipolar )I|[Mm]y|me)\b")  # words of whoever tells of themselves
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]?")


class Stems(Protocol):
    """Stems, and how rare each is in a collection; the index's words are one."""

    def terms(self, text: str) -> Sequence[str]:
        """A text's distinct stems, in order, stop words left out."""
        ...

    def rarities(self, text: str) -> Mapping[str, float]:
        """A text's stems, each with how much it tells apart: 0 and up, more for a rarer one."""
        ...


class Asked(NamedTuple):
    """What of a question decides which sentence answers it."""

    rarities: Mapping[str, float]  # its stems, each with how rare it is in the collection
    cues: tuple[Cue, ...]  # what it asks for besides


class Sentence(NamedTuple):
    """A sentence of a passage, as it is compared with a question."""

    place: Place
    text: str
    stems: Sequence[str]


def asked_by(question: str, words: Stems) -> Asked:
    """What a question asks for, read once for all passages."""
    return Asked(words.rarities(question), wanted_by(question))


def stemmed(article: Article, passage: Passage, terms: Terms) -> list[Sentence]:
    """The sentences of a passage, in order."""
    texts = ((place, article.text[slice(*place)]) for place in sentences_in(article, passage))
    return [Sentence(place, text, terms(text)) for place, text in texts]


def best_sentence(
    sentences: Sequence[Sentence], asked: Asked, *, near: Sequence[float] | None = None
) -> Place:
    """The sentence that answers a question best: the first of `ranked_sentences`."""
    return ranked_sentences(sentences, asked, near=near)[0]


def ranked_sentences(
    sentences: Sequence[Sentence], asked: Asked, *, near: Sequence[float] | None = None
) -> list[Place]:
    """A passage's sentences, the likeliest answer first; equals as the passage has them.

    What counts is how much of the question a sentence has, rare words more than common ones and
    each once, for its length; whether it gives what the question asks for (cues.py); that it is
    no fragment; and how near in meaning it is, where that is known. One that asks itself is no
    answer, and the words that it has count for the next; nor is one that tells of its writer. A
    question that no sentence has a word of leaves them in their order, fragments last.

    Args:
        sentences: all of the passage's.
        asked: what the question asks for.
        near: how near in meaning each is, as the index has it; without it words and cues decide.
    """
    by_words = [word_fit(asked.rarities, s.stems) for s in sentences]
    for at in range(len(sentences) - 1):
        if sentences[at].text.rstrip().endswith("?"):
            by_words[at + 1] = max(by_words[at + 1], by_words[at])
    fits = [
        fit + cue_fit(asked.cues, s.text) - BESIDE * answers_nothing(s.text)
        for fit, s in zip(by_words, sentences, strict=True)
    ]
    if near is not None:
        fits = [fit + MEANING * close for fit, close in zip(fits, near, strict=True)]
    order = sorted(range(len(fits)), key=lambda at: -fits[at])  # sorted keeps equals in order
    return [sentences[at].place for at in order]


def answers_nothing(text: str) -> bool:
    """Whether a sentence asks, or somebody tells of themselves in it, as whoever asks a forum does.

    >>> answers_nothing("I wake at four."), answers_nothing("Say “I wake at four” to your doctor.")
    (True, False)
    """
    return text.rstrip().endswith("?") or OWN.search(QUOTED.sub("", text)) is not None


def stems_of(
    article: Article, passage: Passage, sentences: Collection[Sentence], terms: Terms
) -> set[str]:
    """The stems of all that is searched of a passage: of its title, headings and text.

    Those of its sentences are known; what else there is, is a part of a longer unit at most.
    """
    places = [sentence.place for sentence in sentences]
    ends = (passage.start, *(place.end for place in places))
    starts = (*(place.start for place in places), passage.end)
    between = (article.text[end:start] for end, start in zip(ends, starts, strict=True))
    others = terms(" ".join((article.title, *passage.headings, *between)))
    return set(others).union(*(sentence.stems for sentence in sentences))


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
