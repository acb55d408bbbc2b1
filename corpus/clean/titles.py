"""Which line of a text is its title, where the source does not say."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from corpus.clean.draft import Draft
from corpus.clean.rules.bylines import base_of_counted

MAX_HEAD = 40  # units above the first paragraph among which a title is looked for
MIN_PARAGRAPH = 15  # words of a sentence that is the article's own, not its head's
MIN_LONG, MAX_LONG = 20, 300  # words of a long paragraph; how many of them tell the topic
MAX_LINES = 200  # above the first long paragraph
MAX_TITLE = 25  # words
MAX_LENGTH = 300  # characters; a longer heading is a paragraph in the wrong tag
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
PATH = re.compile(r"[|›»>/•·]\s")
ENDS = (".", "!", "?", '"', "”", ")")

Stays = Callable[[int], bool]  # whether no rule drops a unit


def visible_title(draft: Draft, stays: Stays) -> str:
    """The title by its place and look; '' where no line looks like one.

    In a text with blank lines, its headings tell. Where the lines stand close, a title is told
    from a menu's lines by how much of it the paragraphs below speak of.
    """
    titles = headings_at_top(draft, stays)
    if not titles or stands_close(draft):
        titles = likely_titles(draft, stays) or titles
    title = draft.texts[titles[0]] if titles else ""
    return title if len(title) <= MAX_LENGTH else ""


def headings_at_top(draft: Draft, stays: Stays) -> list[int]:
    """The headings at the top that may be the title, the likeliest first.

    Where there are several, as a site's name above the title: those that are part of another
    line, as of a path or of a picture's caption; else the highest.
    """
    top = [index for index in title_candidates(draft) if stays(index)]
    highest = min((draft.units[i].level for i in top), default=0)
    again = [i for i in top if stands_again(draft, i)]
    return again or [i for i in top if draft.units[i].level == highest]


def title_candidates(draft: Draft) -> Iterator[int]:
    """The headings above the first paragraph, and the first heading of level 1 wherever it is."""
    in_head = True
    for index, unit in enumerate(draft.units):
        in_head = in_head and index < MAX_HEAD
        if in_head and draft.alone(index) and f"{draft.folded[index]} 1" in draft.lines:
            yield index  # a picture beside it was named after it
        elif unit.kind == "heading" and (in_head or unit.level == 1):
            if base_of_counted(draft.texts[index]) not in draft.lines:
                yield index
            if not in_head:
                return
        if in_head and unit.kind == "sentence" and draft.word_count(index) >= MIN_PARAGRAPH:
            in_head = not draft.folded[index].endswith((".", "!", "?"))


def stands_again(draft: Draft, index: int) -> bool:
    """Whether a heading's words are part of another line in the text's first lines."""
    words = draft.folded[index]
    near = draft.folded[: index + 12]
    return len(words) >= 8 and any(words in line and words != line for line in near)


def stands_close(draft: Draft) -> bool:
    """Whether most blocks follow one another without a blank line between them."""
    gaps = [
        following.start - unit.end > 1
        for unit, following in pairwise(draft.units[:MAX_LINES])
        if unit.block != following.block
    ]
    return 2 * sum(gaps) < len(gaps)


def likely_titles(draft: Draft, stays: Stays) -> list[int]:
    """The likeliest title among the lines above the first long paragraph; none where none is."""
    long = long_paragraphs(draft)
    if not long:
        return []
    spoken_of = Counter(word for start in long for word in words_of_block(draft, start))
    lines = [
        index
        for index in range(max(0, long[0] - MAX_LINES), long[0])
        if may_be_title(draft, index) and stays(index)
    ]
    best = max(lines, key=lambda index: likeness(draft, index, long[0], spoken_of), default=-1)
    return [best] if best >= 0 else []


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


def likeness(draft: Draft, index: int, first_long: int, spoken_of: Counter[str]) -> float:
    """How much a line is like a title; the more the likelier.

    A linear model, fitted to the lines above the first long paragraph of 271 pages whose titles
    were labelled by hand.
    """
    folded = draft.folded[index]
    words = set(LONG_WORD.findall(folded))
    of = max(1, len(words))
    share = sum(word in spoken_of for word in words) / of
    several = min(len(words), 6) / 6
    return (
        1.4 * sum(min(spoken_of[word], 3) for word in words) / of / 3
        + 0.4 * min(draft.word_count(index), 12) / 12
        + 1.5 * (draft.word_count(index) >= 4)
        + 3.5 * math.exp((index - first_long) / 5)
        + 1.1 * stands_again(draft, index)
        - 2.2 * folded.endswith((".", ":", "!"))
        - 4.8 * (draft.units[index].kind == "list_item")
        + 2.2 * folded.endswith("?")
        + 4.3 * share * several
        - 1.4 * several
    )
