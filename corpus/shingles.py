"""A text as the set of its runs of five words, by which two texts are compared."""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

Shingles = npt.NDArray[np.uint64]  # hashes of a text's runs, each once, in rising order

LENGTH = 5  # words of a run
SAMPLE = 64  # of a text's shingles, at least; below that all are sampled
HASHES = 1 << 64
UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # kana and Han: written without spaces
SENTENCE_END = re.compile(r"[.!?…。！？\n]+")
WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")


class Sketch(NamedTuple):
    """A sample of a text's shingles: those whose hash is lowest, about a hundred.

    The same shingle is in the samples of all texts that have it, or of none of the same length
    or longer, so that the share which two samples have in common tells that of the texts.

    Source:
        Broder, "On the resemblance and containment of documents", 1997 (there: sets of
        elements that are 0 modulo 2^i). https://doi.org/10.1109/SEQUEN.1997.666900
    """

    size: int  # of the text's shingles
    halvings: int  # every 2^halvings-th shingle is sampled
    hashes: Shingles  # the sample, in rising order


def shingles(text: str) -> Shingles:
    """Every run of five words inside a sentence; a shorter sentence is a run of its own.

    Case, punctuation inside a sentence and the marks of Markdown make no difference:

    >>> said = shingles("Breathe out, for longer than you breathe in.")
    >>> len(said), len(shingles("Breathe out slowly."))
    (4, 1)
    >>> (shingles("* BREATHE OUT - for longer *than* you breathe in!") == said).all()
    np.True_

    No run crosses a sentence's end, so that a sentence which is left out or put in changes none
    but its own. The hashes are the same on every machine.
    """
    hashes: list[int] = []
    sentences: list[int] = []  # the number of each word's sentence
    for number, sentence in enumerate(SENTENCE_END.split(text.casefold())):
        words = [crc32(word.encode()) for word in WORD.findall(sentence)]
        if words:
            words += [0] * (LENGTH - len(words))
            hashes += words
            sentences += [number] * len(words)
    return np.unique(runs(np.array(hashes, np.uint64), np.array(sentences, np.int64)))


def runs(hashes: Shingles, sentences: npt.NDArray[np.int64]) -> Shingles:
    """A hash of each run of words of one sentence, in the order of the text."""
    starts = np.arange(max(0, len(hashes) - LENGTH + 1))
    starts = starts[sentences[starts] == sentences[starts + LENGTH - 1]]
    found = np.zeros(len(starts), np.uint64)
    for place in range(LENGTH):
        found = scatter(found + hashes[starts + place])
    return found


def scatter(values: Shingles) -> Shingles:
    """Numbers spread evenly over 64 bits, one to one.

    Source:
        The finaliser of SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number
        generators", OOPSLA 2014. https://doi.org/10.1145/2660193.2660195
    """
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def sketch(found: Shingles) -> Sketch:
    """A sample of some shingles, 64 to 128 of them as a rule; all where they are fewer.

    >>> sketch(shingles("Breathe out, for longer than you breathe in.")).halvings
    0
    """
    halvings = max(0, (len(found) // SAMPLE).bit_length() - 1)
    sample = found[: below(found, halvings)].copy()  # a part would keep all of them in memory
    return Sketch(len(found), halvings, sample)


def below(hashes: Shingles, halvings: int) -> int:
    """How many are sampled after so many halvings."""
    return int(np.searchsorted(hashes, np.uint64((HASHES >> halvings) - 1), side="right"))


def words(text: str) -> frozenset[str]:
    """Every word of a text, once.

    >>> sorted(words("Breathe in, breathe out."))
    ['breathe', 'in', 'out']
    """
    return frozenset(WORD.findall(text.casefold()))


def common(one: Shingles, other: Shingles) -> int:
    """How many shingles both have.

    >>> common(shingles("one two three four five six"), shingles("two three four five six"))
    1
    """
    return len(np.intersect1d(one, other, assume_unique=True))
