"""The ways to choose that are compared: those that were given up, and parts of the one in use."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np

from corpus.article import Article, Passage, Place
from corpus.sentences import sentences_in
from index.encoder import Encoder, Vector, Vectors
from index.opened import Index
from search.highlight import Stems, asked_by, ranked_sentences, stemmed


def in_order(article: Article, passage: Passage, question: str) -> list[Place]:
    """The first sentence of every passage."""
    return sentences_in(article, passage)


@dataclass(frozen=True)
class MostWords:
    """The chooser until November 2026: most of the question's words for the length."""

    words: Stems

    def __call__(self, article: Article, passage: Passage, question: str) -> list[Place]:
        """Each word counts the same."""
        asked = set(self.words.terms(question))

        def fit(place: Place) -> float:
            found = set(self.words.terms(article.text[place.start : place.end]))
            return len(found & asked) / math.sqrt(len(found) + 8)

        return sorted(sentences_in(article, passage), key=fit, reverse=True)


@dataclass(frozen=True)
class WordsAndCues:
    """The chooser in use where only words are asked: it knows no vectors."""

    words: Stems

    def __call__(self, article: Article, passage: Passage, question: str) -> list[Place]:
        """As `search.highlight` has it."""
        sentences = stemmed(article, passage, self.words.terms)
        return ranked_sentences(sentences, asked_by(question, self.words))


@dataclass(frozen=True)
class WithMeaning:
    """The chooser in use, told how near each sentence is; with no words, nearness alone."""

    meaning: KnowsNearness
    words: Stems | None = None

    def __call__(self, article: Article, passage: Passage, question: str) -> list[Place]:
        """As `search.highlight` has it, with `near`."""
        near = self.meaning.of(article, passage, question)
        if self.words is not None:
            sentences = stemmed(article, passage, self.words.terms)
            return ranked_sentences(sentences, asked_by(question, self.words), near=near)
        places = sentences_in(article, passage)
        return [places[at] for at in sorted(range(len(places)), key=lambda at: -near[at])]


class KnowsNearness(Protocol):
    """Says how near the sentences of a passage are to a question."""

    def of(self, article: Article, passage: Passage, question: str) -> Sequence[float]:
        """A passage's sentences, in order."""
        ...


@dataclass(frozen=True)
class IndexedNearness:
    """That of an index: sentences as they were read in their passage, in two bits a number."""

    index: Index
    encoder: Encoder

    @cached_property
    def rows(self) -> dict[str, int]:
        """Every passage's row, by its id."""
        passages = self.index.passages
        return {passage.id: row for row, passage, _ in passages.located(passages.rows())}

    def of(self, article: Article, passage: Passage, question: str) -> Sequence[float]:
        """As a search asks for it."""
        row = self.rows[passage.id]
        return self.index.sentences.nearness([row], self.encoder.encode_query(question))[row]


@dataclass(frozen=True)
class Nearness:
    """Cosines of questions and sentences encoded by themselves; each text is encoded once."""

    encoder: Encoder
    questions: dict[str, Vector] = field(default_factory=dict)
    sentences: dict[str, Vector] = field(default_factory=dict)

    def learn(self, questions: Iterable[str], passages: Iterable[tuple[Article, Passage]]) -> None:
        """Encode what will be asked for, all at once."""
        self.questions.update({text: self.encoder.encode_query(text) for text in questions})
        texts = {text for article, passage in passages for text in texts_in(article, passage)}
        new = sorted(texts - self.sentences.keys())
        self.sentences.update(zip(new, self.vectors(new), strict=True))

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row a text; none of none."""
        if not texts:
            return np.zeros((0, self.encoder.dimension), dtype=np.float32)
        return self.encoder.encode_passages(texts)

    def of(self, article: Article, passage: Passage, question: str) -> list[float]:
        """A passage's sentences, in order."""
        asked = self.questions[question]
        return [float(self.sentences[text] @ asked) for text in texts_in(article, passage)]


def texts_in(article: Article, passage: Passage) -> list[str]:
    """A passage's sentences, in order."""
    return [article.text[place.start : place.end] for place in sentences_in(article, passage)]
