"""PDF, Word and EPUB files are read as a person reads them; what can't be read is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from corpus.errors import RefusedSourceError
from corpus.prepare import Prepared, prepare
from corpus.readers.extract import Extract
from corpus.readers.formats import Format, format_of, read_source
from corpus.readers.front_matter import write_front_matter
from corpus.readers.isolated import IsolatedReader
from corpus.readers.worker import Limits
from corpus.uploads import uploaded
from tests import documents
from tests.zips import zipped

Make = Callable[[], bytes]


def prepared(data: bytes, form: Format = "pdf") -> Prepared:
    """A file, read and cleaned."""
    return prepare(data, format=form, article_id="a")


def said(extract: Extract) -> dict[str, str]:
    """What a file says of itself."""
    return {name: stated.value for name, stated in extract.metadata.items()}


def of_kind(extract: Extract, kind: str) -> list[str]:
    """The blocks of one kind."""
    return [extract.text[at.start : at.end] for at in extract.blocks if at.kind == kind]


@pytest.mark.parametrize(
    ("form", "make", "text"),
    [
        ("pdf", documents.leaflet_pdf, documents.LEAFLET),
        ("docx", documents.docx, documents.GUIDE),
        ("epub", documents.epub, documents.BOOK),
    ],
)
def test_a_document_reads_as_a_person_would_copy_it(form: Format, make: Make, text: str) -> None:
    """Paragraphs whole, words without hyphens, lists as lists; no heads, feet or contents."""
    assert prepared(make(), form).article.text == text


def test_what_belongs_to_the_pages_is_dropped_with_an_account() -> None:
    """Each head, foot and number is a line of the account, and named for what it is."""
    dropped = [
        each for each in prepared(documents.leaflet_pdf()).decisions if each.action == "drop"
    ]
    assert {each.rule for each in dropped} == {"page-furniture/1"}
    assert [each.unit.text for each in dropped[:3]] == ["Harbour Leaflets", "Sleep and worry", "1"]
    assert len(dropped) == 12


def test_each_page_begins_where_its_first_words_stand() -> None:
    """Also in the middle of a sentence that runs over to the next page."""
    article = prepared(documents.leaflet_pdf()).article
    begins = [article.text[start:].split()[:3] for start in article.page_starts]
    assert begins == [
        ["Sleeping", "through", "worry"],
        ["people", "expect", "of"],
        ["Talking", "by", "day"],
        ["When", "to", "ask"],
    ]
    assert article.page_at(article.text.index("which is more")) == 1
    assert article.page_at(article.text.index("Nobody has to")) == 2
    assert article.page_at(len(article.text) - 1) == 4


def test_a_page_of_which_nothing_is_kept_has_a_place() -> None:
    """An empty page begins where the next one does, one at the end at the end."""
    pages = documents.leaflet()
    article = prepared(documents.pdf([pages[0], "", pages[2], ""])).article
    starts = article.page_starts
    assert len(starts) == 4
    assert starts[1] == starts[2] == article.text.index("Talking by day")
    assert starts[3] == len(article.text)


def test_a_web_page_has_no_printed_pages() -> None:
    """Its passages are opened at their words, not at a page."""
    assert prepared(documents.docx(), "docx").article.page_at(0) == 0


@pytest.mark.parametrize(
    ("form", "make", "fields"),
    [
        (
            "pdf",
            documents.leaflet_pdf,
            {
                "title": "Sleeping through worry",  # its own says "Microsoft Word - …"
                "author": "Ann Lee",
                "published": "2026-03-19",
                "modified": "2026-04-02",
            },
        ),
        (
            "docx",
            documents.docx,
            {
                "title": "Caring for a friend in grief",
                "author": "Ann Lee",
                "published": "2026-03-19",
            },
        ),
        (
            "epub",
            documents.epub,
            {
                "title": "Small lights",
                "author": "Ann Lee, Ben Ox",
                "published": "2025-11",
                "language": "en",
                "site": "Harbour Press",
                "url": "https://harbour.example/small-lights",
            },
        ),
    ],
)
def test_a_document_says_of_itself_who_wrote_it_and_when(
    form: Format, make: Make, fields: dict[str, str]
) -> None:
    """What programs fill in by themselves is left out."""
    assert said(read_source(make(), format=form)) == fields


@pytest.mark.parametrize(
    ("title", "author", "found"),
    [
        ("Grief after a long illness", "Ann Lee", ("Grief after a long illness", "Ann Lee")),
        ("untitled", "Microsoft Office User", ("Caring for a friend in grief", None)),
        ("leaflet-final.docx", "admin", ("Caring for a friend in grief", None)),
        ("2026_03", "jsmith", ("Caring for a friend in grief", None)),
        ("Microsoft Word - x", "ann@harbour.example", ("Caring for a friend in grief", None)),
    ],
)
def test_titles_and_authors_that_programs_fill_in_are_none(
    title: str, author: str, found: tuple[str, str | None]
) -> None:
    """The heading at the top is the title then, and no author is named."""
    fields = said(read_source(documents.docx(title=title, author=author), format="docx"))
    assert (fields["title"], fields.get("author")) == found


def test_a_pdf_s_title_that_its_pages_don_t_show_gives_way_to_theirs() -> None:
    """A file that was made from another one keeps that one's title."""
    stale = documents.pdf(documents.leaflet(), info={"Title": "Annual report of the harbour"})
    shown = documents.pdf(documents.leaflet(), info={"Title": "Sleeping through Worry"})
    assert said(read_source(stale, format="pdf"))["title"] == "Sleeping through worry"
    assert said(read_source(shown, format="pdf"))["title"] == "Sleeping through Worry"


def test_ligatures_and_unknown_letters() -> None:
    """Ligatures become letters; what the file does not name is told to the curator."""
    dead = documents.column(["The \x81rst step is \x81ne: " + documents.CONTENT] * 6)
    differences = "/Encoding << /Type /Encoding /Differences [129 /fi] >>"
    data = documents.pdf(
        [dead.replace("\x81", r"\201")],
        more={3: f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {differences} >>"},
    )
    assert "The first step is fine: " in read_source(data, format="pdf").text


def test_help_at_every_page_s_foot_stays_once() -> None:
    """No rule takes a help line away; it is not repeated at every page either."""
    foot = "In a crisis call Samaritans on 116 123, day and night."
    pages = [page + documents.shown(foot, 72, 60, size=9) for page in documents.leaflet()]
    assert prepared(documents.pdf(pages)).article.text.count("116 123") == 1


def test_a_pdf_s_notes_say_what_may_be_missing() -> None:
    """Pages that are pictures, and an end that is not there."""
    about = "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray"
    picture = documents.stream(bytes(64), f"{about} /BitsPerComponent 8")
    pages = [*documents.leaflet(), "q 500 0 0 700 40 40 cm /P Do Q"]
    data = documents.pdf(pages, extra="/XObject << /P 9 0 R >>", more={9: picture})
    notes = read_source(data[:-6], format="pdf").notes
    assert notes == (
        "pages without text, only pictures: 5",
        "its end is missing: text may be, too",
    )


@pytest.mark.parametrize("name", documents.REFUSED)
def test_what_can_t_be_read_is_refused_with_the_reason(name: str) -> None:
    """In words that say what it is; nothing of it is kept."""
    form, make, why = documents.REFUSED[name]
    with pytest.raises(RefusedSourceError, match=why):
        read_source(make(), format=form)


def test_what_lies_outside_of_a_file_is_left_alone() -> None:
    """No entity is expanded, no file or address is looked at, macros are not even opened."""
    outside = "<!DOCTYPE w [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>"
    parts = [*documents.GUIDE_PARTS, "<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>"]
    more = {
        "word/vbaProject.bin": b"macro",
        "word/_rels/document.xml.rels": b'<R><a TargetMode="External" Target="http://x/"/></R>',
    }
    data = documents.docx(parts, doctype=outside, more=more)
    assert prepared(data, "docx").article.text == documents.GUIDE


def test_fonts_alone_may_be_locked() -> None:
    """Many publishers do that, and the text can be read."""
    way = "http://www.idpf.org/2008/embedding"
    data = documents.epub(more={"META-INF/encryption.xml": documents.encryption(way)})
    assert prepared(data, "epub").article.text == documents.BOOK


def test_documents_are_read_in_the_process_with_the_limits() -> None:
    """What comes back is the same; what takes too much is refused, and the next one is read."""
    made = {"pdf": documents.leaflet_pdf, "docx": documents.docx, "epub": documents.epub}
    with IsolatedReader() as reader:
        for name, make in made.items():
            form = format_of(f"a.{name}")
            assert reader.read(make(), format=form) == read_source(make(), format=form)
            assert reader.worker is not None
        with pytest.raises(RefusedSourceError, match="locked with a password"):
            reader.read(documents.locked_pdf(), format="pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="macOS limits no memory")
def test_a_pdf_that_unpacks_to_gigabytes_harms_nobody() -> None:
    """It is refused for the memory that it asks for, and the document after it is read."""
    with IsolatedReader(Limits(memory_bytes=1_000_000_000)) as reader:
        with pytest.raises(RefusedSourceError, match="can't be read: it needed more memory"):
            reader.read(documents.bomb_pdf(), format="pdf")
        assert reader.read(documents.leaflet_pdf(), format="pdf").notes == ()


def test_documents_may_be_uploaded_alone_or_in_a_zip() -> None:
    """Each by the ending of its name; one that is not what its name says is refused when read."""
    packed = zipped({"a.pdf": documents.leaflet_pdf(), "b.docx": documents.docx()})
    assert [each.format for each in uploaded("all.zip", packed)] == ["pdf", "docx"]
    (wrong,) = uploaded("leaflet.docx", documents.leaflet_pdf())
    with pytest.raises(RefusedSourceError, match="by its first bytes it is a PDF"):
        read_source(wrong.data, format=wrong.format)


def test_what_stands_above_a_document_comes_first() -> None:
    """As with a page that was fetched: its address, from which its passages are opened."""
    stated = {"title": "Schlaf für alle", "url": "https://harbour.example/sleep.pdf"}
    above = write_front_matter(stated).encode()  # type: ignore[arg-type]
    article = prepared(above + documents.leaflet_pdf()).article
    assert (article.title, article.url) == ("Schlaf für alle", stated["url"])
    assert article.author == "Ann Lee"
    assert len(article.page_starts) == 4
