"""How often the sentence that is shown is one that a reader would accept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.cleaning.tables import Share, figure, share
from benchmarks.highlight.answers import Marked
from corpus.article import Article, Passage, Place
from corpus.sentences import sentences_in
from search.engine import SearchEngine

Ranker = Callable[[Article, Passage, str], Sequence[Place]]  # the best sentence first
SAMPLE = "articles/"  # what the names of the sample collection's articles begin with
RESAMPLES = 1000
SEED = 20261122


class Case(NamedTuple):
    """A question with the passage that answers it."""

    marked: Marked
    article: Article
    passage: Passage

    def accepts(self, place: Place) -> bool:
        """Whether a sentence of the article is one of those marked."""
        return self.article.text[place.start : place.end] in self.marked.sentences


class Measured(NamedTuple):
    """One way to choose, over some questions."""

    right: Share  # of the questions whose sentence is acceptable
    rank: float  # mean reciprocal rank of the first acceptable sentence of the passage
    rank_low: float
    rank_high: float

    @property
    def cells(self) -> tuple[str, str]:
        """Both figures with their intervals, as a table has them."""
        spread = f"[{figure(self.rank_low)}, {figure(self.rank_high)}]"
        return str(self.right), f"{figure(self.rank)} {spread}"


def cases_in(engine: SearchEngine, answers: Iterable[Marked]) -> Iterator[Case]:
    """Each question with the passage that holds its best answer.

    Raises:
        ValueError: no passage holds a marked sentence, so that marks and articles differ.
    """
    index = engine.index
    located = index.passages.located(index.passages.rows())
    for marked in answers:
        name = SAMPLE + marked.article
        for _, passage, article in located:
            if article.id == name and marked.sentences[0] in passage.text:
                yield Case(marked, article, passage)
                break
        else:
            raise ValueError(f"no passage of {name} has {marked.sentences[0]!r}")


def measure(cases: Sequence[Case], rank: Ranker) -> Measured:
    """Given the right passage: how well its sentences are ranked."""
    ranks = [(case.marked.article, reciprocal_rank(case, rank)) for case in cases]
    right = sure(share((article, value == 1) for article, value in ranks))
    return Measured(right, *mean_with_interval(ranks))


def gain(cases: Sequence[Case], rank: Ranker, before: Ranker) -> str:
    """How many more of the questions are answered right, of all, with an interval."""
    gained = [
        (
            case.marked.article,
            float(reciprocal_rank(case, rank) == 1) - float(reciprocal_rank(case, before) == 1),
        )
        for case in cases
    ]
    value, low, high = mean_with_interval(gained)
    return f"{value:+.3f} [{low:+.3f}, {high:+.3f}]"


def reciprocal_rank(case: Case, rank: Ranker) -> float:
    """1 / the rank of the first acceptable sentence."""
    ranked = rank(case.article, case.passage, case.marked.question)
    return next(1 / n for n, place in enumerate(ranked, start=1) if case.accepts(place))


def mean_with_interval(values: Sequence[tuple[str, float]]) -> tuple[float, float, float]:
    """The mean, and between what values it lies in 95 of 100 draws of the articles."""
    names = sorted({name for name, _ in values})
    sums = np.array([[sum(v for n, v in values if n == name) for name in names]])
    counts = np.array([sum(n == name for n, _ in values) for name in names])
    drawn = np.random.default_rng(SEED).integers(len(names), size=(RESAMPLES, len(names)))
    means = sums[0][drawn].sum(1) / counts[drawn].sum(1)
    low, high = np.percentile(means, (2.5, 97.5))
    return float(sums.sum() / counts.sum()), float(low), float(high)


def chance(cases: Sequence[Case]) -> float:
    """The share that a sentence drawn by lot would reach."""
    shares = []
    for case in cases:
        places = sentences_in(case.article, case.passage)
        shares.append(sum(case.accepts(place) for place in places) / len(places))
    return sum(shares) / len(shares)


class Found(NamedTuple):
    """A question with the first three passages that the search gave."""

    marked: Marked
    hits: tuple[tuple[Article, Passage], ...]

    def accepts(self, hit: tuple[Article, Passage], rank: Ranker) -> bool:
        """Whether a hit's sentence is one of those marked.

        One of another article never is, though it may answer as well.
        """
        article, passage = hit
        best = rank(article, passage, self.marked.question)[0]
        sentence = article.text[best.start : best.end]
        return self.of_article(hit) and sentence in self.marked.sentences

    def of_article(self, hit: tuple[Article, Passage]) -> bool:
        """Whether a hit is of the marked article."""
        return hit[0].id == SAMPLE + self.marked.article

    @property
    def first_holds_one(self) -> bool:
        """Whether the first hit's passage has an acceptable sentence."""
        return any(
            self.of_article(hit) and sentence in hit[1].text
            for hit in self.hits[:1]
            for sentence in self.marked.sentences
        )


class EndToEnd(NamedTuple):
    """What a visitor meets, over some questions."""

    article: Share  # the first hit is of the marked article
    sentence: Share  # and its highlighted sentence is acceptable
    in_three: Share  # the highlighted sentence of one of the first three hits is
    given_passage: Share | None  # of the first hits that hold an acceptable sentence: it is the one


def search_for(engine: SearchEngine, answers: Iterable[Marked]) -> Iterator[Found]:
    """Ask every question."""
    for marked in answers:
        hits = engine.search(marked.question, count=3).hits
        yield Found(marked, tuple((hit.article, hit.passage) for hit in hits))


def measure_found(found: Sequence[Found], rank: Ranker) -> EndToEnd:
    """How often the search's hits show a sentence that answers."""
    rows = [
        (
            each.marked.article,
            [each.of_article(hit) for hit in each.hits[:1]] == [True],
            [each.accepts(hit, rank) for hit in each.hits],
            each.first_holds_one,
        )
        for each in found
    ]
    return EndToEnd(
        sure(share((name, article) for name, article, *_ in rows)),
        sure(share((name, sentences[:1] == [True]) for name, _, sentences, _ in rows)),
        sure(share((name, any(sentences)) for name, _, sentences, _ in rows)),
        share((name, sentences[0]) for name, _, sentences, holds in rows if holds),
    )


def sure(found: Share | None) -> Share:
    """A share of something.

    Raises:
        ValueError: of nothing.
    """
    if found is None:
        raise ValueError("there is no question to measure with")
    return found
