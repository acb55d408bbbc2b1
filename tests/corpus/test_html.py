"""Of a page its article is read, in blocks, and what it says of itself, with where it says so."""

from __future__ import annotations

import contextlib
import json
import time

import pytest

from corpus.errors import GaveUpError, RefusedSourceError
from corpus.readers.extract import Extract
from corpus.readers.html import read_html
from corpus.readers.lean import MAX_NESTING, lean_page

PROSE = (
    "Rest is allowed at any time of the day, and nobody has to earn it first.",
    "The body recovers while you lie still, even if sleep does not come at once.",
    "Most people find that a dark and quiet room helps, and so does a fixed hour.",
    "Talk to your doctor if nights like these go on for more than a month or two.",
)


def page(body: str, head: str = "") -> str:
    """A page as sites write them: a menu, an article, a footer."""
    return (
        f"<!doctype html><html lang='en-GB'><head>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/b'>Blog</a></li></ul></nav>"
        f"{body}<footer><p><a href='/terms'>Terms</a></p></footer></body></html>"
    )


def blocks(extract: Extract) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block."""
    return [(b.kind, b.level, extract.text[b.start : b.end]) for b in extract.blocks]


def article(inner: str) -> str:
    """An article element with enough prose around something."""
    return f"<article><p>{PROSE[0]}</p>{inner}<p>{PROSE[1]}</p><p>{PROSE[2]}</p></article>"


# Blocks


def test_an_article_is_read_in_blocks() -> None:
    """Headings with their levels, paragraphs, lists with their markers, quotations."""
    inner = (
        "<h2>At night</h2><ul><li>dark</li><li>quiet</li></ul>"
        "<h3>In order</h3><ol><li>lie down</li><li>breathe out</li></ol>"
        "<blockquote>Rest is work, too.</blockquote>"
    )
    assert blocks(read_html(page(article(inner)))) == [
        ("paragraph", 0, PROSE[0]),
        ("heading", 2, "At night"),
        ("list_item", 0, "- dark"),
        ("list_item", 0, "- quiet"),
        ("heading", 3, "In order"),
        ("list_item", 0, "1. lie down"),
        ("list_item", 0, "2. breathe out"),
        ("quote", 0, "Rest is work, too."),
        ("paragraph", 0, PROSE[1]),
        ("paragraph", 0, PROSE[2]),
    ]


def test_inline_elements_lose_no_word() -> None:
    """Links, emphasis, code and line breaks inside a paragraph are part of its sentence."""
    inner = (
        "<p>Call <a href='tel:988'>988</a>, <em>or</em> text <b>HOME</b> to "
        "<code>741741</code>,<br>at any hour of the day or of the night.</p>"
    )
    expected = "Call 988, or text HOME to 741741, at any hour of the day or of the night."
    assert ("paragraph", 0, expected) in blocks(read_html(page(article(inner))))


def test_a_list_item_of_paragraphs_keeps_its_marker_once() -> None:
    """`<li><p>…</p><p>…</p></li>` is one item, and the paragraph that goes on with it."""
    inner = "<ul><li><p>Lie down.</p><p>Then wait a while.</p></li><li>Breathe.</li></ul>"
    texts = [text for _, _, text in blocks(read_html(page(article(inner))))]
    assert "- Lie down." in texts
    assert "- Breathe." in texts
    assert sum("Then wait a while." in text for text in texts) == 1


def test_the_cells_of_a_row_are_told_apart() -> None:
    """A table's row is one block; its cells do not run into each other."""
    inner = "<table><tr><td>Caffeine</td><td>after lunch</td></tr></table>"
    assert ("paragraph", 0, "Caffeine | after lunch") in blocks(read_html(page(article(inner))))


def test_the_paragraphs_of_a_cell_are_told_apart() -> None:
    """What is on two lines in a table's cell does not run together in its row."""
    inner = "<table><tr><td><p>Tea</p><p>and cola</p></td><td>after lunch</td></tr></table>"
    assert ("paragraph", 0, "Tea and cola | after lunch") in blocks(read_html(page(article(inner))))


def test_a_table_that_lays_out_a_page_is_read_as_its_paragraphs() -> None:
    """Of an old page whose columns are cells, the article's paragraphs stay paragraphs."""
    column = "<b>Rest</b>" + "".join(f"<p>{words}</p>" for words in PROSE)
    body = (
        "<table><tr><td>My pages<br>Guests</td>"
        f"<td>{column * 2}</td><td>Best seen at night</td></tr></table>"
    )
    read = blocks(read_html(page(body)))
    assert all(("paragraph", 0, words) in read for words in PROSE)
    assert not any(" | " in text for _, _, text in read)


def test_headings_and_lists_of_a_page_without_known_class_names_are_read() -> None:
    """A page of plain `div`s keeps what stands between its paragraphs."""
    body = (
        f"<div class='x1'><div class='x2'><h1>Rest</h1><p>{PROSE[0]}</p><h2>At night</h2>"
        f"<p>{PROSE[1]}</p><ul><li>a dark room</li><li>a quiet room</li></ul>"
        f"<h2>By day</h2><p>{PROSE[2]}</p><p>{PROSE[3]}</p></div></div>"
    )
    kinds = [kind for kind, _, _ in blocks(read_html(page(body)))]
    assert kinds.count("heading") >= 2
    assert kinds.count("list_item") == 2


def test_a_wikis_marks_for_its_editors_are_no_text() -> None:
    """Neither "[edit]" nor the box that asks for sources; what stands behind them stays."""
    inner = (
        "<table class='box ambox'><tr><td>This page needs more sources.</td></tr></table>"
        "<h2><span class='mw-headline'>Nights</span><span class='mw-editsection'>[edit]</span></h2>"
        "<p>Lying still helps,<sup>[<i>citation needed</i>]</sup> as many say<sup>[3]</sup>.</p>"
        "<h2>Mornings[edit]</h2><p>Getting up late helps less than one would think at four.</p>"
        "<h3><span>Noons</span><span>[edit]</span></h3>"
        "<p>Getting up at one hour each day helps as well, they say.</p>"
    )
    text = read_html(page(article(inner))).text
    assert "\nNights\n" in text
    assert "Lying still helps, as many say[3]." in text
    assert "\nMornings\n" in text
    assert "\nNoons\n" in text
    assert not any(mark in text for mark in ("[edit]", "citation needed", "more sources"))


def test_brackets_of_a_page_that_is_no_wiki_stay() -> None:
    """They may be its author's."""
    inner = "<p>Nothing helps <sup>[citation needed]</sup>, said my sister at four.</p>"
    assert "[citation needed]" in read_html(page(article(inner))).text


def test_scripts_styles_and_comments_are_no_text() -> None:
    """What no reader sees is in no article."""
    inner = "<script>var secret = 1;</script><style>.secret{}</style><!-- secret --><p>Seen.</p>"
    text = read_html(page(article(inner))).text
    assert "secret" not in text
    assert PROSE[0] in text


def test_three_hundred_nested_elements_keep_their_text() -> None:
    """libxml2 gives up at 256; the second extractor does not."""
    inner = "".join(f"<p>{line}</p>" for line in PROSE * 3)
    extract = read_html(page("<div>" * 300 + inner + "</div>" * 300))
    assert all(line in extract.text for line in PROSE)


def test_a_short_first_answer_is_seen_and_told() -> None:
    """Where one extractor finds much less than the other, the longer text is taken, with a note."""
    inner = "".join(f"<p>{line}</p>" for line in PROSE * 3)
    notes = read_html(page("<div>" * 300 + inner + "</div>" * 300)).notes
    assert len(notes) == 1
    assert notes[0].startswith("extractors disagree: trafilatura found ")


@pytest.mark.parametrize(
    "body", ["", "<div></div>", "<script>track()</script>", "<img src='a.png'>"]
)
def test_a_page_without_text_is_refused(body: str) -> None:
    """An empty page, or one that only a script would fill, is no article."""
    with pytest.raises(
        RefusedSourceError, match=r"^No article was found in this page: it holds no"
    ):
        read_html(f"<html><body>{body}</body></html>")


# Pages that parsers can't bear


def test_a_page_nested_without_end_is_given_up() -> None:
    """100,000 nested elements took the second extractor minutes; it is for the third to read."""
    with pytest.raises(GaveUpError, match=r"^its elements are nested 100000 deep, where a page"):
        read_html("<html><body>" + "<div>" * 100_000 + PROSE[0])


def test_deep_but_possible_pages_are_not_refused() -> None:
    """The limit is far above what any page has."""
    assert PROSE[0] in lean_page("<div>" * (MAX_NESTING - 1) + PROSE[0])


HOSTILE = {
    "unclosed comments": "<!--" * 100_000,
    "unclosed scripts": "<script>" * 50_000,
    "opened tags": "<p " * 100_000,
    "signs": "<" * 300_000,
    "attributes": "<p " + " ".join(f"a{i}='x'" for i in range(40_000)) + ">",
    "quotes": '<p a="' * 50_000,
    "entities": "&amp;" * 100_000,
}


@pytest.mark.parametrize("start", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_page_makes_reading_hang(start: str) -> None:
    """Pages that were slow, or quadratic in some parser, are read or refused within seconds."""
    began = time.process_time()
    with contextlib.suppress(RefusedSourceError):
        read_html(f"<html><body>{start}<p>{PROSE[0]}</p></body></html>")
    assert time.process_time() - began < 20


def test_a_long_attribute_is_not_a_long_tag() -> None:
    """Forums keep whole threads in an attribute; the page around it is still read."""
    data = "x" * 100_000
    text = lean_page(f"<div data-preloaded='{data}'><p>{PROSE[0]}</p></div>")
    assert PROSE[0] in text


# Metadata


def test_json_ld_says_most() -> None:
    """Each field, and that it was read in the page's description of itself."""
    described = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Other"},
            {
                "@type": "MedicalWebPage",
                "headline": "Rest well",
                "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Karlsson"}],
                "publisher": {"name": "Night Clinic"},
                "url": "https://clinic.example/rest",
                "datePublished": "2025-03-04T10:00:00Z",
                "dateModified": "2025-05",
                "license": "https://creativecommons.org/licenses/by/4.0/",
                "inLanguage": "en-GB",
            },
        ],
    }
    head = f"<script type='application/ld+json'>{json.dumps(described)}</script>"
    metadata = read_html(page(article(""), head)).metadata
    assert {name: stated.value for name, stated in metadata.items()} == {
        "title": "Rest well",
        "author": "Ann Lee, Bo Karlsson",
        "site": "Night Clinic",
        "url": "https://clinic.example/rest",
        "published": "2025-03-04",
        "modified": "2025-05",
        "licence": "CC BY 4.0",
        "language": "en",
    }
    assert {stated.origin for stated in metadata.values()} == {"json-ld"}


def test_meta_tags_come_second_and_visible_marks_third() -> None:
    """Each field has the best source that states it."""
    head = (
        "<title>Rest well | Night Clinic</title>"
        "<meta property='og:title' content='Rest well'>"
        "<meta name='dcterms.issued' content='2025-01-02'>"
        "<link rel='canonical' href='https://clinic.example/rest'>"
        "<link rel='license' href='https://creativecommons.org/licenses/by-sa/4.0/'>"
    )
    body = (
        "<article><h1>Rest well</h1><a rel='author'>Ann Lee</a>"
        "<time datetime='2025-02-03'>3 Feb</time>" + article("") + "</article>"
    )
    metadata = read_html(page(body, head)).metadata
    assert {name: tuple(stated) for name, stated in metadata.items()} == {
        "title": ("Rest well", "meta"),
        "url": ("https://clinic.example/rest", "meta"),
        "licence": ("CC BY-SA 4.0", "meta"),
        "published": ("2025-01-02", "meta"),
        "language": ("en", "meta"),
        "author": ("Ann Lee", "visible"),
        "site": ("Night Clinic", "meta"),
    }


def test_nothing_is_invented() -> None:
    """A page that states nothing but its language has no author, date or title."""
    assert set(read_html(page(article(""))).metadata) == {"language"}


def test_a_forums_own_name_is_not_the_topics_title() -> None:
    """The heading that the window's title begins with is the title; on forums an h2."""
    head = "<title>Cannot sleep before exams - Night Forum</title>"
    body = "<h1>Night Forum</h1><h2>Cannot sleep before exams</h2>" + article("")
    assert read_html(page(body, head)).metadata["title"] == ("Cannot sleep before exams", "visible")


def test_a_blogs_own_name_is_not_its_posts_title() -> None:
    """Above an h1 that the window's title does not name, the h3 that it repeats is the title."""
    head = "<title>Counting sheep again</title>"
    body = "<h1>The Night Diary</h1><h3>Counting sheep</h3><h3>Counting sheep again</h3>"
    stated = read_html(page(body + article(""), head)).metadata["title"]
    assert stated == ("Counting sheep again", "visible")


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("<meta name='author' content='https://clinic.example/team'>", "author"),
        ("<link rel='canonical' href='javascript:alert(1)'>", "url"),
        ("<meta name='date' content='soon'>", "published"),
        (f"<meta name='author' content='{'x' * 400}'>", "author"),
        ("<script type='application/ld+json'>{not json</script>", "title"),
    ],
)
def test_a_value_that_cannot_be_what_it_says_is_left_out(tag: str, field: str) -> None:
    """An address is no author, a script no address, "soon" no day, a paragraph no name."""
    assert field not in read_html(page(article(""), tag)).metadata


def test_lone_surrogates_in_json_ld_are_mended() -> None:
    """JSON can write what no file can hold; it must not reach an article."""
    described = r'{"@type": "Article", "headline": "Rest \ud800 well", "author": "Ann \udc00 Lee"}'
    head = f"<script type='application/ld+json'>{described}</script>"
    metadata = read_html(page(article(""), head)).metadata
    assert metadata["title"].value == "Rest \ufffd well"
    assert metadata["author"].value == "Ann \ufffd Lee"
