"""Plain text: its lines become headings, paragraphs, list items and quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.plain import read_plain


def blocks(text: str) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block."""
    extract = read_plain(text)
    return [(b.kind, b.level, text[b.start : b.end]) for b in extract.blocks]


def kinds(text: str) -> list[str]:
    """The blocks' kinds."""
    return [kind for kind, _, _ in blocks(text)]


def test_a_line_apart_that_ends_without_a_stop_is_a_heading() -> None:
    """The first line is the highest; a sentence, a question in a paragraph, a list are none."""
    text = "Rest\n\nRest is allowed.\n\nWhy rest?\n\nIt helps:\n\n- body\n- mind\n"
    assert blocks(text) == [
        ("heading", 1, "Rest"),
        ("paragraph", 0, "Rest is allowed."),
        ("heading", 2, "Why rest?"),
        ("paragraph", 0, "It helps:"),
        ("list_item", 0, "- body"),
        ("list_item", 0, "- mind"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "resting in the day",
        "It helps:",
        "Rest, then,",
        "12",
        "—",
        "A " * 20,
        "Rest well!",
        "x" * 120,
    ],
)
def test_what_is_no_heading(line: str) -> None:
    """Small letters, stops and commas, numbers alone, and long lines."""
    assert kinds(f"Rest\n\nRest is allowed.\n\n{line}\n\nRest is allowed.\n")[2] == "paragraph"


def test_underlined_lines_are_headings_and_their_lines_markup() -> None:
    """A line of signs is no words; a line of words above it is a heading, a date too."""
    text = "3 May, a Monday\n===============\nRest is allowed.\n\n~~~~~\nMore of it\n-----\n"
    assert kinds(text) == ["heading", "markup", "paragraph", "markup", "heading", "markup"]


def test_wrapped_mail_is_joined() -> None:
    """Lines broken to fit a width are one paragraph; one that ends early ends its own."""
    text = (
        "Rest is allowed at any time of the day and also in the middle of the\n"
        "night, and nobody has to earn it by being busy all day long before it.\n"
        "That is all.\n"
        "- Lie down on your back and let your arms and legs get as heavy as they\n"
        "  like.\n"
    )
    assert kinds(text) == ["paragraph", "list_item"] or kinds(text) == [
        "paragraph",
        "paragraph",
        "list_item",
    ]
    assert blocks(text)[0][2].startswith("Rest is allowed")
    assert "night, and nobody" in blocks(text)[0][2]
    assert blocks(text)[-1][2].endswith("like.")


def test_unwrapped_lines_are_paragraphs_each() -> None:
    """Where a line is longer than any program wraps, every line is a paragraph."""
    long = "Rest is allowed at any time of the day and also in the middle of the night. " * 3
    assert kinds(f"{long}\nshort one\n{long}\n") == ["paragraph"] * 3


def test_headings_are_found_where_no_line_is_blank() -> None:
    """A short line over a long one is a heading, where nothing else parts the paragraphs."""
    long = "Rest is allowed at any time of the day and also in the middle of the night. " * 3
    assert (
        kinds(f"Rest\n{long}\nAt night\n{long}\nBy day\n{long}\n") == ["heading", "paragraph"] * 3
    )


@pytest.mark.parametrize("marker", ["-", "*", "+", "•", "‣", "1.", "12)", "(3)"])
def test_list_items(marker: str) -> None:
    """Bullets and numbers of every kind."""
    expected = ["paragraph" if marker == "+" else "list_item"] * 2
    assert kinds(f"Rest\n\nRest is allowed.\n\n{marker} one\n{marker} two\n")[2:] == expected


def test_quoted_lines_are_quotations_and_hashes_headings() -> None:
    """Mail's and Markdown's signs are understood in text too."""
    assert blocks("### Rest\n\n> Rest is work.\n") == [
        ("heading", 3, "### Rest"),
        ("quote", 0, "> Rest is work."),
    ]


@given(text=st.text(alphabet="ab -*=#>.\n\t1", max_size=200))
def test_every_word_is_in_a_block(text: str) -> None:
    """Blocks are in order, do not overlap, and leave nothing but white space outside."""
    extract = read_plain(text)
    position = 0
    for block in extract.blocks:
        assert position <= block.start < block.end
        assert not text[position : block.start].strip()
        position = block.end
    assert not text[position:].strip()


def test_front_matter_is_metadata_and_no_block() -> None:
    """As a pasted text has it; the first heading below it is the highest."""
    text = "---\ntitle: Rest\npublished: 2026-03-19\n---\nWhy rest\n\nRest is allowed.\n"
    assert blocks(text) == [("heading", 1, "Why rest"), ("paragraph", 0, "Rest is allowed.")]
    stated = read_plain(text).metadata
    assert {name: each.value for name, each in stated.items()} == {
        "title": "Rest",
        "published": "2026-03-19",
    }


@pytest.mark.parametrize("head", ["Note: rest", "Rest is allowed.", "- rest", "a: [b"])
def test_lines_between_dashes_are_a_texts_own_where_they_state_no_field(head: str) -> None:
    """Nothing that a reader would read is taken for metadata."""
    extract = read_plain(f"---\n{head}\n---\nRest is allowed.\n")
    assert not extract.metadata
    assert head in [extract.text[b.start : b.end].strip() for b in extract.blocks]
