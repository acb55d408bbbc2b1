"""Front matter above a web page: what is known of it beside what it says of itself."""

from __future__ import annotations

import pytest

from corpus.prepare import prepare
from corpus.readers.formats import read_source

PROSE = (
    "Rest is allowed at any time of the day, and nobody has to earn it first.",
    "The body recovers while you lie still, even if sleep does not come at once.",
    "Most people find that a dark and quiet room helps, and so does a fixed hour.",
)
BODY = "".join(f"<p>{line}</p>" for line in PROSE)
HEAD = "<title>Resting at night</title><meta name='author' content='Ann Lee'>"
PAGE = f"<html><head>{HEAD}</head><body>{BODY}</body></html>"
ABOVE = "---\nurl: https://rest.example/night\nretrieved: 2024-05-01\ntitle: Resting\n---\n"


def test_what_stands_above_a_page_comes_first() -> None:
    """Its title and address are taken; what is not stated there is the page's own."""
    extract = read_source((ABOVE + PAGE).encode(), format="html")
    stated = {name: each.value for name, each in extract.metadata.items()}
    assert stated == {
        "title": "Resting",
        "author": "Ann Lee",
        "url": "https://rest.example/night",
        "retrieved": "2024-05-01",
    }
    assert "---" not in extract.text
    assert all(line in extract.text for line in PROSE)


def test_dashes_that_state_nothing_belong_to_the_page() -> None:
    """A page that begins with a line of dashes is read as it was."""
    extract = read_source(f"---\nNote: a draft\n---\n{PAGE}".encode(), format="html")
    assert extract.metadata["title"].value == "Resting at night"


@pytest.mark.parametrize(
    ("above", "inside", "expected"),
    [
        ("nosnippet", "max-snippet:50", "nosnippet"),
        ("max-snippet:90", "nosnippet", "nosnippet"),
        ("max-snippet:20", "", "max-snippet:20"),
        ("noindex", "max-snippet:50", "max-snippet:50"),
    ],
)
def test_no_rule_on_snippets_is_made_milder(above: str, inside: str, expected: str) -> None:
    """Of what a header and the page ask, the stricter is followed."""
    page = PAGE.replace("<head>", f"<head><meta name='robots' content='{inside}'>")
    extract = read_source(f"---\nsnippets: '{above}'\n---\n{page}".encode(), format="html")
    assert extract.metadata["snippets"].value == expected


@pytest.mark.parametrize(("stated", "day"), [("2024-05-01", "2024-05-01"), ("May", "2026-11-22")])
def test_the_day_a_page_was_fetched_is_kept(stated: str, day: str) -> None:
    """Where it is stated, and a day; else it is the day of adding."""
    data = f"---\nretrieved: {stated}\n---\n{PAGE}".encode()
    prepared = prepare(data, format="html", article_id="a", retrieved="2026-11-22")
    assert prepared.article.retrieved == day
