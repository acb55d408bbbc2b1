"""Lists of contents, and whole sections that belong to the page and not to the article."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Literal

from corpus.clean.draft import Draft
from corpus.clean.rules.phrases import any_phrase
from corpus.clean.rules.rule import Among, Rule

MAX_HEAD_LINE = 22  # words; above the title there are menus and paths
HEAD = 15  # units; a path stands above the article
SYMBOLS = re.compile(r"(?![{}\[\]()<>;]+\Z)[\W_]*")  # a lone bracket is code
Section = Literal["lists", "teasers", "buttons", ""]
LISTS = re.compile(  # of works that the article rests on
    r"""(?:references|sources|bibliography|citations|footnotes|works\scited|further\sreading
      |external\slinks|see\salso)\s?[:.]?""",
    re.VERBOSE,
)
TEASERS = re.compile(  # of other pages
    rf"""(?:(?:related|recommended|similar|popular|latest|recent|featured|suggested|other|more)\s
          (?:posts?|articles?|reading|reads|stories|questions|guides?|threads|news|notes)
          (?:\sabout\s.{{1,60}})?
      |(?:related|recommended|similar|popular|latest|featured|suggested)\s
          (?:content|links|topics?|resources|pages?)
      |you\s(?:may|might)\salso\s(?:like|enjoy)|also\sread|read\snext|keep\sexploring
      |more\sfrom\s.{{1,60}}|trending\snow|from\s(?:the|our)\sarchives?|missed\sa\sletter\??
      |backlinks|(?:connected|linked)\snotes|browse\s(?:other|more|all)\s\w{{1,20}}
      |people\salso\sask(?:ed)?|others\salso\sasked
      |{any_phrase("related")})\s?[:.]?""",
    re.VERBOSE,
)
ABOUT = re.compile(
    r"about\s(?:the\s)?(?:author|writer|us|this\ssite|our\s\w+|the\sauthor)s?\s?[:.]?"
)
ADDRESS = re.compile(r"contact\s?[:.]?")
BUTTONS = re.compile(
    r"""(?:share|tags?|categories|archives|newsletter|quick\slinks|contact(?:\sus)?|follow\sus
      |opening\s(?:hours|times)|our\slocations?|find\sus)\s?[:.]?""",
    re.VERBOSE,
)
COMMENTS = re.compile(  # readers' comments under an article
    rf"""(?:(?:\d+\s)?comments?(?:\s\(\d+\))?|(?:leave|post)\sa\s(?:comment|reply)
      |(?:\d+|one|two)\s(?:responses?|replies|thoughts?|comments?)\s(?:to|on)\s.{{1,160}}
      |{any_phrase("comments")}|{any_phrase("reply")})\s?[:.]?""",
    re.VERBOSE,
)
CONTENTS = re.compile(
    rf"""(?:on\sthis\spage|(?:table\sof\s)?contents|in\sthis\s(?:article|guide|post|section)
      |what's\sin\sthis\sarticle\??|jump\sto(?:\sa)?\ssection|{any_phrase("contents")})\s?[:.]?""",
    re.VERBOSE,
)
MIN_PROSE = 60  # words; a paragraph this long under such a heading is the author's after all
MAX_TEASERS = 250  # words; no list of teasers and no author's note is longer
MAX_CHAIN = 40  # units from "Related posts" to its last teaser
MAX_TEASER = 40  # words of a teaser that breaks off
MAX_TITLE = 22  # words of a teaser's title


def is_above_title(draft: Draft, index: int) -> bool:
    """Drop the short lines at the top, down to the title: the site's name and its menus.

    Left alone: everything where the title is not a line of the text, and whole sentences.
    """
    title = draft.title_at
    return index < title < HEAD and all(
        draft.alone(above)
        and draft.word_count(above) <= MAX_HEAD_LINE
        and not draft.folded[above].endswith((".", "!", ":"))
        for above in range(title)
    )


def is_listed_heading(draft: Draft, index: int) -> bool:
    """Drop a line of a table of contents: a short line whose words stand below as a heading.

    Left alone: headings themselves, sentences, and a list that a sentence leads into.
    """
    unit, folded = draft.units[index], draft.folded[index]
    if unit.kind == "heading" or not draft.alone(index) or not folded:
        return False
    if lead_in(draft, index).endswith(":"):
        return False
    heading = draft.last_heading.get(folded, -1)
    return heading > index and folded != draft.folded_title and heads_prose(draft, heading)


def heads_prose(draft: Draft, heading: int) -> bool:
    """Whether a line of eight words or more stands directly under a heading."""
    below = heading + 1
    return (
        below < len(draft.units)
        and draft.units[below].kind != "heading"
        and draft.block_words(below) >= 8
    )


def lead_in(draft: Draft, index: int) -> str:
    """The sentence that a list item's list stands under; '' where a heading or nothing does."""
    above = draft.lead_ins[index]
    return draft.folded[above] if above >= 0 and draft.units[above].kind == "sentence" else ""


def junk_sections(draft: Draft) -> frozenset[int]:
    """What stands under "References", "Related posts", "Comments", and the headings themselves.

    Left alone: paragraphs of 60 words and more; all of a section of teasers that is longer than
    250 words; under "Contents" and "Share" all but the short lines; "Contact" over a sentence.
    """
    above = draft.heading_above
    kinds = {
        heading: kind_of_section(draft.folded[heading]) for heading in set(above) if heading > 0
    }
    found = (index for index in range(len(above)) if is_junk_under(draft, index, kinds))
    return draft.derived(teasers).union(found)


def is_junk_under(draft: Draft, index: int, kinds: dict[int, Section]) -> bool:
    """Whether a unit under one of some headings is as short as what such a section has."""
    above = draft.heading_above[index]
    kind = kinds.get(above, "")
    if not kind:
        return False
    if kind == "buttons":
        stays = index == above and heads_address(draft, above)
        return draft.last_prose[index] <= above and not stays
    short = kind == "lists" or draft.words_under[above] <= MAX_TEASERS
    return short and draft.block_words(index) < MIN_PROSE


def heads_address(draft: Draft, heading: int) -> bool:
    """Whether a heading "Contact" stands over a sentence, as over whom to call."""
    if ADDRESS.fullmatch(draft.folded[heading]) is None:
        return False
    below = heading + 1
    while below < len(draft.units) and draft.heading_above[below] == heading:
        below += 1
    return draft.last_prose[below - 1] > heading


@lru_cache(maxsize=4096)
def kind_of_section(heading: str) -> Section:
    """What stands under a heading, by its folded words; '' for all that is the author's."""
    if LISTS.fullmatch(heading) or COMMENTS.fullmatch(heading):
        return "lists"
    if TEASERS.fullmatch(heading) or ABOUT.fullmatch(heading):
        return "teasers"
    return "buttons" if CONTENTS.fullmatch(heading) or BUTTONS.fullmatch(heading) else ""


def teasers(draft: Draft) -> frozenset[int]:
    """The lines below "Related posts" or the like, down to the first that is no teaser's.

    In a text without markup each teaser's title looks like a heading of its own, and
    "Related posts" like any line.
    """
    found: set[int] = set()
    lines = (index for index, alone in enumerate(draft.stand_alone) if alone)
    markers = [index for index in lines if TEASERS.fullmatch(draft.folded[index])]
    for marker, following in pairwise((*markers, len(draft.units))):
        chain = range(marker + 1, min(marker + MAX_CHAIN + 1, following)) if marker > 0 else ()
        found.update(takewhile(lambda index: is_teaser_line(draft, index), chain))
    return frozenset(found)


def is_teaser_line(draft: Draft, index: int) -> bool:
    """Whether a line is a teaser's title or breaks off, and heads no prose."""
    last = draft.block_end(index)
    words = draft.block_words(index)
    if draft.folded[last].endswith(("…", "...")):
        return words <= MAX_TEASER
    if words > MAX_TITLE or draft.folded[last].endswith((".", "!", ":")):
        return False
    below = last + 1
    if draft.units[index].kind != "heading" or below >= len(draft.units):
        return True
    broken_off = draft.folded[draft.block_end(below)].endswith(("…", "..."))
    return broken_off or draft.block_words(below) <= MAX_TITLE


RULES = (
    Rule(
        id="symbols",
        version=2,
        reason="nothing but punctuation",
        lines=(SYMBOLS,),
        example="* * *",
    ),
    Rule(
        id="site-head",
        version=1,
        reason="above the title: a site's name or menu",
        lines=(is_above_title,),
        example="Moonrise Clinic",
    ),
    Rule(
        id="contents-list",
        version=1,
        reason="a line of the table of contents",
        lines=(is_listed_heading,),
        example="Light and dark",
    ),
    Rule(
        id="junk-section",
        version=3,
        reason="under a heading such as References or Related posts",
        anywhere=(Among(junk_sections),),
        example="Holm E. Sleep and the clock. J Rest 2019;4:12-19.",
    ),
)
