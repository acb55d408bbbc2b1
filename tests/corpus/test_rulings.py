"""The curator's decisions come first, follow a line's words, and drop no help by accident."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean.cleaner import Cleaned, clean
from corpus.clean.decision import Decision
from corpus.clean.rules.order import RULES
from corpus.clean.rules.rule import Rule
from corpus.clean.rulings import CURATOR, Ruling, Verdict, overrule, words_of
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain

SHARE = "Share on Facebook"
ADVICE = "Rest is allowed at any time of day."
HELP = "In New Zealand, call or text 1737."
TEXT = f"Rest\n\n{ADVICE}\n\n{SHARE}\n\n{HELP}\n"


def ruling(text: str, action: Verdict, *, even_protected: bool = False, made: str = "") -> Ruling:
    """What a curator decided about a line of some article."""
    return Ruling("rest.txt", text, action, even_protected, made)


def ruled(text: str, *rulings: Ruling) -> Cleaned:
    """A text, cleaned as its curator decided."""
    return clean(read_plain(text), rulings=rulings)


def about(cleaned: Cleaned, words: str) -> Decision:
    """What was decided about the unit with some words."""
    return next(each for each in cleaned.decisions if words in each.unit.text)


def test_what_the_curator_restores_stays_whatever_a_rule_says() -> None:
    """The line is in the text again, and the account names who decided."""
    assert SHARE not in ruled(TEXT).text
    cleaned = ruled(TEXT, ruling(SHARE, "keep"))
    assert SHARE in cleaned.text
    found = about(cleaned, SHARE)
    assert (found.action, found.rule, found.reason, found.protected_by) == (
        "keep", CURATOR, "restored by the curator", "curator",
    )  # fmt: skip


def test_a_new_rule_does_not_undo_a_ruling() -> None:
    """A line that was kept anyway is kept on, and one that was restored stays restored."""
    about_rest = re.compile(".*rest.*")
    new = Rule(
        id="all-rest", version=1, reason="about rest", example="Rest", anywhere=(about_rest,)
    )
    rules = (new, *(replace(rule, version=rule.version + 1) for rule in RULES))
    pinned = (ruling(ADVICE, "keep"), ruling(SHARE, "keep"))
    text = clean(read_plain(TEXT), rules, rulings=pinned).text
    assert ADVICE not in clean(read_plain(TEXT), rules).text
    assert ADVICE in text
    assert SHARE in text


def test_what_the_curator_drops_goes_though_no_rule_would_drop_it() -> None:
    """The line is gone, struck through in the account, with the curator as the reason."""
    cleaned = ruled(TEXT, ruling(ADVICE, "drop"))
    assert ADVICE not in cleaned.text
    found = about(cleaned, ADVICE)
    assert (found.action, found.rule, found.reason, found.protected_by) == (
        "drop", CURATOR, "dropped by the curator", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    "edited",
    [
        f"New\n\nA new beginning for the page.\n\n{SHARE}\n\n{ADVICE}\n",
        f"Rest\n\n{ADVICE} {SHARE}\n",
        f"Rest\n\n  • {SHARE.upper()}\n\n{ADVICE}\n",
    ],
    ids=["moved", "inside a paragraph", "as a list item in capitals"],
)
def test_a_ruling_follows_the_words_not_the_place(edited: str) -> None:
    """Above, below, or with another mark in front: the same words meet the same fate."""
    assert SHARE.casefold() in ruled(edited, ruling(SHARE, "keep")).text.casefold()


def test_a_ruling_holds_for_all_lines_with_the_same_words() -> None:
    """A line that stands twice is restored, or dropped, twice."""
    twice = f"Rest\n\n{SHARE}\n\n{ADVICE}\n\n{SHARE}\n"
    assert ruled(twice, ruling(SHARE, "keep")).text.count(SHARE) == 2


def test_a_line_with_other_words_is_none_of_its_business() -> None:
    """Nothing matches by being alike, or by containing the words."""
    longer = TEXT.replace(SHARE, f"{SHARE} and Twitter")
    assert ruled(longer, ruling(SHARE, "keep")) == ruled(longer)


def test_the_later_of_two_rulings_holds() -> None:
    """Whatever the order in which they are given."""
    first = ruling(SHARE, "keep", made="2026-01-01")
    second = ruling(SHARE.lower(), "drop", made="2026-01-02")
    assert ruled(TEXT, first, second) == ruled(TEXT, second, first)
    assert about(ruled(TEXT, first, second), SHARE).action == "drop"


def test_a_help_line_is_never_dropped_by_accident() -> None:
    """A ruling from before a line said where help is, or without the words for it, does nothing."""
    assert ruled(TEXT, ruling(HELP, "drop")) == ruled(TEXT)


def test_a_help_line_that_is_out_of_date_can_be_dropped_on_purpose() -> None:
    """And is then accounted for like everything else."""
    cleaned = ruled(TEXT, ruling(HELP, "drop", even_protected=True))
    assert "1737" not in cleaned.text
    assert about(cleaned, "1737").rule == CURATOR


def test_a_restored_help_line_is_still_protected_as_one() -> None:
    """So that dropping it later is refused as before."""
    assert about(ruled(TEXT, ruling(HELP, "keep")), HELP).protected_by == "help-line number"


def test_a_heading_comes_back_with_what_stands_under_it() -> None:
    """A section of which one line was restored is not empty any more."""
    text = f"# Rest\n\n{ADVICE}\n\n## Kinds of rest\n\nWas this page helpful?\n\nLeave a comment\n"
    assert "Kinds of rest" not in clean(read_markdown(text)).text
    restored = clean(read_markdown(text), rulings=[ruling("Leave a comment", "keep")])
    assert restored.text.endswith("Kinds of rest\n\nLeave a comment")


def test_a_heading_that_was_dropped_is_not_the_title() -> None:
    """The next one is."""
    text = f"# Moonrise\n\n# Rest well\n\n{ADVICE}\n"
    assert clean(read_markdown(text)).title == "Moonrise"
    assert clean(read_markdown(text), rulings=[ruling("# Moonrise", "drop")]).title == "Rest well"


def test_a_restored_date_still_dates_the_article() -> None:
    """What a rule read from a line is known, whatever becomes of the line."""
    text = f"Rest\n\nPublished on July 5, 2025\n\n{ADVICE}\n"
    restored = ruled(text, ruling("Published on July 5, 2025", "keep"))
    assert "July 5" in restored.text
    assert restored.published == ruled(text).published == "2025-07-05"


def test_a_line_in_doubt_can_be_decided_either_way() -> None:
    """The score stays in the account."""
    doubted = clean(read_plain(TEXT)).decisions[1]._replace(action="doubt", rule="x/1", score=0.7)
    kept = overrule([doubted], [ruling(doubted.unit.text, "keep")])[0]
    gone = overrule([doubted], [ruling(doubted.unit.text, "drop")])[0]
    assert (kept.action, kept.rule, kept.score) == ("keep", CURATOR, 0.7)
    assert (gone.action, gone.rule, gone.score) == ("drop", CURATOR, 0.7)


def test_rulings_hold_where_most_of_a_page_is_junk() -> None:
    """Whatever else is made of it: what was dropped is gone, what was restored is there."""
    junk = "Share on Facebook\n\nTags: rest\n\nLeave a comment\n\nWas this page helpful?\n\n"
    text = f"Rest\n\n{ADVICE}\n\n{junk * 3}Talk to somebody.\n"
    cleaned = ruled(text, ruling("Talk to somebody.", "drop"), ruling("Tags: rest", "keep"))
    assert "Talk to somebody." not in cleaned.text
    assert cleaned.text.count("Tags: rest") == 3


def test_marks_of_markdown_make_no_difference() -> None:
    """A line that lost its emphasis or its link in an edit has the same words."""
    text = f"# Rest\n\n{ADVICE}\n\nShare on [Facebook](https://f.example/share)\n"
    kept = clean(read_markdown(text), rulings=[ruling("**Share** on Facebook", "keep")])
    assert SHARE in kept.text


def test_no_rulings_change_nothing() -> None:
    """The account is the same, decision by decision."""
    assert ruled(TEXT) == clean(read_plain(TEXT))


@given(
    picks=st.lists(
        st.tuples(st.sampled_from(["Rest", ADVICE, SHARE, HELP]), st.sampled_from(["keep", "drop"]))
    )
)
def test_whatever_is_ruled_the_account_is_whole(picks: list[tuple[str, Verdict]]) -> None:
    """Every unit is in it once, in order, and the text is what was not dropped."""
    dated = [ruling(text, action, made=f"{at:04}") for at, (text, action) in enumerate(picks)]
    cleaned = ruled(TEXT, *dated)
    assert [each.unit for each in cleaned.decisions] == [
        each.unit for each in ruled(TEXT).decisions
    ]
    kept = [each.unit.text for each in cleaned.decisions if each.action != "drop"]
    assert cleaned.text == "\n\n".join(kept)
    assert HELP in cleaned.text


@given(text=st.text(max_size=80))
def test_a_unit_has_the_words_that_it_had(text: str) -> None:
    """The words of a line depend on nothing but the line, and case does not matter."""
    assert words_of(text) == words_of(text)
    assert words_of(f"  {text}\n") == words_of(text)
