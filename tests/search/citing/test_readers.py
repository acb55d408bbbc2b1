"""Programs that we did not write read what is cited, whatever the metadata are."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urlsplit

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formats
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from search.citing.apa import reference_line
from search.citing.biblatex import as_biblatex
from search.citing.csl_json import as_csl_json
from search.citing.markdown import as_markdown
from search.citing.plain import one_line, web_address
from search.citing.ris import as_ris
from search.citing.tables import as_csv, as_json
from tests.search.citing.making import reference

SCHEMA = Draft7Validator(json.loads(Path(__file__).with_name("csl_schema.json").read_text("utf-8")))
# Letters with a meaning somewhere are tried often, and so are any others.
LETTERS = st.one_of(
    st.sampled_from(list("\\{}#$%&_^~*[]<>()|`'\"!?-+=:;,.@/ \n\r\t\u202e\u200b\u2028\0aZ1é休")),
    st.characters(),
)
TEXTS = st.text(LETTERS, max_size=40)
DAYS = st.one_of(
    st.just(""),
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
    TEXTS,
)
ADDRESSES = st.one_of(TEXTS, TEXTS.map("https://site.example/{}".format))
METADATA = st.fixed_dictionaries(
    {
        "title": TEXTS, "author": TEXTS, "site": TEXTS, "licence": TEXTS,
        "language": st.sampled_from(["", "en", "ja", "xx"]),
        "url": ADDRESSES, "published": DAYS, "retrieved": DAYS,
    }
)  # fmt: skip
# Halves of characters are mended as an article is read, so no passage has any.
PASSAGES = TEXTS.map(lambda text: text.encode("utf-8", "ignore").decode()).filter(str.strip)
every = settings(max_examples=150, deadline=None)


def tex_reader():
    """A reader of TeX that knows the names of the signs which pylatexenc lacks."""
    known = get_default_latex_context_db()
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, sign) for name, sign in signs.items()]
    known.add_context_category("signs", macros=macros, prepend=True)
    return LatexDecodingMiddleware(decoder=LatexNodes2Text(latex_context=known))


def same_words(read, written):
    """Whether a reader has exactly these words; '' and nothing are the same."""
    return (read or "") == written


@every
@given(METADATA, PASSAGES)
@example({"title": "ER  - \r\nTY  - BOOK", "author": "A\nAU  - B"}, "N1  - x\n\nER  - ")
def test_ris_comes_back(metadata, passage):
    """rispy finds one record, with each field as it was and no other."""
    cited = reference(passage, **metadata)

    (record,) = rispy.loads(as_ris([cited]))

    assert record["type_of_reference"] == "ELEC"
    assert record["id"] == cited.key
    for name, value in {
        "title": cited.title, "publisher": cited.site, "doi": cited.doi, "language": cited.language,
        "year": f"{cited.published.year:04}" if cited.published else "",
    }.items():  # fmt: skip
        assert same_words(record.get(name), value), name
    assert record.get("authors", []) == ([cited.author] if cited.author else [])
    assert record.get("urls", []) == list(filter(None, [cited.url.replace(";", "%3B")]))
    assert record.get("notes", []) == [f"“{quote.text}”" for quote in cited.quotes if quote.lines]


@every
@given(METADATA, PASSAGES)
@example({"title": "}, author = {X", "author": "A and B"}, "}}\n@online{x,")
@example({"title": "-- --- `` '' ?` !` << >> ,,", "author": "{\\"}, "%\\%")
def test_biblatex_comes_back(metadata, passage):
    """bibtexparser finds one entry; TeX's own marks decoded, each field is as it was."""
    cited = reference(passage, **metadata)

    library = bibtexparser.parse_string(as_biblatex([cited]), append_middleware=[tex_reader()])

    (entry,) = library.entries
    assert (library.failed_blocks, entry.entry_type, entry.key) == ([], "online", cited.key)
    read = {field.key: field.value for field in entry.fields}
    for name, value in {
        "title": cited.title, "author": cited.author, "organization": cited.site,
        "date": cited.published.iso if cited.published else "",
        "urldate": cited.retrieved.iso if cited.retrieved else "",
        "annotation": " ".join(f"“{quote.text}”" for quote in cited.quotes if quote.lines),
    }.items():  # fmt: skip
        assert same_words(read.get(name), value), name


@every
@given(METADATA, PASSAGES)
def test_csl_json_is_valid(metadata, passage):
    """It has the fields that CSL-JSON lets a web page have, each of the right sort."""
    cited = reference(passage, **metadata)

    items = json.loads(as_csl_json([cited]))

    assert list(SCHEMA.iter_errors(items)) == []
    assert same_words(items[0].get("title"), cited.title)


def test_a_citation_processor_formats_it():
    """citeproc-py reads the item and sets author, year, title and address in its own style."""
    cited = reference(
        author="Ann Lee", site="Calm House", url="https://site.example/rest",
        published="2026-03-19", retrieved="2026-11-02",
    )  # fmt: skip
    source = CiteProcJSON(json.loads(as_csl_json([cited])))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formats.plain)
    bibliography.register(Citation([CitationItem(cited.key)]))

    (line,) = map(str, bibliography.bibliography())

    for said in ("Ann Lee", "2026", "Why rest is work", "https://site.example/rest"):
        assert said in line


def words_shown(markdown):
    """What a Markdown reader shows: the quoted paragraphs, and the line below them."""
    blocks, quoted, depth = [], [], 0
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        assert token.type in {
            "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline",
        }  # fmt: skip
        if token.type == "inline":
            for child in token.children:
                assert child.type in {"text", "text_special", "link_open", "link_close"}
            shown = "".join(child.content for child in token.children)
            (quoted if depth else blocks).append(shown)
    return quoted, blocks


@every
@given(METADATA, PASSAGES)
@example({"title": "[x](http://evil.example) ![y](z)"}, "---\n# a\n1) b\n+ c\n* * *\n&amp; <b>")
@example({"title": "x"}, "| a | b |\n| - | - |\n~~~\n- [ ] done\na\n===")
def test_markdown_shows_the_words_as_they_are(metadata, passage):
    """No markup but the quotation and the link to its source; no picture is fetched."""
    cited = reference(passage, **metadata)

    quoted, below = words_shown(as_markdown([cited]))

    assert quoted == list(cited.quotes[0].lines)
    assert len(below) == 1
    assert (cited.title or "[Untitled]") in below[0]


@every
@given(METADATA, PASSAGES)
def test_tables_come_back(metadata, passage):
    """CSV and JSON say the same; a cell that a spreadsheet would compute has an apostrophe."""
    cited = reference(passage, **metadata)

    (row,) = csv.DictReader(io.StringIO(as_csv([cited]).removeprefix("\ufeff"), newline=""))
    (told,) = json.loads(as_json([cited]))["passages"]

    for name, value in told.items():
        assert row[name].removeprefix("'") == (value or "").removeprefix("'")
        assert not row[name].startswith(("=", "+", "-", "@"))
    assert same_words(told["title"], cited.title)


@every
@given(METADATA)
def test_apa_is_one_line(metadata):
    """With a date or "n.d.", and the title."""
    line = reference_line(reference(**metadata))

    assert one_line(line) == line
    assert "(n.d.)." in line or ")." in line


@given(ADDRESSES)
def test_an_address_has_only_the_characters_of_addresses(address):
    """Of the web, ASCII, without spaces; or there is none. Encoding it again changes nothing."""
    encoded = web_address(address)

    assert encoded == "" or urlsplit(encoded).scheme in ("http", "https")
    assert encoded.isascii()
    assert not set(encoded) & set(' <>"{}|\\^`\n')
    assert web_address(encoded) == encoded


@given(st.text(LETTERS))
def test_one_line_is_one_line(text):
    """Nothing is left that breaks it, turns it round, or can't be written as UTF-8."""
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    assert not set(line) & set("\u202e\u200b\u2066\ufeff\0\x1b")
    line.encode("utf-8")


@pytest.mark.parametrize("write", [as_ris, as_biblatex, as_csl_json, as_markdown, as_csv, as_json])
def test_nothing_is_written_of_nothing(write):
    """No reference, no entry; the file is valid all the same."""
    assert reference().key not in write([])
