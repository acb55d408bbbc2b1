"""The body of an answer, unpacked as it comes, and never past its limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from corpus.errors import RefusedSourceError
from corpus.web.limits import TemporaryError

PIECE = 65_536  # bytes
GZIP = 16 + zlib.MAX_WBITS
GZIPPED = b"\x1f\x8b"


def unpacked(pieces: Iterable[bytes], *, encoding: str, at_most: int) -> bytes:
    """A whole body, of which no more than the limit was ever in memory.

    >>> import gzip
    >>> unpacked([gzip.compress(b"Rest.")], encoding="gzip", at_most=5)
    b'Rest.'

    Raises:
        RefusedSourceError: it is larger, or packed in a way that was not asked for; a
            `TemporaryError` where it breaks off.
    """
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise RefusedSourceError(f"Its body is packed as {encoding[:40]!r}, not as was asked for.")
    body = bytearray()
    plain = gunzipped(pieces) if encoding.endswith("gzip") else pieces
    for piece in plain:
        body += piece
        if len(body) > at_most:
            raise too_large(at_most)
    return bytes(body)


def unpacked_file(data: bytes, *, at_most: int) -> bytes:
    """A file that may be gzipped, as sitemaps are.

    Raises:
        RefusedSourceError: as `unpacked` does.
    """
    packed = data.startswith(GZIPPED)
    return unpacked([data], encoding="gzip" if packed else "", at_most=at_most)


def gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What gzip packed, in pieces of a bounded size, whatever a piece unpacks to.

    Raises:
        TemporaryError: it is damaged, or breaks off.
    """
    opened = zlib.decompressobj(GZIP)
    begun = False
    try:
        for packed in pieces:
            rest = packed
            while rest:
                if opened.eof:  # gzip files may follow one another
                    opened = zlib.decompressobj(GZIP)
                begun = True
                yield opened.decompress(rest, PIECE)
                rest = opened.unconsumed_tail or opened.unused_data
    except zlib.error as error:
        raise TemporaryError(f"Its gzip is damaged: {error}.") from error
    if begun and not opened.eof:
        raise TemporaryError("Its gzip breaks off before its end.")


def too_large(at_most: int) -> RefusedSourceError:
    """The error for a body past its limit."""
    return RefusedSourceError(
        f"Too large: more than {at_most / 1e6:g} MB, where asking stopped.",
    )
