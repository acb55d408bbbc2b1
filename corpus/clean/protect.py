"""What no rule may drop: above all, where help is to be had."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft

# Help-line numbers, with any spaces, dots or dashes between their digits. Operators' own
# publications, checked 2026-11; the same lines stand in search/helplines.toml.
NUMBERS = (
    "988 18002738255 116123 85258 131114 0477131114 1737 0800543354 14416 18008914416 "
    "08001110111 08001110222 3114 024 188 119 1767 1771 741741 111 999 112 911 000"
).split()
LONG_NUMBER = re.compile(
    "|".join(
        r"(?<!\d)" + r"[\s.()-]{0,2}".join(number) + r"(?!\d)"
        for number in NUMBERS
        if len(number) > 4
    )
)
SHORT_NUMBER = re.compile(
    rf"""\b(?:call|text|dial|ring|phone|calling|texting|dialling|dialing|ringing|to|on|at|line|lifeline|samaritans|option|number|or)\b
        [^.!?]{{0,40}}?(?<!\d)(?:{"|".join(n for n in NUMBERS if len(n) <= 4)}|9-8-8)(?!\d)""",
    re.VERBOSE,
)
REACH = re.compile(
    r"\b(?:call|text|phone|ring|dial|contact|reach|speak|talk|seek|go\sto|get|ask|tell)\b"
)
CRISIS = re.compile(
    r"""\b(?:suicid\w*|crisis\s(?:line|team|centre|center|service|text|helpline)|help-?\s?lines?|lifeline|samaritans|emergency\s(?:services?|number|department|room|help)
      |in\s(?:immediate\s)?danger|end(?:ing)?\s(?:your|their|my|his|her)\slife|harm(?:ing)?\s(?:yourself|themselves|himself|herself)|hurt(?:ing)?\s(?:yourself|themselves))\b""",
    re.VERBOSE,
)


def protection(draft: Draft, index: int) -> str:
    """Why a unit may not be dropped: "crisis line", "help-line number", "quotation"; '' if it may."""
    folded = draft.folded[index] or draft.units[index].text.casefold()
    if LONG_NUMBER.search(folded) or SHORT_NUMBER.search(folded):
        return "help-line number"
    if CRISIS.search(folded) and REACH.search(folded):
        return "crisis line"
    if draft.units[index].kind == "quote":
        return "quotation"
    return ""
