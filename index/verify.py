"""Checking a home from the ground: every checksum, then everything that can be made once more."""

from __future__ import annotations

from pathlib import Path

from corpus.collection import Collection
from corpus.readers.formats import Read
from index.encoder import Encoder, WeightsMissingError
from index.encoders.catalogue import open_encoder
from index.manifest import IndexMissingError, IndexUnusableError
from index.opened import open_index
from index.rederive import Checked, compare_all
from index.rederive_pages import compare_pages
from index.rederive_words import compare_words
from index.status import CATALOGUE, Fault, verify


def verify_deep(
    home: Path,
    collection: Collection,
    *,
    read: Read,
    every: bool = False,
) -> Checked:
    """Verify all files, then derive the published build again and compare; nothing is changed."""
    checked = Checked(faults=verify(home, collection))
    if any(fault.what == CATALOGUE for fault in checked.faults):
        checked.notes.append("Nothing can be compared with a damaged catalogue.")
        return checked
    try:
        with open_index(home) as index:
            if index.warning:
                checked.notes.append(index.warning)
            encoder = encoder_of(index.manifest.recipe.encoder)
            good = compare_all(collection, index, encoder, read, every=every, checked=checked)
            compare_pages(collection, index, good, checked)
            compare_words(index, checked)
    except IndexMissingError:
        checked.notes.append("There is no index yet.")
    except IndexUnusableError as error:
        checked.faults.append(Fault("index", str(error)))
    return checked


def encoder_of(asked_for: str) -> Encoder | None:
    """A build's encoder; None where its weights are not on this machine."""
    try:
        return open_encoder(asked_for)
    except WeightsMissingError:
        return None
