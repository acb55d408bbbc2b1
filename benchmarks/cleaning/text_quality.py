"""How well already-extracted text is cleaned: body kept and junk removed, by set and by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.cleaning.cached import held_out
from benchmarks.cleaning.gold import Page, labelled_pages, unseen_pages, written_pages
from benchmarks.cleaning.held_out import Judged, judge
from benchmarks.cleaning.tables import Share, figure, share, table
from corpus.clean.head.model import load_head
from corpus.readers.plain import read_plain
from corpus.units import segment

MENTAL_HEALTH = ("pages", "seeds")
FORMS = ("comment_form", "share", "votes")


class Measured(NamedTuple):
    """The units of a set, by the rules alone and by rules and head, in the same order."""

    name: str
    rules: list[Judged]
    both: list[Judged]

    def of(self, name: str, *sets: str) -> Measured:
        """The units of some sets."""
        return Measured(
            name,
            [each for each in self.rules if each.set in sets],
            [each for each in self.both if each.set in sets],
        )


class Target(NamedTuple):
    """What the project set out to reach."""

    what: str
    least: float
    counts: Callable[[Judged], bool]  # which units it is about


TARGETS = (
    Target("body kept", 0.985, lambda unit: not unit.junk),
    Target("junk removed", 0.92, lambda unit: unit.junk),
    Target("sold sentences removed", 0.97, lambda unit: unit.kind == "link_spam"),
    Target("forms, share bars, votes removed", 0.97, lambda unit: unit.kind in FORMS),
    Target("crisis lines kept", 1.0, lambda unit: unit.kind == "crisis"),
)


def measure_text(cache: Path | None) -> dict[str, str]:
    """The tables about extracted text, by the name of their place."""
    pages = list(labelled_pages())
    rules = list(judge(pages, None))
    labelled = Measured("all labelled pages", rules, by_page(pages, held_out(pages, cache)))
    written, unseen = (with_shipped_head(list(found())) for found in (written_pages, unseen_pages))
    mental_health = labelled.of("mental-health sites", *MENTAL_HEALTH)
    sets = (
        labelled,
        mental_health,
        labelled.of("WCXB articles", "wcxb article"),
        labelled.of("WCXB forums", "wcxb forum"),
        written,
        unseen,
    )
    return {
        "text": f"{sets_table(sets)}\n\n{left_out(pages, rules)}",
        "targets": targets_table((labelled, mental_health, written, unseen)),
        "kinds": "\n\n".join(
            kinds_table((labelled, mental_health, unseen), junk=junk) for junk in (True, False)
        ),
    }


def with_shipped_head(pages: Sequence[Page]) -> Measured:
    """A set that the shipped head has not learnt from."""
    return Measured(pages[0].set, list(judge(pages, None)), list(judge(pages, load_head())))


def by_page(pages: Sequence[Page], judged: Sequence[Judged]) -> list[Judged]:
    """Units in the order of their pages, which the folds had mixed."""
    place = {(page.set, page.name): number for number, page in enumerate(pages)}
    return sorted(judged, key=lambda each: place[each.set, each.page])


def succeeded(units: Iterable[Judged], counts: Callable[[Judged], bool]) -> Share | None:
    """Of the units that count, how many went the way of their label; doubt is kept."""
    return share(
        (each.site, (each.action == "drop") == each.junk) for each in units if counts(each)
    )


def sets_table(sets: Sequence[Measured]) -> str:
    """A row for each set."""
    heads = (
        *("set", "sites", "body units", "kept: rules", "kept: rules and head"),
        *("junk units", "removed: rules", "removed: rules and head"),
        *("doubted, of body / junk", "crisis lines kept"),
    )
    return table(heads, [set_row(each) for each in sets])


def set_row(measured: Measured) -> list[object]:
    """One set's figures."""
    row: list[object] = [measured.name, len({each.site for each in measured.rules})]
    for target in TARGETS[:2]:
        alone, both = (succeeded(units, target.counts) for units in measured[1:])
        row += [f"{both.units:,}" if both else 0, shown(alone), f"**{shown(both)}**"]
    doubted = (
        share((each.site, each.action == "doubt") for each in measured.both if each.junk == junk)
        for junk in (False, True)
    )
    crisis = [each.action != "drop" for each in measured.both if each.kind == "crisis"]
    row.append(" / ".join(figure(found.value) if found else "–" for found in doubted))
    row.append(f"{sum(crisis)} of {len(crisis)}" if crisis else "–")
    return row


def shown(found: Share | None) -> str:
    """A share, or a dash where there was nothing to count."""
    return str(found) if found else "–"


def left_out(pages: Sequence[Page], judged: Sequence[Judged]) -> str:
    """How many units of the labelled pages carry no label, and how many a doubted one."""
    units = sum(len(segment(read_plain(page.text))) for page in pages)
    doubted = sum(each.doubted for each in judged)
    return (
        f"Of {units:,} units of the labelled pages, {units - len(judged):,} match no labelled line "
        f"and are not counted; {doubted:,} were marked as doubtful by who labelled them, and are."
    )


def targets_table(sets: Sequence[Measured]) -> str:
    """Each target beside what came out, and whether it was met."""
    rows = []
    for target in TARGETS:
        for measured in sets:
            if found := succeeded(measured.both, target.counts):
                row = (target.what, measured.name, f"≥ {figure(target.least)}", found)
                rows.append((*row, f"{found.units:,}", outcome(found, target.least)))
    return table(("target", "set", "wanted", "came out", "units", ""), rows)


def outcome(found: Share, least: float) -> str:
    """Whether a target was met, and whether the interval bears it out.

    >>> outcome(Share(0.99, 0.986, 0.995, 900), 0.985), outcome(Share(0.9, 0.8, 1, 9), 0.92)
    ('met', '**missed**')
    """
    if found.value < least:
        return "**missed**"
    return "met" if found.low >= least else "met, but the interval reaches below"


def kinds_table(sets: Sequence[Measured], *, junk: bool) -> str:
    """Junk removed or content kept, kind by kind, the most frequent first."""
    counts: dict[str, int] = {}
    for each in (unit for measured in sets for unit in measured.rules if unit.junk == junk):
        counts[each.kind] = counts.get(each.kind, 0) + 1
    rows = [
        [kind, *(cell for measured in sets for cell in kind_cells(measured, kind, junk=junk))]
        for kind in sorted(counts, key=lambda kind: (-counts[kind], kind))
    ]
    heads = [
        head for measured in sets for head in (f"{measured.name}: units", "rules", "rules and head")
    ]
    return table(["junk removed" if junk else "content kept", *heads], rows)


def kind_cells(measured: Measured, kind: str, *, junk: bool) -> list[str]:
    """How many units, and the share that went the right way, without and with the head."""
    alone, both = (
        succeeded(units, lambda each: each.kind == kind and each.junk == junk)
        for units in measured[1:]
    )
    if not (alone and both):
        return ["–"] * 3
    return [f"{both.units:,}", figure(alone.value), figure(both.value)]
