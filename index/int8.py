"""Models in 8 bits: the one that comes with Wellread, and the one that is made on this machine.

All are made from a model's own weights, and the same bytes come out everywhere, so that each file
has one right sha256. It is checked whenever a model is opened, before anything is parsed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from index.encoder import WeightsMissingError
from index.weights import (
    KNOWN,
    differing,
    is_installed,
    models_folder,
    sha256_of,
    source_of,
    whole_folder,
)

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Int8:
    """One model: what it is made from, where it lies, and what its files must be."""

    model: str
    source: str  # of KNOWN
    sha256: dict[str, str]  # by file; that of the first holds for all that are computed
    shipped: Path | None = None  # its folder where it comes with Wellread; else it is in the cache

    @property
    def name(self) -> str:
        """Model and weights, as an encoder is named."""
        return f"{self.model}@{next(iter(self.sha256.values()))[:12]}"

    @property
    def folder(self) -> Path:
        """Where its files are, or will be."""
        return self.shipped or models_folder() / self.name.replace("@", "-")


# Made by `make weights`. They come with Wellread so that no one needs 83 MB of weights or a minute
# to begin.
MINILM = Int8(
    model="all-MiniLM-L6-v2-int8",
    source="minilm-fp32",
    shipped=Path(__file__).with_name("encoders") / "minilm",
    sha256={
        "model.onnx": "356fbc9d486596012d788f765dc40abab3534922d23296e3a9a5bd37bac9c902",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    },
)
# 119 MB, too much to come with Wellread. Only numpy's sums, quotients and roundings of single
# numbers make them, so these hashes hold everywhere; they are compared before a file is kept.
MPNET = Int8(
    model="all-mpnet-base-v2-int8",
    source="mpnet-fp32",
    sha256={
        "model.onnx": "8b226def2e53434bc3df15b07036ddcb51c51ed0f35691aa35059a7b8419da6d",
        "model.bin": "d89db836d81cc41bdc5e926f3e90d15054d718a8b3c36866c0a47e7c976d6ee8",
        "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
    },
)


def find_int8(weights: Int8, *, tell: Tell = lambda _: None, fetch: bool = False) -> Path:
    """The folder of a model, whose files are as they should be; it is made where it can be.

    Args:
        weights: which model.
        tell: told, in a sentence, before something that takes a while.
        fetch: whether what it is made of may be fetched from the model hub.

    Raises:
        WeightsMissingError: a file is not there or not what it should be, and can't be made here.
    """
    fault = fault_in(weights)
    if not fault:
        return weights.folder
    if weights.shipped:
        raise WeightsMissingError(
            f"The weights of {weights.model} are not as they came with Wellread ({fault}).",
            hint="Install Wellread again.",
        )
    return make_here(weights, tell, fetch=fetch)


def fault_in(weights: Int8) -> str:
    """What is wrong with a model's files; '' when nothing is."""
    for name, right in weights.sha256.items():
        file = weights.folder / name
        try:
            digest = sha256_of(file)
        except OSError as error:
            return f"{file} can't be read: {error.strerror}"
        if digest != right:
            return differing(file, digest, right)
    return ""


def is_at_hand(weights: Int8) -> bool:
    """Whether a model's files are here, or can be made without a network; none is opened."""
    if all((weights.folder / name).is_file() for name in weights.sha256):
        return True
    return not weights.shipped and bool(find_spec("onnx")) and is_installed(KNOWN[weights.source])


def make_here(weights: Int8, tell: Tell, *, fetch: bool) -> Path:
    """Make a model in the user's cache, whole or not at all.

    Raises:
        WeightsMissingError: what it is made from is not here, or it came out as it should not.
    """
    source = KNOWN[weights.source]
    read = source_of(source, fetch=fetch)
    if find_spec("onnx") is None:
        raise WeightsMissingError(
            f"To make {weights.model} once, onnx is needed, which is not installed.",
            hint=f"Install it with `pip install 'wellread[{source.extra}]'`.",
        )
    try:
        with whole_folder(weights.folder) as folder:
            tell(f"Making {weights.model} from {source.model}, once; this takes half a minute …")
            for name, data in make_checked(weights, read).items():
                (folder / name).write_bytes(data)
    except OSError as error:
        raise WeightsMissingError(
            f"{weights.model} can't be kept in {weights.folder}: {error.strerror}.",
            hint="Make room (119 MB), check permissions, or `wellread build --encoder minilm`.",
        ) from error
    return weights.folder


def make_checked(weights: Int8, read: Callable[[str], bytes]) -> dict[str, bytes]:
    """A model's files by name, each with the hash that it should have.

    Raises:
        WeightsMissingError: one has another.
    """
    from index.export.made import make_mpnet

    made = make_mpnet(read)
    for name, data in made.items():
        if (digest := hashlib.sha256(data).hexdigest()) != weights.sha256[name]:
            fault = differing(weights.folder / name, digest, weights.sha256[name])
            raise WeightsMissingError(
                f"{weights.model} came out otherwise than it should, so it is not used ({fault}).",
                hint="Use `wellread build --encoder minilm`, and report this.",
            )
    return made
