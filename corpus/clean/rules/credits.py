"""Who wrote, pictured and edited: credits above the text, and writers' lives below it."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.looks import having, holding
from corpus.clean.rules.rule import Among, Rule, mentions

WORK = (
    r"(?:interview|words|text|story|photos?|photographs?|photography|pictures|images?|illustrations?"
    r"|reporting|report)"
)
NAME = r"[A-Z][\w'’-]*[a-z][\w'’-]*(?:\s(?:&|and|[A-Z]\.?|[A-Z][\w'’-]*[a-z][\w'’-]*)){0,5}"
CREDIT = re.compile(  # "Words by Ann Holm.", "Text and photos: Ann Holm, 3 May 2024"
    rf"""(?:(?i:{WORK}(?:\s(?:and|&)\s{WORK})?(?:\sby\s|\s?:\s))
        |(?:Produced|Recorded|Translated|Illustrated|Photographed|Mixed|Hosted)\sby\s)
      {NAME}(?:,\s.{{1,30}})?\.?""",
    re.VERBOSE,
)
CREDIT_WORDS = (
    *("interview", "words", "text", "story", "photo", "photos", "photograph", "photographs"),
    *("photography", "pictures", "image", "images", "illustration", "illustrations", "reporting"),
    *(
        "report",
        "produced",
        "recorded",
        "translated",
        "illustrated",
        "photographed",
        "mixed",
        "hosted",
    ),
)
SOCIAL = r"(?:twitter|x|instagram|linkedin|facebook|tiktok|threads|bluesky|mastodon)"
EDITED = re.compile(
    rf"""(?:this\s(?:interview|conversation|q&a|transcript|excerpt|essay)\s(?:has\sbeen|was)\s
          (?:lightly\s|slightly\s|also\s)?(?:edited|condensed|shortened|abridged)\b.{{0,120}}
      |.{{3,80}}\bcontributed\s(?:reporting|to\sthis\s(?:report|story|article))(?:\s(?:from|in)\s.{{2,40}})?
      |(?:you\scan\s)?follow\s(?:her|him|them)\son\s{SOCIAL}\b.{{0,60}}
      |(?:see|read)\sour\seditorial\s(?:process|policy|standards|guidelines)\b.{{0,40}}
      |meet\sour\s(?:medical\s|expert\s)?review\s(?:board|team)
      )\.?""",
    re.VERBOSE,
)
LIFE = re.compile(
    r"""[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]*){1,3}\sis\s(?:an?|the)\s(?:[\w'’-]+,?\s(?:and\s)?){0,4}?
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
