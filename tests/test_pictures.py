"""The pictures of the page are those that the script takes, small, and each is shown somewhere."""

import re
from pathlib import Path

import pytest

from benchmarks.page.pictures import DOCS, NARROW, PICTURES

ROOT = Path(__file__).parents[1]
MOST_BYTES = 300_000


def test_every_picture_is_taken_by_the_script():
    """None is left over from an earlier page."""
    assert {path.stem for path in DOCS.glob("*.png")} == {each.name for each in PICTURES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda each: each.name)
def test_a_picture_is_small_and_shown(picture):
    """With words for who can't see it; of the size that the script says."""
    data = (DOCS / f"{picture.name}.png").read_bytes()
    assert len(data) < MOST_BYTES
    size = tuple(int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert size == picture.size
    page = (DOCS / "pictures.md").read_text("utf-8")
    assert re.search(rf"!\[[^\]]{{5,}}\]\({picture.name}\.png\)", page)


def test_pictures_show_both_schemes_and_both_widths():
    """Wide and on a phone, light and dark."""
    looks = {(each.size == NARROW, each.scheme) for each in PICTURES}
    assert len(looks) == 4


def test_the_readme_shows_the_page():
    """Its first picture is the one of results."""
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert shown[0] == "docs/results.png"
    assert all((ROOT / path).is_file() for path in shown)
