"""Files of many records, good and broken, made in memory or on disk."""

import gzip
import io
import json

LINE = "{about} is allowed at any time of the day, and nobody has to earn it by being tired. "


def prose(about):
    """A text of some eighty words, another for each topic."""
    lines = [LINE.format(about=f"{more} {about}".strip()) for more in ("", "More", "Most", "All")]
    return "\n\n".join(lines)


def page(about, head=""):
    """A web page with that text."""
    paragraphs = "".join(f"<p>{part}</p>" for part in prose(about).split("\n\n"))
    top = f"<head><title>On {about}</title>{head}</head>"
    return f"<html>{top}<body><h1>On {about}</h1>{paragraphs}"


def row(number, **others):
    """A record with an article and all that is usually known of one."""
    return {
        "title": f"On rest {number}",
        "text": prose(f"Rest {number}"),
        "url": f"https://rest.example/{number}",
        "date": "2024-05-01",
        "author": "Ann Lee",
    } | others


def json_lines(rows):
    """Rows as JSON Lines; what is text already is a line as it is."""
    return "".join(
        (each if isinstance(each, str) else json.dumps(each)) + "\n" for each in rows
    ).encode()


def warc(*records, packed=True):
    """A WARC of records: (type, address, status and headers of HTTP or None, content)."""
    return b"".join(
        gzip.compress(each) if packed else each for each in (warc_record(*r) for r in records)
    )


def warc_record(kind, address, headers, content):
    """One record, as ISO 28500 has it."""
    if headers:
        named = "".join(f"{name}: {value}\r\n" for name, value in headers[1:])
        content = f"HTTP/1.1 {headers[0]}\r\n{named}\r\n".encode() + content
    about = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": "2024-05-01T10:00:00Z",
        "Content-Type": "application/http; msgtype=response" if headers else "text/plain",
        "Content-Length": len(content),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in about.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + content + b"\r\n\r\n"


def fetched(number, content=None, kind="text/html; charset=utf-8", status="200 OK", *more):
    """A page as a crawler writes it."""
    data = page(f"Rest {number}").encode() if content is None else content
    headers = [status, ("Content-Type", kind), *more]
    return ("response", f"https://rest.example/{number}", headers, data)


def parquet(rows):
    """Rows as a Parquet file, in groups of 100."""
    import pyarrow
    from pyarrow import parquet as parquets

    target = io.BytesIO()
    parquets.write_table(pyarrow.Table.from_pylist(rows), target, row_group_size=100)
    return target.getvalue()


def cut(data, part):
    """A file that breaks off."""
    return data[: int(len(data) * part)]


def zipped(data):
    """A file gzipped."""
    return gzip.compress(data)
