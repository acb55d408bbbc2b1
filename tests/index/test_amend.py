"""A build that was amended answers as one that was written whole, and says what it is."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.passages import embedded_text
from index.amend import Amending
from index.build import encoder_in_use
from index.centre import centred
from index.context import in_context
from index.encoders.hashing import HashingEncoder
from index.filters import OTHER
from index.listing import list_articles
from index.manifest import MANIFEST
from index.topics import read_topics, topic_keys
from index.variants import groups
from tests.index.conftest import Shelf, article_text

ALWAYS = Amending(at_least=0, share=100)
BEGUN = range(8)  # articles of the build that is amended
ASKED = ("sleep", "worry trusted", "number3", "small steps", "panic repeated", "copied")
TOLERANCE = 0.02  # of a similarity, while a twentieth of the articles changed


def a_step():
    """One change of a collection: what, and to which article."""
    return st.tuples(st.sampled_from(["add", "change", "copy", "remove"]), st.integers(0, 11))


def take(shelf, step):
    """Change a shelf's collection; what is not there can't be removed."""
    what, number = step
    name = f"{number:03d}.md"
    if what == "add":
        shelf.fill(number)
    elif what == "change":
        shelf.put(name, article_text(number) + "\nWater and fresh air do good on most days.\n")
    elif what == "copy":
        shelf.put(f"copy-{name}", article_text(number) + "\nThis was copied from elsewhere.\n")
    elif name in ids_collected(shelf):
        shelf.remove(name)


def ids_collected(shelf):
    """The ids of a shelf's collection."""
    from corpus.collection import Collection

    with Collection.open(shelf.home) as collection:
        return [entry.id for entry in collection.entries()]


def whole_of(shelf, home):
    """Another shelf with the same articles, in an index that is written whole."""
    other = Shelf(home)
    from corpus.collection import Collection

    with Collection.open(shelf.home) as collection, Collection.open(home) as its:
        for entry in collection.entries():
            data = collection.original(entry)
            its.add(data, source=entry.source, name=entry.id, format=entry.format)
    other.build()
    return other


def told_by(index):
    """All that does not depend on what was learned of the whole collection, nor on row numbers."""
    articles = index.passages.ids()
    located = {
        (each.article.id, each.passage.ordinal): each.passage
        for each in index.passages.located(index.passages.rows())
    }
    found = {
        words: sorted(name_of(index, row) for row in index.words.best(words, 1000).rows.tolist())
        for words in ASKED
    }
    return {
        "articles": [index.passages.prepared(each) for each in articles],
        "digests": index.passages.digests(),
        "passages": located,
        "sentences": {
            name_of(index, row): codes
            for row, codes in index.sentences.codes(index.passages.rows()).items()
        },
        "counts": (index.manifest.articles, index.manifest.passages, index.manifest.variants),
        "left out": index.manifest.left_out,
        "groups": groups(index.passages),
        "listed": list_articles(index.passages),
        "vocabulary": index.vocabulary.text,
        "found": found,
        "lengths": (
            *(len(index.vectors), len(index.words), len(index.passages)),
            len(index.sentences),
        ),
    }


def name_of(index, row):
    """A row's passage, by its id."""
    return index.passages.located([row])[0].passage.id


def check_vectors(index):
    """Each row holds its own text's vector, and is found by it; a row that went is not."""
    rows = index.passages.rows()
    for article in index.passages.ids():
        located = index.passages.passages_of(article)
        texts = [embedded_text(each.article.title, each.passage) for each in located]
        meant = centred(HashingEncoder().encode_passages(texts), index.centre)
        for each, vector in zip(
            located, in_context(meant, index.manifest.recipe.article), strict=True
        ):
            np.testing.assert_allclose(index.vectors.vector(each.row), vector, atol=1e-3)
            assert index.vectors.nearest(vector, 1)[0].score > 1 - 1e-3
    everything = index.vectors.nearest(index.axes[0], 10_000)
    assert sorted(everything.rows.tolist()) == rows


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(a_step(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_however_it_came_about_it_holds_what_a_whole_one_does(tmp_path_factory, builds):
    """After any articles were added, changed, copied and removed, over any number of builds."""
    shelf = Shelf(tmp_path_factory.mktemp("amended"))
    shelf.fill(*BEGUN).build()
    for steps in builds:
        for step in steps:
            take(shelf, step)
        report = shelf.build(limits=ALWAYS)
        assert bool(report.manifest.amended) or not report.published
        assert shelf.faults() == []
        assert not shelf.status().is_stale
    whole = whole_of(shelf, tmp_path_factory.mktemp("whole"))

    with shelf.open() as index, whole.open() as written:
        assert told_by(index) == told_by(written)
        check_vectors(index)
        rows = [number for number in index.article_of_row if number >= 0]
        assert len(rows) == index.manifest.passages
        keys = topic_keys(index.passages)
        assert keys.keys() == index.passages.ids_by_number().keys()
        topics = {topic.key: topic.articles for topic in read_topics(index.passages)}
        assert sum(topics.values()) in (0, len(keys))
        assert set(keys.values()) <= {*topics, OTHER}


@pytest.fixture
def many(tmp_path):
    """A shelf of 120 articles, built; six more are a twentieth."""
    shelf = Shelf(tmp_path / "home")
    shelf.fill(*range(120)).build()
    return shelf


def test_its_answers_are_those_of_a_whole_one(many, tmp_path):
    """The same passages in front, no similarity off by more than is allowed."""
    many.fill(*range(120, 124))
    many.remove("007.md")
    many.put("011.md", article_text(11) + "\nWater and fresh air do good on most days.\n")
    assert many.build(limits=replace(ALWAYS, share=0.05)).manifest.amended == 6
    whole = whole_of(many, tmp_path / "whole")

    with many.open() as index, whole.open() as written:
        for number in (3, 50, 121, 123):
            asked = HashingEncoder().encode_query(article_text(number))
            one = answers(index, asked)
            other = answers(written, asked)
            assert next(iter(one)) == next(iter(other))
            for name in list(other)[:5]:
                assert one[name] == pytest.approx(other[name], abs=TOLERANCE)


def answers(index, asked):
    """The nearest passages to a question, by their ids, with their similarities."""
    near = index.vectors.nearest(centred(asked, index.centre), 20)
    return {name_of(index, each.row): each.score for each in near}


def test_what_stayed_is_copied_and_what_was_learned_is_kept(built):
    """Not linked: damage to a file of the newest build must not be in the one before, too."""
    before = built.build_folder()
    built.fill(6)
    built.build(limits=ALWAYS)
    after = built.build_folder()

    for name in ("vectors.faiss", "centre.npy", "background.json", "plane.npy", "topics.npy"):
        assert (after / name).read_bytes() == (before / name).read_bytes()
        assert (after / name).stat().st_ino != (before / name).stat().st_ino
        assert (after / name).stat().st_nlink == 1


def test_only_what_is_new_is_encoded_and_told(built):
    """The report, the plan and the manifest say what was done."""
    built.fill(6)
    report = built.build(limits=ALWAYS)

    assert report.plan.added == ("006.md",)
    assert (report.encoded, report.reused) == (2, 12)
    assert (report.manifest.amended, report.manifest.gaps) == (1, 0)

    built.remove("000.md")
    manifest = built.build(limits=ALWAYS).manifest
    assert (manifest.amended, manifest.gaps, manifest.rows) == (2, 2, 14)


def test_damage_to_the_newest_is_survived(built):
    """The build before answers, whose files are its own; the next one is written whole."""
    built.fill(6)
    built.build(limits=ALWAYS)
    (built.build_folder() / "vectors.faiss").write_bytes(b"damaged")

    with built.open() as index:
        assert "vectors.faiss" in index.warning
        assert len(index.passages.ids()) == 6
    assert built.build(limits=ALWAYS).manifest.amended == 0
    assert built.faults() == []


@pytest.mark.parametrize("name", ["added.faiss", "gone.npy"])
def test_damage_to_what_was_added_is_noticed(built, name):
    """As every file that a manifest names is verified."""
    built.fill(6)
    built.build(limits=ALWAYS)
    file = built.build_folder() / name
    file.write_bytes(file.read_bytes()[:-1] + b"?")

    with built.open() as index:
        assert f"{name} was changed" in index.warning


def whole_because(shelf, **options):
    """Whether the next build is written whole."""
    shelf.fill(9)
    manifest = shelf.build(**{"limits": ALWAYS, **options}).manifest
    return (manifest.amended, manifest.gaps) == (0, 0)


def test_a_small_collection_is_written_whole(built):
    """That takes seconds, and all that is learned of it is of today."""
    assert whole_because(built, limits=Amending())


def test_it_is_written_whole_once_a_share_of_it_changed(built):
    """Counted since it was last written whole, not since the build before."""
    halves = replace(ALWAYS, share=0.5)
    for number in (6, 7, 8):
        built.fill(number)
        assert built.build(limits=halves).manifest.amended == number - 5
    built.remove("000.md")
    assert whole_because(built, limits=halves)


def test_it_is_written_whole_once_much_was_added(built):
    """Each added row is compared with every question."""
    assert not whole_because(built, limits=replace(ALWAYS, added=1))
    built.fill(10)
    assert built.build(limits=replace(ALWAYS, added=1)).manifest.amended == 0


def test_it_is_written_whole_when_that_is_asked_for(built):
    """With `--anew`."""
    assert whole_because(built, anew=True)


def test_it_is_written_whole_under_another_recipe(built):
    """Nothing of another encoder is carried over."""

    class Other(HashingEncoder):
        name = "other@1"

    assert whole_because(built, encoder=Other())


def test_it_is_written_whole_after_an_older_version(built):
    """Whose builds lack the topics' middles; its manifest is read all the same."""
    folder = built.build_folder()
    stated = json.loads((folder / MANIFEST).read_text("utf-8"))
    for name in ("amended", "gaps"):
        del stated[name]
    del stated["files"]["topics.npy"]
    data = (json.dumps(stated, indent=1, sort_keys=True) + "\n").encode()
    (folder / MANIFEST).write_bytes(data)
    (built.index / "CURRENT").unlink()

    assert whole_because(built)


def test_an_article_that_cannot_be_read_is_left_out_until_it_can(built):
    """A changed one is gone from the index meanwhile; what was left out before stays told."""
    built.fill(6, 7)
    built.original("006.md").write_bytes(b"damaged")
    built.put("003.md", article_text(3) + "\nWater does good.\n")
    built.original("003.md").unlink()
    report = built.build(limits=ALWAYS)
    assert [left.id for left in report.manifest.left_out] == ["003.md", "006.md"]
    assert built.ids() == ["000.md", "001.md", "002.md", "004.md", "005.md", "007.md"]

    built.fill(8)
    report = built.build(limits=ALWAYS)
    assert [left.id for left in report.manifest.left_out] == ["003.md", "006.md"]
    assert report.plan.added == ("008.md",)

    built.fill(6)
    report = built.build(limits=ALWAYS)
    assert [left.id for left in report.manifest.left_out] == ["003.md"]
    assert "006.md" in built.ids()


def test_what_says_the_same_is_told_of_old_and_new_alike(built):
    """A fuller copy becomes the head, and when it goes the old one is again."""
    built.put("copy.md", article_text(2) + "\nThis was copied from elsewhere.\n")
    assert built.build(limits=ALWAYS).manifest.variants == 1
    with built.open() as index:
        [group] = groups(index.passages)
        assert (group.head, [each.id for each in group.variants]) == ("copy.md", ["002.md"])

    built.remove("copy.md")
    assert built.build(limits=ALWAYS).manifest.variants == 0
    with built.open() as index:
        assert groups(index.passages) == []


def test_the_encoder_in_use_is_told_without_reading_the_index(built):
    """By the manifest alone: a large index takes seconds to verify."""
    (built.build_folder() / "vectors.faiss").write_bytes(b"damaged")
    assert encoder_in_use(built.home) == "hashing"
