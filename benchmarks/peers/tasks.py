"""What every peer is given: documents, questions, and which answers which."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

from benchmarks.peers.adapters.protocol import Document
from corpus.home import SAMPLES
from search.judged import read_lines, read_qrels

QUESTIONS = Path(__file__).parents[2] / "tests" / "search" / "samples.json"
SEED = 20261122
SAVED_PAGES = "sample collection"
HIDDEN = {"script", "style", "head", "template", "noscript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A collection with questions."""

    name: str
    documents: tuple[Document, ...]
    questions: dict[str, str]
    qrels: dict[str, dict[str, int]]  # question → document → grade, 0 is not relevant


def read_set(folder: Path) -> Task:
    """A collection in BEIR form; documents without any text are left out."""
    rows = read_lines(folder / "corpus.jsonl")
    documents = tuple(
        Document(row["_id"], row.get("title") or "", row["text"])
        for row in rows
        if (row["text"] + (row.get("title") or "")).strip()
    )
    qrels = read_qrels(folder / "qrels" / "test.tsv")
    asked = {row["_id"]: row["text"] for row in read_lines(folder / "queries.jsonl")}
    questions = {key: text for key, text in asked.items() if key in qrels}
    return Task(name=folder.name, documents=documents, questions=questions, qrels=qrels)


def read_samples() -> Task:
    """The sample collection as its files were saved, and the questions with a known answer."""
    written = json.loads(QUESTIONS.read_text("utf-8"))
    asked = [*written["answerable"], *written["held_out"]["answerable"]]
    keys = [f"s{number}" for number in range(len(asked))]
    return Task(
        name=SAVED_PAGES,
        documents=tuple(as_saved(path) for path in sorted(SAMPLES.rglob("*.*")) if path.is_file()),
        questions={key: each["question"] for key, each in zip(keys, asked, strict=True)},
        qrels={key: {each["article"]: 1} for key, each in zip(keys, asked, strict=True)},
    )


def as_saved(path: Path) -> Document:
    """A saved file: what a browser would show of it, and where it lies."""
    text = path.read_text("utf-8")
    shown = shown_text(text) if path.suffix == ".html" else text
    return Document(path.relative_to(SAMPLES).as_posix(), "", shown, str(path))


class ShownText(HTMLParser):
    """Collects the text of a page outside of scripts, styles and its head."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: list[str] = []
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Go into what is not shown."""
        if tag in HIDDEN:
            self.hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Come out of it."""
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self.hidden and data.strip():
            self.lines.append(" ".join(data.split()))


def shown_text(page: str) -> str:
    r"""A page's text without its tags, all of it: menus, adverts and buttons too.

    >>> shown_text("<head><title>T</title></head><p>Breathe <b>out</b>.</p><script>x()</script>")
    'Breathe\nout\n.'
    """
    parser = ShownText()
    parser.feed(page)
    parser.close()
    return "\n".join(parser.lines)


def sampled(task: Task, *, documents: int, questions: int) -> Task:
    """A part of a task: some questions, all that answers them, and others up to a number.

    What answers the questions is kept whole, so that a perfect ranking still measures 1. The same
    part each time, and under a name of its own: its figures say nothing of the whole.
    """
    dice = random.Random(SEED)
    chosen = sorted(dice.sample(sorted(task.questions), min(questions, len(task.questions))))
    answers = {name for key in chosen for name, grade in task.qrels[key].items() if grade > 0}
    others = [each.id for each in task.documents if each.id not in answers]
    more = min(max(0, documents - len(answers)), len(others))
    kept = answers | set(dice.sample(others, more))
    return replace(
        task,
        name=f"{task.name}, a part",
        documents=tuple(each for each in task.documents if each.id in kept),
        questions={key: task.questions[key] for key in chosen},
    )


def find_sets(folder: Path) -> Iterator[Path]:
    """The collections below a folder."""
    yield from sorted(path.parent for path in folder.glob("*/corpus.jsonl"))
