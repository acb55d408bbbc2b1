"""Which short forms a collection's articles explain, and what each stands for."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.abbreviations import (
    Abbreviations,
    AbbreviationsCounter,
    Explained,
    explained_in,
    full_name,
    usual,
)

EXPLAINED = {
    "initials": (
        "Cognitive behavioural therapy (CBT) helps.", "CBT", "Cognitive behavioural therapy",
    ),
    "after other words": (
        "She was told that obsessive compulsive disorder (OCD) can be treated.",
        "OCD", "obsessive compulsive disorder",
    ),
    "a small word passed over": (
        "We use acceptance and commitment therapy (ACT).",
        "ACT", "acceptance and commitment therapy",
    ),
    "a small word that counts": ("Give your date of birth (DOB).", "DOB", "date of birth"),
    "a hyphen": (
        "living with post-traumatic stress disorder (PTSD)",
        "PTSD", "post-traumatic stress disorder",
    ),
    "letters within a word": (
        "posttraumatic stress disorder (PTSD)", "PTSD", "posttraumatic stress disorder",
    ),
    "the first letter's own word": (
        "such as interpersonal psychotherapy (IPT)", "IPT", "interpersonal psychotherapy",
    ),
    "more than one": (
        "selective serotonin reuptake inhibitors (SSRIs) are", "SSRI",
        "selective serotonin reuptake inhibitors",
    ),
    "quotation marks": (
        "called “seasonal affective disorder” (SAD)", "SAD", "seasonal affective disorder",
    ),
    "a line that was broken": (
        "generalised  anxiety\tdisorder (GAD)", "GAD", "generalised anxiety disorder",
    ),
}  # fmt: skip
NOT_EXPLAINED = {
    "a country": "in Paris (France)",
    "no initials": "the health service (NHS)",
    "one word": "psychotherapy (PT)",
    "another sentence": "He was obsessive. Compulsive disorder (OCD)",
    "another line": "Obsessive\ncompulsive disorder (OCD)",
    "a year": "cognitive behavioural therapy (2019)",
    "an aside": "cognitive behavioural therapy (a talking therapy)",
    "nothing before": "(CBT) is short",
    "itself": "the CBT based therapy (CBT)",
    "a mark between": "cognitive behavioural therapy, (CBT)",
    "the last word has no letter of it": "obsessive compulsive disorder people (OCD)",
}


@pytest.mark.parametrize("label", EXPLAINED)
def test_an_explained_short_form_is_seen(label):
    """With its full name as it is written, and no word too many."""
    text, short, full = EXPLAINED[label]

    assert list(explained_in(text)) == [Explained(short, full)]


SMALL = ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")


@pytest.mark.parametrize("small", SMALL)
def test_each_small_word_may_be_passed_over(small):
    """Also where it has the very letter; no full name begins with one."""
    full = f"{small[0]}edal {small} method"
    assert [each.full for each in explained_in(f"{full} ({small[0].upper()}M)")] == [full]


@pytest.mark.parametrize("mark", list(".;:!?()[]"))
def test_a_full_name_ends_with_its_sentence(mark):
    """What stands in another sentence, or in brackets of its own, is no part of it."""
    assert list(explained_in(f"calm{mark} breathing method (CBM)")) == []


@pytest.mark.parametrize("mark", list(" \"'“”’*_"))
def test_quotes_and_stress_may_stand_between(mark):
    """A full name is often set off."""
    found = list(explained_in(f"calm breathing method{mark} (CBM)"))
    assert found == [Explained("CBM", "calm breathing method")]


@pytest.mark.parametrize(
    ("short", "seen"),
    [("Cb", False), ("CB", True), ("C", False), ("CBMDEFGH", True), ("CBMDEFGHI", False)],
)
def test_a_short_form_has_two_capitals_and_eight_letters_at_most(short, seen):
    """One letter is no short form, and many are a word."""
    words = "calm breathing method does even first-rate gardeners heal indeed"
    full = " ".join(word for word in words.split() if word[0].upper() in short.upper())
    assert ([each.short for each in explained_in(f"A {full} ({short})")] == [short]) is seen


@pytest.mark.parametrize(("words", "seen"), [(150, True), (151, False)])
def test_a_full_name_stands_in_the_150_characters_before(words, seen):
    """Further back it is not looked for."""
    text = f"calm {'b' * (words - 14)} methods (CBM)"
    assert (list(explained_in(text)) != []) is seen


def test_one_name_is_usual_that_twice_as_many_articles_give():
    """Of three names the second most counts, however few the third has."""
    names = {"calm breathing method": 4, "cold bath method": 2, "clear brain mode": 1}
    assert usual(Counter(names)) == "calm breathing method"
    assert usual(Counter(names | {"cold bath method": 3})) == ""


def test_spellings_are_alike_by_the_first_four_letters_of_each_word():
    """The most common is shown; of equally common ones the first in the alphabet."""
    assert usual(Counter({"behavioural test": 1, "behavioral test": 1})) == "behavioral test"
    assert usual(Counter({"calm tests": 2, "calf tests": 2})) == ""


@pytest.mark.parametrize("label", NOT_EXPLAINED)
def test_what_explains_nothing_teaches_nothing(label):
    """A bracket says many things."""
    assert list(explained_in(NOT_EXPLAINED[label])) == []


@given(st.text("ABab (). \n-,’", max_size=60))
def test_a_full_name_stands_in_the_text_before_its_short_form(text):
    """Whatever the text, what is learned is in it, begins with the same letter, and is longer."""
    for short, full in explained_in(text):
        assert f"({short}" in text
        assert full in " ".join(text.split())
        assert full[0].lower() == short[0].lower()
        assert len(full) > len(short)


def test_many_small_words_cost_no_time():
    """Every one may be passed over or not, but only a few words are looked at."""
    begun = time.process_time()

    assert full_name("BBBBBBB", "b" + " a" * 75 + " b") == ""
    assert time.process_time() - begun < 1


@pytest.fixture
def learned(tmp_path):
    """Learns from some texts, one article each, and reads back what was written."""

    def learn(*texts):
        counter = AbbreviationsCounter()
        for text in texts:
            counter.add(text)
        counter.write(tmp_path / "abbreviations.tsv")
        return Abbreviations((tmp_path / "abbreviations.tsv").read_text("utf-8"))

    return learn


def test_most_articles_decide(learned):
    """Each counts once, however often it explains; spellings count together."""
    anxiety, anxiety2 = "generalised anxiety disorder (GAD)", "generalized anxiety disorder (GAD)"
    acid = "glutamic acid decarboxylase (GAD)"

    assert learned(anxiety2, f"{anxiety}; {anxiety}; {anxiety}", anxiety2, acid).full["GAD"] == (
        "generalized anxiety disorder"
    )


def test_where_articles_differ_a_short_form_is_not_known(learned):
    """To guess would be to search for something else."""
    assert (
        learned("borderline personality disorder (BPD)", "bronchopulmonary dysplasia (BPD)").full
        == {}
    )


def test_a_short_form_may_be_typed_small_where_it_is_no_word(learned):
    """Not where any article has it as one, and never two letters."""
    known = learned(
        "obsessive compulsive disorder (OCD)",
        "acceptance and commitment therapy (ACT): act on what matters",
        "eating disorder (ED)",
    ).full

    assert set(known) == {"OCD", "ocd", "ACT", "ED"}


def test_the_same_articles_give_the_same_file(learned):
    """Whatever their order."""
    texts = ["post-traumatic stress disorder (PTSD)", "Post-Traumatic Stress Disorder (PTSD)"]

    assert learned(*texts).text == learned(*reversed(texts)).text
    assert learned(*texts).text == "PTSD\tPost-Traumatic Stress Disorder\t1\n"


def test_a_collection_that_explains_nothing_has_none():
    """Its file is empty."""
    assert Abbreviations("").full == {}


def test_a_full_name_has_five_words_more_than_the_short_form_has_letters() -> None:
    """Of six letters or more; a longer one has words that are not its own."""
    rest = "of the Brain and Care for Dreams of Early Fear "

    assert full_name("ABCDEF", f"the Academy {rest}") == f"Academy {rest}".strip()
    assert full_name("ABCDEF", f"the Academy on {rest}") == ""
