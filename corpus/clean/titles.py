"""Which line of a text is its title, where the source does not say."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.clean.draft import Draft
from corpus.clean.likely_titles import Dropped, likely_titles, stands_again
from corpus.clean.rules.bylines import base_of_counted

MAX_HEAD = 40  # units above the first paragraph among which a title is looked for
MIN_PARAGRAPH = 15  # words of a sentence that is the article's own, not its head's
MAX_LENGTH = 300  # characters; a longer heading is a paragraph in the wrong tag


def visible_title(draft: Draft, dropped: Dropped) -> str:
    """The title by its place and look; '' where no line looks like one.

    A heading that is marked as one tells. Where headings are only guessed, a title is told from
    a site's name and a menu's lines by how much of it the paragraphs below speak of, and by what
    stands under it. A text without long paragraphs is left with its headings.

    Args:
        draft: the text, its title not known.
        dropped: the rule that drops a unit, by its index; '' for one that stays.
    """
    titles = headings_at_top(draft, dropped)
    if not titles or draft.units[titles[0]].text[:1] != "#":
        titles = likely_titles(draft, dropped) or titles
    title = draft.texts[titles[0]] if titles else ""
    return title if len(title) <= MAX_LENGTH else ""


def headings_at_top(draft: Draft, dropped: Dropped) -> list[int]:
    """The headings at the top that may be the title, the likeliest first.

    Where there are several, as a site's name above the title: those that are part of another
    line, as of a path or of a picture's caption; else the highest.
    """
    top = [index for index in title_candidates(draft) if not dropped(index)]
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
            base = base_of_counted(draft.texts[index])
            if not (base and base in draft.lines):
                yield index
            if not in_head:
                return
        if in_head and unit.kind == "sentence" and draft.word_count(index) >= MIN_PARAGRAPH:
            in_head = not draft.folded[index].endswith((".", "!", "?"))
