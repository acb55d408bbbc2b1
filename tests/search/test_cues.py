"""What questions ask for, and the sentences that give it."""

import pytest

from search.cues import CUES, cue_fit, wanted_by

ASKED = {
    "How long does it last?": {"length"},
    "how many sessions until my fear of flying is gone": {"length"},
    "how soon will I feel better": {"length"},
    "When can I stop my tablets?": {"advice", "length"},
    "what can I do about it": {"advice"},
    "What should we say to him": {"advice"},
    "how do I tell my wife": {"advice"},
    "should I stay in bed, and how long?": {"advice", "length"},
    "I can’t sleep, what now": {"advice"},
    "what is panic": set(),
    "panic at night": set(),
    "however long": set(),
    "who can help": set(),
    "Wie lange dauert das?": set(),
    "": set(),
}
LENGTHS = [
    "Most attacks last between five and twenty minutes.",
    "Treatment for anorexia often takes up to a year.",
    "It may take 4 to 6 weeks.",
    "A course has 12 to 16 weekly sessions.",
    "Do it for ten minutes a day.",
    "Weeks may pass.",
]
NO_LENGTHS = [
    "Anxiety is common.",
    "It helps sometimes.",
    "One can see a daylight lamp.",
    "Call 988 at once.",
    "The hourglass stood on the table.",
]
ADVICE = [
    "Stay with them, keep your voice calm.",
    "- keep a diary of when you drink",
    "3. Slow your breathing.",
    "• Breathe out slowly.",
    "Do not take big gulps of air.",
    "Don't drive.",
    "You can say no.",
]
NO_ADVICE = [
    "People stay calm.",
    "Staying calm is hard.",
    "You are not alone.",
    "Callers wait.",
    "3 of them call.",
    "",
]


@pytest.mark.parametrize(("question", "wanted"), ASKED.items(), ids=ASKED)
def test_a_question_says_what_it_asks_for(question, wanted):
    """In English; most questions ask for nothing of the kind."""
    assert set(wanted_by(question)) == {CUES[name] for name in wanted}


@pytest.mark.parametrize("sentence", LENGTHS)
def test_a_length_is_given(sentence):
    """A number of minutes, weeks, sessions."""
    assert cue_fit((CUES["length"],), sentence) == CUES["length"].weight


@pytest.mark.parametrize("sentence", NO_LENGTHS)
def test_no_length_is_given(sentence):
    """A number of something else, or a word that only begins like one."""
    assert cue_fit((CUES["length"],), sentence) == 0


@pytest.mark.parametrize("sentence", ADVICE)
def test_advice_is_given(sentence):
    """It begins with what to do, behind the marker of a list or without."""
    assert cue_fit((CUES["advice"],), sentence) == CUES["advice"].weight


@pytest.mark.parametrize("sentence", NO_ADVICE)
def test_no_advice_is_given(sentence):
    """Another word begins it, or one that only looks like advice."""
    assert cue_fit((CUES["advice"],), sentence) == 0


def test_cues_add_up():
    """A sentence may give both of what was asked for."""
    wanted = wanted_by("how long should I rest")

    assert cue_fit(wanted, "Rest for ten minutes.") == pytest.approx(CUES["length"].weight)
    assert cue_fit(wanted, "Sit for ten minutes.") == pytest.approx(
        sum(cue.weight for cue in CUES.values())
    )
    assert cue_fit((), "Sit for ten minutes.") == 0


def test_a_long_sentence_takes_no_long_time():
    """Numbers without a unit, thousands of them: the pattern looks only a few words ahead."""
    assert cue_fit((CUES["length"],), "two and " * 20_000) == 0
