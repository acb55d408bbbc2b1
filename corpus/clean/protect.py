"""What may not be dropped: by nothing at all where help is to be had, by no weak sign otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.clean.decision import Decision
from corpus.clean.draft import Draft
from corpus.clean.folding import holds_any
from corpus.clean.help_numbers import SITE_CUES, names_help_line, names_telephone
from corpus.clean.looks import holding, with_digit

CRISIS_CUES = (  # without one of them CRISIS does not match
    *("suicid", "line", "samaritans", "crisis", "emergency", "danger", "life", "harm"),
    *("hurt", "alive", "befriend", "yourself safe"),
)
WITH_CUE = holding(*SITE_CUES, *CRISIS_CUES)
REACH = re.compile(
    r"""\b(?:call|text|phone|ring|dial|contact|reach|speak|talk|seek|go\sto|get|ask|tell|visit
      |message|chat|number)\b""",
    re.VERBOSE,
)
CRISIS = re.compile(
    r"""\b(?:suicid\w*|help-?\s?lines?|lifeline|samaritans|nightlines?|childline|befrienders
      |crisis\s(?:line|team|centre|center|service|text|helpline)s?
      |emergency\s(?:services?|number|department|room|help)
      |in\s(?:immediate\s)?danger|(?:end(?:ing)?|tak(?:e|ing))\s(?:your|their|my|his|her|your\sown)\s
        (?:own\s)?life
      |stay(?:ing)?\salive|keep(?:ing)?\syourself\ssafe
      |harm(?:ing)?\s(?:yourself|themselves|himself|herself|myself)
      |hurt(?:ing)?\s(?:yourself|themselves|himself|herself|myself))\b""",
    re.VERBOSE,
)
COUNT_CUES = ("one in ", "two in ", "three in ", "four in ", "five in ", " out of ")
DOSE = re.compile(  # "50 mg", "1 in 4 adults", "30 %"; but not "20 % off"
    r"""(?<![\d.,])\d[\d.,]{0,8}\s?(?:mg|mcg|[µμ]g|g|kg|ml|iu|milligrams?|micrograms?|grams?
        |tablets?|capsules?|drops|doses?|units\sof\salcohol|standard\sdrinks)\b
      |\d\s?(?:%|percent\b|per\scent\b)(?!\s(?:off|discount))
      |\b(?:\d{1,3}|one|two|three|four|five)\s(?:in|out\sof)\s(?:every\s)?
        (?:\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|twenty|a\shundred)\b
        (?!\s(?:stars?|ratings?|votes?|points?))""",
    re.VERBOSE,
)
CALLOUT = re.compile(r">\s*\*\*[^*]{1,60}(?:[:?!]\s?\*\*|\*\*\s?[:?!])")  # with a label in bold
MIN_PROSE = 30  # words of a paragraph that a heading stands over
SENTENCE_ENDS = (".", "!", "?", ":", '"', "”", "’", ")", "…")
MIN_FACT = 5  # words of a sentence that a figure belongs to
MIN_ITEM = 6  # words of a list item that says something, rather than leads somewhere

QUOTATION = "quotation"
FACT, TELEPHONE = "dose or figure", "telephone number"
MAX_LEAD = 8  # words of a question above a number; units of a line that holds one
HELP = ("help-line number", "crisis line")  # what a curator drops only in so many words


def protection(draft: Draft, index: int) -> str:
    """Why nothing may drop a unit: "crisis line", "help-line number", "quotation"; or ''."""
    if index not in draft.derived(may_be_protected):
        return ""
    folded = draft.folded[index] or draft.texts[index].casefold()
    if names_help_line(folded):
        return "help-line number"
    if holds_any(folded, CRISIS_CUES) and CRISIS.search(folded) and REACH.search(folded):
        return "crisis line"
    if draft.units[index].kind == "quote" and any(map(str.isalpha, folded)):
        return QUOTATION
    return ""


def may_be_protected(draft: Draft) -> frozenset[int]:
    """The quotations, the long units, and those that hold a digit or another cue."""
    others = (
        index
        for index, (unit, folded) in enumerate(zip(draft.units, draft.folded, strict=True))
        if unit.kind == "quote" or not folded
    )
    return draft.derived(with_digit).union(draft.derived(WITH_CUE), others)


def is_callout(draft: Draft, index: int) -> bool:
    """Whether a quotation's markup is a box of the page: "> **Need help?** We can …"."""
    return CALLOUT.match(draft.units[index].text) is not None


def shields(draft: Draft, decisions: Sequence[Decision]) -> tuple[str, ...]:
    """For each unit what keeps a trained classifier from dropping it; '' where it may.

    One name for each decision, in order: what protects the unit from everything, else "telephone
    number" (also of the sentences that lead to one), "dose or figure", "list item among kept
    siblings", "heading over kept text". A certain rule is not held back by these, for "12 votes"
    is a figure too; what a rule dropped has none. Linear in the number of units.
    """
    names = [each.protected_by if each.action != "drop" else "" for each in decisions]
    open_to = [each.action != "drop" and not each.protected_by for each in decisions]
    for index in range(len(decisions)):
        if open_to[index] and is_fact(draft, index):
            names[index] = FACT
    for index in around_telephones(draft, names):
        if open_to[index]:
            names[index] = names[index] or TELEPHONE
    for run in list_runs(draft):
        if all(decisions[at].action != "drop" for at in run) and says_something(draft, run):
            for at in filter(open_to.__getitem__, run):
                names[at] = names[at] or "list item among kept siblings"
    for index in headings_over_prose(draft, decisions):
        if open_to[index]:
            names[index] = names[index] or "heading over kept text"
    return tuple(names)


def is_fact(draft: Draft, index: int) -> bool:
    """Whether a unit states a dose or a share of people: lost, no other sentence has it."""
    folded = draft.folded[index] or draft.texts[index].casefold()
    counted = index in draft.derived(with_digit) or holds_any(folded, COUNT_CUES)
    return bool(counted and DOSE.search(folded)) and draft.word_count(index) >= MIN_FACT


def around_telephones(draft: Draft, names: Sequence[str]) -> frozenset[int]:
    """The units that name a telephone number, and the short ones that stand right beside help.

    "Under 19?" above a help line is a part of it; so is what shares its line.
    """
    digits = draft.derived(with_digit)
    numbered = [
        name in HELP or (index in digits and names_telephone(draft.folded[index]))
        for index, name in enumerate(names)
    ]
    found = {index for index, is_numbered in enumerate(numbered) if is_numbered}
    for index in tuple(found):
        first, last = draft.block_start(index), draft.block_end(index)
        if last - first < MAX_LEAD:
            found.update(range(first, last + 1))
        above = first - 1
        if above >= 0 and draft.folded[above].endswith("?") and draft.word_count(above) <= MAX_LEAD:
            found.add(above)
    return frozenset(found)


def list_runs(draft: Draft) -> Iterator[list[int]]:
    """The indices of each list's units: list items with nothing else between them, two or more."""
    numbered = groupby(enumerate(draft.units), key=lambda pair: pair[1].kind == "list_item")
    for is_list, group in numbered:
        run = [index for index, _ in group]
        if is_list and len({draft.units[index].block for index in run}) > 1:
            yield run


def says_something(draft: Draft, run: Sequence[int]) -> bool:
    """Whether a list is the author's: led into by a sentence, or with items long enough to say so.

    A menu is a list too; its items are a word or two, and nothing leads into it.
    """
    above = draft.lead_ins[run[0]]
    led_into = above >= 0 and draft.folded[above].endswith(":")
    long = sum(draft.word_count(index) >= MIN_ITEM for index in run)
    return led_into or 2 * long > len(run)


def lone_in_list(draft: Draft, dropped: Sequence[bool]) -> frozenset[int]:
    """Of the units that a classifier would drop, the list items all of whose siblings stay.

    A list is dropped whole or not at all by a weak sign: a gap in it misleads the reader.
    """
    gaps = ([index for index in run if dropped[index]] for run in list_runs(draft))
    return frozenset(gap[0] for gap in gaps if len(gap) == 1)


def headings_over_prose(draft: Draft, decisions: Sequence[Decision]) -> Iterator[int]:
    """The headings whose next kept unit belongs to a paragraph; or is such a heading, and lower."""
    below, over_prose = -1, False  # the next kept unit; whether it is prose, or a heading over it
    for index in range(len(decisions) - 1, -1, -1):
        unit = draft.units[index]
        if decisions[index].action == "drop":
            continue
        if unit.kind != "heading":
            over_prose = is_prose(draft, index)
        else:
            lower = below >= 0 and draft.units[below].level > unit.level
            over_prose = over_prose and (lower or draft.units[below].kind != "heading")
            if over_prose:
                yield index
        below = index


def is_prose(draft: Draft, index: int) -> bool:
    """Whether a unit belongs to a paragraph of some length that ends as sentences do."""
    ends = draft.texts[draft.block_end(index)].endswith(SENTENCE_ENDS)
    return ends and draft.block_words(index) >= MIN_PROSE
