"""Text as rules compare it: what is taken for the same, and what no reader sees."""

from __future__ import annotations

import pytest

from corpus.clean.folding import fold, holds_any, visible, words_in, words_of_lines


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        *(("it’s", "it's"), ("‘so’", "'so'"), ("“so”", '"so"'), ("a–b", "a-b"), ("a—b", "a-b")),
        *(("a\xa0b", "a b"), ("  A \t B\n", "a b"), ("ÄRGER", "ärger"), ("Straße", "strasse")),
        *(("See alsoWhat helps", "see also what helps"), ("the iPhone", "the iphone")),
        *(("YouTube", "you tube"), ("PTSDHelp", "ptsdhelp")),
    ],
)
def test_what_is_written_in_several_ways_is_folded_to_one(written: str, folded: str) -> None:
    """Quotes, dashes, blanks and case; two boxes of a page that lost their space are parted."""
    assert fold(written) == folded


@pytest.mark.parametrize("marker", [*"-*+•‣◦▪●·>#", "##", ">>", "1.", "12)", "123.", "1)"])
def test_a_mark_before_a_line_is_no_part_of_it(marker: str) -> None:
    """Where a blank is behind it, and once."""
    assert fold(f"{marker} Rest") == "rest"
    assert fold(f"{marker}Rest") == f"{marker}rest"
    assert fold(f"{marker} {marker} Rest") == f"{marker} rest"


@pytest.mark.parametrize("text", ["1234. Rest", "a. Rest", "1: Rest", "= Rest", "1 Rest"])
def test_what_is_no_mark_stays(text: str) -> None:
    """A year, a letter, a sign of its own."""
    assert fold(text) == text.casefold()


@pytest.mark.parametrize("mark", [*"!\"#$%&'()*+,-./:;<=>?@[]^`{|}~", "\n"])
def test_words_end_at_marks(mark: str) -> None:
    """At each by itself; also where many lines are looked at together."""
    assert words_in(f"web{mark}site") == ["web", "site"]
    if mark != "\n":
        found = words_of_lines([f"web{mark}site", "", "rest"])
        assert list(found) == [["web", "site"], [], ["rest"]]
        found = words_of_lines([f"wéb{mark}site", "", "rest"])
        assert list(found) == [["wéb", "site"], [], ["rest"]]


def test_a_phrase_is_held_also_inside_a_word() -> None:
    """One of them is enough."""
    assert holds_any("restful", ("sleep", "rest"))
    assert not holds_any("restful", ("sleep", "rests"))
    assert not holds_any("restful", ())


@pytest.mark.parametrize(
    "unseen", ["\x00", "\u00ad", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff", "\U000e0041"]
)
def test_what_nobody_sees_is_taken_out(unseen: str) -> None:
    """Soft hyphens, marks of direction and width, tags; joiners stay, for words are written so."""
    assert visible(f"re{unseen}st  well\n") == "rest well"
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


def test_colour_codes_are_taken_out() -> None:
    """Of what was copied from a terminal."""
    assert visible("\x1b[1;31mRest\x1b[0m well") == "Rest well"
