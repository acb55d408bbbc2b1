"""Whether a text names a help line's number or site, however it is spelled."""

from __future__ import annotations

import re

from corpus.clean.folding import holds_any
from corpus.clean.looks import DIGIT

# Help-line numbers and sites. Operators' own publications, checked 2026-11; the same lines stand
# in search/helplines.toml.
LONG_NUMBERS = (  # of five digits and more: a help line wherever they stand
    "18002738255", "116123", "85258", "131114", "0477131114", "0800543354", "14416",
    "18008914416", "08001110111", "08001110222", "741741", "18007997233", "88788", "08001111",
    "08082000247", "1800666666", "1800341900", "18006686868", "686868", "1800737732",
    "0458737732", "0800733843",
)  # fmt: skip
SHORT_NUMBERS = (  # a help line only where the words around them say so
    "988", "9-8-8", "1737", "3114", "024", "188", "119", "1767", "1771", "111", "999", "112",
    "911", "000", "192", "995",
)  # fmt: skip
LIKE_A_DATE = ("131114", "116123")  # 13-11-14, pages 116-123: with such marks they count as short
BETWEEN = r"[ .()/‐‑-]{0,3}"  # two digits of a number, as people write it
SITES = re.compile(
    r"""\b(?:988lifeline\.org|healing119\.id|findahelpline\.com)\b
      |\bnine[ -]eight[ -]eight\b|\b273[ .-]?talk\b
      |\b119[ ,(]{1,2}(?:ext(?:ension|\.)?|x|press|option)\s?8\b""",
    re.VERBOSE,
)
SITE_CUES = ("lifeline.org", "healing119", "helpline.com", "nine", "talk", "119")


DIGITS = re.compile(
    r"(?<![\d,])[+(*]?\d(?:[\d ()./‐‑-]{5,22}\d|[\d-]*-[a-z]{2,7}(?:-[a-z]{2,7})?)(?!\d)"
)
NO_TELEPHONE = re.compile(  # a day, a span of years, a sum with its thousands
    r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d|\d{1,3}(?:[. ]000)+"
)
LINE_WORD = re.compile(  # names and words of help lines, in the languages of the furniture
    r"""\b(?:\w*lines?|l[ií]neas?|linhas?|lignes?|\w*lijn|\w*telefon\w*|tel[eé]fono|notruf|urgences?
      |emergenc\w*|sos|text(?:o|ing)?|call|befrienders|samaritans|crisis|helpdesk|kriz\w*|hotlines?
      )\b""",
    re.VERBOSE,
)
SHORT_CODE = re.compile(r"(?<![\d.,:/])\*?\d{3,6}(?![\d%]|[.,:/]\d)")
NAME_AND_CODE = re.compile(  # "Rat auf Draht: 147", but not "Posts: 147", nor "Over 147 more"
    r"""(?!.*\b(?:votes?|views?|likes?|points?|comments?|repl(?:y|ies)|answers?|posts?|pages?|score
        |questions?|users?|members?|followers?|shares?|topics?|price|ref|no|messages|joined|karma
        |threads?|reputation|words|min|reads?|copyright|since|published|updated|est)\b)
      (?:[^\W\d][\w .()&'-]{1,40}\s?:?\s(?!(?:19|20)\d\d\b)\*?\d{3,4}\b
        (?:\s?[,;(|/][^\d]{0,60}|\s-\s[^\d]{0,60}|\s?\.?\Z)){1,6}""",
    re.VERBOSE,
)


def spellings(number: str) -> str:
    """A pattern for a long number: grouped at will, from abroad, without a toll-free number's 1.

    >>> bool(re.fullmatch(spellings("0800543354"), "+64 800 543-354"))
    True
    """
    between = " ?" if number in LIKE_A_DATE else BETWEEN
    digits = between.join(number)
    rest = between.join(number[1:])
    country = rf"(?:\+|00){BETWEEN}\d{{1,3}}{BETWEEN}"
    if number.startswith("1800"):
        return rf"(?:1{BETWEEN})?{rest}"
    if number.startswith("0"):
        return rf"(?:{country})?{digits}|{country}{rest}"
    return rf"(?:{country})?{digits}"


SHORT = "|".join((*SHORT_NUMBERS, "9[ .‐‑]8[ .‐‑]8", "13[-./‐‑]11[-./‐‑]14", "116[-./‐‑]123"))
LONG_NUMBER = re.compile(rf"(?<!\d)(?:{'|'.join(map(spellings, LONG_NUMBERS))})(?!\d)")
MANY_DIGITS = re.compile(rf"\d(?:{BETWEEN}\d){{4}}")  # as any of these has; soon told
SHORT_NUMBER = re.compile(rf"(?<![\d.,:/])(?:{SHORT})(?!\d|[.,:/]\d)")
HELP_WORD = re.compile(  # English, and the verb for it in the languages of the lines
    r"""\b(?:call|calls|calling|text|texts|texting|dial|dialling|dialing|ring|ringing|phone|chat
      |help-?\s?lines?|hotlines?|lifeline|line|mindline|samaritans|tele-?manas|nhs|sos|shout
      |emergency|crisis|suicid\w*|emotional\ssupport|number|open\s(?:day\sand\snight|24)
      |llam[ae]\w{0,3}|marc[ae]\w{0,2}|marque|tel[eé]fono|ligu[ea]|ligar|disque|telefone
      |appel(?:er|ez|le|les)|compose[rz]?|num[eé]ro|rufen?|anrufen|notruf|nummer
      |hubungi|telepon|telpon|menghubungi)\b""",
    re.VERBOSE,
)
PLACE_AND_NUMBER = re.compile(  # "Spain: 024", "CVV, 188, day and night", but not "Views: 188"
    rf"""(?!.*\b(?:votes?|views?|likes?|points?|comments?|repl(?:y|ies)|answers?|posts?|page
        |questions?|users?|members?|followers?|shares?|score|topics?|price|ref|no)\b)
      \w[\w\s().,&?!'/-]{{1,60}}\s?[:,-]\s?(?:{"|".join(SHORT_NUMBERS)})\b[^\d]{{0,80}}""",
    re.VERBOSE,
)


def names_help_line(folded: str) -> bool:
    """Whether a folded text names a help line's number or site.

    >>> names_help_line("in new zealand, call or text 1737"), names_help_line("188 votes")
    (True, False)
    """
    if holds_any(folded, SITE_CUES) and SITES.search(folded):
        return True
    if DIGIT.search(folded) is None:
        return False
    if MANY_DIGITS.search(folded) and LONG_NUMBER.search(folded):
        return True
    if SHORT_NUMBER.search(folded) is None:
        return False
    return bool(HELP_WORD.search(folded) or PLACE_AND_NUMBER.fullmatch(folded))


def names_telephone(folded: str) -> bool:
    """Whether a folded text names a telephone number, or a short one as a help line's would stand.

    >>> names_telephone("panda, australia: 1300 726 306"), names_telephone("2024-05-03")
    (True, False)
    """
    if DIGIT.search(folded) is None:
        return False
    if any(is_telephone(found.group()) for found in DIGITS.finditer(folded)):
        return True
    if SHORT_CODE.search(folded) is None:
        return False
    return bool(LINE_WORD.search(folded) or NAME_AND_CODE.fullmatch(folded))


def is_telephone(number: str) -> bool:
    """Whether some digits and marks are a telephone number: seven to fifteen, and no date."""
    signs = sum(character.isalnum() for character in number)
    return 7 <= signs <= 15 and NO_TELEPHONE.fullmatch(number.strip("+(*)")) is None
