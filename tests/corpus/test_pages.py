"""A collection knows what each site repeats, as articles come, change and go."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import frame_table, page_table
from corpus.clean.frames import frame_of
from corpus.clean.repetition import Page, line_of
from corpus.collection import Collection
from corpus.intake import add_bytes
from corpus.pages import learn_pages
from corpus.readers.formats import read_source
from corpus.site import site_of

NAV = "Rest, walks and company"
WORDS = ("sleep", "walking", "friends", "music", "gardens", "letters", "trains", "winter")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(tmp_path) as opened:
        yield opened


def text_of(number: int, line: str = NAV) -> str:
    """A page of a site, with a line that others may have, and an article of its own."""
    word = WORDS[number % len(WORDS)]
    return (
        f"On {word}, part {number}\n\nThere is much to say about {word}, and number {number} says "
        f"some of it, as plainly as {word} allows, for all who like {word} or would like to "
        f"like it more than they do now.\n\n{line}\n"
    )


def add(collection: Collection, number: int, text: str = "", *, folder: str = "/lamp") -> str:
    """Add a page of a folder; gives its id."""
    data = (text or text_of(number)).encode()
    source = f"{folder}/{number}.txt"
    name = source.strip("/")
    return add_bytes(collection, data, source=source, name=name, format="text").article_id


def known(collection: Collection) -> list[int]:
    """How many of each article's lines its site repeats, in the order of the ids."""
    return [len(entry.repeated.lines) for entry in collection.entries()]


def test_the_third_page_makes_it_known_of_all_three(collection: Collection) -> None:
    """What two pages share is not yet a site's; the entries carry what is."""
    add(collection, 1)
    add(collection, 2)
    assert known(collection) == [0, 0]
    add(collection, 3)
    assert known(collection) == [1, 1, 1]
    assert collection.entry("lamp/1.txt").repeated.lines == {line_of(NAV)}


def test_pages_of_other_sites_do_not_count(collection: Collection) -> None:
    """A line that three sites have once each is no site's."""
    for number in (1, 2, 3):
        add(collection, number, folder=f"/site{number}")
    assert known(collection) == [0, 0, 0]


def test_a_page_that_goes_takes_its_count_with_it(collection: Collection) -> None:
    """Two are left, and two are too few."""
    for number in (1, 2, 3):
        add(collection, number)
    collection.remove("lamp/2.txt")
    assert known(collection) == [0, 0]


def test_a_page_that_is_replaced_counts_as_it_is_now(collection: Collection) -> None:
    """The line was edited out of one of three."""
    for number in (1, 2, 3):
        add(collection, number)
    add(collection, 2, text_of(2, "Another last line of the page"))
    assert known(collection) == [0, 0, 0]
    add(collection, 2)
    assert known(collection) == [1, 1, 1]


def test_a_line_falls_below_its_share_as_the_site_grows(collection: Collection) -> None:
    """Three of eleven pages are fewer than 30 %."""
    for number in (1, 2, 3):
        add(collection, number)
    for number in range(11, 18):
        add(collection, number, text_of(number, f"The end of number {number}"))
    assert sum(known(collection)) == 3  # of ten
    add(collection, 18, text_of(18, "The end of number 18"))
    assert sum(known(collection)) == 0  # of eleven


def test_the_same_file_again_changes_nothing(collection: Collection) -> None:
    """A site of one page that is added three times has one page."""
    for _ in range(3):
        add(collection, 1)
    assert known(collection) == [0]


def test_it_is_counted_once_and_remembered(collection: Collection, tmp_path: Path) -> None:
    """The catalogue holds what was found; opening it again counts nothing."""
    for number in (1, 2, 3):
        add(collection, number)
    assert not page_table.is_settled(collection.catalogue)
    collection.entries()
    assert page_table.is_settled(collection.catalogue)
    with Collection.open(tmp_path) as again:
        assert page_table.is_settled(again.catalogue)
        assert known(again) == [1, 1, 1]


def test_adding_one_page_touches_its_own_site_only(collection: Collection) -> None:
    """Another site's pages are not counted again."""
    for number in (1, 2, 3):
        add(collection, number)
        add(collection, number + 3, folder="/post")
    collection.entries()
    add(collection, 7)
    waiting = collection.catalogue.execute("SELECT site FROM unsettled").fetchall()
    assert waiting == [("folder /lamp",)]


SOLD = "See this link if you want to know more about what {} can do for you."


def shared(collection: Collection) -> list[bool]:
    """Whether each article's last sentence is known to be worded alike on several sites."""
    frame = frame_of(SOLD.format("Oak"))
    assert frame is not None
    return [frame in entry.repeated.frames for entry in collection.entries()]


def test_the_third_site_makes_a_sentence_worded_alike_on_several(collection: Collection) -> None:
    """What it names differs; two sites are too few, and a site's second page is no other site."""
    add(collection, 1, text_of(1, SOLD.format("Oak Ltd")), folder="/a")
    add(collection, 2, text_of(2, SOLD.format("the elm")), folder="/a")
    add(collection, 3, text_of(3, SOLD.format("an ash")), folder="/b")
    assert shared(collection) == [0, 0, 0]
    add(collection, 4, text_of(4, SOLD.format("Larch")), folder="/c")
    assert shared(collection) == [1, 1, 1, 1]
    add(collection, 5, text_of(5, SOLD.format("Larch")), folder="/c")  # what is known already
    assert shared(collection) == [1, 1, 1, 1, 1]


def test_a_page_of_no_known_site_is_told_and_does_not_count(collection: Collection) -> None:
    """An upload says of no site; what others share is known of it all the same."""
    text = text_of(9, SOLD.format("Oak")).encode()
    for name in ("x.txt", "y.txt"):
        data = text + name.encode()
        add_bytes(collection, data, source=f"upload:{name}", name=name, format="text")
    add(collection, 1, text_of(1, SOLD.format("Elm")), folder="/a")
    add(collection, 2, text_of(2, SOLD.format("Ash")), folder="/b")
    assert shared(collection) == [0, 0, 0, 0]
    add(collection, 3, text_of(3, SOLD.format("Fir")), folder="/c")
    assert shared(collection) == [1, 1, 1, 1, 1]


def test_frames_go_with_the_pages_that_had_them(collection: Collection) -> None:
    """Removed or edited, a site's last page with it takes the site's count along."""
    for number, folder in enumerate(("/a", "/b", "/c", "/c"), start=1):
        add(collection, number, text_of(number, SOLD.format("Oak")), folder=folder)
    collection.remove("c/4.txt")
    assert shared(collection) == [1, 1, 1]
    add(collection, 3, text_of(3, "Another last line of the page"), folder="/c")
    assert shared(collection) == [0, 0, 0]
    add(collection, 3, text_of(3, SOLD.format("Oak")), folder="/c")
    assert shared(collection) == [1, 1, 1]


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc"), st.booleans())))
def test_frames_counted_step_by_step_are_as_if_counted_at_once(
    steps: list[tuple[int, str, bool]],
) -> None:
    """Whatever comes, goes and is settled between, in whatever order."""
    catalogue = sqlite3.connect(":memory:")
    catalogue.executescript(page_table.SCHEMA + frame_table.SCHEMA)
    pages: dict[str, Page] = {}
    for number, site, stays in steps:
        article = f"{number}.txt"
        page_table.forget_page(catalogue, article)
        pages.pop(article, None)
        if stays:
            pages[article] = Page(site, frozenset(), frozenset({number % 2, 7}))
            page_table.write_page(catalogue, article, pages[article])
        if number == 3:
            page_table.settle(catalogue)
    page_table.settle(catalogue)
    pairs = {(frame, page.site) for page in pages.values() for frame in page.frames}
    sites = Counter(frame for frame, _ in pairs)
    for article, page in pages.items():
        expected = {frame for frame in page.frames if sites[frame] >= 3}
        query = "SELECT shared FROM page WHERE article = ?"
        stored = catalogue.execute(query, (article,)).fetchone()[0]
        assert page_table.unpack(stored) == expected
    assert page_table.is_settled(catalogue)


def test_pages_that_were_never_remembered_are_learned(collection: Collection) -> None:
    """As after an earlier Wellread, which kept no lines: one reading each, and only once."""
    for number in (1, 2, 3):
        add(collection, number)
    expected = [entry.repeated for entry in collection.entries()]
    with collection.writing("all", "forgotten"):
        collection.catalogue.execute("DELETE FROM page")
    assert known(collection) == [0, 0, 0]
    assert learn_pages(collection, read_source) == 3
    assert [entry.repeated for entry in collection.entries()] == expected
    assert learn_pages(collection, read_source) == 0


def test_lines_found_in_another_way_are_found_anew(collection: Collection) -> None:
    """A new version of the lines is not compared with an old one."""
    add(collection, 1)
    with collection.writing("all", "aged"):
        collection.catalogue.execute("UPDATE page SET version = 0, lines = x''")
    assert learn_pages(collection, read_source) == 1
    stored = collection.catalogue.execute("SELECT lines FROM page").fetchone()[0]
    assert line_of(NAV) in page_table.unpack(stored)


def test_what_is_gone_or_no_article_is_passed_over(collection: Collection) -> None:
    """An original that is missing is tried again; one that is no text is remembered as empty."""
    gone = add(collection, 1)
    collection.original_path(collection.entry(gone).sha256).unlink()
    collection.add(b"\x00\x01\x02", source="/lamp/x", name="x", format="text")
    with collection.writing("all", "forgotten"):
        collection.catalogue.execute("DELETE FROM page")
    assert learn_pages(collection, read_source) == 2
    assert learn_pages(collection, read_source) == 1


def test_a_catalogue_without_pages_is_brought_up_to_date(tmp_path: Path) -> None:
    """One of format 2 gets the tables; its articles are unknown until a build."""
    with Collection.open(tmp_path) as collection:
        add(collection, 1)
    path = tmp_path / "collection" / "collection.sqlite"
    older = sqlite3.connect(path)
    older.executescript(
        "DROP TABLE page; DROP TABLE unsettled; DROP TABLE framed; PRAGMA user_version = 2;"
    )
    older.close()
    with Collection.open(tmp_path) as collection:
        assert known(collection) == [0]
        assert page_table.unknown(collection.catalogue) == ["lamp/1.txt"]


@pytest.mark.parametrize(
    ("url", "name", "source", "site"),
    [
        ("https://www.example.org/a", "", "", "domain example.org"),
        ("https://en.blog.example.com.au/a", "A", "/b/c.html", "domain example.com.au"),
        ("http://EXAMPLE.org:8080/", "", "", "domain example.org"),
        ("https://calm.substack.com/p/rest", "", "", "domain calm.substack.com"),
        ("https://calm.github.io/rest", "", "", "domain calm.github.io"),
        ("http://192.168.1.4/rest", "", "", "domain 192.168.1.4"),
        ("http://[broken", "Calm", "", "name calm"),
        ("/rest.html", "", "/b/c.html", "folder /b"),
        ("", "  The  Lamp Post ", "/b/c.html", "name the lamp post"),
        ("", "", "upload:c.html", ""),
        ("", "", "", ""),
    ],
)
def test_a_site_is_its_domain_or_its_name_or_its_folder(
    url: str, name: str, source: str, site: str
) -> None:
    """The first that is known; sites that share a host are kept apart."""
    assert site_of(url=url, name=name, source=source) == site


def test_an_entry_knows_its_language(collection: Collection) -> None:
    """Found when it is added, and again where it was forgotten; shown by `wellread list`."""
    spanish = (
        "Muchas personas sienten ansiedad antes de un examen o de una entrevista. Por lo general, "
        "la sensación pasa cuando la situación termina. Si no es así, puede ayudar hablar con "
        "alguien de confianza, dormir con regularidad y salir todos los días a caminar un poco.\n"
    )
    name = add(collection, 1, spanish)
    assert collection.entry(name).language == "es"
    with collection.writing("all", "forgotten"):
        collection.catalogue.execute("DELETE FROM page")
    assert collection.entry(name).language == ""
    learn_pages(collection, read_source)
    assert collection.entry(name).language == "es"
