"""Runs of short lines among which several are certainly a site's: menus, members' boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.clean.draft import Draft
from corpus.clean.rules.rule import Rule

ANCHOR = re.compile(  # a line that only a menu has
    r"""(?:home(?:page)?|about(?:\sus)?|contact(?:\sus)?|careers?|log\s?in|sign\s?(?:in|up)
      |log\s?out|my\saccount|create\s(?:an\s)?account|join\snow|get\sstarted|book\s(?:now|online)
      |privacy(?:\s(?:policy|notice|statement|settings|center))?|cookie\s(?:policy|settings)
      |terms(?:\s(?:of\s(?:use|service|sale)|and\sconditions|&\sconditions|and\srules))?
      |legal(?:\snotice)?|disclaimer|accessibility(?:\sstatement)?|site\s?map|faqs?|blog|podcasts?
      |newsletters?|press(?:\sroom)?|media\s(?:kit|center|centre)|advertise(?:\swith\sus)?|ad\schoices
      |shop(?:\sall)?|store|cart|gift\scards?|order\snow|pricing|our\s(?:team|story|mission)|who\sweare
      |who\swe\sare|what\swe\sdo|meet\sthe\steam|editorial\s(?:policy|process|guidelines|standards)
      |help\s(?:center|centre)|customer\s(?:service|support)|support\sus|donate(?:\snow)?
      |ways\sto\sgive|get\sinvolved|volunteer|subscribe|search|menu|webinars
      |for\s(?:patients|professionals|members|business(?:es)?|employers|advertisers)|patient\sportal
      |investors?(?:\srelations)?|newsroom|affiliates?|what's\snew
      |new\sposts|search\sforums|register
      |refund\spolicy|shipping(?:\spolicy)?|returns|do\snot\ssell.{0,60}|all\sarticles)""",
    re.VERBOSE,
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


def menu_lines(draft: Draft) -> frozenset[int]:
    """The lines of menus, which are runs of lines of at most six words, none of them a sentence.

    From the first to the last certain line, where there are three, each twelve lines at most from
    the next; and the whole of a list with two. Left alone: lists that a sentence leads into.
    """
    lines: set[int] = set()
    for run in short_runs(draft):
        certain = [index for index in run if ANCHOR.fullmatch(draft.folded[index])]
        for chain in chains(certain, MAX_GAP):
            lines.update(range(chain[0], chain[-1] + 1) if len(chain) >= MIN_CERTAIN else ())
        for is_list, part in groupby(run, lambda at: draft.units[at].kind == "list_item"):
            items = set(part)
            if is_list and len(items.intersection(certain)) >= MIN_IN_LIST:
                lines |= items
    return frozenset(lines)


def short_runs(draft: Draft) -> Iterator[list[int]]:
    """The runs of lines that a menu may have, with none of another kind between them."""
    for is_short, run in groupby(range(len(draft.units)), lambda at: is_menu_like(draft, at)):
        if is_short:
            yield list(run)


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
    """The lines of members' boxes: from "Joined" to the value behind the last label."""
    lines: set[int] = set()
    for run in short_runs(draft):
        labels = [index for index in run if BOX_LABEL.fullmatch(draft.folded[index])]
        for box in chains(labels, MAX_BOX_GAP):
            named = {draft.folded[index] for index in box}
            if len(named) >= MIN_LABELS and not named.isdisjoint(BOX_STARTS):
                lines.update(range(box[0], min(box[-1] + 1, run[-1]) + 1))
    return frozenset(lines)


def is_in_box(draft: Draft, index: int) -> bool:
    """Drop the labels and values of a forum member's box, each on a line of its own.

    Left alone: the same words where no day of joining or number of messages is among them.
    """
    return index in draft.derived(box_lines)


def is_in_menu(draft: Draft, index: int) -> bool:
    """Drop what stands between the certain lines of a menu; never the title."""
    return index in draft.derived(menu_lines) and draft.folded[index] != draft.folded_title


RULES = (
    Rule(
        id="menu-run",
        version=1,
        reason="a line of a site's menu",
        lines=(is_in_menu,),
        example="Our programmes",
    ),
    Rule(
        id="member-box",
        version=1,
        reason="a line of a forum member's box",
        lines=(is_in_box,),
        example="Location",
    ),
)
