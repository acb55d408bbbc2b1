"""The engine that keeps vectors in Milvus: a collection for each build, an alias for the current.

The files that a build writes its vectors into, and learns its topics and hubs from, are handed
over at its end: uploaded, counted, compared by samples, and only then deleted. Readers open the
collection that their build's manifest names, never the alias, so that rows and passages always
belong together; the alias is for whoever asks Milvus itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from index.engines.engine import Kept, Written
from index.engines.milvus import SECONDS, Milvus, MilvusError
from index.engines.milvus_store import MilvusStore
from index.manifest import Manifest, Place, read_stated
from index.many_vectors import LISTS, ROWS
from index.neighbours import VectorStore
from index.publish import read_current
from index.vector_writer import EXACT_UP_TO, kept, load_vectors

SAMPLE = 50  # vectors that are looked up before a build is published
NEAREST = 10
LEAST_RECALL = 0.95  # of the ten nearest of the sample
SAME = 1e-3  # as much as a similarity, or a number, may differ: files may hold half floats


@dataclass(frozen=True)
class Collections:
    """An `Engine`: the collections of one home, known by the beginning of their names."""

    uri: str
    prefix: str
    seconds: float = SECONDS  # that an answer is waited for

    @cached_property
    def milvus(self) -> Milvus:
        """The server, reached when it is needed first."""
        return Milvus.connect(self.uri, seconds=min(self.seconds, 10), answers=self.seconds)

    @property
    def alias(self) -> str:
        """Names the published build's collection."""
        return f"{self.prefix}_current"

    def prepare(self, index: Path) -> None:
        """Reach the server, and drop the collections that a killed build left."""
        self.sweep(index)

    def keep(self, written: Written) -> Kept:
        """Upload, finalize, count and compare; then the files are deleted."""
        name = self.name_for(written.folder)
        self.milvus.create(name, written.dimension)
        first = 0
        for vectors in kept(written.folder, written.kind, written.dimension):
            self.milvus.upsert(name, first, vectors)
            first += len(vectors)
        self.milvus.finalize(name, exact=self.milvus.is_lite or first <= EXACT_UP_TO)
        place = Place(self.uri, name)
        try:
            store = self.store(place, written.dimension, written.rows)
        except ValueError as error:
            raise MilvusError(
                f"The collection was written, and {error}. Nothing was published.",
                hint="Run `wellread build` again; see the log of the Milvus if it happens twice.",
            ) from error
        check_sample(store, load_vectors(written.folder, written.kind))
        for file in (LISTS, ROWS):
            (written.folder / file).unlink(missing_ok=True)
        return Kept(MilvusStore.kind, place)

    def name_for(self, folder: Path) -> str:
        """A build's collection; the same folder, the same name.

        >>> Collections("http://here:19530", "wellread_5e").name_for(Path("tmp-0123"))
        'wellread_5e_9c2c15cdf68b'
        """
        return f"{self.prefix}_{hashlib.sha256(folder.name.encode()).hexdigest()[:12]}"

    def holds(self, manifest: Manifest) -> bool:
        """Whether a build's collection is one of these."""
        return manifest.place is not None and (
            manifest.place.uri == self.uri and manifest.place.collection.startswith(self.prefix)
        )

    def open(self, folder: Path, manifest: Manifest) -> VectorStore:
        """Ask for the collection that the build names, whether it is what was published."""
        if manifest.place is None:
            raise ValueError(f"build {folder.name} names no collection")
        return self.store(manifest.place, manifest.recipe.dimension, manifest.rows)

    def store(self, place: Place, dimension: int, count: int) -> MilvusStore:
        """A collection, found to be what it should be.

        Raises:
            ValueError: it is gone, or has other vectors.
            MilvusError: it can't be asked.
        """
        found = self.milvus.dimension(place.collection)
        if not found:
            raise ValueError(f"the Milvus at {place.uri} has no collection {place.collection}")
        if found != dimension:
            raise ValueError(f"{place.collection} has {found} dimensions, not {dimension}")
        self.milvus.load(place.collection)
        if (rows := self.milvus.count(place.collection)) != count:
            raise ValueError(f"{place.collection} has {rows} rows, not {count}")
        return MilvusStore(self.milvus, place.collection, dimension=dimension, count=count)

    def publish(self, manifest: Manifest) -> None:
        """Have the alias name the build's collection."""
        if manifest.place:
            self.milvus.switch(self.alias, manifest.place.collection)

    def sweep(self, index: Path) -> list[str]:
        """Drop the collections that no kept build names; gives those that are left.

        Where it can't be told which builds are kept, all are left.

        Raises:
            MilvusError: it could not be done.
        """
        there, needed = self.milvus.names(f"{self.prefix}_"), needed_in(index)
        if needed is None:
            return there
        for name in there:
            if name not in needed:
                self.milvus.drop(name)
        return [name for name in there if name in needed]


def needed_in(index: Path) -> set[str] | None:
    """The collections that the builds of a folder name; None where one can't be read."""
    try:
        pointers = [each for each in read_current(index) or () if each]
        manifests = [read_stated(index / each.name, each.manifest) for each in pointers]
    except (OSError, ValueError):
        return None
    return {each.place.collection for each in manifests if each.place}


def check_sample(store: VectorStore, files: VectorStore) -> None:
    """Whether a store finds, for some of its vectors, what the files give.

    Raises:
        MilvusError: it holds another vector, or finds too few of the nearest.
    """
    count = len(files)
    rows = range(0, count, max(1, count // SAMPLE))
    shares = []
    for row in rows:
        vector = files.vector(row)
        if not np.allclose(store.vector(row), vector, atol=SAME):
            raise MilvusError(
                f"Row {row} of the new collection holds another vector. Nothing was published.",
                hint="Run `wellread build` again; see the log of the Milvus if it happens twice.",
            )
        # by similarity, not by row: equally near ones may stand in another order
        expected = files.nearest(vector, NEAREST).values
        found = store.nearest(vector, NEAREST).values[: len(expected)]
        shares.append(np.count_nonzero(found >= expected[-1] - SAME) / len(expected))
    if shares and (recall := float(np.mean(shares))) < LEAST_RECALL:
        raise MilvusError(
            f"The new collection finds only {recall:.2f} of the nearest passages, where "
            f"{LEAST_RECALL} are asked for. Nothing was published.",
            hint="Run `wellread build` again; see docs/scaling.md on its index.",
        )
