"""What a cleaning rule is told about the lines around one: where prose last stood above it."""

import pytest

from corpus.clean.draft import MAX_ENTRY, Draft
from corpus.clean.rules.sections import is_junk_under
from corpus.readers.markdown import read_markdown
from corpus.units import segment

SHORT = " ".join(["word"] * MAX_ENTRY)
LONG = " ".join(["word"] * (MAX_ENTRY + 1))


def draft_of(*lines):
    """The draft of a text in which each line is a paragraph of its own."""
    units = tuple(segment(read_markdown("\n\n".join(lines))))
    return Draft.of(units, tuple(unit.text.lstrip("# ") for unit in units))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((SHORT, SHORT), (-1, -1)),
        ((SHORT, LONG, SHORT), (-1, 1, 1)),
        ((SHORT, "We sleep.", SHORT, SHORT), (-1, 1, 1, 1)),
        (("We sleep. They wake", SHORT), (0, 1, 1)),
    ],
)
def test_prose_is_a_long_line_a_sentence_or_one_of_several(lines, expected):
    """A short line without a full stop is none; after prose it is told how far up that was."""
    assert draft_of(*lines).last_prose == expected


def test_under_a_heading_of_buttons_only_the_short_lines_before_prose_are_junk():
    """An article goes on below such a section; under another heading nothing is told so."""
    draft = draft_of("# Share", SHORT, "We sleep at night.", SHORT)

    assert [is_junk_under(draft, at, {0: "buttons"}) for at in range(4)] == [
        True,
        True,
        False,
        False,
    ]
    assert not any(is_junk_under(draft, at, {}) for at in range(4))
