"""Which engine keeps a home's vectors: asked for once, noted in the home, used from then on."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from corpus.durable import make_folder, sync_folder
from corpus.errors import UserError
from index.engines.embedded import Embedded
from index.engines.engine import Engine
from index.engines.milvus import Milvus, MilvusError, checked_uri
from index.engines.milvus_engine import Collections
from index.manifest import Manifest
from index.neighbours import VectorStore

CHOICE = "engine.json"
Name = Literal["embedded", "milvus"]


class Choice(NamedTuple):
    """What a home says of its engine. It never holds a token."""

    engine: Name = "embedded"
    uri: str = ""  # of a Milvus; kept under the other engine, too, whose first build leaves one
    prefix: str = ""  # of this home's names there, so that homes may share a Milvus


class EngineUnknownError(UserError):
    """What a home says of its engine can't be read."""

    code = "engine_unknown"


def read_choice(home: Path) -> Choice:
    """What a home says; the embedded engine where it says nothing.

    Raises:
        EngineUnknownError: it can't be read.
    """
    path = home / CHOICE
    try:
        choice = Choice(**json.loads(path.read_bytes()))
        if choice.engine not in get_args(Name) or not all(isinstance(e, str) for e in choice):
            raise ValueError(f"its engine is {choice.engine!r}")
    except FileNotFoundError:
        return Choice()
    except (OSError, ValueError, TypeError) as error:
        raise EngineUnknownError(
            f"{path} does not say which engine keeps the vectors: {error}.",
            hint="`wellread build --engine embedded`, or `--engine milvus --uri …`, says it anew.",
        ) from error
    return choice


def choose(home: Path, engine: Name, uri: str = "") -> None:
    """Note which engine a home's next builds use; a Milvus is asked first whether it can be.

    Args:
        home: of the collection.
        engine: its name.
        uri: of a Milvus; '' for the one that the home names already.

    Raises:
        MilvusError: it can't be used; the home says what it said before.
        OSError: it can't be noted.
    """
    try:
        before = read_choice(home)
    except EngineUnknownError:
        before = Choice()
    if engine == "milvus":
        if not (uri or before.uri):
            raise MilvusError(
                "Which Milvus is to keep the vectors is not said.",
                hint="Name it: `wellread build --engine milvus --uri http://localhost:19530`.",
            )
        uri = checked_uri(uri) if uri else before.uri
        Milvus.connect(uri)
    prefix = before.prefix or f"wellread_{secrets.token_hex(4)}"
    write_choice(home, Choice(engine, uri or before.uri, prefix))


def write_choice(home: Path, choice: Choice) -> None:
    """Note a choice, in one rename."""
    make_folder(home)
    temporary = home / f"{CHOICE}.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(choice._asdict(), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(home / CHOICE)
    sync_folder(home)


def engine_of(home: Path) -> Engine:
    """The engine of a home's next build; nothing is reached yet.

    Raises:
        EngineUnknownError: the home does not say it readably.
    """
    choice = read_choice(home)
    return Collections(choice.uri, choice.prefix) if choice.engine == "milvus" else Embedded()


def open_vectors(folder: Path, manifest: Manifest) -> VectorStore:
    """A build's vectors, wherever they are kept.

    Raises:
        ValueError: they are not what was published.
        UserError: they can't be asked now.
        OSError: a file is not there.
    """
    return keeper_of(manifest).open(folder, manifest)


def keeper_of(manifest: Manifest) -> Engine:
    """The engine that keeps a build's vectors, whatever the home's next build uses."""
    if manifest.place is None:
        return Embedded()
    prefix, _, _ = manifest.place.collection.rpartition("_")
    return Collections(manifest.place.uri, prefix)


def sweep_engines(home: Path, index: Path) -> None:
    """Drop, wherever this home ever kept vectors, what no kept build needs.

    Raises:
        UserError: it could not be done.
    """
    choice = read_choice(home)
    if choice.uri:
        left = Collections(choice.uri, choice.prefix).sweep(index)
        if choice.engine == "embedded" and not left:
            write_choice(home, Choice("embedded", "", choice.prefix))
