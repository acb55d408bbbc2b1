"""Printed lines become the paragraphs, lists and words that their writer meant."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.readers.columns import groups_of, heading_levels, is_set_off, look_of, with_bullets
from corpus.readers.hyphens import joined, words_of
from corpus.readers.pdf_sheets import Line, Sheet
from corpus.readers.running import running_lines

FULL = "These words fill their line from the left edge to the right edge, up to"


def line(text: str, row: float = 0, *, left: float = 70, page: int = 1, **look: float) -> Line:
    """A line of 11 points whose letters are 5 points wide; rows are 14 points apart."""
    bottom = 700 - 14 * row
    right = left + 5 * len(text)
    size, bold = look.get("size", 11), bool(look.get("bold"))
    return Line(text, page, left, right, bottom, bottom + size, size, bold)


def groups(*lines: Line) -> list[str]:
    """What each group of lines reads."""
    return [" ".join(each.text for each in group) for group in groups_of(lines, look_of(lines))]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    """Where the next line's first word would have had room; no full stop is needed for that."""
    assert groups(
        line(FULL, 0), line("here and end", 1), line(FULL, 2), line("here, in lower case.", 3)
    ) == [f"{FULL} here and end", f"{FULL} here, in lower case."]


def test_a_wider_gap_parts_paragraphs() -> None:
    """Half a line more than between lines, also after a full line."""
    assert len(groups(*(line(FULL, row) for row in (0, 1, 2.6, 3.6)))) == 2


def test_an_indented_line_begins_a_paragraph() -> None:
    """But not the second line of one, where a drop capital or a hanging item may stand."""
    lines = [line(FULL, 0), line(FULL, 1), line(FULL[:-6], 2, left=85), line(FULL, 3)]
    assert groups(*lines) == [f"{FULL} {FULL}", f"{FULL[:-6]} {FULL}"]


@pytest.mark.parametrize(
    ("ending", "beginning", "whole"),
    [
        ("people who sleep", "badly walk by day.", True),
        ("people who sleep with", "Ann Lee’s book.", True),
        ("It passes.", "Nobody has to earn it.", False),
        ("Choose one:", "a walk by day.", False),
    ],
)
def test_a_paragraph_goes_on_over_a_page_until_it_has_ended(
    ending: str, beginning: str, whole: bool
) -> None:
    """The same holds for the next column."""
    for following in (line(beginning, 0, page=2), line(beginning, 0, left=350)):
        found = groups(line(FULL, 10), line(ending, 11), following)
        assert (len(found) == 1) == whole


def test_a_bullet_that_stands_alone_belongs_to_the_line_beside_it() -> None:
    """As programs place them; its own lines go on below."""
    lines = [line("•", 0), line("keep the", 0, left=90), line("1.", 1), line("rest", 1, left=90)]
    assert [each.text for each in with_bullets(lines)] == ["• keep the", "1. rest"]
    assert [each.left for each in with_bullets(lines)] == [70, 70]


def test_a_set_in_quotation_has_its_own_edge() -> None:
    """Its lines end before those around it, and it stays whole."""
    inner = [line(FULL[:-20], row, left=90) for row in (2, 3, 4)]
    found = groups(line(FULL, 0), line("an end.", 1), *inner, line(FULL, 5), line("an end.", 6))
    assert found[1] == " ".join([FULL[:-20]] * 3)


def test_headings_are_larger_or_bold() -> None:
    """The largest is the highest; a bold sentence is none, nor is bold where all is."""
    body = [line(FULL, row) for row in range(4, 8)]
    title, part, said = (
        line("Sleep", 0, size=20),
        line("Why", 1, bold=1),
        line("Call now.", 3, bold=1),
    )
    look = look_of(body)
    assert [is_set_off(each, look) for each in (title, part, said)] == [True, True, False]
    assert heading_levels([[title], [part], body], look) == {(20, False): 1, (11, True): 2}
    bold = [line(FULL, row, bold=1) for row in range(4)]
    assert not is_set_off(bold[0], look_of(bold))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["a wor-", "ry"], "a worry"),
        (["self-", "harm"], "self-harm"),
        (["a well-being", "and well-", "being"], "a well-being and well-being"),
        (["the non-", "drinker and nondrinker"], "the nondrinker and nondrinker"),
        (["mother-in-", "law"], "mother-in-law"),
        (["Anna-", "Maria"], "Anna- Maria"),
        (["pages 3-", "5 of it"], "pages 3- 5 of it"),
        (["one –", "two"], "one – two"),
    ],
)
def test_a_word_that_a_line_s_end_parts_is_made_whole(lines: list[str], text: str) -> None:
    """Its own hyphen stays, by what else the document says."""
    found = joined(lines, words_of(lines))
    assert found.text == text
    assert len(found.starts) == len(lines)
    assert list(found.starts) == sorted(found.starts)


def sheets(*pages: Sequence[tuple[str, float]]) -> list[Sheet]:
    """Pages of 842 points, each line a text and its height."""
    return [
        Sheet(
            number,
            842,
            tuple(Line(t, number, 70, 70 + 5 * len(t), y, y + 9, 9, False) for t, y in lines),
        )
        for number, lines in enumerate(pages, 1)
    ]


def running(*pages: Sequence[tuple[str, float]]) -> list[str]:
    """The texts that belong to the pages."""
    found = running_lines(sheets(*pages))
    return sorted({each.text for each in found})


def test_what_stands_at_the_edges_of_pages_again_is_theirs() -> None:
    """At one height, in the same words but for digits."""
    pages = [[("Sleep", 800), (f"Rest {n}.", 400), (f"Page {n} of 3", 40)] for n in (1, 2, 3)]
    assert running(*pages) == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3", "Sleep"]


@pytest.mark.parametrize(
    "pages",
    [
        [[("Sleep", 800)], [("Rest", 800)], [("Work", 800)]],  # each page's own first line
        [[("Sleep", 500)], [("Sleep", 500)], [("Sleep", 500)]],  # in the middle
        [[("Call 116 123", 60)], [("Rest", 60)]],  # a number, but not a page's
        [[("12", 60)], [("In 2026 we began.", 60)]],  # counts nothing
    ],
)
def test_what_only_looks_like_it_stays(pages: list[list[tuple[str, float]]]) -> None:
    """Nothing that is said once is taken for a head or foot."""
    assert running(*pages) == []


def test_lines_of_a_list_of_contents_belong_to_the_pages() -> None:
    """Those with a row of dots that leads to a number."""
    assert running(
        [("Why the night is loud . . . . . . . 12", 500), ("Wait . . . and see", 480)]
    ) == ["Why the night is loud . . . . . . . 12"]
