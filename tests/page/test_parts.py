"""What the pages are made of says what it should, and escapes what it must."""

import doctest
import importlib
import logging
import os
import re
import sys
import threading
import time
from dataclasses import replace

import pytest

from corpus.article import Article
from corpus.collection import Collection
from corpus.errors import UserError
from corpus.prepare import prepare
from index.history import read_history
from index.opened import current_build
from index.update import BuildCancelledError
from index.write import Progress
from page.parts import (
    address,
    building,
    cards,
    growth,
    help_lines,
    keys,
    phrases,
    prose,
    shelf,
    shelf_table,
    shelf_view,
    trouble,
)
from page.parts.account import account, counts_table, rule_counts
from page.parts.address import Asked
from page.parts.builder import NICE, SOON, Builder, State
from page.parts.lines import lines_of
from page.parts.prose import Mark
from search.crisis import help_card, read_helplines

HOSTILE = '<script>alert(1)</script> ![x](http://evil.example/a.png) $5 & "quotes"'
SOURCE = b"""# Sleep

Sleep comes in waves, and most people wake several times a night without noticing it at all.

- Keep the room dark.
- Get up at the same hour.

Share on Facebook

## When it lasts

1. Speak to your doctor.
2. Ask about a course for insomnia.

> I slept again after a month.
"""


@pytest.fixture(scope="module")
def prepared():
    """A small article with a heading, lists, a quote, and a line that cleaning drops."""
    return prepare(SOURCE, format="markdown", article_id="sleep.md")


def article(text="One two three.", **fields):
    """An article without spans."""
    return Article(id="a.md", title="A", text=text, **fields)


@pytest.mark.parametrize(
    "module",
    [phrases, prose, address, trouble, building, growth, keys, shelf, shelf_table, shelf_view],
    ids=lambda module: module.__name__,
)
def test_examples_in_docstrings_hold(module):
    """Each example in a docstring gives what it says."""
    assert doctest.testmod(importlib.import_module(module.__name__)).failed == 0


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "just now"), (300, "5 min ago"), (7200, "2 h ago"), (90_000, "1 day ago")],
)
def test_says_how_long_ago(seconds, said):
    """The unit grows with the time."""
    then = phrases.datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    now = phrases.datetime.fromtimestamp(then.timestamp() + seconds, phrases.UTC)
    assert phrases.ago(then.isoformat(), now) == said


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[", "", "//a"])
def test_only_web_addresses_have_a_host(url):
    """An address that could run something, or that is broken, is no link."""
    assert phrases.host_of(url) == ""


def test_prose_escapes_everything():
    """No character of an article becomes markup."""
    html = prose.prose(article(HOSTILE))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "![x](http://evil.example/a.png) $5 &amp; &quot;quotes&quot;" in html


def test_prose_keeps_lists_quotes_and_headings_in_order(prepared):
    """Bullets are ul, numbers are ol with their values, a quote is a blockquote, h2 comes first."""
    html = prose.prose(prepared.article)
    assert "<ul><li>Keep the room dark.</li>" in html
    assert '<ol><li value="1">Speak to your doctor.</li>' in html
    assert "<blockquote><p>I slept again after a month.</p></blockquote>" in html
    assert [int(level) for level in re.findall(r"<h(\d)", html)] == [2]


def test_prose_leaves_out_a_heading_that_repeats_the_title(prepared):
    """The title stands above the text already."""
    assert ">Sleep<" not in prose.prose(prepared.article)


def test_prose_of_a_run_holds_that_run_and_no_more(prepared):
    """A passage that begins inside a paragraph is cut there."""
    text = prepared.article.text
    start = text.index("most people")
    end = text.index("Get up")
    html = prose.prose(prepared.article, start=start, end=end)
    assert html.startswith("<p>most people")
    assert "Keep the room dark" in html
    assert "Get up" not in html


def test_the_found_passage_has_one_anchor(prepared):
    """The page can be scrolled to the first mark, and to no other."""
    end = len(prepared.article.text)
    html = prose.prose(prepared.article, marks=[Mark(0, end, "found")])
    assert html.count(f'id="{prose.FOUND}"') == 1
    assert html.count('class="found"') > 3


def test_marks_that_overlap_are_cut_where_they_meet():
    """Each run has the classes of every mark over it, and the text stays whole."""
    html = prose.marked("abcdef", 0, 6, [Mark(0, 4, "best"), Mark(2, 6, "word")])
    assert re.findall(r'class="([^"]+)">(\w+)', html) == [
        ("best", "ab"),
        ("best word", "cd"),
        ("word", "ef"),
    ]


def test_the_account_strikes_what_was_dropped_and_names_its_rule(prepared):
    """A reader sees the line, the rule and the reason together."""
    html = account(lines_of("sleep.md", prepared.decisions, ()))
    assert "<del>Share on Facebook</del>" in html
    assert re.search(r"<b>share-[a-z]+</b> \w+", html)
    assert "Keep the room dark." in html


def test_the_account_holds_every_word_of_the_source(prepared):
    """Nothing is left out of the account, neither kept nor dropped."""
    words = re.sub(r"<[^>]+>", " ", account(lines_of("sleep.md", prepared.decisions, ())))
    units = [decision.unit.text for decision in prepared.decisions]
    assert all(word in words for text in units for word in re.findall(r"\w+", text))


def test_rules_are_counted(prepared):
    """The counts add up to the units dropped, and the sentence above the table says so."""
    dropped = sum(decision.action == "drop" for decision in prepared.decisions)
    assert sum(row.units for row in rule_counts(prepared.decisions)) == dropped
    assert f"{dropped} removed" in counts_table(prepared.decisions)


def test_the_account_escapes_everything():
    """What was dropped is as hostile as what was kept."""
    source = SOURCE + f"\n\nShare on Facebook {HOSTILE}\n\n{HOSTILE}".encode()
    decisions = prepare(source, format="text", article_id="x.txt").decisions
    html = account(lines_of("x.txt", decisions, ()))
    assert "<script" not in html
    assert set(re.findall(r"<(\w+)", html)) <= {"div", "p", "b", "del", "strong", "span", "button"}
    named = r"data-line='\w{8}' data-press='\w+' data-number='\d+' aria-label='[^'<>]*'>"
    assert len(re.findall(f"<button type='button' {named}", html)) == html.count("<button")


@pytest.mark.parametrize(
    "values",
    [
        {"q": ["sleep"], "mode": ["words"], "site": ["Oak", "-"], "since": ["2025"], "one": ["1"]},
        {"q": ["a & b = c?"], "n": ["30"]},
        {},
    ],
    ids=["all", "odd signs", "nothing"],
)
def test_an_address_comes_back_as_it_was(values):
    """What an address asks writes the same address."""
    written = Asked.from_address(values).as_address()
    assert {k: [v] if isinstance(v, str) else v for k, v in written.items()} == values


@pytest.mark.parametrize(
    "values",
    [{"mode": ["x"]}, {"since": ["soon"]}, {"n": ["-1"]}, {"n": ["9999"]}, {"site": [""]}],
    ids=str,
)
def test_a_wrong_address_asks_the_usual(values):
    """What can't be understood is passed over, never an error."""
    assert Asked.from_address(values) == Asked()


def test_loosening_drops_one_filter_at_a_time():
    """Each offer keeps the question and all other filters."""
    asked = Asked(question="q", sites=("Oak",), since="2025", mode="words")
    offers = [way.asked for way in asked.loosened()]
    assert [(o.sites, o.since, o.mode) for o in offers] == [
        ((), "2025", "words"),
        (("Oak",), "", "words"),
        (("Oak",), "2025", "best"),
    ]


def test_a_card_escapes_its_article_and_says_what_is_missing(engine):
    """Title, site and author may hold anything; a date that is not stated is said to be missing."""
    line = cards.source_line(article(site="<b>", author='"x"'))
    assert line == "&lt;b&gt; · by &quot;x&quot; · no date given"
    hit = engine.search("panic attack").hits[0]
    html = cards.card_html(hit, "panic attack", engine.index.words.terms)
    assert hit.article.title in html
    assert 'class="best' in html
    assert re.search(r'class="[a-z ]*word">\w*[Pp]anic', html)


def test_a_card_says_when_it_was_reviewed_and_from_which_part_it_is(engine):
    """The day that the source states, and the headings above the passage, escaped."""
    line = cards.source_line(article(published="2025-03", modified="2025-09-01"))
    assert line.endswith("published March 2025 · last reviewed 1 September 2025")
    hit = engine.search("panic attack").hits[0]
    below = replace(hit.passage, headings=(hit.article.title, "At night", "<b>Alone</b>"))
    html = cards.card_html(replace(hit, passage=below), "panic", engine.index.words.terms)
    assert "<p class='path'>At night › &lt;b&gt;Alone&lt;/b&gt;</p>" in html


def test_a_card_links_the_source_at_the_passage(engine):
    """The link has a text fragment, names its host, and tells the source nothing of this page."""
    hit = engine.search("panic attack").hits[0]
    html = cards.open_link(hit)
    assert "#:~:text=" in html
    assert "harbour-lane.example" in html
    assert "rel='noopener noreferrer'" in html


@pytest.mark.parametrize("url", ["", "https://harbour.example/rest.pdf"])
def test_a_card_names_the_page_of_a_pdf(engine, url):
    """Beside the link, and where there is none."""
    hit = engine.search("panic attack").hits[0]
    printed = replace(hit.article, page_starts=(0, 1), url=url)
    html = cards.open_link(replace(hit, article=printed, open_url=url and f"{url}#page=2"))
    assert " · page 2" in html
    assert ("#page=2" in html) == bool(url)


@pytest.mark.parametrize("region", read_helplines(), ids=lambda region: region.code)
def test_every_help_line_can_be_reached(region):
    """Each number of each country is a link that calls or writes, and has its source and date."""
    html = help_lines.card_html(help_card(country=region.code))
    for line in region.lines:
        if line.call:
            assert f"href='{help_lines.tel_address(line.call)}'" in html
        if line.text:
            assert f"sms:{re.sub('[ -]', '', line.text)}" in html
        assert phrases.host_of(line.source) in html


def test_the_emergency_number_is_a_link():
    """Who is in danger taps once."""
    html = help_lines.card_html(help_card(country="NZ"))
    assert "<a href='tel:111'>111</a>" in html


def test_a_bug_is_logged_without_its_message(caplog):
    """The log has an id, the type and the place; a message could hold the question."""
    with caplog.at_level(logging.ERROR):
        try:
            raise KeyError("my secret question")
        except KeyError as error:
            number = trouble.log_bug(error)
    assert number in caplog.text
    assert "KeyError at test_parts.py:" in caplog.text
    assert "secret" not in caplog.text


def wait(made):
    """Wait until a builder has ended."""
    deadline = time.monotonic() + 60
    while made.state.stage == "running":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return made.state


def test_a_builder_brings_the_index_up_to_date(own_home):
    """An article that was taken out is gone from the next build, made with the same encoder."""
    with Collection.open(own_home) as collection:
        collection.remove(collection.entries()[0].id)
    made = Builder(own_home)
    assert made.start()
    report = wait(made).report
    assert (len(report.plan.removed), report.manifest.articles) == (1, 11)
    assert report.manifest.recipe.encoder == "hashing"
    assert "0 new, 0 changed, 1 removed" in building.report_line(report)


def test_a_builder_does_one_thing_at_a_time(own_home):
    """A second start while one runs is refused."""
    made = Builder(own_home)
    made.state = State(stage="running")
    assert not made.start()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts this by thread")
def test_a_build_lets_searches_go_first(own_home, monkeypatch):
    """Its thread, and those that encode for it; the page's own threads stay as they are."""
    own, seen = os.getpriority(os.PRIO_PROCESS, threading.get_native_id()), []
    usual, locked = sys.getswitchinterval(), set()
    with Collection.open(own_home) as collection:
        collection.remove(collection.entries()[0].id)
    made = Builder(own_home)
    tell = made.tell

    def look(progress):
        started = threading.Thread(target=lambda: seen.append(os.getpriority(0, 0)))
        started.start()
        started.join()
        locked.add(sys.getswitchinterval())
        tell(progress)

    monkeypatch.setattr(made, "tell", look)
    made.start()

    assert wait(made).stage == "done"
    assert set(seen) == {max(NICE, own)}
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == own
    assert max(locked) == pytest.approx(SOON)
    assert SOON < usual == sys.getswitchinterval()


def test_a_builder_says_why_it_failed(tmp_path, monkeypatch):
    """What a person can put right is told as it is, with what to do."""

    def refuse(self, samples):
        raise UserError("No room.", hint="Make room.")

    monkeypatch.setattr(Builder, "build", refuse)
    made = Builder(tmp_path)
    made.start()
    state = wait(made)
    assert (state.stage, state.message, state.hint) == ("failed", "No room.", "Make room.")


def test_a_builder_outlives_a_bug(tmp_path, monkeypatch, caplog):
    """A bug ends the build, not the page; its id is shown and logged."""
    monkeypatch.setattr("index.build.encoder_in_use", lambda home: 1 / 0)
    made = Builder(tmp_path)
    made.start()
    state = wait(made)
    assert state.stage == "failed"
    assert re.search(r"noted as (\w{8})", state.hint).group(1) in caplog.text


def test_a_cancelled_build_leaves_the_old_index(own_home, monkeypatch):
    """It ends at its next step, says so, and another can begin."""
    with Collection.open(own_home) as collection:
        collection.remove(collection.entries()[0].id)
    before = current_build(own_home)
    made = Builder(own_home)
    going_on, tell = threading.Event(), made.tell

    def tell_late(progress):
        going_on.wait(10)
        tell(progress)

    made.tell = tell_late
    made.start()
    made.cancel()
    assert made.state.stopping
    going_on.set()
    state = wait(made)
    assert (state.stage, state.report) == ("cancelled", None)
    assert "The update was cancelled. Search answers as it did before." in state.message
    assert current_build(own_home) == before
    assert [entry.end for entry in read_history(own_home)] == ["cancelled"]
    assert made.start()
    assert wait(made).report.published


def test_cancelling_comes_too_late_for_what_is_published(tmp_path):
    """Nothing says that it was cancelled when it was not; and where nothing runs nothing stops."""
    made = Builder(tmp_path)
    made.cancel()
    assert not made.state.stopping
    made.tell(Progress("publish", 1, 1))
    with pytest.raises(BuildCancelledError, match="was cancelled"):
        made.tell(Progress("read", 1, 2))


def test_progress_tells_stage_count_and_pace():
    """A visitor sees what is done, of how much, and how fast."""
    state = State(
        stage="running",
        progress=Progress("embed", 200, 1000, "<b>"),
        since=time.monotonic() - 10,
    )
    html = building.progress_html(state)
    assert "Encoding passages: 200 of 1,000 passages · 20 passages/s · 40 s left" in html
    assert "&lt;b&gt;" in html


def test_a_language_is_said_where_it_is_not_english():
    """On a card and on the shelf, where it is also looked for; English and unknown need no word."""
    assert cards.source_line(article(language="es")).endswith(" · in Spanish")
    for code in ("en", ""):
        assert " · in " not in cards.source_line(article(language=code))
    row = shelf.Row("a.md", "Dormir", language="Spanish")
    assert "a.md · in Spanish" in shelf_table.row_html(row)
    assert shelf.matching([row], "spanish") == [row]
    assert " · in " not in shelf_table.row_html(row._replace(language=""))
