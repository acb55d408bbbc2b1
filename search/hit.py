"""What comes back: a hit, and the answer that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.article import Article, Passage, Place
from search.crisis import CrisisCard
from search.query import Query

Relation = Literal["strong", "related", "weak", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One passage found for a question, ready to be shown and cited."""

    rank: int  # 1 is best
    score: float  # higher is better; comparable within one question only
    relation: Relation
    passage: Passage  # as much of it as may be shown: its text may be short, or ''
    article: Article
    best_sentence: Place
    found_by: tuple[str, ...]  # the halves that ranked it: ("meaning", "words")
    similarity: float | None  # cosine of question and passage; None where only words were asked
    open_url: str  # the source, opened at the best sentence; '' where it has no address
    notice: str = ""  # why less of the passage is shown; '' where it is whole
    variants: tuple[Article, ...] = ()  # articles that say the same, folded into this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything that is said to one question."""

    query: Query
    hits: tuple[Hit, ...]  # best first; none when nothing relevant is in the collection
    relevance: Relation  # of the best hit
    crisis: CrisisCard | None
    took_ms: float
    passages_searched: int
    notes: tuple[str, ...] = field(default_factory=tuple)  # what a reader should know
    corrected: str = ""  # the question as it was searched for; '' where it was as asked

    @property
    def searched_for(self) -> str:
        """The words that the hits answer."""
        return self.corrected or self.query.text


def plainest(relations: list[Relation]) -> Relation:
    """The best of some relations; "none" where there are none.

    >>> plainest(["weak", "related"])
    'related'
    """
    order: tuple[Relation, ...] = ("strong", "related", "weak")
    return next((relation for relation in order if relation in relations), "none")
