"""Originals get their names together, at the end, and none where something failed before."""

import pytest

from corpus.collection import Collection, CollectionError
from corpus.durable import sync_folder
from corpus.originals import FEW, HALF, Originals, wait_for


def files(folder):
    """What lies in a folder's folders."""
    return sorted(path.name for path in folder.glob("*/*"))


@pytest.fixture
def originals():
    """A writer of them."""
    return Originals()


def test_none_has_its_name_before_the_end(originals, tmp_path):
    """A reader meets whole ones only."""
    with originals.together():
        for name in ("a1", "a2", "b1"):
            originals.keep(tmp_path / name[0] / name, name.encode())
        assert all(name.startswith(HALF) for name in files(tmp_path))
        assert len(files(tmp_path)) == 3
    assert files(tmp_path) == ["a1", "a2", "b1"]
    assert (tmp_path / "b" / "b1").read_bytes() == b"b1"


def test_where_something_fails_none_is_left(originals, tmp_path):
    """Nor a half of one; the next ones are kept as ever."""

    def stop():
        with originals.together():
            originals.keep(tmp_path / "a" / "a1", b"one")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert files(tmp_path) == []

    with originals.together():
        originals.keep(tmp_path / "a" / "a2", b"two")
    assert files(tmp_path) == ["a2"]


def test_where_the_disk_refuses_a_name_no_half_is_left(originals, tmp_path):
    """Those before it may have theirs: whole, and named by no row."""
    (tmp_path / "b" / "b1" / "in the way").mkdir(parents=True)

    def keep_three():
        with originals.together():
            for name in ("a1", "b1", "c1"):
                originals.keep(tmp_path / name[0] / name, b"text")

    with pytest.raises(OSError, match="directory"):
        keep_three()
    assert [name for name in files(tmp_path) if name.startswith(HALF)] == []
    assert "c1" not in files(tmp_path)


def test_the_same_twice_is_written_once(originals, tmp_path):
    """Whether it is there already or comes twice in one commit; a damaged copy is mended."""
    place = tmp_path / "a" / "a1"
    with originals.together():
        originals.keep(place, b"whole")
        originals.keep(place, b"whole")
        assert len(files(tmp_path)) == 1
    written = place.stat().st_ino
    with originals.together():
        originals.keep(place, b"whole")
    assert place.stat().st_ino == written

    place.write_bytes(b"whol\0")
    with originals.together():
        originals.keep(place, b"whole")
    assert place.read_bytes() == b"whole"


def test_an_original_that_can_not_be_written_leaves_its_row_out(tmp_path):
    """The catalogue never names what the disk does not hold."""

    def add_three(collection):
        with collection.writing("more", "added"):
            for number in range(3):
                data = f"An article, number {number}".encode()
                made = collection.put(data, source=f"s:{number}", name="a.txt", format="text")
            collection.original_path(made.entry.sha256).mkdir(parents=True)

    with Collection.open(tmp_path) as collection:
        with pytest.raises(CollectionError, match=r"'more' could not be added: .*directory"):
            add_three(collection)
        assert collection.entries() == []
        assert not [*collection.folder.glob(f"originals/*/{HALF}*")]


@pytest.mark.parametrize("count", [FEW, FEW + 1, 200])
def test_all_are_waited_for_however_many_there_are(originals, tmp_path, count):
    """Each file and each folder, before the commit goes on."""
    held = []
    wait_for(held.append, [tmp_path / str(number) for number in range(count)])
    assert sorted(held) == sorted(tmp_path / str(number) for number in range(count))

    with originals.together():
        for number in range(count):
            originals.keep(tmp_path / f"{number % 20}" / f"{number}", str(number).encode())
    assert len(files(tmp_path)) == count


@pytest.mark.parametrize("count", [FEW, 200])
def test_one_that_the_disk_does_not_hold_is_told(tmp_path, count):
    """However many others it holds."""
    folders = [tmp_path] * (count - 1)
    with pytest.raises(FileNotFoundError, match="gone"):
        wait_for(sync_folder, [*folders, tmp_path / "gone"])
