"""Bylines, dates, captions and repeated titles: what belongs to the metadata, or nowhere."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft, fold
from corpus.clean.rules.forum import DATE
from corpus.clean.rules.rule import Rule, whole_line

BYLINE = re.compile(
    rf"""(?:(?:(?:written|posted|published|authored|edited|compiled)\sby|by|author|authors|words\sby|story\sby|oleh|por|par|von|di|door)\s?:?\s
          [^.!?]{{2,80}}(?:\s?[|·•,-]\s?(?:{DATE}|\d+\smin.{{0,12}}))?
      |(?:medically|clinically|expert|scientifically)?\s?(?:reviewed|fact[\s-]checked|checked|approved|verified)\s(?:by|on|for)\b.{{0,120}}
      |(?:medical|clinical|content)\s(?:review|reviewer|reviewed|editor)\s?:.{{0,120}}
      |(?:reviewed\sby\s.{{1,100}})
      )\.?""",
    re.VERBOSE,
)
DATE_LINE = re.compile(
    rf"""(?:(?:(?:first\s)?(?:published|updated|posted|modified|reviewed|created|last\s(?:updated|reviewed|modified|edited)|next\sreview(?:\sdue)?|date|page\slast\sreviewed|diterbitkan)(?:\s(?:on|at|in))?\s?:?\s)?
        (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?{DATE}
        (?:,?\s(?:at\s)?\d{{1,2}}:\d{{2}}(?:\s?[ap]m)?)?
        (?:\s?[|·•,-]\s?(?:.{{0,60}}\d+\smin.{{0,12}}|{DATE}|(?:last\s)?(?:updated|reviewed|modified).{{0,40}}|by\s.{{1,60}}|\d+\scomments?|.{{1,40}}))?
      |(?:last\s)?(?:updated|reviewed|modified|published)\s?:\s.{{1,60}}
      |\d+\s?(?:min(?:ute)?s?)(?:\sto)?\sread(?:ing\stime)?|reading\stime\s?:?.{{1,20}}|estimated\sread.{{1,40}}
      |(?:about\s)?\d+\s(?:second|minute|hour|day|week|month|year)s?\sago(?:\s.{{0,60}})?
      |today|yesterday)\.?""",
    re.VERBOSE,
)
COUNTED = re.compile(r"(.{8,200}?)\s(?:\d{1,2}|\(\d{1,2}\))")
INITIALLED_NAME = re.compile(
    r"(?:[A-Z][\w'’-]+\s){1,2}(?:[A-Z]\.\s){1,2}[A-Z][\w'’-]+(?:,\s?[A-Z][\w.]{1,8})*"
)


def is_name_line(draft: Draft, index: int) -> bool:
    """Drop a name with an initial that stands alone near the top: the author's.

    Left alone: names in sentences, and headings such as "Cognitive Therapy".
    """
    unit = draft.units[index]
    return index < 6 and draft.alone(index) and INITIALLED_NAME.fullmatch(unit.text) is not None


def is_repeated_title(draft: Draft, index: int) -> bool:
    """Drop the title's second and later standing, and the title with a picture's number behind it.

    Left alone: the title's first standing, and a title that itself ends in a number.
    """
    folded, title = draft.folded[index], draft.folded_title
    if not title or not draft.alone(index):
        return False
    counted = COUNTED.fullmatch(folded)
    if counted and counted.group(1) == title:
        return True
    return folded == title and title in draft.folded[:index]


def find_byline(draft: Draft) -> str:
    """The author's name that one of these rules would drop, for the metadata; '' when there is none."""
    for index in range(min(6, len(draft.units))):
        if is_name_line(draft, index):
            return draft.units[index].text.split(",")[0]
        if draft.alone(index) and (found := SIMPLE_BYLINE.fullmatch(draft.units[index].text)):
            return found.group(1).strip()
    return ""


SIMPLE_BYLINE = re.compile(
    r"(?:[Ww]ritten [Bb]y|[Bb]y|BY|[Aa]uthor:)\s+([A-Z][^.!?|·•\d]{1,60}?)(?:\s*[|·•].*)?"
)


def base_of_counted(text: str) -> str:
    """A line without the picture's number behind it, folded; '' when it has none."""
    counted = COUNTED.fullmatch(fold(text))
    return counted.group(1) if counted else ""


RULES = (
    Rule("repeated-title", 1, "the title once more, a picture's caption", is_repeated_title),
    Rule("byline", 1, "a byline; the author is in the metadata", whole_line(BYLINE)),
    Rule("name-line", 1, "the author's name, which is in the metadata", is_name_line),
    Rule("date-line", 1, "a date or reading time", whole_line(DATE_LINE)),
)
