"""What adding a source would do, before anything is added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal, NamedTuple

from corpus.clean.decision import Decision
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.prepare import Prepared, prepare
from corpus.readers.formats import Read, read_source
from corpus.received import Received

Change = Literal["new", "replaces", "unchanged", "same as", "refused"]


class Tally(NamedTuple):
    """How many lines of an article met which end; its metadata and markup are no lines."""

    kept: int = 0
    doubted: int = 0
    dropped: int = 0


class Preview(NamedTuple):
    """What would become of one source."""

    name: str
    change: Change
    article_id: str = ""  # the article that it replaces or repeats
    prepared: Prepared | None = None  # None for a refused source
    reason: str = ""  # why it is refused

    @property
    def tally(self) -> Tally:
        """Its lines by what cleaning does with them."""
        return tally_of(self.prepared.decisions if self.prepared else ())


def tally_of(decisions: Iterable[Decision]) -> Tally:
    """Lines kept for certain, kept in doubt, and dropped."""
    actions = [each.action for each in decisions if each.unit.kind != "markup"]
    return Tally(actions.count("keep"), actions.count("doubt"), actions.count("drop"))


def preview(collection: Collection, received: Received, *, read: Read = read_source) -> Preview:
    """What adding a source would do; nothing is written.

    What its site repeats on other pages is only learnt once it is added, so that a build may
    drop some more of its lines.
    """
    if received.refused:
        return Preview(received.name, "refused", reason=received.refused)
    change, known = change_of(collection, received)
    try:
        prepared = prepare(
            received.data, format=received.format, article_id=received.name, read=read
        )
    except RefusedSourceError as refusal:
        return Preview(received.name, "refused", reason=str(refusal))
    return Preview(received.name, change, known, prepared)


def change_of(collection: Collection, received: Received) -> tuple[Change, str]:
    """What of the collection a source would change, and which article that is about."""
    digest = hashlib.sha256(received.data).hexdigest()
    if known := collection.find(source=received.source):
        same = known.sha256 == digest and known.format == received.format
        return "unchanged" if same else "replaces", known.id
    twin = collection.find(sha256=digest)
    return ("same as", twin.id) if twin else ("new", "")
