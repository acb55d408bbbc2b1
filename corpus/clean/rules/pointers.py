"""Share bars, tags, "see also" in many languages, teasers, bare addresses."""

from __future__ import annotations

import re
from collections import Counter

from corpus.clean.draft import Draft
from corpus.clean.rules.phrases import any_phrase
from corpus.clean.rules.rule import Among, Rule, block_start

NETWORK = (
    r"(?:facebook|twitter|x|linked\s?in|pinterest|whats\s?app|telegram|reddit|e-?mail|instagram"
    r"|you\s?tube|tumblr|line|messenger|tik\s?tok|blue\s?sky|mastodon|copy\slink|print|pocket|threads|sms"
    r"|flipboard|flickr|snapchat|share\slink|link)\d{0,6}"
)
PAGE = r"(?:page|article|post|story|link|question|answer|information|guide|letter|options)"
SHARE = re.compile(
    rf"""(?:(?:share|tweet|pin|print|e-?mail|save|bookmark|copy|forward|send)   # the button's verb,
          (?:\sthis(?:\s{PAGE})?|\sthe\s{PAGE}|\soptions|\sit!)?                # with its object,
          \s?:?(?:\s(?:on|via|to|with|by|using|and|or|&|,|{NETWORK}))*          # and the networks
      |share\sthis(?:\s{PAGE})?\s(?:to|with)\s(?:a\s)?friends?
      |(?:e-?mail|send|forward)\s(?:this\s)?(?:{PAGE}\s)?to\sa\sfriend
      |(?:click|tap)\sto\s(?:share|e-?mail|print|tweet|pin|copy)\b.{{0,80}}
      |(?:share|spread)\sthe\s(?:love|word)|shares
      |{any_phrase("share")}(?:\s?:)?(?:\s(?:\w{{2,4}}\s)?{NETWORK}){{0,6}}
      |{NETWORK}(?:[\s,|·/•]+{NETWORK})+
      |(?:follow|like|find|join)\s(?:us|me)(?:\s(?:on|at)\b.{{0,60}})?
      |don't\sforget\sto\sfollow\b.{{0,30}}|follow\s\w+(?:\s\w+)?\son\s{NETWORK}
      |share\son\s{NETWORK}(?:\s(?:share|tweet|pin)(?:\s(?:on|it|this))?(?:\s{NETWORK})?){{1,8}}
      |(?:shares?|tweets?|pins?|likes?|saves?)\s?:?\s\d[\d.,]{{0,6}}k?
        (?:\s(?:shares?|tweets?|pins?|likes?|saves?)\s\d[\d.,]{{0,6}}k?){{0,6}}
      |share\sthis\s{PAGE}\swith\s(?:your\s)?(?:friends?|someone|others|family
        |a\sloved\sone)\b.{{0,60}}
      |gift\sthis\sarticle|copy\s(?:url|as\shtml|to\sclipboard)
        |(?:the\s)?link\s(?:has\sbeen\s)?copied(?:\sto\sclipboard)?
      |open\sin\s(?:claude|chatgpt|perplexity)|add\sto\s(?:favou?rites|collection|bookmarks|library)
      |follow\son\s(?:{NETWORK}|social(?:\smedia)?)|envoyer\spar\scourriel|enviar\spor\scorreo
        |per\se-?mail\ssenden
      |listen\s·\s\d+\smin|share\sto\s{NETWORK}(?:\s?share\sto\s{NETWORK}){{0,6}}
      |save\s(?:this\s)?for\slater|font\ssize\s?:?(?:\s[a+-]{{1,2}}){{0,4}}
      |(?:let's\s)?connect\s(?:with\sus|online|with\sus\sonline)|pin\sfor\slater
      |(?:save|listen|download(?:\sas\spdf)?|print|share|gift)
        (?:[\s·|,•]+(?:save|listen|download|print|share|gift|pdf)){{1,5}}
      |save\s(?:this\s)?to\sread\slater|sharing\sis\scaring
      |(?:link\s)?copied(?:\sto\sclipboard)?
      )\s?[:!.–-]?""",
    re.VERBOSE,
)
SHARE_NOTE = re.compile(  # below a thread, two sentences of one line
    r"(?:send|forward|e-?mail)\s(?:this|the)\s(?:thread|topic|post|page|story)\sto\sa\s(?:friend|mate)[.!]?"
)
ONE_NETWORK = re.compile(rf"{NETWORK}")
TAGS = re.compile(
    rf"""(?:{any_phrase("tags")}(?:\s?[:»]\s?.{{0,200}})?
      |(?:topics?|labels?|keywords?|subjects|read\smore\snews\son)\s?:\s?.{{1,200}}
      |(?:tagged(?:\s(?:in|with|as))?|posted\sin)\s?:?\s.{{1,160}}
      |(?:\#[^\W\d][\w-]{{1,40}}[\s,]*)+)""",
    re.VERBOSE,
)
FILED = re.compile(r"filed\sunder\s?:?\s.{1,160}")
SEE_ALSO = re.compile(
    rf"""(?=[^:»|]{{0,60}}[:»|]|.*[^.!…]\Z|.{{0,22}}\Z)  # a title has no full stop
    (?:{any_phrase("see also")}
    |you\s(?:may|might)\salso\s(?:like|enjoy|be\sinterested\sin|want\sto\sread)(?=\s?:|$)
    |(?:similar|related|linked)\s(?:topics?|questions?|threads?|discussions?)(?=\s?:)
    |people\salso\sask(?:ed)?|others\salso\sasked|related\squestion
    )(?!\w)""",
    re.VERBOSE,
)
READ_MORE = re.compile(
    rf"""(?:(?:{any_phrase("related")}|{any_phrase("read more")})(?:\s?[:»].{{0,160}})?
      |(?:read|learn|find\sout|discover|show|view|load|see)\s(?:more|next|all)
          (?:\s?[:»>→…-]+.{{0,200}}|\s(?:articles|posts|stories|like\sthis|on\sthis\stopic))?
      |(?:continue|keep)\s(?:reading|exploring)
        (?:\s?[:»>→…-].{{0,160}}|\s["'].{{1,160}}|\s(?:this|the)\s(?:article|post|story)\b.{{0,80}}
          |\sbelow)?
      |(?:up\snext|next\sup|most\s(?:read|popular)|popular\s(?:posts|articles|now)
        |trending(?:\snow)?|editors?'?s?\s(?:picks?|choice))(?:\s?:.{{0,160}})?
      |(?:related|recommended|similar|further|more|other|latest|recent|featured|suggested)\s
        (?:posts?|articles?|reading|reads?|stories|content|links?|topics?|questions|resources|pages?
          |guides?|news|entries|threads|notes?)
        (?:\s(?:from|on|in|for|about)\s.{{1,60}})?(?:\s?[:»-]\s?.{{0,200}})?
      |(?:recommended|suggested|selected)\s(?:for\syou|reading)(?:\s?:.{{0,160}})?
      |(?:connected|linked)\s(?:notes|pages|posts)(?:\s?:.{{0,200}})?|backlinks
      |browse\s(?:other|more|all)\s\w{{1,20}}
      |read\s(?:the\s)?full\s(?:story|article|post|interview)
      |take\s(?:our|this)\s(?:[\w-]+\s){{0,3}}quiz(?:\s(?:to|and)\s.{{1,60}})?
      |cite\sthis\s(?:page|article|entry)|how\sto\scite(?:\sthis\s\w+)?
      |more\s(?:for\syou|from\s[^.]{{1,60}}(?![.]))(?:\s?:.{{0,160}})?
      |(?:related|further\sreading|read\snext|don't\smiss|more\sto\sread|you\smight\slike
        |next\son\sour\s\w+)\s?:.{{0,200}}
      |(?:related|read\snext|more\sto\sexplore|from\s(?:the|our)\s(?:web|archives?)|around\sthe\sweb
        |missed\san?\s(?:letter|issue)\??)
      )[.!»…]{{0,3}}""",
    re.VERBOSE,
)
NEIGHBOUR_POST = re.compile(r"[«←‹]?\s?(?:previous|next|older|newer)\s(?:post|article|entry|story)")
NAMED_NEIGHBOUR = re.compile(  # with its title behind it, or an arrow before
    r"""(?:previous|next|older|newer)\s(?:post|article|entry|story)\s?:\s.{1,160}
      |[«←‹]\s?(?:previous|older|newer|back)(?:\s\w+)?|(?:next|older|newer)(?:\s\w+)?\s?[»→›]""",
    re.VERBOSE,
)
BARE_ADDRESS = re.compile(
    r"<?(?:https?://)?(?P<host>(?:www\.)?[\w-]{1,60}(?:\.[\w-]{1,60}){1,5})/\S{0,400}"
)
MIN_OWN = 3  # bare addresses of one host: the site's own; a single one may be the author's advice
MAX_TITLE_WORDS = 25


def is_lone_network(draft: Draft, index: int) -> bool:
    """Drop a network's name on a line of its own, beside another or a share button.

    Left alone: one that stands by itself, as the heading "YouTube" over advice on watching it.
    """
    if not draft.alone(index) or ONE_NETWORK.fullmatch(draft.folded[index]) is None:
        return False
    around = [other for other in (index - 1, index + 1) if 0 <= other < len(draft.units)]
    return any(
        ONE_NETWORK.fullmatch(draft.folded[other]) or SHARE.fullmatch(draft.folded[other])
        for other in around
    )


def own_addresses(draft: Draft) -> frozenset[int]:
    """The lines that are nothing but an address of the site, as in the archive of a letter.

    Left alone: an address whose site is linked fewer than three times.
    """
    slashed = ((index, folded) for index, folded in enumerate(draft.folded) if "/" in folded)
    found = ((index, BARE_ADDRESS.fullmatch(folded)) for index, folded in slashed)
    hosts = {index: address["host"] for index, address in found if address}
    count = Counter(hosts.values())
    return frozenset(index for index, host in hosts.items() if count[host] >= MIN_OWN)


def is_neighbour_post(draft: Draft, index: int) -> bool:
    """Drop the title that stands under "Previous post" or "Next post"."""
    above = index - 1
    return (
        above >= 0
        and draft.alone(index)
        and draft.word_count(index) <= MAX_TITLE_WORDS
        and NEIGHBOUR_POST.fullmatch(draft.folded[above]) is not None
    )


RULES = (
    Rule(
        id="share-bar",
        version=4,
        reason="a share or print button",
        lines=(
            SHARE,
            is_lone_network,
        ),
        anywhere=(SHARE_NOTE,),
        example="Share on Facebook",
    ),
    Rule(
        id="tags",
        version=2,
        reason="tags or categories",
        lines=(TAGS,),
        anywhere=(FILED,),
        example="Tags: sleep, worry",
    ),
    Rule(
        id="see-also",
        version=2,
        reason="a pointer to another article",
        anywhere=(block_start(SEE_ALSO, max_words=30),),
        example="See also: Why naps help some people",
    ),
    Rule(
        id="read-more",
        version=3,
        reason="a teaser for other pages",
        lines=(READ_MORE,),
        example="Read more: Ten kinds of rest",
    ),
    Rule(
        id="neighbour-post",
        version=2,
        reason="the title of the page before or after",
        lines=(NAMED_NEIGHBOUR, is_neighbour_post),
        example="Why naps help some people",
    ),
    Rule(
        id="bare-address",
        version=1,
        reason="nothing but an address of the site",
        anywhere=(Among(own_addresses),),
        example="https://www.nightletter.example/archive/naps",
    ),
)
