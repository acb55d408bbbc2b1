"""Bytes become text, whatever encoding they are in; what is no text is told to be none."""

from __future__ import annotations

import codecs
import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import RefusedSourceError
from corpus.readers.decode import decode
from corpus.readers.formats import MAX_BYTES, format_of, read_source

CASES = json.loads(Path(__file__).with_name("decode_cases.json").read_text("utf-8"))
WORDS = "Breathe — out. Ä rested mind, naïve or not, “rests”."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + WORDS.encode("utf-8"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), "utf-32"),
        (WORDS.encode("utf-16-le"), "utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(data: bytes, encoding: str) -> None:
    """The same text comes out of every Unicode encoding, and no mark is left in it."""
    assert decode(data) == (WORDS, encoding, "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_old_encodings_are_read_as_a_person_would(case: dict[str, str]) -> None:
    """The text comes out letter by letter, and whatever was not certain is noted."""
    data = bytes.fromhex(case.get("before", "")) + case["text"].encode(case["encoding"])
    text, encoding, note = decode(data)
    assert (text, encoding) == (case.get("read", case["text"]), case["as"])
    assert note == case.get("note", "").format(encoding)


WORD = st.from_regex(r"[A-Za-z]{1,3}[a-z\u00df-\u00ff]?[a-z]{1,6}[\u00e0-\u00ff]?", fullmatch=True)
CAPITAL = st.from_regex(r"[\u00c0-\u00dd][a-z]{2,8}", fullmatch=True)
BETWEEN = st.sampled_from(
    [" ", " ", ", ", ". ", "\n\n", " \u2013 ", " \u201c", "\u2026 ", "? \u00a0"]
)


@given(words=st.lists(st.tuples(WORD | CAPITAL, BETWEEN), min_size=1, max_size=40))
def test_any_western_text_of_windows_comes_back_as_it_was(words: list[tuple[str, str]]) -> None:
    """Its letters are mostly ASCII, whatever language they are of, and nothing declares it."""
    text = "".join(word + after for word, after in words)
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("label", ["utf-16", "idna", "unicode_escape", "undefined", "hex", "utf-7"])
def test_an_encoding_that_no_page_is_in_is_not_believed(label: str) -> None:
    """What only Python calls an encoding is passed over, and the text is read as a Western one."""
    page = f'<meta charset="{label}"><p>Über den Schlaf.</p>'
    assert decode(page.encode("cp1252")).text == page


def test_a_guessed_encoding_is_told_to_the_curator() -> None:
    """The article of such a file has a note, and so has one with damaged characters."""
    guessed = read_source("Schlaf für Übermüdete.".encode("cp1252"), format="text")
    damaged = read_source(b"Rest \xff is allowed. " + "Schön. Schön.".encode(), format="text")
    assert guessed.notes == (
        "it does not say which encoding it is in, and was read as windows-1252, which is a guess",
    )
    assert damaged.notes == ("it has 1 damaged character, shown as \ufffd",)


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    """A page that says Latin-1 and is valid UTF-8 was saved anew, with its old declaration."""
    page = '<html><meta charset="iso-8859-1"><p>naïve über café</p></html>'
    assert decode(page.encode("utf-8")) == (page, "utf-8", "")


@pytest.mark.parametrize("name", ["no-such-encoding", "ascii"])
def test_a_declaration_that_does_not_fit_is_passed_over(name: str) -> None:
    """An unknown or impossible encoding is no reason to refuse a page; a guess is made."""
    page = f'<meta charset="{name}"><p>' + "Über den Schlaf und das Träumen, für alle. " * 20
    assert "Über den Schlaf" in decode(page.encode("latin-1")).text


def test_some_bad_bytes_do_not_spoil_a_text() -> None:
    """A UTF-8 text with a damaged byte keeps all the others."""
    decoded = decode(b"Rest \xff is allowed. " + "Schön. ".encode() * 50)
    assert decoded.text.startswith("Rest � is allowed. Schön.")
    assert decoded.encoding == "utf-8, damaged"


def test_lone_surrogates_become_the_replacement_character() -> None:
    """No file, index or parser can hold half a character; whole pairs are joined."""
    data = "a\ud800b \ud83d\ude42".encode("utf-8", "surrogatepass")
    assert decode(data).text == "a�b 🙂"


def test_line_ends_are_made_one() -> None:
    """Windows' and old Macintosh's line ends are line ends."""
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_a_few_control_characters_are_no_reason_to_refuse() -> None:
    """One NUL in a long text is damage; it stays in the text for the cleaner to take out."""
    assert (
        decode(b"Rest is allowed at any time.\x00 " * 1 + b"Rest. " * 100).text.count("\x00") == 1
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"PK\x03\x04" + bytes(50), "a zip archive"),
        (b"\x1f\x8b\x08\x00" + bytes(50), "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"SQLite format 3\x00" + bytes(50), "a SQLite database"),
    ],
)
def test_a_known_binary_is_named(data: bytes, what: str) -> None:
    """A PDF called page.html is told to be a PDF, by its first bytes."""
    with pytest.raises(RefusedSourceError, match=rf"^Not text: by its first bytes it is {what}"):
        read_source(data, format="html")


def test_other_binaries_are_refused() -> None:
    """Bytes that are mostly control characters are no text, under whatever name."""
    with pytest.raises(RefusedSourceError, match=r"of its first \d+ characters are control"):
        read_source(bytes(range(1, 32)) * 40, format="html")


@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing else can happen: clean text with one kind of line end, or a refusal."""
    with contextlib.suppress(RefusedSourceError):
        text = decode(data).text
        text.encode("utf-8")
        assert "\r" not in text


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.xhtml", "html"),
        ("notes.tar.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.txt", "text"),
        ("folder.d/a.TEXT", "text"),
    ],
)
def test_the_format_is_in_the_name(name: str, form: str) -> None:
    """Endings are read without regard to case; only the last one counts."""
    assert format_of(name) == form


@pytest.mark.parametrize(("name", "shown"), [("a.odt", "'.odt'"), ("README", r"'\(no ending\)'")])
def test_a_file_that_no_reader_reads_is_refused_by_its_ending(name: str, shown: str) -> None:
    """The refusal says which endings are read, and how to say what a file is."""
    with pytest.raises(RefusedSourceError, match=rf"^Unknown type {shown}\. .*\.md.*--format"):
        format_of(name)


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_an_empty_source_is_refused(data: bytes) -> None:
    """There is nothing in it, and the message says so."""
    with pytest.raises(RefusedSourceError, match=r"^Empty: there is nothing in it\.$"):
        read_source(data, format="text")


def test_a_source_that_is_too_large_is_refused() -> None:
    """The refusal says how large it is, how large it may be, and what to do."""
    with pytest.raises(RefusedSourceError, match=r"^Too large: 10\.0 MB.*at most 10 MB\. Split it"):
        read_source(b"a" * (MAX_BYTES + 1), format="text")


def test_text_saved_as_html_is_read_as_text() -> None:
    """A file called .html without a single tag loses nothing."""
    extract = read_source(b"Rest\n\nRest is allowed.\n", format="html")
    assert [block.kind for block in extract.blocks] == ["heading", "paragraph"]
