"""What a curator decided is stored with the collection, named, and never lost by accident."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.clean.rulings import Ruling
from corpus.collection import Collection, CollectionError
from corpus.curating import (
    EmptiedError,
    NoSuchRulingError,
    ProtectedUnitError,
    all_rulings,
    effect_of,
    named_ruling,
    ruling_on,
    rulings_on,
    store_rulings,
    take_back,
)
from corpus.forgetting import forget_articles
from corpus.prepare import Prepared, prepare
from corpus.standing import standings
from corpus.unit_names import NoSuchUnitError, UnitName, parse_unit, unit_at

TEXT = (
    "Resting well\n\nRest is not a reward for work, it is a part of it, and those who rest before "
    "they are worn out get more done.\n\nShare on Facebook\n\n* * *\n\nIf you are in danger, call "
    "the lifeline on 13 11 14 at any hour of the day or night.\n"
)
SHARE = Ruling("rest.txt", "Share on Facebook", "keep")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A collection of one article."""
    with Collection.open(tmp_path) as opened:
        add(opened)
        yield opened


def add(collection: Collection, text: str = TEXT) -> str:
    """Add the article, or bring it up to date; gives what that did."""
    added = collection.add(text.encode(), source="/rest.txt", name="rest.txt", format="text")
    return added.change


def prepared() -> Prepared:
    """The article with its account."""
    return prepare(TEXT.encode(), format="text", article_id="rest.txt")


def unit(words: str) -> UnitName:
    """The name of the unit that has some words."""
    texts = [each.unit.text for each in prepared().decisions]
    number = next(number for number, text in enumerate(texts, 1) if words in text)
    return UnitName("rest.txt", number)


def test_a_ruling_is_there_after_closing(tmp_path: Path, collection: Collection) -> None:
    """It is beside its article, and in the list, with the moment at which it was made."""
    store_rulings(collection, [SHARE])
    with Collection.open(tmp_path) as again:
        (ruling,) = again.entry("rest.txt").rulings
        assert all_rulings(again) == [ruling]
        assert ruling._replace(made="") == SHARE
        assert ruling.made.endswith("+00:00")
        assert again.entries()[0].rulings == (ruling,)


def test_an_edited_article_keeps_its_rulings(collection: Collection) -> None:
    """New bytes under the same name are the same article to its curator."""
    store_rulings(collection, [SHARE])
    assert add(collection, TEXT + "\nAnd then go on.\n") == "replaced"
    assert [each.text for each in collection.entry("rest.txt").rulings] == [SHARE.text]


def test_a_later_ruling_takes_the_place_of_an_earlier_one(collection: Collection) -> None:
    """Also where the case or the marks differ."""
    store_rulings(collection, [SHARE])
    store_rulings(collection, [SHARE._replace(text="- SHARE on Facebook", action="drop")])
    (ruling,) = all_rulings(collection)
    assert (ruling.text, ruling.action) == ("- SHARE on Facebook", "drop")


def test_a_ruling_is_taken_back_by_its_words(collection: Collection) -> None:
    """And what was never ruled is told by a count of 0."""
    store_rulings(collection, [SHARE])
    assert take_back(collection, [SHARE._replace(text="share on facebook")]) == 1
    assert take_back(collection, [SHARE]) == 0
    assert all_rulings(collection) == []


def test_a_removed_article_keeps_its_rulings_for_its_return(collection: Collection) -> None:
    """Until it is added again they stand in the list, beside no article."""
    store_rulings(collection, [SHARE])
    collection.remove("rest.txt")
    assert [each.article for each in all_rulings(collection)] == ["rest.txt"]
    added = collection.add(TEXT.encode(), source="/rest.txt", name="rest.txt", format="text")
    assert [each.text for each in added.entry.rulings] == [SHARE.text]


def test_a_forgotten_article_takes_its_rulings_along(collection: Collection) -> None:
    """No word of it stays."""
    store_rulings(collection, [SHARE])
    forget_articles(collection, ["rest.txt"])
    assert all_rulings(collection) == []


def test_a_collection_from_before_there_were_rulings_still_opens(tmp_path: Path) -> None:
    """Its articles are there as they were, and can be ruled on."""
    with Collection.open(tmp_path) as collection:
        add(collection)
        entries = collection.entries()
    with sqlite3.connect(tmp_path / "collection" / "collection.sqlite") as catalogue:
        catalogue.executescript("DROP TABLE ruling; PRAGMA user_version = 1;")
    catalogue.close()
    with Collection.open(tmp_path) as collection:
        assert collection.entries() == entries
        store_rulings(collection, [SHARE])
        assert len(all_rulings(collection)) == 1


def test_a_ruling_that_cannot_be_stored_is_told(collection: Collection) -> None:
    """Nothing is half done: of two rulings, none is entered."""
    collection.catalogue.execute("PRAGMA query_only = ON")
    with pytest.raises(CollectionError, match=r"^'The decision' could not be stored: .*readonly"):
        store_rulings(collection, [SHARE, SHARE._replace(text="Rest")])
    assert all_rulings(collection) == []


@pytest.mark.parametrize("name", ["rest.txt", "rest.txt#3", "#u3", "rest.txt#u", "rest.txt#u-1"])
def test_what_is_no_units_name_is_told(name: str) -> None:
    """A passage's name, an article's name, half a name."""
    with pytest.raises(NoSuchUnitError, match=rf"^'{re.escape(name)}' is not the name of a line\."):
        parse_unit(name)


def test_a_unit_is_found_by_its_name() -> None:
    """Counted from 1, as `wellread explain` counts."""
    name = parse_unit("rest.txt#u1")
    assert unit_at(prepared().decisions, name).unit.text == "Resting well"
    assert str(name) == "rest.txt#u1"


@pytest.mark.parametrize("number", [0, 99])
def test_a_unit_that_is_not_there_is_told(number: int) -> None:
    """With how many there are."""
    with pytest.raises(
        NoSuchUnitError, match=rf"^There is no line {number} in 'rest\.txt': it has"
    ):
        unit_at(prepared().decisions, UnitName("rest.txt", number))


def test_markup_is_nothing_to_decide_about() -> None:
    """A rule between two sections holds no words."""
    markdown = prepare(
        TEXT.replace("* * *", "---").encode(), format="markdown", article_id="rest.md"
    )
    number = next(n for n, d in enumerate(markdown.decisions, 1) if d.unit.kind == "markup")
    with pytest.raises(NoSuchUnitError, match=r"^rest\.md#u\d+ is markup"):
        unit_at(markdown.decisions, UnitName("rest.md", number))


def test_a_help_line_is_dropped_only_in_so_many_words() -> None:
    """The refusal says why, and how it is done all the same."""
    name = unit("13 11 14")
    decision = unit_at(prepared().decisions, name)
    with pytest.raises(
        ProtectedUnitError, match=r"protected as a help-line number.*even-protected"
    ):
        ruling_on(decision, name, "drop")
    assert ruling_on(decision, name, "drop", even_protected=True).even_protected
    assert ruling_on(decision, name, "keep").action == "keep"


def test_a_rulings_name_is_its_article_and_words() -> None:
    """Not its action: who changes her mind finds it under the same name."""
    assert SHARE.name == SHARE._replace(action="drop").name
    assert SHARE.name != SHARE._replace(article="other.txt").name
    assert re.fullmatch(r"[0-9a-f]{8}", SHARE.name)


def test_what_a_ruling_would_change_is_known_before_it_is_stored(collection: Collection) -> None:
    """A line that comes back, one that goes, and one that was kept anyway."""
    back, gone, same = unit("Share on Facebook"), unit("Rest is not"), unit("Resting well")
    assert effect_of(collection, [SHARE]) == [("rest.txt", ("Share on Facebook",), ())]
    dropped = rulings_on(collection, [str(gone)], "drop")
    with pytest.raises(
        EmptiedError, match=r"^Nothing was dropped: 'rest\.txt' would be no article"
    ):
        effect_of(collection, dropped)
    kept = rulings_on(collection, [str(back), str(same), str(same)], "keep")
    assert [each.text for each in kept] == ["Share on Facebook", "Resting well"]
    assert effect_of(collection, kept)[0].returns == ("Share on Facebook",)
    assert all_rulings(collection) == []


def test_a_ruling_says_how_many_lines_it_holds_for(collection: Collection) -> None:
    """All that have its words."""
    add(collection, TEXT + "\nShare on Facebook\n")
    assert str(*standings(collection, [SHARE])) == "2 lines have these words"


def test_a_ruling_that_holds_for_nothing_says_why(collection: Collection) -> None:
    """The words are gone, the line is protected, the article can't be read, or was removed."""
    lost = SHARE._replace(text="Tweet this")
    help_line = SHARE._replace(text=TEXT.split("\n\n")[-1].strip(), action="drop")
    reasons = [each.reason for each in standings(collection, [lost, help_line, SHARE])]
    assert reasons == [
        "no line of its article has these words any more",
        "the line is protected as a help-line number",
        "",
    ]
    collection.original_path(collection.entry("rest.txt").sha256).write_bytes(b"damaged")
    (unread,) = standings(collection, [SHARE])
    assert unread.reason.startswith("its article can't be read: The original")
    collection.remove("rest.txt")
    (removed,) = standings(collection, [SHARE])
    assert removed.reason.startswith("its article was removed")


def test_a_ruling_is_named_by_its_line_or_by_its_own_name(collection: Collection) -> None:
    """The line's name changes with the article, its own never does."""
    store_rulings(collection, [SHARE])
    (stored,) = all_rulings(collection)
    assert named_ruling(collection, str(unit("Share on"))) == stored
    assert named_ruling(collection, SHARE.name) == stored
    with pytest.raises(
        NoSuchRulingError, match=r"^There is no decision '00000000' here\. `wellread"
    ):
        named_ruling(collection, "00000000")
