"""Bylines, dates, captions and repeated titles: what belongs to the metadata, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.clean.draft import Draft
from corpus.clean.folding import fold
from corpus.clean.looks import near_top, with_digit
from corpus.clean.months import MONTH_NAMES
from corpus.clean.rules.phrases import any_phrase
from corpus.clean.rules.rule import Among, Rule, matching

MONTH = rf"(?:{MONTH_NAMES})\.?".replace(" ", r"\s")
DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
DATE = (
    rf"(?:{MONTH}\s{DAY},?\s\d{{4}}"  # May 3, 2024
    rf"|(?:ngày\s)?{DAY}\s(?:de\s)?{MONTH},?\s(?:de\s|del\s|năm\s)?\d{{4}}"  # 3 de mayo de 2024
    rf"|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}"  # 2024-05-03
    rf"|{MONTH}\s(?:de\s)?\d{{4}})"  # May 2024
)
BY = re.compile(
    rf"""(?:(?:written|posted|published|authored|edited|compiled|guide|article)\sby
        |by|author|authors|words\sby|story\sby|{any_phrase("author")})\s?:?\s
      (?:[^.!?]|(?:(?<=\b\w)|(?<=\b(?:dr|mr|ms|st|ph))|(?<=\bmrs)|(?<=\bprof))\.){{2,80}}
      (?:\s?[|·•,-]\s?(?:{DATE}|\d+\smin.{{0,12}}))?\.?""",
    re.VERBOSE,
)
REVIEWED = re.compile(
    r"""(?:(?:medically|clinically|expert|scientifically)\s
          (?:reviewed|checked|approved|verified)\b.{0,120}
      |(?:fact[\s-]checked|reviewed)\s(?:by|on)\b.{1,120}|fact[\s-]checked
      |(?:medical|clinical|content)\s(?:review|reviewer|reviewed|editor)\s?:.{0,120}
      |(?:by|article\sby|written\sby)\s?:?   # the name was a picture, or stands on the next line
      )\.?""",
    re.VERBOSE,
)
OWNER = re.compile(r"(?:page|content)\sowner\s?:.{0,160}")
STATED = (
    r"(?:first\s)?(?:published|updated|posted|modified|reviewed|created"
    r"|(?:last|latest)\s(?:updated|reviewed|modified|edited)|next\sreview(?:\sdue)?|start\sdate"
    rf"|date|page\slast\s(?:reviewed|updated|modified)|{any_phrase('published')})"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
TIME = r"(?:,?\s(?:at\s|-\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?:\s[+-]\d{4})?)"
DATE_LINE = re.compile(
    rf"""(?:/\s)?(?:(?:{STATED}(?:\s(?:on|at|in))?\s?:?\s)?
        (?:(?:on\s)?{WEEKDAY},?\s)?{DATE}{TIME}?
        (?:\s?[|·•,-]\s?(?:.{{0,60}}\d+\smin.{{0,12}}|{DATE}|by\s.{{1,60}}|\d+\scomments?
          |(?:last\s)?(?:updated|reviewed|modified).{{0,40}}|.{{1,40}}))?
      |(?:about\s)?\d+\s(?:second|minute|hour|day|week|month|year)s?\sago(?:\s.{{0,60}})?
      )[.:]?""",
    re.VERBOSE,
)
LATELY = re.compile(r"(?:today|yesterday)[.:]?")
STAMP = re.compile(  # also as a sentence of a longer line
    rf"""(?:(?:last|latest)\s(?:updated|reviewed|modified|edited)(?:\son)?\s?:?\s{DATE}
      |(?:last\s)?(?:updated|reviewed|modified|published)\s?:\s(?:{DATE}.{{0,160}}|.{{1,60}})
      |(?:\d+|x|undefined)\s?(?:min(?:ute)?s?\.?)(?:\sto)?\sread(?:ing\stime)?
      |(?:about|around|roughly)\s\d+\sminutes?\s
        (?:to\sread|of\sreading|with\sa\s(?:(?:cup|mug|pot)\sof\s)?(?:tea|coffee))
      |(?:[~≈]|ca\.\s)?\d+\s{any_phrase("reading time")}
      |{any_phrase("reading time")}\s?:?\s?(?:[~≈]|ca\.\s)?\d+\s?\w{{0,8}}
      |reading\stime\s?:?.{{1,20}}|estimated\sread.{{1,40}})\.?""",
    re.VERBOSE,
)
COUNTED = re.compile(r"(.{8,200}?)\s(?:\d{1,2}|\(\d{1,2}\))")
INITIALLED_NAME = re.compile(
    r"(?:[A-Z][\w'’-]+\s){1,2}(?:[A-Z]\.\s){1,2}[A-Z][\w'’-]+(?:,\s?[A-Z][\w.]{1,8})*"
)
SIMPLE_BYLINE = re.compile(
    r"""(?:(?:[Ww]ritten\s|[Pp]osted\s|[Pp]ublished\s)?[Bb]y|BY|[Aa]uthor):?\s+
      ([A-Z](?:[^.!?|·•\d]|(?<=\b\w)\.){1,60}?)(?:\s*[|·•].*)?""",
    re.VERBOSE,
)
PREPOSITIONS = frozenset(("oleh", "por", "par", "von", "door", "bởi"))
PARTICLES = frozenset(("de", "da", "do", "dos", "del", "la", "van", "der", "den", "von", "di", "e"))
JOINING = PARTICLES | {"and", "&", "the", "at", "for", "on", "le", "bin", "al", "und", "y", "of"}
MAX_NAME = 5  # words
HEAD = 12  # units; a byline further down may be another article's
NAME_HEAD, LETTER_HEAD = 6, 8  # units above which a lone name, and a letter's lines, stand
MAIL_HEADER = re.compile(r"(?:from|to|cc|date|sent|subject|reply-to)\s?:\s\S.{0,300}")


def is_byline(draft: Draft, index: int) -> bool:
    """Drop "By Jane Doe", "Written by: Dr A. Lee | 3 May 2024".

    Left alone: "By slow degrees" and other lines in which no capital follows the "by"; after a
    preposition that means more than that, "por" or "von", all but a name near the top.
    """
    if not draft.alone(index) or BY.fullmatch(draft.folded[index]) is None:
        return False
    by, *words = (word for word in draft.texts[index].split() if word[:1].isalnum())
    if not words:
        return False
    if by.casefold() in PREPOSITIONS:
        named = all(word[:1].isupper() or word in PARTICLES for word in words)
        return named and index < HEAD and 2 <= len(words) <= MAX_NAME
    if by.casefold() == "by":
        return is_name(words) or (index < HEAD and is_team(words))
    return any(word[:1].isupper() for word in words)


def is_team(words: Sequence[str]) -> bool:
    """Whether words may name some people, "Wellread sample writers": a few, and no sentence."""
    return words[0][0].isupper() and len(words) <= MAX_NAME and words[-1][-1] != "."


def is_name(words: Sequence[str]) -> bool:
    """Whether words begin with a name: nothing but capitals until a comma, a dash or a figure.

    >>> is_name("Dr Amal Okafor | 3 May 2024".split()), is_name("Monday it was over.".split())
    (True, False)
    """
    for word in words:
        if not word[0].isupper() and word not in JOINING:
            return word[0].isdigit() or not word[0].isalnum()
        if word[-1] in ",|·-–:;":
            return True
    return bool(words)


def is_name_line(draft: Draft, index: int) -> bool:
    """Drop a name with an initial that stands alone near the top: the author's.

    Left alone: names in sentences, and headings such as "Cognitive Therapy".
    """
    text = draft.texts[index]
    return draft.alone(index) and INITIALLED_NAME.fullmatch(text) is not None


def is_repeated_title(draft: Draft, index: int) -> bool:
    """Drop the title's second and later standing, and the title with a picture's number behind it.

    Left alone: the title's first standing, and a title that itself ends in a number.
    """
    folded, title = draft.folded[index], draft.folded_title
    if not title or not draft.alone(index):
        return False
    counted = COUNTED.fullmatch(folded) if folded.startswith(title) else None
    if counted and counted.group(1) == title:
        return True
    return folded == title and draft.title_at < index


def is_mail_header(draft: Draft, index: int) -> bool:
    """Drop "From:", "To:", "Date:" and "Subject:" at the top of a saved letter.

    Left alone: such a line further down, and one that has no other above or below it.
    """
    if MAIL_HEADER.fullmatch(draft.folded[index]) is None:
        return False
    around = draft.folded[max(0, index - 1) : index] + draft.folded[index + 1 : index + 2]
    return any(MAIL_HEADER.fullmatch(other) for other in around)


def find_byline(draft: Draft) -> str:
    """The author's name that one of these rules would drop, for the metadata; '' when none is."""
    for index in range(min(HEAD, len(draft.units))):
        if index < NAME_HEAD and is_name_line(draft, index):
            return draft.texts[index].split(",")[0]
        if is_byline(draft, index) and (found := SIMPLE_BYLINE.fullmatch(draft.texts[index])):
            return found.group(1).strip()
    return ""


def base_of_counted(text: str) -> str:
    """A line without the picture's number behind it, folded; '' when it has none."""
    counted = COUNTED.fullmatch(fold(text))
    return counted.group(1) if counted else ""


RULES = (
    Rule(
        id="repeated-title",
        version=1,
        reason="the title once more, a picture's caption",
        lines=(is_repeated_title,),
        example="Sleeping well (3)",
    ),
    Rule(
        id="byline",
        version=3,
        reason="a byline; the author is in the metadata",
        lines=(
            is_byline,
            REVIEWED,
        ),
        anywhere=(OWNER,),
        example="Medically reviewed by our editorial board",
    ),
    Rule(
        id="name-line",
        version=1,
        reason="the author's name, which is in the metadata",
        lines=(Among(near_top(NAME_HEAD), is_name_line),),
        example="Ann A. Author, LCSW",
    ),
    Rule(
        id="date-line",
        version=3,
        reason="a date or reading time",
        lines=(Among(with_digit, matching(DATE_LINE)), LATELY),
        anywhere=(STAMP,),
        example="Last updated: 12 November 2025",
    ),
    Rule(
        id="mail-header",
        version=1,
        reason="a letter's sender, day or subject line",
        anywhere=(Among(near_top(LETTER_HEAD), is_mail_header),),
        example="To: readers",
    ),
)
