"""When a sentence whose frame several sites share is junk: that is one sign, and it takes another.

Honest sentences meet by chance too, more of them the more sites a collection has, and an article
that three sites print has all of its frames on three sites. So a sentence goes only where it also
bears a sign of a paid link, stands where a page has its furniture, or beside what was dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.clean.decision import Decision
from corpus.clean.draft import Draft
from corpus.clean.frames import frame_of
from corpus.clean.protect import shields
from corpus.clean.repeated_lines import MIN_OWN, last_own, stands_over_own
from corpus.clean.rules.lures import same_paragraph
from corpus.clean.rules.paid_links import signs_at

RULE = "shared-frame/1"
SOLD = "worded alike on several sites, and a sign of a paid link"
HEAD = "worded alike on several sites, and above the title"
FOOT = "worded alike on several sites, and below the last paragraph of the article's own"
RUN = "worded alike on several sites, and beside what was dropped"

MIN_COPIED = 3  # such sentences inside paragraphs; fewer may have been put in


def drop_shared(draft: Draft, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, with the kept sentences dropped that sites share and have a second sign."""
    result = list(decisions)
    if not draft.shared or is_printed_elsewhere(draft, decisions):
        return result
    held = shields(draft, decisions)
    foot = last_own(draft, decisions) + 1
    for index in sorted(draft.shared):
        if decisions[index].action != "keep" or held[index] or is_title(draft, index):
            continue
        if reason := second_sign(draft, result, index, foot):
            result[index] = decisions[index]._replace(action="drop", rule=RULE, reason=reason)
    return result


def is_printed_elsewhere(draft: Draft, decisions: Sequence[Decision]) -> bool:
    """Whether other sites have the article itself: most of the frames in its paragraphs."""
    framed = [
        index
        for index, each in enumerate(decisions)
        if each.action != "drop"
        and draft.block_words(index) >= MIN_OWN
        and frame_of(draft.units[index].text) is not None
    ]
    shared = sum(index in draft.shared for index in framed)
    return shared >= MIN_COPIED and 2 * shared > len(framed)


def is_title(draft: Draft, index: int) -> bool:
    """Whether a unit is the article's title: other sites name it where they point at it."""
    return draft.folded[index] == draft.folded_title


def second_sign(draft: Draft, decisions: Sequence[Decision], index: int, foot: int) -> str:
    """What else says that a sentence is junk, in words; '' where nothing does."""
    if signs_at(draft, index):
        return SOLD
    if index < draft.title_at:
        return HEAD
    if index >= foot > 0:
        return FOOT
    return RUN if beside_dropped(draft, decisions, index) else ""


def beside_dropped(draft: Draft, decisions: Sequence[Decision], index: int) -> bool:
    """Whether a neighbour was dropped: of the paragraph, or of a line of its own the next line.

    A line of its own right above prose may be a heading of it, unless it ends as statements do.
    """
    states = draft.texts[index].endswith((".", "!"))
    if draft.alone(index) and not states and stands_over_own(draft, decisions, index):
        return False
    return any(
        0 <= at < len(decisions)
        and decisions[at].action == "drop"
        and decisions[at].unit.kind != "markup"
        and (draft.alone(index) or same_paragraph(draft, index, at))
        for at in (index - 1, index + 1)
    )
