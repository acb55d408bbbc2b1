"""Milvus, which is known here and nowhere else: collections of vectors by row number, and aliases.

What it does oddly is put right here: similarities come as "distance", a version as
"v2.3.5-dev", and its client writes to the log what is told as an error of ours.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import numpy as np

from index.away import VectorsAwayError
from index.encoder import Vector, Vectors
from index.neighbours import in_order
from index.scores import Rows, Scores

TOKEN = "WELLREAD_MILVUS_TOKEN"  # the variable that holds it; it is never written anywhere
OLDEST = (2, 3)  # whose upsert and alias this was run against
MOST = 16_384  # that Milvus gives for one question
AT_ONCE = 4_096  # rows that are sent together: 6 MB of 384 numbers
SECONDS = 30.0  # that an answer is waited for by a build
READING = 5.0  # and by somebody who searches: most come within a tenth of one
TRIES = 45  # some two minutes, where no time is given: an index may be made for hours
LOGGERS = ("pymilvus", "milvus_lite", "grpc")  # the last answers for milvus-lite
# A connection that nobody uses is not asked whether it lives: its client would every ten seconds,
# which milvus-lite takes for a flood after a few of them, and hangs up, at times on a question.
QUIET = {"grpc.keepalive_permit_without_calls": 0}
NEVER = {"grpc.keepalive_time_ms": 2**31 - 1}  # where the server is a thread of this process


class MilvusError(VectorsAwayError):
    """A Milvus that can't be used, or does not do what is asked."""

    code = "milvus_failed"


class Milvus:
    """One server, or one file of milvus-lite; safe to ask from many threads."""

    def __init__(self, client: Any, uri: str, seconds: float = SECONDS) -> None:
        self.client = client
        self.uri = uri
        self.seconds = seconds  # that an answer about what it holds is waited for

    @classmethod
    def connect(cls, uri: str, *, seconds: float = 10.0, answers: float = SECONDS) -> Self:
        """Reach a Milvus, with the token that the environment holds.

        Args:
            uri: as `checked_uri` gives it.
            seconds: that it is waited for.
            answers: seconds that each answer is waited for afterwards.

        Raises:
            MilvusError: it can't be reached, is too old, or refuses the token.
        """
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise MilvusError(
                "Milvus can't be used, since its client is not installed.",
                hint='`pip install "wellread[milvus]"` installs it.',
            ) from error
        for name in LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        token = os.environ.get(TOKEN, "")
        with telling(uri):
            asked = QUIET if "://" in uri else QUIET | NEVER
            client = MilvusClient(uri=uri, token=token, timeout=seconds, grpc_options=asked)
            version = client.get_server_version(timeout=seconds)
        refuse_older(version, uri)
        return cls(client, uri, answers)

    @property
    def is_lite(self) -> bool:
        """Whether it is a file, read by one process at a time."""
        return "://" not in self.uri

    def create(self, name: str, dimension: int) -> None:
        """Make an empty collection; one that has the name is dropped.

        Raises:
            MilvusError: it could not be made.
        """
        from pymilvus import DataType

        self.drop(name)
        with telling(self.uri):
            schema = self.client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
            self.client.create_collection(name, schema=schema, timeout=SECONDS)

    def upsert(self, name: str, first: int, vectors: Vectors) -> None:
        """Write rows numbered from `first`; those that are there already are replaced.

        Raises:
            MilvusError: they could not be written.
        """
        for start in range(0, len(vectors), AT_ONCE):
            part = np.asarray(vectors[start : start + AT_ONCE], dtype=np.float32)
            rows = [{"id": row, "vector": vector} for row, vector in enumerate(part, first + start)]
            with telling(self.uri):
                self.client.upsert(name, rows, timeout=4 * SECONDS)

    def finalize(self, name: str, *, exact: bool) -> None:
        """Make a collection's rows findable; done once, when all are written.

        Args:
            name: of the collection.
            exact: compare each row with a question; else a graph is made, which finds nearly all.

        Raises:
            MilvusError: it could not be done.
        """
        kind = "FLAT" if exact else "HNSW"
        params = {} if exact else {"M": 16, "efConstruction": 200}
        with telling(self.uri):
            index = self.client.prepare_index_params()
            index.add_index("vector", index_type=kind, metric_type="IP", params=params)
            self.client.flush(name, retry_times=TRIES)
            # where every row is compared, none waits for it
            self.client.create_index(name, index, sync=not exact, retry_times=TRIES)
            self.client.load_collection(name, retry_times=TRIES)

    def count(self, name: str) -> int:
        """How many rows a collection has, once it is loaded.

        Raises:
            MilvusError: it can't be told.
        """
        with telling(self.uri):
            found = self.client.query(
                name, "", ["count(*)"], timeout=self.seconds, consistency_level="Strong"
            )
            return int(found[0]["count(*)"])

    def dimension(self, name: str) -> int:
        """The length of a collection's vectors; 0 where there is no such collection.

        Raises:
            MilvusError: it can't be told.
        """
        with telling(self.uri):
            if not self.client.has_collection(name, timeout=self.seconds):
                return 0
            fields = self.client.describe_collection(name, timeout=self.seconds)["fields"]
            found = [each["params"].get("dim", 0) for each in fields if each["name"] == "vector"]
            return int(found[0]) if found else 0

    def load(self, name: str) -> None:
        """Have the server hold a collection in memory, as it is to be asked.

        Raises:
            MilvusError: it could not be loaded.
        """
        # a large one may take minutes: who searches does not wait for it, and it goes on
        limit = {"timeout": self.seconds} if self.seconds < SECONDS else {"retry_times": TRIES}
        with telling(self.uri):
            self.client.load_collection(name, **limit)

    def nearest(self, name: str, query: Vector, k: int, *, among: Rows | None = None) -> Scores:
        """The `k` nearest rows, at most `MOST`; equally near ones by their row.

        Args:
            name: of the collection.
            query: of unit length.
            k: how many are asked for.
            among: consider these rows only, some thousands at most; all when it is None.

        Raises:
            MilvusError: it does not answer.
        """
        with telling(self.uri):
            [found] = self.client.search(
                name,
                [query.tolist()],
                filter="" if among is None else f"id in {among.tolist()}",
                limit=min(k, MOST),
                anns_field="vector",
                output_fields=["id"],
                search_params={"metric_type": "IP", "params": {"ef": max(2 * k, 256)}},
                timeout=self.seconds,
            )
        rows = np.array([hit["id"] for hit in found], dtype=np.int64)
        return in_order(rows, np.array([hit["distance"] for hit in found], dtype=np.float64), k)

    def take(self, name: str, rows: Rows) -> Vectors:
        """The vectors of some rows, in their order.

        Raises:
            MilvusError: it does not answer, or lacks one.
        """
        with telling(self.uri):
            found = self.client.get(name, rows.tolist(), ["vector"], timeout=self.seconds)
        of_row = {each["id"]: each["vector"] for each in found}
        if missing := [row for row in rows.tolist() if row not in of_row]:
            raise MilvusError(
                f"Collection {name} of the Milvus at {self.uri} lacks row {missing[0]}.",
                hint="`wellread build --anew` writes it again.",
            )
        return np.array([of_row[row] for row in rows.tolist()], dtype=np.float32)

    def switch(self, alias: str, name: str) -> None:
        """Have an alias name a collection, in one step.

        Raises:
            MilvusError: it could not be done.
        """
        with telling(self.uri):  # the server says "exists" of an alias, too
            if self.client.has_collection(alias, timeout=SECONDS):
                self.client.alter_alias(name, alias, timeout=SECONDS)
            else:
                self.client.create_alias(name, alias, timeout=SECONDS)

    def named_by(self, alias: str) -> str:
        """The collection that an alias names.

        Raises:
            MilvusError: it names none.
        """
        with telling(self.uri):
            return str(self.client.describe_alias(alias, timeout=SECONDS)["collection_name"])

    def drop(self, name: str) -> None:
        """Delete a collection, if it is there; an alias that still names it goes first.

        Raises:
            MilvusError: it could not be deleted.
        """
        with telling(self.uri):
            if not self.client.has_collection(name, timeout=SECONDS):
                return
            for alias in self.client.list_aliases(name, timeout=SECONDS)["aliases"]:
                self.client.drop_alias(alias, timeout=SECONDS)
            self.client.drop_collection(name, timeout=SECONDS)

    def names(self, prefix: str) -> list[str]:
        """The collections whose name begins so, in order.

        Raises:
            MilvusError: it does not answer.
        """
        with telling(self.uri):
            found = self.client.list_collections(timeout=SECONDS)
        return sorted(name for name in found if name.startswith(prefix))


@contextlib.contextmanager
def telling(uri: str) -> Iterator[None]:
    """A stretch of work on a Milvus, whose failure is told as ours."""
    from grpc import RpcError
    from pymilvus.exceptions import MilvusException

    try:
        yield
    except (MilvusException, RpcError) as error:
        # whatever is wrong on connecting, the client says "illegal connection params or server
        # unavailable", and has the server's own words in what that came of
        said = getattr(error, "message", "")
        raise failure_of(uri, f"{said}\n{error.__cause__ or error}") from error


def failure_of(uri: str, said: str) -> MilvusError:
    """What a person should know of a failure that Milvus's client tells.

    >>> failure_of("http://here:19530", "auth check failure, please check api key").message
    'The Milvus at http://here:19530 refuses the token.'
    """
    low = said.lower()
    if any(word in low for word in ("auth", "permission deny", "credential")):
        return MilvusError(
            f"The Milvus at {uri} refuses the token.",
            hint=f"Put the right one into {TOKEN} (user:password, or an API key).",
        )
    if "open local milvus" in low or "milvus-lite" in low:
        return MilvusError(
            f"The file {uri} can't be opened: {short(said)}.",
            hint='A file needs `pip install "wellread[milvus]"`, and one process at a time has it.',
        )
    if any(word in low for word in ("connect", "unavailable", "deadline", "timeout")):
        return MilvusError(
            f"The Milvus at {uri} does not answer, so nothing can be found by meaning.",
            hint="Start it, or check the address; what was published stays.",
        )
    return MilvusError(
        f"The Milvus at {uri} could not do what it was asked: {short(said)}.",
        hint="Its own log says more; what was published stays.",
    )


def short(said: str) -> str:
    """The first line of a message, without a token that may be in it."""
    token = os.environ.get(TOKEN) or "\0"
    return said.replace(token, "…").strip().split("\n")[0][:200].rstrip(".")


def refuse_older(version: str, uri: str) -> None:
    """Stop where a server is older than what this was run against.

    >>> refuse_older("v2.3.5", "http://here:19530")
    >>> refuse_older("milvus_lite-3.2.2", "some.db")

    Raises:
        MilvusError: it is.
    """
    found = re.search(r"(\d+)\.(\d+)", version)
    if not found or (int(found[1]), int(found[2])) < OLDEST:
        raise MilvusError(
            f"The Milvus at {uri} is version {version or 'unknown'}, and Wellread needs 2.3 or "
            "newer.",
            hint="Upgrade it, or name another with --uri.",
        )


def checked_uri(uri: str) -> str:
    """An address as it is stored: of a server, or the whole path of a file of milvus-lite.

    >>> checked_uri("http://here:19530/")
    'http://here:19530'

    Raises:
        MilvusError: it is neither, or holds a password, which would be stored with it.
    """
    if "://" not in uri and uri.endswith(".db"):
        return str(Path(uri).expanduser().absolute())
    try:
        parts = urlsplit(uri)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        raise MilvusError(
            f"{uri.rpartition('@')[2]!r} is no address of a Milvus.",
            hint="Give one such as http://localhost:19530, or a file NAME.db for milvus-lite.",
        )
    if "@" in parts.netloc:
        raise MilvusError(
            "The address of the Milvus has a password in it, which would be stored with it.",
            hint=f"Put it into {TOKEN} as user:password, and leave it out of the address.",
        )
    return uri.rstrip("/")
