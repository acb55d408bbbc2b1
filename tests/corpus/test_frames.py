"""A frame is a sentence without its subject; that several sites share it drops nothing alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean.cleaner import Cleaned, clean
from corpus.clean.decision import Decision
from corpus.clean.frames import MIN_FIXED, frame_of, frame_words
from corpus.clean.repetition import Repeated
from corpus.clean.rulings import Ruling
from corpus.clean.shared_frames import FOOT, HEAD, RULE, RUN, SOLD
from corpus.clean.signatures import signatures_of, units_among
from corpus.readers.plain import read_plain
from corpus.units import segment

OWN = (
    "Lena had not slept well for a month when she noticed that the nights after a walk were "
    "quieter than the others, and so she began to walk every evening, even in the rain."
)
MORE = (
    "After three weeks she slept through most nights, and when she did not, she got up, drank some "
    "water, leafed through a book that she knew well, and went to bed again without worry."
)
PLANTED = "If you would like to know more about this, {} is the one to see next."
SOLD_PLANTED = "See this link if you want to know more about what {} can do for you."


def cleaned(text: str, *shared: str, rulings: tuple[Ruling, ...] = ()) -> Cleaned:
    """A text some of whose sentences are worded alike on several sites."""
    frames = frozenset(frame for each in shared if (frame := frame_of(each)) is not None)
    assert len(frames) == len(shared)
    return clean(read_plain(text), repeated=Repeated(frames=frames), rulings=rulings)


def about(found: Cleaned, words: str) -> Decision:
    """What was decided about the unit with some words."""
    return next(each for each in found.decisions if words in each.unit.text)


def page(*lines: str) -> str:
    """A page of plain text, a blank line between its lines."""
    return "\n\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PLANTED.format("Lamp & Oak"), PLANTED.format("the garden of Ms Rose")),
        (PLANTED.format("the tax office"), PLANTED.format("roofing")),
        (
            "You must log in or register to reply here.",
            "- **You must** LOG IN or register to reply here.",
        ),
        (
            "Lesen Sie hier alle weiteren Artikel von Anna für den Newsletter.",
            "Lesen Sie hier alle weiteren Artikel von Bernd für den Newsletter.",
        ),
    ],
)
def test_what_is_sold_or_named_makes_no_other_frame(one: str, other: str) -> None:
    """Subjects, names, numbers, case and marks are gaps, or nothing."""
    assert frame_of(one) == frame_of(other) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Breathe out slowly, for longer than you breathe in.",
        "A panic attack is a wave of fear that passes within half an hour.",
        "Cognitive behavioural therapy changes what people do when worries come.",
        "Read more",
        "You are not alone.",
        "睡眠は大切です。",
        "",
        " ".join(["and"] * 41),
    ],
)
def test_sentences_of_their_own_have_no_frame(text: str) -> None:
    """What is short, long, or mostly about its subject is like no other."""
    assert frame_words(text) == ()
    assert frame_of(text) is None


@pytest.mark.parametrize(
    ("text", "is_frame"),
    [
        ("You may see it here for naps.", False),  # six words that are no gap
        ("You may see it here for more naps.", True),
        ("You may see it here for more " + "rose " * 4, True),  # seven of eleven words
        ("You may see it here for more " + "rose " * 5, False),  # seven of twelve
        ("and " * 40, True),
        ("and " * 41, False),
        ("a account yourself websites facebook google yours", True),  # first and last of the lists
    ],
)
def test_a_frame_is_seven_words_and_three_fifths_of_a_sentence(text: str, is_frame: bool) -> None:
    """Of forty words at most; how many words fill a gap does not matter."""
    assert (frame_words(text) != ()) is is_frame


@given(st.lists(st.sampled_from(["sleep", "and", "you", "the", "rose", "to", "of", "more"])))
def test_a_frame_has_no_two_gaps_in_a_row_and_enough_words(words: list[str]) -> None:
    """Whatever the sentence; what is filled in may be any number of words."""
    frame = frame_words(" ".join(words))
    assert ("_", "_") not in list(pairwise(frame))
    assert not frame or sum(word != "_" for word in frame) >= MIN_FIXED
    assert "sleep" not in frame


def test_units_are_found_by_their_frames() -> None:
    """Those that have one among the shared; none where none is shared."""
    units = segment(read_plain(page(OWN, PLANTED.format("Oak"), MORE)))
    assert units_among(units, frame_of, signatures_of([units[1]], frame_of)) == {1}
    assert units_among(units, frame_of, frozenset()) == frozenset()


def test_a_shared_frame_alone_drops_nothing() -> None:
    """In the middle of a paragraph, with no other sign, the sentence stays."""
    sentence = PLANTED.format("the night nurse")
    text = page("Walks and sleep", f"{OWN} {sentence} {MORE}")
    decision = about(cleaned(text, PLANTED.format("Oak")), sentence)
    assert (decision.action, decision.rule) == ("keep", "")


def test_with_a_sign_of_a_paid_link_it_goes() -> None:
    """One such sign is common in honest prose; worded alike on several sites, it is not."""
    sentence = SOLD_PLANTED.format("Lamp Lane")
    text = page("Walks and sleep", f"{OWN} {sentence} {MORE}")
    assert about(clean(read_plain(text)), sentence).action == "keep"
    decision = about(cleaned(text, SOLD_PLANTED.format("Oak")), sentence)
    assert (decision.action, decision.rule, decision.reason) == ("drop", RULE, SOLD)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("{}", "Walking at night", OWN, MORE), HEAD),
        (("Walks and sleep", OWN, MORE, "{}"), FOOT),
        (("Walks and sleep", OWN, "Share on Facebook", "{}", MORE), RUN),
    ],
)
def test_with_a_place_of_furniture_it_goes(lines: tuple[str, ...], reason: str) -> None:
    """Above the title, below the article, beside what a rule dropped."""
    sentence = PLANTED.format("the night nurse")
    text = page(*lines).format(sentence)
    decision = about(cleaned(text, PLANTED.format("Oak")), sentence)
    assert (decision.action, decision.rule, decision.reason) == ("drop", RULE, reason)


@pytest.mark.parametrize(
    "sentence",
    [
        "If you need to talk to someone now, call 988 and ask what help there is for you.",
        "If you want to read more on this, visit samaritans.org or call 116 123 for free.",
    ],
)
def test_whom_to_call_stays_wherever_it_stands(sentence: str) -> None:
    """Help lines are worded alike on many sites, at the foot of the page; that is no fault."""
    text = page("Walks and sleep", OWN, MORE, sentence)
    frames = signatures_of(segment(read_plain(page(sentence))), frame_of)
    found = clean(read_plain(text), repeated=Repeated(frames=frames))
    assert about(found, sentence).action == "keep"


def test_a_title_and_a_heading_stay_though_other_sites_point_at_them() -> None:
    """A teaser's words are the title of the article that it leads to, or a question it answers."""
    title, heading = (
        "How do you get help for a friend, and what can you do?",
        "What is it that you can do for them?",
    )
    text = page("Share on Facebook", title, OWN, "Share on Facebook", heading, MORE)
    found = cleaned(text, title, heading)
    assert about(found, title).action == about(found, heading).action == "keep"
    below = about(cleaned(page("Walks and sleep", OWN, MORE, title), title), title)
    assert (below.action, below.reason) == ("drop", FOOT)


def test_an_article_that_several_sites_print_keeps_its_sentences() -> None:
    """Where most frames of its paragraphs are shared, it is the article that is shared."""
    framed = [
        SOLD_PLANTED.format("Lamp Lane"),
        PLANTED.format("the night nurse"),
        "What you can do for your own sleep is more than you may want to know now.",
        "There is no need to do all of this at once, and some of it may be not for you.",
    ]
    text = page(
        "Walks and sleep", f"{OWN} {' '.join(framed[:2])}", f"{MORE} {' '.join(framed[2:])}"
    )
    assert all(each.action == "keep" for each in cleaned(text, *framed).decisions)
    alone = cleaned(text, framed[0])
    assert [each.unit.text for each in alone.decisions if each.rule == RULE] == [framed[0]]


def test_the_curator_has_the_last_word_on_a_shared_sentence() -> None:
    """Restored, it stays."""
    sentence = SOLD_PLANTED.format("Lamp Lane")
    text = page("Walks and sleep", f"{OWN} {sentence} {MORE}")
    found = cleaned(text, sentence, rulings=(Ruling("a.txt", sentence, "keep"),))
    assert about(found, sentence).action == "keep"
