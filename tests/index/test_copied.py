"""A file is copied as it was published, or what is wrong with it is told."""

import errno

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.copied import BLOCK, copy_checked
from index.manifest import FileSum, sum_file


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_the_copy_is_the_same(tmp_path, size):
    """Whatever its length is beside that of a block; the folder it belongs in is made."""
    source, target = tmp_path / "source", tmp_path / "words" / "target"
    source.write_bytes(bytes(number % 251 for number in range(size)))

    assert copy_checked(source, target, sum_file(source)) == ""
    assert target.read_bytes() == source.read_bytes()


@given(st.binary(min_size=1, max_size=200), st.data())
@settings(max_examples=100, deadline=None)
def test_any_change_is_noticed(tmp_path_factory, content, data):
    """A byte that differs, one too few, one too many."""
    folder = tmp_path_factory.mktemp("copied")
    source = folder / "source"
    source.write_bytes(content)
    published, at = sum_file(source), data.draw(st.integers(0, len(content) - 1))

    for changed in (
        content[:at] + bytes([content[at] ^ 0x40]) + content[at + 1 :],
        content[:at] + content[at + 1 :],
        content[:at] + b"x" + content[at:],
    ):
        source.write_bytes(changed)
        found = copy_checked(source, folder / "target", published)
        assert found == "source was changed since it was published"


def test_what_can_not_be_read_is_told(tmp_path):
    """As a fault of the source, with its reason."""
    found = copy_checked(tmp_path / "gone", tmp_path / "target", FileSum(0, ""))

    assert found == "gone can't be read: No such file or directory"


def test_what_can_not_be_written_is_an_error(tmp_path):
    """It is no fault of the source: a full disk."""
    source, full = tmp_path / "source", tmp_path / "full"
    source.write_bytes(b"x" * (BLOCK + 1))
    full.symlink_to("/dev/full")

    with pytest.raises(OSError, match="No space left") as raised:
        copy_checked(source, full, sum_file(source))
    assert raised.value.errno == errno.ENOSPC
