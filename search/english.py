"""Which words are English: a rare one is no mistake, and another language is seen."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from corpus.sealed import read_sealed

WORDS = Path(__file__).with_name("english_words.txt.gz")  # whence: english_words.NOTICE
SHA256 = "7977ac9f2f754d9479261595d7ca9202db1ab5a7383bd349c0f26b281c4aed5a"

# "dont", "havent", "youre": what is typed without its apostrophe.
NEGATED = frozenset(
    {"ai", "are", "ca", "could", "dare", "did", "do", "does", "had", "has", "have", "is", "might"}
    | {"must", "need", "ought", "sha", "should", "was", "were", "wo", "would"}
)
PERSONS = frozenset({"he", "i", "it", "she", "that", "there", "they", "we", "what", "who", "you"})
SHORTENED = ("re", "ve", "ll", "d", "s", "m")


@cache
def english_words() -> frozenset[str]:
    """The words, in small letters; some 65,000, read once, in a fiftieth of a second.

    Raises:
        BrokenSealError: the file is not as it came.
    """
    return frozenset(gzip.decompress(read_sealed(WORDS, SHA256)).decode("ascii").split("\n"))


def is_english(word: str) -> bool:
    """Whether a word in small letters is an English one, a shortened one among them.

    >>> is_english("painless"), is_english("havent"), is_english("nicht")
    (True, True, False)
    """
    return word in english_words() or is_shortened(word)


def is_shortened(word: str) -> bool:
    """Whether it is two words in one that has lost its apostrophe.

    >>> is_shortened("wasnt"), is_shortened("theyre"), is_shortened("want")
    (True, True, False)
    """
    if word.endswith("nt") and word.removesuffix("nt") in NEGATED:
        return True
    return any(word.endswith(end) and word.removesuffix(end) in PERSONS for end in SHORTENED)
