"""What was chosen for each encoder by measurement: how its meaning is weighed.

On the development sets (benchmarks/README.md), and so that the questions that the project was begun
with find their pages: a smaller model follows an article's subject too far, and is led by words of
its title where they weigh more.
"""

from __future__ import annotations

from typing import NamedTuple


class Weighing(NamedTuple):
    """Two shares, each 0 to 1, and what is taken from a similarity."""

    meaning: float  # of the similarity in the mix with words, which have the rest
    article: float  # of the article's direction, added to 1 of each passage's own
    hubness: float  # times a passage's own, taken from its similarity for the ranking


USUAL = Weighing(meaning=0.87, article=0.0, hubness=0.0)
OF_MODELS = {
    "all-mpnet-base-v2": Weighing(meaning=0.8, article=0.5, hubness=0.035),
    # knows no meaning; for tests of all there is
    "hashing": Weighing(meaning=0.87, article=0.5, hubness=0.03),
}


def weighing_of(encoder_name: str) -> Weighing:
    """What was chosen for an encoder's model, by its own name; the usual for one not measured.

    >>> weighing_of("all-mpnet-base-v2-int8@7c1d").article, weighing_of("a model of my own").article
    (0.5, 0.0)
    """
    chosen = (each for model, each in OF_MODELS.items() if encoder_name.startswith(model))
    return next(chosen, USUAL)
