"""The runner that needs nobody else: one article after the other, on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.collection import Entry
from index.readings import Found, find_one, read_original
from index.runners.runner import Asked


class Local:
    """Reads and cleans; the build then embeds with all of this machine's processors."""

    embeds = False

    def find(self, asked: Asked, entries: Sequence[Entry]) -> Iterator[Found]:
        """What becomes of some articles, each when it is asked for."""
        for entry in entries:
            yield find_one(read_original(asked.collection, entry), entry, asked.read)


LOCAL = Local()
