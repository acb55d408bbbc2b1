"""Passages are the author's very words, whole units of one section, within the encoder's reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article, Passage
from corpus.passages import PassageRecipe, budget, cut_passages, embedded_text
from corpus.prepare import prepare


def count_words(texts: Sequence[str]) -> list[int]:
    """A tokenizer whose tokens are words."""
    return [len(text.split()) for text in texts]


def article_of(markdown: str) -> Article:
    """An article as it would be added."""
    return prepare(markdown.encode(), format="markdown", article_id="a.md").article


def cut(article: Article, max_tokens: int) -> list[Passage]:
    """Its passages, with words for tokens."""
    return cut_passages(article, count_words, PassageRecipe(max_tokens=max_tokens))


WORDS = st.lists(
    st.sampled_from(["rest", "well", "at", "night", "by", "day", "lie", "still"]), min_size=1
)
SENTENCE = WORDS.map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)
HEADING = st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), WORDS.map(" ".join))
LIST = st.lists(SENTENCE, min_size=1, max_size=5).map(
    lambda items: "These help:\n\n" + "\n".join(f"- {item}" for item in items)
)
ENOUGH = "Rest is allowed at any time of the day, and nobody has to earn it first. " * 3
ARTICLES = st.lists(st.one_of(PARAGRAPH, HEADING, LIST), max_size=12).map(
    lambda parts: article_of("\n\n".join([ENOUGH, *parts]) + "\n")
)


@given(article=ARTICLES, max_tokens=st.integers(8, 60))
@settings(max_examples=50, deadline=None)
def test_a_passage_is_a_stretch_of_the_article(article: Article, max_tokens: int) -> None:
    """`article.text[start:end]` to the letter; in order, numbered from 0, none overlapping."""
    end = 0
    for ordinal, passage in enumerate(cut(article, max_tokens)):
        assert passage.ordinal == ordinal
        assert passage.id == f"a.md#{ordinal}"
        assert article.text[passage.start : passage.end] == passage.text != ""
        assert passage.start >= end
        end = passage.end


@given(article=ARTICLES, max_tokens=st.integers(8, 60))
@settings(max_examples=50, deadline=None)
def test_every_unit_but_headings_is_in_exactly_one_passage(
    article: Article, max_tokens: int
) -> None:
    """Every word without doubt can be found, once; a unit is whole unless it fits nowhere."""
    passages = cut(article, max_tokens)
    for span in article.spans:
        holding = [p for p in passages if p.start < span.end and p.end > span.start]
        if span.kind == "heading":
            assert holding == []
            continue
        if span.doubted:
            continue
        inside = [p for p in holding if p.start <= span.start and span.end <= p.end]
        length = count_words([article.text[span.start : span.end]])[0]
        assert len(inside) == 1 or length > max_tokens // 2
        covered = sum(min(p.end, span.end) - max(p.start, span.start) for p in holding)
        gaps = len(holding) - 1  # the space at which it was divided
        assert covered == span.end - span.start - gaps


@given(article=ARTICLES, max_tokens=st.integers(8, 60))
@settings(max_examples=50, deadline=None)
def test_no_passage_is_longer_than_the_encoder_reads(article: Article, max_tokens: int) -> None:
    """Title, headings and text together fit; where the headings leave less than half, half does."""
    recipe = PassageRecipe(max_tokens=max_tokens)
    for passage in cut(article, max_tokens):
        room = budget(article.title, passage.headings, count_words, recipe)
        assert count_words([passage.text])[0] <= room


@given(article=ARTICLES, max_tokens=st.integers(8, 60))
@settings(max_examples=50, deadline=None)
def test_no_passage_crosses_a_heading(article: Article, max_tokens: int) -> None:
    """A passage is of one section, and knows the headings above it, from the highest down."""
    for passage in cut(article, max_tokens):
        above = [s for s in article.spans if s.kind == "heading" and s.start < passage.start]
        assert not any(
            span.kind == "heading" and passage.start < span.start < passage.end
            for span in article.spans
        )
        if passage.headings:
            nearest = above[-1]
            words = article.text[nearest.start : nearest.end]
            assert passage.headings[-1] == words or words.casefold() == article.title.casefold()


def test_sections_and_their_headings(article: str) -> None:
    """The title is not repeated in the path, and the path follows the levels."""
    passages = cut(article_of(article), 100)
    assert [passage.headings for passage in passages] == [
        (),
        ("What helps at night",),
        ("When to ask for help",),
    ]
    deep = "# Rest\n\n" + ENOUGH + "\n\n## A\n\nOne.\n\n### B\n\nTwo.\n\n## C\n\nThree.\n"
    assert [passage.headings for passage in cut(article_of(deep), 200)] == [
        (),
        ("A",),
        ("A", "B"),
        ("C",),
    ]


def test_a_lead_in_stays_with_its_list() -> None:
    """ "These help:" opens the passage of the first item, and does not close the one before."""
    text = f"# Rest\n\n{ENOUGH}\n\nThese three help:\n\n- Lie down flat.\n- Breathe out slowly.\n"
    passages = cut(article_of(text), 55)
    assert [passage.text.startswith("These three help:") for passage in passages] == [False, True]
    assert "- Lie down flat." in passages[1].text


def test_a_lead_in_does_not_break_the_budget() -> None:
    """Where the lead-in and the first item are too long together, they part."""
    lead = "These are the things that help most people in the first week of all:"
    item = "- " + "lie down and rest " * 4 + "."
    text = f"# Rest\n\n{ENOUGH}\n\n{lead}\n\n{item}\n"
    article = article_of(text)
    room = budget(article.title, (), count_words, PassageRecipe(max_tokens=30))
    assert all(count_words([passage.text])[0] <= room for passage in cut(article, 30))


def test_a_unit_that_is_too_long_is_divided_at_spaces() -> None:
    """No word is cut, none is lost, and every part fits."""
    long = "Rest " + "and rest " * 200 + "well."
    article = article_of(f"# Rest\n\n{long}\n")
    passages = cut(article, 50)
    assert len(passages) > 5
    assert " ".join(passage.text for passage in passages) == article.text.removeprefix("Rest\n\n")
    assert all(len(passage.text.split()) <= 47 for passage in passages)


def test_a_word_without_end_is_divided_too() -> None:
    """A line of 5,000 characters without a space is cut every 400, whatever the tokenizer says."""

    def count_letters(texts: Sequence[str]) -> list[int]:
        return [len(text) // 4 for text in texts]

    article = article_of(f"# Rest\n\n{ENOUGH}\n\n{'z' * 5_000}\n")
    passages = cut_passages(article, count_letters, PassageRecipe(max_tokens=200))
    assert sum(passage.text.count("z") for passage in passages) == 5_000
    assert all(len(passage.text) <= 800 for passage in passages)


def test_an_article_of_headings_alone_gives_no_passage() -> None:
    """There is nothing to find in it."""
    article = article_of("# Rest\n\n" + ENOUGH)
    headings = tuple(span for span in article.spans if span.kind == "heading")
    assert headings
    bare = Article(id="a", title="Rest", text="Rest", spans=headings)
    assert cut(bare, 50) == []


@pytest.mark.parametrize(
    ("title", "headings", "expected"),
    [
        ("Rest", ("At night",), "Rest > At night\nLie down."),
        ("Rest", (), "Rest\nLie down."),
        ("", (), "Lie down."),
    ],
)
def test_what_the_encoder_reads(title: str, headings: tuple[str, ...], expected: str) -> None:
    """Title and headings on a line, then the passage; nothing empty is written."""
    passage = Passage(
        article_id="a", ordinal=0, start=0, end=9, text="Lie down.", headings=headings
    )
    assert embedded_text(title, passage) == expected


def test_the_same_article_is_cut_the_same_way(article: str) -> None:
    """No clock, no set and no chance is in it."""
    assert cut(article_of(article), 30) == cut(article_of(article), 30)


def doubting(article: Article, *words: str) -> Article:
    """The same article with doubt about the units that hold these words."""
    spans = tuple(
        span._replace(doubted=any(word in article.text[span.start : span.end] for word in words))
        for span in article.spans
    )
    return replace(article, spans=spans)


TWO_SECTIONS = f"# Rest\n\n{ENOUGH}\n\n## Offers\n\nBuy a bed. Buy a lamp.\n"


def test_what_may_be_junk_makes_no_passage_of_its_own():
    """A section in which everything is doubted is not found; it stays in the article."""
    article = doubting(article_of(TWO_SECTIONS), "Buy")

    assert [passage.text for passage in cut(article, 100) if "Buy" in passage.text] == []
    assert "Buy a bed." in article.text


def test_a_doubted_sentence_among_others_stays_with_them():
    """Where one sentence of a passage is the author's for certain, all are found."""
    article = doubting(article_of(TWO_SECTIONS), "Buy a bed")

    assert [p.text for p in cut(article, 100) if "Buy" in p.text] == ["Buy a bed. Buy a lamp."]


def test_passages_are_numbered_without_gaps_where_some_are_left_out():
    """An ordinal says which passage of the article it is."""
    article = doubting(article_of(f"{TWO_SECTIONS}\n## Last\n\n{ENOUGH}\n"), "Buy")

    assert [passage.ordinal for passage in cut(article, 60)] == list(range(len(cut(article, 60))))
