"""Articles that say the same are linked in every build, and none is ever missing from it."""

from dataclasses import replace

import pytest

import corpus.duplicates
from corpus.article import Article
from corpus.collection import Collection
from corpus.prepare import Prepared
from corpus.shingles import shingles, sketch
from index.passage_writer import PassageWriter
from index.passages import Passages
from index.variants import Group, Variant, groups, heads, read_sketch, same_as
from tests.variants import invented, shortened

STORY = "# Resting\n\n" + invented(30, seed=1)
ABOUT = "---\nsite: {site}\nurl: https://{site}.example/\npublished: {day}\n---\n\n{text}\n"


def dated(site, day, text=STORY):
    """The story as a site has it."""
    return ABOUT.format(site=site, day=day, text=text)


@pytest.fixture
def copied(built):
    """Six articles, and one that three sites have, each shortened in its own way."""
    built.put("c.md", dated("one", "2025-05-01"))
    built.put("b.md", dated("two", "2024-05-01", shortened(STORY, 0.1, seed=2)))
    built.put("a.md", dated("three", "2023-05-01", shortened(STORY, 0.3, seed=3)))
    built.build()
    return built


def test_a_build_finds_and_counts_them(copied):
    """The fullest is the head; how much of it the others have is kept with them."""
    with copied.open() as index:
        [group] = groups(index.passages)
        ids = index.passages.ids()

        assert (group.head, [each.id for each in group.variants]) == ("c.md", ["a.md", "b.md"])
        assert all(0.8 <= each.containment <= 1 for each in group.variants)
        assert index.manifest.variants == 2
        assert dict(index.heads) == {
            ids.index(name): ids.index("c.md") for name in ("a.md", "b.md")
        }


def test_none_is_missing(copied):
    """Each is indexed with all of its passages, and its original stays."""
    with copied.open() as index:
        assert {"a.md", "b.md", "c.md"} <= set(index.passages.ids())
        for name in ("a.md", "b.md", "c.md"):
            assert index.passages.passages_of(name)
        assert index.manifest.articles == 9
    with Collection.open(copied.home) as collection:
        for entry in collection.entries():
            assert collection.original(entry)


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("a.md", ["c.md", "b.md"]),
        ("b.md", ["c.md", "a.md"]),
        ("c.md", ["a.md", "b.md"]),
        ("000.md", []),
        ("unknown.md", []),
    ],
)
def test_each_knows_the_others(copied, name, others):
    """The head first, then by id."""
    with copied.open() as index:
        assert [each.id for each in same_as(index.passages, name)] == others


def test_a_head_that_is_removed_leaves_the_group_to_the_next(copied):
    """And a group of one is none."""
    copied.remove("c.md")
    copied.build()
    with copied.open() as index:
        [group] = groups(index.passages)
        assert (group.head, len(group.variants)) == ("b.md", 1)

    copied.remove("a.md")
    copied.build()
    with copied.open() as index:
        assert groups(index.passages) == []
        assert (index.heads, index.manifest.variants) == ({}, 0)


def test_a_change_of_words_ends_it(copied):
    """Only the text as it is now counts."""
    copied.put("a.md", dated("two", "2025-05-01", "# Walking\n\n" + invented(30, seed=7)))
    copied.build()
    with copied.open() as index:
        assert [variant.id for group in groups(index.passages) for variant in group.variants] == [
            "b.md"
        ]


def test_an_unchanged_article_is_not_sketched_again(copied, monkeypatch):
    """Its sketch comes from the build before, and the groups are the same."""
    with copied.open() as index:
        before = groups(index.passages)
    sketches = []
    monkeypatch.setattr(
        corpus.duplicates, "sketch", lambda found: sketches.append(1) or sketch(found)
    )

    copied.fill(7)
    copied.build()

    assert len(sketches) == 1
    with copied.open() as index:
        assert groups(index.passages) == before


def test_another_version_of_the_comparison_starts_anew(copied, monkeypatch):
    """A build of an earlier one is out of date, and its sketches are not used."""
    assert not copied.build().published
    monkeypatch.setattr("index.readings.DUPLICATES", 99)
    monkeypatch.setattr(
        "index.build.recipe_for",
        lambda *given: replace(copied_recipe(*given), duplicates=99),
    )
    sketches = []
    monkeypatch.setattr(
        corpus.duplicates, "sketch", lambda found: sketches.append(1) or sketch(found)
    )

    assert copied.build().published
    assert len(sketches) == 9


def copied_recipe(*given):
    """The recipe as it really is."""
    from index.write import recipe_for

    return recipe_for(*given)


def test_a_sketch_comes_back_as_it_was(copied):
    """Byte for byte; an unknown article has none."""
    with copied.open() as index:
        text = index.passages.prepared("a.md").article.text
        stored, made = read_sketch(index.passages, "a.md"), sketch(shingles(text))

        assert stored[:2] == made[:2]
        assert stored.hashes.tolist() == made.hashes.tolist()
        assert read_sketch(index.passages, "unknown.md") is None


def test_the_order_of_adding_makes_no_difference(tmp_path):
    """The same groups, whichever article came first."""
    texts = {f"{n}.md": shortened(invented(30, seed=n % 2), 0.1, seed=n) for n in range(6)}
    found = []
    for place, names in enumerate((sorted(texts), sorted(texts, reverse=True))):
        with PassageWriter(tmp_path / f"{place}.sqlite") as writer:
            sketches = []
            for name in names:
                article = Article(id=name, title="", text=texts[name])
                whole = Prepared(article=article, extracted="", decisions=(), notes=())
                writer.add(whole, "", [])
                sketches.append(corpus.duplicates.sketched(article))
            assert writer.link_variants(sketches) == 4
        with Passages(tmp_path / f"{place}.sqlite") as passages:
            found.append(groups(passages))
            assert len(heads(passages)) == 4

    assert found[0] == found[1]
    assert [group.head for group in found[0]] == ["0.md", "1.md"]
    assert isinstance(found[0][0], Group)
    assert isinstance(found[0][0].variants[0], Variant)
