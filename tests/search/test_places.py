"""What an article is called, where an answer stands in it, and where else it can be read."""

import csv
import io
import json

import pytest

from corpus.article import Article, Passage
from index.named import Named
from search.answer_place import AnswerPlace, find_answer, is_shown
from search.elsewhere import also_on, place_of, site_of
from search.named_article import find_article, names_of
from search.per_question import as_csv, as_jsonl, no_formula
from search.saved_run import Run


def article(name="a.md", site="", url=""):
    """An article of a site."""
    return Article(id=name, title="Rest", text="Rest.", site=site, url=url)


@pytest.mark.parametrize(
    ("sites", "said"),
    [
        (["Lamp"], "Also on 1 site"),
        (["Lamp", "Lamp"], "Also on 1 site"),
        (["Lamp", "Oak"], "Also on 2 sites"),
        (["Lamp", "", "Calm"], "Also on 1 site"),
        (["Calm"], "Also here under 1 other name"),
        (["Calm", ""], "Also here under 2 other names"),
        ([], ""),
    ],
)
def test_where_else_an_article_stands_is_said(sites, said):
    """On other sites, else under other names."""
    assert also_on(article(site="Calm"), [article(site=site) for site in sites]) == said


def test_a_place_is_named_by_its_site_its_host_or_the_file():
    """As far as anything is stated."""
    assert site_of(article(site="Calm", url="https://oak.example/")) == "Calm"
    assert place_of(article(url="https://www.oak.example/rest")) == "oak.example"
    assert place_of(article()) == "a.md"
    assert site_of(article(url="http://[oak")) == ""


TEXT = "Rest well. Rise early; rest, then rise early again."


@pytest.mark.parametrize(
    ("answer", "start", "end"),
    [
        ("rise EARLY!", 11, 21),
        ("rest", 0, 4),
        ("rise early again", 34, 50),
        ("rise early rest", 11, 27),
    ],
)
def test_an_answer_is_found_by_its_words(answer, start, end):
    """The first place of all of them; case and marks do not matter."""
    assert find_answer(3, TEXT, answer) == AnswerPlace(3, start, end)


@pytest.mark.parametrize("answer", ["", "…", "early rise", "res", "est well", "again and again"])
def test_an_answer_that_does_not_stand_there_is_not_found(answer):
    """Not in part of a word, nor in another order."""
    assert find_answer(3, TEXT, answer) is None


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (0, 100, True),
        (15, 100, True),
        (16, 100, False),
        (0, 15, True),
        (0, 14, False),
        (20, 30, False),
    ],
)
def test_a_passage_shows_an_answer_half_of_which_it_holds(start, end, shown):
    """Of its own article."""
    passage = Passage(article_id="a.md", ordinal=0, start=start, end=end, text="")
    place = AnswerPlace(3, 10, 20)
    assert is_shown(place, 3, passage) is shown
    assert not is_shown(place, 4, passage)


def named(number, id, url="", source=""):
    """An article's names."""
    return Named(number, id, url, source)


NAMES = names_of(
    [
        named(0, "calm/sleep.md", "https://www.calm.example/sleep/", "/home/ann/sleep.md"),
        named(1, "oak/sleep.md", "http://oak.example/sleep", "/home/ben/Sleep.html"),
        named(2, "oak/panic.md", "", "https://oak.example/panic"),
    ]
)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(
            ("calm/sleep.md", 0),
            ("https://calm.example/sleep", 0),
            ("HTTP://www.OAK.example/sleep#a", 1),
        ),
        *(
            ("/home/ann/sleep.md", 0),
            ("ann/sleep.md", 0),
            ("Sleep.html", 1),
            ("ben\\Sleep.html", 1),
        ),
        *(("panic.md", 2), ("oak/panic.md", 2)),
    ],
)
def test_an_article_is_found_by_any_of_its_names(name, number):
    """Its id, its address, its file, or the end of a path that only one has."""
    assert find_article(name, NAMES).number == number


def test_a_name_that_several_have_is_told_with_them():
    """And one that none has, with those of the like."""
    assert find_article("sleep.md", NAMES) == "'sleep.md' may be calm/sleep.md or oak/sleep.md"
    assert find_article("calm/slep.md", NAMES) == (
        "the index has no article 'calm/slep.md'; did you mean calm/sleep.md or oak/sleep.md?"
    )
    assert find_article("zzz", NAMES) == "the index has no article 'zzz'"
    assert find_article("", NAMES) == "the index has no article ''"


RUN = Run(
    collection="calm", judged="1", questions=2, encoder="hashing", index="1", settings={},
    modes={
        "best": {"=q1": {"RR@10": 1.0, "answer@10": 0.0}, "q2": {"RR@10": 0.5}},
        "words": {"=q1": {"RR@10": 0.25}, "q2": {"RR@10": 0.0}},
    },
)  # fmt: skip
TEXTS = {"=q1": "-1 or 1?", "q2": "Why, “so”?"}


def test_a_table_has_a_row_for_each_question():
    """A column for each measure of each mode, empty where one was not measured; no formulas."""
    table = as_csv(RUN, TEXTS)
    assert table[0] == "\ufeff"
    assert list(csv.reader(io.StringIO(table[1:]))) == [
        ["question", "text", "best RR@10", "best answer@10", "words RR@10"],
        ["'=q1", "'-1 or 1?", "1.0", "0.0", "0.25"],
        ["q2", "Why, “so”?", "0.5", "", "0.0"],
    ]
    assert as_csv(RUN).splitlines()[1] == "'=q1,1.0,0.0,0.25"


def test_programs_are_given_a_line_for_each_question():
    """With its text where that is wanted, as it is."""
    first, second = map(json.loads, as_jsonl(RUN, TEXTS).splitlines())
    assert first == {
        "question": "=q1", "text": "-1 or 1?",
        "best": {"RR@10": 1.0, "answer@10": 0.0}, "words": {"RR@10": 0.25},
    }  # fmt: skip
    assert second["text"] == "Why, “so”?"
    assert "“so”" in as_jsonl(RUN, TEXTS)
    assert "text" not in json.loads(as_jsonl(RUN).splitlines()[0])


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_compute_has_an_apostrophe(sign):
    """Before its first sign, and nowhere else."""
    assert no_formula(f"{sign}1") == f"'{sign}1"
    assert no_formula(f"1{sign}") == f"1{sign}"
