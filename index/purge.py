"""Freeing a home of what its collection has forgotten: earlier builds, cached vectors, the log.

A build without the article comes first. Nothing here needs to be done at once: what is to be
forgotten stays noted in the catalogue until the last step, so that any later build ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.collection import Collection
from corpus.errors import UserError
from corpus.forgetting import finish_forgetting
from index.cache_pruning import prune_cache
from index.engines.choice import sweep_engines
from index.engines.milvus import MilvusError
from index.history import forget_in_log
from index.manifest import IndexMissingError
from index.opened import index_folder, open_index
from index.publish import keep_current_only
from index.runners.shards import drop_shards


class NotForgottenError(UserError):
    """Something of what was forgotten could not be deleted."""

    code = "not_forgotten"


def purge(home: Path, collection: Collection, article_ids: Sequence[str]) -> None:
    """Delete what is left of articles that are forgotten and that the published build lacks.

    Earlier builds go, and with them what `wellread rollback` went back to; so do all vectors that
    the build does not need.

    Raises:
        NotForgottenError: something could not be deleted; the next build tries again.
        CollectionError: the same of the catalogue.
    """
    try:
        keep_current_only(index_folder(home))
        sweep_engines(home, index_folder(home))
        forget_in_log(home, article_ids)
        prune(home)
        drop_shards(home)
    except (OSError, ValueError, MilvusError) as error:
        raise NotForgottenError(
            f"Not all that was forgotten could be deleted: {error}. It is no longer found, but "
            "its words may be left on disk.",
            hint="Run `wellread build` when that is put right.",
        ) from error
    finish_forgetting(collection, article_ids)


def prune(home: Path) -> None:
    """Leave in the cache what the published build needs."""
    path = home / "cache" / "vectors.sqlite"
    try:
        with open_index(home) as index:
            prune_cache(path, index)
    except IndexMissingError:
        prune_cache(path, None)
