"""What is in a tar archive is added, what would do harm is refused with the reason."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.archived import MAX_ARCHIVE
from corpus.archives import read_archive
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.intake import add_files, add_received, sync_folder
from corpus.received import Received
from corpus.uploads import uploaded
from tests.zips import article


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(tmp_path / "home") as opened:
        yield opened


def tarred(files: dict[str, bytes], packed: bool = False, **others: bytes) -> bytes:
    """An archive of files; `others` are a kind of tar's for a path."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz" if packed else "w") as archive:
        for path, data in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for path, kind in others.items():
            info = tarfile.TarInfo(f"{path}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return target.getvalue()


def read(data: bytes, name: str = "pages.tar") -> list[Received]:
    """What an archive holds."""
    return list(read_archive(data, name=name, source="upload:x"))


def reason(data: bytes) -> str:
    """Why an archive, or its one file, is refused."""
    try:
        (only,) = read(data)
    except RefusedSourceError as refusal:
        return str(refusal)
    return only.refused


FILES = {"rest.md": article("Rest"), "./more/naps.md": article("Naps"), ".DS_Store": b"\0"}


@pytest.mark.parametrize(
    ("name", "packed"), [("pages.tar", False), ("pages.tar.gz", True), ("Pages.TGZ", True)]
)
def test_articles_of_an_archive_are_added(
    collection: Collection, tmp_path: Path, name: str, packed: bool
) -> None:
    """Under its name and their path in it; a second time nothing changes."""
    path = tmp_path / "saved" / name
    path.parent.mkdir()
    path.write_bytes(tarred(FILES, packed))
    stem = name.split(".")[0]
    for change in ("added", "unchanged"):
        outcomes = list(add_files(collection, [path]))
        assert [(each.name, each.change) for each in outcomes] == [
            (f"{stem}/rest.md", change),
            (f"{stem}/more/naps.md", change),
        ]
    assert collection.entry(f"{stem}/rest.md").source == f"tar:{path}!rest.md"
    assert [each.change for each in sync_folder(collection, path.parent, prune=True)] == ["refused"]
    assert len(collection.entries()) == 2


def test_an_upload_may_be_one(collection: Collection) -> None:
    """As of a zip."""
    sent = uploaded("pages.tgz", tarred(FILES, packed=True))
    assert [add_received(collection, each).change for each in sent] == ["added", "added"]


def sparse() -> bytes:
    """An archive whose one file states holes, in the old GNU form."""
    info = tarfile.TarInfo("a.txt")
    info.type = tarfile.GNUTYPE_SPARSE
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    head[386:398], head[398:410] = b"00000000000\0", b"00000000000\0"
    head[483:495] = b"00000001000\0"
    head[148:156] = b"        "
    head[148:156] = f"{sum(head):06o}\0 ".encode()
    return bytes(head) + bytes(1024)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a path upwards": (lambda: tarred({"../../evil.txt": article()}), "leads out of the archive"),
    "an absolute path": (lambda: tarred({"/etc/evil.txt": article()}), "An absolute path"),
    "an absolute path for Windows": (lambda: tarred({"C:\\evil.txt": article()}), "An absolute"),
    "a link": (lambda: tarred({}, a=tarfile.SYMTYPE), "A link to another file"),
    "a hard link": (lambda: tarred({}, a=tarfile.LNKTYPE), "A link to another file"),
    "a device": (lambda: tarred({}, a=tarfile.CHRTYPE), "device"),
    "a pipe": (lambda: tarred({}, a=tarfile.FIFOTYPE), "a pipe"),
    "a file with holes": (sparse, "A sparse file"),
    "an archive inside": (lambda: tarred({"a.zip": b"PK"}), "An archive inside an archive"),
    "a program": (lambda: tarred({"run.exe": b"MZ"}), "Unknown type '.exe'"),
    "a name without end": (lambda: tarred({"a" * 500 + ".txt": b"x"}), "longer than 300"),
    "a name that turns its letters": (lambda: tarred({"a\u202etxt.txt": b"x"}), "can't be seen"),
    "a book of books": (lambda: tarred({"a.txt": b"x" * 10_000_001}), "Too large: 10.0 MB"),
    "2,001 files": (lambda: tarred({f"{n}.txt": b"x" for n in range(2_001)}), "more than 2,000"),
    "a bomb": (lambda: tarred({"a.txt": bytes(9_000_000)}, packed=True), "it unpacks to more than"),
    "more than it may unpack to": (
        lambda: tarred({f"{n}.txt": random.Random(n).randbytes(7_000_000) for n in range(8)}),
        "it has 56.0 MB",
    ),
    "nothing": (lambda: b"", "Not a tar archive"),
    "no archive": (lambda: b"Rest is allowed. " * 100, "Not a tar archive"),
    "an archive of nothing": (lambda: tarred({}), "there is nothing in it"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_would_do_harm_is_refused(kind: str) -> None:
    """With the reason in words."""
    make, said = HOSTILE[kind]
    assert said in reason(make())


def test_a_large_archive_is_refused_unopened() -> None:
    """Whatever is in it."""
    with pytest.raises(RefusedSourceError, match=r"it has 50\.0 MB"):
        read(bytes(MAX_ARCHIVE + 1))


def test_a_name_that_comes_twice_is_read_once() -> None:
    """Else the second would take the first one's place."""
    data = tarred({"rest.md": article("Rest"), "./rest.md": article("Naps")})
    first, second = read(data)
    assert first.data == article("Rest")
    assert "this name twice" in second.refused


@pytest.mark.parametrize("packed", [True, False])
def test_of_an_archive_that_breaks_off_what_is_whole_is_read(packed: bool) -> None:
    """And the break is told."""
    dice = random.Random(4)
    files = {f"{n}.md": article(f"{dice.randbytes(400).hex()}") for n in range(9)}
    data = tarred(files, packed)
    half = data[: len(data) // 2]
    found = read(half)
    whole = [each for each in found if each.data]
    assert 2 < len(whole) < 9
    assert all(each.data in files.values() for each in whole)
    assert found[-1].refused.startswith("The archive breaks off behind this")


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_header_in_the_midst_is_told(packed: bool) -> None:
    """What stands behind it can't be found, and is not lost in silence."""
    data = bytearray(tarred({"a.md": article("Rest"), "b.md": article("Naps")}))
    data[1024 + 3] ^= 1  # in the name that the second header states
    found = read(gzip.compress(data) if packed else bytes(data))
    assert [bool(each.data) for each in found] == [True, False]
    assert found[-1].refused.startswith("The archive breaks off behind this")


def test_damage_anywhere_gives_an_article_or_a_reason() -> None:
    """Some hundred archives with some bytes changed: never another error."""
    dice = random.Random(8)
    for packed in (True, False):
        good = tarred({"rest.md": article("Rest"), "naps.md": article("Naps")}, packed)
        for _ in range(300):
            data = bytearray(good)
            for _ in range(dice.randint(1, 4)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            try:
                found = read(bytes(data))
            except RefusedSourceError:
                continue
            assert all(each.refused or each.data for each in found)
