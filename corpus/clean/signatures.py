"""What stands for a unit where texts are compared: 64 bits of its words, or of some of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from corpus.units import Unit

Signature = int  # 64 bits: no two texts of one collection share it by chance
Signatures = frozenset[Signature]
NO_SIGNATURES: Signatures = frozenset()
SignatureOf = Callable[[str], Signature | None]  # of a unit's text; None for what is not compared


def signature(words: str) -> Signature:
    """What stands for some words, the same on every machine."""
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def signatures_of(units: Iterable[Unit], of: SignatureOf) -> Signatures:
    """The signatures of a text's units; markup has none."""
    found = {of(unit.text) for unit in units if unit.kind != "markup"}
    return frozenset(each for each in found if each is not None)


def units_among(units: Sequence[Unit], of: SignatureOf, known: Signatures) -> frozenset[int]:
    """The indices of the units whose signature is among some; none is worked out for none."""
    if not known:
        return frozenset()
    return frozenset(
        index
        for index, unit in enumerate(units)
        if unit.kind != "markup" and of(unit.text) in known
    )
