"""Runs of short lines among which several are certainly a site's: menus, members' boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.clean.draft import Draft
from corpus.clean.looks import near_top
from corpus.clean.rules.phrases import any_phrase
from corpus.clean.rules.rule import Among, Rule, mentions

MENU = re.compile(
    rf"""(?:skip\sto\s(?:main\s|the\s)?(?:content|navigation)|(?:main\s)?(?:menu|navigation)
      |toggle\s\w+|close(?:\smenu)?|open\smenu
      |home|homepage|beranda|about(?:\sus)?|contact(?:\sus)?|sitemap
      |search(?:\s(?:for|this\ssite|results))?:?|login|log\sout|register|my\saccount|shop|cart
      |careers?|press|accessibility
      |(?:home|beranda|start|forum|board\sindex|you\sare\shere:?\shome|index)
        (?:\s?[>»/›|→]\s?[^>»/›|→]{{1,80}}){{1,6}}
      |you\sare\shere(?:\s?[:>»/|-].{{0,160}})?
      |back\sto\s(?:the\s)?(?:top|home|start|search|results|list|index|overview|menu|main|previous
        |all|.{{1,30}}\s(?:page|index|list|results|home))\b.{{0,30}}|go\sback|return\sto\stop
        |scroll\sto\stop|top
      |(?:on|in)\sthis\s(?:page|article|guide|section|post)\s?:?
      |(?:table\sof\s)?contents\s?:?|{any_phrase("contents")}|jump\sto\s(?:section
        |a\ssection)?\s?:?|quick\slinks
      |what's\sin\sthis\sarticle\??|overview\smenu
      |(?:image|photo|picture|credit|photograph)
        (?:\s(?:credit|source|by|courtesy(?:\sof)?))?\s?:\s.{{1,120}}
      |(?:photo|image|picture|illustration)\s(?:by|via|courtesy(?:\sof)?|from)\s.{{1,100}}
      |image\stitled\s.{{1,120}}
      |listen\sto\sthis\s(?:article|page).{{0,40}}|play\sthis\svideo|watch\s(?:the\s)?video
      |download\s(?:the\s|a\s|this\s)?(?:pdf|app|factsheet|leaflet).{{0,60}}
      |download\s(?:our\s(?:free\s)?|(?:the|your)\sfree\s)(?:[\w-]+\s){{0,3}}
        (?:pdf|app|factsheet|leaflet|worksheet|workbook|e-?book|checklist|guide|planner
          |template)\b.{{0,60}}
      |(?:available|download|get\sit)\s(?:on|from)\s(?:the\s)?(?:app\sstore|google\splay)\b.{{0,60}}
      |(?:show|hide|toggle)\scaption|select\sall
      |(?:not\sopen\sfor\sfurther\sreplies|install\sthe\sapp|log\s?in\s?(?:/\s?)?sign\s?up)
      |[$€£]\s?\d[\d.,]{{0,9}}(?:\s(?:usd|eur|gbp))?(?:\s-\s[$€£]\s?\d[\d.,]{{0,9}})?
      |loading|please\swait|(?:proudly\s)?powered\sby\s[^,]{{1,60}}|designed\sby\s[^,]{{1,60}}
        |website\s(?:design\s|designed\s)?by\s[^,]{{1,60}}
      |please\s(?:enable|turn\son|switch\son)\s(?:java\s?script|cookies)\b.{{0,100}}
      |you\s(?:are|'re)\susing\san\sout\sof\sdate\sbrowser
        |it\smay\snot\sdisplay\sthis\sor\sother\swebsites\scorrectly
      |you\sshould\supgrade\sor\suse\san\salternative\sbrowser
      |your\sbrowser\sdoes\snot\ssupport\b.{{0,80}}
      |java\s?script\s(?:is|must|has)\b.{{0,30}}\b(?:enabled|disabled|required|turned\so)\b.{{0,80}}
      |listen\s\(\d+\s?min\w*\)|watch\sthis\svideo
      )[.:…]*""",
    re.VERBOSE,
)
AGENCY = re.compile(
    r"(?:(?:.{1,60}\s/\s)?getty\simages.{0,60}|.{1,60}/getty\simages\shide\scaption)[.:…]*"
)
PATH = re.compile(r"[^>»›]{1,60}(?:\s[>»›]\s[^>»›]{1,80}){2,6}")
HEAD = 15  # units; a path stands above the article
ANCHOR = re.compile(  # a line that only a menu has
    r"""(?:home(?:page)?|about(?:\sus)?|contact(?:\sus)?|careers?|log\s?in|sign\s?(?:in|up)
      |log\s?out|my\saccount|create\s(?:an\s)?account|join\snow|get\sstarted|book\s(?:now|online)
      |privacy(?:\s(?:policy|notice|statement|settings|center))?|cookie\s(?:policy|settings)
      |terms(?:\s(?:of\s(?:use|service|sale)|and\sconditions|&\sconditions|and\srules))?
      |legal(?:\snotice)?|disclaimer|accessibility(?:\sstatement)?|site\s?map|faqs?|blog|podcasts?
      |newsletters?|press(?:\sroom)?|media\s(?:kit|center|centre)|advertise(?:\swith\sus)?
        |ad\schoices
      |shop(?:\sall)?|store|cart|gift\scards?|order\snow|pricing|our\s(?:team|story|mission)
        |who\sweare
      |who\swe\sare|what\swe\sdo|meet\sthe\steam|editorial\s(?:policy|process|guidelines|standards)
      |help\s(?:center|centre)|customer\s(?:service|support)|support\sus|donate(?:\snow)?
      |ways\sto\sgive|get\sinvolved|volunteer|subscribe|search|menu|webinars
      |for\s(?:patients|professionals|members|business(?:es)?|employers|advertisers)|patient\sportal
      |investors?(?:\srelations)?|newsroom|affiliates?|what's\snew
      |new\sposts|search\sforums|register
      |refund\spolicy|shipping(?:\spolicy)?|returns|do\snot\ssell.{0,60}|all\sarticles)""",
    re.VERBOSE,
)
ANCHORS_IN_LINE = re.compile(
    rf"{ANCHOR.pattern}(?:\s?[|·•/]\s?{ANCHOR.pattern}){{1,12}}", re.VERBOSE
)
MAX_WORDS = 6  # of a menu's line
MAX_GAP = 12  # lines from one certain line to the next
MIN_CERTAIN = 3  # of them in a row, for one or two stand under every article
MIN_IN_LIST = 2  # of them in one list, which is a menu as a whole or not at all
BOX_LABEL = re.compile(
    r"""(?:joined|messages|posts|threads|reaction\sscore|trophy\spoints|points|location|country|city
      |state|reason|diagnosis|age|gender|occupation|real\sname|first\sname|reputation|karma
      |solutions|likes(?:\sreceived)?|member\ssince|last\sseen)\s?:?""",
    re.VERBOSE,
)
BOX_STARTS = frozenset(("joined", "joined:", "messages", "messages:", "member since", "posts:"))
MAX_BOX_GAP = 3  # lines from a label to the next: a value, or two
MIN_LABELS = 2
ENDS = (".", "!", "?", ":", ",", ";")


def is_path(draft: Draft, index: int) -> bool:
    """Drop "Library > Guides > Health" near the top."""
    return draft.alone(index) and PATH.fullmatch(draft.folded[index]) is not None


def menu_lines(draft: Draft) -> frozenset[int]:
    """The lines of menus, which are runs of lines of at most six words, none of them a sentence.

    From the first to the last certain line, where there are three, each twelve lines at most from
    the next; and the whole of a list with two. Left alone: lists that a sentence leads into.
    """
    lines: set[int] = set()
    for run in draft.derived(short_runs):
        certain = [index for index in run if ANCHOR.fullmatch(draft.folded[index])]
        for chain in chains(certain, MAX_GAP):
            lines.update(range(chain[0], chain[-1] + 1) if len(chain) >= MIN_CERTAIN else ())
        for is_list, part in groupby(run, lambda at: draft.units[at].kind == "list_item"):
            items = set(part)
            if is_list and len(items.intersection(certain)) >= MIN_IN_LIST:
                lines |= items
    return frozenset(lines)


def short_runs(draft: Draft) -> list[list[int]]:
    """The runs of lines that a menu may have, with none of another kind between them."""
    runs = groupby(range(len(draft.units)), lambda at: is_menu_like(draft, at))
    return [list(run) for is_short, run in runs if is_short]


def chains(certain: Sequence[int], max_gap: int) -> Iterator[list[int]]:
    """Certain lines in groups, cut where the next is too far away."""
    chain: list[int] = []
    for index in certain:
        if chain and index - chain[-1] > max_gap:
            yield chain
            chain = []
        chain.append(index)
    if chain:
        yield chain


def is_menu_like(draft: Draft, index: int) -> bool:
    """Whether a unit is a short line that nothing leads into."""
    folded = draft.folded[index]
    if not folded or not draft.stand_alone[index] or folded.endswith(ENDS):
        return False
    if draft.units[index].text[:1] == "#" or draft.word_count(index) > MAX_WORDS:
        return False
    above = draft.lead_ins[index]
    return above < 0 or not draft.folded[above].endswith(":")


def box_lines(draft: Draft) -> frozenset[int]:
    """The lines of members' boxes: from "Joined" to the value behind the last label.

    Left alone: the same words where no day of joining or number of messages is among them.
    """
    lines: set[int] = set()
    for run in draft.derived(short_runs):
        labels = [index for index in run if BOX_LABEL.fullmatch(draft.folded[index])]
        for box in chains(labels, MAX_BOX_GAP):
            named = {draft.folded[index] for index in box}
            if len(named) >= MIN_LABELS and not named.isdisjoint(BOX_STARTS):
                lines.update(range(box[0], min(box[-1] + 1, run[-1]) + 1))
    return frozenset(lines)


def is_not_title(draft: Draft, index: int) -> bool:
    """Drop what stands in a menu; never the title."""
    return draft.folded[index] != draft.folded_title


RULES = (
    Rule(
        id="menu",
        version=3,
        reason="a menu, a path or a picture's credit",
        lines=(
            MENU,
            mentions(ANCHORS_IN_LINE, "|", "·", "•", "/"),
            mentions(AGENCY, "getty images"),
            Among(near_top(HEAD), is_path),
        ),
        example="Skip to main content",
    ),
    Rule(
        id="menu-run",
        version=1,
        reason="a line of a site's menu",
        lines=(Among(menu_lines, is_not_title),),
        example="Our programmes",
    ),
    Rule(
        id="member-box",
        version=1,
        reason="a line of a forum member's box",
        lines=(Among(box_lines),),
        example="Location",
    ),
)
