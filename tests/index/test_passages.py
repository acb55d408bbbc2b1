"""Articles and passages as rows: what goes in comes out, and filters mean what they say."""

import re
import sqlite3
import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article, Passage, Span
from corpus.clean.decision import Decision
from corpus.errors import NoSuchArticleError
from corpus.prepare import Prepared
from corpus.review_table import Review, seen_as
from corpus.units import Unit
from index.disk import UnreadableError
from index.filters import ArticleFilter
from index.passage_writer import PassageWriter
from index.passages import Noted, Passages, SiteCount

ODD = "Zoë said: “naïve” 😀\u200d\n\ttab, 'quote', %_?#; DROP TABLE article; 睡眠 \x00 end"


def prepared(article_id="a.md", text="Sleep well. Worry less.", **stated):
    """An article of two sentences and the account of its cleaning."""
    extracted = f"Menu\n{text}"
    cut = len(text) // 2
    spans = (Span(0, cut, "sentence", 1, 0), Span(cut, len(text), "sentence", 1, 0))
    menu = Unit("heading", 0, 4, "Menu", 0, 2)
    body = Unit("sentence", 5, len(extracted), text, 1, 0)
    return Prepared(
        article=Article(
            id=article_id, title=stated.pop("title", "Sleep"), text=text, spans=spans, **stated
        ),
        extracted=extracted,
        decisions=(
            Decision(menu, "drop", "menu/1", "a menu", ""),
            Decision(body, "keep", "", "", "advice"),
        ),
        notes=("one note", ODD),
    )


def halves(article):
    """Two passages, one with headings."""
    cut = article.spans[0].end
    text = article.text
    return [
        Passage(article_id=article.id, ordinal=0, start=0, end=cut, text=text[:cut]),
        Passage(
            article_id=article.id,
            ordinal=1,
            start=cut,
            end=len(text),
            text=text[cut:],
            headings=("Above", ODD),
        ),
    ]


def write(path, *articles):
    """A file of articles, two passages each."""
    with PassageWriter(path) as writer:
        for each in articles:
            writer.add(each, f"digest of {each.article.id}", halves(each.article))
    return Passages(path)


@pytest.fixture
def dated(tmp_path):
    """Articles that state days, months, years and nothing, of three sites."""
    stated = [
        ("nhs/a.md", "nhs", "2024-05-17"),
        ("nhs/b.md", "nhs", "2024-12"),
        ("nhs_old/c.md", "nhs", "2024"),
        ("nhs%/d.md", "mind", "2025-01-01"),
        ("x/e.md", "", ""),
    ]
    articles = [prepared(one, site=site, published=day) for one, site, day in stated]
    with write(tmp_path / "passages.sqlite", *articles) as passages:
        yield passages


def ids(passages, **wanted):
    """The ids that a filter lets through, without their folders."""
    every = passages.ids_by_number()
    return "".join(every[n][-4] for n in passages.article_numbers(ArticleFilter(**wanted)))


def test_an_article_comes_back_whole(tmp_path):
    """Every field, span, decision and note, with odd characters in each."""
    whole = prepared(
        "folder/a b%_?#.md",
        ODD,
        title=ODD,
        author="Ines “Ina” Calder",
        site="s",
        url="https://x.example/ä?b=c#d",
        published="2024-05",
        modified="2024",
        retrieved="2026-01-02",
        licence="CC BY 4.0",
        language="en",
        source="/tmp/ä b.md",
        sha256="0" * 64,
        origins={"title": "json-ld"},
    )
    with write(tmp_path / "50% of #1?.sqlite", whole) as passages:
        assert passages.prepared(whole.article.id) == whole
        assert [found.passage for found in passages.passages_of(whole.article.id)] == halves(
            whole.article
        )
        assert passages.digests() == {whole.article.id: f"digest of {whole.article.id}"}
        assert passages.digests([whole.article.id, "none.md"]) == passages.digests()
        assert passages.digests(["none.md"]) == {}


@given(
    text=st.text(min_size=2, max_size=80).filter(str.strip),
    title=st.text(max_size=40),
)
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(tmp_path_factory, text, title):
    """Whatever characters an article is made of."""
    whole = prepared(text=text, title=title)
    with write(tmp_path_factory.mktemp("any") / "passages.sqlite", whole) as passages:
        assert passages.prepared("a.md") == whole


def test_rows_are_given_in_the_order_asked_for(dated):
    """Row 2n and 2n + 1 are the halves of article n; a passage's text is its article's own."""
    found = dated.located([5, 0, 4])

    assert [one.row for one in found] == [5, 0, 4]
    assert [one.passage.id for one in found] == ["nhs_old/c.md#1", "nhs/a.md#0", "nhs_old/c.md#0"]
    for _, passage, article in found:
        assert article.text[passage.start : passage.end] == passage.text


def test_counts_agree(dated):
    """Passages, articles, rows by article, and sites with the most articles first."""
    assert (len(dated), dated.article_count()) == (10, 5)
    assert list(dated.numbers_by_row(10)) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert dated.rows_of([3, 1, 99]) == [2, 3, 6, 7]
    assert dated.sites() == [SiteCount("nhs", 3), SiteCount("", 1), SiteCount("mind", 1)]


def test_newest_are_those_with_a_date(dated):
    """The latest first; what states no date is not new."""
    assert [article.id[-4] for article in dated.newest(3)] == ["d", "b", "a"]
    assert [article.id[-4] for article in dated.newest(9)] == ["d", "b", "a", "c"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "abcde"),
        ({"sites": ("nhs",)}, "abc"),
        ({"sites": ("mind", "")}, "de"),
        ({"sites": ("NHS",)}, ""),
        ({"sources": ("nhs/",)}, "ab"),
        ({"sources": ("nhs_",)}, "c"),
        ({"sources": ("nhs%",)}, "d"),
        ({"sources": ("nhs",)}, "abcd"),
        ({"sources": ("nhs/a.md", "x/")}, "ae"),
        ({"sources": ("%", "_", "' OR 1 --")}, ""),
        ({"sites": ("nhs",), "sources": ("nhs/",), "since": "2024-06-01"}, "b"),
    ],
)
def test_sites_and_sources(dated, wanted, expected):
    """A site is named exactly; a source is the beginning of an id, and % and _ are letters."""
    assert ids(dated, **wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"since": "2024-05-17"}, "abcd"),
        ({"since": "2024-05-18"}, "bcd"),
        ({"since": "2024-12-31"}, "bcd"),
        ({"since": "2024-06"}, "bcd"),
        ({"since": "2024"}, "abcd"),
        ({"since": "2025"}, "d"),
        ({"since": "2025-01-02"}, ""),
        ({"until": "2023"}, ""),
        ({"until": "2024"}, "abc"),
        ({"until": "2024-05"}, "ac"),
        ({"until": "2024-05-16"}, "c"),
        ({"until": "2024-12-01"}, "abc"),
        ({"until": "2025"}, "abcd"),
        ({"since": "2024", "until": "2024"}, "abc"),
        ({"since": "2024-12", "until": "2024-12"}, "bc"),
    ],
)
def test_dates(dated, wanted, expected):
    """A month or a year, asked for or stated, is any day of it; no date is left out."""
    assert ids(dated, **wanted) == expected


def test_an_empty_filter_is_false():
    """So that no filter and an empty one are treated alike."""
    assert not ArticleFilter()
    assert ArticleFilter(until="2024")


def test_an_unknown_article_says_so(dated):
    """By its id, with those that may have been meant, or with what to do."""
    for asked, hint in (
        ("b.md", r"Did you mean nhs/b\.md\?"),
        ("?", "`wellread list` shows every id."),
    ):
        with pytest.raises(
            NoSuchArticleError, match=rf"^There is no article '{re.escape(asked)}' here\. {hint}$"
        ):
            dated.prepared(asked)


def test_a_published_file_is_read_only(dated):
    """Not even a mistake of ours can change it."""
    with pytest.raises(sqlite3.OperationalError, match="attempt to write a readonly database"):
        dated.connection.execute("DELETE FROM article")


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to be looked at" * 99])
def test_what_is_no_such_file_is_refused(tmp_path, content):
    """An empty file, and one of something else."""
    (tmp_path / "passages.sqlite").write_bytes(content)
    with pytest.raises(ValueError, match=r"^the passages can't be read: "):
        Passages(tmp_path / "passages.sqlite")


def test_a_missing_file_is_refused(tmp_path):
    """And none is made in its place."""
    with pytest.raises(ValueError, match="unable to open database file"):
        Passages(tmp_path / "gone.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_many_threads_may_ask_at_once(dated):
    """Each gets its own answer; the connection is used by one at a time."""
    wrong = []

    def ask(row):
        for _ in range(50):
            [found] = dated.located([row])
            if found.row != row or found.article.id != dated.ids_by_number()[row // 2]:
                wrong.append(found)

    threads = [threading.Thread(target=ask, args=(row,)) for row in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_writer_that_fails_leaves_nothing_open(tmp_path):
    """Its file is closed, and holds no article by halves."""
    writer = PassageWriter(tmp_path / "passages.sqlite")

    def add_twice():
        with writer:
            writer.add(prepared(), "", [])
            writer.add(prepared(), "", [])

    with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE constraint failed: article\.id"):
        add_twice()
    with pytest.raises(sqlite3.ProgrammingError, match="Cannot operate on a closed database"):
        writer.connection.execute("SELECT 1")


def test_articles_with_notes_are_listed_in_order(tmp_path):
    """Each with its reasons as they were written; one without notes is not listed."""
    calm = replace(prepared("b.md"), notes=())
    with write(tmp_path / "p.sqlite", prepared("a.md"), calm, prepared("c.md")) as passages:
        assert passages.noted() == [
            Noted("a.md", ("one note", ODD)),
            Noted("c.md", ("one note", ODD)),
        ]
        assert passages.prepared("b.md").review == ""
        text = passages.prepared("a.md").article.text
        seen = {
            name: Review(name, ("one note", ODD), seen_as(text + more, ("one note", ODD)))
            for name, more in (("a.md", ""), ("c.md", " changed since"))
        }
        assert passages.noted(seen) == [Noted("c.md", ("one note", ODD))]
        assert passages.prepared("c.md").review == f"needs review: one note; {ODD}"


def test_rows_that_the_disk_no_longer_gives_are_an_error_in_words(dated, tmp_path):
    """Damaged after it was verified: what happened and what to do, and no bug's message."""
    path = tmp_path / "passages.sqlite"
    with Passages(path) as passages:
        with path.open("r+b") as file:
            file.seek(100)
            file.write(b"\xff" * (path.stat().st_size - 100))
        passages.connection.execute("PRAGMA shrink_memory")  # nothing of it is remembered
        with pytest.raises(UnreadableError, match=r"can't be read: .*`wellread repair`"):
            passages.ask("SELECT * FROM passage ORDER BY ordinal")
