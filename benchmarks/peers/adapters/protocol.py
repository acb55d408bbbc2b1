"""What an adapter is given and hands back: JSON files in a folder, two steps, two processes.

    PYTHON ADAPTER.py build JOB MODEL    documents.jsonl → JOB/index/
    PYTHON ADAPTER.py ask JOB MODEL      questions.jsonl and JOB/index/ → JOB/answers.json

Needs nothing but the standard library, for it runs in every peer's environment.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

RANKED = 10  # documents that are handed back for a question
PASSAGES = 50  # that are asked of a peer that finds passages, so that ten documents come of them


class Document(NamedTuple):
    """One article as every peer gets it."""

    id: str
    title: str
    text: str  # of a web page: what a browser would show, all of it
    path: str = ""  # the file as it was saved, for a peer that reads files; '' where there is none

    @property
    def whole(self) -> str:
        """Title and text, for a peer that knows no titles."""
        return f"{self.title}\n\n{self.text}".strip()


Build = Callable[[list[Document], Path, str], None]  # documents, index folder, model folder
Rank = Callable[[str], list[str]]  # a question → ids of documents, best first
Open = Callable[[Path, str], Rank]  # index folder, model folder


def main(build: Build, open_index: Open) -> None:
    """Carry out the step that the command line names."""
    step, job, model = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    index = job / "index"
    if step == "build":
        index.mkdir()
        build([Document(**row) for row in read_rows(job / "documents.jsonl")], index, model)
        return
    rank = open_index(index, model)
    rankings: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    processor: dict[str, float] = {}  # seconds too, of all threads; says more on a busy machine
    first = first_processor = 0.0  # when the first answer stood, and the work since the start
    for row in read_rows(job / "questions.jsonl"):
        begun, worked = time.perf_counter(), time.process_time()
        rankings[row["id"]] = rank(row["text"])
        seconds[row["id"]] = time.perf_counter() - begun
        processor[row["id"]] = time.process_time() - worked
        first = first or time.time()
        first_processor = first_processor or time.process_time()
    answers = {
        "rankings": rankings,
        "seconds": seconds,
        "processor": processor,
        "first": first,
        "first_processor": first_processor,
    }
    (job / "answers.json").write_text(json.dumps(answers), "utf-8")


def read_rows(path: Path) -> list[dict[str, str]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:  # not splitlines: articles hold U+2028
        return [json.loads(line) for line in lines]


def write_rows(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Objects as a JSON Lines file."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")


def each_once(ids: Iterable[str]) -> list[str]:
    """The first documents of a ranking of passages, each at its best place.

    >>> each_once(["b", "a", "b", "c"])
    ['b', 'a', 'c']
    """
    return list(dict.fromkeys(ids))[:RANKED]
