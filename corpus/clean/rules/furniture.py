"""Share bars, tags, menus, "see also" in many languages, contents lists, adverts, notices."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.rules.rule import Rule, line_start, whole_line

NETWORK = r"(?:facebook|twitter|x|linkedin|pinterest|whatsapp|telegram|reddit|e-?mail|instagram|youtube|tumblr|line|messenger|tiktok|bluesky|mastodon|copy link|print|pocket|threads|sms)"
SHARE = re.compile(
    rf"""(?:(?:share|tweet|pin|print|e-?mail|save|bookmark|copy|forward|send)(?:\s(?:it|this|on|via|to|the|a|link|page|article|post|story|with|by|in|friend|friends|{NETWORK}|and|or|&|,))*
      |(?:share|spread)\sthe\s(?:love|word)
      |(?:bagikan|kongsi|sebarkan|compartir|compartilhar|partager|teilen|condividi|delen|udostępnij|paylaş|chia\ssẻ)(?:\s.{{1,40}})?
      |{NETWORK}(?:[\s,|·/]+{NETWORK})*
      |(?:follow|like|find)\sus(?:\s(?:on|at)\s.{{0,60}})?
      |(?:link\s)?copied(?:\sto\sclipboard)?
      )\s?[:!.]?""",
    re.VERBOSE,
)
TAGS = re.compile(
    r"""(?:(?:tags?|tagged(?:\s(?:in|with|as))?|categor(?:y|ies)|filed\sunder|posted\sin|topics?|labels?|keywords?
        |tag|kategori|etiquetas|schlagw(?:ort|örter)|étiquettes|mots-clés|etichette)(?:\s?[:»]\s?.{0,200})?
      |(?:\#[\w-]{2,40}[\s,]*)+)""",
    re.VERBOSE,
)
SEE_ALSO_WORDS = r"""(?:see\salso|also\sread|read\salso|also\ssee|also\scheck(?:\sout)?|you\s(?:may|might)\salso\s(?:like|enjoy|be\sinterested\sin|want\sto\sread)
    |baca\sjuga|lihat\sjuga|simak\sjuga|artikel\s(?:terkait|lainnya)|baca\sselengkapnya          # Indonesian, Malay
    |(?:lee|leer|lea|ver|vea|mira|véase)\stambién|te\spuede\sinteresar|artículos\srelacionados   # Spanish
    |(?:leia|veja|confira|leia\smais)\s(?:também|ainda)|artigos\srelacionados                    # Portuguese
    |(?:lire|voir|à\slire|à\svoir)\saussi|articles?\s(?:similaires|liés)|sur\sle\smême\ssujet      # French
    |(?:lesen\ssie|siehe|lies|sehen\ssie)\sauch|auch\sinteressant|das\skönnte\s(?:sie|dich)\sauch\sinteressieren|ähnliche\s(?:artikel|beiträge)
    |(?:leggi|vedi|guarda)\sanche|potrebbe\sinteressarti(?:\sanche)?|articoli\scorrelati         # Italian
    |(?:lees|zie|bekijk)\sook|gerelateerde\sartikelen                                            # Dutch
    |(?:czytaj|zobacz|sprawdź|przeczytaj)\s(?:także|też|również)|powiązane\sartykuły             # Polish
    |ayrıca\s(?:bakınız|oku(?:yun)?|bkz)|bunu\sda\soku(?:yun)?|ilgili\s(?:yazılar|haberler)      # Turkish
    |(?:xem|đọc)\s(?:thêm|tiếp)|bài\sviết\sliên\squan)"""  # Vietnamese
SEE_ALSO = re.compile(rf"{SEE_ALSO_WORDS}\b.{{0,300}}", re.VERBOSE)
READ_MORE = re.compile(
    r"""(?:(?:read|learn|find\sout|discover|show|view|load|see)\s(?:more|next|on|all)(?:\s?[:»>→…-]+.{0,200}|\s(?:articles|posts|stories|like\sthis|on\sthis\stopic|from\s.{1,60}))?
      |(?:continue|keep)\sreading.{0,120}|(?:up\snext|next\sup|most\s(?:read|popular)|popular\s(?:posts|articles|now)|trending(?:\snow)?|editors?'?s?\s(?:picks?|choice))(?:\s?:.{0,160})?
      |(?:related|recommended|similar|further|more|other|latest|recent|featured)\s(?:posts?|articles?|reading|stories|content|links?|topics?|questions|resources|pages?|guides?|news|entries|threads|reads?)(?:\s(?:from|on|in|for|about)\s.{1,60})?(?:\s?[:»-]\s?.{0,200})?
      |(?:recommended|suggested|selected|more)\s(?:for\syou|reading|from\s.{1,60})(?:\s?:.{0,160})?
      |(?:related|further\sreading|read\snext|don't\smiss|more\sto\sread|you\smight\slike)\s?:.{0,200}
      |(?:related|read\snext|more\sto\sexplore|from\sthe\sweb|around\sthe\sweb))[.!»…]?""",
    re.VERBOSE,
)
MENU = re.compile(
    r"""(?:skip\sto\s(?:main\s|the\s)?(?:content|navigation)|(?:main\s)?(?:menu|navigation)|toggle\s\w+|close(?:\smenu)?|open\smenu
      |home|homepage|beranda|about(?:\sus)?|contact(?:\sus)?|sitemap|faqs?|search(?:\s(?:for|this\ssite|results))?:?|login|log\sout|register|my\saccount|shop|cart|careers?|press|accessibility
      |(?:home|beranda|start|forum|board\sindex|you\sare\shere:?\shome|index)(?:\s?[>»/›|→]\s?[^>»/›|→]{1,80}){1,6}
      |you\sare\shere:?.{0,160}
      |back\sto\s.{1,60}|go\sback|return\sto\stop|scroll\sto\stop|top
      |(?:on|in)\sthis\s(?:page|article|guide|section|post)\s?:?|(?:table\sof\s)?contents\s?:?|jump\sto\s(?:section|a\ssection)?\s?:?|quick\slinks|what's\sin\sthis\sarticle\??|overview\smenu
      |(?:image|photo|picture|video|credit|source|photograph)(?:\s(?:credit|source|by|courtesy(?:\sof)?))?\s?:\s.{1,120}
      |(?:photo|image|picture|illustration)\s(?:by|via|courtesy(?:\sof)?|from)\s.{1,100}|getty\simages.{0,60}|image\stitled\s.{1,120}
      |listen\sto\sthis\s(?:article|page).{0,40}|play\sthis\svideo|watch\s(?:the\s)?video|download\s(?:the\s|a\s|this\s)?(?:pdf|app|factsheet|leaflet).{0,60}
      |loading|please\swait|powered\sby\s.{1,60}|proudly\spowered\sby\s.{1,60}|designed\sby\s.{1,60})[.:…]*""",
    re.VERBOSE,
)
ADVERT = re.compile(
    r"""(?:advertise?ment|sponsored(?:\s(?:content|post|by.{0,60}|links?))?|ad|promoted|paid\s(?:content|partnership).{0,60}|iklan|publicidad|anzeige|publicité
      |(?:book|schedule|request|arrange|make)\s(?:a|an|your|my)\s(?:\w+[\s-]){0,4}?(?:appointment|consultation|session|call|visit|assessment)\b.{0,160}
      |(?:call|contact|visit|speak\s(?:to|with)|chat\s(?:to|with))\s(?:us|our\s(?:\w+\s){0,3}(?:team|clinic|office|practice|reception|staff))\b.{0,160}
      |(?:donate|give|make\sa\sdonation|support\sus|fundraise|support\sour\s(?:work|cause|charity))\b(?:.{0,30}\b(?:today|now|here|us|monthly|online|keep|help)\b.{0,140})?
      |(?:get|start|try|claim|enjoy|grab|save|shop|buy|order|download)\b.{0,40}\b(?:free\strial|%\soff|discount|\d+\spercent\soff|promo(?:\scode)?|coupon|voucher|today\sonly|limited\stime|app\stoday)\b.{0,160}
      |.{0,100}\b(?:use\s(?:the\s)?(?:promo\s|discount\s)?code|promo\scode|near\s(?:me|you)\?)\b.{0,100}
      |(?:we|our\s(?:clinic|practice|team))\saccepts?\s(?:most\s)?(?:major\s)?insurances?.{0,120}
      |(?:opening|office|clinic)\s(?:hours|times)\b.{0,120}
      )[.!]?""",
    re.VERBOSE,
)
NOTICE = re.compile(
    r"""(?:disclaimer\b.{0,500}
      |(?:this|the|all|our|any)\s(?:\w+\s){0,6}?(?:article|information|content|page|website|site|material|blog|post|newsletter|answer|guide)s?\b.{0,120}
         \b(?:not|never|isn't|cannot)\b.{0,60}\b(?:substitute|replace|intended|medical\sadvice|professional\sadvice|constitute|diagnos)\b.{0,300}
      |(?:general\sinformation|for\s(?:general\s)?(?:information|educational|informational)(?:al)?\s(?:and\s\w+\s)?(?:purposes\s)?only).{0,200}
      |sample\s(?:article|page|text)\b.{0,300}
      |.{0,80}\bnot\s(?:a\ssubstitute\sfor\s(?:professional\s)?)?medical\sadvice\b.{0,200}
      |(?:this\s(?:article|page|post)\s(?:was\s)?(?:originally\s|first\s)?(?:appeared|published|posted)|originally\s(?:published|posted|appeared)|source\sarticle|mirrored\sfrom|copied\sfrom)\b.{0,200}
      |(?:licen[cs]ed?(?:\sunder)?:?\s)?cc[\s-]by\b.{0,80}|(?:text\s)?licen[cs]e(?:d\sunder)?\s?:?\s.{0,100}
      |(?:charity|company)\s(?:registration\s)?(?:no|number|reg)\b.{0,100}|registered\s(?:charity|company|office)\b.{0,160}
      )""",
    re.VERBOSE | re.DOTALL,
)
SYMBOLS = re.compile(r"[\W_]*")
SECTION_HEADINGS = re.compile(
    r"""(?:references|sources|bibliography|citations|footnotes|works\scited|further\sreading|external\slinks|see\salso
      |(?:related|recommended|similar|popular|latest|recent|more|other|featured)\s(?:posts?|articles?|reading|stories|content|links|topics?|questions|resources|pages?|guides?|threads)
      |(?:you\s(?:may|might)\salso\s(?:like|enjoy)|also\sread|read\snext|more\sfrom\s.{1,60}|trending\snow)
      |about\s(?:the\s)?(?:author|writer|us|this\ssite|our\s\w+)s?
      |(?:\d+\s)?comments?(?:\s\(\d+\))?|(?:leave|post)\sa\s(?:comment|reply)|(?:\d+\s)?(?:responses|replies|thoughts)(?:\s.{0,100})?
      |(?:share|tags?|categories|archives|newsletter|quick\slinks|contact(?:\sus)?|follow\sus|on\sthis\spage|table\sof\scontents|contents|in\sthis\s(?:article|guide)
      |opening\s(?:hours|times)|our\slocations?|find\sus)
      |komentar|artikel\sterkait|tinggalkan\sbalasan)\s?[:.]?""",
    re.VERBOSE,
)
MIN_PROSE = 60  # words; a paragraph this long under such a heading is the author's after all


def is_listed_heading(draft: Draft, index: int) -> bool:
    """Drop a line of a table of contents: a short line whose words stand below as a heading.

    Left alone: headings themselves, sentences, and a list that a sentence leads into.
    """
    unit, folded = draft.units[index], draft.folded[index]
    if unit.kind == "heading" or not draft.alone(index) or not folded:
        return False
    if lead_in(draft, index).endswith(":"):
        return False
    return draft.last_heading.get(folded, -1) > index and folded != draft.folded_title


def lead_in(draft: Draft, index: int) -> str:
    """The sentence that a list item's list stands under; '' where a heading or nothing does."""
    while index >= 0 and draft.units[index].kind == "list_item":
        index -= 1
    return draft.folded[index] if index >= 0 and draft.units[index].kind == "sentence" else ""


def is_in_junk_section(draft: Draft, index: int) -> bool:
    """Drop what stands under "References", "Related posts", "Comments", and the heading itself.

    Left alone: paragraphs of 60 words and more, which are the author's.
    """
    above = draft.heading_above[index]
    if above < 1 or SECTION_HEADINGS.fullmatch(draft.folded[above]) is None:
        return False
    return bool(draft.folded[index]) and paragraph_words(draft, index) < MIN_PROSE


def paragraph_words(draft: Draft, index: int) -> int:
    """How many words the whole block of a unit has."""
    block = draft.units[index].block
    first = index
    while first > 0 and draft.units[first - 1].block == block:
        first -= 1
    last = first + draft.block_sizes[block]
    return sum(draft.word_count(i) for i in range(first, last))


RULES = (
    Rule("symbols", 1, "nothing but punctuation", whole_line(SYMBOLS)),
    Rule("share-bar", 1, "a share or print button", whole_line(SHARE)),
    Rule("tags", 1, "tags or categories", whole_line(TAGS)),
    Rule("see-also", 1, "a pointer to another article", line_start(SEE_ALSO, max_words=30)),
    Rule("read-more", 1, "a teaser for other pages", whole_line(READ_MORE)),
    Rule("menu", 1, "a menu, a path or a picture's credit", whole_line(MENU)),
    Rule("advert", 1, "an advert, a booking prompt or a request for donations", whole_line(ADVERT)),
    Rule("notice", 1, "a disclaimer, licence or origin notice", whole_line(NOTICE)),
    Rule("contents-list", 1, "a line of the table of contents", is_listed_heading),
    Rule(
        "junk-section", 1, "under a heading such as References or Related posts", is_in_junk_section
    ),
)
