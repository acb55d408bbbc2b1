"""Each word of the rules' lists counts by itself: without it, a line would meet another fate."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.decision import Decision
from corpus.clean.head.model import load_head
from corpus.clean.repeated_lines import RULE as REPEATED
from corpus.clean.rules.listing import BESIDE
from corpus.clean.rulings import CURATOR
from corpus.clean.shared_frames import RULE as SHARED
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain

ABOVE = "Sleeping well\n\nSmall steady habits do more than any single trick, as most find out.\n\n"
BELOW = "\n\nMost people notice a change within three weeks if they keep the same hours.\n"


def decided(line: str, around: str = ABOVE + "{}" + BELOW) -> Decision:
    """What becomes of a line."""
    decisions = clean(read_plain(around.format(line))).decisions
    return next(each for each in decisions if line in each.unit.text)


PARTICLES = "de da do dos del la van der den von di e"
SMALL = "and the at for on le bin al und y of"
DROPPED = {  # a rule, and lines that it drops for one word of theirs
    "byline": (
        *(f"Por María {word} Luz" for word in PARTICLES.split()),
        *(f"By Ann Lee {word} Ben Fox Mary Ox Tom Ash" for word in f"{PARTICLES} {SMALL}".split()),
    ),
    "event-notice": (
        "More on naps: see the events calendar", "More on naps: see our events calendar",
        "Workshop places available", "Workshop tickets available", "Workshop seats available",
        "Workshop spaces available", "Workshop spots available", "Join us for a walk on Monday",
        "Register for our workshop", "Sign up for our workshop", "Book a place for our workshop",
        "Save the date: a walk", "Upcoming workshop: a walk", "Next workshop: a walk",
        "Free workshop: a walk", "The library is open until late", "Course code: 12",
        "Module code: 12", "Seminar code: 12", "Lecture code: 12", "Unit code: 12",
    ),
    "own-offer": (
        "Our front desk can match you with a therapist.", "We can order it for you.",
        "We'd love to help you with it.", "We would love to help you with it.",
        "We're here to help you with it.", "We are here to help you with it.",
        "Get in touch with us to find out more.", "Call reception and ask about the packages.",
        "Appointments available: book now.", "Sessions available: book now.",
        "Consultations available: book now.", "Slots open: request one.",
        "Openings available: book now.", "Book yours through the patient portal.",
        "Book yours through the client calendar.", "Book yours through the online scheduler.",
        "Book yours through the patient website.", "Book yours through the patient app.",
        "Book yours through the patient booking page.", "Book yours through the booking app.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule, lines in DROPPED.items() for line in lines]
)
def test_a_line_goes_for_one_word(rule: str, line: str) -> None:
    """Nothing else in it would have done."""
    assert decided(line).rule.split("/")[0] == rule


@pytest.mark.parametrize(
    "line", ["Oleh Siti", "Por Siti", "Par Siti", "Von Siti", "Door Siti", "Bởi Siti"]
)
def test_a_preposition_before_one_name_is_no_byline(line: str) -> None:
    """It means more than "by" does."""
    assert not decided(line).rule.startswith("byline")


OPENERS = (
    "if when while once after before as so then first next finally to in on at for with by from "
    "during instead however also and but or because since although though remember please together "
    "over whether how why what where hopefully"
)


@pytest.mark.parametrize("word", OPENERS.split())
def test_a_clause_is_no_sold_keyword(word: str) -> None:
    """What begins so has a subject of its own; without the word it is a keyword."""
    rest = "weighted blanket deals, discover the ones that everyone is talking about."
    assert decided(rest.capitalize()).rule.startswith("sold-keyword")
    assert not decided(f"{word.capitalize()} {rest}").rule.startswith("sold-keyword")


@pytest.mark.parametrize("label", ["Joined", "Messages", "Member since"])
def test_a_member_s_box_begins_so(label: str) -> None:
    """Other labels alone are no box."""
    around = ABOVE + "{}\n\ncalm\n\n".replace("{}", "LABEL") + "{}\n\nNorway" + BELOW
    assert decided("Country", around.replace("LABEL", label)).rule.startswith("member-box")
    assert not decided("Country", around.replace("LABEL", "Age")).rule.startswith("member-box")


UNDER_A_TITLE = {
    "byline": "By Ann Lee", "date-line": "3 May 2024", "votes": "14 votes",
    "posted-by": "answered 3 days ago by Anonymous", "user-box": "Senior Member",
    "forum-button": "Reply with quote", "share-bar": "Share on Facebook",
    "tags": "Tags: sleep, worry", "repeated-title": "Rest well", "symbols": "☆ ☆", "markup": "---",
}  # fmt: skip


@pytest.mark.parametrize("rule", UNDER_A_TITLE)
def test_a_heading_over_what_stands_under_any_title_stays(rule: str) -> None:
    """One over a teaser goes with it."""
    text = f"# Rest well\n\n{BELOW}\n\n## Walking at night\n\n{{}}\n\n## Naps\n\n{BELOW}"
    emptied = "Read more: Ten kinds of rest"
    for line, fate in ((UNDER_A_TITLE[rule], "keep"), (emptied, "drop")):
        decisions = clean(read_markdown(text.format(line))).decisions
        fates = {each.unit.text: (each.action, each.rule.split("/")[0]) for each in decisions}
        assert fates["## Walking at night"][0] == fate
        assert fates[line] == ("drop", rule if fate == "keep" else "read-more")


def test_what_decides_beside_the_rules_is_listed_as_accounts_name_it() -> None:
    """With its version; the examples are decided by it."""
    names = ["markup/1", REPEATED, SHARED, load_head().rule, "empty-section/1", CURATOR]
    assert [f"{each.id}/{each.version}" for each in BESIDE] == names
    assert all(each.reason[:1].islower() for each in BESIDE)
    text = "# Rest\n\n{}\n\nRead more: Ten kinds of rest\n"
    for each in (BESIDE[0], BESIDE[4]):
        line = each.example if each.id == "markup" else f"## {each.example}"
        decisions = clean(read_markdown(text.format(line))).decisions
        rules = {one.unit.text: one.rule for one in decisions}
        assert rules[line] == f"{each.id}/{each.version}"


MONTHS = {  # the first month in full, and the last cut short
    "English": ("January", "Dec"), "Indonesian": ("Januari", "Des"), "Malay": ("Januari", "Dis"),
    "Spanish": ("enero", "dic"), "Portuguese": ("janeiro", "dez"), "French": ("janvier", "déc"),
    "German": ("Januar", "Dez"), "Italian": ("gennaio", "dic"), "Dutch": ("januari", "dec"),
    "Polish": ("stycznia", "gru"), "Turkish": ("ocak", "ara"),
    "Vietnamese": ("tháng 1 năm", "tháng 12 năm"),
}  # fmt: skip


@pytest.mark.parametrize("language", MONTHS)
def test_months_are_known_in_every_language(language: str) -> None:
    """A date line under the title is the day of publication."""
    for name, number in zip(MONTHS[language], ("01", "12"), strict=True):
        text = f"Sleeping well\n\n3 {name} 2024\n{BELOW}"
        assert clean(read_plain(text)).published == f"2024-{number}-03"


@pytest.mark.parametrize(
    "lines",
    [
        "3 May 2024",
        "By Ann Lee | 3 May 2024",
        "answered 3 May 2024 by Anonymous",
        "From: The Night Letter\n\nDate: 3 May 2024",
    ],
)
def test_the_day_of_publication_is_taken_from_what_was_dropped_for_it(lines: str) -> None:
    """Date lines, bylines, posts and letters state it; a sentence that names a day does not."""
    assert clean(read_plain(f"Sleeping well\n\n{lines}\n{BELOW}")).published == "2024-05-03"
    told = "It was 3 May 2024 when she slept well again."
    assert clean(read_plain(f"Sleeping well\n\n{told}\n{BELOW}")).published == ""
