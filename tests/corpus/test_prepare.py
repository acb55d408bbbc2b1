"""A source becomes an article with all that it states, or is refused with the reason."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.collection import Collection
from corpus.errors import FailedSourceError, RefusedSourceError, UserError
from corpus.intake import add_bytes
from corpus.prepare import MIN_WORDS, prepare
from corpus.readers.extract import Extract
from corpus.readers.formats import FORMATS, Format, read_source


def test_an_article_has_what_its_source_states(article: str) -> None:
    """Fields, where they were read, the day it was added, and the hash of the bytes."""
    front = "---\nauthor: Ann Lee\nurl: https://clinic.example/rest\nlicence: CC0\n---\n"
    data = (front + article).encode()
    found = prepare(
        data, format="markdown", article_id="a.md", source="/home/a.md", retrieved="2026-01-02"
    ).article
    assert (found.id, found.source, found.retrieved) == ("a.md", "/home/a.md", "2026-01-02")
    assert (found.author, found.url, found.licence) == (
        "Ann Lee",
        "https://clinic.example/rest",
        "CC0",
    )
    assert found.title == "Resting when you cannot sleep"
    assert found.language == "en"
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.origins == {
        "author": "front matter",
        "url": "front matter",
        "licence": "front matter",
        "title": "visible",
        "language": "guess",
    }


def test_what_the_source_states_wins_over_a_byline(article: str) -> None:
    """A byline in the text fills in for a missing author, and never replaces one."""
    text = article.replace("\n\n", "\n\nBy Ann Lee\n\n3 May 2025\n\n", 1)
    bare = prepare(text.encode(), format="markdown", article_id="a").article
    assert (bare.author, bare.published) == ("Ann Lee", "2025-05-03")
    assert (bare.origins["author"], bare.origins["published"]) == ("visible", "visible")
    stated = f"---\nauthor: Bo Karlsson\ndate: 2024-01-01\n---\n{text}"
    found = prepare(stated.encode(), format="markdown", article_id="a").article
    assert (found.author, found.published) == ("Bo Karlsson", "2024-01-01")
    assert found.origins["author"] == "front matter"


def test_the_account_counts_in_the_extracted_text(article: str) -> None:
    """Every decision's place is one in `extracted`."""
    result = prepare(article.encode(), format="markdown", article_id="a")
    for decision in result.decisions:
        unit = decision.unit
        assert result.extracted[unit.start : unit.end] == unit.text


def test_a_language_is_told_apart() -> None:
    """Where the source does not say, its words do."""
    german = "Ruhe\n\n" + "Wer nicht schlafen kann, darf sich trotzdem hinlegen und ruhen. " * 5
    assert prepare(german.encode(), format="text", article_id="a").article.language == "de"


def test_too_little_text_is_refused() -> None:
    """Fewer than 25 words are left: the message counts them, and says where to look."""
    text = "Rest\n\nRest is allowed.\n\nShare on Facebook\n"
    with pytest.raises(
        RefusedSourceError,
        match=r"^No article: 4 words are left after cleaning, and 1 line was dropped\. `wellread",
    ):
        prepare(text.encode(), format="text", article_id="a")


def test_just_enough_text_is_not_refused() -> None:
    """The limit is the limit."""
    words = " ".join(["Rest"] * (MIN_WORDS - 1)) + " well."
    assert prepare(words.encode(), format="text", article_id="a").article.text == words


def test_a_page_of_teasers_is_refused() -> None:
    """Many headings over texts that break off are a front page, and no article."""
    teaser = "Naps have a bad name, although many of us need one on some afternoons…"
    text = "\n\n".join(f"Resting, part {number}\n\n{teaser}" for number in "ABCDEFG") + "\n"
    with pytest.raises(RefusedSourceError, match=r"^No article: a page of 7 teasers, half of them"):
        prepare(text.encode(), format="text", article_id="a")


def test_short_sections_that_are_whole_are_no_teasers() -> None:
    """A list of questions with short answers is an article."""
    text = "\n\n".join(
        f"Is rest {word} allowed\n\nYes, it always is, for all of us." for word in "ABCDEF"
    )
    assert prepare(text.encode(), format="text", article_id="a").article.text


def test_an_article_without_text_cannot_be_made() -> None:
    """The rest of the program need not ask."""
    with pytest.raises(ValueError, match=r"^article 'a' has no text$"):
        Article(id="a", title="Rest", text=" \n")


PAGES = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<div>", "</div>", "<ul><li>", "</ul>", "<table><tr><td>", "<h1>"),
            *("<script>", "</script>", "<!--", "-->", "&#0;", "&nbsp;", "<br/>", "<a href='x'>"),
            *("Rest is allowed at any time of the day. ", "é", "\x00", "<", "'", '"', "]]>"),
            *("<meta charset='utf-16'>", "<title>", "<html><body>", "---\n", "# A\n", "[a](b)"),
        ]
    ),
    max_size=60,
).map("".join)


@given(text=PAGES, form=st.sampled_from(FORMATS))
@settings(max_examples=200, deadline=None)
def test_any_source_is_an_article_or_is_refused(text: str, form: Format) -> None:
    """Broken markup of every kind raises nothing that a person couldn't be shown."""
    try:
        result = prepare(text.encode(), format=form, article_id="a")
    except FailedSourceError as bug:
        raise AssertionError(str(bug)) from bug
    except UserError:
        return
    assert len(result.article.text.split()) >= MIN_WORDS


def test_a_bug_at_one_source_is_a_reason_and_no_end(tmp_path: Path) -> None:
    """Where our code fails at an article, the others are added; it says where, not what it read."""

    def with_a_bug(data: bytes, *, format: Format) -> Extract:
        return read_source(data[: {b"a": 99_999}[data[:1]]], format=format)

    with Collection.open(tmp_path) as collection:
        outcome, other = (
            add_bytes(collection, data, source=name, name=name, format="text", read=with_a_bug)
            for name, data in [("b.txt", b"be secret"), ("a.txt", b"a walk helps. " * 20)]
        )
        assert [entry.id for entry in collection.entries()] == ["a.txt"]
    assert (outcome.change, other.change) == ("refused", "added")
    assert re.search(r"failed at it \(KeyError in test_prepare\.py, line \d+\)", outcome.reason)
    assert "secret" not in outcome.reason
