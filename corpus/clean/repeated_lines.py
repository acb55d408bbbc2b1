"""When a line that its site repeats is junk: repetition is one sign, and there has to be another.

Measured on full pages, repetition alone takes 15 % of the body with the junk: definitions, headings
that every page of a series has, boxes. So a line goes only where its form or its place says the
same, and never where it says whom to call, is a quotation, or stands over what is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.clean.decision import Decision
from corpus.clean.draft import Draft
from corpus.clean.protect import SENTENCE_ENDS, shields

RULE = "repeated-line/1"
MENU = "repeated over its site, and no sentence"
HEAD = "repeated over its site, and above the title"
FOOT = "repeated over its site, and below the last paragraph of the article's own"
RUN = "repeated over its site, and among other lines of the kind"

MIN_SENTENCE = 6  # words; what is shorter reads like a button even with a full stop
MAX_SHARE = 0.5  # of an article's words; above it, what repeats is the article: a copy of another
MIN_OWN = 30  # words of a paragraph that the article has of its own


def drop_repeated(draft: Draft, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, with the kept lines dropped that repeat and have a second sign of junk."""
    result = list(decisions)
    if not draft.repeated or is_copy(draft, decisions):
        return result
    held = shields(draft, decisions)
    foot = last_own(draft, decisions) + 1
    for index in sorted(draft.repeated):
        if decisions[index].action != "keep" or is_held(draft, held, index):
            continue
        if reason := second_sign(draft, decisions, index, foot):
            result[index] = decisions[index]._replace(action="drop", rule=RULE, reason=reason)
    return result


def is_copy(draft: Draft, decisions: Sequence[Decision]) -> bool:
    """Whether most of what would be kept is repeated: the article itself is there several times."""
    kept = [index for index, each in enumerate(decisions) if each.action != "drop"]
    words = sum(map(draft.word_count, kept))
    return sum(draft.word_count(at) for at in kept if at in draft.repeated) > MAX_SHARE * words


def is_held(draft: Draft, held: Sequence[str], index: int) -> bool:
    """Whether something keeps a unit from being dropped.

    Siblings hold a list item unless the whole list is repeated; a heading above the title stands
    over nothing but that.
    """
    if held[index] == "list item among kept siblings":
        return not is_menu(draft, index)
    if held[index] == "heading over kept text":
        return index >= draft.title_at
    return bool(held[index])


def second_sign(draft: Draft, decisions: Sequence[Decision], index: int, foot: int) -> str:
    """What else says that a repeated line is junk, in words; '' where nothing does."""
    if index < draft.title_at:
        return HEAD
    if index >= foot > 0:
        return FOOT
    if draft.units[index].kind == "list_item":
        return MENU if is_menu(draft, index) else ""
    first, last = draft.block_bounds[draft.units[index].block]
    if not draft.repeated.issuperset(range(first, last + 1)):
        return ""
    if first != last or is_sentence(draft, index):
        return RUN if among_furniture(draft, decisions, first, last) else ""
    return "" if stands_over_own(draft, decisions, index) else MENU


def is_menu(draft: Draft, index: int) -> bool:
    """Whether all items of a list item's list are repeated."""
    first = last = index
    while first and draft.units[first - 1].kind == "list_item":
        first -= 1
    while last + 1 < len(draft.units) and draft.units[last + 1].kind == "list_item":
        last += 1
    return draft.repeated.issuperset(range(first, last + 1))


def is_sentence(draft: Draft, index: int) -> bool:
    """Whether a unit reads as a sentence: some words, and an end."""
    ends = draft.texts[index].endswith(SENTENCE_ENDS)
    return ends and draft.word_count(index) >= MIN_SENTENCE


def among_furniture(draft: Draft, decisions: Sequence[Decision], first: int, last: int) -> bool:
    """Whether the line above or below a block was dropped, or is repeated and no sentence."""
    return any(
        decisions[at].action == "drop" or (at in draft.repeated and not is_sentence(draft, at))
        for at in (first - 1, last + 1)
        if 0 <= at < len(decisions) and decisions[at].unit.kind != "markup"
    )


def stands_over_own(draft: Draft, decisions: Sequence[Decision], index: int) -> bool:
    """Whether a short line may be the heading of what comes next: text of the article's own.

    Plain text does not say what is a heading, and "Symptoms" stands on every page of a series. A
    line that is none, right above one, is over nothing.
    """
    for below in range(index + 1, len(decisions)):
        if decisions[below].action != "drop":
            own = below not in draft.repeated
            kinds = draft.units[index].kind, draft.units[below].kind
            return own and (kinds[0] == "heading" or kinds[1] != "heading")
    return False


def last_own(draft: Draft, decisions: Sequence[Decision]) -> int:
    """The index of the last unit of the last paragraph that is the article's own; −1 for none."""
    for index in range(len(decisions) - 1, -1, -1):
        own = decisions[index].action != "drop" and index not in draft.repeated
        if own and draft.block_words(index) >= MIN_OWN:
            return draft.block_end(index)
    return -1
