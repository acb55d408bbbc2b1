"""What a site announces between the paragraphs of its articles: events, courses, opening hours."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.folding import holds_any
from corpus.clean.rules.rule import Rule, any_of

EVENT = (
    r"(?:workshops?|courses?|class(?:es)?|seminars?|webinars?|retreats?|trainings?|talks?|conferences?"
    r"|meet-?ups?|open\sdays?|taster\s(?:days?|sessions?)|drop-?ins?|events?|lectures?|symposium)"
)
GATHERING = (
    rf"(?:{EVENT}|walks?|runs?|choir|group|circle|club|challenge|live\sq\s?&\s?a|session|meeting)"
)
DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:every|each|this|next)\s\w+|lunchtimes?"
    r"|\d{1,2}(?:st|nd|rd|th)?\s\w+|\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\b)"
)
PLACES = re.compile(  # "Workshop places available this term: see the events calendar."
    rf"""(?:[\w'-]+\s){{0,4}}{EVENT}\s(?:places|tickets|seats|spaces|spots)\s
        (?:(?:are|still|now|also)\s){{0,2}}(?:available|left|remaining|open|free)\b.{{0,100}}
      |[^.!?]{{0,100}}\bsee\s(?:the|our)\s(?:{EVENT}\s(?:calendar|page|programme|diary|listings?))
        \b.{{0,60}}""",
    re.VERBOSE,
)
INVITATION = re.compile(  # "Join us for a free webinar on 3 May."
    rf"""(?:please\s)?join\s(?:us\s(?:for|at|on)\s(?:an?|our|the)|the|our)\s(?:[\w'-]+\s){{0,4}}?
        {GATHERING}\s(?:[\w'-]+\s){{0,4}}?(?:on|at|every|each|this|next|from)\s.{{0,20}}\b{DAY}.{{0,80}}
      |(?:register|sign\sup|book\s(?:a|your)\s(?:free\s)?(?:place|seat|ticket|spot)s?)\s
        (?:now\s|here\s|today\s)?(?:for|on|at)\s(?:our|this|the\s(?:next|upcoming|free))\s
        (?:[\w'-]+\s){{0,4}}?{EVENT}\b.{{0,120}}
      |(?:save\sthe\sdate|(?:upcoming|next|free)\s{EVENT})\s?:\s.{{1,200}}""",
    re.VERBOSE,
)
ROOMS = re.compile(  # "The library is open until midnight during exams."
    rf"""(?:[\w'-]+\s){{0,4}}
        (?:study\sspaces?|librar(?:y|ies)|bookshop|shop|store|campus|box\soffice|museum|gym|reading\sroom)
        \s(?:is|are|stays?|will\sbe)\s(?:now\s|also\s)?open\s
        (?:until|till|from|on|every|late|again|between)\b.{{0,30}}
        (?:\b{DAY}|\d|midnight|late|week|exam|term).{{0,60}}""",
    re.VERBOSE,
)
COURSE = re.compile(  # "Course reading list: …", of a university's page
    r"""(?:course|module|seminar|lecture|unit)\s
        (?:reading(?:\slist|s)?|outline|code|notes|handbook|convenor|leader|materials?|page)\s?:\s
        .{1,160}""",
    re.VERBOSE,
)
NOTICES = any_of(PLACES, INVITATION, ROOMS, COURSE)
CUES = (  # without one of them no pattern matches
    *("see the ", "see our ", " places ", " tickets ", " seats ", " spaces ", " spots "),
    *("join ", "register ", "sign up ", "book ", "save the date", "upcoming ", "next ", "free "),
    *(" open ", "course ", "module ", "seminar ", "lecture ", "unit "),
)
MAX_WORDS = 30


def is_event_notice(draft: Draft, index: int) -> bool:
    """Drop a lone line that announces a site's own event, course or opening hours.

    Left alone: list items and sentences of paragraphs, advice to join a group or take a class
    somewhere, and when a doctor, a clinic or a help line can be reached.
    """
    if draft.units[index].kind == "list_item" or draft.word_count(index) > MAX_WORDS:
        return False
    folded = draft.folded[index]
    return holds_any(folded, CUES) and NOTICES.fullmatch(folded) is not None


RULES = (
    Rule(
        id="event-notice",
        version=1,
        reason="a notice of the site's own events or rooms",
        lines=(is_event_notice,),
        example="Workshop places available this term: see the events calendar.",
    ),
)
