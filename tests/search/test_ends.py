"""Where a search's rules end: with one word, letter or candidate more, another outcome."""

import pytest

from corpus.article import Article, Place, Span
from corpus.sentences import whole_quotations
from search.citing.dates import Day, read_day
from search.citing.formats import FILES, FORMATS
from search.examples import some, stands_alone
from search.text_fragment import open_at


@pytest.mark.parametrize(("words", "alone"), [(0, False), (1, True), (9, True), (10, False)])
def test_a_question_to_begin_with_has_four_to_twelve_words(words, alone):
    """Shorter ones say too little, and longer ones are hard to take in."""
    assert stands_alone(f"What helps against{' sleeplessness' * words}?") is alone


ASKING = "what why how when where who which can could do does did is are should will am must"


@pytest.mark.parametrize("word", ASKING.split())
def test_a_question_begins_as_questions_do(word):
    """In small letters or with a capital; and it is one."""
    assert stands_alone(f"{word} grief fade slowly?")
    assert stands_alone(f"{word.title()} grief fade slowly?")
    assert not stands_alone(f"{word}ever grief fade slowly?")
    assert not stands_alone(f"{word} grief fade slowly.")


POINTING = (
    "it its this that these those they them their he she him her his hers one ones there here now "
    "else next above below following we us our ours you your yours"
)


@pytest.mark.parametrize("word", POINTING.split())
def test_what_points_at_its_surroundings_does_not_stand_alone(word):
    """Somebody who sees it by itself does not know what it is about."""
    assert not stands_alone(f"What helps grief {word} slowly?")
    assert stands_alone(f"What helps grief {word}x slowly?")


@pytest.mark.parametrize(
    ("count", "kept"), [(1, [0]), (5, [0, 1, 2, 3, 4]), (6, [0, 2, 4]), (11, [0, 3, 6, 9])]
)
def test_five_questions_of_a_topic_are_tried_at_most(count, kept):
    """Evenly from all of them."""
    assert some(list(range(count))) == kept


SENTENCES = ("I said: “Rest now. {} Then go on.”", "I said: “Rest now. {} Then go on.")


def cut(text):
    """A text's units, as the cleaner cuts it: behind each full stop and its blank."""
    starts = [0, *(at + 2 for at in range(len(text)) if text[at : at + 2] == ". ")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [
        Span(start, end, "sentence", 0, 0, False) for start, end in zip(starts, ends, strict=True)
    ]


@pytest.mark.parametrize(("length", "places"), [(400, 1), (401, 3)])
def test_a_quotation_of_four_hundred_characters_is_one_place(length, places):
    """A longer one is shown sentence by sentence, and so is one that never closes."""
    for sentence, found in zip(SENTENCES, (places, 3), strict=True):
        filled = sentence.format("x" * (length - len(sentence.format("")) - 1) + ".")
        assert len(filled) == length
        assert len([*whole_quotations(filled, cut(filled))]) == found


def address_of(text, sentence):
    """What opens a sentence of an article."""
    article = Article(id="a.md", title="Rest", text=text, url="https://a.example/rest")
    start = text.rindex(sentence)
    return open_at(article, Place(start, start + len(sentence))).partition(":~:text=")[2]


@pytest.mark.parametrize(
    ("text", "sentence", "directive"),
    [
        ("a b c d e f g h.", "a b c d e f g h.", "a%20b%20c%20d%20e%20f%20g%20h."),
        ("a b c d e f g h i.",) * 2 + ("a%20b%20c%20d,f%20g%20h%20i.",),
        ("Go on. I may go to rest. Go on.", "Go on.", "go%20to%20rest.-,Go%20on."),
        ("Go on.\nGo on.", "Go on.", "Go%20on."),
        ("- Go on.\n- We go. Go on.", "Go on.", "We%20go.-,Go%20on."),
        ("- Go on.\n- Go on.", "- Go on.", "Go%20on."),
        (
            "a b c d e f g h i.\na b c d E f g h j.",
            "a b c d E f g h j.",
            "a%20b%20c%20d%20E,f%20g%20h%20j.",
        ),
    ],
)  # fmt: skip
def test_a_sentence_is_named_by_as_few_words_as_tell_it(text, sentence, directive):
    """Eight words whole; else four at either end, three before where it stands twice."""
    assert address_of(text, sentence) == directive


MONTHS = "January February March April May June July August September October November December"


@pytest.mark.parametrize(("number", "name"), [*enumerate(MONTHS.split(), start=1)])
def test_a_month_is_named_in_english(number, name):
    """Alone, with a day, and with neither."""
    assert Day(2026, number).in_words == f"{name} 2026"
    assert Day(2026, number, 3).in_words == f"3 {name} 2026"
    assert Day(2026).month_name == ""


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2026", Day(2026)), ("2026-12", Day(2026, 12)), ("2026-13", None), ("2026-00", Day(2026)),
        ("2026-02-28", Day(2026, 2, 28)), ("2026-02-29", None), ("20261", None), ("", None),
        ("0999-01-31T10:00", Day(999, 1, 31)), ("2026-1", Day(2026)),
    ],
)  # fmt: skip
def test_a_day_is_read_where_there_is_such_a_day(stated, day):
    """As exactly as it is stated."""
    assert read_day(stated) == day


def test_each_format_has_its_name_and_its_file_its_kind():
    """What people choose among, and what programs open it with."""
    assert {name: each.label for name, each in FORMATS.items()} == {
        "apa": "APA 7", "biblatex": "BibLaTeX", "ris": "RIS", "csl-json": "CSL-JSON",
        "markdown": "Markdown quote", "link": "Link",
    }  # fmt: skip
    assert {name for name, each in FORMATS.items() if each.quotes} == {"markdown", "link"}
    assert [(each.label, each.ending, each.kind) for each in FILES] == [
        ("Markdown", "md", "text/markdown"),
        ("CSV", "csv", "text/csv"),
        ("JSON", "json", "application/json"),
        ("BibLaTeX", "bib", "application/x-bibtex"),
        ("RIS", "ris", "application/x-research-info-systems"),
    ]
