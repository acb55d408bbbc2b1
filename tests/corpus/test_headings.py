"""A heading over something that stays is no furniture, whatever its words are like."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import clean
from corpus.readers.markdown import read_markdown

PROSE = (
    "Write down for a week what you did in the hour before each bad night, and read it on Sunday."
)


def cleaned(*blocks: str) -> str:
    """A Markdown text's blocks, a blank line apart, cleaned by the rules."""
    return clean(read_markdown("\n\n".join(["# Bad nights", PROSE, *blocks]))).text


@pytest.mark.parametrize("heading", ["Find the source", "Know the site", "Review the guide"])
def test_an_order_over_a_paragraph_is_a_chapter(heading: str) -> None:
    """The same words with nothing under them were a link's."""
    assert heading in cleaned(f"## {heading}", PROSE)
    assert heading not in cleaned(PROSE, heading)


@pytest.mark.parametrize("heading", ["Read this guide", "Examine here", "Find the source here"])
def test_what_points_at_a_link_goes_over_a_paragraph_too(heading: str) -> None:
    """In a text without marks a bought link looks like a heading."""
    assert heading not in cleaned(f"## {heading}", PROSE)


@pytest.mark.parametrize("heading", ["Contact", "Contact:"])
def test_the_heading_over_whom_to_call_stays_with_it(heading: str) -> None:
    """A number under no heading is nobody's; over an address alone the heading goes with it."""
    assert heading in cleaned(f"## {heading}", "The ward: 555-0170, on weekdays from 8 to 4.")
    assert heading not in cleaned(f"## {heading}", "12 Harbour Street", "Map and parking")
