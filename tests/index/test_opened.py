"""A damaged build is noticed before anything of it is parsed, and never gives an answer."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from index.cache_pruning import prune_cache
from index.earlier import open_earlier
from index.manifest import MANIFEST, IndexMissingError, IndexUnusableError, read_manifest, sum_files
from index.opened import TRIES, current_build, first_sound, open_build, open_index
from index.passage_writer import PassageWriter
from index.publish import (
    Pointer,
    Published,
    builds,
    highest_number,
    read_current,
    seal,
    write_current,
)
from index.sentences import SentenceWriter
from index.stated_recipe import is_of_earlier_version
from index.vectors import FaissStore
from index.words import WordIndex


def truncate(path):
    """Leave half."""
    os.truncate(path, path.stat().st_size // 2)


def flip(path):
    """Change one bit of the last byte but one."""
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)


def append(path):
    """Add a byte."""
    path.write_bytes(path.read_bytes() + b"\0")


DAMAGES = {"missing": Path.unlink, "truncated": truncate, "flipped": flip, "appended": append}


@pytest.fixture(scope="module")
def twice(tmp_path_factory, make):
    """A home with two builds: the second has one article more."""
    folder = tmp_path_factory.mktemp("twice")
    tiny = Path(__file__).parents[1] / "tiny"
    home = make(folder / "home", tiny / "sleep.md", encoder="hashing")
    return make(home, tiny / "panic.md", encoder="hashing")


@pytest.fixture
def home(twice, tmp_path):
    """A copy that a test may damage."""
    return shutil.copytree(twice, tmp_path / "home")


def files_of(build):
    """Every file of a build but locks, and empty ones, of which nothing can be changed."""
    files = (p for p in build.rglob("*") if p.is_file() and p.suffix != ".lock")
    return sorted(p for p in files if p.stat().st_size)


def newest(home):
    """The folder of the build that was published last."""
    return home / "index" / builds(home / "index")[0]


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_build_before_answers_where_any_file_is_damaged(home, damage):
    """Each file in turn: noticed, named, and the earlier build answers with a warning."""
    for file in files_of(newest(home)):
        whole = file.read_bytes()
        DAMAGES[damage](file)
        with open_index(home) as index:
            assert index.passages.article_count() == 1
            assert index.warning.startswith(
                f"The newest index can't be used, so another one answers ({newest(home).name}: "
            )
            assert file.name in index.warning
        file.write_bytes(whole)
    with open_index(home) as index:
        assert (index.passages.article_count(), index.warning) == (2, "")


def test_no_build_answers_where_both_are_damaged(home):
    """The message names every fault and says what to run."""
    for name in builds(home / "index"):
        flip(home / "index" / name / "vectors.faiss")

    with pytest.raises(
        IndexUnusableError,
        match=r"^No build of the index in .*/index can be trusted: 000002-\w{8}: vectors\.faiss "
        r"was changed: .*; 000001-\w{8}: vectors\.faiss was changed: .* Run `wellread build`; it "
        r"is made anew from the collection\.$",
    ):
        open_index(home)


def test_no_index_at_all(tmp_path):
    """Nothing was built yet, and none is made by looking."""
    with pytest.raises(IndexMissingError, match=r"There is no index in .* yet"):
        open_index(tmp_path / "home")
    assert current_build(tmp_path / "home") is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_home(tmp_path):
    """Said plainly."""
    (tmp_path / "home").write_text("a letter")
    with pytest.raises(IndexUnusableError, match=r"can be trusted: .*Not a directory"):
        open_index(tmp_path / "home")
    assert current_build(tmp_path / "home") is None


def test_files_of_two_builds_do_not_mix(home):
    """One file of the earlier build in the later one is noticed, whichever it is."""
    later, earlier = (home / "index" / name for name in builds(home / "index"))
    for name in ("passages.sqlite", "vectors.faiss", MANIFEST):
        whole = (later / name).read_bytes()
        shutil.copy(earlier / name, later / name)
        with open_index(home) as index:
            assert name in index.warning
        (later / name).write_bytes(whole)


def reseal(build):
    """Make a build's manifest fit its files as they are now; a pointer to it."""
    manifest = read_manifest((build / MANIFEST).read_bytes())
    (build / MANIFEST).unlink()
    (build / MANIFEST).write_bytes(replace(manifest, files=sum_files(build)).as_bytes())
    return Pointer(build.name, "")


def short_vectors(build):
    """One vector fewer than passages."""
    store = FaissStore.load(build / "vectors.faiss")
    fewer = FaissStore(store.dimension)
    fewer.add(store.index.reconstruct_n(0, len(store) - 1))
    fewer.save(build / "vectors.faiss")


def other_dimension(build):
    """As many vectors, of another length."""
    fewer = FaissStore(8)
    fewer.add(FaissStore.load(build / "vectors.faiss").index.reconstruct_n()[:, :8].copy())
    fewer.save(build / "vectors.faiss")


def no_passages(build):
    """An empty file of passages."""
    (build / "passages.sqlite").unlink()
    with PassageWriter(build / "passages.sqlite"):
        pass


def fewer_sentences(build):
    """The sentences of the first passage are gone."""
    with SentenceWriter(build) as writer:
        writer.remove([0])


def other_words(build):
    """The words of the earlier build."""
    shutil.rmtree(build / "words")
    shutil.copytree(build.parent / builds(build.parent)[1] / "words", build / "words")


@pytest.mark.parametrize(
    "change", [short_vectors, other_dimension, no_passages, fewer_sentences, other_words]
)
def test_counts_that_differ_are_refused(home, change):
    """Even where every checksum is right: an answer would name another passage's article."""
    change(newest(home))
    pointer = reseal(newest(home))
    with pytest.raises(ValueError, match=r"^its parts do not fit together: \{'manifest': \d+"):
        open_build(home / "index", pointer)


def test_an_opened_build_knows_its_own_manifest(home):
    """Also where CURRENT could not say it, so that it can be pointed at again."""
    (home / "index" / "CURRENT").write_bytes(b"{")
    with open_index(home) as index:
        (home / "index" / "CURRENT").unlink()
        assert open_build(home / "index", index.pointer).manifest == index.manifest


def test_the_current_build_is_read_without_opening_it(home):
    """It is cheap, so that a page can ask before every answer."""
    assert current_build(home) == read_current(home / "index").current
    (home / "index" / "CURRENT").write_bytes(b"{")
    assert current_build(home) is None


def test_a_reader_keeps_its_build_when_the_files_are_gone(home):
    """Rows, vectors and words answer on, though the folder was swept."""
    with open_index(home) as index:
        before = list(index.words.best("panic sleep", 9)), index.passages.located([0])
        shutil.rmtree(home / "index")
        assert (list(index.words.best("panic sleep", 9)), index.passages.located([0])) == before


def open_files():
    """How many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc here")
def test_what_is_refused_is_let_go(home):
    """No file stays open after a build was refused, nor after `with`."""
    short_vectors(newest(home))
    pointer = reseal(newest(home))
    before = open_files()
    for _ in range(5):
        with pytest.raises(ValueError, match="do not fit together"):
            open_build(home / "index", pointer)
        with open_index(home) as index:
            assert index.warning
    assert open_files() <= before + 1


def test_an_index_that_cannot_be_written_can_be_read(home):
    """As on a read-only disk; tantivy alone would refuse, for want of a lock file."""
    mounted = subprocess.run(
        ["mount", "--bind", "-o", "ro", str(home), str(home)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no read-only mount here: {mounted.stderr.decode().strip()}")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(home)], check=True)
        words = WordIndex.open(newest(home) / "words")
        assert words.best("panic", 5)
        with open_index(home) as index:
            assert index.warning == ""
            assert list(index.words.best("panic", 5)) == list(words.best("panic", 5))
    finally:
        subprocess.run(["umount", "-l", str(home)], check=True)


def publish_again(folder):
    """Have a copy of the current build published, as another builder would publish its own."""
    current = read_current(folder).current
    name = f"{highest_number(folder) + 1:06d}-5eed5eed"
    shutil.copytree(folder / current.name, folder / name)
    write_current(folder, Published(current._replace(name=name), None))


def test_a_reader_that_is_overtaken_tries_the_newer_build(home):
    """What it was about to open is gone, as somebody published meanwhile."""
    tried = []

    def open_it(folder, pointer, warning):
        tried.append(pointer)
        if len(tried) == 1:
            publish_again(folder)
        if len(tried) < 3:
            raise ValueError("it is gone")
        return pointer, warning

    opened, warning = first_sound(home, open_it)

    assert (opened, warning) == (read_current(home / "index").current, "")
    assert opened not in tried[:2]


def test_a_reader_that_is_always_overtaken_gives_up(home):
    """It says what it met last."""
    tried = []

    def open_it(folder, pointer, _):
        tried.append(pointer.name)
        publish_again(folder)
        raise ValueError("it is gone")

    with pytest.raises(IndexUnusableError, match=r"trusted: \d+-5eed5eed: it is gone\. Run "):
        first_sound(home, open_it)
    assert len(tried) == 2 + TRIES - 1


def test_counts_that_do_not_fit_are_noticed_by_who_builds_upon_them(home):
    """A build is compared with what it says of itself before it is amended."""
    folder, pointer = newest(home), read_current(home / "index").current
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).unlink()
    sealed = seal(folder, replace(manifest, passages=manifest.passages + 1))

    with pytest.raises(ValueError, match=r"^it has \d+ passages, and says \d+$"):
        open_earlier(home / "index", pointer._replace(manifest=sealed.manifest))


def test_rows_beyond_those_that_there_are_are_refused(home):
    """A row's article is looked up by its number, which would be another's."""
    with (
        open_index(home) as index,
        pytest.raises(ValueError, match=r"^a passage has row \d+, where there are 1$"),
    ):
        index.passages.numbers_by_row(1)


def test_a_cache_that_is_not_there_needs_no_pruning(home, tmp_path):
    """Nor is one made; without a build it is gone."""
    with open_index(home) as index:
        prune_cache(tmp_path / "none.sqlite", index)
    assert not (tmp_path / "none.sqlite").exists()
    prune_cache(home / "cache" / "vectors.sqlite", None)
    assert not (home / "cache" / "vectors.sqlite").exists()


def test_no_index_is_of_no_earlier_version(tmp_path):
    """There is nothing to make anew."""
    assert not is_of_earlier_version(tmp_path)
