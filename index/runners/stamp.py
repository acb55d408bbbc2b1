"""What makes an article come out as it does on a machine: Wellread, its encoder, its libraries."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FOLDERS = ("corpus", "index")
ENDS = frozenset({".py", ".json", ".toml", ".txt"})
APART = frozenset({"articles", "gold", "minilm"})  # samples; and weights, which the encoder names
LIBRARIES = (
    *("charset-normalizer", "lxml", "markdown-it-py", "mwparserfromhell", "numpy", "onnxruntime"),
    *("pdfminer.six", "pyyaml", "resiliparse", "sentence-transformers", "tld", "tokenizers"),
    *("torch", "trafilatura"),
)


class Stamp(NamedTuple):
    """A machine's means; where two are the same, so is what is made with them."""

    code: str  # a hash of what reads, cleans, cuts and embeds
    encoder: str  # its name, which says its weights
    libraries: dict[str, str]  # their versions; '' for one that is not installed


def stamp_of(encoder: str) -> Stamp:
    """This machine's, with an encoder of this name."""
    return Stamp(code_digest(), encoder, {name: version_of(name) for name in LIBRARIES})


@lru_cache(maxsize=1)
def code_digest() -> str:
    """A hash of Wellread's own files, as far as they decide what an article becomes."""
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            inside = path.relative_to(ROOT)
            if path.suffix in ENDS and not APART & {*inside.parts}:
                digest.update(f"{inside.as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def version_of(library: str) -> str:
    """Which version is installed; '' where none is."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def difference(ours: Stamp, theirs: Stamp) -> str:
    """What another machine has otherwise, in words; '' where it has the same.

    >>> here = Stamp("1f", "minilm@5c", {"lxml": "6.0.2"})
    >>> difference(here, here._replace(libraries={"lxml": "5.4.0"}))
    'lxml 5.4.0, and here it is 6.0.2'
    >>> difference(here, here._replace(encoder="minilm@77", code="2e"))
    'another Wellread'
    """
    if theirs.code != ours.code:
        return "another Wellread"
    if theirs.encoder != ours.encoder:
        return f"the encoder {theirs.encoder}, and here it is {ours.encoder}"
    for name, installed in ours.libraries.items():
        if (there := theirs.libraries.get(name, "")) != installed:
            return f"{name} {there or 'not installed'}, and here it is {installed or 'not'}"
    return ""
