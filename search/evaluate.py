"""Questions with known answers → measures: how good a ranking is, in the field's own numbers."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from corpus.article import Article
from corpus.clean.cleaner import clean
from corpus.errors import UserError
from corpus.passages import PassageRecipe
from corpus.prepare import Prepared
from corpus.readers.plain import read_plain
from index.build import build_temporary
from index.encoder import Encoder
from index.write import Tell
from search.engine import SearchEngine
from search.query import MODES, EmptyQueryError, Mode, make_query

MEASURES = ("nDCG@10", "RR@10", "R@10", "R@100")
ARTICLES = 100  # that are ranked for each question
DEPTH = 1000  # passages that each half gives: a hundred articles of ten passages


class EvaluationError(UserError):
    """A test collection that can't be used."""

    code = "evaluation_failed"


class Judged(NamedTuple):
    """A test collection in BEIR form."""

    articles: list[Prepared]
    questions: dict[str, str]
    qrels: dict[str, dict[str, int]]  # question → article → grade, 0 is not relevant


class Evaluation(NamedTuple):
    """The measures of one mode."""

    mode: Mode
    questions: int
    measures: dict[str, float]  # nDCG@10, RR@10, R@10, R@100; means over the questions


def read_judged(folder: Path, *, split: str) -> Judged:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels/SPLIT.tsv`.

    Questions without a judgement are left out, and so are documents without any text.

    Raises:
        EvaluationError: a file is missing or is not in this form.
    """
    try:
        qrels = read_qrels(folder / "qrels" / f"{split}.tsv")
        questions = {row["_id"]: row["text"] for row in read_lines(folder / "queries.jsonl")}
        articles = [
            prepared
            for row in read_lines(folder / "corpus.jsonl")
            if (prepared := as_article(row["_id"], row.get("title") or "", row["text"]))
        ]
    except (OSError, ValueError, KeyError) as error:
        raise EvaluationError(
            f"{str(folder)!r} is no test collection: {error}.",
            hint="It needs corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv, as BEIR has them.",
        ) from error
    judged = {key: questions[key] for key in qrels if key in questions}
    if not judged or not articles:
        raise EvaluationError(
            f"{str(folder)!r} has nothing to measure: {len(articles)} documents with a text, and "
            f"{len(judged)} judged questions.",
            hint=f"qrels/{split}.tsv must name questions of queries.jsonl.",
        )
    return Judged(articles, judged, qrels)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file.

    Raises:
        ValueError: a line is none.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line) if line.strip() else {}
            if not isinstance(row, dict):
                raise ValueError(f"{path.name} has a line that is no object: {line.strip()[:40]}")
            if row:
                yield row


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """The grades, by question and article; a first line of names is passed over."""
    qrels: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            question, article, grade = line.rstrip("\n").split("\t")
            if number or grade.lstrip("-").isdigit():
                qrels.setdefault(question, {})[article] = int(grade)
    return qrels


def as_article(name: str, title: str, text: str) -> Prepared | None:
    """A document as an article, uncleaned: every word of it counts. None without any text."""
    cleaned = clean(read_plain(text if text.strip() else title), rules=())
    if not cleaned.text:
        return None
    article = Article(id=name, title=title.strip(), text=cleaned.text, spans=cleaned.spans)
    return Prepared(article=article, extracted=text, decisions=(), notes=())


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
    """
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
        for mode in modes:
            run = {key: rank_articles(engine, text, mode) for key, text in judged.questions.items()}
            yield Evaluation(mode, len(run), measure(judged.qrels, run))


def rank_articles(engine: SearchEngine, question: str, mode: Mode) -> dict[str, float]:
    """The best articles for a question with their scores; none for a question without a word."""
    try:
        query = make_query(question, mode=mode, count=ARTICLES, per_article=1)
    except EmptyQueryError:
        return {}
    best = [
        mixed for mixed, _ in zip(engine.rank(query, depth=DEPTH), range(ARTICLES), strict=False)
    ]
    ids = engine.index.passages.ids()
    return {ids[engine.index.article_of_row[mixed.row]]: mixed.score for mixed in best}


def measure(
    qrels: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """The means of the measures over the questions of the qrels, by ir_measures."""
    import ir_measures

    wanted = {str(name): ir_measures.parse_measure(name) for name in MEASURES}
    found = ir_measures.calc_aggregate(list(wanted.values()), qrels, run)
    return {name: float(found[each]) for name, each in wanted.items()}
