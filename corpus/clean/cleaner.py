"""The story of a cleaning: units, protection, rules, and the text that remains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.clean.dates import find_published
from corpus.clean.decision import Decision
from corpus.clean.draft import Draft
from corpus.clean.frames import frame_of
from corpus.clean.head.judge import judged
from corpus.clean.join import Kept, join, readable_texts
from corpus.clean.paging import pages_in
from corpus.clean.protect import HELP, QUOTATION, is_callout, protection
from corpus.clean.repeated_lines import drop_repeated
from corpus.clean.repetition import NOTHING_REPEATED, Repeated, line_of
from corpus.clean.rules.bylines import find_byline
from corpus.clean.rules.order import RULES
from corpus.clean.rules.rule import Rule, RuleSet, rule_set
from corpus.clean.rulings import Ruling, overrule
from corpus.clean.shared_frames import drop_shared
from corpus.clean.signatures import units_among
from corpus.clean.titles import visible_title
from corpus.readers.extract import Extract
from corpus.units import segment

if TYPE_CHECKING:  # it imports numpy, which most commands do without
    from corpus.clean.head.model import Head

UNDER_A_TITLE = frozenset(
    (
        *("byline", "name-line", "date-line", "mail-header", "repeated-title", "votes"),
        *("posted-by", "user-box", "forum-button", "share-bar", "tags", "symbols", "markup"),
        *("page-furniture", "credit"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The text that remains, and the account of every unit.

    `text[span.start : span.end]` is what a kept unit reads as; there is one span for each
    kept unit, in order. Every character of the extract is in a unit or is white space.
    """

    text: str
    title: str
    byline: str  # a name found in a byline that was dropped; '' when there is none
    published: str  # a day found in a date line that was dropped, ISO 8601; '' when there is none
    decisions: tuple[Decision, ...]
    spans: tuple[Span, ...]
    page_starts: tuple[int, ...] = ()  # where each printed page begins, in characters of text


def clean(
    extract: Extract,
    rules: Sequence[Rule] = RULES,
    *,
    rulings: Sequence[Ruling] = (),
    repeated: Repeated = NOTHING_REPEATED,
    head: Head | None = None,
) -> Cleaned:
    """Decide about every unit of an extract, and join what is kept.

    The curator's rulings come before everything else that decides; the rules come before the
    head, which is asked only about units that no rule drops and nothing protects or shields.
    `repeated` is what is known to stand on other pages of the article's site, or on other sites.

    >>> from corpus.readers.plain import read_plain
    >>> cleaned = clean(read_plain("Panic passes.\\n\\nShare on Facebook\\n"))
    >>> cleaned.text, [decision.rule for decision in cleaned.decisions]
    ('Panic passes.', ['', 'share-bar/4'])
    """
    drafted = draft_of(extract, rules, rulings=rulings, repeated=repeated)
    return finished(extract, drafted, rulings=rulings, head=head)


def finished(
    extract: Extract,
    drafted: tuple[Draft, list[Decision]],
    *,
    rulings: Sequence[Ruling] = (),
    head: Head | None = None,
) -> Cleaned:
    """What `clean` gives of what `draft_of` gave; whoever needs two of these drafts once."""
    draft, decided = drafted
    decisions = overrule(decided, rulings)
    if head:
        decisions = overrule(judged(draft, decisions, head), rulings)
    decisions = drop_empty_sections(decisions)
    kept = [
        Kept(each.unit, shown, each.action == "doubt")
        for each, shown in zip(decisions, draft.texts, strict=True)
        if each.action != "drop" and shown
    ]
    text, spans = join(extract, kept)
    return Cleaned(
        text=text,
        title=kept_title(extract, draft, decisions) or first_words(text),
        byline=find_byline(draft),
        published=find_published(draft, dated(decided)),
        decisions=tuple(decisions),
        spans=spans,
        page_starts=pages_in(extract.page_starts, kept, spans),
    )


def draft_of(
    extract: Extract,
    rules: Sequence[Rule] = RULES,
    *,
    rulings: Sequence[Ruling] = (),
    repeated: Repeated = NOTHING_REPEATED,
) -> tuple[Draft, list[Decision]]:
    """An extract's units with its title found, and what the rules say of each."""
    asked = rule_set(tuple(rules))
    units = segment(extract)
    texts = readable_texts(units, extract)
    lines = units_among(units, line_of, repeated.lines)
    frames = units_among(units, frame_of, repeated.frames)
    untitled = Draft.of(units, texts, lines, frames)
    draft = untitled.entitled(find_title(extract, untitled, asked, rulings))
    decided = [decide(draft, index, asked) for index in range(len(units))]
    return draft, drop_shared(draft, drop_repeated(draft, decided))


def dated(decisions: Sequence[Decision]) -> frozenset[int]:
    """Which units were dropped for their date."""
    rules = ("date-line", "byline", "posted-by", "mail-header")
    return frozenset(i for i, each in enumerate(decisions) if each.rule.split("/")[0] in rules)


def find_title(extract: Extract, draft: Draft, asked: RuleSet, rulings: Sequence[Ruling]) -> str:
    """The title as stated, else the line that looks like it among those that would stay."""
    if stated := extract.metadata.get("title"):
        return stated.value

    @cache
    def dropped(index: int) -> str:
        (decision,) = overrule([decide(draft, index, asked)], rulings)
        rule = decision.rule.split("/")[0] if decision.action != "keep" else ""
        return rule or ("repeated-line" if index in draft.repeated else "")

    return visible_title(draft, dropped)


def kept_title(extract: Extract, draft: Draft, decisions: Sequence[Decision]) -> str:
    """The title, unless it was only a line of the text and was dropped as junk."""
    if "title" in extract.metadata:
        return draft.title
    kept = {
        text
        for text, decision in zip(draft.texts, decisions, strict=True)
        if decision.action != "drop"
    }
    return draft.title if draft.title in kept else ""


def decide(draft: Draft, index: int, asked: RuleSet) -> Decision:
    """One unit's fate: markup goes, the protected stays, the first rule that applies drops.

    A quotation's markup around a labelled box protects it from the head alone.
    """
    unit = draft.units[index]
    if unit.kind == "markup":
        return Decision(unit, "drop", "markup/1", "markup, no words for a reader")
    guard = protection(draft, index)
    if unit.kind == "furniture":
        return decide_furniture(draft, index, guard)
    if guard and not (guard == QUOTATION and is_callout(draft, index)):
        return Decision(unit, "keep", protected_by=guard)
    if rule := asked.first_that_applies(draft, index):
        return Decision(unit, "drop", f"{rule.id}/{rule.version}", rule.reason)
    return Decision(unit, "keep", protected_by=guard)


def decide_furniture(draft: Draft, index: int, guard: str) -> Decision:
    """What belongs to a printed page goes; where it says where help is to be had, it stays once."""
    unit = draft.units[index]
    if guard in HELP and draft.folded.index(draft.folded[index]) == index:
        return Decision(unit, "keep", protected_by=guard)
    return Decision(unit, "drop", "page-furniture/1", "a page's head, foot or number, or contents")


def drop_empty_sections(decisions: list[Decision]) -> list[Decision]:
    """Drop headings whose whole section was dropped; a heading that had none stays."""
    result = list(decisions)
    for index, decision in enumerate(decisions):
        if decision.unit.kind != "heading" or decision.action == "drop" or decision.protected_by:
            continue
        if is_emptied(decisions, index):
            reason = "a heading over nothing that was kept"
            result[index] = Decision(decision.unit, "drop", "empty-section/1", reason)
    return result


def is_emptied(decisions: Sequence[Decision], heading: int) -> bool:
    """Whether all that stood under a heading, down to the next of its level, was dropped.

    And more of it than what stands under any title: bylines, dates, votes, markup.
    """
    level = decisions[heading].unit.level
    furniture = False
    for index in range(heading + 1, len(decisions)):  # no slice: each heading would copy the rest
        below = decisions[index]
        if below.unit.kind == "heading" and below.unit.level <= level:
            break
        if below.action != "drop":
            return False
        furniture = furniture or below.rule.split("/")[0] not in UNDER_A_TITLE
    return furniture


def first_words(text: str, limit: int = 80) -> str:
    """The beginning of a text that has no title, cut at a word."""
    line = text.split("\n")[0]
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"
