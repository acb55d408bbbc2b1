"""What a page was read as comes out of its JSON as it went in; what is damaged is no extract."""

from __future__ import annotations

import io
import json
import struct
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Field, Origin, Stated
from corpus.readers.extract import Block, BlockKind, Extract
from corpus.readers.wire import MAX_FRAME, packed, read_frame, unpacked, write_frame

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # halves of characters too


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    """Any extract: blocks in order inside any text, any fields, any notes."""
    text = draw(ANY_TEXT)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    blocks = [
        Block(draw(st.sampled_from(get_args(BlockKind))), start, end, draw(st.integers(0, 6)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    values = st.builds(Stated, ANY_TEXT, st.sampled_from(get_args(Origin)))
    return Extract(
        text=text,
        blocks=tuple(blocks),
        metadata=draw(st.dictionaries(st.sampled_from(get_args(Field)), values)),
        markdown=draw(st.booleans()),
        linked=draw(st.integers(0, 90)),
        notes=tuple(draw(st.lists(ANY_TEXT, max_size=3))),
    )


@given(extract=extracts())
def test_an_extract_comes_through_as_it_is(extract: Extract) -> None:
    """Text, blocks, fields with their origins, notes: equal on the other side, types too."""
    stream = io.BytesIO()
    write_frame(stream, packed(extract))
    stream.seek(0)
    found = unpacked(read_frame(stream))
    assert found == extract
    assert all(isinstance(block, Block) for block in found.blocks)
    assert all(isinstance(stated, Stated) for stated in found.metadata.values())


def test_frames_follow_each_other() -> None:
    """Each is read to its end, and no further; then there are no more."""
    stream = io.BytesIO()
    for number in range(3):
        write_frame(stream, {"number": number})
    stream.seek(0)
    assert [read_frame(stream)["number"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(EOFError, match=r"^$"):
        read_frame(stream)


@given(cut=st.integers(0, 40))
def test_half_a_frame_is_an_end(cut: int) -> None:
    """The other side died while it was writing."""
    whole = io.BytesIO()
    write_frame(whole, {"text": "Rest is allowed at any time."})
    with pytest.raises(EOFError, match=r"^$"):
        read_frame(io.BytesIO(whole.getvalue()[:cut]))


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        pytest.param(struct.pack(">Q", MAX_FRAME + 1), "a frame of 200000001 bytes", id="too long"),
        pytest.param(b"Traceback (most recent call last):", "a frame of", id="print in between"),
        pytest.param(struct.pack(">Q", 2) + b"[]", "holds no object", id="a list"),
        pytest.param(struct.pack(">Q", 2) + b"{]", "Expecting", id="no JSON"),
        pytest.param(struct.pack(">Q", 2) + b"\xff\xff", "invalid start byte", id="no UTF-8"),
    ],
)
def test_what_is_no_frame_is_told(frame: bytes, reason: str) -> None:
    """Nothing is allocated for a length that no frame has, and nothing is guessed."""
    with pytest.raises(ValueError, match=reason):
        read_frame(io.BytesIO(frame))


REST = packed(Extract(text="Rest.", blocks=(Block("paragraph", 0, 5),)))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"blocks": [["paragraph", 0, 6, 0]]}, id="past the text"),
        pytest.param({"blocks": [["paragraph", -1, 5, 0]]}, id="before the text"),
        pytest.param({"blocks": [["paragraph", 4, 2, 0]]}, id="backwards"),
        pytest.param({"blocks": [["poem", 0, 5, 0]]}, id="an unknown kind"),
        pytest.param({"blocks": [["paragraph", 0, 5]]}, id="a part is missing"),
        pytest.param({"blocks": [["paragraph", 0, True, 0]]}, id="a truth for a number"),
        pytest.param({"blocks": [5]}, id="no block"),
        pytest.param({"metadata": {"colour": ["red", "meta"]}}, id="an unknown field"),
        pytest.param({"metadata": {"title": ["Rest", "hearsay"]}}, id="an unknown origin"),
        pytest.param({"metadata": ["title"]}, id="no fields"),
        pytest.param({"notes": None}, id="no notes"),
    ],
)
def test_what_is_no_extract_is_told(change: dict[str, Any]) -> None:
    """What comes from the process that reads strangers' pages is checked."""
    value = json.loads(json.dumps(REST | change))
    with pytest.raises(ValueError, match=r"no extract|no block|no field|unpack"):
        unpacked(value)


def test_a_missing_field_is_told() -> None:
    """An extract has all of its fields."""
    with pytest.raises(ValueError, match="no extract: KeyError"):
        unpacked({"text": "Rest."})
