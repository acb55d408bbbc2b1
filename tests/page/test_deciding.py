"""What is offered beside a line, what a press does, and what waits for an update."""

import re

import pytest

from corpus.clean.decision import Decision
from corpus.clean.rulings import Ruling, overrule
from corpus.collection import Collection
from corpus.curating import all_rulings, store_rulings
from corpus.units import Unit
from index.opened import open_index
from page.parts.account import account
from page.parts.deciding import decide, rulings_now
from page.parts.lines import lines_of, waiting_line

ARTICLE = "tiny/panic.md"
HELP = "help-line number"


def decision(text, action="keep", *, rule="", protected_by="", score=None, kind="sentence"):
    """What was decided about some line."""
    reason = "a reason" if rule else ""
    return Decision(Unit(kind, 0, 1, text, 0, 0), action, rule, reason, protected_by, score)


ROWS = (
    decision("Rest well."),
    decision("Share", "drop", rule="share-bar/1"),
    decision("Perhaps", "doubt", rule="model/1", score=0.7412),
    decision("Call 116 123.", protected_by=HELP),
    decision("Quoted.", protected_by="quotation", kind="quote"),
    decision("---", "drop", rule="markup/1", kind="markup"),
)


def ruling(text, action, **more):
    """What a curator decided about a line of the article."""
    return Ruling("a.md", text, action, **more)


def states(*rulings, rows=ROWS):
    """For each line its state and what is offered."""
    return [(line.state, line.offers) for line in lines_of("a.md", rows, rulings)]


def test_what_is_offered_depends_on_what_became_of_a_line():
    """Restore for what is gone, junk for what is kept, both in doubt; no junk for a help line."""
    offers = [offers for _, offers in states()]
    assert offers == [("drop",), ("keep",), ("keep", "drop"), (), ("drop",), ()]


def test_nothing_is_offered_for_an_article_that_was_removed():
    """Its account can still be read."""
    assert all(line.offers == () for line in lines_of("a.md", ROWS, None))
    assert "<button" not in account(lines_of("a.md", ROWS, None))


def test_a_decision_waits_until_the_index_has_it():
    """Then it is decided, and can be undone."""
    restored = ruling("Share", "keep")
    assert states(restored)[1] == ("waiting", ("undo",))
    after = overrule(ROWS, [restored])
    assert states(restored, rows=after)[1] == ("decided", ("undo",))
    assert states(rows=after)[1] == ("undone", ("keep", "drop"))


def test_a_decision_that_would_do_nothing_does_not_wait():
    """A drop from before the line was protected, and one on words that are not there."""
    assert states(ruling("Call 116 123.", "drop"), ruling("Other", "drop")) == states()
    assert states(ruling("Call 116 123.", "drop", even_protected=True))[3] == ("waiting", ("undo",))


@pytest.mark.parametrize(
    ("rulings", "said"),
    [
        ([], ""),
        ([("Share", "keep")], "1 decision waits for an update: 1 line to come back."),
        ([("Rest well.", "drop")], "1 decision waits for an update: 1 line to go."),
        ([("Rest well.", "keep")], "1 decision waits for an update: 1 line to be decided anew."),
        (
            [("Share", "keep"), ("Perhaps", "drop")],
            "2 decisions wait for an update: 1 line to come back, 1 line to go.",
        ),
    ],
)
def test_what_an_update_would_do_is_said_in_words(rulings, said):
    """Lines, not decisions, are what comes and goes."""
    assert waiting_line(lines_of("a.md", ROWS, [ruling(*each) for each in rulings])) == said


def test_a_line_in_doubt_is_greyed_with_its_score_and_both_buttons():
    """It is neither struck nor like the others."""
    html = account(lines_of("a.md", ROWS, ()))
    row = re.search(r"<div class='row doubt.*?</div></div>", html)[0]
    assert "<p class='doubted'>Perhaps</p>" in row
    assert "(0.74)" in row
    assert re.findall(r"<button[^>]*>([^<]+)<", row) == ["Keep", "This is junk"]


def test_a_buttons_name_has_the_words_of_its_line():
    """Escaped, and cut where they are many."""
    rows = [decision('<i> & "quotes" ' + "words " * 40)]
    (named,) = re.findall(r"aria-label='([^']*)'", account(lines_of("a.md", rows, ())))
    assert named.startswith("This is junk: &lt;i&gt; &amp; &quot;quotes&quot; words")
    assert named.endswith("…")


def test_a_runs_reason_is_shown_once_and_told_to_screen_readers_each_time():
    """Ten lines of a menu need one reason beside them, and ten for who can't see the first."""
    rows = [decision(f"Menu {n}", "drop", rule="menu/1") for n in range(3)]
    html = account(lines_of("a.md", rows, ()))
    assert html.count("<b>menu</b> a reason") == 3
    assert html.count("<p class='why'>") == 1


@pytest.fixture
def account_of(own_home):
    """The article's account in the index."""
    with open_index(own_home) as index:
        return index.passages.prepared(ARTICLE).decisions


def name_of(account, number):
    """How the page names a line of the account."""
    return lines_of(ARTICLE, account, ())[number].name


def test_a_press_is_stored_and_taken_back(own_home, account_of):
    """By the line's name, whatever number it has by now."""
    at = next(n for n, each in enumerate(account_of) if each.unit.kind == "sentence")
    decide(own_home, ARTICLE, account_of, name_of(account_of, at), "drop")
    with Collection.open(own_home) as collection:
        (stored,) = all_rulings(collection)
    assert (stored.text, stored.action) == (account_of[at].unit.text, "drop")
    decide(own_home, ARTICLE, account_of, stored.name, "undo")
    assert rulings_now(own_home, ARTICLE) == ()


@pytest.mark.parametrize(
    ("name", "press"),
    [(None, "drop"), ("00000000", "drop"), (["x"], {}), (0, "undo"), (1, "even-protected")],
)
def test_a_press_that_was_never_offered_does_nothing(own_home, account_of, name, press):
    """Whatever a browser sends."""
    known = name_of(account_of, name + 1) if isinstance(name, int) else name
    decide(own_home, ARTICLE, account_of, known, press)
    assert rulings_now(own_home, ARTICLE) == ()


def test_a_help_line_cannot_be_dropped_by_a_forged_press(own_home):
    """The button is missing, and so is what it would do."""
    rows = [decision("Call 116 123.", protected_by=HELP)]
    decide(own_home, ARTICLE, rows, lines_of(ARTICLE, rows, ())[0].name, "drop")
    assert rulings_now(own_home, ARTICLE) == ()


def test_an_article_that_is_not_in_the_collection_has_no_rulings(own_home, tmp_path):
    """Nor has a home without a collection."""
    assert rulings_now(own_home, "gone.md") is None
    assert rulings_now(tmp_path / "none", ARTICLE) is None
    assert not (tmp_path / "none").exists()


def test_the_page_offers_the_update_that_a_decision_needs(visit_own, own_home, account_of):
    """In one bar with one button; after the update it is gone, and the line, too."""
    at = next(n for n, each in enumerate(account_of) if each.unit.kind == "sentence")
    text = account_of[at].unit.text
    with Collection.open(own_home) as collection:
        store_rulings(collection, [Ruling(ARTICLE, text, "drop")])
    visit_own.go("article", id=ARTICLE)
    visit_own.toggle("Show what cleaning removed").set_value(True).run()
    assert "1 decision waits for an update: 1 line to go." in visit_own.html
    assert "0 new, 1 changed, 0 removed since the last build" in visit_own.html
    assert "Goes with the next update" in visit_own.html
    visit_own.button("Update now").click().run()
    for _ in range(100):
        if "Updated:" in visit_own.html:  # the index is there a moment before its builder says so
            break
        visit_own.app.run()
    assert "decision waits" not in visit_own.html
    assert "dropped by the curator" in visit_own.html
    assert "Updated: 0 new, 1 changed" in visit_own.html
    assert not any(button.label == "Update now" for button in visit_own.app.button)
