"""Bodies are unpacked as they come, and no further than they may be."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator

import pytest

from corpus.errors import RefusedSourceError
from corpus.web.bodies import unpacked, unpacked_file
from corpus.web.limits import TemporaryError

BOMB = gzip.compress(bytes(200_000_000), 9)


def test_a_gzip_bomb_is_stopped_while_it_unpacks() -> None:
    """200 MB in 200 kB: refused at the limit, and never in memory."""
    tracemalloc.start()
    with pytest.raises(RefusedSourceError, match=r"^Too large: more than 1 MB, where asking"):
        unpacked([BOMB], encoding="gzip", at_most=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_an_endless_body_is_stopped() -> None:
    """Nobody waits for its end."""

    def endless() -> Iterator[bytes]:
        while True:
            yield b"<item/>" * 1_000

    with pytest.raises(RefusedSourceError, match="Too large"):
        unpacked(endless(), encoding="", at_most=1_000_000)


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_gzip_is_read_however_it_is_cut(size: int) -> None:
    """In pieces of any size, and two files one after the other."""
    text = b"Rest is allowed. " * 9_000
    packed = gzip.compress(text) + gzip.compress(b"Really.")
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert unpacked(pieces, encoding="x-gzip", at_most=10**6) == text + b"Really."


def test_gzip_that_breaks_off_is_no_whole_body() -> None:
    """Nor one with other bytes in it; the article that is here stays."""
    packed = gzip.compress(b"Rest is allowed.")
    with pytest.raises(TemporaryError, match="breaks off before its end"):
        unpacked([packed[:-5]], encoding="gzip", at_most=100)
    with pytest.raises(TemporaryError, match="gzip is damaged"):
        unpacked([b"no gzip at all"], encoding="gzip", at_most=100)


def test_what_was_not_asked_for_is_not_unpacked() -> None:
    """Only gzip is: each other packing would need limits of its own."""
    with pytest.raises(RefusedSourceError, match="packed as 'br', not as was asked for"):
        unpacked([b"x"], encoding="br", at_most=100)


def test_a_file_may_be_gzipped_itself() -> None:
    """As sitemaps are, under the same limit."""
    assert unpacked_file(gzip.compress(b"<urlset/>"), at_most=9) == b"<urlset/>"
    assert unpacked_file(b"<urlset/>", at_most=9) == b"<urlset/>"
    with pytest.raises(RefusedSourceError, match="Too large"):
        unpacked_file(BOMB, at_most=1_000_000)
