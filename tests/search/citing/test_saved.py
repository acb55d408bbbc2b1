"""What a browser says it keeps is checked, and found again in the index or told to be lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.citing.formats import FILES
from search.citing.saved import (
    MAX_TEXT,
    MAX_TITLE,
    MOST,
    Lost,
    Saved,
    Told,
    digest_of,
    find_saved,
    read_saved,
    references_to,
)

DIGEST = "0123456789abcdef"
GOOD = {"id": "tiny/panic.md#0", "title": "Panic", "digest": DIGEST, "saved": "2026-11-02"}
BAD = [
    "text", 7, None, [], {},
    {**GOOD, "id": "tiny/panic.md"},
    {**GOOD, "id": 3},
    {**GOOD, "id": "x" * 700 + "#1"},
    {**GOOD, "id": "#1"},
    {**GOOD, "digest": "<script>"},
    {**GOOD, "digest": ["0123456789abcdef"]},
    {**GOOD, "digest": DIGEST + "\n"},
]  # fmt: skip


def told(*entries):
    """What a browser tells that keeps these."""
    return read_saved(json.dumps(entries))


def saved(engine, article_id="tiny/panic.md", ordinal=0, **others):
    """A passage of the tiny home as it is saved."""
    passage = engine.index.passages.passages_of(article_id)[ordinal].passage
    return Saved(passage.id, "Its title", digest_of(passage), "2026-11-02")._replace(**others)


def test_an_entry_of_ours_is_read():
    """Id, title, digest and day."""
    assert told(GOOD) == Told((Saved("tiny/panic.md#0", "Panic", DIGEST, "2026-11-02"),))


@pytest.mark.parametrize("entry", BAD, ids=range(len(BAD)))
def test_what_is_none_of_ours_is_counted(entry):
    """It is not shown, and its neighbours are."""
    found = told(GOOD, entry)

    assert (len(found.saved), found.unreadable) == (1, 1)


@pytest.mark.parametrize(
    "text", ["", "{", "null", '"x"', "{}", "[" * 100_000, " " * (MAX_TEXT + 1), None, 7, ["x"]]
)
def test_what_is_no_list_is_told(text):
    """Once, whatever it is."""
    assert read_saved(text) == Told((), unreadable=1)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda of: st.lists(of)
       | st.dictionaries(st.sampled_from(["id", "title", "digest", "saved"]), of)))  # fmt: skip
def test_no_entry_is_an_error(value):
    """Whatever JSON a browser holds."""
    found = read_saved(json.dumps([value]))

    assert len(found.saved) + found.unreadable == 1


def test_a_title_is_short_and_plain():
    """It names an article that is gone; nothing invisible, and no page of text."""
    (found,) = told({**GOOD, "title": "\u202ePanic\n" + "!" * 1000}).saved

    assert found.title.startswith("Panic !")
    assert len(found.title) == MAX_TITLE


def test_a_day_that_is_none_is_left_out():
    """The passage stays."""
    assert told({**GOOD, "saved": "<b>today"}).saved[0].day == ""


def test_only_so_many_are_read_and_each_once():
    """More than a browser of ours keeps are cut."""
    many = [{**GOOD, "id": f"tiny/panic.md#{number}"} for number in range(MOST + 5)]

    assert len(told(GOOD, GOOD).saved) == 1
    assert len(told(*many).saved) == MOST


def test_a_saved_passage_is_found_by_its_words(engine):
    """The text comes from the index, none from the browser."""
    (kept,), lost = find_saved(engine.index.passages, [saved(engine)])

    assert kept.located.passage.id == "tiny/panic.md#0"
    assert lost == []


def test_a_passage_that_moved_is_found(engine):
    """Another number in the same article is no loss."""
    moved = saved(engine, id="tiny/panic.md#77")

    (kept,), lost = find_saved(engine.index.passages, [moved])

    assert (kept.located.passage.ordinal, lost) == (0, [])


def test_what_is_lost_is_told_with_the_reason(engine):
    """An article that is gone, one that says it no longer, and another one's words."""
    gone = saved(engine, id="tiny/none.md#0")
    changed = saved(engine, digest=DIGEST)
    other = saved(engine, id="tiny/sleep.md#0")

    kept, lost = find_saved(engine.index.passages, [gone, changed, other])

    assert kept == []
    assert lost == [Lost(gone, "gone"), Lost(changed, "changed"), Lost(other, "changed")]


def test_an_article_is_one_reference(engine):
    """With each of its saved passages and the day; in the order given."""
    kept, _ = find_saved(
        engine.index.passages, [saved(engine, "tiny/sleep.md"), saved(engine), saved(engine)]
    )

    first, second = references_to(kept)

    assert [quote.passage_id for quote in first.quotes] == ["tiny/sleep.md#0"]
    assert [quote.saved for quote in second.quotes] == ["2026-11-02", "2026-11-02"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.label)
def test_every_file_has_every_passage(engine, file):
    """Its words, its article's title, and where it stands."""
    kept, _ = find_saved(engine.index.passages, [saved(engine, "tiny/sleep.md"), saved(engine)])

    text = file.write(references_to(kept))

    for each in kept:
        assert each.located.article.title in text
        assert each.located.passage.text.split(".")[0].splitlines()[-1][:30] in text
