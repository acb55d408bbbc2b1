"""What is in a zip archive is added, what would do harm is refused with the reason."""

from __future__ import annotations

import io
import os
import random
import stat
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.archived import MAX_ARCHIVE, MAX_ENTRIES
from corpus.archives import read_archive
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.intake import Outcome, add_files, add_received, sync_folder
from corpus.received import Received
from corpus.uploads import uploaded
from tests.zips import HOSTILE, article, unsaid, zipped


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(tmp_path / "home") as opened:
        yield opened


def ids(collection: Collection) -> list[str]:
    """The collection's ids."""
    return [entry.id for entry in collection.entries()]


def sent(collection: Collection, data: bytes, name: str = "a.zip") -> list[Outcome]:
    """What becomes of an upload."""
    return [add_received(collection, each) for each in uploaded(name, data)]


def read(data: bytes, name: str = "pages.zip") -> list[Received]:
    """What an archive holds."""
    return list(read_archive(data, name=name, source="upload:x"))


def test_articles_of_an_archive_are_added(collection: Collection) -> None:
    """Under the archive's name and their path in it; sent again, nothing changes."""
    data = zipped({"rest.md": article("Rest"), "more/naps.md": article("Naps")})
    assert [each.change for each in sent(collection, data, "pages.zip")] == ["added", "added"]
    assert ids(collection) == ["pages/more/naps.md", "pages/rest.md"]
    assert collection.entry("pages/rest.md").source == "upload:pages.zip!rest.md"
    assert collection.original(collection.entry("pages/rest.md")) == article("Rest")
    assert [each.change for each in sent(collection, data, "pages.zip")] == ["unchanged"] * 2


def test_a_changed_archive_replaces_its_articles(collection: Collection) -> None:
    """The same path in an archive of the same name is the same article."""
    sent(collection, zipped({"rest.md": article("Rest")}))
    outcomes = sent(collection, zipped({"rest.md": article("Repose"), "naps.md": article("Naps")}))
    assert [(each.name, each.change) for each in outcomes] == [
        ("a/rest.md", "replaced"),
        ("a/naps.md", "added"),
    ]


def test_a_folder_that_repeats_the_archives_name_does_so_once() -> None:
    """As most programs pack a folder."""
    assert [each.name for each in read(zipped({"pages/rest.md": article()}))] == ["pages/rest.md"]


def test_one_bad_file_never_stops_the_rest(collection: Collection) -> None:
    """What is good around it is added; what a system put beside it is not spoken of."""
    data = zipped(
        {
            "good.md": article("Rest"),
            "folder/": b"",
            "../evil.md": article("Evil"),
            "__MACOSX/._good.md": b"\0",
            ".DS_Store": b"\0",
            "logo.png": b"\x89PNG",
            "also.md": article("Naps"),
        }
    )
    assert {each.name: each.change for each in sent(collection, data)} == {
        "a/good.md": "added",
        "a/../evil.md": "refused",
        "a/logo.png": "refused",
        "a/also.md": "added",
    }


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_archive_is_refused_with_the_reason(collection: Collection, what: str) -> None:
    """Nothing of it is in the collection, nor on the disk outside of it."""
    make, said = HOSTILE[what]
    outcomes = sent(collection, make())
    assert [each.change for each in outcomes] == ["refused"]
    assert said in outcomes[0].reason
    assert ids(collection) == []
    assert not [path for path in collection.folder.rglob("*") if "evil" in path.name]


def test_a_message_states_the_limits() -> None:
    """Who meets one learns all of them, and what to do."""
    with pytest.raises(RefusedSourceError, match="up to 50 MB, 2,000 files, and 200 MB unpacked"):
        read(HOSTILE["10,000 entries"][0]())


def test_as_many_files_as_are_allowed_are_read() -> None:
    """The limit itself is inside, one more is not."""
    files = {f"{number}.exe": b"" for number in range(MAX_ENTRIES)}
    assert len(read(zipped(files))) == MAX_ENTRIES
    with pytest.raises(RefusedSourceError, match="it has 2,001 files"):
        read(zipped({**files, "one-more.exe": b""}))


def test_an_archive_past_its_size_is_not_even_opened() -> None:
    """Fifty megabytes and one byte of nothing."""
    with pytest.raises(RefusedSourceError, match=r"it has 50\.0 MB"):
        read(bytes(MAX_ARCHIVE + 1))


def test_a_count_that_is_a_lie_is_found_out() -> None:
    """The stated number of files is small, the list of them is not."""
    data = bytearray(zipped({f"{number}.txt": b"x" for number in range(2_500)}))
    struct.pack_into("<HH", data, len(data) - 22 + 8, 3, 3)
    with pytest.raises(RefusedSourceError, match="it has 2,500 files"):
        read(bytes(data))


def test_an_archive_of_the_large_form_is_refused() -> None:
    """Zip64 is for archives of gigabytes; its list could be as long."""
    data = zipped({"rest.md": article()})
    record = b"PK\x06\x07" + bytes(16)
    with pytest.raises(RefusedSourceError, match="list of files is too long"):
        read(data[:-22] + record + data[-22:])


def test_damage_anywhere_gives_an_article_or_a_reason() -> None:
    """A thousand archives with some bytes changed: never another error, never other bytes."""
    dice = random.Random(8)
    good = zipped({"rest.md": article("Rest"), "naps.md": article("Naps")})
    originals = {article("Rest"), article("Naps"), b""}
    for _ in range(1000):
        data = bytearray(good)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            found = read(bytes(data))
        except RefusedSourceError:
            continue
        assert all(each.refused or each.data in originals for each in found)


def test_an_archive_is_added_by_its_file_name(collection: Collection, tmp_path: Path) -> None:
    """As `wellread add pages.zip` does; mirroring its folder leaves its articles alone."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "pages.zip").write_bytes(zipped({"rest.md": article("Rest")}))
    assert [each.change for each in add_files(collection, [folder / "pages.zip"])] == ["added"]
    assert ids(collection) == ["pages/rest.md"]
    outcomes = list(sync_folder(collection, folder, prune=True))
    assert [each.change for each in outcomes] == ["refused"]
    assert "`wellread add FILE` reads what is in it" in outcomes[0].reason
    assert ids(collection) == ["pages/rest.md"]


def test_a_pipe_by_the_name_of_an_archive_is_refused(
    collection: Collection, tmp_path: Path
) -> None:
    """It is not waited for."""
    os.mkfifo(tmp_path / "pages.zip")
    outcomes = list(add_files(collection, [tmp_path / "pages.zip"]))
    assert "Not a regular file" in outcomes[0].reason


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("../../etc/rest.md", "rest.md"),
        ("C:\\Users\\me\\rest.md", "rest.md"),
        ("\u202erest.md", "rest.md"),
        ("", "upload"),
        ("..", "upload"),
    ],
)
def test_an_uploads_name_has_no_folder(stated: str, name: str) -> None:
    """A browser may send anything as a name."""
    assert [each.name for each in uploaded(stated, article())] == [name]


def test_a_plain_upload_is_one_source() -> None:
    """A known type is to be tried, any other is refused before it is read."""
    assert next(uploaded("rest.md", article())).refused == ""
    assert "Unknown type '.exe'" in next(uploaded("run.exe", b"MZ")).refused


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_is_read_once() -> None:
    """Else the second would take the first one's place."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("rest.md", article("Rest"))
        archive.writestr("rest.md", article("Naps"))
    first, second = read(target.getvalue())
    assert first.data == article("Rest")
    assert "this name twice" in second.refused


def test_files_keep_no_mode_of_the_archive() -> None:
    """A file that is marked as a program is text like any other."""
    data = zipped({"rest.md": (article(), stat.S_IFREG | 0o4755)})
    assert read(data)[0].refused == ""


def test_names_in_utf_8_are_read_as_such_though_the_archive_does_not_say_so() -> None:
    """As macOS and many other programs pack; a mark that turns text round is seen in them, too."""
    data = unsaid({"Ängste/über.md": article(), "Ruhe\u202e.md": article("Sleep")})
    whole, turned = read(data)
    assert (whole.name, whole.source) == ("pages/Ängste/über.md", "upload:x!Ängste/über.md")
    assert whole.data == article()
    assert "has some that can't be seen" in turned.refused


def test_names_of_old_dos_programs_stay_as_they_were() -> None:
    """What is no UTF-8 is read by the letters that the format prescribes."""
    data = unsaid({"Ängste.md": article()}).replace("Ä".encode(), b"\x8e\x8e")
    assert [each.name for each in read(data)] == ["pages/ÄÄngste.md"]
