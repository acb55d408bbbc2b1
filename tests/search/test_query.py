"""What a person typed becomes a query, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import MAX_LENGTH, EmptyQueryError, make_query


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  can't \t sleep\r\n", "can't sleep"),
        ("slee\u200bp bet\u00adter", "sleep better"),
        ("\ufeffpanic\x00 attack\x07", "panic attack"),
        ("anger\ud800 at home\udfff", "anger at home"),
        ("\u202eماذا يفعل المعالج\u202c", "ماذا يفعل المعالج"),
        ("איך \u200fלישון", "איך לישון"),
        ("so sad 😢 today", "so sad 😢 today"),
        ("cafe\u0301 alone", "café alone"),
    ],
    ids=["space", "zero width", "controls", "surrogates", "arabic", "hebrew", "emoji", "composed"],
)
def test_a_query_holds_what_can_be_seen(typed, text):
    """Characters that no one sees are taken out, words of any script and emoji stay."""
    assert make_query(typed).text == text


@pytest.mark.parametrize(
    "typed", ["", " \n\t", "?!…", "😢😢", "___", "\x00\x00", "\ud800", "\u202e"]
)
def test_a_question_without_a_word_is_refused(typed):
    """Neither a letter nor a digit: there is nothing to search for, and an example is given."""
    with pytest.raises(EmptyQueryError, match=r"no word in it.*how do I sleep better"):
        make_query(typed)


def test_a_megabyte_is_cut_to_its_beginning():
    """A pasted book is asked by its first two thousand characters, without reading the rest."""
    query = make_query("sleep badly " * 90_000)

    assert query.text.startswith("sleep badly sleep")
    assert MAX_LENGTH - 12 < len(query.text) <= MAX_LENGTH


@given(st.text(st.characters(), max_size=200))
def test_normalising_twice_changes_nothing_more(typed):
    """The query of a query's text is the same text, single-spaced and fit for UTF-8."""
    try:
        text = make_query(typed).text
    except EmptyQueryError:
        return
    assert make_query(text).text == text
    assert text == " ".join(text.split())
    assert text.encode("utf-8")


@pytest.mark.parametrize("counts", [{"count": 0}, {"per_article": 0}])
def test_less_than_one_hit_cannot_be_wanted(counts):
    """Nought hits, or nought of each article, is a mistake of the caller's."""
    with pytest.raises(ValueError, match="must be at least 1, got"):
        make_query("sleep", **counts)


@pytest.mark.parametrize(
    ("typed", "length", "is_cut"),
    [
        ("a" * 2000, 2000, False),
        ("a" * 2001, 2000, True),
        ("a" * 2000 + " " * 6000, 2000, False),
        ("a" * 2000 + " " * 6000 + "b", 2000, True),
        (" " * 7999 + "a", 1, False),
        ("a" * 1999 + " b", 1999, True),
    ],
)
def test_a_question_has_two_thousand_characters_at_most(typed, length, is_cut):
    """What is cut off is told; spaces around it are nothing that was cut."""
    query = make_query(typed)
    assert (len(query.text), query.is_cut) == (length, is_cut)


def test_a_question_asks_for_ten_hits_two_of_an_article():
    """One is the least that can be asked for."""
    query, least = make_query("sleep"), make_query("sleep", count=1, per_article=1)
    assert (query.mode, query.count, query.per_article, query.exact_words) == ("best", 10, 2, False)
    assert (least.count, least.per_article) == (1, 1)


def test_a_program_can_tell_that_nothing_was_asked():
    """By its code, and by the status of the command."""
    assert (EmptyQueryError().code, EmptyQueryError().exit_status) == ("empty_query", 2)
