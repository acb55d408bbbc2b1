"""A short form is searched for with what the collection says that it stands for, and it is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.abbreviations import Abbreviations
from search.as_json import answer_as_json
from search.engine import SearchEngine
from search.meant import spelled_out
from search.query import MODES

FULL = Abbreviations(
    "ACT\tacceptance and commitment therapy\t0\n"
    "OCD\tobsessive-compulsive disorder\t1\n"
    "SSRI\tselective serotonin reuptake inhibitor\t1\n"
).full
OCD = "(obsessive-compulsive disorder)"
SPELLED_OUT = {
    "Living with OCD.": f"Living with OCD {OCD}.",
    "is it ocd?": f"is it ocd {OCD}?",
    "Ocd and me": f"Ocd {OCD} and me",
    "OCD or not OCD": f"OCD {OCD} or not OCD",
    "do SSRIs help": "do SSRIs (selective serotonin reuptake inhibitor) help",
    "does ACT help": "does ACT (acceptance and commitment therapy) help",
}
AS_TYPED = [
    "how should I act",
    "HOW SHOULD I ACT",
    "Act now",
    "Is obsessive-compulsive disorder (OCD) common?",
    "OCD-UK",
    "ocd@site.example",
    "www.ocd.example",
    "docd",
    "",
]


def no_word(_):
    """An encoder that has no word whole."""
    return False


@pytest.mark.parametrize("question", SPELLED_OUT)
def test_a_short_form_gets_its_full_name(question):
    """Once, behind it, in capitals or small where it is no word."""
    assert spelled_out(question, FULL, no_word) == SPELLED_OUT[question]


@pytest.mark.parametrize("question", AS_TYPED)
def test_anything_else_stays_as_typed(question):
    """Words, names, addresses, and what has its full name already."""
    assert spelled_out(question, FULL, no_word) == question


def test_a_common_word_in_small_letters_stays():
    """The encoder knows it, so it may be one; in capitals it is the short form."""
    assert spelled_out("ocd", FULL, lambda word: word == "ocd") == "ocd"
    assert spelled_out("My OCD", FULL, lambda word: word == "ocd") == f"My OCD {OCD}"


@given(st.text("OCDAT ocdat-'.(", max_size=30))
def test_nothing_is_taken_away_and_nothing_told_twice(question):
    """Without what is put in, the question is as it was; once told, no more is to be said."""
    told = spelled_out(question, FULL, no_word)
    bare = told
    for name in set(FULL.values()):
        bare = bare.replace(f" ({name})", "")

    assert bare == question
    assert spelled_out(told, FULL, no_word) == told


@pytest.fixture
def knowing(engine):
    """The tiny engine, whose articles explain one short form."""
    index = replace(engine.index, abbreviations=Abbreviations("PAT\tpanic attack\t1\n"))
    return replace(engine, index=index)


@pytest.mark.parametrize("mode", MODES)
def test_the_engine_searches_for_both_and_says_so(knowing, mode):
    """With `exact_words` only what was typed is searched for."""
    told = knowing.search("my PAT", mode=mode)
    exact = knowing.search("my PAT", mode=mode, exact_words=True)

    assert (told.query.text, told.corrected) == ("my PAT", "my PAT (panic attack)")
    assert told.hits[0].article.id.endswith("panic.md")
    assert (exact.corrected, exact.searched_for) == ("", "my PAT")
    assert exact.hits != told.hits


def test_programs_read_the_full_name(knowing):
    """In what was searched for."""
    found = answer_as_json(knowing.search("pat"))

    assert (found["query"], found["searched_for"]) == ("pat", "pat (panic attack)")


def test_without_an_encoder_it_is_searched_for_all_the_same(knowing):
    """The articles themselves explain it, so it is no guess; a mistyped word is only offered."""
    words = SearchEngine(knowing.index, None)

    assert words.search("my PAT").corrected == "my PAT (panic attack)"
    assert words.search("my PAT").notes == ()
    assert words.search("PAT panik").corrected == "PAT (panic attack) panik"
    assert words.search("PAT panik").notes == ("Did you mean: PAT (panic attack) panic?",)


def test_a_full_name_can_call_for_the_help_lines(knowing):
    """What a short form stands for is read as if it had been typed."""
    abbreviations = Abbreviations("SI\tsuicidal ideation\t0\n")
    engine = replace(knowing, index=replace(knowing.index, abbreviations=abbreviations))

    assert engine.search("I have SI").crisis


def test_a_build_learns_what_its_articles_explain(make, tmp_path):
    """From their titles and texts, to be used by the next question."""
    article = tmp_path / "therapy.md"
    article.write_text(
        "# A talking therapy\n\nOf all talking therapies, cognitive behavioural therapy (CBT) is "
        "the one that was studied most. It looks at how thoughts, feelings and habits hold "
        "together, and at what can be changed about them week by week.\n",
        "utf-8",
    )
    engine = SearchEngine.open(make(tmp_path / "home", article, encoder="hashing"))

    assert engine.search("cbt").corrected == "cbt (cognitive behavioural therapy)"
