"""A build of more passages than are compared exactly, from the collection to the answer."""

from dataclasses import replace

import pytest

from index.build import BuildError
from index.vectors import CodedLists


@pytest.fixture
def many(shelf, monkeypatch):
    """A shelf of six articles that are held to be many."""
    monkeypatch.setattr("index.vector_writer.EXACT_UP_TO", 5)
    shelf.fill(*range(6)).build()
    return shelf


def test_it_is_kept_as_lists(many):
    """And the manifest says so, of both files."""
    with many.open() as index:
        assert index.manifest.vectors == "lists"
        assert {"vectors.faiss", "vectors.f16"} <= index.manifest.files.keys()
        assert len(index.vectors) == index.manifest.passages == 12


def test_its_passages_are_found(many):
    """By meaning, each by its own text."""
    with many.open() as index:
        for located in index.passages.located(range(len(index.vectors))):
            text = f"{located.article.title}\n{located.passage.text}"
            assert located.row in dict(index.vectors.nearest(many.encoder.encode_query(text), 3))


@pytest.mark.parametrize("name", ["vectors.faiss", "vectors.f16"])
def test_damage_is_noticed_before_it_is_parsed(many, name):
    """One bit of either file; the build before answers."""
    many.build(anew=True)
    file = many.build_folder() / name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)

    with many.open() as index:
        assert f"{name} was changed" in index.warning


def test_the_same_collection_gives_the_same_lists(many, tmp_path):
    """However many builds it took."""
    other = replace(many, home=tmp_path / "other").fill(5, 3)
    other.build()
    other.fill(0, 1, 2, 4).build()

    for name in ("vectors.faiss", "vectors.f16"):
        assert (other.build_folder() / name).read_bytes() == (
            many.build_folder() / name
        ).read_bytes()


def test_lists_that_find_nothing_are_not_published(many, monkeypatch):
    """The self-test asks a new build for its own passages."""
    monkeypatch.setattr(CodedLists, "candidates", lambda *_, **__: [0])
    said = r"^The new index failed its own test: row \d+ is not found"
    with pytest.raises(BuildError, match=said):
        many.build(anew=True)
