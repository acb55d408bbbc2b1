"""What having no answer looks like in a collection: measured at each build, kept with it.

A similarity means something else in every collection and under every encoder. So a build asks
itself questions that it does not answer, and keeps how near the nearest passage comes to them. They
are questions on all sorts of subjects (outsiders.txt), most of which no collection of one field
answers, and the titles of its own articles, each asked with its own article left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.centre import Centre, centred
from index.encoder import Vector, Vectors
from index.neighbours import VectorStore

OUTSIDERS = [
    line
    for line in Path(__file__).with_name("outsiders.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
TITLES = 96  # that are asked at most, evenly from the whole collection
ENOUGH = 8  # fewer titles say nothing
SAME = 0.9  # passages so alike say the same: an article's copies are left out with it
BESIDE = 20  # rows that are looked at beside those of the title's own article
LEAST_SPREAD = 0.01


class Background(NamedTuple):
    """How near the nearest passage comes to a question without an answer."""

    typical: float  # similarity; the median
    spread: float  # similarity; one standard deviation below the median, above 0


UNKNOWN = Background(typical=0.3, spread=0.05)  # of a collection without a passage


class Titled(NamedTuple):
    """An article's title, and where its passages are."""

    title: str
    rows: range


def measure_background(
    store: VectorStore,
    centre: Centre,
    titled: Sequence[Titled],
    ask: Callable[[Sequence[str]], Vectors],
) -> Background:
    """Ask a collection what it does not answer.

    A collection on everything answers outsiders, too: then its own titles, left out, come less
    near, and they count.

    Args:
        store: the passages' vectors, without their centre.
        centre: of the collection.
        titled: its articles.
        ask: gives questions' vectors, with their centre.
    """
    if not len(store):
        return UNKNOWN
    outside = [nearest_score(store, v) for v in centred(ask(OUTSIDERS), centre)]
    chosen = some([each for each in titled if each.title.strip() and each.rows])
    vectors = centred(ask([each.title for each in chosen]), centre)
    pairs = zip(vectors, chosen, strict=True)
    left = [near for v, each in pairs if (near := nearest_other(store, v, each.rows)) is not None]
    return min(background_of(each) for each in (outside, left) if len(each) >= ENOUGH)


def some(titled: list[Titled]) -> list[Titled]:
    """Titles from the whole of a collection, the first of it among them."""
    return titled[:: math.ceil(len(titled) / TITLES) or 1]


def nearest_score(store: VectorStore, question: Vector) -> float:
    """How near a question comes to anything."""
    found = store.nearest(question, 1)[0].score
    store.let_go()
    return found


def nearest_other(store: VectorStore, question: Vector, own: range) -> float | None:
    """How near a question comes to what is not its own; None where nothing else is near."""
    near = store.nearest(question, len(own) + BESIDE)
    first = next((each.row for each in near if each.row in own), own[0])
    itself = store.vector(first)
    others = (each for each in near if each.row not in own)
    found = next((e.score for e in others if store.vector(e.row) @ itself < SAME), None)
    store.let_go()
    return found


def background_of(similarities: Sequence[float]) -> Background:
    """The middle of some similarities, and how far they spread below it.

    What lies above is not looked at: some of the questions may have an answer after all.

    >>> background_of([0.1, 0.2, 0.3, 0.4, 0.9])
    Background(typical=0.3, spread=0.2)
    """
    low, middle = np.quantile(similarities, (0.16, 0.5), method="lower")
    return Background(round(float(middle), 6), round(max(float(middle - low), LEAST_SPREAD), 6))


def save_background(path: Path, background: Background) -> None:
    """Write it to a file of its own.

    Raises:
        OSError: it could not be written.
    """
    path.write_text(json.dumps(background._asdict()) + "\n", "utf-8")


def load_background(path: Path) -> Background:
    """Read a background whose file's checksum was verified.

    Raises:
        ValueError: it is none.
        OSError: it is not there.
    """
    try:
        background = Background(**json.loads(path.read_bytes()))
        if not (-1 <= background.typical <= 1 and 0 < background.spread <= 2):
            raise ValueError(f"{background} is none")
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path.name} can't be read: {error}") from error
    return background
