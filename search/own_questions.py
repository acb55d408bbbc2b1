"""A curator's questions × the index that is there → measures, without building anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from index.named import Named, all_named
from index.opened import Index
from search.answer_place import AnswerPlace, find_answer, is_shown
from search.engine import SearchEngine
from search.evaluate import (
    Evaluation,
    evaluate_modes,
    rank_articles,
    refuse_without_measures,
)
from search.judged import EvaluationError
from search.named_article import find_article, names_of
from search.query import MODES, EmptyQueryError, Mode, make_query
from search.questions_csv import Asked

ANSWER = "answer@10"  # 1 where one of the first ten passages shows the words of the answer
SHOWN = 10  # passages that count, as many as a search shows


class LeftOut(NamedTuple):
    """A row, or the answer of one, that is not measured."""

    row: int
    article: str
    part: Literal["row", "answer"]  # with its answer alone, a row still counts
    reason: str


@dataclass(frozen=True, slots=True)
class OwnQuestions:
    """What of a curator's CSV can be asked."""

    questions: dict[str, str] = field(default_factory=dict)  # by the first row that has each
    qrels: dict[str, dict[str, int]] = field(default_factory=dict)  # question → article id → 1
    answers: dict[str, list[AnswerPlace]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def own_questions(asked: Iterable[Asked], index: Index) -> OwnQuestions:
    """Find the article of each row; a question that stands on several rows has several.

    Raises:
        EvaluationError: no row has both a question and an article of the index.
    """
    names = names_of(all_named(index.passages))
    own, rows = OwnQuestions(), dict[str, str]()
    for row in asked:
        article = find_article(row.article, names) if row.question and row.article else None
        if not isinstance(article, Named):
            own.left_out.append(LeftOut(row.row, row.article, "row", article or incomplete(row)))
            continue
        key = rows.setdefault(row.question.casefold(), str(row.row))
        own.questions.setdefault(key, row.question)
        own.qrels.setdefault(key, {})[article.id] = 1
        if row.answer:
            add_answer(own, key, row, article, index)
    if not own.questions:
        told = " ".join(f"Row {left.row}: {left.reason}." for left in own.left_out[:3])
        raise EvaluationError(
            f"Nothing can be measured: no row has a question and an article of the index. {told}",
            hint="`wellread list` shows every id; `wellread build` indexes what was added since.",
        )
    return own


def incomplete(row: Asked) -> str:
    """What a row lacks."""
    return "it has no article" if row.question else "it has no question"


def add_answer(own: OwnQuestions, key: str, row: Asked, article: Named, index: Index) -> None:
    """Note where the words of an answer stand in the article and in those that say the same."""
    group = same_group(article.number, index)
    places = [
        place
        for number in group
        if (place := find_answer(number, index.passages.article_by_number(number).text, row.answer))
    ]
    if places:
        own.answers.setdefault(key, []).extend(places)
    else:
        reason = f"its answer does not stand in {article.id!r} as it was cleaned"
        own.left_out.append(LeftOut(row.row, row.article, "answer", reason))


def same_group(number: int, index: Index) -> list[int]:
    """An article and those that say the same, by their numbers."""
    head = index.heads.get(number, number)
    return [head, *(variant for variant, its in index.heads.items() if its == head)]


def evaluate_own(
    own: OwnQuestions, engine: SearchEngine, *, modes: tuple[Mode, ...] = MODES
) -> Iterator[Evaluation]:
    """Measure each mode on the index that is open, which stays as it is.

    Articles that say the same count as one, as a search shows them. Questions with a known answer
    also have `answer@10`.

    Raises:
        EvaluationError: ir-measures is not installed, or only words can be asked here.
    """
    refuse_without_measures()
    if engine.encoder is None and set(modes) != {"words"}:
        raise EvaluationError(
            f"Only words can be measured. {engine.note}", hint="Or measure them: `--mode words`."
        )
    index, ids = engine.index, engine.index.passages.ids_by_number()
    heads = {ids[number]: ids[head] for number, head in index.heads.items()}
    qrels = {
        key: {heads.get(article, article): grade for article, grade in grades.items()}
        for key, grades in own.qrels.items()
    }

    def rank(text: str, mode: Mode) -> dict[str, float]:
        return fold(rank_articles(engine, text, mode), heads)

    for found in evaluate_modes(own.questions, qrels, rank, modes):
        for key, places in own.answers.items():
            shown = shows_answer(engine, own.questions[key], found.mode, places)
            found.by_question[key][ANSWER] = float(shown)
        yield found


def fold(ranked: dict[str, float], heads: dict[str, str]) -> dict[str, float]:
    """A ranking in which articles that say the same are one, at the best one's place.

    >>> fold({"copy": 0.9, "other": 0.5, "first": 0.4}, {"copy": "first"})
    {'first': 0.9, 'other': 0.5}
    """
    best: dict[str, float] = defaultdict(lambda: float("-inf"))
    for article, score in ranked.items():
        head = heads.get(article, article)
        best[head] = max(best[head], score)
    return dict(best)


def shows_answer(
    engine: SearchEngine, question: str, mode: Mode, places: Sequence[AnswerPlace]
) -> bool:
    """Whether one of the passages that a search shows first holds one of the answers."""
    try:
        query = make_query(question, mode=mode, count=SHOWN)
    except EmptyQueryError:
        return False
    rows = [mixed.row for mixed in engine.best(query)]
    numbers = engine.index.article_of_row
    return any(
        is_shown(place, numbers[each.row], each.passage)
        for each in engine.index.passages.located(rows)
        for place in places
    )
