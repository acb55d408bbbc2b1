"""Entries of reference lists, known by how they end, and the authors' short lives above them."""

from __future__ import annotations

import re
from itertools import groupby

from corpus.clean.draft import Draft
from corpus.clean.looks import with_digit
from corpus.clean.rules.bylines import DATE
from corpus.clean.rules.rule import Among, Rule

ENTRY_END = re.compile(  # of a block's last sentence; nothing else ends so
    rf"""(?:^|.*[^(])(?:
        (?:doi\s?:?\s?|https?://(?:dx\.)?doi\.org/)\S{{5,200}}      # its identifier
      | \b(?:19|20)\d\d(?:\s[a-z]{{3,9}}\.?(?:\s\d{{1,2}})?)?;\s?\d{{1,4}}  # year; volume
          (?:\s?\([\w\s.-]{{1,20}}\))?\s?:\s?[a-z]?\d[\w,\s-]{{0,24}}        # (issue): pages
      | \b(?:accessed|retrieved)(?:\son)?:?\s{DATE}                    # when it was looked up
      | \bpmid\s?:\s?\d{{6,9}}
    )\.?""",
    re.VERBOSE,
)
IN_BRACKETS = re.compile(r"\([^)]*(?:doi|accessed|retrieved|pmid)")  # a source named in passing
MAX_ENTRY_WORDS = 60
MIN_CERTAIN = 2  # entries in a list, for the items between them to be entries too
LETTERS = (
    r"(?:m\.?d|ph\.?d|psy\.?d|ed\.?d|d\.?o|m\.?s|m\.?a|b\.?a|lcsw|licsw|lmft|lmhc|lpc|msw|mft|mph"
    r"|rn|r\.?d|np|fnp|pharmd|mscp|m\.?ed)\.?"
)
LIFE = re.compile(  # "Ann Lee, PhD, is a psychologist …"
    rf"""(?:(?:dr\.?|prof\.?)\s)?[\w'-]+(?:\s[\w'.-]+){{1,3}},\s
      {LETTERS}(?:,?\s{LETTERS}){{0,3}},?\s
      (?:is|has\sbeen|was)\s(?:an?|the|board|currently|also|one)\b.{{0,400}}""",
    re.VERBOSE,
)
MAX_LIFE_WORDS = 70


def is_entry(draft: Draft, index: int) -> bool:
    """Whether a unit's block is certainly an entry of a reference list."""
    end = draft.block_end(index)
    last = draft.folded[end]
    if end not in draft.derived(with_digit) and "doi" not in last:  # a year or an identifier
        return False
    if draft.block_words(index) > MAX_ENTRY_WORDS:
        return False
    return ENTRY_END.fullmatch(last) is not None and IN_BRACKETS.search(last) is None


def entries(draft: Draft) -> frozenset[int]:
    """The units of entries: certain ones, and in a list what stands between two of them.

    An entry is "Lee A. Sleep. J Rest. 2019;4:12-19." wherever it stands as a block of its own.
    Left alone: a paragraph of more than 60 words, and a source that is named in brackets.
    """
    certain = {
        index
        for block, (first, last) in draft.block_bounds.items()
        if block >= 0 and is_entry(draft, first)
        for index in range(first, last + 1)
    }
    found = set(certain)
    for is_list, run in groupby(
        range(len(draft.units)), lambda at: draft.units[at].kind == "list_item"
    ):
        items = [index for index in run if is_list and index in certain]
        blocks = {draft.units[index].block for index in items}
        if len(blocks) >= MIN_CERTAIN:
            between = range(items[0], items[-1] + 1)
            found |= {at for at in between if draft.block_words(at) <= MAX_ENTRY_WORDS}
    return frozenset(found)


def lives(draft: Draft) -> frozenset[int]:
    """The units of short blocks that begin "Ann Lee, PhD, is a psychologist": an author's life.

    Left alone: longer blocks, which tell of somebody, and what Ann Lee, PhD, says or found.
    """
    return frozenset(
        index
        for first, last in draft.block_bounds.values()
        if ", " in draft.folded[first]
        and draft.block_words(first) <= MAX_LIFE_WORDS
        and LIFE.fullmatch(draft.folded[first])
        for index in range(first, last + 1)
    )


RULES = (
    Rule(
        id="reference-entry",
        version=1,
        reason="an entry of a reference list",
        anywhere=(Among(entries),),
        example="Holm E, Lind K. Naps and mood. J Rest. 2019;4(2):12-19.",
    ),
    Rule(
        id="author-life",
        version=1,
        reason="the author's life, which is about no reader's question",
        anywhere=(Among(lives),),
        example="Ann Holm, PhD, is a psychologist and the author of three books.",
    ),
)
