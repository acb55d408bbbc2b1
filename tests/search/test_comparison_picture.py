"""The picture of a comparison: well-formed, harmless, and saying what the figures say."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from search.comparison import Compared
from search.comparison_picture import draw_comparison, nice

SVG = "{http://www.w3.org/2000/svg}"


def compared(measure="nDCG@10", differences=(0.5, 0.0, -0.25), p=0.2, mode="best"):
    """One measure's comparison."""
    mean = sum(differences) / len(differences)
    return Compared(mode, measure, differences, 0.4, 0.4 + mean, mean - 0.05, mean + 0.05, p, p)


def drawn(*found, before="before", after="after"):
    """The picture's elements."""
    return ET.fromstring(draw_comparison(found, before=before, after=after))


def texts(picture):
    """What is written in it."""
    return [each.text for each in picture.iter(f"{SVG}text")]


def test_names_of_any_kind_are_text():
    """No markup of a file's name becomes the picture's, and no letter breaks it."""
    hostile = "<script>alert(1)</script>&\x07\udcff\"'"

    picture = drawn(compared(), before=hostile, after="b" * 90)

    assert list(picture.iter(f"{SVG}script")) == []
    assert "<script>alert(1)</script>&\"'" in picture.find(f"{SVG}title").text
    assert max(map(len, texts(picture))) < 110


def test_nothing_is_loaded_from_outside():
    """No address but the name of the format."""
    made = draw_comparison([compared()], before="a", after="b")

    assert made.count("http") == 1
    assert "href" not in made
    assert "url(" not in made
    assert "prefers-color-scheme: dark" in made


def test_every_measure_has_its_row_and_its_words():
    """Mean, interval and verdict are read beside the dot; colour says nothing alone."""
    found = (
        compared(differences=(0.2, 0.2), p=0.01),
        compared("RR@10", differences=(-0.2, -0.2), p=0.01),
        compared("R@10", differences=(0.1, -0.1), p=0.9),
    )

    picture = drawn(*found)

    kinds = [each.get("class") for each in picture.iter(f"{SVG}circle")]
    assert kinds == ["better", "worse", "chance"]
    assert "+0.200 [+0.150, +0.250] better" in texts(picture)
    assert "−0.200 [−0.250, −0.150] worse" in texts(picture)
    assert "0.000 [−0.050, +0.050]" in texts(picture)
    assert "best R@10 0.000 (may be chance)" in picture.find(f"{SVG}desc").text


def test_dots_stand_where_their_differences_are():
    """0 on the line, gains to its right in proportion."""
    picture = drawn(
        compared(differences=(0.0,)), compared("RR@10", (0.05,)), compared("R@10", (-0.1,))
    )

    zero, gain, loss = (float(each.get("cx")) for each in picture.iter(f"{SVG}circle"))
    assert gain - zero == pytest.approx((zero - loss) / 2, abs=0.2)
    assert loss < zero < gain


def test_questions_are_drawn_best_first():
    """A bar each that differs: gains from the left, losses to the right end."""
    picture = drawn(compared(differences=(-0.25, 0.5, 0.0, 0.1)))

    bars = {
        each.get("class"): each.get("d").count("M")
        for each in picture.iter(f"{SVG}path")
        if "bars" in each.get("class")
    }
    assert bars == {"better bars": 2, "worse bars": 1}
    assert "nDCG@10, question by question: 2 better, 1 the same, 1 worse" in texts(picture)


@pytest.mark.parametrize("differences", [(0.0,), (0.0, 0.0), (1e-12, -1e-12), (1.0,) * 3000])
def test_any_differences_can_be_drawn(differences):
    """Also none, one, and many."""
    picture = drawn(compared(differences=differences))

    assert float(picture.get("height")) < 400
    assert list(picture.iter(f"{SVG}circle"))


def test_a_picture_is_the_one_that_was_looked_at():
    """Every line, dot, bar and word where a person found it right, in `comparison.svg`."""
    found = (
        Compared("best", "nDCG@10", (0.5, 0.0, -0.25, 0.1), 0.4, 0.4875, 0.02, 0.155, 0.01, 0.03),
        Compared("best", "RR@10", (0.0, -0.2), 0.5, 0.4, -0.17, -0.03, 0.01, 0.03),
        Compared("words", "nDCG@10", (0.04, -0.04), 0.3, 0.3, -0.05, 0.05, 0.9, 0.9),
    )
    looked_at = Path(__file__).with_name("comparison.svg").read_text("utf-8")

    assert draw_comparison(found, before="plain & old", after="new") == looked_at


@pytest.mark.parametrize(
    ("reach", "shown"),
    [
        *((0.01, 0.01), (0.011, 0.02), (0.02, 0.02), (0.021, 0.05), (0.05, 0.05), (0.051, 0.1)),
        *((0.1, 0.1), (0.11, 0.2), (0.51, 1.0), (1.0, 1.0), (1.1, 2.0)),
    ],
)
def test_a_scale_ends_at_a_round_number(reach, shown):
    """The next that no difference is beyond."""
    assert nice(reach) == shown


def test_a_name_of_forty_letters_is_whole():
    """A longer one ends in three dots, in as many."""
    picture = drawn(compared(), before="b" * 40, after="a" * 41)

    assert texts(picture)[0] == f"{'a' * 39}… compared with {'b' * 40}"
