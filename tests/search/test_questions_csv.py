"""CSV files as people and spreadsheets write them."""

import csv

import pytest

from search.judged import EvaluationError
from search.questions_csv import Asked, read_asked

FOUND = [
    Asked(2, "How do I sleep, better?", "a.md", "Rise early; rest."),
    Asked(3, "Grief", "b.md"),
]
COMMAS = 'question,article,answer\n"How do I sleep, better?",a.md,Rise early; rest.\nGrief,b.md,\n'
SEMICOLONS = (
    'Question;Article;Answer\r\nHow do I sleep, better?;a.md;"Rise early; rest."\r\nGrief;b.md;\r\n'
)
TABS = "question\tarticle\tpassage\nHow do I sleep, better?\ta.md\tRise early; rest.\nGrief\tb.md\n"


@pytest.fixture
def table(tmp_path):
    """Writes a file of these bytes."""

    def table(content):
        path = tmp_path / "questions.csv"
        path.write_bytes(content)
        return path

    return table


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(COMMAS.encode(), id="commas"),
        pytest.param(SEMICOLONS.encode(), id="semicolons"),
        pytest.param(TABS.encode(), id="tabs"),
        pytest.param(b"\xef\xbb\xbf" + SEMICOLONS.encode(), id="Excel, UTF-8 with a mark"),
        pytest.param(TABS.encode("utf-16"), id="Excel, Unicode text"),
        pytest.param(COMMAS.replace("\n", "\r").encode(), id="an old Mac"),
        pytest.param(COMMAS.replace("a.md", "  a.md ").encode(), id="spaces around"),
        pytest.param(
            COMMAS.replace("sleep, better", "sleep,\n better").encode(), id="a cell's line"
        ),
        pytest.param(COMMAS.encode() + b"\n,,\n  ,\n", id="empty lines at the end"),
    ],
)
def test_reads_the_same_of_every_export(table, content):
    """Rows are numbered as a spreadsheet numbers them."""
    assert read_asked(table(content)) == FOUND


def test_empty_lines_and_excels_own_line_are_counted_and_passed_over(table):
    """So that a row that is told is found."""
    content = "sep=;\nquestion;article\n\nGrief;b.md\n;\nPanic;c.md\n"

    assert [each.row for each in read_asked(table(content.encode()))] == [4, 6]
    for said in ("sep=|", "SEP=|", "sep=|;"):
        other = content.replace("sep=;", said).replace(";", "|")
        assert [each.article for each in read_asked(table(other.encode()))] == ["b.md", "c.md"]


def test_columns_may_stand_in_any_order_beside_others(table):
    """The first of two that hold the same is read."""
    content = "Nr,ARTICLE,note,Question,article\n1,b.md,x,Grief,c.md\n"

    assert read_asked(table(content.encode())) == [Asked(2, "Grief", "b.md")]


def test_letters_of_an_old_code_page_are_read(table):
    """As a spreadsheet in Windows exports them."""
    content = (
        "question;article\n"
        + "Wie schläft man besser, und warum hört das Grübeln nie auf;ü.md\n" * 8
    )

    assert read_asked(table(content.encode("cp1252")))[0].article == "ü.md"


def test_a_row_that_lacks_something_is_kept_to_be_told(table):
    """Rows may be shorter than the first line."""
    assert read_asked(table(b"question,article\nGrief\n,b.md\n")) == [
        Asked(2, "Grief", ""),
        Asked(3, "", "b.md"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\n , \n", "it is empty"),
        (b"sep=;\n", "it is empty"),
        (b"text,id\nGrief,b.md\n", r"\(text, id\) names no question and no article"),
        (b"question,answer\nGrief,x\n", "names no article"),
        (b'question,article\n"' + b"x" * 200_000 + b'",b.md\n', "field larger than field limit"),
        (b"PK\x03\x04 and more", 'is no CSV file.*zip archive.*"Save as"'),
        (b"\x00\x01\x02\x03" * 400, "is no CSV file"),
    ],
)
def test_a_file_without_questions_is_refused(table, content, said):
    """With what it needs; that records were read before, which may be longer, changes nothing."""
    csv.field_size_limit(10_000_000)
    with pytest.raises(EvaluationError, match=said):
        read_asked(table(content))


def test_a_missing_file_is_named(tmp_path):
    """Nothing is measured."""
    with pytest.raises(EvaluationError, match=r"^There is no file '.*nowhere.csv'\. Check its"):
        read_asked(tmp_path / "nowhere.csv")
