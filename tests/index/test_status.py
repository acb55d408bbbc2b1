"""How the index stands to its collection, and whether all that lies on disk is what was written."""

import pytest

from index.manifest import IndexUnusableError
from index.status import Fault


def test_before_the_first_build(shelf):
    """All is new, and there is no index."""
    status = shelf.fill(0, 1).status()

    assert (status.articles, status.pointer, status.manifest) == (2, None, None)
    assert (str(status.plan), status.is_stale) == ("2 new, 0 changed, 0 removed, 0 kept", True)


def test_after_a_build_nothing_is_stale(built):
    """Until something is added, changed or removed."""
    status = built.status()

    assert (status.is_stale, status.warning, status.articles) == (False, "", 6)
    assert status.pointer.name == built.build_folder().name

    built.fill(6).put("000.md", "# Other\n\n" + "Other words, all of them new to it. " * 9)
    built.remove("001.md")

    assert str(built.status().plan) == "1 new, 1 changed, 1 removed, 4 kept"
    assert built.status().is_stale


def test_a_damaged_index_is_stale(built):
    """A build makes it whole again."""
    built.build(anew=True)
    (built.build_folder() / "vectors.faiss").unlink()

    assert built.status().is_stale
    assert "vectors.faiss can't be read" in built.status().warning


def test_no_trusted_build_is_an_error(built):
    """It is not the same as no build."""
    (built.build_folder() / "vectors.faiss").unlink()
    with pytest.raises(IndexUnusableError, match=r"^No build of the index in "):
        built.status()


def test_verify_finds_nothing_wrong_with_a_whole_home(built):
    """Also with two builds, and before the first."""
    assert built.faults() == []
    built.fill(6).build()
    assert built.faults() == []


def test_verify_names_every_fault(built):
    """Both builds, every original, CURRENT."""
    built.fill(6).build()
    for folder in built.index.glob("0*"):
        (folder / "words" / "meta.json").write_text("{}")
    built.original("002.md").write_bytes(b"damaged")
    built.original("004.md").unlink()

    faults = built.faults()

    assert [fault.what[:13] for fault in faults] == [
        "build 000002-",
        "build 000001-",
        "002.md",
        "004.md",
    ]
    assert all("words/meta.json has 2 bytes" in fault.reason for fault in faults[:2])
    (built.index / "CURRENT").write_bytes(b"{")
    assert built.faults()[0].what == "CURRENT"


def test_verify_tells_of_a_folder_that_cannot_be_read(shelf):
    """A file where the index should be is a fault, not a traceback."""
    shelf.fill(0)
    shelf.index.write_text("a letter")

    [fault] = shelf.faults()

    assert fault == Fault("CURRENT", fault.reason)
    assert "Not a directory" in fault.reason
