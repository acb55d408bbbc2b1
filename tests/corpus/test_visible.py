"""Without any parser, a page's visible text is read in its order, in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Stated
from corpus.errors import RefusedSourceError
from corpus.readers.extract import Extract
from corpus.readers.visible import read_visible


def blocks(extract: Extract) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block."""
    return [(b.kind, b.level, extract.text[b.start : b.end]) for b in extract.blocks]


def test_blocks_are_told_by_their_tags() -> None:
    """Headings with their levels, paragraphs, list items, quotations; the rest are paragraphs."""
    page = (
        "<html><body><h1>Rest</h1><p>It is <b>allowed</b>,<br>at night.</p><div>By day &amp; "
        "night</div><ul><li>dark<li>quiet</ul><blockquote>Wait.</blockquote>end</body></html>"
    )
    assert blocks(read_visible(page)) == [
        ("heading", 1, "Rest"),
        ("paragraph", 0, "It is allowed, at night."),
        ("paragraph", 0, "By day & night"),
        ("list_item", 0, "- dark"),
        ("list_item", 0, "- quiet"),
        ("quote", 0, "Wait."),
        ("paragraph", 0, "end"),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<nav><ul><li>Home</ul></nav><p>Rest.</p><footer>Imprint</footer>", "Rest."),
        ("<head><title>Rest</title></head><body><p>Rest.</p></body>", "Rest."),
        ("<head><title>Rest</title><body><p>Rest.</p>", "Rest."),
        ("<nav><a href='/'>Home</a><main><p>Rest.</p></main>", "Rest."),
        ("<script>track('<p>')</script><style>p{}</style><!-- <p>ad</p> --><p>Rest.</p>", "Rest."),
        ("<select><option>UK<option>NZ</select><p>Rest.</p>", "Rest."),
        ("<!doctype html><?xml version='1.0'?><p>Rest.", "Rest."),
        ("<p>Rest &lt;b&gt; is 1 < 2, 3 > 2.</p>", "Rest <b> is 1 < 2, 3 > 2."),
        (f"<p>Rest &#{'9' * 5000}; well", f"Rest &#{'9' * 5000}; well"),
    ],
)
def test_only_what_is_visible_is_read(page: str, expected: str) -> None:
    """Menus, footers, scripts and heads are not; what is never closed hides no article."""
    assert read_visible(page).text == expected


def test_the_window_title_is_the_title() -> None:
    """Without the site's name."""
    page = "<html><head><title>Resting &amp; waiting | Quiet Mile</title></head><p>Rest.</p>"
    assert read_visible(page).metadata == {"title": Stated("Resting & waiting", "meta")}
    assert read_visible("<p>Rest.</p>").metadata == {}


@pytest.mark.parametrize("page", ["", "<p></p>", "<nav>Home</nav>", "<script>x()</script>"])
def test_a_page_that_shows_no_word_is_refused(page: str) -> None:
    """It is no article in any way of reading."""
    with pytest.raises(RefusedSourceError, match=r"^No article was found in this page: it holds"):
        read_visible(page)


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<a ", "<p", "<!", "<!--", "<script>", "<nav>", "</p", "&", "&#", "<title>"],
)
def test_what_never_ends_is_read_in_linear_time(piece: str) -> None:
    """A million of them took minutes where a pattern looked for each one's end."""
    page = f"<p>Rest is allowed.</p>{piece * 400_000}"
    assert read_visible(page).text.startswith("Rest is allowed.")


TAGS = (
    "<p>",
    "</p>",
    "<nav>",
    "</nav>",
    "<main>",
    "<li>",
    "<br/>",
    "<!--",
    "-->",
    "<",
    ">",
    "&lt;",
)


@given(pieces=st.lists(st.sampled_from([*TAGS, "word ", "é", "<h2 a='>'>", "</head>"])))
def test_blocks_lie_in_order_inside_the_text(pieces: list[str]) -> None:
    """Whatever the markup; a page with no word is refused."""
    try:
        extract = read_visible("".join(pieces))
    except RefusedSourceError:
        return
    ends = [0, *(place for block in extract.blocks for place in (block.start, block.end))]
    assert ends == sorted(ends)
    assert all(extract.text[block.start : block.end].strip() for block in extract.blocks)
