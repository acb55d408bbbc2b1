"""Every file of many records is read one by one, and each broken record says what it is."""

from __future__ import annotations

import io
import itertools
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.readers.formats import read_source
from corpus.records.columns import MapError, choose_columns, read_map
from corpus.records.delimited import read_comma_separated, read_tab_separated
from corpus.records.json_lines import read_json_lines
from corpus.records.opened import kind_of, open_records
from corpus.records.record import MAX_RECORD, Record, RecordsError, Row
from corpus.records.rows import Within, received_row
from tests.many import cut, json_lines, page, parquet, prose, row, zipped

FILE = Within("articles.jsonl", "records:/a/articles.jsonl", "articles")
TEXT = choose_columns(["title", "text", "url", "date", "author", "id"], {})


def opened(tmp_path: Path, name: str, data: bytes, named: str = "") -> list[Record]:
    """A file's records."""
    path = tmp_path / name
    path.write_bytes(data)
    with open_records(path, read_map(named)) as found:
        return list(found.records)


def reasons(records: list[Record]) -> dict[int, str]:
    """Why records were refused, by number."""
    return {each.number: each.received.refused for each in records if each.received.refused}


# Which file is which


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jsonl", ".jsonl"),
        ("a.NDJSON.gz", ".ndjson"),
        ("CC-MAIN.warc.wet.gz", ".wet"),
        ("a.parquet", ".parquet"),
        ("a.json", ""),
        ("a.html", ""),
    ],
)
def test_a_file_is_known_by_its_name(name: str, kind: str) -> None:
    """Whatever the case of its letters, and gzipped or not."""
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet", "a.csv"])
def test_every_format_gives_the_same_articles(tmp_path: Path, name: str) -> None:
    """The title, author, address and day of the columns stand above the text."""
    rows = [row(number) for number in (1, 2, 3)]
    written = {
        "a.jsonl": json_lines(rows),
        "a.jsonl.gz": zipped(json_lines(rows)),
        "a.parquet": parquet(rows),
        "a.csv": b"title,text,url,date,author\n"
        + "".join(
            f'On rest {n},"{prose(f"Rest {n}")}",https://rest.example/{n},2024-05-01,Ann Lee\r\n'
            for n in (1, 2, 3)
        ).encode(),
    }
    records = opened(tmp_path, name, written[name])
    assert [each.received.source for each in records] == [each["url"] for each in rows]
    assert [each.received.name for each in records] == [f"a/record-{n}.txt" for n in (1, 2, 3)]
    extract = read_source(records[0].received.data, format=records[0].received.format)
    assert {name: stated.value for name, stated in extract.metadata.items()} == {
        "title": "On rest 1",
        "author": "Ann Lee",
        "url": "https://rest.example/1",
        "published": "2024-05-01",
    }
    assert extract.text.endswith(prose("Rest 1").strip() + "\n")


# Columns


def test_a_named_column_is_taken_and_others_by_their_usual_names() -> None:
    """A part that is named as nothing is left out."""
    columns = choose_columns(["Headline", "body", "link", "source"], read_map("url=link,title="))
    assert dict(columns.of) == {"text": "body", "url": "link"}


def test_a_text_is_read_before_a_page_unless_the_page_is_named() -> None:
    """Where a file has both."""
    have = ["text", "html"]
    assert choose_columns(have, {}).said() == "text=text"
    assert choose_columns(have, read_map("html=html")).said() == "html=html"
    assert choose_columns(have, read_map("html=text")).said() == "html=text"


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("titel=headline", r"^--map names 'titel', and no article has that\. It knows: text, html"),
        ("headline", r"^'headline' in --map does not say which column is which"),
        ("title=a,title=b", r"^--map says twice which column is the title"),
        ("text=a,html=b", r"^--map names a text and an html column"),
    ],
)
def test_a_map_that_makes_no_sense_is_told(stated: str, said: str) -> None:
    """With what it may be."""
    with pytest.raises(MapError, match=said):
        read_map(stated)


def test_a_missing_column_is_told_with_those_there_are() -> None:
    """So that a slip is put right at once."""
    said = r"^There is no column 'Body', which --map says is the text\. There are: 'a', 'body'\.$"
    with pytest.raises(MapError, match=said):
        choose_columns(["a", "body"], read_map("text=Body"))
    with pytest.raises(RecordsError, match=r"^No column of this file looks .* There are: 'a'\.$"):
        choose_columns(["a"], {})


# Rows


def test_a_record_without_an_address_is_cited_by_its_place() -> None:
    """The file and the number of the record; or what its own id is."""
    one = received_row(Row(7, {"text": prose("Rest")}), TEXT, FILE).received
    assert one.source == "records:/a/articles.jsonl#record-7"
    two = received_row(Row(7, {"text": prose("Rest"), "id": "a/7 b"}), TEXT, FILE).received
    assert (two.source, two.name) == ("records:/a/articles.jsonl#a-7-b", "articles/a-7-b.txt")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "No text: its column 'text' is empty."),
        (" \n ", "No text: its column 'text' is empty."),
        ({"a": 1}, "No text: of column 'text', it is no text, but of another kind (dict)."),
        ("Rest\0ing", "Not text: it has NUL characters"),
    ],
)
def test_a_record_without_a_text_is_refused(value: object, reason: str) -> None:
    """With what stands there instead."""
    refused = received_row(Row(30_412, {"text": value}), TEXT, FILE).received
    assert refused.name == "articles.jsonl, record 30,412"
    assert refused.refused.startswith(reason)


def test_what_can_not_be_an_address_or_a_day_is_left_out_and_told() -> None:
    """The article stays; nobody is shown a day that nobody stated."""
    values = {"text": prose("Rest"), "url": "rest.example", "date": "last spring"}
    record = received_row(Row(1, values), TEXT, FILE)
    assert record.notes == (
        "its url is left out: 'rest.example' can't be one",
        "its published is left out: 'last spring' can't be one",
    )
    assert record.received.source == "records:/a/articles.jsonl#record-1"
    assert not record.received.refused


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024-05-01T10:00:00Z", "2024-05-01"),
        ("20240501", "2024-05-01"),
        (date(2024, 5, 1), "2024-05-01"),
        (2024, "2024"),
        ("1 May 2024", "2024-05-01"),
        (float("nan"), ""),
        (None, ""),
    ],
)
def test_days_are_read_as_tables_write_them(stated: object, day: str) -> None:
    """And stored as ISO 8601."""
    record = received_row(Row(1, {"text": prose("Rest"), "date": stated}), TEXT, FILE)
    extract = read_source(record.received.data, format="text")
    found = extract.metadata.get("published")
    assert (found.value if found else "", record.notes) == (day, ())


def test_a_source_that_is_no_address_is_the_site() -> None:
    """Tables have both in a column of that name."""
    columns = choose_columns(["text", "source"], {})
    record = received_row(Row(1, {"text": prose("Rest"), "source": "Rest Weekly"}), columns, FILE)
    assert read_source(record.received.data, format="text").metadata["site"].value == "Rest Weekly"


def test_a_page_in_a_text_column_is_read_as_a_page() -> None:
    """With what its columns state before what it states itself."""
    record = received_row(Row(1, {"text": page("Rest"), "title": "Rest!"}), TEXT, FILE)
    assert (record.received.format, record.received.name) == ("html", "articles/record-1.html")
    extract = read_source(record.received.data, format="html")
    assert extract.metadata["title"].value == "Rest!"
    assert "<p>" not in extract.text


def test_a_part_of_a_page_is_read_as_one() -> None:
    """Paragraphs with tags and nothing around them, as content systems keep them."""
    parts = "".join(f"<p>{part}</p>" for part in prose("Rest").split("\n\n"))
    record = received_row(Row(1, {"text": parts, "title": "Rest"}), TEXT, FILE)
    extract = read_source(record.received.data, format="html")
    assert "Most Rest is allowed" in extract.text
    assert "<" not in extract.text


# What is broken


def test_each_broken_line_says_what_it_is(tmp_path: Path) -> None:
    """And none stops those behind it."""
    data = json_lines([row(1), "{", "[1]", '"Rest."', "", row(6)]) + b'{"text": "caf\xe9"}\n'
    records = opened(tmp_path, "a.jsonl", data + json_lines([row(8)]))
    assert reasons(records) == {
        2: "Not JSON: Expecting property name enclosed in double quotes: line 2 column 1 (char 2).",
        3: "A line of JSON Lines is an object, {…}, and this one is a list.",
        4: "A line of JSON Lines is an object, {…}, and this one is a text.",
        6: "Not UTF-8: byte 0xe9 at place 14 of its line. Save the file as UTF-8; nothing is "
        "guessed.",
    }
    assert len(records) == 7


def test_json_nested_without_end_is_refused() -> None:
    """It is no reason to end."""
    data = b'{"text": ' + b"[" * 200_000 + b"\n" + json_lines([row(2)])
    first, second = read_json_lines(io.BytesIO(data))
    assert first.refused.startswith("Not JSON: ")
    assert second.values["title"] == "On rest 2"


class Endless(io.RawIOBase):
    """A line of so many bytes, made as it is read, and a good one behind it."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.rest = io.BytesIO(b"\n" + json_lines([row(2)]))

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Some more of it."""
        if self.left:
            size = min(self.left, len(buffer))
            buffer[:size] = b"x" * size
            self.left -= size
            return size
        return self.rest.readinto(buffer)


def test_a_record_of_100_mb_is_refused_and_never_held() -> None:
    """Its end is looked for some bytes at a time."""
    file = io.BufferedReader(Endless(100_000_000), 1_000_000)
    tracemalloc.start()
    first, second = read_json_lines(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert first.refused == "Too large: the line has 100 MB, where a record has at most 20 MB."
    assert second.values["title"] == "On rest 2"
    assert peak < 3 * MAX_RECORD


def test_rows_of_a_table_that_are_broken_are_told_one_by_one() -> None:
    """Too many values, too few, stray quotation marks, bytes that are no text."""
    data = b'title,text\na,"x"y\nb,c,d\ne\nf,"g\nh"\ni,caf\xe9\nj,k\n'
    rows = list(read_comma_separated(io.BytesIO(data)))
    assert [row.refused.split(".")[0] for row in rows] == [
        "Not CSV: ',' expected after '\"'",
        "It has 3 values, and the line of names has 2",
        "It has 1 values, and the line of names has 2",
        "",
        "Not UTF-8: byte 0xe9 at place 6 of its line",
        "",
    ]
    assert rows[3].values == {"title": "f", "text": "g\nh"}


def test_a_quotation_that_is_never_closed_is_told() -> None:
    """It takes in the rest of the file, which so is no article."""
    rows = list(read_comma_separated(io.BytesIO(b'title,text\na,b\nc,"d\ne,f\n')))
    assert [row.refused for row in rows] == [
        "",
        "Not CSV: unexpected end of data. Is a quotation mark not closed?",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "^There is no line of names"),
        (b"a,a\n1,2\n", "^Two columns are called 'a'"),
        ("title,text\n".encode("utf-16"), "^This file is in UTF-16"),
    ],
)
def test_a_table_without_names_is_not_read(data: bytes, said: str) -> None:
    """Nobody could say which column is the text."""
    with pytest.raises(RecordsError, match=said):
        list(read_comma_separated(io.BytesIO(data)))


def test_a_table_by_tabs_has_commas_in_its_texts() -> None:
    """And a mark of UTF-8 at its beginning is no part of a name."""
    data = "\ufefftitle\ttext\nRest, well\tLie, and rest.\n".encode()
    (only,) = read_tab_separated(io.BytesIO(data))
    assert only.values == {"title": "Rest, well", "text": "Lie, and rest."}


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
def test_of_a_file_that_breaks_off_what_is_whole_is_read(tmp_path: Path, name: str) -> None:
    """And the break is told at its place."""
    lines = [f"{n},{prose(f'Rest {n}')!r}".replace("\n", " ") for n in range(2_000)]
    table = "title;text\n" + "\n".join(line.replace(",", ";", 1) for line in lines)
    rows = json_lines([row(number) for number in range(1, 2_001)])
    data = zipped(rows if "json" in name else table.encode())
    records = opened(tmp_path, name, cut(data, 0.5))
    assert 100 < len(records) < 1_990
    (place,) = reasons(records)
    assert place == len(records)
    assert records[-1].received.refused.startswith("The file breaks off here: Compressed file")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jsonl", b"", "^There are no records in it that can be read"),
        ("a.jsonl", b"{\n", "^There are no records .* The first: Not JSON"),
        ("a.parquet", cut(parquet([row(1)]), 0.9), "^Not Parquet, or a file that was cut off"),
        ("a.parquet", b"", "^Not Parquet, or a file that was cut off"),
        ("a.csv", b"a,b\n1,2\n", "^No column of this file looks like an article's text"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_told(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    """With the reason, and what to do."""
    with pytest.raises(RecordsError, match=said):
        opened(tmp_path, name, data)


@pytest.mark.parametrize(
    ("name", "library", "said"),
    [
        ("a.parquet", "pyarrow", "^Parquet is read by pyarrow, which is not here. Install it: "),
        ("a.warc", "warcio.archiveiterator", "^WARC is read by warcio, which is not here. Install"),
    ],
)
def test_a_missing_library_is_told_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str, said: str
) -> None:
    """Both come with an extra; the other formats need none."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RecordsError, match=said + r".*pip install 'wellread\[bulk\]'\.$"):
        opened(tmp_path, name, b"")


def test_memory_does_not_grow_with_the_file() -> None:
    """Ten times the records take the same memory."""

    def peak(count: int) -> int:
        lines: Iterator[bytes] = (json_lines([row(n)]) for n in range(count))
        rows = read_json_lines(io.BufferedReader(Streamed(lines)))
        tracemalloc.start()
        for each in rows:
            received_row(each, TEXT, FILE)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(100)  # what is made once
    assert peak(2_000) < 1.5 * peak(200)


class Streamed(io.RawIOBase):
    """A file that is made as it is read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.letters = itertools.chain.from_iterable(lines)

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Some more of it."""
        data = bytes(itertools.islice(self.letters, len(buffer)))
        buffer[: len(data)] = data
        return len(data)
