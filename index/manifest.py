"""What a build is made of: its recipe, its counts, and a checksum for every file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpus.duplicates import DUPLICATES
from corpus.errors import UserError
from corpus.passages import PassageRecipe
from corpus.versions import CLEANER, PREPARE
from index.topics import TOPICS
from index.words import ANALYSER

FORMAT = 5  # of a build's files; another number was written by another version of Wellread
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

    @property
    def is_todays(self) -> bool:
        """Whether this Wellread reads, cuts and compares articles as the one that wrote it did."""
        numbers = {"prepare": PREPARE, "cleaner": CLEANER, "passages": PassageRecipe().version}
        numbers |= {"analyser": ANALYSER, "duplicates": DUPLICATES, "topics": TOPICS}
        return all(getattr(self, name) == number for name, number in numbers.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A build's description of itself."""

    recipe: Recipe
    articles: int
    passages: int
    built: str  # ISO 8601, UTC
    vectors: str  # how they are kept: "exact" or "lists"
    variants: int = 0  # articles that say the same as another, which stands for them
    left_out: tuple[LeftOut, ...] = ()
    files: dict[str, FileSum] = field(default_factory=dict)  # by path inside the build
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        """The manifest as its file holds it; the same manifest, the same bytes."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode("utf-8")

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
        return Manifest(**stored)
    except (TypeError, KeyError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(f"the manifest is damaged: {error!r}") from error


def read_verified(build: Path, sha256: str) -> Manifest:
    """A build's manifest, once it and every file that it names are found to be as published.

    Args:
        build: the folder.
        sha256: of the manifest's file; '' where it is not known.

    Raises:
        ValueError: something is not as it was published, or is missing.
        OSError: there is no manifest.
    """
    data = (build / MANIFEST).read_bytes()
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{MANIFEST} was changed")
    manifest = read_manifest(data)
    check_files(build, manifest)
    return manifest


def sum_file(path: Path) -> FileSum:
    """A file's length and hash."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileSum(path.stat().st_size, digest)


def sum_files(build: Path) -> dict[str, FileSum]:
    """The length and hash of every file of a build, by path; lock files of the engine left out."""
    files = (path for path in build.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(build).as_posix(): sum_file(path) for path in sorted(files)}


def check_files(build: Path, manifest: Manifest) -> None:
    """Compare every file with the manifest, before anything is parsed.

    Raises:
        ValueError: one is missing, or is not what was published; all such are named.
    """
    wrong = list(filter(None, (fault(build, name, sums) for name, sums in manifest.files.items())))
    if wrong:
        raise ValueError("; ".join(wrong))


def fault(build: Path, name: str, expected: FileSum) -> str:
    """What is wrong with one file; '' when nothing is."""
    path = build / name
    try:
        size = path.stat().st_size
        if size != expected.size:
            return f"{name} has {size} bytes, where {expected.size} were published"
        found = sum_file(path).sha256
    except OSError as error:
        return f"{name} can't be read: {error.strerror}"
    if found != expected.sha256:
        return f"{name} was changed: its sha256 is {found[:12]}…, not {expected.sha256[:12]}…"
    return ""
