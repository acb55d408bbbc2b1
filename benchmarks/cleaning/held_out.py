"""Cleaning of already-extracted text, each site by a model that has not seen it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.cleaning.gold import Page, labelled_pages, labels_in_order, sample_pages
from benchmarks.cleaning.train import SEED, folds_of, head_from, samples_of
from corpus.clean.cleaner import clean
from corpus.clean.decision import Action
from corpus.clean.head.model import Head
from corpus.readers.plain import read_plain

FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One labelled unit, and what cleaning did with it."""

    set: str
    site: str
    page: str
    kind: str
    junk: bool  # by its label
    doubted: bool  # by those who labelled it
    action: Action
    rule: str
    protected_by: str
    score: float | None
    text: str


def judge_held_out(pages: Sequence[Page], folds: int = FOLDS) -> Iterator[Judged]:
    """Every unit of every page, by a head trained on the other folds' sites and the samples."""
    always = samples_of(sample_pages())
    fold = folds_of([page.site for page in pages], folds, SEED + 1)
    for held in range(folds):
        others = [page for page, at in zip(pages, fold, strict=True) if at != held]
        head = head_from([*samples_of(others), *always])
        mine = (page for page, at in zip(pages, fold, strict=True) if at == held)
        yield from judge(mine, head)


def judge(pages: Iterable[Page], head: Head | None) -> Iterator[Judged]:
    """Every unit of some pages by one head, or by the rules alone."""
    for page in pages:
        cleaned = clean(read_plain(page.text), head=head)
        labels = labels_in_order(page)([each.unit for each in cleaned.decisions])
        for decision, label in zip(cleaned.decisions, labels, strict=True):
            if label is not None:
                yield Judged(
                    set=page.set,
                    site=page.site,
                    page=page.name,
                    kind=label.kind,
                    junk=label.junk,
                    doubted=label.doubted,
                    action=decision.action,
                    rule=decision.rule,
                    protected_by=decision.protected_by,
                    score=decision.score,
                    text=decision.unit.text,
                )


def shares(judged: Iterable[Judged]) -> tuple[float, float]:
    """Of all body units the share kept, of all junk units the share removed; doubt is kept."""
    units = list(judged)
    kept = [each.action != "drop" for each in units if not each.junk]
    removed = [each.action == "drop" for each in units if each.junk]
    return float(np.mean(kept)), float(np.mean(removed))


if __name__ == "__main__":
    print(shares(judge_held_out(list(labelled_pages()))))
