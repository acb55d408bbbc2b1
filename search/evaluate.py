"""Questions with known answers → measures: how good a ranking is, in the field's own numbers."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus.passages import PassageRecipe
from index.build import build_temporary
from index.encoder import Encoder
from index.write import Tell
from search.engine import SearchEngine
from search.judged import EvaluationError, Judged
from search.query import MODES, EmptyQueryError, Mode, make_query

MEASURES = ("nDCG@10", "RR@10", "R@10", "R@100")
ARTICLES = 100  # that are ranked for each question
DEPTH = 1000  # passages that each half gives: a hundred articles of ten passages
Measured = dict[str, float]  # by the name of the measure
Rank = Callable[[str, Mode], dict[str, float]]  # a question's best articles with their scores


class Evaluation(NamedTuple):
    """The measures of one mode, question by question."""

    mode: Mode
    by_question: dict[str, Measured]  # in the order in which they were asked

    @property
    def questions(self) -> int:
        """How many were asked."""
        return len(self.by_question)

    @property
    def measures(self) -> Measured:
        """nDCG@10, RR@10, R@10, R@100, and what else was measured: means over the questions."""
        return means(self.by_question)


def evaluate(
    judged: Judged,
    encoder: Encoder,
    *,
    modes: tuple[Mode, ...] = MODES,
    passages: PassageRecipe | None = None,
    cache: Path | None = None,
    tell: Tell = lambda _: None,
) -> Iterator[Evaluation]:
    """Index a test collection in a temporary folder and measure each mode in turn.

    An article's score is that of its best passage.

    Args:
        judged: what `read_judged` gave.
        encoder: of passages and questions.
        modes: what to measure.
        passages: how articles are cut; as a build does it when None.
        cache: a home whose vector cache is to be used; a temporary one when None.
        tell: told how far the indexing is.

    Raises:
        EvaluationError: ir-measures is not installed.
    """
    refuse_without_measures()
    with tempfile.TemporaryDirectory(prefix="wellread-eval-") as temporary:
        index = build_temporary(
            Path(temporary),
            judged.articles,
            encoder,
            passages=passages or PassageRecipe(),
            cache_home=cache or Path(temporary),
            tell=tell,
        )
        engine = SearchEngine(index, encoder)
        yield from evaluate_modes(
            judged.questions,
            judged.qrels,
            lambda text, mode: rank_articles(engine, text, mode),
            modes,
        )


def evaluate_modes(
    questions: Mapping[str, str],
    qrels: Mapping[str, Mapping[str, int]],
    rank: Rank,
    modes: Iterable[Mode],
) -> Iterator[Evaluation]:
    """Ask every question in each mode in turn, and measure what comes back."""
    asked = {key: qrels[key] for key in questions}
    for mode in modes:
        run = {key: rank(text, mode) for key, text in questions.items()}
        yield Evaluation(mode, measure_each(asked, run))


def rank_articles(engine: SearchEngine, question: str, mode: Mode) -> dict[str, float]:
    """The best articles for a question with their scores; none for a question without a word."""
    try:
        query = make_query(question, mode=mode, count=ARTICLES, per_article=1)
    except EmptyQueryError:
        return {}
    best = [
        mixed for mixed, _ in zip(engine.rank(query, depth=DEPTH), range(ARTICLES), strict=False)
    ]
    ids = engine.index.passages.ids_by_number()
    return {ids[engine.index.article_of_row[mixed.row]]: mixed.score for mixed in best}


def refuse_without_measures() -> None:
    """Stop where the library of measures is missing, before minutes are spent on an index.

    Raises:
        EvaluationError: it is.
    """
    try:
        import ir_measures  # noqa: F401
    except ImportError as error:
        raise EvaluationError(
            "The measures are worked out by ir-measures, which is not installed here.",
            hint="Install it with `pip install 'wellread[eval]'`.",
        ) from error


def measure_each(
    qrels: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]
) -> dict[str, Measured]:
    """The measures of each question of the qrels, by ir_measures; 0 for one that found nothing."""
    import ir_measures

    wanted = {ir_measures.parse_measure(name): name for name in MEASURES}
    found = {question: dict.fromkeys(MEASURES, 0.0) for question in qrels}
    for each in ir_measures.iter_calc(list(wanted), qrels, run):
        found[each.query_id][wanted[each.measure]] = float(each.value)
    return found


def means(by_question: Mapping[str, Measured]) -> Measured:
    """The mean of each measure over the questions that have it.

    >>> means({"q1": {"RR@10": 1.0}, "q2": {"RR@10": 0.5}})
    {'RR@10': 0.75}
    """
    names = dict.fromkeys(name for each in by_question.values() for name in each)
    values = {name: [each[name] for each in by_question.values() if name in each] for name in names}
    return {name: math.fsum(each) / len(each) for name, each in values.items()}
