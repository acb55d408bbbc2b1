"""A question told as a story: in its middle may stand, said once, what calls for help.

As a whole such a story is about sleep, or about work; so its sentences are judged one by one.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.units import sentences
from search.crisis.plain import ends_of

FEWEST = 3  # sentences; what is shorter is judged as a whole
LONG = 24  # words; a longer sentence, or a breath without full stops, is judged in parts
MOST = 50  # sentences that are judged: what a second or less of an encoder is
MOST_AT_END = 10  # of these


def sentences_of(question: str) -> list[str]:
    """The sentences of a story, in order; none of a question of fewer than three.

    A long one stands there in parts that overlap by half. Of more than fifty the first and the last
    are given; signs are looked for in all of them anyhow.

    >>> sentences_of("I can't sleep. Work is fine. I want out of life. Which tea helps?")
    ["I can't sleep.", 'Work is fine.', 'I want out of life.', 'Which tea helps?']
    >>> sentences_of("I can't sleep. Which tea helps?")
    []
    """
    told = list(parts_of(ends_of(question)))
    if len(told) < FEWEST:
        return []
    return told if len(told) <= MOST else [*told[: MOST - MOST_AT_END], *told[-MOST_AT_END:]]


def parts_of(text: str) -> Iterator[str]:
    """Sentences, and the parts of long ones, with single spaces between their words."""
    for line in text.splitlines():
        for start, end in sentences(line):
            words = line[start:end].split()
            if len(words) <= LONG + LONG // 2:
                yield from filter(None, [" ".join(words)])
            else:
                half = LONG // 2
                for at in range(0, len(words) - half, half):
                    yield " ".join(words[at : at + LONG])
