"""Where a build's work is done: what every runner is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from corpus.collection import Collection, Entry
from corpus.errors import UserError
from corpus.readers.formats import Read
from index.manifest import Recipe
from index.readings import Found
from index.vector_cache import VectorCache
from index.write import Tell


class RunnerError(UserError):
    """Those who were to do a build's work can't, or did not; nothing was published."""

    code = "runner_failed"


class Asked(NamedTuple):
    """What a build's articles are read from, and how."""

    home: Path
    collection: Collection
    recipe: Recipe
    cache: VectorCache
    read: Read  # of one source, on this machine
    tell: Tell


class Runner(Protocol):
    """Reads and cleans articles, and may embed them."""

    @property
    def embeds(self) -> bool:
        """Whether it embeds what it reads, so that the build finds the vectors in the cache."""
        ...

    def find(self, asked: Asked, entries: Sequence[Entry]) -> Iterator[Found]:
        """What becomes of some articles, in the order given.

        Vectors that are not in the cache then are computed by the build, so that a runner may
        leave any of them out.

        Raises:
            RunnerError: the work could not be done; what was done is not lost.
        """
        ...
