"""A line repeats over a site when three pages and 30 % have it; that alone drops nothing."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import Cleaned, clean
from corpus.clean.decision import Decision
from corpus.clean.repeated_lines import FOOT, HEAD, MENU, RULE, RUN
from corpus.clean.repetition import (
    Repeated,
    line_of,
    repeated_over,
)
from corpus.clean.rulings import Ruling
from corpus.clean.signatures import signatures_of, units_among
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain
from corpus.units import segment

OWN = (
    "Lena had not slept well for a month when she noticed that the nights after a walk were "
    "quieter than the others, and so she began to walk every evening, even in the rain."
)
MORE = (
    "After three weeks she slept through most nights, and when she did not, she got up, drank some "
    "water, read a few pages of a book that she knew well, and went to bed again without worry."
)


def cleaned(text: str, *repeated: str, markdown: bool = False) -> Cleaned:
    """A text of a site that is known to repeat some lines."""
    read = read_markdown if markdown else read_plain
    lines = frozenset(line for each in repeated if (line := line_of(each)) is not None)
    return clean(read(text), repeated=Repeated(lines))


def about(found: Cleaned, words: str) -> Decision:
    """What was decided about the unit with some words."""
    return next(each for each in found.decisions if words in each.unit.text)


def page(*lines: str) -> str:
    """A page of plain text, a blank line between its lines."""
    return "\n\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("pages", "having", "repeats"),
    [
        (3, 3, True),
        (3, 2, False),  # two pages may share a sentence by their author's choice
        (2, 2, False),
        (10, 3, True),
        (11, 3, False),  # 27 %
        (100, 29, False),
        (100, 30, True),
    ],
)
def test_three_pages_and_thirty_percent_make_a_repetition(
    pages: int, having: int, repeats: bool
) -> None:
    """Both have to hold: on a large site three pages are chance."""
    site = [frozenset({number, *([-1] if number < having else [])}) for number in range(pages)]
    assert (-1 in repeated_over(site)) is repeats
    assert repeated_over(site) <= {-1}


def test_a_site_without_pages_repeats_nothing() -> None:
    """No pages, no lines."""
    assert repeated_over([]) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Products & Services", "products  &  services"),
        ("- **Our library**", "Our library"),
        ("We’re here", "we're here"),
        ("Kontakt för hjälp", "KONTAKT FÖR HJÄLP"),
    ],
)
def test_a_line_is_its_words(one: str, other: str) -> None:
    """Case, spaces, quotes, list marks and Markdown do not tell two lines apart."""
    assert line_of(one) == line_of(other) is not None


@pytest.mark.parametrize("text", ["", "***", "1.", "24/7", "word " * 200])
def test_what_has_no_letter_or_is_too_long_is_no_line(text: str) -> None:
    """A page number is on every page, and a long paragraph is no furniture."""
    assert line_of(text) is None


def test_the_same_lines_are_found_before_and_after_cleaning() -> None:
    """A page is remembered by its units, also those that were dropped, whoever cut them."""
    extract = read_plain(page("Rest", OWN, "Share on Facebook", "---"))
    before = signatures_of(segment(extract), line_of)
    after = signatures_of((each.unit for each in clean(extract).decisions), line_of)
    again = signatures_of((each.unit for each in clean(extract).decisions), line_of)
    assert before == after == again
    assert line_of("Share on Facebook") in before
    assert units_among(segment(extract), line_of, frozenset({line_of("rest") or 0})) == {0}


CASES = (
    # a short line, no sentence, is a menu's
    (page("Walking at night", OWN, "Our free planner", "Walks for you", MORE),
     "Our free planner", MENU),
    # what stands above the title
    (page("Walks and talks are for all of us, and free.", "Walking at night", OWN, MORE),
     "Walks and talks", HEAD),
    # a sentence below the last paragraph of the article's own
    (page("Walking at night", OWN, MORE, "The Lamp Post is written by volunteers in four towns."),
     "The Lamp Post is written by", FOOT),
    # a sentence beside what was dropped
    (page("Walking at night", OWN, "Share on Facebook", "The Lamp Post is free for all.", MORE),
     "The Lamp Post is free", RUN),
)  # fmt: skip


@pytest.mark.parametrize(("text", "line", "reason"), CASES, ids=[case[2] for case in CASES])
def test_a_repeated_line_with_a_second_sign_goes(text: str, line: str, reason: str) -> None:
    """The account names the rule and both signs; on a page alone the line would stay."""
    titled = f"---\ntitle: Walking at night\n---\n\n{text}"
    whole = next(each.text for each in segment(read_plain(text)) if line in each.text)
    beside = "Walks for you"  # the line that follows in the first case
    found = cleaned(titled, whole, beside, markdown=True)
    decision = about(found, line)
    assert (decision.action, decision.rule, decision.reason) == ("drop", RULE, reason)
    assert about(cleaned(titled, markdown=True), line).action == "keep"
    assert OWN in found.text
    assert MORE in found.text


STAY = {
    "a definition inside the article": (
        page("Walking", OWN, "Sleep is a state of rest in which the body repairs itself.", MORE),
        "Sleep is a state of rest",
    ),
    "a sentence of the author's paragraph": (
        page("Walking", f"{OWN} Nights differ. {MORE}", "Some last words of hers."),
        "Nights differ.",
    ),
    "a short line over text of the article's own": (
        page("Walking", OWN, "What helps", MORE),
        "What helps",
    ),
    "a help line": (
        page("Walking", OWN, MORE, "If you are in danger, call 988 now."),
        "call 988",
    ),
    "a crisis line without a number": (
        page("Walking", OWN, MORE, "Talk to someone today if you think of suicide."),
        "think of suicide",
    ),
}


@pytest.mark.parametrize(("text", "line"), STAY.values(), ids=list(STAY))
def test_a_repeated_line_without_a_second_sign_stays(text: str, line: str) -> None:
    """Repetition is never a verdict alone, and never one about where help is to be had."""
    whole = next(each.text for each in segment(read_plain(text)) if line in each.text)
    assert about(cleaned(text, whole), line).action == "keep"


def test_a_quotation_stays() -> None:
    """A site's motto may be another's words."""
    text = f"# Walking\n\n{OWN}\n\n{MORE}\n\n> Rest is not idleness.\n"
    assert about(cleaned(text, "Rest is not idleness.", markdown=True), "idleness").action == "keep"


def test_a_heading_over_kept_text_stays() -> None:
    """A series has "What helps" on every page, and something else below it."""
    text = f"# Walking\n\n{OWN}\n\n## What helps\n\n{MORE}\n"
    assert about(cleaned(text, "What helps", markdown=True), "What helps").action == "keep"


def test_a_heading_goes_with_the_repeated_list_under_it() -> None:
    """The list is a menu of the site, and nothing is left for its heading to stand over."""
    menu = ("Walks in the north of the country", "Walks by the sea for beginners", "Night walks")
    listed = "\n".join(f"- {each}" for each in menu)
    text = f"# Walking\n\n{OWN}\n\n{MORE}\n\n## Walks of the week\n\n{listed}\n"
    found = cleaned(text, *menu, "Walks of the week", markdown=True)
    assert found.text.endswith(MORE)


def test_a_list_with_an_item_of_its_own_keeps_the_repeated_ones() -> None:
    """Treatments that every page names are the author's list where one more stands among them."""
    items = ("Talking therapy", "Medicines from a doctor", "A walk with Lena's own dog")
    listed = "\n".join(f"- {each}" for each in items)
    text = f"# Walking\n\n{OWN}\n\nWhat helped her:\n\n{listed}\n\n{MORE}\n"
    found = cleaned(text, *items[:2], markdown=True)
    assert all(each in found.text for each in items)


def test_an_article_that_is_there_three_times_keeps_its_text() -> None:
    """Where most of the words repeat, the article does, not its furniture."""
    text = page("Walking at night", OWN, "A short line", MORE, "Some last words of hers.")
    every = [each.text for each in segment(read_plain(text))]
    assert cleaned(text, *every).text == clean(read_plain(text)).text


def test_a_repeated_heading_is_no_title() -> None:
    """The site's name stands above the title on all pages."""
    text = f"# The Lamp Post\n\n# Walking at night\n\n{OWN}\n\n{MORE}\n"
    assert cleaned(text, "The Lamp Post", markdown=True).title == "Walking at night"
    assert "Lamp Post" not in cleaned(text, "The Lamp Post", markdown=True).text


def test_the_curator_has_the_last_word_on_a_repeated_line() -> None:
    """What was restored stays."""
    text = page("Walking at night", OWN, MORE, "Night walks")
    line = line_of("Night walks") or 0
    ruling = Ruling("walking.txt", "Night walks", "keep")
    assert "Night walks" not in clean(read_plain(text), repeated=Repeated(frozenset({line}))).text
    kept = clean(read_plain(text), repeated=Repeated(frozenset({line})), rulings=[ruling])
    assert kept.text.endswith("Night walks")


def test_cleaning_is_as_before_where_nothing_is_known_of_the_site() -> None:
    """A file by itself is cleaned by its rules alone."""
    text = page("Walking at night", OWN, "Our free planner", MORE)
    assert clean(read_plain(text), repeated=Repeated()) == clean(read_plain(text))
