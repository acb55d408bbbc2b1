"""Publishes a build once it was opened as a reader would open it, and found its own passages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.embedded import embedded
from corpus.errors import UserError
from index.centre import centred
from index.context import in_context
from index.earlier import Earlier
from index.engines.embedded import EMBEDDED
from index.engines.engine import Engine
from index.grown_vectors import GrownStore
from index.manifest import Manifest
from index.opened import Index, open_build
from index.publish import Pointer, point_at, seal
from index.vector_cache import VectorCache

SELF_TESTS = 20  # vectors that are looked up in a new build before it is published
SAME = 1e-3  # as much as a vector may differ: encoded beside other texts, kept as half floats


class BuildError(UserError):
    """A build could not be finished; what was published before still is."""

    code = "build_failed"


def publish(
    folder: Path,
    manifest: Manifest,
    cache: VectorCache,
    *,
    previous: Earlier | None,
    engine: Engine = EMBEDDED,
) -> Pointer:
    """Seal a build, open it as a reader would, test it, and only then make it current.

    Its files were read for their checksums once they were written, or verified with the build that
    they come from: they are not read for that again.

    Raises:
        BuildError: the test failed; nothing was published.
    """
    index = folder.parent
    sealed = seal(folder, manifest)
    try:
        with open_build(index, sealed, known=manifest.files) as opened:
            self_test(opened, cache)
    except ValueError as error:
        raise BuildError(
            f"The new index failed its own test: {error}. What was published before still is.",
            hint="Run `wellread build` again; check the disk if it happens twice.",
        ) from error
    engine.publish(manifest)
    return point_at(index, sealed, previous=previous.pointer if previous else None)


def self_test(opened: Index, cache: VectorCache) -> None:
    """Whether some passages' rows hold the very vectors that were meant for their text.

    Raises:
        ValueError: a row holds another text's vector, or is not found by its own.
    """
    for row, passage, article in opened.passages.located(list(tested_rows(opened))):
        located = opened.passages.passages_of(article.id)
        texts = [embedded(article, each.passage) for each in located]
        meant = centred(cache.again(texts), opened.centre)
        expected = in_context(meant, opened.manifest.recipe.article)[passage.ordinal]
        if not np.allclose(opened.vectors.vector(row), expected, atol=SAME):
            raise ValueError(f"row {row} holds another passage's vector")
        if opened.vectors.nearest(expected, 1)[0].score < 1 - SAME:
            raise ValueError(f"row {row} is not found by its own vector")
        opened.vectors.let_go()


def tested_rows(opened: Index) -> Iterator[int]:
    """Some rows, evenly from the whole build, and some of those that came since it was written."""
    rows = np.flatnonzero(np.asarray(opened.article_of_row) >= 0)
    grown = opened.vectors if isinstance(opened.vectors, GrownStore) else None
    first = len(grown.written) if grown else len(opened.article_of_row)
    for some in (rows[rows < first], rows[rows >= first]):
        yield from some[:: max(1, len(some) // SELF_TESTS)].tolist()
