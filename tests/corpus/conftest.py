"""What the tests of the corpus share: where the pages are, and small articles of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"  # for development; nothing of it is in the repository
SAMPLES = ROOT / "corpus" / "articles"
SAMPLE_GOLD = ROOT / "corpus" / "gold"

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


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared development material; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: it is for development, and is not in the repository")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample pages."""
    return SAMPLES
