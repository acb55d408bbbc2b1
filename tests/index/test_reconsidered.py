"""What a site turns out to repeat is decided anew at the next build, for its articles, and told."""

import json

import pytest

from corpus.clean.repetition import Repeated
from corpus.collection import Collection
from corpus.intake import add_bytes
from index.reconsidered import Reconsidered, compare, repeated_in, with_repeated
from tests.index.conftest import article_text as repeating

NAV = "Our free planner for the week"


def article_text(number):
    """An article without the sentence that all of them end with."""
    return repeating(number).partition(" Small steps")[0] + "\n"


def put(shelf, number, *, folder="/lamp", line=NAV):
    """Add a page of a site: an article of its own under a line that the site has on every page."""
    text = f"---\ntitle: Part {number}\n---\n\n{line}\n\n{article_text(number)}"
    with Collection.open(shelf.home) as collection:
        name = f"{folder.strip('/')}/{number:03d}.md"
        source = f"{folder}/{number:03d}.md"
        return add_bytes(collection, text.encode(), source=source, name=name, format="markdown")


def texts(shelf):
    """The articles as they are indexed, by id."""
    with shelf.open() as index:
        return {each: index.passages.prepared(each).article.text for each in index.passages.ids()}


@pytest.fixture
def two(shelf):
    """Two pages of one site and one of another, built."""
    for number in (0, 1):
        put(shelf, number)
    put(shelf, 5, folder="/post", line="Another site's line")
    shelf.build()
    return shelf


def test_the_third_page_changes_what_was_decided_about_the_first_two(two):
    """The line was kept, and goes; the other site's article is kept as it was read."""
    assert NAV in texts(two)["lamp/000.md"]
    put(two, 2)
    plan = two.status().plan
    assert (plan.added, plan.changed) == (("lamp/002.md",), ("lamp/000.md", "lamp/001.md"))
    assert plan.kept == ("post/005.md",)
    report = two.build()
    assert report.reconsidered == Reconsidered(3, 3, 0, 0)
    assert all(NAV not in text for text in texts(two).values())


def test_the_account_says_why(two):
    """The rule is named, with both signs."""
    put(two, 2)
    two.build()
    with two.open() as index:
        decisions = index.passages.prepared("lamp/000.md").decisions
    (found,) = [each for each in decisions if each.rule == "repeated-line/1"]
    assert (found.unit.text, found.action) == (NAV, "drop")
    assert found.reason.startswith("repeated over its site, and ")


def test_a_page_that_goes_brings_the_line_back(two):
    """What is no longer known is taken back as visibly."""
    put(two, 2)
    two.build()
    two.remove("lamp/001.md")
    report = two.build()
    assert report.reconsidered == Reconsidered(0, 0, 2, 2)
    assert NAV in texts(two)["lamp/000.md"]


def test_a_build_after_that_has_nothing_to_do(two):
    """It is reconsidered once."""
    put(two, 2)
    two.build()
    again = two.build()
    assert not again.published
    assert again.reconsidered == Reconsidered()


def test_a_fourth_page_changes_no_other(two):
    """What was known stays known; only the new article is read."""
    put(two, 2)
    two.build()
    put(two, 3)
    plan = two.status().plan
    assert (plan.added, plan.changed) == (("lamp/003.md",), ())
    assert two.build().reconsidered == Reconsidered(1, 1, 0, 0)


def test_the_order_of_adding_does_not_matter(two, tmp_path):
    """Built page by page or at once, the articles are the same."""
    put(two, 2)
    two.build()
    other = type(two)(tmp_path / "other")
    put(other, 2)
    put(other, 5, folder="/post", line="Another site's line")
    for number in (1, 0):
        put(other, number)
    other.build()
    assert texts(other) == texts(two)


SOLD = "See this link if you want to know more about what {} can do for you."


def test_the_third_site_changes_what_was_decided_about_two_others(shelf):
    """A sentence that names another shop on each of three sites; the account says why it went."""
    for number, (folder, name) in enumerate((("/lamp", "Oak Ltd"), ("/post", "the elm"))):
        put(shelf, number, folder=folder, line=SOLD.format(name))
    shelf.build()
    assert "Oak Ltd" in texts(shelf)["lamp/000.md"]
    put(shelf, 2, folder="/moor", line=SOLD.format("an ash"))
    assert shelf.status().plan.changed == ("lamp/000.md", "post/001.md")
    report = shelf.build()
    assert report.reconsidered == Reconsidered(frames=3, articles_of_frames=3)
    assert report.reconsidered.sentences == [
        "3 sentences on 3 articles are now known to be worded alike on several sites"
    ]
    assert all("See this link" not in text for text in texts(shelf).values())
    with shelf.open() as index:
        decisions = index.passages.prepared("lamp/000.md").decisions
    (found,) = [each for each in decisions if each.rule == "shared-frame/1"]
    assert found.reason.startswith("worded alike on several sites, and ")


def test_pages_of_an_earlier_wellread_are_learned_by_the_build(two):
    """A collection that remembered no lines is read once, and then knows as much."""
    put(two, 2)
    with Collection.open(two.home) as collection, collection.writing("all", "forgotten"):
        collection.catalogue.execute("DELETE FROM page")
    assert two.build().reconsidered.lines == 3
    assert two.status().plan.is_empty


def test_a_digest_says_what_was_known():
    """What it holds comes back, as JSON as well."""
    known = Repeated(frozenset({3, -9}), frozenset({-4, 0}))
    for each in (known, Repeated(lines=known.lines), Repeated(frames=known.frames), Repeated()):
        digest = with_repeated("5e1f", each)
        assert repeated_in(json.loads(json.dumps(digest))) == each
    assert with_repeated("5e1f", Repeated()) == "5e1f"
    assert repeated_in("unread") == Repeated()


def test_nothing_known_is_nothing_said():
    """No articles, no sentences."""
    assert compare({}, []) == Reconsidered()
    assert Reconsidered().sentences == []


def test_one_line_is_told_in_the_singular():
    """Both directions are told, each in a sentence."""
    assert Reconsidered(1, 1, 2, 1).sentences == [
        "1 line on 1 article is now known to repeat over their site",
        "2 lines on 1 article are no longer repeated over their site",
    ]
