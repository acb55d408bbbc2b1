"""Cite and Save on the page, and the page of what is saved, run without a browser."""

import json
import re

import pytest

from page.parts.keeping import SAVED
from search.citing.formats import FORMATS
from search.citing.saved import digest_of

PANIC = "tiny/panic.md"


@pytest.fixture
def passage(engine):
    """The first passage on panic."""
    return engine.index.passages.passages_of(PANIC)[0].passage


def keeping(visit, *entries, text=None):
    """The page of saved passages, in a browser whose storage has these."""
    heard = json.dumps(entries) if text is None else text
    visit.app.session_state[SAVED] = {"saved": heard}
    return visit.go("saved")


def entry(passage, **others):
    """What a browser keeps of a passage."""
    saved = {"id": passage.id, "title": "T", "digest": digest_of(passage), "saved": "2026-11-02"}
    return saved | others


def test_every_card_can_be_cited_and_saved(visit):
    """Each format with a button, escaped; the browser's button knows passage and words."""
    html = visit.go(q="what helps in a panic attack").html

    cards = html.count("class='hit'")
    assert html.count("<summary>Cite</summary>") == html.count("data-save=") == cards > 0
    for way in FORMATS.values():
        assert f"aria-label='Copy {way.label}'" in html
    assert f"data-save='{PANIC}#0'" in html


def test_the_question_is_not_saved(visit):
    """No button holds a word of what was asked."""
    html = visit.go(q="zebra panic attack").html

    assert "zebra" not in "".join(re.findall(r"<button[^>]*>", html))


def test_an_article_can_be_cited(visit):
    """Without a passage in the address there is none to save."""
    html = visit.go("article", id=PANIC).html

    assert "<summary>Cite</summary>" in html
    assert "data-save" not in html


def test_the_named_passage_can_be_saved(visit, passage):
    """As it can on its card, with the same digest."""
    html = visit.go("article", id=PANIC, passage="0").html

    assert f"data-save='{passage.id}'" in html
    assert f"data-digest='{digest_of(passage)}'" in html


@pytest.mark.parametrize("stated", ["99", "-1", "x", "9" * 5000, "²"])
def test_a_passage_that_is_not_there_is_not_offered(visit, stated):
    """Whatever the address says, the article is shown."""
    assert "data-save" not in visit.go("article", id=PANIC, passage=stated).html


def test_before_the_browser_answers_the_page_waits(visit):
    """It says so, and shows nothing as if it were all."""
    assert "Asking this browser" in visit.go("saved").html


def test_without_anything_saved_the_page_says_how(visit):
    """No file to take along, nothing to remove."""
    html = keeping(visit).html

    assert "Nothing is saved yet" in html
    assert "data-remove" not in html
    assert not visit.app.get("download_button")


def test_a_browser_that_keeps_nothing_is_told(visit):
    """With what to do about it."""
    assert "lets no page keep anything" in keeping(visit, text="").html


def test_a_saved_passage_is_shown_from_the_index(visit, passage):
    """Its words and its article's title are those of the index, not of the browser."""
    html = keeping(visit, entry(passage, title="<b>Forged</b>")).html

    assert "When panic comes" in html
    assert "Forged" not in html
    assert "Saved on 2 November 2026" in html
    assert f"data-remove='{passage.id}'" in html
    assert "1 passage from 1 article." in html


def test_it_can_be_taken_along_in_every_file(visit, passage):
    """One button for each."""
    keeping(visit, entry(passage))

    labels = [button.proto.label for button in visit.app.get("download_button")]
    assert labels == ["Markdown", "CSV", "JSON", "BibLaTeX", "RIS"]


def test_what_is_lost_is_named(visit, passage):
    """A passage of an article that is gone, and one whose article changed; escaped."""
    html = keeping(
        visit,
        entry(passage, id="tiny/gone.md#0", title="<i>Old</i> page"),
        entry(passage, digest="0" * 16, title="Panic, once"),
    ).html

    assert "2 passages can't be shown" in html
    assert "&lt;i&gt;Old&lt;/i&gt; page" in html
    assert "no longer in the collection" in html
    assert "Read it as it is now" in html
    assert "article?id=tiny%2Fpanic.md" in html
    assert "data-remove='tiny/gone.md#0'" in html


def test_files_say_what_they_lack(visit, passage):
    """A passage that can't be shown is in none of them."""
    html = keeping(visit, entry(passage), entry(passage, id="tiny/gone.md#0")).html

    assert "1 passage from 1 article. Take them along, without the 1 that can't be shown" in html


def test_the_newest_is_first(visit, engine, passage):
    """As a reader expects who has just saved one."""
    other = engine.index.passages.passages_of("tiny/sleep.md")[0].passage

    html = keeping(visit, entry(passage), entry(other)).html

    assert html.index("Sleeping better") < html.index("When panic comes")


@pytest.mark.parametrize("text", ["{", "[1, 2]", '[{"id": "<script>#1"}]', "null"])
def test_what_is_not_ours_is_told_and_not_shown(visit, text):
    """Anything may stand in a browser's storage."""
    html = keeping(visit, text=text).html

    assert "1 saved line can&#x27;t be read" in html or "2 saved lines can&#x27;t" in html
    assert "data-remove-all" in html
    assert "<script>" not in html


def test_nothing_saved_is_written_or_logged(visit, tiny_home, passage, caplog):
    """No file of the home changes, and the log has no word of it."""
    before = {path: path.stat().st_mtime_ns for path in tiny_home.rglob("*")}

    keeping(visit, entry(passage, title="Quetzal"), text=None)

    assert {path: path.stat().st_mtime_ns for path in tiny_home.rglob("*")} == before
    assert passage.id not in caplog.text
