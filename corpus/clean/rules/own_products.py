"""What those who write also sell, and what hosts ask of their listeners.

A book or a course is junk where its price, its shop or its day of sale is named with it, and
where it is "my" or "our" own. Advice to borrow, keep or fill in a workbook names none of these.
"""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.looks import holding
from corpus.clean.rules.rule import Among, Rule, mentions, right_before

SUM = r"(?:[$£€]\s?\d[\d.,]*|kr\.?\s?\d+)"
PRODUCT = (
    r"(?:workbook|e-?book|book|memoir|novel|album|audiobook|online\s(?:course|workshop|programme"
    r"|program)"
    r"|course|masterclass|webinar|planner|journal|prints?|card\sdeck|tape\sset|cheat\ssheet"
    r"|printable"
    r"|worksheet|checklist|starter\skit|guide|magazine|issue|edition)s?"
)
SOLD = (
    rf"(?:(?:now\s)?(?:just|only)\s{SUM}|for\s(?:just|only)\s{SUM}|half\sprice(?=[.,!;)]"
    rf"|\s(?:today|now|until|this|for)|\Z)|\d+\s?%\soff"
    rf"|out\snow|on\ssale\snow|(?:available\s(?:for|to)\s|to\s)?pre-?order|{SUM}\)"
    r"|(?:in|from|at|through)\s(?:our|my)\s(?:online\s|own\s|web\s)?(?:store|shop|bookshop"
    r"|etsy\sshop)"
    r"|open\sfor\s(?:enrol\w+|registration)|enrol(?:l?ment)?\s(?:now|today|is\s(?:now\s)?open)"
    r"|doors\s(?:are\s)?(?:now\s)?open)"
)
OWN_PRODUCT = re.compile(
    rf"""(?=.*\b(?:my|our|his|her|the\sauthor's
          |(?!(?:it|that|what|he|she|let|there|here)'s)[\w-]+'s)\s
        (?:[\w'-]+\s){{0,5}}{PRODUCT}\b)
      (?=.*\b{SOLD}).*""",
    re.VERBOSE,
)
CALLED = re.compile(  # "my course of tablets was only £9", "the sofa from my shop" tell a story
    r"\b(?:course\sof|terrified|afraid|council|dogs?|law|cost|paid|bought|was|were|had\sbeen"
    r"|used\sto|tablets"
    r"|treatment|antibiotics|doctor"
    r"|library)\b"
)
SHOP = re.compile(
    rf"""(?:(?:order|grab|claim|reserve|pre-?order|buy)\s(?:your|my)\s(?:own\s|free\s)?copy
          (?:\s(?:here|now|today)|\s(?:from|at|in|on)\s.{{1,60}})?
      |(?!.*\b(?:prescription|pharmac\w+|library)\b).{{1,160}}\b(?:is|are)\s(?:now\s
        |also\s)?available\s(?:in|from|at|through|on)\s(?:our|my)\s
        (?:\w+\s)?(?:store|shop|bookshop|etsy)\b.{{0,120}}
      |.{{0,160}}\bpaid\ssubscribers\s(?:also\s)?get\b.{{0,120}}
      |(?:you\scan\s)?(?:find|buy|get|order)\s.{{1,80}}\sin\s(?:my|our)\s(?:online\s|etsy\s|web\s)
        (?:shop|store)\b.{{0,60}}
      |(?:get|grab|download|snag)\s(?:my|our)\sfree\s(?:[\w-]+\s){{0,4}}{PRODUCT}\b.{{0,60}}
      |(?:sign\sup|register|join)\s(?:today|now)\sand\s(?:get|receive)\san?\sfree\s
        (?:[\w-]+\s){{0,2}}(?:t-?shirt|gift|mug|bag|badge|{PRODUCT})\b.{{0,40}}
      |grab\s(?:the|your)\sfree\s(?:[\w-]+\s){{0,3}}{PRODUCT}\b.{{0,40}}
      |(?:\W{{1,3}}\s)?(?:get|download)\sthe\sfree\s(?:[\w-]+\s){{1,4}}?[\w-]+\s?:\s?\S+\.\S+
      |pick\sup\sthe\s(?:[\w-]+\s){{1,2}}issue\s(?:from|at|in)\b.{{0,120}}
      |.{{0,120}}\bclick\shere\sto\s(?:order|buy)\sit\b.{{0,140}}
      )[.!?]{{0,3}}""",
    re.VERBOSE,
)
HOST_CALL = re.compile(
    r"""(?:(?!.*\bi\s(?:hit|press|tap|click))
          (?=.*\b(?:video|episode|channel|subscribe|miss|below|if\s(?:you|this|it))\b)
          .{0,200}\b(?:smash|hit|press|tap|click)\s(?:that|the)\s
          (?:like|subscribe|follow|notification)\s(?:button|icon|bell)\b.{0,200}
      |(?:listen|subscribe|follow)\s(?:to\sus\s|to\sthe\sshow\s|us\s)?on\s
          (?:apple\spodcasts|spotify|itunes|stitcher|google\spodcasts|audible|acast)
          (?:\s?[|,/·&].{0,120}|\sor\s.{0,120})?
      |.{0,120}\bwherever\syou\s(?:get|find|listen\sto|download)\s(?:your\s)?podcasts\b.{0,60}
      |(?:please\s)?(?:leave|give)\s(?:us|me|the\sshow)\s(?:an?\s)?(?:[\w-]+\s){0,2}
          (?:review|rating|stars)\s
          (?:on\b(?!\s(?:a|the|this)\sscale\b)|wherever\b
            |in\s(?:your|the|my|our)\s(?:podcast\s)?(?:app|player|store)\b).{0,120}
      |(?=.*\b(?:story|article|others|writer)\b).{0,80}\bclap\s(?:up\sto|for\sup\sto)\s\d+\stimes\b
          .{0,120}
      |our\stheme\s(?:music|song|tune)\s(?:is|was)\b.{1,80}\bby\s.{1,60}
      |.{0,100}\byou\scan\s(?:also\s)?buy\sme\sa\s(?:coffee|tea|cuppa|ko-?fi)\b.{0,160}
      |.{0,80}\blike\sand\ssubscribe\b.{0,60}
      |.{0,80}\brate\sand\sreview\s(?:us|the\s(?:show|podcast)|this\s(?:show|podcast))\b.{0,60}
      |.{0,100}\bsupport\s.{1,30}\bbuying\sme\sa\s(?:coffee|tea|cuppa|ko-?fi)\b.{0,80}
      |(?:please\s)?(?:sign|visit)\smy\sguestbook\b.{0,120}
      )[.!?]{0,3}""",
    re.VERBOSE,
)
FOR_REVIEW = re.compile(
    r"""(?:(?:as\salways,?\s)?all\s(?:thoughts\sand\s)?opinions\s(?:here\s)?are,?\s
        (?:as\s(?:always|ever),?\s)?
        (?:entirely\s)?my\sown
      |.{0,240}\b(?:sent|gave|gifted)\s(?:it|this|them|these|one|me\s(?:this|the|one|a)\s.{1,40})\s
        (?:to\sme\s)?(?:for\sreview|in\sexchange\sfor\s(?:an?\s)?(?:\w+\s)?review)\b.{0,60}
      |(?:all|the)\s(?:products?|items?|picks)\s(?:featured|shown|listed|linked|mentioned|here
        |on\sthis)
        \b.{0,60}\b(?:selected|chosen|reviewed|tested)\sby\sour\s(?:\w+\s)?(?:editors|team
          |writers)\b
        .{0,60}
      |.{0,120}\bgifted\s(?:this|the|these)\s.{1,40}\sin\sexchange\sfor\s(?:an?\s)?(?:\w+\s)?review
      |our\s(?:\w+\s)?editors\s(?:independently\s|carefully\s)?(?:select|choose|review|test|pick)\s
        (?:every|all|each|the)\s(?:product|item|pick)s?\b.{0,60}
      |(?:see\s|read\s)?(?:my\s|our\s)?full\sdisclosure\s(?:here|policy|below)
      )[.!?]{0,3}""",
    re.VERBOSE,
)


def is_own_product(draft: Draft, index: int) -> bool:
    """Drop "My sleep workbook is out now, only $12."

    Left alone: what somebody paid, courses of treatment, and books without price or shop.
    """
    folded = draft.folded[index]
    return OWN_PRODUCT.fullmatch(folded) is not None and CALLED.search(folded) is None


FAN = re.compile(r"(?:love|like|enjoy|enjoying|liked|loved)\s(?:the|this|our)\s(?:show|podcast)\?")


RULES = (
    Rule(
        id="own-product",
        version=1,
        reason="something that the site or its author sells",
        anywhere=(
            Among(
                holding(
                    *("$", "£", "€", "kr", " off", "price", "out now", "on sale", "order"),
                    *("shop", "store", "nrol", "open"),
                ),
                is_own_product,
            ),
            mentions(
                SHOP,
                *("copy", "available ", "shop", "store", "subscribers", "free ", "issue "),
                "click here",
            ),
        ),
        example="My sleep workbook is out now, for only $12.",
    ),
    Rule(
        id="host-call",
        version=2,
        reason="a host's call to like, follow or rate the show",
        anywhere=(
            Among(holding("show?", "podcast?"), right_before(FAN, HOST_CALL)),
            mentions(
                HOST_CALL,
                *(" like", "bell", "subscribe", "follow", " on ", "podcast", "clap ", "the show"),
                *("our theme", "buy me", "buying me", "review ", "rating ", "stars ", "guestbook"),
                *("our show", "episode", "notification"),
            ),
            mentions(
                FOR_REVIEW,
                *("opinions", "review", "selected", "chosen", "tested", "disclosure", "editors"),
            ),
        ),
        example="Please leave us a kind review on Spotify.",
    ),
)
