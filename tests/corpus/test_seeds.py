"""The four pages that Wellread was conceived from are cleaned exactly as a person would.

Their labels are in `../shared/gold/seeds`: development material, which is not in the repository.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.clean.cleaner import Cleaned, clean
from corpus.prepare import prepare
from corpus.readers.plain import read_plain

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ALL_NAMES = (
    "000_d94f2a7269c40e5b",
    "001_79f465980f153ef2",
    "002_f85da8eea72fcdb4",
    "003_8fea4ecbc00fd16d",
)
EITHER_WAY = ("caption", "byline")

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(),
    reason="../shared is not here: it is for development, and is not in the repository",
)


class Label(NamedTuple):
    """One labelled stretch of a seed."""

    text: str
    label: str  # "content" or "boilerplate"
    kind: str


def labels_of(name: str) -> list[Label]:
    """Every labelled stretch, in reading order."""
    lines = (SHARED / "gold" / "seeds" / f"seed_{name[:3]}.jsonl").read_text("utf-8").splitlines()
    labels = []
    for line in filter(None, lines):
        gold = json.loads(line)
        for part in gold.get("segments") or [{**gold, "text": gold["line"]}]:
            labels.append(Label(part["text"], part["label"], part["kind"]))
    return labels


def squeezed(text: str) -> str:
    """Text without any white space: where a line is broken is nobody's concern."""
    return "".join(text.split())


def cleaned_seed(name: str) -> Cleaned:
    """One seed, cleaned."""
    return clean(read_plain((SHARED / "seeds" / f"{name}.txt").read_text("utf-8")))


@pytest.mark.parametrize("name", ALL_NAMES)
def test_everything_a_reader_came_for_is_kept(name: str) -> None:
    """Every body, heading and title stretch stands in the cleaned text, in the same order."""
    rest = squeezed(cleaned_seed(name).text)
    for part in labels_of(name):
        if part.label == "content":
            _, found, rest = rest.partition(squeezed(part.text))
            assert found, part.text


@pytest.mark.parametrize("name", ALL_NAMES)
def test_everything_else_is_dropped(name: str) -> None:
    """What is left when the labelled content is taken out holds no boilerplate but captions."""
    rest = squeezed(cleaned_seed(name).text)
    labels = labels_of(name)
    for part in labels:
        if part.label == "content":
            rest = rest.replace(squeezed(part.text), "\n", 1)
    for part in labels:
        if part.label == "boilerplate" and part.kind in EITHER_WAY:
            rest = rest.replace(squeezed(part.text), "\n", 1)
    assert rest.split() == []


@pytest.mark.parametrize(
    ("name", "title", "author"),
    [
        (ALL_NAMES[0], "The Role of Psychotherapists in Mental Health", ""),
        (ALL_NAMES[2], "What does a psychotherapist do?", ""),
        (
            ALL_NAMES[3],
            "What is the most important thing in psychotherapy?",
            "Deborah C. Escalante",
        ),
    ],
)
def test_title_and_byline_are_in_the_metadata(name: str, title: str, author: str) -> None:
    """What is dropped from the text for standing in the metadata does stand there."""
    data = (SHARED / "seeds" / f"{name}.txt").read_bytes()
    article = prepare(data, format="text", article_id=name).article
    assert (article.title, article.author) == (title, author)


def test_a_page_without_a_title_is_named_by_its_first_words() -> None:
    """The second seed begins with an answer; its title is a guess, and said to be one."""
    data = (SHARED / "seeds" / f"{ALL_NAMES[1]}.txt").read_bytes()
    article = prepare(data, format="text", article_id="seed").article
    assert article.title.endswith(" …")
    assert article.text.startswith(article.title.removesuffix(" …"))
    assert article.origins["title"] == "guess"
