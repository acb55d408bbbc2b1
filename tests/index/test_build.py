"""A build does what is needed and no more, leaves out what it can't read, disturbs no reader."""

import threading
from dataclasses import replace

import pytest

from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.originals import HALF
from corpus.passages import PassageRecipe, embedded_text
from corpus.prepare import prepare
from index.build import BuildError, build_temporary
from index.centre import centred
from index.earlier import open_before
from index.encoders.hashing import HashingEncoder
from index.readings import refuse_half_characters
from index.tested import self_test
from index.vector_cache import VectorCache
from tests.index.conftest import as_searched

LONG = "Talk with someone you trust about how you sleep, eat and rest, and do it again soon. "


class CountingEncoder(HashingEncoder):
    """A hashing encoder that remembers what it was asked to encode."""

    def __init__(self):
        self.asked = []

    def encode_embedded(self, texts):
        """Remember, then encode."""
        self.asked += [each.text for each in texts]
        return super().encode_embedded(texts)


class OtherEncoder(HashingEncoder):
    """The same vectors under another name."""

    name = "other@1"


def texts_of(index):
    """What was embedded for each row."""
    found = index.passages.located(range(len(index.passages)))
    return [embedded_text(article.title, passage) for _, passage, article in found]


def test_a_first_build_encodes_everything(shelf):
    """Each passage once, and says so."""
    counting = CountingEncoder()
    report = shelf.fill(0, 1, 2).build(encoder=counting)

    assert report.published
    assert (report.plan.added, report.plan.kept) == (("000.md", "001.md", "002.md"), ())
    assert (report.encoded, report.reused) == (len(counting.asked), 0)
    with shelf.open() as index:
        assert sorted(counting.asked) == sorted(texts_of(index))
        assert index.manifest.passages == report.encoded == len(index.vectors) == len(index.words)


def test_only_what_is_new_is_encoded(built):
    """The kept articles' vectors are reused, wherever their rows are now."""
    counting = CountingEncoder()
    built.put("000-first.md", "# Firsts come first\n\nIt is " + LONG * 3)

    report = built.build(encoder=counting)

    assert report.plan.added == ("000-first.md",)
    assert all("Firsts" in text for text in counting.asked)
    assert report.encoded == len(counting.asked) == 1
    with built.open() as index:
        expected = HashingEncoder().encode_passages(texts_of(index))
        for row, vector in enumerate(as_searched(index, expected)):
            assert index.vectors.vector(row).tobytes() == vector.tobytes()


def test_vectors_are_reused_without_the_cache(built):
    """Deleting the cache costs time, and gives the same index."""
    before = (built.build_folder() / "vectors.faiss").read_bytes()
    for file in (built.home / "cache").iterdir():
        file.unlink()

    report = built.build(anew=True)

    assert report.encoded == report.manifest.passages
    assert (built.build_folder() / "vectors.faiss").read_bytes() == before


def test_nothing_changed_nothing_published(built):
    """No build, no encoding; unless it is asked for."""
    folder = built.build_folder()
    counting = CountingEncoder()

    report = built.build(encoder=counting)

    assert not report.published
    assert (report.encoded, counting.asked) == (0, [])
    assert (report.pointer.name, report.reused) == (folder.name, report.manifest.passages)
    assert built.build(encoder=counting, anew=True).published
    assert counting.asked == []


def test_a_changed_article_is_replaced(built):
    """Its old words are found no more, its new ones are."""
    built.put("003.md", "# Storms\n\nThunderstorm dread is real. " + LONG * 3)

    report = built.build()

    assert (report.plan.changed, len(report.plan.kept)) == (("003.md",), 5)
    with built.open() as index:
        [match] = index.words.best("thunderstorm", 5)
        assert index.passages.located([match.row])[0].article.id == "003.md"
        assert not index.words.best("number3", 5)


def test_a_removed_article_is_gone(built):
    """From passages, words and vectors alike."""
    built.remove("003.md")

    report = built.build()

    assert report.plan.removed == ("003.md",)
    with built.open() as index:
        assert "003.md" not in index.passages.ids()
        assert not index.words.best("number3", 5)
        assert len(index.vectors) == len(index.passages) == len(index.words)


def test_a_collection_may_become_empty(built):
    """The last article can be taken out; the index then answers with nothing."""
    for number in range(6):
        built.remove(f"{number:03d}.md")

    report = built.build()

    assert (report.published, report.manifest.passages) == (True, 0)
    with built.open() as index:
        assert not index.vectors.nearest(HashingEncoder().encode_query("sleep"), 5)
        assert not index.words.best("sleep", 5)
    assert built.fill(1).build().manifest.articles == 1


def test_what_was_left_half_written_is_swept_before(built):
    """A command that was killed while it took an article in left it."""
    half = built.home / "collection" / "originals" / "5e" / f"{HALF}5ee"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"half of an arti")
    built.build()

    assert not half.exists()


def test_nothing_to_index_says_so(shelf):
    """An empty collection without an index is told what to do, and nothing is published."""
    with pytest.raises(
        BuildError,
        match=r"^The collection is empty, so there is nothing to index\. Add articles with",
    ):
        shelf.build()
    assert open_before(shelf.home) is None


def test_a_damaged_original_is_left_out_and_retried(shelf):
    """It is listed with the reason, the rest is built, and adding it again heals it."""
    shelf.fill(0, 1, 2)
    shelf.original("001.md").write_bytes(b"damaged")

    first = shelf.build()

    [left] = first.manifest.left_out
    assert left.id == "001.md"
    assert left.reason.startswith("The original of '001.md' is damaged: its sha256 is no longer")
    assert shelf.ids() == ["000.md", "002.md"]
    assert [fault.what for fault in shelf.faults()] == ["001.md"]
    assert not shelf.status().is_stale
    assert not shelf.build().published

    shelf.fill(1)

    assert shelf.status().plan.changed == ("001.md",)
    assert shelf.build().plan.changed == ("001.md",)
    assert shelf.ids() == ["000.md", "001.md", "002.md"]
    assert shelf.faults() == []


def test_a_missing_original_is_left_out(shelf):
    """As a damaged one is; removing the article ends the matter."""
    shelf.fill(0, 1)
    shelf.original("001.md").unlink()

    [left] = shelf.build().manifest.left_out
    assert left.reason == (
        "The original of '001.md' can't be read: No such file or directory. "
        "Add 'test:001.md' again."
    )
    shelf.remove("001.md")
    assert shelf.build().manifest.left_out == ()


def test_an_article_that_is_none_is_left_out_once(shelf):
    """It is not tried again until it changes."""
    shelf.fill(0).put("short.md", "# Short\n\nToo short.\n")

    [left] = shelf.build().manifest.left_out
    assert left.reason.startswith("No article: ")
    assert not shelf.build().published

    shelf.put("short.md", "# No longer short\n\n" + LONG * 3)
    assert shelf.build().manifest.left_out == ()
    assert shelf.ids() == ["000.md", "short.md"]


def test_an_original_damaged_after_it_was_indexed_is_still_searched(built):
    """What is indexed is whole; only `verify` tells of the original."""
    built.original("001.md").write_bytes(b"damaged")

    assert built.build(anew=True).manifest.left_out == ()
    assert "001.md" in built.ids()
    assert [fault.what for fault in built.faults()] == ["001.md"]


def test_half_of_a_character_leaves_out_its_article():
    """A faulty escape in some page's metadata must not stop the build of all others."""
    whole = prepare((LONG * 3).encode(), format="text", article_id="a.txt")
    refuse_half_characters(whole)
    for faulty in (
        replace(whole, article=replace(whole.article, author="J\ud83d")),
        replace(whole, extracted="\udc00"),
        replace(whole, notes=("\ud83d",)),
    ):
        with pytest.raises(
            RefusedSourceError, match=r"^'a\.txt' holds '\\ud[0-9a-f]{3}', half of a character\."
        ):
            refuse_half_characters(faulty)


def test_another_recipe_builds_anew(built):
    """Smaller passages: nothing is read again, all is cut again, the manifest says so."""
    before = built.build().manifest

    report = built.build(passages=PassageRecipe(max_tokens=32))

    assert report.published
    assert report.plan.is_empty
    assert report.manifest.recipe.max_tokens == 32
    assert report.manifest.passages > before.passages
    assert not built.build(passages=PassageRecipe(max_tokens=32)).published


def test_a_budget_past_what_the_encoder_reads_is_cut_to_that(built):
    """Or the ends of passages would have no vector."""
    report = built.build(passages=PassageRecipe(max_tokens=5000))

    assert report.manifest.recipe.max_tokens == HashingEncoder.max_tokens


def test_another_encoder_encodes_anew(built):
    """No vector of the one is ever taken for the other's."""
    report = built.build(encoder=OtherEncoder())

    assert report.encoded == report.manifest.passages
    assert report.manifest.recipe.encoder_name == "other@1"


def test_the_same_collection_gives_the_same_index(tmp_path, shelf):
    """Whatever the order of adding, and however many builds it took."""
    shelf.fill(3, 1).build()
    shelf.fill(9, 0).build()
    shelf.remove("009.md")
    shelf.fill(2).build()
    other = replace(shelf, home=tmp_path / "other").fill(0, 1, 2, 3)
    other.build()

    one, two = shelf.build_folder(), other.build_folder()

    assert (one / "vectors.faiss").read_bytes() == (two / "vectors.faiss").read_bytes()
    with shelf.open() as first, other.open() as second:
        for table in ("article", "passage"):
            query = f"SELECT * FROM {table} ORDER BY 1"
            assert first.passages.ask(query) == second.passages.ask(query)
        for question in ("sleep and worry", "number2", "trust in the evening"):
            assert list(first.words.best(question, 9)) == list(second.words.best(question, 9))


def test_progress_is_told_in_order(shelf):
    """Articles, passages, publishing: each from none to all."""
    told = []
    shelf.fill(0, 1, 2).build(tell=told.append)

    stages = list(dict.fromkeys(progress.stage for progress in told))

    assert stages == ["read", "embed", "publish"]
    for stage in stages:
        done = [(each.done, each.total) for each in told if each.stage == stage]
        assert done[0][0] == 0
        assert done == sorted(done)
        assert done[-1][0] == done[-1][1]


def test_a_damaged_newest_build_is_made_anew(built):
    """Even where the collection did not change: else the warning would stay for ever."""
    built.build(anew=True)
    (built.build_folder() / "vectors.faiss").write_bytes(b"")

    assert built.open().warning
    assert built.status().is_stale
    assert built.build().published
    assert built.open().warning == ""
    assert built.faults() == []


def test_damage_to_both_builds_is_mended_from_the_collection(built):
    """The index is derived: all of it can be made again."""
    built.build(anew=True)
    for file in built.index.rglob("passages.sqlite"):
        file.write_bytes(b"")

    assert open_before(built.home) is None
    assert built.build().plan.added == tuple(f"{number:03d}.md" for number in range(6))
    assert len(built.ids()) == 6


def test_a_build_that_fails_its_own_test_is_not_published(built):
    """A row that holds another text's vector is noticed before anyone can ask."""
    with (
        built.open() as index,
        VectorCache(built.home / "cache" / "vectors.sqlite", HashingEncoder()) as cache,
    ):
        self_test(index, cache)
        index.vectors.index.reset()
        others = HashingEncoder().encode_passages(texts_of(index)[::-1])
        index.vectors.add(centred(others, index.centre))
        with pytest.raises(ValueError, match=r"^row \d+ holds another passage's vector$"):
            self_test(index, cache)


def test_readers_answer_on_while_thirty_builds_are_published(built):
    """Each keeps the build it opened: the same answers to the end; new readers get a whole one."""
    built.build(anew=True)
    done, wrong, opened = threading.Event(), [], []

    def read_on(index):
        """Ask one build for as long as others are published."""
        before = list(index.words.best("sleep worry", 9)), index.passages.located([0, 3])
        while not done.wait(0.002):  # the builder needs the processor, too
            after = list(index.words.best("sleep worry", 9)), index.passages.located([0, 3])
            near = index.vectors.nearest(index.vectors.vector(3), 1)
            if after != before or near[0].row != 3:
                wrong.append(after)

    def open_again():
        """Open what is published, over and over."""
        while not done.wait(0.002):  # the builder needs the processor, too
            with built.open() as index:
                opened.append(index.pointer.name)
                articles = index.passages.article_count()
                if index.warning or articles != index.manifest.articles or articles < 6:
                    wrong.append(index.warning)

    index = built.open()
    threads = [threading.Thread(target=read_on, args=(index,)) for _ in range(2)]
    threads.append(threading.Thread(target=open_again))
    for thread in threads:
        thread.start()
    try:
        for number in range(30):
            built.fill(100 + number).build()
    finally:
        done.set()
        for thread in threads:
            thread.join()

    assert wrong == []
    assert len(set(opened)) > 3
    assert len(built.ids()) == 36


def test_a_temporary_index_needs_no_collection(tmp_path):
    """Articles in, an opened index out; nothing is published."""
    articles = [
        prepare(f"Part {part}\n\n{LONG * 3}".encode(), format="text", article_id=f"{part}.txt")
        for part in "ab"
    ]
    with build_temporary(
        tmp_path / "index",
        articles,
        HashingEncoder(),
        passages=PassageRecipe(),
        cache_home=tmp_path,
    ) as index:
        assert index.passages.ids() == ["a.txt", "b.txt"]
        assert len(index.vectors) == len(index.words) == len(index.passages)


def test_two_homes_do_not_share_anything(tmp_path, built):
    """A second collection beside the first sees none of its articles."""
    other = replace(built, home=tmp_path / "other").fill(9)
    other.build()

    with Collection.open(other.home) as collection:
        assert [entry.id for entry in collection.entries()] == other.ids() == ["009.md"]
    assert len(built.ids()) == 6
