"""The whole sample collection is cleaned exactly: every line of content kept, all junk removed.

`corpus/gold` says what each visible line is.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpus.prepare import Prepared, prepare
from corpus.readers.formats import format_of
from corpus.readers.markdown import plain_text

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
GOLD = CORPUS / "gold"
PAGES = sorted(path.relative_to(GOLD).with_suffix("") for path in GOLD.glob("*/*.jsonl"))
MARKER = re.compile(r"\A(?:[-*•]|\d{1,3}\.)\s+")

pytestmark = pytest.mark.skipif(not PAGES, reason="the sample pages' labels are not here")


class Gold(NamedTuple):
    """One labelled stretch of a page."""

    text: str  # as a reader sees it, without any white space
    content: bool
    kind: str


def bare(text: str, *, markdown: bool = False) -> str:
    """Text without markup, list marker and white space, by which two lines are compared."""
    shown = plain_text(text.strip()) if markdown else text.strip()
    return "".join(MARKER.sub("", shown).split())


@cache
def gold_of(page: Path) -> tuple[Gold, ...]:
    """What each stretch of a page is, in reading order."""
    markdown = file_of(page).suffix == ".md"
    gold = []
    for line in (GOLD / page).with_suffix(".jsonl").read_text("utf-8").splitlines():
        label: dict[str, Any] = json.loads(line)
        for part in label.get("segments") or [{**label, "text": label["line"]}]:
            text = bare(part["text"], markdown=markdown)
            gold.append(Gold(text, part["label"] == "content", part["kind"]))
    return tuple(gold)


def file_of(page: Path) -> Path:
    """The page itself."""
    return next((CORPUS / "articles" / page.parent).glob(f"{page.name}.*"))


@cache
def prepared(page: Path) -> Prepared:
    """The page as an article, with its account."""
    file = file_of(page)
    return prepare(file.read_bytes(), format=format_of(file.name), article_id=page.as_posix())


def leftovers(page: Path) -> list[str]:
    """The units that were kept and are no part of the page's content."""
    article = prepared(page).article
    content = "\n".join(gold.text for gold in gold_of(page) if gold.content)
    units = [article.text[span.start : span.end] for span in article.spans]
    return [unit for unit in units if bare(unit) not in content]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_line_of_content_is_lost(page: Path) -> None:
    """Every content line stands in the text, in the page's order; the title in the metadata."""
    article = prepared(page).article
    rest = "".join(bare(article.text[span.start : span.end]) for span in article.spans)
    for gold in gold_of(page):
        if gold.kind == "title":
            assert gold.text == bare(article.title)
        elif gold.content:
            _, found, rest = rest.partition(gold.text)
            assert found, gold.text


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_line_of_junk_is_kept(page: Path) -> None:
    """No unit of the text, not even a doubted one, is anything but content."""
    assert leftovers(page) == []


def test_there_is_junk_enough_to_remove() -> None:
    """Fifty pages, and two thousand lines of junk on them."""
    assert len(PAGES) >= 50
    assert sum(not gold.content for page in PAGES for gold in gold_of(page)) >= 2000


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_sample_states_its_licence_or_its_text_does(page: Path) -> None:
    """HTML pages and notes name CC BY 4.0 in their markup; plain text has no place for it."""
    expected = {".html": "CC BY 4.0", ".txt": ""}.get(file_of(page).suffix)
    if expected is not None:
        assert prepared(page).article.licence == expected
