"""Advice in the words of buttons, adverts and notices stays, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.clean.cleaner import clean
from corpus.readers.plain import read_plain

SENTENCES = tuple(
    line
    for line in Path(__file__).with_name("false_friends.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
ABOVE = "Bad nights are common after a hard month, and they say nothing about your strength."
BELOW = "Most people notice a change within three weeks if they keep the same hours."
PLACES = {
    "sentence": f"After a hard month\n\n{ABOVE} {{}} {BELOW}\n",
    "item": f"After a hard month\n\n{ABOVE}\n\nSteps:\n\n- Rest.\n- {{}}\n- Eat.\n\n{BELOW}\n",
    "line": f"After a hard month\n\n{ABOVE}\n\n{{}}\n\n{BELOW}\n",
}
KNOWN_FAILURES = frozenset(  # (place, sentence); a mailing list that nobody could join
    (place, "Join the mailing list of nothing that frightens you.") for place in ("item", "line")
)


def dropped(place: str, sentence: str) -> list[str]:
    """What the rules take away from the sentence in its place."""
    decisions = clean(read_plain(PLACES[place].format(sentence))).decisions
    return [each.unit.text for each in decisions if each.action == "drop"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_false_friend_stays(place: str, sentence: str, request: pytest.FixtureRequest) -> None:
    """As a sentence of a paragraph, as a list item, and as a line of its own."""
    if (place, sentence) in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(strict=True))
    assert dropped(place, sentence) == []


def test_there_are_three_hundred_and_nearly_all_stay() -> None:
    """No sentence twice; at most one in a hundred is known to go."""
    assert len(SENTENCES) == len(set(SENTENCES)) >= 300
    assert len(KNOWN_FAILURES) <= 0.01 * len(SENTENCES) * len(PLACES)
    assert {sentence for _, sentence in KNOWN_FAILURES} <= set(SENTENCES)
