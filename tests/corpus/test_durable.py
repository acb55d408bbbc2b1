"""Folders are made whole; what else has their name stays."""

import pytest

from corpus.durable import make_folder, sync_folder


def test_a_folder_is_made_with_those_it_lies_in(tmp_path):
    """And once it is there, nothing happens to it."""
    make_folder(tmp_path / "a" / "b" / "c")
    (tmp_path / "a" / "b" / "c" / "file").write_text("kept", "utf-8")
    make_folder(tmp_path / "a" / "b" / "c")

    assert (tmp_path / "a" / "b" / "c" / "file").read_text("utf-8") == "kept"


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_in_its_place_is_told_of(tmp_path, inside):
    """Itself, or where it was to lie."""
    (tmp_path / "a").write_text("a letter", "utf-8")

    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        make_folder(tmp_path / "a" / inside)
    assert (tmp_path / "a").read_text("utf-8") == "a letter"


def test_a_folder_that_is_not_there_is_told_of(tmp_path):
    """Nobody can have its names held."""
    with pytest.raises(FileNotFoundError, match="nowhere"):
        sync_folder(tmp_path / "nowhere")
