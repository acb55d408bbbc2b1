"""Adverts, booking prompts, requests for donations."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.looks import holding
from corpus.clean.rules.lures import MAX_LURE, is_lure, same_paragraph, with_questions
from corpus.clean.rules.phrases import any_phrase
from corpus.clean.rules.rule import Among, Rule, mentions

ADVERT = re.compile(
    rf"""(?:(?:promoted|ad|{any_phrase("advert")})
          (?:\s(?:content|posts?|message|links?|by\s.{{1,60}}))?
      |ad\s?:\s.{{0,300}}|ads?\sby\s\w+(?:\s\w+)?|(?:remove|hide|report|skip)\s(?:this\s|these\s
        |the\s)?ads?
      |why\sam\si\sseeing\sthis(?:\sad)?\??|go\sad-?free(?:\s.{{1,60}})?
      |advertise?ment\s?[-|:]?\s?(?:continue|keep)\s(?:reading|scrolling)\b.{{0,40}}
      |(?:article|story|content)\scontinues\s(?:below|after)\b.{{0,40}}
        |scroll\s(?:down\s)?to\scontinue
      |(?:\w+\s)?sponsor\s?:\s.{{1,200}}|sponsor\smessage|paid\s(?:content|partnership).{{0,60}}
      |(?:call|contact|visit|speak\s(?:to|with)|chat\s(?:to|with))\s
        (?:us(?:[:,]?\s(?:today|now|on|at|to|for|if|or|and|by|via|about|with|here|\d).{{0,160}})?
          |our\s(?:\w+\s){{0,3}}(?:team|clinic|office|practice|reception|staff
          |front\sdesk)\b.{{0,160}})
      |(?:donate|make\sa\sdonation|support\s(?:us|our\s(?:work|cause|charity))|fundraise)
        (?:\s?[:|].{{0,160}}
          |,?\s(?:to|for|with|today|now|here|online|monthly|via|through|on|and)\b.{{0,160}}
          |\sby\s(?:card|text|phone|post|bank|direct|donating|becoming|joining
          |sharing)\b.{{0,160}})?
      |give\s(?:today|now|here|monthly|online)(?:[:,!]\s.{{0,160}})?
      |(?:get|start|try|claim|enjoy|grab|save|shop|buy|order|download)\b.{{0,40}}\b
        (?:free\strial|%\soff|discount|\d+\spercent\soff|promo(?:\scode)?|coupon|voucher|today\sonly
          |limited\stime|app\stoday)\b.{{0,160}}
      |(?:buy|shop|order|see)\s(?:it\s)?(?:on|at|from)\s(?:amazon|etsy|ebay|walmart|bookshop\.org)
      |(?:shop|buy|order)\s(?:it\s)?(?:(?:now|here)(?:\s(?:on|at|from)\s.{{1,40}})?|online)
      |check\s(?:the\s)?(?:latest\s|current\s)?price\s(?:on|at)\s.{{1,40}}
      |order\syour\scopy\b.{{0,100}}|get\syour\sfree\s(?:copy|guide|e-?book|download)\b.{{0,100}}
      |get\s(?:the|our)\s(?:free\s)?app(?:\s.{{1,40}})?|from\sour\s(?:partners|sponsors|advertisers)
      |(?:start|begin|try)\s(?:online\s)?(?:therapy|counsell?ing)\s(?:today|now)(?:\s(?:with
        |at)\s.{{1,40}})?
      |(?:we|our\s(?:clinic|practice|team))\saccepts?\s(?:most\s)?(?:major\s)?insurances?.{{0,120}}
      |(?:start|make)\syour\sbooking|book\s(?:an\s)?appointment(?:\schat\snow\b.{{0,20}})?
      |chat\snow\sfrom\s[$£€]\s?\d.{{0,20}}
      |(?:opening|office|clinic)\s(?:hours|times)\b.{{0,120}}
      )[.!]?""",
    re.VERBOSE,
)
CODE_OR_NEAR = re.compile(
    r".{0,100}\b(?:(?:promo|discount|coupon)\scode\b|near\s(?:me|you)\?).{0,100}[.!]?"
)
LABELLED = re.compile(  # said to be an advert, also in the middle of a paragraph
    r"""(?:\(?(?:advertise?ment|sponsored|promoted|promotion|anzeige|iklan)
        (?:\s(?:content|post|message))?\s?[:)]\s?.{0,300}
      |donate\s(?:today|now|here|online)\b.{0,160}
      |please\sconsider\s(?:supporting\s(?:us|our)|(?:making\s)?a\s(?:\w+\s)?donation|subscribing)\b
        .{0,120}
      |use\s(?:the\s|our\s)?(?:\w+\s)?code\s\S{3,20}\s(?:at\scheckout|for|to\s(?:get|save
        |claim))\b.{0,80}
      )[.!]?""",
    re.VERBOSE,
)
SUPPORTER = re.compile(  # said to be from those who pay, or from the site's own shop
    r"""(?:(?:promoted|sponsored|featured)\s
          (?:answers?|results?|listings?|questions?|threads?|topics?|partners?)\s?:\s.{1,200}
      |a\s(?:word|message|note)\sfrom\s(?:our|this\s(?:week|month|issue|letter)'s|today's)\s
        (?:kind\s)?(?:supporters?|sponsors?|partners?|advertisers?)\s?[:.-].{0,300}
      |our\s(?:[\w'-]+\s){0,2}(?:catalogue|catalog|gift\sguide|brochure|(?:\w+\s)sale)\s
        (?:is\s(?:here|out|on|now\s\w+)|has\s(?:arrived|landed|started)|starts\s\w+)\b.{0,200}
      )[.!]?""",
    re.VERBOSE,
)
CODE_WORD = re.compile(  # in capitals: "Reply CATALOGUE to order."
    r"""(?:[Rr]eply|REPLY|[Tt]ext|TEXT)\s(?:with\s)?(?:the\sword\s)?["'“]?[A-Z]{3,20}["'”]?\s
        to\s(?:order|join|enter|claim|reserve|receive|get)\b.{0,80}""",
    re.VERBOSE,
)
OFF_WITH_CODE = re.compile(
    r".{0,100}(?:\d\s?%|\bpercent|[$€£]\s?\d+)\soff\b.{0,80}\b(?:with|using|use)\s.{0,30}\bcode\b.{0,60}"
)
MATCHED = re.compile(  # "Talk to a licensed therapist online, from $65 a week"
    r"""(?:[^:]{1,30}:\s)?(?:get\smatched\swith\san?\s(?:[\w-]+\s){0,3}
        (?:therapist|counsell?or|coach)\b.{0,60}
      |(?:talk\sto|chat\swith|speak\s(?:to|with)|connect\swith)\san?\s(?:[\w-]+\s){0,3}
        (?:therapist|counsell?or|coach)\b.{0,40}
        \b(?:from\s[$€£]\s?\d+|in\sminutes|per\sweek)\b.{0,40})[.!]?""",
    re.VERBOSE,
)
CONNECTS = re.compile(  # a broker, who sells speed or a price with it
    r"""(?!.*\b(?:but|research|study|studies|may|might|nhs|university|college
        |free|help-?\s?line|charity|volunteers?)\b)
      .{1,60}\b(?:connects?|match(?:es)?|pairs?)\syou\s(?:up\s)?with\s(?:an?|your)\s
      (?:[\w-]+\s){0,4}(?:therapist|counsell?or|coach|psychologist|psychiatrist)\b
      (?=.*\b(?:in\s(?:\w+\s)?minutes|(?:within|in\sunder)\s(?:\w+\s)?(?:hours|minutes)
        |as\slittle\sas
        |starting\sat
        |from\s[$£€]|per\sweek|a\sweek|from\sthe\scomfort)\b).{1,120}""",
    re.VERBOSE,
)
BROKERS = ("connect", "match", "pair")
NAMING_BROKERS = holding(*BROKERS)
SERVICE = r"(?:appointment|consultation|session|call|visit|assessment)"
BOOKING = re.compile(  # "Make an appointment if poor sleep has lasted a month" is advice
    rf"""(?:(?:book|schedule|request|reserve|arrange|make)\s(?:a|an|your|my)\s
          (?:[\w-]+[\s-]){{0,4}}?{SERVICE}
          (?:\s(?:today|now|online|here|with\s(?:us|our|one\sof|dr)|at|by\sphone
            |to\s(?:get\sstarted|see\show|learn))\b.{{0,140}})?
      |(?:get\sin\stouch\swith|contact|call|reach\sout\sto|visit)\s(?!(?:your|a|the)\s).{{1,60}}
        \b(?:today|now)\s(?:and|to)\s(?:start|begin)\s(?:on\s)?(?:your|the)\s(?:[\w-]+\s){{0,2}}
        (?:journey|path|road)\b.{{0,60}}
      |new\spatients\s(?:are\s)?(?:always\s)?welcome\b.{{0,120}}
      |you\sdo\snot\sneed\sa\sreferral\sto\ssee\s(?:us|our\s\w+)
      |(?:reach\sout|call|text|contact\s(?:me|us)|get\sin\stouch)\stoday\sto\s
        (?:book|schedule|arrange|request)\s
        (?:your\s(?:[\w-]+\s)?(?:consultation|session|call)
          |(?:your|an?)\s(?:free|first|complimentary|initial|no-obligation)\s\w+)\b.{{0,60}}
      |(?:start|begin|claim)\syour\s(?:[\w-]+\s)?free\strial(?:\s(?:today|now|here|and
        |on)\b.{{0,60}})?
      |take\sour\s(?:[\w-]+\s){{0,3}}(?:quiz|assessment)\sto\s(?:be|get|find|see)\s.{{1,60}}
      |(?:consult|meet|message)\san?\sonline\s(?:psychologist|therapist|counsell?or|doctor
        |psychiatrist)\sin\s[\w-]+\sminutes\b[^?]{{0,60}}
      |(?:simply\s|just\s)?fill\s(?:in|out)\sour\s(?:[\w-]+\s){{0,3}}form\sand\s
        (?:one\sof\s(?:our|us)|our|we'll|we\swill|someone|a\smember)\b.{{0,100}}
      |our\s(?:[\w'-]+\s){{1,4}}(?:has|have)\s(?:[\w-]+\s){{0,3}}(?:openings|appointments)
        \s(?:this|next|available|today)\b.{{0,80}}
      )[.!]?""",
    re.VERBOSE,
)


def questions_before_brokers(draft: Draft) -> frozenset[int]:
    """The questions that may lead to a broker."""
    brokers = draft.derived(NAMING_BROKERS)
    return with_questions(draft, brokers) - brokers


def leads_to_broker(draft: Draft, index: int) -> bool:
    """Drop "Struggling tonight?" right before a broker's sentence, in its paragraph.

    Left alone: the same question before anything else.
    """
    return (
        is_lure(draft, index)
        and draft.word_count(index) <= MAX_LURE
        and same_paragraph(draft, index, index + 1)
        and CONNECTS.fullmatch(draft.folded[index + 1]) is not None
    )


def is_code_word(draft: Draft, index: int) -> bool:
    """Drop an order to send a word in capitals: "Reply CATALOGUE to order."

    Left alone: a word to send to a help line, and "reply" or "text" before any other word.
    """
    return CODE_WORD.fullmatch(draft.texts[index]) is not None


RULES = (
    Rule(
        id="advert",
        version=5,
        reason="an advert, a booking prompt or a request for donations",
        lines=(
            ADVERT,
            mentions(CODE_OR_NEAR, " code", "near "),
            mentions(MATCHED, "therapist", "counsel", "coach"),
        ),
        anywhere=(
            LABELLED,
            BOOKING,
            SUPPORTER,
            mentions(CONNECTS, *BROKERS),
            Among(questions_before_brokers, leads_to_broker),
            mentions(OFF_WITH_CODE, " code"),
            Among(holding("reply ", "text "), is_code_word),
        ),
        example="Book your free consultation today!",
    ),
)
