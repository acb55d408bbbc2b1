"""The Milvus that tests ask: a server whose address is given, else milvus-lite in a folder."""

import functools
import hashlib
import os
import tempfile

import pytest

GIVEN = "WELLREAD_TEST_MILVUS"  # `make test-milvus` sets it to a server's address


@functools.cache
def address():
    """Its address; the tests that want it are skipped where there is none."""
    if given := os.environ.get(GIVEN):
        return given
    for package in ("pymilvus", "milvus_lite"):
        pytest.importorskip(package, reason="milvus-lite has no package for this platform")
    folder = tempfile.TemporaryDirectory(prefix="wellread-milvus-")
    address.folder = folder  # goes when the process ends
    return f"{folder.name}/lite.db"


@functools.cache
def milvus():
    """Connected once a process."""
    from index.engines.milvus import Milvus

    return Milvus.connect(address())


def store_of(vectors):
    """A collection of some vectors, opened; the same vectors, the same collection."""
    from index.engines.milvus_engine import Collections
    from index.manifest import Place

    engine = Collections(address(), "wellread_tests")
    name = "wellread_tests_" + hashlib.sha256(vectors.tobytes()).hexdigest()[:12]
    if not milvus().dimension(name):
        milvus().create(name, vectors.shape[1])
        milvus().upsert(name, 0, vectors)
        milvus().finalize(name, exact=True)
    return engine.store(Place(address(), name), vectors.shape[1], len(vectors))
