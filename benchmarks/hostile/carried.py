"""What can go wrong with a file's bytes: encodings, damage, and other formats' beginnings."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from random import Random

ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-7"),
    *("latin-1", "cp1252", "cp1251", "koi8-r", "shift_jis", "euc-jp", "gb18030", "big5", "cp037"),
)
BEGINNINGS = (
    *(
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
    ),
    *(
        b"\x7fELF",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00\x00",
        b"\x00\x00\xfe\xff",
    ),
    *(
        b"\x00" * 64,
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xf8\x88\x80\x80\x80",
        b"+ADw-script+AD4-",
        b"WARC/1.0",
    ),
)


def encoded(chance: Random, text: str) -> bytes:
    """A text's bytes: mostly UTF-8 as it is, at times in another encoding or in two."""
    if chance.random() < 0.75:
        return text.encode("utf-8", "surrogatepass")
    clean = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    one = any_encoding(chance, clean)
    if chance.random() < 0.7:
        return one
    return one[: len(one) // 2] + any_encoding(chance, clean)[len(one) // 2 :]


def any_encoding(chance: Random, text: str) -> bytes:
    """A text in one of many encodings; what it lacks becomes a question mark."""
    return text.encode(chance.choice(ENCODINGS), "replace")


def flipped(chance: Random, data: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 50)) if data else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: Random, data: bytes) -> bytes:
    """The beginning or the end is gone."""
    at = chance.randint(0, len(data))
    return data[:at] if chance.random() < 0.7 else data[at:]


def noise(chance: Random, data: bytes) -> bytes:
    """A stretch of anything, or of one byte, in the middle."""
    at, size = chance.randint(0, len(data)), chance.choice((1, 10, 1_000, 20_000))
    made = (
        chance.randbytes(size) if chance.random() < 0.5 else bytes([chance.randrange(256)]) * size
    )
    return data[:at] + made + data[at:]


def begun(chance: Random, data: bytes) -> bytes:
    """It begins, or goes on somewhere, as another format does."""
    made = chance.choice(BEGINNINGS)
    return made + data if chance.random() < 0.6 else data[:100] + made + data[100:]


def packed(chance: Random, data: bytes) -> bytes:
    """It is packed, whole or broken off."""
    made = gzip.compress(data, 1, mtime=0)
    return made if chance.random() < 0.5 else made[: len(made) // 2]


BYTE_DEEDS: tuple[Callable[[Random, bytes], bytes], ...] = (
    flipped,
    flipped,
    cut,
    noise,
    begun,
    packed,
)
