"""A build's description of itself, and what is said when a file is not as described."""

import json

import pytest

from index.manifest import (
    FORMAT,
    MANIFEST,
    IndexMissingError,
    LeftOut,
    Manifest,
    Recipe,
    check_files,
    fault,
    read_manifest,
    read_verified,
    sum_file,
    sum_files,
)


@pytest.fixture
def build(tmp_path):
    """A folder of two files, one of them in a folder of its own, and its manifest."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "terms").write_bytes(b"terms")
    (tmp_path / "words" / ".writer.lock").write_bytes(b"")
    (tmp_path / "vectors.faiss").write_bytes(b"vectors")
    manifest = Manifest(
        recipe=Recipe(encoder="hashing", encoder_name="h@1", dimension=8, max_tokens=160),
        articles=1,
        passages=2,
        built="2026-01-02T03:04:05+00:00",
        vectors="exact",
        left_out=(LeftOut("ä/“b”.md", "digest", "No article: 3 words."),),
        files=sum_files(tmp_path),
    )
    (tmp_path / MANIFEST).write_bytes(manifest.as_bytes())
    return tmp_path, manifest


def test_a_manifest_comes_back(build):
    """From its own bytes, which are the same every time."""
    _, manifest = build

    assert read_manifest(manifest.as_bytes()) == manifest
    assert read_manifest(manifest.as_bytes()).as_bytes() == manifest.as_bytes()
    assert len(manifest.sha256) == 64
    assert "place" not in json.loads(manifest.as_bytes())  # none: as before there were any


def test_every_file_is_covered_but_locks(build):
    """By its path inside the build; the engine's lock files are not part of what is published."""
    _, manifest = build

    assert list(manifest.files) == ["vectors.faiss", "words/terms"]


def test_every_published_file_is_covered(built):
    """Of a real build: nothing beside the manifest, the files it names and locks."""
    folder = built.build_folder()
    with built.open() as index:
        named = {*index.manifest.files, MANIFEST}

    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert {name for name in found if not name.endswith(".lock")} == named
    assert {"passages.sqlite", "vectors.faiss", "words/meta.json"} < named


def test_a_newer_format_is_refused(build):
    """By a message that names both formats."""
    stored = json.loads(build[1].as_bytes()) | {"format": FORMAT + 1, "unheard_of": 1}
    said = f"^it has format {FORMAT + 1}, and this Wellread reads format {FORMAT}$"
    with pytest.raises(ValueError, match=said):
        read_manifest(json.dumps(stored).encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda stored: stored.pop("recipe"),
        lambda stored: stored.pop("format"),
        lambda stored: stored["recipe"].pop("encoder"),
        lambda stored: stored["recipe"].update(unheard_of=1),
        lambda stored: stored.update(unheard_of=1),
        lambda stored: stored.update(files=[1]),
        lambda stored: stored.update(left_out=[["a"]]),
        lambda stored: stored.update(recipe=None),
    ],
)
def test_a_manifest_with_other_fields_is_refused(build, change):
    """Nothing is guessed."""
    stored = json.loads(build[1].as_bytes())
    change(stored)
    with pytest.raises(ValueError, match=r"^the manifest is damaged: "):
        read_manifest(json.dumps(stored).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[1]", b"null", b'"format"'])
def test_what_is_no_manifest_is_refused(data):
    """Bytes, other JSON, nothing."""
    with pytest.raises(ValueError, match=r"damaged|Expecting|codec"):
        read_manifest(data)


def test_a_whole_build_is_verified(build):
    """And its manifest given back."""
    folder, manifest = build

    assert read_verified(folder, manifest.sha256) == manifest
    assert read_verified(folder, "") == manifest


def test_a_changed_manifest_is_not_read(build):
    """Its hash is compared before it is parsed."""
    folder, manifest = build
    (folder / MANIFEST).write_bytes(b"{")
    with pytest.raises(ValueError, match=r"^manifest\.json was changed$"):
        read_verified(folder, manifest.sha256)


def test_every_wrong_file_is_named(build):
    """Missing, of another length, of the same length: each says what it is."""
    folder, manifest = build
    (folder / "vectors.faiss").write_bytes(b"vectorz")
    (folder / "words" / "terms").write_bytes(b"terms, and more")

    with pytest.raises(
        ValueError,
        match=r"^vectors\.faiss was changed: its sha256 is [0-9a-f]{12}…, not [0-9a-f]{12}…; "
        r"words/terms has 15 bytes, where 5 were published$",
    ):
        check_files(folder, manifest)
    (folder / "vectors.faiss").unlink()
    with pytest.raises(ValueError, match=r"^vectors\.faiss can't be read: No such file or dir"):
        check_files(folder, manifest)


def test_a_whole_file_has_no_fault(build):
    """The empty string, so that faults can be filtered."""
    folder, manifest = build

    assert fault(folder, "vectors.faiss", manifest.files["vectors.faiss"]) == ""
    assert sum_file(folder / "vectors.faiss").size == 7


def test_no_index_says_what_to_do(tmp_path):
    """Add, then build."""
    assert str(IndexMissingError(tmp_path)) == (
        f"There is no index in {tmp_path} yet, so there is nothing to search. "
        "Add articles with `wellread add FOLDER`, then run `wellread build`."
    )
