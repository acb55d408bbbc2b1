"""A zip in parts is read as if it were one file."""

import io
import zipfile

import pytest

from index.parts import Joined, open_parts, read_member, unpack


@pytest.fixture
def whole():
    """A zip of one folder, as bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("model/", b"")
        packed.writestr("model/weights", bytes(range(256)) * 300)
        packed.writestr("model/inside/notes.txt", b"notes")
        packed.writestr("model/../../outside.txt", b"not to be written")
    return made.getvalue()


def parts_of(data, folder, *, sizes):
    """The files of these sizes, and of what is left."""
    files, start = [], 0
    for number, size in enumerate([*sizes, len(data)]):
        files.append(folder / f"part.{number}")
        files[-1].write_bytes(data[start : start + size])
        start += size
    return files


@pytest.mark.parametrize("sizes", [(), (1,), (100, 7, 300), (0, 250)], ids=str)
def test_every_member_is_read_whatever_part_it_lies_in(whole, tmp_path, sizes):
    """Also over the border of two parts, and where a part is empty."""
    with open_parts(parts_of(whole, tmp_path, sizes=sizes)) as packed:
        assert read_member(packed, "model/weights") == bytes(range(256)) * 300
        assert read_member(packed, "model/inside/notes.txt") == b"notes"
        with pytest.raises(KeyError, match="absent"):
            read_member(packed, "model/absent")


def test_places_count_from_the_beginning_from_here_and_from_the_end(tmp_path):
    """As in a file; past the end there is nothing."""
    with Joined(parts_of(b"0123456789", tmp_path, sizes=(4, 3))) as joined:
        assert (joined.seek(3), joined.read(4)) == (3, b"3")  # at most to the end of its file
        assert (joined.seek(-2, io.SEEK_CUR), joined.read(1)) == (2, b"2")
        assert (joined.seek(-1, io.SEEK_END), joined.read(9)) == (9, b"9")
        assert (joined.seek(5, io.SEEK_END), joined.read(9)) == (15, b"")


def test_parts_that_are_none_are_told(whole, tmp_path):
    """One is missing, or they are in another order."""
    files = parts_of(whole, tmp_path, sizes=(200, 200))

    with pytest.raises(zipfile.BadZipFile):
        open_parts(files[:-1])


def test_a_zip_is_unpacked_without_its_folder_and_nothing_outside(whole, tmp_path):
    """A member that names a folder above is passed over."""
    target = tmp_path / "a" / "b"
    with open_parts(parts_of(whole, tmp_path, sizes=(50,))) as packed:
        unpack(packed, target)

    assert (target / "inside" / "notes.txt").read_bytes() == b"notes"
    assert not list(tmp_path.rglob("outside.txt"))
