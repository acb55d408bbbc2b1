"""Who wrote, pictured and edited: credits above the text, and writers' lives below it."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.looks import having, holding
from corpus.clean.rules.rule import Among, Rule, mentions

WORK = (
    r"(?:interview|words|text|photos?|photographs?|photography|pictures|illustrations?|reporting)"
)
SHOWN = r"(?:(?:words|text|interview)\s(?:and|&)\s)?(?:photos?|photographs?|illustrations?)"
CAPITAL = r"[A-Z][\w'’-]*[a-z][\w'’-]*"
NAME = rf"{CAPITAL}(?:\s(?:&|and|[A-Z]\.?|{CAPITAL})){{1,5}}"
CREDIT = re.compile(  # "Words by Ann Holm.", "Text and photos: Ann Holm, 3 May 2024"
    rf"""(?:(?i:(?:additional\s)?{WORK}(?:\s(?:and|&)\s{WORK})?\sby\s|(?:{SHOWN}|interview)\s?:\s)
        |(?:Produced|Recorded|Translated|Illustrated|Photographed|Mixed|Hosted)\sby\s)
      {NAME}(?:,\s[^,]{{0,20}}\d{{4}})?\.?""",
    re.VERBOSE,
)
CREDIT_WORDS = (
    *("interview", "words", "text", "photo", "photos", "photograph", "photographs", "photography"),
    *("pictures", "illustration", "illustrations", "reporting", "produced", "recorded"),
    *("translated", "illustrated", "photographed", "mixed", "hosted"),
)
SOCIAL = r"(?:twitter|x|instagram|linkedin|facebook|tiktok|threads|bluesky|mastodon)"
EDITED = re.compile(
    rf"""(?:this\s(?:interview|conversation|q&a|transcript|excerpt|essay)\s(?:has\sbeen|was)\s
          (?:lightly\s|slightly\s|also\s)?(?:edited|condensed|shortened|abridged)\s
          (?:and\s(?:lightly\s)?(?:edited|condensed|shortened)\s)?
          for\s(?:length|clarity|brevity|style|space)\b.{{0,60}}
      |.{{3,80}}\bcontributed\s(?:reporting|to\sthis\s(?:report|story|article))(?:\s(?:from
        |in)\s.{{2,40}})?
      |(?:you\scan\s)?follow\s(?:her|him|them)\son\s{SOCIAL}(?:\s(?:at\s)?@\S+)?
      |(?:see|read)\sour\seditorial\s(?:process|policy|standards|guidelines)\b.{{0,40}}
      |meet\sour\s(?:medical\s|expert\s)?review\s(?:board|team)
      )\.?""",
    re.VERBOSE,
)
LIFE = re.compile(
    r"""(?!.*\b(?:was|were|had|lost|survived|diagnosed|recover\w*|suffer\w*)\b)
      [A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]*){1,3}\sis\s(?:an?|the)\s(?:[\w'’-]+,?\s(?:and\s)?){0,4}?
      (?:(?:staff|freelance|health|science|features|senior)\swriter|journalist|reporter|editor
        |correspondent|columnist)\b.{0,240}""",
    re.VERBOSE | re.DOTALL,
)
LAST_BLOCKS, LAST_THIRD = 6, 2 / 3  # a writer's life stands below the text


def is_credit(draft: Draft, index: int) -> bool:
    """Drop "Words by Ann Holm" where nothing but a name follows.

    Left alone: "Words by which we live", and a number to text.
    """
    return CREDIT.fullmatch(draft.texts[index].strip("_* ")) is not None


def is_life(draft: Draft, index: int) -> bool:
    """Drop "Ann Holm is a staff writer." among the last blocks of a page.

    Left alone: the same further up, where it tells who speaks, and a first name alone.
    """
    blocks = len(draft.block_bounds)
    last = blocks - draft.derived(places)[draft.units[index].block] <= LAST_BLOCKS
    if not last or index < LAST_THIRD * len(draft.units):
        return False
    return LIFE.fullmatch(draft.texts[index]) is not None


def places(draft: Draft) -> dict[int, int]:
    """Each block's place among the blocks."""
    return {block: place for place, block in enumerate(draft.block_bounds)}


RULES = (
    Rule(
        id="credit",
        version=1,
        reason="who wrote, pictured or edited it",
        anywhere=(
            Among(having(*CREDIT_WORDS), is_credit),
            mentions(
                EDITED,
                *("this interview", "this conversation", "this q&a", "this transcript"),
                *("this excerpt", "this essay", "contributed", "follow ", "editorial", "review "),
            ),
            Among(
                holding(
                    *("writer", "journalist", "reporter", "editor", "correspondent", "columnist"),
                ),
                is_life,
            ),
        ),
        example="Text and photos: Ann Holm",
    ),
)
