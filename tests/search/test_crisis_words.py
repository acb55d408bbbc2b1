"""How a question about danger is read, however it is typed; and the very words of the card."""

import pytest

from search.crisis import help_card, plain
from search.crisis.misspelt import misspelt, slips

THEIRS, OURS = "аеорсухіјѕкмтнвԁԛԝӏɡıαεικνορτυχøłđ", "aeopcyxijskmthbdqwlgiaeikvoptuxold"
LOOK_ALIKE = dict(zip(THEIRS, OURS, strict=True))
LEET = dict(zip("013457@$!|", "oieastasil", strict=True))


@pytest.mark.parametrize(("letter", "ours"), LOOK_ALIKE.items())
def test_letters_that_look_alike_are_read_as_ours(letter, ours):
    """Of Cyrillic, Greek, and Latin's own."""
    assert plain(f"b{letter}d") == f"b{ours}d"


@pytest.mark.parametrize(("sign", "ours"), LEET.items())
def test_signs_inside_words_are_read_as_letters(sign, ours):
    """Alone they are what they are."""
    assert plain(f"qu{sign}d") == f"qu{ours}d"
    assert plain(f"I have {sign} things") in (f"i have {sign} things", "i have things")


@pytest.mark.parametrize(
    "unit", ["am", "pm", "mg", "ml", "km", "kms", "st", "nd", "rd", "th", "yo", "hr", "hrs"]
)
def test_a_number_before_its_unit_is_no_disguise(unit):
    """ "3am" is an hour; before other letters one digit is a letter, and two are a number."""
    assert plain(f"3{unit}") == f"3 {unit}"
    assert plain("3at") == "eat"
    assert plain("20pills") == "20 pills"


@pytest.mark.parametrize("mark", "'’‘`´ʼ＇′")
def test_a_word_with_an_apostrophe_is_one_word(mark):
    """Whatever the keyboard has for one."""
    assert plain(f"don{mark}t") == "dont"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *(("dieeee", "die"), ("diee", "diee"), ("k m s", "kms"), ("k m", "k m"), ("a b c", "abc")),
        *(("s.u.i.c.i.d.e", "suicide"), ("k*ll", "k*ll"), ("DEÄD", "dead"), ("ｄｅａｄ", "dead")),
        *(("de\u200bad", "dead"), ("dead!!", "dead"), ("dead|", "dead"), ("dead\nend", "dead end")),
    ],
)
def test_disguises_are_taken_off(typed, read):
    """Drawn out, spelt out, accented, wide or invisible."""
    assert plain(typed) == read


@pytest.mark.parametrize(("length", "kept"), [(10000, True), (10001, False)])
def test_of_a_long_question_the_beginning_and_the_end_are_read(length, kept):
    """So many characters of it; what lies between is not."""
    words = "ab " * 10000
    question = f"{words[:9000]}q{words[9001 : length - 1]}e"
    read = plain(question)
    assert ("q" in read) is kept
    assert len(question) == length
    assert read.startswith("ab")
    assert read.endswith("e")


def test_slips_of_a_short_word():
    """Two letters swapped, or the last one doubled."""
    assert set(slips("panic")) == {"apnic", "pnaic", "painc", "panci", "panicc"}


def test_slips_of_a_long_word():
    """A letter is left out, too, but for the first, or any but the first is doubled."""
    assert set(slips("harmed")) == {
        *("ahrmed", "hramed", "hamred", "haremd", "harmde", "harmedd"),
        *("hrmed", "hamed", "hared", "harmd", "harme"),
        *("haarmed", "harrmed", "harmmed", "harmeed"),
    }


def test_a_slip_that_is_a_word_is_that_word():
    """Of those that are read for, and of all that are spared."""
    assert misspelt(["from", "form"])["fromm"] == "from"
    assert {"from", "form"}.isdisjoint(misspelt(["from", "form"]))
    assert "dei" not in misspelt(["die"], real=["dei"])


def test_the_card_says_what_was_agreed_on():
    """Word by word; where a country has several numbers for emergencies, all of them."""
    card = help_card(country="NZ")
    assert card.headline == "Help is available"
    assert card.words == (
        "If you or someone else may be in danger, you need not face it alone.",
        "If someone's life is at risk right now, call 111.",
        "You can reach these lines for yourself, whatever it is that weighs on you, and you need "
        "not be sure that it is serious enough.",
        "You can also reach them about someone you worry about. Ask how they are and listen. Stay "
        "with them if it is safe for you.",
        "Each number was found in a public source on the date beside it. Where one does not "
        "answer, please check with its operator.",
    )
