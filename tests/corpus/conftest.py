"""What the tests of the corpus share: a small article of our own."""

from __future__ import annotations

import pytest

ARTICLE = """\
# Resting when you cannot sleep

Lying awake is tiring, but resting still does you good. The body recovers while you lie still.

## What helps at night

Do these in the order that suits you:

- Turn the clock to the wall.
- Breathe out for longer than you breathe in.
- Get up after half an hour and read something dull.

## When to ask for help

Talk to your doctor if nights like these go on for more than a month.
"""


@pytest.fixture
def article() -> str:
    """An article in Markdown with two sections, a list and its lead-in."""
    return ARTICLE
