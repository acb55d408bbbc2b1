"""A clinic's own offers between the paragraphs of its articles, and the question before them.

It takes two: someone who speaks of a clinic as "our", and what can be booked or had there and
when. "Our bodies", "our research" and advice to ask for an appointment have one or neither.
"""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.folding import holds_any
from corpus.clean.help_numbers import names_telephone
from corpus.clean.looks import having
from corpus.clean.rules.lures import MAX_LURE, is_lure, same_paragraph, with_questions
from corpus.clean.rules.rule import Among, Rule, any_of

WORDS = r"(?:[\w'-]+\s){0,3}"
DESK = (
    r"(?:teams?|staff|clinics?|practice|office|reception(?:ists?)?|front\sdesk|help\s?desk|desk"
    r"|coordinators?|cent(?:re|er)|intake|admissions)"
)
PEOPLE = (
    r"(?:counsell?ors|therapists|psychologists|psychiatrists|psychotherapists|clinicians"
    r"|specialists|advis[eo]rs|coaches|practitioners|midwives)"
)
SERVICE = r"(?:programmes?|programs?|services?|courses?|groups?|workshops?|packages?|plans?)"
BOOKED = (
    r"(?:appointments?|consultations?|openings?|assessments?|slots?|sessions?|check-?ins?"
    r"|intake\scalls?|call-?\s?backs?)"
)
TIMES = (
    r"(?:today|tomorrow|tonight|(?:this|next)\s(?:week|month)|evenings?|weekends?|saturdays?|online"
    r"|by\svideo|video|by\sphone|in\sperson|same[\s-]day|(?:with)?in\s(?:[\w-]+\s){1,2}(?:days?|hours?"
    r"|weeks?)|(?:free\sof|at\sno(?:\sextra)?|without)\s(?:charge|cost))"
)
FIRST = r"(?:free|no[\s-](?:obligation|cost)|complimentary|confidential|free\s\d+[\s-]minutes?)"
OWN = rf"(?:our\s(?:own\s)?{WORDS}(?:{DESK}|{PEOPLE}|{SERVICE}))"
OFFER = re.compile(  # what our people or services do for you
    rf"""{OWN}\s(?:
        (?:can|will|would\sbe\s(?:happy|glad)\sto)\s(?:also\s|gladly\s)?
          (?:help\s(?:you\s)?(?:find|book|choose|arrange|get|schedule)\s.{{0,60}}
              \b(?:{BOOKED}|therapist|counsell?or|clinician|service|specialist)\b
            |(?:help\s)?match\syou\b|(?:call|ring|phone)\syou(?:\sback)?\b|get\sback\sto\syou\b|reply\swithin\b
            |(?:see|meet)\syou\s.{{0,20}}\b{TIMES}\b|find\syou\san?\b
            |(?:book|arrange|schedule)\s.{{0,40}}\bfor\syou\b).{{0,120}}
        |(?:now\s)?(?:offers?|provides?|runs?|has|have)\s.{{0,60}}\b{BOOKED}\b.{{0,80}}
        |(?:starts?|begins?)\swith\s(?:a|an|your)\s(?:\w+\s)?{FIRST}\s.{{1,120}}
        |(?:includes?|is|are|has|have)\s.{{1,80}}\byou\scan\s.{{1,60}}\b(?:before|when)\syou\sbook
        )[.!]?""",
    re.VERBOSE,
)
AT_OURS = re.compile(
    rf"""at\sour\s{WORDS}(?:{DESK}|locations?|hospital|institute),?\s.{{1,60}}
        \b(?:is|are|can\sbe)\s(?:also\s|now\s)?(?:available|offered|booked|open)\b
        (?=.*\b(?:{TIMES}|ask\sus|book|call)\b).{{1,140}}""",
    re.VERBOSE,
)
REACH_US = re.compile(  # an order to turn to them
    rf"""(?:phone|call|ring|contact|e-?mail|message|text|chat\s(?:to|with)|speak\s(?:to|with)
          |talk\s(?:to|with)|visit)\s
        (?:our\s{WORDS}{DESK}\s
            (?:(?:between|from|on|at|by|via|today|now|this|for)\b|and\s(?:ask|book)\b
              |to\s(?:book|find\sout|learn|arrange|schedule|get|ask|make|reserve)\b).{{0,160}}
          |(?:our\s)?reception\s(?:and\sask|to\s(?:ask|book))\s.{{1,60}}
            \b(?:packages?|programmes?|programs?|offers?|membership)\b.{{0,60}})
      |(?:ask|enquire|inquire)\s(?:at\sreception|us|the\sfront\sdesk|our\s{WORDS}{DESK})\sabout\s
        (?:our\s(?:[\w'-]+\s){{0,4}}(?:sessions?|classes|fees|{SERVICE})
          |(?:our\s)?(?:openings|availability))\b.{{0,100}}
      |(?:fill\s(?:in|out)|complete|submit|use)\sour\s(?:[\w'-]+\s){{0,3}}
        (?:form|quiz|portal|questionnaire|booking\s\w+)\s(?:and|to)\s
        (?:meet|book|be\s|get|see|hear|speak|start|find|request|we).{{0,120}}""",
    re.VERBOSE,
)
PORTAL = r"(?:portal|calendar|booking\s\w+|scheduler|website|app)"
NOW_OPEN = re.compile(  # "Evening and online appointments now open for January: …"
    rf"""(?:[\w'-]+,?\s){{0,6}}(?:appointments|sessions|consultations|slots|openings)\s
        (?:(?:are|is)\s)?(?:now\s|still\s)?(?:open|available|bookable)\b[^:.!?]{{0,60}}[:;,.-]\s?
        (?:so\s)?(?:book|reserve|request|ask\sus|call\s(?:us|our)|contact\s(?:us|our)|claim)\b.{{0,120}}
      |(?:book|reserve|request)\s(?:yours?|one|an?)\s?(?:[\w-]+\s){{0,3}}
        (?:through|via|in|on|with|using)\s(?:the|our|your)\s(?:patient|client|booking|online)\s
        {PORTAL}\b.{{0,60}}""",
    re.VERBOSE,
)
FOR_YOU = re.compile(  # with its label: "Need help?: we can …"
    r"""(?:[^.!?:]{1,60}[?:]{1,2}\s)?we\scan\s(?:also\s)?
        (?:reserve|order|book|post|set\saside|put\saside)\s.{1,80}\sfor\syou[.!]?""",
    re.VERBOSE,
)
HERE = re.compile(  # those who speak of themselves as "us", to whoever is ready
    rf"""(?:(?:if|when|whenever|whether)\s[^.!?]{{3,120}},\s|(?:to|for)\s[^.!?,]{{3,60}},\s)?
        (?:please\s|simply\s|just\s|so\s)?
        (?:contact|call|reach\sout\sto|(?:get|be)\sin\stouch\swith|connect\swith
          |book\s(?:time|a\scall)\swith|speak\s(?:to|with)|meet\swith)\s
        (?:us|(?:one\sof\s)?our\s{WORDS}(?:{DESK}|{PEOPLE}|experts|producers|representatives))\s
        (?:(?:today|now|below|here|online)(?:\s(?:at|on|for|to|and)\b.{{0,120}})?
          |(?:to\s(?:get\sstarted|learn|find\sout|discuss|schedule|book|arrange|request|see\show)
            |for\s(?:a|an|more|your|further)\s|and\s(?:we|book|ask)\b).{{0,120}})
      |(?:we'd|we\swould)\slove\sto\s(?:help\syou|hear\sfrom\syou|meet\syou|work\swith\syou|see\syou
          |learn\s(?:about\s)?your\s\w+)\b.{{0,100}}
      |(?:whether\s[^.!?]{{3,160}},\s)?
        (?:(?:we're|we\sare)\s(?:here|ready)\sto\s(?:help|support|assist)
            (?:\s(?:you|your|if|with|whenever|when)\b.{{0,120}}|[.!])?
          |our\s{WORDS}(?:{DESK}|{PEOPLE}|experts)(?:\sof\s(?:[\w'-]+\s){{1,3}}\w+)?\s(?:is|are)\s
            (?:here|ready|eager|on\shand)\sto\s
            (?:help|support|guide|assist|answer|provide|hear)\b.{{0,120}})""",
    re.VERBOSE,
)
OFFERS = any_of(OFFER, AT_OURS, REACH_US, NOW_OPEN, FOR_YOU, HERE)
MAY_OFFER = having(  # without one of them no pattern matches
    *("our", "us", "we", "reception", "desk", "appointments", "sessions", "consultations"),
    *("slots", "openings", "patient", "client", "booking", "online"),
)
CUES = (  # what else it takes
    *("our ", "we can ", "we'd ", "we would ", "we're ", "we are ", " us ", "reception "),
    *("ppointments ", "essions ", "onsultations ", "slots ", "openings ", "portal"),
    *("calendar", "booking ", "scheduler", "website", " app", " desk "),
)
NO_OFFER = re.compile(  # someone's own story, or a report
    r"\b(?:i|i'm|i've|my|me|research(?:ers)?|study|studies|trial|participants|found|said|told)\b"
)


def is_offer(draft: Draft, index: int) -> bool:
    """Whether a sentence is an offer of those whose site it stands on."""
    folded = draft.folded[index]
    if index not in draft.derived(MAY_OFFER) or OFFERS.fullmatch(folded) is None:
        return False
    if not holds_any(folded, CUES) or NO_OFFER.search(folded):
        return False
    return not names_telephone(folded)


def offers_and_questions(draft: Draft) -> frozenset[int]:
    """The units that may be an offer, and those before them."""
    return with_questions(draft, draft.derived(MAY_OFFER))


def is_own_offer(draft: Draft, index: int) -> bool:
    """Drop a clinic's own offer, and the short question of its paragraph right before it.

    Left alone: "our" about people in general, research and stories, advice to ask a doctor or
    to book anywhere else, help lines, and a question that no offer follows.
    """
    if is_offer(draft, index):
        return True
    return (
        is_lure(draft, index)
        and draft.word_count(index) <= MAX_LURE
        and same_paragraph(draft, index, index + 1)
        and is_offer(draft, index + 1)
    )


RULES = (
    Rule(
        id="own-offer",
        version=1,
        reason="an offer of the site's own clinic or staff",
        anywhere=(Among(offers_and_questions, is_own_offer),),
        example="Our front desk can match you with a therapist in two working days.",
    ),
)
