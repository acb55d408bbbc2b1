"""Files are found in one order, read without being led astray, and refused with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.errors import RefusedSourceError
from corpus.readers.formats import MAX_BYTES
from corpus.sources import NoSuchSourceError, Source, find_sources, read_bytes


def names(folder: Path) -> list[str]:
    """The sources' names, as they are found."""
    return [source.name for source in find_sources(folder)]


def refused(folder: Path) -> dict[str, str]:
    """Which sources are not even read, and why."""
    return {source.name: source.refused for source in find_sources(folder) if source.refused}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder "pages" with two files, one of them in a folder of its own."""
    pages = tmp_path / "pages"
    (pages / "sleep").mkdir(parents=True)
    (pages / "rest.md").write_text("Rest.", "utf-8")
    (pages / "sleep" / "naps.txt").write_text("Naps.", "utf-8")
    return pages


def test_files_are_found_in_the_order_of_their_names(folder: Path) -> None:
    """Not in the order of the disk; named by the folder and the path inside it."""
    for name in ("b.md", "a.md", "Z.md"):
        (folder / name).write_text("x", "utf-8")
    assert names(folder) == [
        *("pages/Z.md", "pages/a.md", "pages/b.md", "pages/rest.md"),
        "pages/sleep/naps.txt",
    ]


def test_a_named_file_is_itself(folder: Path) -> None:
    """It is called by its own name, even where the name begins with a dot."""
    hidden = folder / ".hidden.md"
    hidden.write_text("x", "utf-8")
    assert list(find_sources(folder / "rest.md")) == [Source(folder / "rest.md", "rest.md")]
    assert list(find_sources(hidden)) == [Source(hidden, ".hidden.md")]


def test_hidden_files_and_folders_are_passed_over(folder: Path) -> None:
    """What editors and systems leave behind is no article, and is not worth a refusal."""
    (folder / ".git").mkdir()
    (folder / ".git" / "a.md").write_text("x", "utf-8")
    (folder / ".DS_Store").write_text("x", "utf-8")
    (folder / "~$rest.docx").write_text("x", "utf-8")
    assert names(folder) == ["pages/rest.md", "pages/sleep/naps.txt"]


def test_a_name_that_is_nothing_is_told(tmp_path: Path) -> None:
    """The message has the name in it."""
    with pytest.raises(
        NoSuchSourceError, match=r"^There is no file or folder '.*/nowhere'\. Check"
    ):
        list(find_sources(tmp_path / "nowhere"))


def test_a_link_that_stays_inside_is_followed(folder: Path) -> None:
    """It is another name of a file of the folder."""
    (folder / "link.md").symlink_to(folder / "rest.md")
    assert "pages/link.md" in names(folder)
    assert refused(folder) == {}


def test_a_file_comes_before_links_to_it(folder: Path) -> None:
    """So that the article has the file's name, whatever comes first in the alphabet."""
    (folder / "a-link.md").symlink_to(folder / "sleep" / "naps.txt")
    assert names(folder) == ["pages/rest.md", "pages/sleep/naps.txt", "pages/a-link.md"]


def test_what_a_browser_saves_beside_a_page_is_passed_over_in_one_line(folder: Path) -> None:
    """Pictures and scripts in "NAME_files" are counted; a folder without such a page is read."""
    for name in ("naps_files", "Ruhe-Dateien", "case_files"):
        (folder / "sleep" / name / "img").mkdir(parents=True)
        (folder / "sleep" / name / "img" / "a.png").write_text("x", "utf-8")
        (folder / "sleep" / name / "style.css").write_text("x", "utf-8")
    for page in ("naps.html", "Ruhe.HTM"):
        (folder / "sleep" / page).write_text("<p>Rest.", "utf-8")
    *found, last = find_sources(folder)
    assert [source.name for source in found] == [
        *("pages/rest.md", "pages/sleep/Ruhe.HTM", "pages/sleep/naps.html"),
        *("pages/sleep/naps.txt", "pages/sleep/case_files/style.css"),
        "pages/sleep/case_files/img/a.png",
    ]
    assert (last.name, last.passed_over) == (
        "pages",
        "4 files in 2 folders that a browser saved beside a page: pictures, scripts, styles",
    )


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_out_of_the_folder_is_listed_and_not_followed(
    folder: Path, tmp_path: Path, kind: str
) -> None:
    """The refusal says where it leads, and to add that by its own name."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret", "utf-8")
    (folder / "link").symlink_to(outside / "secret.md" if kind == "file" else outside)
    reason = refused(folder)["pages/link"]
    assert reason.startswith("A link out of the folder, to '")
    assert reason.endswith("; add that file by its own name.")
    assert not any("secret.md" in name for name in names(folder))


def test_a_link_to_nowhere_is_listed(folder: Path) -> None:
    """The refusal says where it should have led."""
    (folder / "gone.md").symlink_to("no-such-file.md")
    assert refused(folder) == {
        "pages/gone.md": "A link that leads nowhere: 'no-such-file.md' is not there."
    }


def test_links_in_a_circle_end(folder: Path) -> None:
    """A link to itself is a link to nowhere; a link to the folder above is not walked again."""
    (folder / "self.md").symlink_to("self.md")
    (folder / "sleep" / "up").symlink_to(folder)
    assert list(refused(folder)) == ["pages/self.md"]
    assert names(folder).count("pages/rest.md") == 1


def test_a_name_that_is_no_text_is_listed(folder: Path) -> None:
    """Bytes that are no UTF-8 can't be entered in a catalogue; the rest of the name is shown."""
    path = os.path.join(os.fsencode(folder), b"caf\xe9.md")  # noqa: PTH118 - bytes have no Path
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - bytes have no Path
            file.write(b"x")
    except OSError:
        pytest.skip("this file system only has UTF-8 names")
    assert refused(folder) == {
        "pages/caf\ufffd.md": "Its name, or its folder's, is not UTF-8; rename it."
    }


def test_a_files_bytes_are_read_as_they_are(folder: Path) -> None:
    """Nothing is decoded, and no line end is changed."""
    (folder / "a.txt").write_bytes(b"a\r\n\xff\x00")
    assert read_bytes(folder / "a.txt") == b"a\r\n\xff\x00"


def test_a_folder_in_place_of_a_file_is_refused(folder: Path) -> None:
    """A folder called "old.md" can't be read, and is told."""
    (folder / "old.md").mkdir()
    with pytest.raises(
        RefusedSourceError, match=r"^(Not a regular file|It can't be read: Is a dir)"
    ):
        read_bytes(folder / "old.md")


def test_a_file_that_went_away_is_refused(folder: Path) -> None:
    """Between finding and reading a file may be deleted; that is no reason to stop."""
    with pytest.raises(RefusedSourceError, match=r"^It can't be read: No such file or directory\."):
        read_bytes(folder / "gone.md")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_refused_and_not_waited_for(folder: Path) -> None:
    """A pipe that nobody writes to would be waited for without end."""
    os.mkfifo(folder / "pipe.md")
    with pytest.raises(
        RefusedSourceError, match=r"^Not a regular file \(a pipe, socket or device\)"
    ):
        read_bytes(folder / "pipe.md")


def test_a_device_is_refused() -> None:
    """/dev/zero has no end."""
    if not Path("/dev/zero").exists():
        pytest.skip("there is no /dev/zero here")
    with pytest.raises(RefusedSourceError, match=r"^Not a regular file"):
        read_bytes(Path("/dev/zero"))


def test_a_huge_file_is_refused_by_its_size(folder: Path) -> None:
    """50 MB that take no room on the disk: refused without being read."""
    with (folder / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(
        RefusedSourceError, match=r"^Too large: 50\.0 MB, where an article has at most"
    ):
        read_bytes(folder / "huge.md")


def test_the_largest_file_that_is_read(folder: Path) -> None:
    """A file of exactly the limit is read whole."""
    (folder / "large.md").write_bytes(b"a" * MAX_BYTES)
    assert len(read_bytes(folder / "large.md")) == MAX_BYTES
