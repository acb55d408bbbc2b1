"""What a source says of itself is stored as it can be shown, or not at all."""

from __future__ import annotations

import pytest

from corpus.article import Field, Stated
from corpus.readers.formats import read_source
from corpus.readers.stated import fit

UNSEEN = (
    *("\x00", "\x07", "\x1b[31m", "\x9b", "\xad", "\u034f", "\u061c", "\u115f", "\u180e", "\u200b"),
    *("\u202e", "\u2060", "\u206f", "\u3164", "\ufeff", "\uffa0", "\ufff9", "\ufffe", "\ufdd0"),
    *("\U0001d173", "\U000e0041", "\U0010ffff", "\ud800"),
)


def fitted(name: Field, value: str) -> str:
    """A field as it is stored; '' where it is not."""
    found = fit({name: Stated(value, "front matter")})
    return found[name].value if name in found else ""


@pytest.mark.parametrize("char", UNSEEN, ids=ascii)
def test_no_field_holds_what_nobody_sees(char: str) -> None:
    """Nothing in a title turns, hides or splits its words; they stay."""
    shown = fitted("title", f"Re{char}st at noon\n")
    assert shown in ("Rest at noon", "Re\ufffdst at noon")


@pytest.mark.parametrize("char", ["\u200d", "\u200c", "\ufe0f", "é", "\U0001f3f3"])
def test_what_scripts_are_written_with_stays(char: str) -> None:
    """Joiners and selectors are part of Persian, Hindi and emoji."""
    assert fitted("title", f"a{char}b") == f"a{char}b"


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("url", "https://rest.example/a?b=1#c", "https://rest.example/a?b=1#c"),
        ("url", "HTTP://rest.example", "HTTP://rest.example"),
        ("url", "javascript:alert(1)", ""),
        ("url", "data:text/html,x", ""),
        ("url", "https://rest.example/a b", ""),
        ("url", "//rest.example/a", ""),
        ("published", "2026-02-28", "2026-02-28"),
        ("published", "2026-02", "2026-02"),
        ("published", "2026", "2026"),
        ("published", "2026-02-30", ""),
        ("published", "last spring", ""),
        ("modified", "0000", ""),
        ("title", "a" * 2000, "a" * 2000),
        ("title", "a" * 2001, ""),
        ("author", "b" * 2_001, ""),
        ("site", "  Quiet\n Mile ", "Quiet Mile"),
        ("licence", "\u200b", ""),
    ],
)
def test_a_field_is_what_it_says_or_is_left_out(name: Field, value: str, stored: str) -> None:
    """Links lead to the web, dates are days that there are, nothing is endless."""
    assert fitted(name, value) == stored


@pytest.mark.parametrize(("format", "ending"), [("text", "\n"), ("markdown", "\n\n")])
def test_every_reader_is_held_to_it(format: str, ending: str) -> None:
    """Front matter as pages: the link that is none is not stored, and the text is read."""
    text = f"---\ntitle: 'Re\u202est'\nurl: 'javascript:alert(1)'\n---\nRest is allowed.{ending}"
    found = read_source(text.encode(), format=format)  # type: ignore[arg-type]
    assert {name: said.value for name, said in found.metadata.items()} == {"title": "Rest"}


def test_an_overlong_heading_is_no_title() -> None:
    """A paragraph in the wrong tag: its first words name the article."""
    from corpus.prepare import prepare

    line = "Rest is allowed at any time of the day. " * 20
    page = f"<html><body><h1>{line}</h1><p>{line}</p><p>{line}</p></body></html>"
    article = prepare(page.encode(), format="html", article_id="a").article
    assert len(article.title) <= 300
