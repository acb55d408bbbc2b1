"""The look is one theme of Wellread's own, light and dark, and little besides."""

import tomllib
import zlib
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
SCHEMES = ("light", "dark")
READ, LIES_ON = ("textColor", "linkColor"), ("backgroundColor", "secondaryBackgroundColor")
MOST_CSS = 8_000  # bytes, compressed


def luminance(colour):
    """How bright a colour is, as WCAG 2.2 defines it."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return sum(part * by for part, by in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    """How well two colours are told apart, from 1 to 21."""
    dark, bright = sorted(map(luminance, (one, other)))
    return (bright + 0.05) / (dark + 0.05)


def test_both_schemes_are_ours():
    """Whatever one states the other does, too, so that nothing of Streamlit's own shows through."""
    assert THEME["light"].keys() == THEME["dark"].keys()
    assert set(READ) | set(LIES_ON) <= THEME["light"].keys()


@pytest.mark.parametrize(("scheme", "read", "below"), list(product(SCHEMES, READ, LIES_ON)))
def test_words_stand_out(scheme, read, below):
    """At least 4.5 : 1, on whatever they lie."""
    assert contrast(THEME[scheme][read], THEME[scheme][below]) >= 4.5


def test_there_is_little_css():
    """Of all pages together; whoever adds a rule looks for one to take away."""
    sheets = sorted((ROOT / "page").glob("*.css"))
    assert sheets
    assert sum(len(zlib.compress(sheet.read_bytes(), 9)) for sheet in sheets) < MOST_CSS
