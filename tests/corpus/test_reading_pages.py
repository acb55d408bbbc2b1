"""Where the best extractor gives up, the next one reads the page, and a note says so."""

from __future__ import annotations

import pytest

from corpus.errors import GaveUpError, RefusedSourceError
from corpus.readers.extract import Extract
from corpus.readers.page import EXTRACTORS, read_here, read_page, read_resiliparse

PROSE = (
    "Rest is allowed at any time of the day, and nobody has to earn it first.",
    "The body recovers while you lie still, even if sleep does not come at once.",
    "Most people find that a dark and quiet room helps, and so does a fixed hour.",
)
HEAD = "<title>Resting at night</title><meta name='author' content='Ann Lee'>"
PAGE = f"<html><head>{HEAD}</head><body>{''.join(f'<p>{line}</p>' for line in PROSE)}</body></html>"
DEEP = f"<html><head>{HEAD}</head><body>{'<div>' * 20_000}<p>{PROSE[0]}</p><p>{PROSE[1]}</p>"


class Failing:
    """Extractors of which the first few give up; notes which were asked."""

    def __init__(self, failing: int) -> None:
        self.failing = failing
        self.asked: list[str] = []

    def __call__(self, name: str, page: str) -> Extract:
        """Give up, or read."""
        self.asked.append(name)
        if len(self.asked) <= self.failing:
            raise GaveUpError("it was tired")
        return read_here(name, page)


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_the_next_one_is_asked_until_one_reads(failing: int) -> None:
    """The text is the same for a plain page; the note names the reader and all that gave up."""
    attempt = Failing(failing)
    extract = read_page(PAGE, attempt)
    assert attempt.asked == list(EXTRACTORS)[: failing + 1]
    assert [extract.text[b.start : b.end] for b in extract.blocks] == list(PROSE)
    assert extract.metadata["title"].value == "Resting at night"
    assert (
        extract.notes
        == (
            (),
            ("read by resiliparse, since others gave up (trafilatura: it was tired)",),
            (
                "read by visible text, since others gave up (trafilatura: it was tired; "
                "resiliparse: it was tired)",
            ),
        )[failing]
    )


def test_where_all_give_up_the_page_is_refused() -> None:
    """Its message holds every reason."""
    with pytest.raises(
        RefusedSourceError,
        match=r"^No article could be read: trafilatura: it was tired; resiliparse: it was tired; "
        r"visible text: it was tired\.$",
    ):
        read_page(PAGE, Failing(3))


def test_a_page_without_an_article_is_asked_about_once() -> None:
    """A refusal is the answer; menus are not made an article by the last extractor."""
    attempt = Failing(0)
    with pytest.raises(RefusedSourceError, match=r"^No article was found in this page: it holds"):
        read_page("<html><body><img src='a.png'></body></html>", attempt)
    assert attempt.asked == ["trafilatura"]


def test_a_page_that_parsers_cannot_bear_is_read_without_one() -> None:
    """20,000 nested elements: its visible text is the article, with the reason, said once each."""
    extract = read_page(DEEP)
    assert extract.text == f"{PROSE[0]}\n\n{PROSE[1]}"
    assert len(extract.notes) == 1
    assert "read by visible text" in extract.notes[0]
    assert "its elements are nested 20000 deep" in extract.notes[0]


def test_resiliparse_alone_reads_text_and_fields() -> None:
    """The page's own details are as the best extractor's."""
    extract = read_resiliparse(PAGE)
    assert all(line in extract.text for line in PROSE)
    assert extract.metadata["author"].value == "Ann Lee"


def test_resiliparse_alone_gives_up_where_it_finds_nothing() -> None:
    """There may be visible text all the same."""
    with pytest.raises(GaveUpError, match=r"^it found no text$"):
        read_resiliparse("<html><body></body></html>")
