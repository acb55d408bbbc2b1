"""Which engine keeps a home's vectors: asked for once, noted in the home, used from then on."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from corpus.durable import make_folder, sync_folder
from corpus.errors import UserError
from index.away import LateStore
from index.engines.embedded import Embedded
from index.engines.engine import Engine
from index.engines.milvus import READING, SECONDS, Milvus, MilvusError, checked_uri
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
    left: tuple[str, ...] = ()  # addresses of before, which may still have collections of ours


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
        said = (*choice[:3], *choice.left)
        if choice.engine not in get_args(Name) or not all(isinstance(each, str) for each in said):
            raise ValueError(f"its engine is {choice.engine!r}")
    except FileNotFoundError:
        return Choice()
    except (OSError, ValueError, TypeError) as error:
        raise EngineUnknownError(
            f"{path} does not say which engine keeps the vectors: {error}.",
            hint="`wellread build --engine embedded`, or `--engine milvus --uri …`, says it anew.",
        ) from error
    return choice._replace(left=tuple(choice.left))


def choose(home: Path, engine: Name, uri: str = "") -> None:
    """Note which engine a home's next builds use; a Milvus is asked first whether it can be.

    Args:
        home: of the collection.
        engine: its name.
        uri: of a Milvus; '' for the one that the home names already. Where that is another, what
            is kept there goes with the builds that name it.

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
    now = uri or before.uri
    prefix = before.prefix or f"wellread_{secrets.token_hex(4)}"
    left = [each for each in dict.fromkeys((*before.left, before.uri)) if each not in ("", now)]
    write_choice(home, Choice(engine, now, prefix, tuple(left)))


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


def vectors_to_read(folder: Path, manifest: Manifest) -> VectorStore:
    """The same for who searches: what does not answer now is asked again later.

    Raises:
        ValueError: they are not what was published.
        OSError: a file is not there.
    """
    if manifest.place is None:
        return open_vectors(folder, manifest)
    store = LateStore(
        lambda: keeper_of(manifest, READING).open(folder, manifest),
        dimension=manifest.recipe.dimension,
        count=manifest.rows,
    )
    store.reach()
    return store


def keeper_of(manifest: Manifest, seconds: float = SECONDS) -> Engine:
    """The engine that keeps a build's vectors, whatever the home's next build uses.

    Args:
        manifest: of the build.
        seconds: that an answer is waited for.
    """
    if manifest.place is None:
        return Embedded()
    prefix, _, _ = manifest.place.collection.rpartition("_")
    return Collections(manifest.place.uri, prefix, seconds)


def sweep_engines(home: Path, index: Path) -> None:
    """Drop, wherever this home ever kept vectors, what no kept build needs.

    An address of before is forgotten once nothing of this home is there.

    Raises:
        UserError: it could not be done everywhere; it was done where it could.
    """
    choice = read_choice(home)
    failed: UserError | None = None
    needed: dict[str, bool] = {}
    for uri in filter(None, (choice.uri, *choice.left)):
        try:
            seconds = SECONDS if uri == choice.uri else READING  # one of before may be gone
            needed[uri] = bool(Collections(uri, choice.prefix, seconds).sweep(index))
        except UserError as error:
            needed[uri], failed = True, failed or error
    left = tuple(uri for uri in choice.left if needed[uri])
    stays = choice.engine == "milvus" or needed.get(choice.uri, False)
    swept = choice._replace(uri=choice.uri if stays else "", left=left)
    if swept != choice:
        write_choice(home, swept)
    if failed:
        raise failed
