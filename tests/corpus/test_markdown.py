"""Markdown: CommonMark's blocks at their exact places, front matter as metadata."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean.cleaner import clean
from corpus.readers.extract import Extract
from corpus.readers.markdown import plain_text, read_markdown


def blocks(extract: Extract) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block, without the white space around it."""
    return [(b.kind, b.level, extract.text[b.start : b.end].strip()) for b in extract.blocks]


def test_blocks_are_where_they_stand() -> None:
    """Headings of both kinds, paragraphs, lists, quotations and tables, in the source's words."""
    text = (
        "# Rest\n\nRest is *allowed*.\nEven by day.\n\nAt night\n--------\n\n"
        "- dark\n- quiet\n    1. ear plugs\n\n> Rest is work.\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    assert blocks(read_markdown(text)) == [
        ("heading", 1, "# Rest"),
        ("paragraph", 0, "Rest is *allowed*.\nEven by day."),
        ("heading", 2, "At night\n--------"),
        ("list_item", 0, "- dark"),
        ("list_item", 0, "- quiet"),
        ("list_item", 0, "1. ear plugs"),
        ("quote", 0, "> Rest is work."),
        ("paragraph", 0, "| a | b |"),
        ("paragraph", 0, "| c | d |"),
    ]


def test_a_table_may_end_a_quotation() -> None:
    """The last line is a bare mark: parsers before 4.3 looked behind the text's end there."""
    assert blocks(read_markdown("> a | b\n> --- | ---\n> x\n>")) == [
        ("paragraph", 0, "> a | b"),
        ("paragraph", 0, "> x"),
    ]


@given(text=st.text(alphabet="ab #*-_>|`[]()!\n\t1.", max_size=200))
@settings(max_examples=300, deadline=None)
def test_blocks_never_overlap(text: str) -> None:
    """Whatever the text, blocks are in order and inside it."""
    position = 0
    for block in read_markdown(text).blocks:
        assert position <= block.start <= block.end <= len(text)
        position = block.end


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rest is *allowed* and **good**.", "Rest is allowed and good."),
        ("***Rest*** _well_ and __long__.", "Rest well and long."),
        ("Read [this guide](https://x.example/a_b).", "Read this guide."),
        ("See [the guide][1] or <https://x.example>.", "See the guide or https://x.example."),
        ("![a dark room](room.png) It is dark.", "It is dark."),
        ("Use `breathe()` daily.", "Use breathe() daily."),
        ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
        (r"1\. not a list, \*not\* stressed", "1. not a list, *not* stressed"),
        ("A <b>bold</b> word, 3 < 4.", "A bold word, 3 < 4."),
        ("## Rest ##", "Rest"),
        ("> Rest\n> is work", "Rest\nis work"),
        ("*Half of a mark.", "Half of a mark."),
        ("Rest.*", "Rest."),
        ("a link](https://x.example)", "a link"),
    ],
)
def test_inline_marks_are_taken_off(written: str, read: str) -> None:
    """A reader sees the words; what only looks like a mark stays."""
    assert plain_text(written) == read


def test_a_mark_around_two_sentences_leaves_nothing_behind() -> None:
    """Emphasis that is opened in one sentence and closed in the next is taken off both."""
    cleaned = clean(read_markdown("# Rest\n\n**Rest well. Rest often.** Then *go. Slowly.*\n"))
    assert cleaned.text == "Rest\n\nRest well. Rest often. Then go. Slowly."


FIELDS = """\
---
title: "Rest: a guide"
authors: [Ann Lee, Bo Karlsson]
publisher: Night Clinic
url: https://clinic.example/rest
date: 2025-03-04
last_reviewed: 2025-05-06 10:00:00
license: CC BY 4.0
lang: en
tags: [rest]
---
# Rest

It is allowed.
"""


def test_front_matter_becomes_metadata() -> None:
    """Its usual spellings are known; what we have no field for is passed over."""
    extract = read_markdown(FIELDS)
    assert {name: stated.value for name, stated in extract.metadata.items()} == {
        "title": "Rest: a guide",
        "author": "Ann Lee, Bo Karlsson",
        "site": "Night Clinic",
        "url": "https://clinic.example/rest",
        "published": "2025-03-04",
        "modified": "2025-05-06",
        "licence": "CC BY 4.0",
        "language": "en",
    }
    assert {stated.origin for stated in extract.metadata.values()} == {"front matter"}
    assert blocks(extract)[0] == ("heading", 1, "# Rest")


def test_front_matter_is_accounted_for_as_markup() -> None:
    """It is in the account, dropped as markup, and not in the text."""
    cleaned = clean(read_markdown(FIELDS))
    assert cleaned.decisions[0].rule == "markup/1"
    assert cleaned.text == "Rest\n\nIt is allowed."


@pytest.mark.parametrize(
    "matter",
    ["- a\n- b\n", "title: [unclosed\n", "just words\n", "x: !!python/object:os.system {}\n"],
)
def test_what_is_no_front_matter_is_left_as_text(matter: str) -> None:
    """A rule at the top is only a rule; and no YAML can run anything."""
    extract = read_markdown(f"---\n{matter}---\n\n# Rest\n\nIt is allowed.\n")
    assert extract.metadata == {}
    assert blocks(extract)[-1] == ("paragraph", 0, "It is allowed.")


def test_aliases_in_front_matter_do_not_grow_without_end() -> None:
    """A "billion laughs" of YAML is read in no time, and gives no field of that size."""
    lines = ["a0: &a0 [rest, rest]"]
    lines += [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]" for i in range(1, 30)]
    text = "---\n" + "\n".join(lines) + "\ntags: *a29\n---\n# Rest\n\nIt is allowed.\n"
    began = time.process_time()
    read_markdown(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_commonmark_has_it(end: str) -> None:
    """Also with the lone carriage returns of an old Mac."""
    text = end.join(("# Rest", "", "It is allowed.", "", "- dark", "- quiet", ""))
    assert blocks(read_markdown(text)) == [
        ("heading", 1, "# Rest"),
        ("paragraph", 0, "It is allowed."),
        ("list_item", 0, "- dark"),
        ("list_item", 0, "- quiet"),
    ]


SLOW = ["[", "[a](", "*a ", "_a ", "`", "<a ", "![", "> ", "- ", "\\", "|", "a|b\n", "* * ", "]("]


@pytest.mark.parametrize("piece", SLOW)
def test_no_markdown_makes_reading_slow(piece: str) -> None:
    """100,000 characters of nothing but marks are read and cleaned within seconds."""
    began = time.process_time()
    clean(read_markdown((piece * 100_000)[:100_000]))
    assert time.process_time() - began < 20


def test_lone_surrogates_in_front_matter_are_mended() -> None:
    """YAML can write what no file can hold; it must not reach an article."""
    metadata = read_markdown('---\ntitle: "Rest \\uD800 well"\n---\n\nText.\n').metadata
    assert metadata["title"].value == "Rest \ufffd well"
