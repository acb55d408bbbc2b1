"""Which short forms a collection's articles explain, and what each stands for."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.abbreviations import (
    Abbreviations,
    AbbreviationsCounter,
    Explained,
    explained_in,
    full_name,
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
