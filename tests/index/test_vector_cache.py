"""Vectors are computed once, and a cache that is damaged costs time and nothing else."""

import sqlite3

import numpy as np
import pytest

from corpus.article import Place
from corpus.embedded import Embedded
from index.encoders.hashing import WORD, HashingEncoder
from index.sentence_codes import coded
from index.vector_cache import CHECK, VectorCache, checked, delete_cache, key_of

TEXTS = ["sleep well", "worry less", "sleep well", "naïve 😀"]


class OtherEncoder(HashingEncoder):
    """The same vectors under another name."""

    name = "other@1"


@pytest.fixture
def path(tmp_path):
    """Where a cache is kept."""
    return tmp_path / "cache" / "vectors.sqlite"


def embedded(texts):
    """Texts as passages, each with the sentences that its words are."""
    places = ([Place(found.start(), found.end()) for found in WORD.finditer(t)] for t in texts)
    return [Embedded(text, tuple(its)) for text, its in zip(texts, places, strict=True)]


def encoded(texts):
    """What the encoder makes of them."""
    return HashingEncoder().encode_embedded(embedded(texts))


def filled(path):
    """A cache file that knows the texts."""
    with VectorCache(path, HashingEncoder()) as cache:
        cache.passages(embedded(TEXTS))
    return path


def ask(path, encoder=None, texts=TEXTS):
    """(encoded, reused) when these texts are asked for; their vectors are always right."""
    with VectorCache(path, encoder or HashingEncoder()) as cache:
        vectors, codes = cache.passages(embedded(texts))
        assert vectors.shape == (len(texts), 256)
        np.testing.assert_array_equal(vectors, HashingEncoder().encode_passages(texts))
        assert codes == [coded(each.sentences) for each in encoded(texts)]
        return cache.encoded, cache.reused


def test_each_text_is_encoded_once(path):
    """The same text twice in a list is one text; what was kept is not encoded again."""
    assert ask(path) == (3, 1)
    assert ask(path) == (0, 4)
    assert ask(path, texts=[*TEXTS, "new"]) == (1, 4)
    assert ask(path, texts=[]) == (0, 0)


def test_encoders_do_not_share_vectors(path):
    """A vector is named by its encoder and its text."""
    assert ask(path) == (3, 1)
    assert ask(path, OtherEncoder()) == (3, 1)
    assert ask(path) == (0, 4)


def change(path, query, *values):
    """Change the file behind the cache's back."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(query, values)
    connection.close()


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\0" * (4 * 256 + CHECK),
        np.ones(256, dtype=np.float32).tobytes(),
        np.ones(255, dtype=np.float32).tobytes() + bytes(CHECK),
    ],
)
def test_a_vector_of_the_wrong_length_or_content_is_ignored(path, damaged):
    """It is computed again and kept anew."""
    change(filled(path), "UPDATE vector SET vector = ?", damaged)

    assert ask(path) == (3, 1)
    assert ask(path) == (0, 4)


def test_an_entry_that_is_too_short_is_ignored(path):
    """Though its hash is right: another program's, or another encoder's of the same name."""
    key = key_of(HashingEncoder.name, embedded(TEXTS)[0])
    change(filled(path), "UPDATE vector SET vector = ? WHERE key = ?", checked(key, b"short"), key)

    assert ask(path) == (1, 3)


def test_another_cut_into_sentences_is_another_entry(path):
    """The vector is the same, and the codes are those of the sentences that are asked for."""
    [whole] = embedded(["sleep well"])
    with VectorCache(path, HashingEncoder()) as cache:
        [two], [one] = (
            cache.passages([each]).codes
            for each in (whole, Embedded(whole.text, (Place(0, len(whole.text)),)))
        )
        assert (cache.encoded, len(two)) == (2, 2 * len(one))


def test_every_flipped_bit_of_a_vector_is_noticed(path):
    """A flipped sign keeps the length; only the hash shows it."""
    connection = sqlite3.connect(filled(path))
    [(key, whole)] = connection.execute("SELECT key, vector FROM vector LIMIT 1").fetchall()
    connection.close()
    with VectorCache(path, HashingEncoder()) as cache:
        assert cache.look_up(key) is not None
        for position in range(0, len(whole), 7):
            damaged = bytearray(whole)
            damaged[position] ^= 0x80
            cache.write([(key, bytes(damaged))])
            assert cache.look_up(key) is None


def test_a_vector_of_another_text_is_ignored(path):
    """The hash is of the name too."""
    change(filled(path), "UPDATE vector SET vector = (SELECT vector FROM vector LIMIT 1)")

    assert ask(path) == (2, 2)


@pytest.mark.parametrize("content", [b"no database, only words" * 300, b"SQLite format 3\0x"])
def test_a_file_that_is_no_database_is_begun_anew(path, content):
    """It only held what can be computed again."""
    filled(path).write_bytes(content)

    assert ask(path) == (3, 1)
    assert ask(path) == (0, 4)


def test_another_table_of_that_name_is_begun_anew(path):
    """As an older version may have left it."""
    path.parent.mkdir()
    change(path, "CREATE TABLE vector (name TEXT)")

    assert ask(path) == (3, 1)


@pytest.mark.parametrize("seed", range(20))
def test_damage_inside_the_file_is_healed_while_building(path, seed):
    """Whichever page is hit: every vector is right, and after two more builds all are known."""
    texts = [f"text number {number}" for number in range(120)]
    ask(path, texts=texts)
    random = np.random.default_rng(seed)
    data = bytearray(path.read_bytes())
    page = int(random.integers(1, len(data) // 4096)) * 4096
    data[page : page + 4096] = random.bytes(4096)
    path.write_bytes(data)

    ask(path, texts=texts)
    ask(path, texts=texts)

    assert ask(path, texts=texts) == (0, 120)


def test_a_good_file_is_not_deleted_for_a_lock(path):
    """Another program's lock is waited for and then told of; the vectors stay."""
    holder = sqlite3.connect(filled(path))
    holder.execute("BEGIN EXCLUSIVE")
    with VectorCache(path, HashingEncoder()) as cache:
        cache.connection.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(OSError, match=r"^vectors\.sqlite: database is locked$"):
            cache.passages(embedded(["new"]))
    holder.close()

    assert ask(path) == (0, 4)


def test_a_folder_in_place_of_the_file_is_told(path):
    """And not deleted."""
    path.mkdir(parents=True)
    with pytest.raises(OSError, match=r"^vectors\.sqlite: unable to open database file$"):
        VectorCache(path, HashingEncoder())
    assert path.is_dir()


def test_the_file_is_closed_by_with(path):
    """So that a killed page leaves no lock."""
    with VectorCache(path, HashingEncoder()) as cache:
        pass
    with pytest.raises(sqlite3.ProgrammingError, match="Cannot operate on a closed database"):
        cache.passages(embedded(["new"]))


def test_a_cache_goes_with_all_that_stands_beside_it(path):
    """What SQLite has not moved in yet, and its index, would be taken for the next cache's."""
    path.parent.mkdir()
    beside = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]
    for each in (*beside, path.with_name("other.sqlite-wal")):
        each.write_bytes(b"x")

    delete_cache(path)
    delete_cache(path)

    assert [each.name for each in path.parent.iterdir()] == ["other.sqlite-wal"]
