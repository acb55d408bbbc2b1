"""One source that came some other way than as a file: uploaded, pasted, or out of an archive."""

from __future__ import annotations

from typing import NamedTuple

from corpus.readers.formats import Format


class Received(NamedTuple):
    """A source's bytes, and how they are to be read; or why they are not read at all."""

    name: str  # what the article will be called, if it is new
    source: str  # where it came from; the same source is the same article
    data: bytes = b""
    format: Format = "text"
    refused: str = ""  # why it is no article; '' when it is to be tried
