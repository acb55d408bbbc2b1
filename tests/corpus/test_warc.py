"""Of what a web crawler wrote, the pages and texts are read, with their address and day."""

from __future__ import annotations

import gzip
import io

import pytest

from corpus.readers.formats import read_source
from corpus.records.record import Record, RecordsError
from corpus.records.rows import Within
from corpus.records.warc import read_warc
from tests.many import cut, fetched, page, prose, warc

FILE = Within("crawl.warc.gz", "records:/a/crawl.warc.gz", "crawl")


def read(data: bytes) -> list[Record]:
    """The records of a file that is not packed, or was unpacked."""
    return list(read_warc(io.BytesIO(data), FILE))


def test_a_page_has_its_address_and_the_day_it_was_fetched() -> None:
    """Its own bytes follow behind them, as they came."""
    (record,) = read(warc(fetched(1), packed=False))
    received = record.received
    assert (received.source, received.format) == ("https://rest.example/1", "html")
    assert received.name == "crawl/record-1.html"
    assert received.data.endswith(page("Rest 1").encode())
    extract = read_source(received.data, format="html")
    stated = {name: each.value for name, each in extract.metadata.items()}
    assert stated["url"] == "https://rest.example/1"
    assert stated["retrieved"] == "2024-05-01"
    assert stated["title"] == "On Rest 1"


def test_a_text_of_a_page_is_read_as_text() -> None:
    """As WET files have it; the crawler's remarks are counted in places, and no more."""
    data = warc(
        ("warcinfo", "about:crawl", None, b"software: x"),
        ("conversion", "https://rest.example/1", None, prose("Rest").encode()),
        packed=False,
    )
    (record,) = read(data)
    assert (record.number, record.received.format) == (2, "text")
    assert record.received.data.endswith(prose("Rest").encode())


@pytest.mark.parametrize(
    ("record", "what"),
    [
        (fetched(1, b"\x89PNG", "image/png"), "image/png"),
        (fetched(1, b"{}", "application/json"), "application/json"),
        (fetched(1, None, "text/html", "404 Not Found"), "HTTP 404"),
        (fetched(1, b"", "text/html", "301 Moved"), "HTTP 301"),
        (("resource", "dns:rest.example", None, b"x"), "no web page"),
        (("response", "https://[rest", ["200 OK"], b"x"), "no web page"),
        (("response", "https://rest.example/", ["200 OK"], b"x"), "of no stated type"),
    ],
)
def test_what_is_no_page_is_passed_over(record: tuple[object, ...], what: str) -> None:
    """And says what it is, so that it can be counted."""
    (found,) = read(warc(record, packed=False))
    assert found.passed_over == what
    assert not found.received.data


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "utf-16", "x-nobodys"])
def test_a_page_in_another_encoding_is_put_into_utf_8(charset: str) -> None:
    """By what its server said, or by its own marks where that is nothing."""
    words = "Ruhe für Körper und Geist" if charset != "windows-1251" else "Отдых для тела"
    encoding = "iso-8859-1" if charset == "x-nobodys" else charset
    mark = "<meta charset='iso-8859-1'>" if charset == "x-nobodys" else ""
    content = page("Rest", mark).replace("On Rest", words).encode(encoding)
    (record,) = read(warc(fetched(1, content, f"text/html; charset={charset}"), packed=False))
    extract = read_source(record.received.data, format="html")
    assert extract.metadata["title"].value == words


def test_a_page_that_was_packed_on_its_way_is_unpacked() -> None:
    """As most servers send them; one in a packing that nobody reads here is told."""
    content = page("Rest").encode()
    packed = fetched(1, gzip.compress(content), "text/html", "200 OK", ("Content-Encoding", "gzip"))
    other = fetched(2, content, "text/html", "200 OK", ("Content-Encoding", "zstd"))
    first, second = read(warc(packed, other, packed=False))
    assert first.received.data.endswith(content)
    assert second.received.refused == "Packed in a way that is not read here: zstd."


def test_a_page_that_unpacks_to_more_than_an_article_is_refused() -> None:
    """It is not unpacked to its end."""
    bomb = gzip.compress(b"x" * 30_000_000)
    (record,) = read(
        warc(fetched(1, bomb, "text/html", "200 OK", ("Content-Encoding", "gzip")), packed=False)
    )
    assert record.received.refused.startswith("Too large: https://rest.example/1 has more")


def test_what_a_server_asks_of_search_engines_is_kept() -> None:
    """Its X-Robots-Tag, which a saved page would not have."""
    tagged = fetched(1, None, "text/html", "200 OK", ("X-Robots-Tag", "noindex, max-snippet: 50"))
    (record,) = read(warc(tagged, packed=False))
    extract = read_source(record.received.data, format="html")
    assert extract.metadata["snippets"].value == "max-snippet:50"


def test_a_pdf_that_is_called_a_page_is_refused() -> None:
    """By its first bytes, though an address stands above them."""
    (record,) = read(warc(fetched(1, b"%PDF-1.7 " + bytes(200)), packed=False))
    assert record.received.refused == "Not text: by its first bytes it is a PDF."


def test_of_a_file_that_breaks_off_what_is_whole_is_read() -> None:
    """The record at the break is told, and is no half article."""
    data = warc(*(fetched(number) for number in range(1, 9)), packed=False)
    records = read(cut(data, 0.55))
    assert [bool(each.received.data) for each in records] == [True] * 4 + [False]
    assert records[-1].received.refused == (
        "The file breaks off inside this record: https://rest.example/5 is not whole."
    )


def test_of_a_packed_file_that_breaks_off_what_is_whole_is_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The library that reads it would take the break for its end, and tell nobody."""
    data = warc(*(fetched(number) for number in range(1, 9)))
    unpacked = gzip.GzipFile(fileobj=io.BytesIO(cut(data, 0.55)))
    records = list(read_warc(unpacked, FILE))  # type: ignore[arg-type]
    good = [each.number for each in records if each.received.data]
    assert good == [1, 2, 3, 4]
    assert records[-1].received.refused.startswith("The file breaks off ")
    assert capsys.readouterr() == ("", "")


def test_garbage_behind_good_records_is_told() -> None:
    """What stood before it is read."""
    data = warc(fetched(1), fetched(2), packed=False)
    records = read(data + b"this is no record\r\n" * 20)
    assert [each.number for each in records if each.received.data] == [1, 2]
    assert records[-1].received.refused.startswith("The file breaks off here: ")


@pytest.mark.parametrize("data", [b"Rest is allowed.\n", b"\x89PNG\r\n\x1a\n" + bytes(99)])
def test_a_file_that_is_no_warc_is_not_read(data: bytes) -> None:
    """Whatever its name says."""
    with pytest.raises(RecordsError, match=r"^Not a WARC file\."):
        read(data)
