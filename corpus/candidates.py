"""Which of many texts may be variants of each other, told from samples of their shingles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from corpus.shingles import Shingles, Sketch, below

PROMISING = 0.5  # of a sample: variants share .8, four standard deviations more
FEW = 12  # articles that have a shingle which says something of them

Places = npt.NDArray[np.int64]  # in the list of sketches


def candidates(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """The pairs to compare word by word, as places in the list, the later one first; in order.

    Half of their samples is in common, counted in one of two ways, because it can't be counted
    for every two of the hundreds of pages that share a notice or a template:

    - of the shingles that few texts have: what hundreds have says nothing of two of them;
    - of all shingles, with the first in the list of those that have each: that is the head of a
      group where hundreds are copies of one article.
    """
    halvings = [sketch.halvings for sketch in sketches]
    every = [sketch.hashes for sketch in sketches]
    some = rare(every)
    first = alike(every, halvings, first_holders(*held(every)))
    near = alike(some, halvings, all_holders(*held(some)))
    return sorted({*first, *near})


def rare(samples: Sequence[Shingles]) -> list[Shingles]:
    """The samples, each without the shingles that more than a few of them have."""
    every = joined(samples)
    _, which, holders = np.unique(every, return_inverse=True, return_counts=True)
    few = holders[which] <= FEW
    kept = np.bincount(owners_of(samples)[few], minlength=len(samples))
    return np.split(every[few], np.cumsum(kept)[:-1])[: len(samples)]  # it gives one of none


def held(samples: Sequence[Shingles]) -> tuple[Places, Places]:
    """Every sample's shingles in one row: who has each, and where those who have it begin."""
    every = joined(samples)
    order = np.argsort(every, kind="stable")  # so that owners rise within a shingle
    return owners_of(samples)[order], np.searchsorted(every[order], every[order])


def joined(samples: Sequence[Shingles]) -> Shingles:
    """All samples, one behind the other."""
    return np.concatenate([np.zeros(0, np.uint64), *samples])


def owners_of(samples: Sequence[Shingles]) -> Places:
    """For each shingle of `joined` its sample's place."""
    return np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])


def first_holders(owners: Places, firsts: Places) -> tuple[Places, Places]:
    """Each one that has a shingle, with the first that has it."""
    later = np.flatnonzero(firsts < np.arange(len(firsts)))
    return owners[later], owners[firsts[later]]


def all_holders(owners: Places, firsts: Places) -> tuple[Places, Places]:
    """Each one that has a shingle, with each before it that has it."""
    places = np.arange(len(firsts))
    steps = range(1, FEW)
    later = [np.flatnonzero(firsts <= places - step) for step in steps]
    earlier = [found - step for found, step in zip(later, steps, strict=True)]
    return owners[np.concatenate(later)], owners[np.concatenate(earlier)]


def alike(
    samples: Sequence[Shingles], halvings: Sequence[int], met: tuple[Places, Places]
) -> Iterator[tuple[int, int]]:
    """The pairs that met at half of their shingles; the denser sample is thinned to the other."""
    later, earlier = met
    pairs, shared = np.unique(later * len(samples) + earlier, return_counts=True)
    for pair, number in zip(pairs.tolist(), shared.tolist(), strict=True):
        one, other = divmod(pair, len(samples))
        coarser = max(halvings[one], halvings[other])
        sampled = min(
            thinned(samples[one], halvings[one], coarser),
            thinned(samples[other], halvings[other], coarser),
        )
        if number >= PROMISING * sampled:
            yield one, other


def thinned(sample: Shingles, halvings: int, coarser: int) -> int:
    """How many of a sample are left after more halvings; mostly it needs none."""
    return len(sample) if halvings == coarser else below(sample, coarser)
