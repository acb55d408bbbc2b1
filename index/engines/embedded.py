"""The engine that every home begins with: FAISS's files in the build's own folder."""

from __future__ import annotations

from pathlib import Path

from index.engines.engine import Kept, Written
from index.manifest import Manifest
from index.neighbours import VectorStore
from index.vector_writer import load_vectors


class Embedded:
    """An `Engine` without a server: vectors come, go and are published with their folder."""

    def prepare(self, index: Path) -> None:
        """Nothing: `index.publish` sweeps folders."""

    def keep(self, written: Written) -> Kept:
        """Leave the vectors where they were written."""
        return Kept(written.kind)

    def holds(self, manifest: Manifest) -> bool:
        """Whether a build names no other place."""
        return manifest.place is None

    def open(self, folder: Path, manifest: Manifest) -> VectorStore:
        """Read the files, whose checksums were verified."""
        return load_vectors(folder, manifest.vectors)

    def publish(self, manifest: Manifest) -> None:
        """Nothing: CURRENT is all that publishes a folder."""


EMBEDDED = Embedded()
