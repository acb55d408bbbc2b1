"""What a sponsor says, in whole sentences: known by the label above and by the order below.

An empty label, "Advertisement", stands above an author's paragraph as often as above an advert;
so the label alone drops nothing but itself, and it takes an order to buy within a few lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.clean.draft import Draft
from corpus.clean.rules.prices import is_priced
from corpus.clean.rules.rule import Among, Rule

PAYER = r"(?:today's|this\s(?:week|month|issue|letter|episode|video|show)'s)\s(?:\w+\s)?sponsors?"
SPONSOR = rf"(?:{PAYER}|our\s(?:\w+\s)?sponsors?)"  # "my sponsor" is whom a drinker calls
EMPTY_LABEL = re.compile(r"(?:advertise?ment|ad|advert|anzeige|iklan|publicidad)\W{0,3}")
LABEL = re.compile(  # one that says who pays, or who is shown
    rf"""(?:[-*\s]{{0,3}}(?:promoted|sponsored|(?:sponsored|paid|partner)\s(?:content|post|message)
        |(?:presented|sponsored|brought\sto\syou)\sby\s.{{1,40}}
        |a\s(?:quick\s|short\s)?(?:message|word|note)\sfrom\s{SPONSOR}
        |featured\s(?:therapist|counsell?or|partner|clinic|provider|practice|product|listing))
      )\W{{0,4}}""",
    re.VERBOSE,
)
ORDER = re.compile(
    r"""(?:(?:shop|buy|order|install|download|book|claim|start|join|try\sit|get)\s(?:it\s)?
          (?:now|today|here|yours|started|the\sapp|the\soffer|\d+\s?%\soff)\b.{0,40}
      |.{0,60}\b(?:start|begin|claim|get)\syour\s(?:\w+\s)?free\s(?:trial|month|week|box)\b.{0,40}
      |view\s(?:my\s|full\s)?profile\b.{0,40}|see\s(?:offer|deal|details)
      |claim\s(?:my\s|your\s|an?\s)?(?:\d+\s?%\soff|discount|offer)\b.{0,40}
      )\W{0,4}""",
    re.VERBOSE,
)
END = re.compile(
    r"""[-*\s]{0,3}end\sof\s(?:the\s|this\s)?(?:sponsored|advertising|promoted)\s
      (?:message|content|post|section)\W{0,4}""",
    re.VERBOSE,
)
WEAK_ORDER = re.compile(r"(?:sign\sup|learn\smore|visit\s(?:website|site)|try\s.{1,40})\W{0,3}")
MAX_WORDS, MAX_UNITS = 60, 8  # between the label and the order
MAX_EMPTY = 40  # words below a label that does not say whose advert it is
READ = re.compile(  # a host's sentence that names who pays, after a transcript's time
    rf"""(?:\d{{1,2}}:\d\d\s)?(?:
        (?:this|today's)\s(?:article|post|episode|page|letter|issue|newsletter|video|edition|show
          |podcast)\s
          (?:is|was)\s(?:\w+\s)?(?:sponsored|brought\sto\syou|paid\sfor|made\spossible|supported
            |presented)\sby\s(?!(?:\w+\s){{0,2}}(?:evidence|research|stud|scien|data
              |facts)).{{1,300}}
      |(?:now\s|and\snow\s|first,?\s)?(?:an?\s)?(?:quick\s|short\s|brief\s|big\s|many\s)?
          (?:word|message|note|thank\syou|thanks)\s(?:from|to)\s{PAYER}\b.{{0,300}}
      |(?:now\s|and\snow\s|first,?\s)?an?\s(?:quick|short|brief)\s(?:word|message|note)\sfrom\s
          {SPONSOR}\b.{{0,300}}
      |this\s(?:episode|issue|show|video|letter)'s\ssponsor\sis\s.{{1,300}})""",
    re.VERBOSE,
)


def sponsored_blocks(draft: Draft) -> frozenset[int]:
    """The units from each label of an advert to its order to buy, both included.

    Left alone: a label without an order within 60 words, and all that stands behind a list or a
    second heading; "Learn more" and the like are an order only below a label that names a payer.
    """
    return frozenset(
        index for label in range(len(draft.units)) for index in advert_below(draft, label)
    )


def advert_below(draft: Draft, label: int) -> range:
    """The units of the advert that a label stands above; none where it is no label."""
    folded = draft.folded[label]
    if not draft.alone(label) or len(folded) > MAX_WORDS + MAX_EMPTY:
        return range(0)
    named = LABEL.fullmatch(folded) is not None
    if not (named or EMPTY_LABEL.fullmatch(folded)):
        return range(0)
    end = order_below(draft, label, weak=named)
    return range(label, end + 1) if end > label else range(0)


def order_below(draft: Draft, label: int, *, weak: bool) -> int:
    """Where the order to buy stands; −1 where there is none."""
    words = 0
    for index in range(label + 1, min(label + 2 + MAX_UNITS, len(draft.units))):
        unit, folded = draft.units[index], draft.folded[index]
        if unit.kind not in ("sentence", "heading") or EMPTY_LABEL.fullmatch(folded):
            return -1
        if (
            ORDER.fullmatch(folded)
            or END.fullmatch(folded)
            or (weak and WEAK_ORDER.fullmatch(folded))
        ):
            return index
        if unit.kind == "heading" and index > label + 1:
            return -1
        words += draft.word_count(index)
        if words > (MAX_WORDS if weak else MAX_EMPTY):
            return -1
    return -1


def sponsor_reads(draft: Draft) -> frozenset[int]:
    """The sentences that name a sponsor, and those behind them as far as a price of his.

    Left alone: what follows in another paragraph, or more than 60 words on, or has no price.
    """
    return frozenset(index for read in reads(draft) for index in read)


def reads(draft: Draft) -> Iterator[range]:
    """Each sentence that names a sponsor, with what belongs to it."""
    for index, folded in enumerate(draft.folded):
        if ("sponsor" in folded or " by " in folded) and READ.fullmatch(folded):
            words, end = 0, index
            for other in range(index + 1, draft.block_end(index) + 1):
                words += draft.word_count(other)
                if words > MAX_WORDS:
                    break
                if is_priced(draft.folded[other]):
                    end = other
            yield range(index, end + 1)


RULES = (
    Rule(
        id="sponsored-block",
        version=1,
        reason="an advert between its label and its order to buy",
        lines=(END,),
        anywhere=(Among(sponsored_blocks),),
        example="Presented by Dunmoor Mattresses",
    ),
    Rule(
        id="sponsor-read",
        version=1,
        reason="a word from a sponsor",
        anywhere=(Among(sponsor_reads),),
        example="This episode is supported by Dunmoor Mattresses, who know that rest is a craft.",
    ),
)
