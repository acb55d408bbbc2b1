"""The likeliest title among the lines above an article's first long paragraph."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable

from corpus.clean.draft import Draft
from corpus.clean.rules.sections import CONTENTS

MIN_LONG, MAX_LONG = 20, 300  # words of a long paragraph; how many of them tell the topic
MAX_LINES = 200  # above the first long paragraph
MAX_TITLE = 25  # words
MAX_ENTRIES = 12  # of a list of contents above the article
NEAR = 12  # units below a line, among which it may stand again
MAX_NAME = 4  # words of an author's name on a line of its own
MIN_STANDFIRST, MAX_STANDFIRST = 5, 45  # words
UNDER_TITLES = frozenset(  # rules, of what stands under a title
    ("byline", "date-line", "name-line", "posted-by", "share-bar", "user-box", "votes")
)
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
PATH = re.compile(r"[|›»•·]\s|\s[>/]\s")  # but not the end of a tag
ENDS = (".", "!", "?", '"', "”", ")")
PAGE = re.compile(r"(?:page\s)?\d{1,3}\s(?:of|/)\s\d{1,3}")
BY = re.compile(
    r"(?:(?:written|posted|published|words|story|article|text|pictures)\s)?by\s\S.{1,60}"
)
CREDIT = re.compile(
    r"""\b(?:photo(?:graph)?s?|pictures?|images?|illustrations?)(?:\s(?:by|credits?))?\s?[:/|]
      |\bcredits?\s?:|\bcourtesy\sof\b|\bgetty\b""",
    re.VERBOSE,
)
CODE = re.compile(  # "Ref: AB/12", "Form no. 4", "LF-0231 v2"
    r"""(?:ref(?:erence)?|doc(?:ument)?|form|leaflet)\b\.?\s?(?:(?:no|number|code|id)\b\.?|\#)?\s?[:#]
      |\b[a-z]{2,}[/-](?:[a-z]+[/-])?\d{3,}\b""",
    re.VERBOSE,
)

Dropped = Callable[[int], str]  # the rule that drops a unit; '' where it stays


def likely_titles(draft: Draft, dropped: Dropped) -> list[int]:
    """The likeliest title among the lines above the first long paragraph; none where none is.

    None, too, below a heading at the top, where no paragraph has a word of the likeliest line.

    What is hardly ever one is chosen only where nothing else is left: a list item, a sentence, a
    picture's credit, a document's code, an entry of a list of contents.
    """
    long = long_paragraphs(draft)
    if not long:
        return []
    spoken_of = Counter(word for start in long for word in words_of_block(draft, start))
    lines = [
        index
        for index in range(max(0, long[0] - MAX_LINES), long[0])
        if may_be_title(draft, index) and not dropped(index)
    ]
    lines = [index for index in lines if not is_no_title(draft, index)] or lines

    def score(index: int) -> float:
        return likeness(draft, index, long[0], spoken_of) + under(draft, index, dropped)

    def tells_nothing(index: int) -> bool:
        words = LONG_WORD.findall(draft.folded[index])
        return not (under(draft, index, dropped) or any(word in spoken_of for word in words))

    best = max(lines, key=score, default=-1)
    if best < 0 or (draft.units[0].kind == "heading" and tells_nothing(best)):
        return []
    return [best]


def long_paragraphs(draft: Draft) -> list[int]:
    """Where each of the first long paragraphs begins."""
    starts = (
        first
        for first, last in draft.block_bounds.values()
        if draft.block_words(first) >= MIN_LONG and draft.texts[last].endswith(ENDS)
    )
    return [first for first, _ in zip(starts, range(MAX_LONG), strict=False)]


def words_of_block(draft: Draft, start: int) -> set[str]:
    """The longer words of a paragraph."""
    texts = draft.texts[start : draft.block_end(start) + 1]
    return set(LONG_WORD.findall(" ".join(texts).casefold()))


def may_be_title(draft: Draft, index: int) -> bool:
    """Whether a unit is a line of its own, of a title's length, and no path of a menu."""
    return (
        draft.alone(index)
        and 2 <= draft.word_count(index) <= MAX_TITLE
        and PATH.search(draft.texts[index]) is None
    )


def is_no_title(draft: Draft, index: int) -> bool:
    """Whether a line is hardly ever a title, though it may be as long and speak of the topic."""
    folded = draft.folded[index]
    return (
        draft.units[index].kind == "list_item"
        or folded.endswith(".")
        or CREDIT.search(folded) is not None
        or CODE.match(folded) is not None
        or BY.fullmatch(folded) is not None
        or draft.last_heading.get(folded, -1) > index
        or in_contents(draft, index)
    )


def in_contents(draft: Draft, index: int) -> bool:
    """Whether only short lines stand between a line and "On this page" above it."""
    for above in range(index - 1, max(-1, index - 1 - MAX_ENTRIES), -1):
        if not draft.alone(above) or draft.word_count(above) > MAX_TITLE:
            return False
        if CONTENTS.fullmatch(draft.folded[above]):
            return True
    return False


def likeness(draft: Draft, index: int, first_long: int, spoken_of: Counter[str]) -> float:
    """How much a line is like a title by its words; the more the likelier.

    With `under` a linear model, fitted to the lines above the first long paragraph of the pages
    whose titles were labelled by hand, but for those that are only for measuring.
    """
    words = set(LONG_WORD.findall(draft.folded[index]))
    of = max(1, len(words))
    share = sum(word in spoken_of for word in words) / of
    several = min(len(words), 6) / 6
    return (
        2.8 * sum(min(spoken_of[word], 3) for word in words) / of / 3
        + 0.9 * min(draft.word_count(index), 12) / 12
        + 1.3 * (draft.word_count(index) >= 4)
        + 1.2 * math.exp((index - first_long) / 5)
        + 1.6 * stands_again(draft, index)
        + 1.0 * stands_twice(draft, index)
        - 0.3 * draft.folded[index].endswith((":", "!"))
        + 2.8 * share * several
        + 0.5 * several
    )


def stands_twice(draft: Draft, index: int) -> bool:
    """Whether a line stands in the text's first lines more than once, as under its picture."""
    return draft.folded[: index + NEAR].count(draft.folded[index]) > 1


def stands_again(draft: Draft, index: int) -> bool:
    """Whether a heading's words are part of another line in the text's first lines."""
    words = draft.folded[index]
    near = draft.folded[: index + NEAR]
    return len(words) >= 8 and any(words in line and words != line for line in near)


def under(draft: Draft, index: int, dropped: Dropped) -> float:
    """How much what stands under a line makes it a title: a byline, a date, a share bar.

    They stand there at once, or with the author's bare name or a standfirst between.
    """
    below = index + 1
    if is_under_title(draft, below, dropped):
        return 1.5
    if is_bare_name(draft, below):
        return 1.5 * is_under_title(draft, below + 1, dropped)
    if below >= len(draft.units) or not (
        MIN_STANDFIRST <= draft.block_words(below) <= MAX_STANDFIRST
    ):
        return 0
    below = draft.block_end(below) + 1
    return 1.1 * is_under_title(draft, below + is_bare_name(draft, below), dropped)


def is_under_title(draft: Draft, index: int, dropped: Dropped) -> bool:
    """Whether a unit is a byline, a date, a share bar or a page's number."""
    if index >= len(draft.units):
        return False
    folded = draft.folded[index]
    return (
        PAGE.fullmatch(folded) is not None
        or (draft.alone(index) and BY.fullmatch(folded) is not None)
        or dropped(index) in UNDER_TITLES
    )


def is_bare_name(draft: Draft, index: int) -> bool:
    """Whether a unit may be a name on a line of its own: two to four words, all with capitals."""
    if index >= len(draft.units) or not draft.alone(index):
        return False
    words = draft.texts[index].split()
    return 2 <= len(words) <= MAX_NAME and all(word[0].isupper() for word in words)
