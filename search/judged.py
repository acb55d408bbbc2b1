"""A test collection in BEIR form → articles, questions, and which answers which."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from corpus.article import Article
from corpus.clean.cleaner import clean
from corpus.errors import UserError
from corpus.prepare import Prepared
from corpus.readers.plain import read_plain


class EvaluationError(UserError):
    """A test collection that can't be used."""

    code = "evaluation_failed"


class Judged(NamedTuple):
    """A test collection in BEIR form."""

    articles: list[Prepared]
    questions: dict[str, str]
    qrels: dict[str, dict[str, int]]  # question → article → grade, 0 is not relevant


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
