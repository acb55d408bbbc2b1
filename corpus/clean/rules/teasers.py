"""Titles of other pages below "READ MORE", where no heading marks the list."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.rules.rule import Among, Rule

ABOVE = re.compile(
    r"""(?:read\s(?:more|next|this\snext|also)|you\s(?:may|might)\salso\s(?:like|enjoy)
      |more\s(?:like\sthis|stories|to\sread)|up\snext|don't\smiss|most\sread|trending)\s?:?""",
    re.VERBOSE,
)
MAX_TITLE = 14  # words
MIN_TITLES, MAX_TITLES = 2, 8  # fewer may be the author's headings, one below the other
MIN_TITLE = 3  # words; a shorter line is a heading of the article's own


def titles(draft: Draft) -> frozenset[int]:
    """The lone lines without an end mark below "READ MORE", two or more of them.

    Left alone: the last of them where a text goes on, for it may be its next heading; and a single
    one.
    """
    found: set[int] = set()
    for index, folded in enumerate(draft.folded):
        if draft.alone(index) and ABOVE.fullmatch(folded):
            found.update(titles_below(draft, index))
    return frozenset(found)


def titles_below(draft: Draft, label: int) -> range:
    """The titles right below a label; none where there is but one."""
    end = label + 1
    while end < len(draft.units) and end <= label + MAX_TITLES and is_title(draft, end):
        end += 1
    last = end - 1 if end < len(draft.units) else end  # it may be the next paragraph's heading
    return range(label + 1, last if last - label > MIN_TITLES else label + 1)


def is_title(draft: Draft, index: int) -> bool:
    """Whether a unit may be the title of another page: a few words, and no end mark but "?"."""
    return (
        draft.alone(index)
        and draft.units[index].kind != "list_item"
        and MIN_TITLE <= draft.word_count(index) <= MAX_TITLE
        and draft.folded[index][-1:] not in (".", "!", ":", "")
    )


RULES = (
    Rule(
        id="teaser-title",
        version=1,
        reason="the title of another page",
        anywhere=(Among(titles),),
        example="The warmest socks for cold floors",
    ),
)
