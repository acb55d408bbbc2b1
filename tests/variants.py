"""Invented texts, and copies of a text as other sites have them."""

import random

SYLLABLES = [one + two for one in "bdfgklmnprstvw" for two in "aeiou"]
CALL = "Our friendly counsellors are one call away, so book your first session with us today."


def invented(number, *, seed):
    """So many sentences of twelve made-up words; another seed has other words."""
    dice = random.Random(seed)
    return " ".join(" ".join(word(dice) for _ in range(12)) + "." for _ in range(number))


def word(dice):
    """A word of three syllables."""
    return "".join(dice.choices(SYLLABLES, k=3))


def shortened(text, share, *, seed):
    """A copy with this share of the sentences left out, and a call to action put in."""
    dice = random.Random(seed)
    sentences = text.removesuffix(".").split(". ")
    gone = set(dice.sample(range(len(sentences)), round(share * len(sentences))))
    kept = [each for place, each in enumerate(sentences) if place not in gone]
    kept.insert(dice.randrange(len(kept) + 1), CALL.removesuffix("."))
    return ". ".join(kept) + "."
