"""A pasted text becomes an article with what was stated of it, and a wrong field is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.intake import add_received
from corpus.pasted import Pasted, received
from corpus.prepare import Prepared, prepare

TEXT = "Rest is allowed at any time of the day, and nobody has to earn it by being tired. " * 3


def read(pasted: Pasted) -> Prepared:
    """A pasted text as an article."""
    source = received(pasted)
    return prepare(source.data, format=source.format, article_id=source.name)


def test_every_field_is_that_of_the_article() -> None:
    """As it was stated, signs of YAML and all."""
    article = read(
        Pasted(
            text=TEXT,
            title="Rest: a 'guide' # 1",
            author="Ada Fern",
            site="- The Resting Post",
            url="https://rest.example/a?b=1&c=[2]",
            published="2026-03",
            licence="CC BY 4.0: see {note}",
        )
    ).article
    assert article.title == "Rest: a 'guide' # 1"
    assert (article.author, article.site) == ("Ada Fern", "- The Resting Post")
    assert (article.url, article.published) == ("https://rest.example/a?b=1&c=[2]", "2026-03")
    assert article.licence == "CC BY 4.0: see {note}"
    assert article.text == TEXT.strip()


def test_a_text_alone_is_enough() -> None:
    """What is not stated stays empty; the title is told from the text."""
    article = read(Pasted(text=f"On rest\n\n{TEXT}")).article
    assert article.title == "On rest"
    assert (article.author, article.site, article.url, article.published) == ("", "", "", "")


def test_pasted_junk_is_cleaned() -> None:
    """As that of any text."""
    prepared = read(Pasted(text=f"{TEXT}\n\nShare on Facebook\n", title="Rest"))
    assert "Facebook" not in prepared.article.text


def test_what_is_a_number_or_a_date_in_yaml_stays_as_it_was_typed() -> None:
    """A year alone, a title of digits, a "no" that YAML could take for false."""
    article = read(Pasted(text=TEXT, title="007", site="no", published="2026")).article
    assert (article.title, article.site, article.published) == ("007", "no", "2026")


def test_the_same_paste_twice_is_one_article(tmp_path: Path) -> None:
    """And another text under the same title is another one."""
    with Collection.open(tmp_path) as collection:
        outcomes = [
            add_received(collection, received(Pasted(title="Rest", text=text)))
            for text in (TEXT, TEXT, TEXT + "More of it.")
        ]
        assert [each.change for each in outcomes] == ["added", "unchanged", "added"]
        assert [each.id for each in collection.entries()] == [
            "pasted/rest-2.txt",
            "pasted/rest.txt",
        ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Pasted(text=" \n"), "There is no text yet"),
        (Pasted(text=TEXT, title="x" * 501), "The title is longer than 500"),
        (Pasted(text=TEXT, url="https://" + "x" * 501), "The address is longer than 500"),
        (Pasted(text=TEXT, published="last spring"), "The date 'last spring' is not understood"),
        (Pasted(text=TEXT, published="2026-02-30"), "is not understood"),
        (Pasted(text=TEXT, url="javascript:alert(1)"), "is no web address"),
        (Pasted(text=TEXT, url="http://["), "is no web address"),
    ],
)
def test_a_wrong_field_is_told(wrong: Pasted, said: str) -> None:
    """With what belongs there; nothing is guessed."""
    with pytest.raises(RefusedSourceError, match=said):
        received(wrong)


def test_a_field_can_not_end_the_front_matter() -> None:
    """Line breaks in a field are spaces."""
    article = read(Pasted(text=TEXT, title="Rest\n---\nurl: http://evil.example")).article
    assert article.title == "Rest --- url: http://evil.example"
    assert article.url == ""


def test_half_a_character_does_no_harm() -> None:
    """A browser may send a lone surrogate."""
    assert read(Pasted(text=f"{TEXT} \ud800", title="Rest \ud800")).article.title == "Rest \ufffd"
