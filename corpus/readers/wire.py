"""What a reader in another process is asked and answers: framed JSON, no pickle."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, get_args

from corpus.article import Field, Metadata, Origin, Stated
from corpus.readers.extract import Block, BlockKind, Extract

LENGTH = struct.Struct(">Q")  # before each frame, its length in bytes
MAX_FRAME = 200_000_000  # bytes; a source has at most 10 million, and blocks are smaller than text
KINDS, FIELDS, ORIGINS = get_args(BlockKind), get_args(Field), get_args(Origin)


def write_frame(stream: BinaryIO, value: dict[str, Any]) -> None:
    """Send a value; halves of characters pass as they are.

    Raises:
        OSError: nobody reads it.
    """
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    encoded = data.encode("utf-8", "surrogatepass")
    stream.write(LENGTH.pack(len(encoded)) + encoded)
    stream.flush()


def read_frame(stream: BinaryIO) -> dict[str, Any]:
    """The next value that was sent.

    Raises:
        EOFError: the other side ended, in a frame or between two.
        ValueError: what came is no frame.
    """
    (length,) = LENGTH.unpack(exactly(stream, LENGTH.size))
    if length > MAX_FRAME:
        raise ValueError(f"a frame of {length} bytes")
    value = json.loads(exactly(stream, length).decode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise ValueError("a frame that holds no object")
    return value


def exactly(stream: BinaryIO, length: int) -> bytes:
    """The next bytes, all of them.

    Raises:
        EOFError: there are fewer.
    """
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def packed(extract: Extract) -> dict[str, Any]:
    """An extract as JSON has it.

    >>> packed(Extract(text="Rest.", blocks=(Block("paragraph", 0, 5),)))["blocks"]
    [('paragraph', 0, 5, 0)]
    """
    return {
        "text": extract.text,
        "blocks": [tuple(block) for block in extract.blocks],
        "metadata": extract.metadata,
        "markdown": extract.markdown,
        "linked": extract.linked,
        "notes": extract.notes,
        "page_starts": extract.page_starts,
    }


def unpacked(value: dict[str, Any]) -> Extract:
    """An extract from JSON.

    Raises:
        ValueError: it is none: a field is missing, of another type, or out of bounds.
    """
    try:
        text = str(value["text"])
        return Extract(
            text=text,
            blocks=tuple(block_of(each, len(text)) for each in value["blocks"]),
            metadata=metadata_of(value["metadata"]),
            markdown=bool(value["markdown"]),
            linked=int(value["linked"]),
            notes=tuple(map(str, value["notes"])),
            page_starts=tuple(map(int, value["page_starts"])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no extract: {error!r}") from error


def block_of(value: list[Any], length: int) -> Block:
    """A block of a text of some length.

    Raises:
        ValueError: it is none, or lies outside of the text.
    """
    kind, start, end, level = value
    numbers = all(type(number) is int for number in (start, end, level))
    if kind not in KINDS or not numbers or not 0 <= start <= end <= length:
        raise ValueError(f"no block: {value!r}")
    return Block(kind, start, end, level)


def metadata_of(value: dict[Any, Any]) -> Metadata:
    """Metadata, each field with its origin.

    Raises:
        ValueError: there is no such field or origin.
    """
    found: Metadata = {}
    for name, (stated, origin) in value.items():
        if name not in FIELDS or origin not in ORIGINS:
            raise ValueError(f"no field: {name!r} from {origin!r}")
        found[name] = Stated(str(stated), origin)
    return found
