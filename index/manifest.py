"""What a build is made of: its recipe, its counts, and a checksum for every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from corpus.duplicates import DUPLICATES
from corpus.errors import UserError
from corpus.passages import PassageRecipe
from corpus.versions import CLEANER, PREPARE
from index.sentence_codes import SENTENCES
from index.topics import TOPICS
from index.words import ANALYSER

FORMAT = 6  # of a build's files; another number was written by another version of Wellread
MANIFEST = "manifest.json"


class IndexUnusableError(UserError):
    """There is no index, or none that can be trusted."""

    code = "index_unusable"
    exit_status = 3


class IndexMissingError(IndexUnusableError):
    """Nothing was built yet."""

    code = "index_missing"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no index in {folder} yet, so there is nothing to search.",
            hint="Add articles with `wellread add FOLDER`, then run `wellread build`.",
        )


class LeftOut(NamedTuple):
    """An article of the collection that the index lacks."""

    id: str
    digest: str  # of what could not be read, so that only something new is tried again
    reason: str


class FileSum(NamedTuple):
    """A file's length and hash."""

    size: int  # bytes
    sha256: str


class Place(NamedTuple):
    """Where a build's vectors are, when they are not in its own files; never a password."""

    uri: str
    collection: str


Files = Mapping[str, FileSum]  # by path inside a build
NO_FILES: Files = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides what an index holds for the same articles."""

    encoder: str  # as it was asked for: "minilm"
    encoder_name: str  # with its weights: "all-MiniLM-L6-v2-int8@356fbc9d4865"
    dimension: int
    max_tokens: int
    passages: int = PassageRecipe().version
    prepare: str = PREPARE
    cleaner: int = CLEANER
    article: float = 0.0  # the weight of an article's direction in its passages' vectors
    analyser: int = ANALYSER
    duplicates: int = DUPLICATES
    topics: int = TOPICS
    sentences: int = SENTENCES

    @property
    def is_todays(self) -> bool:
        """Whether this Wellread reads, cuts and compares articles as the one that wrote it did."""
        numbers = {"prepare": PREPARE, "cleaner": CLEANER, "passages": PassageRecipe().version}
        numbers |= {"analyser": ANALYSER, "duplicates": DUPLICATES, "topics": TOPICS}
        numbers["sentences"] = SENTENCES
        return all(getattr(self, name) == number for name, number in numbers.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A build's description of itself."""

    recipe: Recipe
    articles: int
    passages: int
    built: str  # ISO 8601, UTC
    vectors: str  # how they are kept: "exact", "lists" or "milvus"
    variants: int = 0  # articles that say the same as another, which stands for them
    amended: int = 0  # articles that came, changed or went since the whole index was written
    gaps: int = 0  # rows that went with their articles since then
    left_out: tuple[LeftOut, ...] = ()
    files: dict[str, FileSum] = field(default_factory=dict)  # by path inside the build
    format: int = FORMAT
    place: Place | None = None  # None: the vectors are in files of the build

    def as_bytes(self) -> bytes:
        """The manifest as its file holds it; the same manifest, the same bytes.

        Without a place, it is left out: so it was before there were any, and hashes stay.
        """
        stored = asdict(self)
        if self.place is None:
            del stored["place"]
        return (json.dumps(stored, indent=1, sort_keys=True) + "\n").encode("utf-8")

    @property
    def rows(self) -> int:
        """How many rows there ever were; a new passage's row is the next."""
        return self.passages + self.gaps

    @property
    def sha256(self) -> str:
        """The hash of its file."""
        return hashlib.sha256(self.as_bytes()).hexdigest()


def read_manifest(data: bytes) -> Manifest:
    """A manifest from its file's bytes.

    Raises:
        ValueError: it is damaged, or of another version.
    """
    try:
        stored = json.loads(data)
        if stored["format"] != FORMAT:
            raise ValueError(
                f"it has format {stored['format']}, and this Wellread reads format {FORMAT}"
            )
        stored["recipe"] = Recipe(**stored["recipe"])
        stored["files"] = {name: FileSum(*sums) for name, sums in stored["files"].items()}
        stored["left_out"] = tuple(LeftOut(*each) for each in stored["left_out"])
        if place := stored.get("place"):
            stored["place"] = Place(*place)
        return Manifest(**stored)
    except (TypeError, KeyError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(f"the manifest is damaged: {error!r}") from error


def read_verified(build: Path, sha256: str, known: Files = NO_FILES) -> Manifest:
    """A build's manifest, once it and every file that it names are found to be as published.

    Args:
        build: the folder.
        sha256: of the manifest's file; '' where it is not known.
        known: as `check_files` takes it.

    Raises:
        ValueError: something is not as it was published, or is missing.
        OSError: there is no manifest.
    """
    manifest = read_stated(build, sha256)
    check_files(build, manifest, known)
    return manifest


def read_stated(build: Path, sha256: str) -> Manifest:
    """What a build says of itself; none of its other files is looked at.

    Raises:
        ValueError: the manifest is not as it was published.
        OSError: there is none.
    """
    data = (build / MANIFEST).read_bytes()
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{MANIFEST} was changed")
    return read_manifest(data)


def sum_file(path: Path) -> FileSum:
    """A file's length and hash."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileSum(path.stat().st_size, digest)


def sum_files(build: Path, known: Files = NO_FILES) -> dict[str, FileSum]:
    """The length and hash of every file of a build, by path; lock files of the engine left out.

    Args:
        build: the folder.
        known: what is known of some of them, which are not read for it.
    """
    files = (path for path in sorted(build.rglob("*")) if path.is_file() and path.suffix != ".lock")
    names = ((path.relative_to(build).as_posix(), path) for path in files)
    return {name: known.get(name) or sum_file(path) for name, path in names}


def check_files(build: Path, manifest: Manifest, known: Files = NO_FILES) -> None:
    """Compare every file with the manifest, before anything is parsed.

    Args:
        build: the folder.
        manifest: says what was published.
        known: files whose content need not be read, where it says the same of them.

    Raises:
        ValueError: one is missing, or is not what was published; all such are named.
    """
    wrong = [
        fault(build, name, sums, is_known=known.get(name) == sums)
        for name, sums in manifest.files.items()
    ]
    if any(wrong):
        raise ValueError("; ".join(filter(None, wrong)))


def fault(build: Path, name: str, expected: FileSum, *, is_known: bool = False) -> str:
    """What is wrong with one file, with its length alone where it is known; '' when nothing is."""
    path = build / name
    try:
        size = path.stat().st_size
        if size != expected.size:
            return f"{name} has {size} bytes, where {expected.size} were published"
        found = expected.sha256 if is_known else sum_file(path).sha256
    except OSError as error:
        return f"{name} can't be read: {error.strerror}"
    if found != expected.sha256:
        return f"{name} was changed: its sha256 is {found[:12]}…, not {expected.sha256[:12]}…"
    return ""
