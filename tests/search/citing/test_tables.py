"""Saved passages as a table and as JSON: every column by its name, and nothing computed."""

import csv
import io
import json

import pytest

from search.citing.dates import Day
from search.citing.markdown import as_markdown
from search.citing.reference import Quote, Reference
from search.citing.saved import read_saved
from search.citing.tables import as_csv, as_json

STATED = {
    "passage_id": "calm/rest.md#2",
    "passage": "Rest is work.\nSo is sleep.",
    "notice": "Its publisher asks that at most 30 characters be shown.",
    "title": "Why rest is work",
    "author": "=Ann Lee",
    "site": "Calm House",
    "published": "2026-03",
    "retrieved": "2026-11-02",
    "licence": "CC BY 4.0",
    "language": "en",
    "url": "https://calm.example/rest",
    "open_url": "https://calm.example/rest#:~:text=Rest",
    "page": "12",
    "saved": "2026-11-20",
}
REFERENCE = Reference(
    key="ann-2026",
    title=STATED["title"],
    author=STATED["author"],
    site=STATED["site"],
    url=STATED["url"],
    published=Day(2026, 3),
    retrieved=Day(2026, 11, 2),
    language="en",
    licence=STATED["licence"],
    quotes=(
        Quote(
            STATED["passage_id"],
            ("Rest is work.", "So is sleep."),
            STATED["open_url"],
            STATED["notice"],
            STATED["saved"],
            STATED["page"],
        ),
    ),
)
BARE = Reference(key="", title="", quotes=(Quote("a.md#0", ()),))


def rows_of(table):
    """A table's rows, by the names of their columns."""
    assert table.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(table[1:], newline="")))


def test_a_table_has_a_row_for_each_passage():
    """Every column; a text that a spreadsheet would compute has an apostrophe before it."""
    first, second = rows_of(as_csv([REFERENCE, BARE]))
    assert first == STATED | {"author": "'=Ann Lee"}
    assert second == dict.fromkeys(STATED, "") | {"passage_id": "a.md#0"}


def test_a_table_without_passages_has_its_columns():
    """Also of an article none of whose passages was saved."""
    for references in ([], [Reference(key="", title="Rest")]):
        assert as_csv(references) == "\ufeff" + ",".join(STATED) + "\r\n"


def test_programs_are_told_what_is_not_stated():
    """By null; and which form of the file it is."""
    found = json.loads(as_json([REFERENCE, BARE]))
    bare = dict.fromkeys(STATED) | {"passage_id": "a.md#0"}
    assert found == {"schema_version": 1, "passages": [STATED, bare]}
    assert as_json([]) == '{\n  "schema_version": 1,\n  "passages": []\n}\n'


def test_what_is_not_stated_is_in_no_quotation():
    """Nothing but what the source says, one behind the other, a blank line between two."""
    assert as_markdown([REFERENCE, BARE]) == (
        "> Rest is work.\n>\n> So is sleep.\n\n— \\=Ann Lee, "
        "[Why rest is work](https://calm.example/rest#:~:text=Rest), Calm House, March 2026, "
        "p. 12. Licence: CC BY 4.0.\n\n— \\[Untitled\\], n.d.\n"
    )


ENTRY = {"id": "a.md#0", "title": "Rest", "digest": "0" * 16, "saved": "2026-11-20"}


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        ({"id": "a" * 598 + "#0"}, True),
        ({"id": "a" * 599 + "#0"}, False),
        ({"digest": "0" * 15}, False),
        ({"digest": "0" * 17}, False),
        ({"digest": "0" * 15 + "g"}, False),
        ({"digest": None}, False),
        ({"id": None}, False),
        ({"title": None}, True),
        ({"saved": None}, True),
    ],
)
def test_an_entry_of_a_browser_is_read_where_it_can_be_one_of_ours(changed, read):
    """An id of six hundred characters at most, and sixteen hexadecimal digits."""
    told = read_saved(json.dumps([ENTRY | changed]))
    assert (len(told.saved), told.unreadable) == ((1, 0) if read else (0, 1))


def test_what_an_entry_does_not_say_is_empty():
    """Its title is cut, and its day is one or none."""
    (saved,) = read_saved(json.dumps([{"id": "a.md#0", "digest": "0" * 16}])).saved
    assert (saved.title, saved.day) == ("", "")
    (saved,) = read_saved(json.dumps([ENTRY | {"title": "b" * 201}])).saved
    assert (saved.title, saved.day) == ("b" * 200, "2026-11-20")


@pytest.mark.parametrize(("length", "read"), [(400_000, 1), (400_001, 0)])
def test_a_browser_may_say_four_hundred_thousand_characters(length, read):
    """More is not even looked at."""
    assert len(read_saved(json.dumps([ENTRY]).ljust(length)).saved) == read
    assert read_saved(json.dumps([ENTRY]).ljust(length)).unreadable == 1 - read


def test_a_browser_may_keep_two_hundred_passages():
    """The first of them."""
    told = read_saved(json.dumps([ENTRY | {"id": f"a.md#{number}"} for number in range(201)]))
    assert [each.id for each in told.saved] == [f"a.md#{number}" for number in range(200)]
