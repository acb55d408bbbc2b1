"""What no rule may drop: above all, where help is to be had."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft

# Help-line numbers and sites. Operators' own publications, checked 2026-11; the same lines stand
# in search/helplines.toml.
LONG_NUMBERS = (  # of five digits and more: a help line wherever they stand
    "18002738255", "116123", "85258", "131114", "0477131114", "0800543354", "14416",
    "18008914416", "08001110111", "08001110222", "741741",
)  # fmt: skip
SHORT_NUMBERS = (  # a help line only where the words around them say so
    "988", "9-8-8", "1737", "3114", "024", "188", "119", "1767", "1771", "111", "999", "112",
    "911", "000", "192", "995",
)  # fmt: skip
DIGIT = re.compile(r"\d")
SITES = re.compile(r"\b(?:988lifeline\.org|healing119\.id|findahelpline\.com)\b")
LONG_NUMBER = re.compile(
    "|".join(rf"(?<!\d){r'[ .()-]{0,2}'.join(number)}(?!\d)" for number in LONG_NUMBERS)
)
SHORT_NUMBER = re.compile(rf"(?<![\d.,:/])(?:{'|'.join(SHORT_NUMBERS)})(?!\d|[.,:/]\d)")
HELP_WORD = re.compile(
    r"""\b(?:call|calls|calling|text|texts|texting|dial|dialling|dialing|ring|ringing|phone|chat
      |help-?\s?lines?|hotlines?|lifeline|line|mindline|samaritans|tele-?manas|nhs|sos|shout
      |emergency|crisis|suicid\w*|emotional\ssupport|number|open\s(?:day\sand\snight|24))\b""",
    re.VERBOSE,
)
PLACE_AND_NUMBER = re.compile(  # "Spain: 024", but not "Views: 188"
    rf"""(?!.*\b(?:votes?|views?|likes?|points?|comments?|repl(?:y|ies)|answers?|posts?|page
        |questions?|users?|members?|followers?|shares?|score|topics?|price|ref|no)\b)
      [^\W\d][\w\s().,&/-]{{1,60}}\s?[:-]\s?(?:{"|".join(SHORT_NUMBERS)})\b[^\d]{{0,80}}""",
    re.VERBOSE,
)
CRISIS_CUES = (
    "suicid",
    "line",
    "samaritans",
    "crisis",
    "emergency",
    "danger",
    "life",
    "harm",
    "hurt",
)
REACH = re.compile(
    r"\b(?:call|text|phone|ring|dial|contact|reach|speak|talk|seek|go\sto|get|ask|tell)\b"
)
CRISIS = re.compile(
    r"""\b(?:suicid\w*|help-?\s?lines?|lifeline|samaritans
      |crisis\s(?:line|team|centre|center|service|text|helpline)
      |emergency\s(?:services?|number|department|room|help)
      |in\s(?:immediate\s)?danger|end(?:ing)?\s(?:your|their|my|his|her)\slife
      |harm(?:ing)?\s(?:yourself|themselves|himself|herself)
      |hurt(?:ing)?\s(?:yourself|themselves))\b""",
    re.VERBOSE,
)


HELP = ("help-line number", "crisis line")  # what a curator drops only in so many words


def protection(draft: Draft, index: int) -> str:
    """Why a unit may not be dropped: "crisis line", "help-line number", "quotation"; or ''."""
    folded = draft.folded[index] or draft.texts[index].casefold()
    if names_help_line(folded):
        return "help-line number"
    if holds_any(folded, CRISIS_CUES) and CRISIS.search(folded) and REACH.search(folded):
        return "crisis line"
    if draft.units[index].kind == "quote":
        return "quotation"
    return ""


def names_help_line(folded: str) -> bool:
    """Whether a folded text names a help line's number or site.

    >>> names_help_line("in new zealand, call or text 1737"), names_help_line("188 votes")
    (True, False)
    """
    if "." in folded and SITES.search(folded):
        return True
    if DIGIT.search(folded) is None:
        return False
    if LONG_NUMBER.search(folded):
        return True
    if SHORT_NUMBER.search(folded) is None:
        return False
    return bool(HELP_WORD.search(folded) or PLACE_AND_NUMBER.fullmatch(folded))


def holds_any(folded: str, words: tuple[str, ...]) -> bool:
    """Whether a text holds one of these; many times as fast as a pattern would say so."""
    for word in words:  # noqa: SIM110 - any() costs twice as much, for every unit of every text
        if word in folded:
            return True
    return False
