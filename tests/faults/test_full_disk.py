"""On a full disk a command fails with a clear message, and what was published goes on answering."""

import contextlib
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.collection import Collection, CollectionError
from corpus.embedded import Embedded
from corpus.prepare import Prepared
from index.build import BuildError, build_index
from index.encoders.hashing import HashingEncoder
from index.opened import open_index
from index.passage_writer import PassageWriter
from index.sentences import SentenceWriter
from index.status import verify
from index.stored_rows import RowsWriter
from index.vector_cache import VectorCache
from index.vectors import FaissStore
from index.words import Words, write_words

ROOT = Path(__file__).parents[2]
NO_ROOM = r"(database or disk is full|No space left on device|disk I/O error|File too large)"
FAILED = (
    rf"^The index could not be written: .*{NO_ROOM}.*\. What was published before still is\. "
    r"Make room or check permissions, then run `wellread build` again\.$"
)
NEW = 40  # articles that are added and not yet built


def text(number):
    """An article of some four hundred words that no other number has."""
    words = " ".join(f"word{number}x{position}" for position in range(30))
    sections = "".join(
        f"## Part {part}\n\nThe {words} of part {part} is what this is about, says its author.\n\n"
        for part in range(12)
    )
    return f"# Article {number}\n\n{sections}".encode()


@pytest.fixture(scope="module")
def waiting(tiny_home, tmp_path_factory):
    """The tiny home with forty articles more, which are not built yet."""
    home = shutil.copytree(tiny_home, tmp_path_factory.mktemp("waiting") / "home")
    with Collection.open(home) as collection:
        for number in range(NEW):
            collection.add(text(number), source=f"{number}", name=f"{number}.md", format="markdown")
    return home


@pytest.fixture
def home(waiting, tmp_path):
    """A copy of it."""
    return shutil.copytree(waiting, tmp_path / "home")


@pytest.fixture
def disk(waiting, tmp_path):
    """A disk of four megabytes with a copy of it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no disk can be mounted here: {error}")
    try:
        shutil.copytree(waiting, disk / "home")
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@contextlib.contextmanager
def no_file_above(size):
    """A time in which no file of this process may grow past a size in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def full(disk, *, leave):
    """A time in which one large file leaves only some bytes of a disk."""
    there = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, there.f_bavail * there.f_frsize - leave)))
    try:
        yield
    finally:
        ballast.unlink()


def build(home):
    """Build under the hashing encoder."""
    with Collection.open(home) as collection:
        return build_index(home, collection, HashingEncoder(), asked_for="hashing")


def articles_found(home):
    """How many articles answer, by the newest build."""
    with open_index(home) as index:
        assert index.warning == ""
        assert index.words.best("panic", 5)
        return index.passages.article_count()


def faults(home):
    """What is wrong on disk."""
    with Collection.open(home) as collection:
        return verify(home, collection)


def wellread(home, *words):
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cli", "--home", str(home), "-q", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


@pytest.mark.parametrize("leave", [50_000, 100_000, 200_000, 400_000, 700_000, 1_000_000])
def test_a_build_on_a_full_disk_fails_and_can_be_repeated(disk, leave):
    """Wherever it runs out of room: why, and what to do; the old index answers; then it is done."""
    home = disk / "home"
    with full(disk, leave=leave):
        with pytest.raises(BuildError, match=FAILED):
            build(home)
        assert articles_found(home) == 12
        assert not list((home / "index").glob("tmp-*"))
    assert faults(home) == []
    assert build(home).published
    assert articles_found(home) == 12 + NEW
    assert faults(home) == []


@pytest.mark.parametrize("size", [40_000, 100_000, 200_000, 300_000, 500_000])
def test_no_file_may_grow_too_large(home, size):
    """As where a quota ends: why, and what to do; the old index answers; then it is done."""
    with no_file_above(size):
        with pytest.raises(BuildError, match=FAILED):
            build(home)
        assert articles_found(home) == 12
    assert faults(home) == []
    assert build(home).published
    assert articles_found(home) == 12 + NEW


def test_the_command_on_a_full_disk(disk):
    """Exit code 1 and the message without a traceback, for `build` and `add`; search answers."""
    home = disk / "home"
    page = disk / "page.md"
    page.write_bytes(text(NEW))
    with full(disk, leave=0):
        for words in (["build"], ["add", str(page)]):
            failed = wellread(home, *words)
            assert failed.returncode == 1
            assert failed.stderr.startswith("Error: ")
            assert re.search(NO_ROOM, failed.stderr)
            assert "Traceback" not in failed.stderr
        assert articles_found(home) == 12
    assert wellread(home, "add", str(page)).returncode == 0
    assert wellread(home, "build").returncode == 0
    assert articles_found(home) == 13 + NEW


def add(home, number, data):
    """Add one article's bytes."""
    with Collection.open(home) as collection:
        collection.add(data, source=f"{number}", name=f"{number}.md", format="markdown")


def test_adding_on_a_full_disk_changes_nothing(disk):
    """It says why; afterwards the collection is what it was, and can be added to."""
    home = disk / "home"
    with full(disk, leave=60_000), pytest.raises(CollectionError, match=NO_ROOM):
        add(home, NEW, text(NEW) * 20)
    assert faults(home) == []
    with Collection.open(home) as collection:
        assert len(collection.entries()) == 12 + NEW
    add(home, NEW, text(NEW))
    assert not list(home.rglob(".tmp-*"))


def test_a_collection_on_a_disk_without_a_byte_can_be_read(disk):
    """SQLite wants 32 KB to share among processes; listing needs none, and adding says why not."""
    home = disk / "home"
    with full(disk, leave=0):
        with Collection.open(home) as collection:
            assert len(collection.entries()) == 12 + NEW
            assert collection.original(collection.entries()[0])
        with pytest.raises(CollectionError, match=NO_ROOM):
            add(home, NEW, text(NEW))
    add(home, NEW, text(NEW))
    with Collection.open(home) as collection:
        assert len(collection.entries()) == 12 + NEW + 1


def test_an_original_that_cannot_be_written_is_not_entered(home):
    """Refused, and nothing of it is left."""
    with (
        no_file_above(50_000),
        pytest.raises(CollectionError, match=r"^'99\.md' could not be added: .*File too large"),
    ):
        add(home, 99, text(99) * 20)
    assert not list(home.rglob(".tmp-*"))
    assert faults(home) == []


def write_passages(folder):
    """Passages of one large article."""
    article = Article(id="a", title="A", text="word " * 100_000)
    prepared = Prepared(article=article, extracted=article.text, decisions=(), notes=())
    with PassageWriter(folder / "passages.sqlite") as writer:
        writer.add(prepared, "", [])


def write_cache(folder):
    """A thousand vectors to be kept."""
    with VectorCache(folder / "vectors.sqlite", HashingEncoder()) as cache:
        cache.passages([Embedded(f"text {number}") for number in range(1000)])


def write_vectors(folder):
    """A thousand vectors to be searched."""
    store = FaissStore(256)
    store.add(HashingEncoder().encode_passages([f"text {number}" for number in range(1000)]))
    store.save(folder / "vectors.faiss")


def write_rows(folder):
    """A thousand vectors in half precision."""
    with RowsWriter(folder / "vectors.f16") as writer:
        writer.add(HashingEncoder().encode_passages([f"text {number}" for number in range(1000)]))


def write_sentences(folder):
    """The sentences of a thousand passages."""
    with SentenceWriter(folder) as writer:
        writer.add([bytes([number % 256]) * 400 for number in range(1000)])


def write_terms(folder):
    """A thousand passages of words of their own."""
    texts = (" ".join(f"w{row}x{number}" for number in range(100)) for row in range(1000))
    write_words(folder / "words", (Words(row, row, "", "", each) for row, each in enumerate(texts)))


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (write_passages, r"passages\.sqlite: "),
        (write_cache, r"vectors\.sqlite: "),
        (write_vectors, r"vectors\.faiss: write error"),
        (write_rows, r"vectors\.f16: "),
        (write_terms, "words: "),
        (write_sentences, r"sentences\.sqlite: "),
    ],
)
@pytest.mark.parametrize("size", [0, 100, 50_000])
def test_every_engine_names_the_file_that_does_not_fit(tmp_path, write, name, size):
    """SQLite, FAISS and tantivy each have an error of their own; ours is the system's."""
    with no_file_above(size), pytest.raises(OSError, match=f"^{name}"):
        write(tmp_path)
    if write is not write_cache:
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
    write(tmp_path)
