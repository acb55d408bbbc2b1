"""Text is cut into sentences where a reader would, and nowhere else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.plain import read_plain
from corpus.units import segment, sentences


def cut(text: str) -> list[str]:
    """The sentences, without the white space around them."""
    return [text[start:end].strip() for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Lee and Prof. Okafor agree with Mrs. Vance.",
        "Take e.g. a walk, i.e. move, etc. and rest.",
        "The U.S. and the U.K. differ.",
        "He has a Ph.D. in sleep.",
        "J. R. Holm wrote it.",
        "Rest 7.5 hours, or 8.25, not 3.",
        "Version 2.0 of the plan is at https://x.example/a.b?c=d.e now.",
        "See sleep.example for more.",
        "It was 10.30 p.m. when it passed.",
        "No. 5 on the list is light.",
        "Well… perhaps it passes.",
        "Holm et al. found the same.",
        "1. Lie down.",
        "a) Breathe out.",
        "St. Mary vs. the clock.",
    ],
)
def test_what_stays_in_one_piece(whole: str) -> None:
    """Abbreviations, initials, decimals, addresses, ellipses and list numbers end no sentence."""
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It passes. You rest.", ["It passes.", "You rest."]),
        ("Does it pass? yes, it does.", ["Does it pass?", "yes, it does."]),
        ("“It passes.” She rests.", ["“It passes.”", "She rests."]),
        ("He said “it passes.” Then he slept.", ["He said “it passes.”", "Then he slept."]),
        ("It passes!!! Really?! Yes.", ["It passes!!!", "Really?!", "Yes."]),
        ("It passes. 988 helps.", ["It passes.", "988 helps."]),
        ("It passes.Rest now.", ["It passes.", "Rest now."]),
        ("It passes slowly. the rest follows.", ["It passes slowly.", "the rest follows."]),
        ("It passes 🙂. Rest.", ["It passes 🙂.", "Rest."]),
        ("睡眠很重要。休息吧！好。", ["睡眠很重要。", "休息吧！", "好。"]),
        ("¿Duermes? Sí. «Descansa.» Bien.", ["¿Duermes?", "Sí.", "«Descansa.»", "Bien."]),
        ("Rest (it helps.) Then go.", ["Rest (it helps.)", "Then go."]),
        ("Élan helps. Über allem Ruhe.", ["Élan helps.", "Über allem Ruhe."]),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    """After marks and closing quotes, before capitals, digits and openers, in several scripts."""
    assert cut(text) == parts


@given(text=st.text(alphabet='aB.!?…。 \n"”)1', max_size=120))
def test_the_sentences_cover_the_text(text: str) -> None:
    """They join up to the text, none is empty, whatever the marks."""
    assert "".join(text[start:end] for start, end in sentences(text)) == text
    assert all(start < end for start, end in sentences(text))


def test_a_list_item_is_cut_into_its_sentences_but_keeps_its_marker() -> None:
    """The number belongs to the first sentence; both are units of kind "list_item"."""
    units = segment(read_plain("Rest\n\nTwo things help:\n\n1. Lie down. Breathe out.\n"))
    assert [(unit.kind, unit.text) for unit in units[2:]] == [
        ("list_item", "1. Lie down."),
        ("list_item", "Breathe out."),
    ]
    assert units[2].block == units[3].block != units[1].block


def test_headings_are_never_cut() -> None:
    """A heading of two sentences is one unit."""
    units = segment(read_plain("Sleep? Yes\n\nRest is allowed.\n"))
    assert (units[0].kind, units[0].text) == ("heading", "Sleep? Yes")


@pytest.mark.parametrize("piece", [".", ". ", "!?", "a.", "A. ", "。", "…", "\n\n", '."', "etc. "])
def test_no_text_is_slow_to_cut(piece: str) -> None:
    """A million marks are cut within seconds: one look at each."""
    began = time.process_time()
    list(sentences((piece * 1_000_000)[:1_000_000]))
    assert time.process_time() - began < 20
