"""What keeps the vectors of builds: how a build hands them over, opens and publishes them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Protocol

from index.manifest import Manifest, Place
from index.neighbours import VectorStore


class Written(NamedTuple):
    """The vectors of a build, as `VectorWriter` left them in its folder."""

    folder: Path
    kind: str
    dimension: int
    rows: int


class Kept(NamedTuple):
    """How a build's vectors are kept, for its manifest."""

    kind: str
    place: Place | None = None  # None: in the build's own files


class Engine(Protocol):
    """Keeps vectors, each build's by themselves; what is kept of a build never changes.

    Passages and words stay in the build's folder, whatever keeps the vectors, and so does the
    say over which build answers: an engine follows CURRENT, it does not stand for it.
    """

    def prepare(self, index: Path) -> None:
        """Get ready for a build: drop what no build needs, so that what fails does so at once.

        Raises:
            UserError: it can't be used.
        """
        ...

    def keep(self, written: Written) -> Kept:
        """Take over vectors: create, upsert by row number, finalize, and check what was kept.

        Raises:
            UserError: it could not keep them, or does not find them again.
            OSError: they can't be read.
        """
        ...

    def holds(self, manifest: Manifest) -> bool:
        """Whether a build's vectors are kept by this very engine."""
        ...

    def open(self, folder: Path, manifest: Manifest) -> VectorStore:
        """A build's vectors, to be asked.

        Raises:
            ValueError: they are not what was published; another build may be.
            UserError: nothing can be asked now.
            OSError: a file is not there.
        """
        ...

    def publish(self, manifest: Manifest) -> None:
        """Show a build to those who ask the engine itself; CURRENT names it next.

        Raises:
            UserError: it could not be done.
        """
        ...
