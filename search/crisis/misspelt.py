"""Slips of the keys: which mistyped words are read as which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LONG = 6  # letters, from where on one may be missing: shorter words so become other words


def misspelt(words: Sequence[str], real: Sequence[str] = ()) -> dict[str, str]:
    """What each slip stands for; none of the words themselves, and none of the `real` ones.

    >>> misspelt(["myself"])["mysefl"], misspelt(["die"], real=["ide"])
    ('myself', {'dei': 'die', 'diee': 'die'})
    """
    spared = {*words, *real}
    return {slip: word for word in words for slip in slips(word) if slip not in spared}


def slips(word: str) -> Iterator[str]:
    """Two letters swapped, the last one doubled; of long words one left out, or any doubled."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    yield word + word[-1]
    if len(word) < LONG:
        return
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
