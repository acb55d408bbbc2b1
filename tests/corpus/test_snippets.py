"""What a page asks of those who quote it is followed, kept and told."""

from __future__ import annotations

import pytest

from corpus.prepare import prepare
from corpus.readers.html import read_html
from corpus.readers.page import read_resiliparse
from corpus.readers.visible import read_visible

PROSE = (
    "Rest is allowed at any time of the day, and nobody has to earn it first.",
    "The body recovers while you lie still, even if sleep does not come at once.",
    "Most people find that a dark and quiet room helps, and so does a fixed hour.",
)
SECRET = "These words are for the readers of our own page and for nobody else."


def page(head: str = "", body: str = "", opening: str = "<body>") -> str:
    """An article, with something in its head and in its text."""
    prose = "".join(f"<p>{words}</p>" for words in PROSE)
    return (
        f"<html><head>{head}</head>{opening}<article>{prose}{body}{prose}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("nosnippet", "nosnippet"),
        ("noarchive, NOSNIPPET", "nosnippet"),
        ("max-snippet:50, max-image-preview:large", "max-snippet:50"),
        ("max-snippet: 0", "nosnippet"),
        ("max-snippet:80,nosnippet", "nosnippet"),
        ("index,follow,max-snippet:-1,max-video-preview:-1", ""),
        ("index, follow", ""),
        ("nosnippets", ""),
    ],
)
def test_a_pages_rule_is_kept_and_told(content: str, rule: str) -> None:
    """The strictest counts; no limit is no rule."""
    extract = read_html(page(f"<meta name='robots' content='{content}'>"))
    stated = extract.metadata.get("snippets")
    assert (stated.value if stated else "") == rule
    assert len(extract.notes) == bool(rule)
    assert PROSE[0] in extract.text


@pytest.mark.parametrize(
    ("tags", "rule"),
    [
        ({"googlebot": "nosnippet"}, "nosnippet"),
        ({"robots": "max-snippet:90", "Googlebot": "max-snippet:40"}, "max-snippet:40"),
        ({"robots": "max-snippet:40", "bingbot": "max-snippet:-1"}, "max-snippet:40"),
        ({"description": "nosnippet", "news": "max-snippet:0"}, ""),
    ],
)
def test_what_is_asked_of_the_known_engines_is_asked_of_this_one(
    tags: dict[str, str], rule: str
) -> None:
    """Whoever they are named by; other tags are about other things."""
    head = "".join(f"<meta name='{name}' content='{value}'>" for name, value in tags.items())
    stated = read_html(page(head)).metadata.get("snippets")
    assert (stated.value if stated else "") == rule


def test_a_curator_is_told_in_words() -> None:
    """Who decides about a page has to know what it asks."""
    tag = "<meta name='robots' content='max-snippet:50'>"
    assert read_html(page(tag)).notes == (
        "the page asks search engines to show at most 50 characters of its text (max-snippet:50)",
    )


def test_the_rule_stays_with_the_article() -> None:
    """It is part of what is known of the article, wherever that goes."""
    source = page("<meta name='robots' content='nosnippet'>").encode()
    assert prepare(source, format="html", article_id="a.html").article.snippets == "nosnippet"


@pytest.mark.parametrize("tag", ["p", "div", "section", "span"])
def test_marked_elements_are_left_out_and_told(tag: str) -> None:
    """They are neither found nor shown, and the curator learns how much was left out."""
    extract = read_html(page(body=f"<{tag} data-nosnippet>{SECRET}</{tag}><p>{PROSE[1]}</p>"))
    assert SECRET not in extract.text
    assert extract.text.count(PROSE[1]) == 3
    assert extract.notes == (
        "left out as the page asks (data-nosnippet): 14 words, in places: 1, the first "
        "“These words are for the readers of our own page and for nobo…”",
    )


def test_the_second_extractor_leaves_them_out_too() -> None:
    """Where trafilatura gives up, the page's wish is the same."""
    extract = read_resiliparse(page(body=f"<div data-nosnippet='true'>{SECRET}</div>"))
    assert SECRET not in extract.text
    assert len(extract.notes) == 1


@pytest.mark.parametrize(
    "marked",
    [
        f"<div data-nosnippet>{SECRET}</div>",
        f"<DIV class='a' data-nosnippet=''>A <div>{SECRET}</div> {SECRET}</DIV>",
        f"<p data-nosnippet>{SECRET}",
        f"<p data-nosnippet>A <b>bold</b> {SECRET}</p>",
        f"Rest <span data-nosnippet='true'>{SECRET}<br></span> and so on.",
        f"<ul><li data-nosnippet>A<ul><li>B</li></ul>{SECRET}</li><li>Rest.</li></ul>",
        f"<section data-nosnippet><div data-nosnippet>A</div><p>{SECRET}</section>",
        f"<p data-nosnippet>{SECRET}<p data-nosnippet>{SECRET}<p>Rest.</p>",
    ],
)
def test_the_reader_without_a_parser_leaves_them_out_too(marked: str) -> None:
    """It reads by tags alone; what stands before and behind is there."""
    extract = read_visible(page(body=marked))
    assert SECRET not in extract.text
    assert all(extract.text.count(words) == 2 for words in PROSE)
    assert extract.notes[0].startswith("left out as the page asks (data-nosnippet): ")


def test_what_is_never_closed_is_left_out_to_the_end() -> None:
    """As a parser would: of what the page hides, nothing is shown by mistake."""
    extract = read_visible(page(body=f"<div data-nosnippet>{SECRET}"))
    assert SECRET not in extract.text
    assert [extract.text.count(words) for words in PROSE] == [1, 1, 1]


@pytest.mark.parametrize(
    ("head", "opening", "rule"),
    [
        ("<meta name=robots content=nosnippet>", "<body>", "nosnippet"),
        ("<meta content='max-snippet:50, index' name=\"Robots\"/>", "<body>", "max-snippet:50"),
        ("<META NAME='googlebot' CONTENT='max-snippet: 0'>", "<body>", "nosnippet"),
        ("<meta name='description' content='nosnippet'>", "<body>", ""),
        ("<!-- <meta name=robots content=nosnippet> -->", "<body>", ""),
        ("", "<body class='a' data-nosnippet>", "nosnippet"),
        ("", "<body data-nosnippets title=data-nosnippet-not>", ""),
    ],
)
def test_the_reader_without_a_parser_reads_the_rule(head: str, opening: str, rule: str) -> None:
    """And keeps the text, which is the curator's."""
    extract = read_visible(page(head, opening=opening))
    stated = extract.metadata.get("snippets")
    assert (stated.value if stated else "") == rule
    assert len(extract.notes) == bool(rule)
    assert extract.text.count(PROSE[0]) == 2


def test_the_ways_of_reading_agree() -> None:
    """By a tree or by tags, a page asks the same."""
    source = page(
        "<meta name='robots' content='max-snippet:70'>",
        f"<div data-nosnippet>{SECRET} <b>{SECRET}</b></div><p data-nosnippet>{SECRET}</p>",
    )
    told = [read(source).notes for read in (read_html, read_resiliparse, read_visible)]
    assert told[0] == told[1] == told[2]


def test_marks_inside_marks_are_told_once() -> None:
    """The words are counted once."""
    marked = f"<div data-nosnippet><p data-nosnippet>{SECRET}</p></div>"
    assert "14 words, in places: 1" in read_html(page(body=marked)).notes[0]


def test_a_marked_page_is_a_page_with_a_rule() -> None:
    """A mark on the whole body asks for no snippets; it does not make the page empty."""
    extract = read_html(page(opening="<body data-nosnippet>"))
    assert extract.metadata["snippets"].value == "nosnippet"
    assert PROSE[0] in extract.text


def test_nothing_said_is_nothing_noted() -> None:
    """Most pages say nothing, and have no such field and no note."""
    extract = read_html(page())
    assert "snippets" not in extract.metadata
    assert extract.notes == ()
