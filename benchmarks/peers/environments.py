"""An environment for each peer, made from packages of stated versions, and kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UserError

HERE = Path(__file__).parent
CACHE = HERE / "cache"  # git ignores it
LIST = HERE / "environments.json"
READY = "ready.json"  # written last: what was asked for, when all of it was installed


class PeerMissingError(UserError):
    """A peer can't be had on this machine; the others are measured without it."""

    code = "peer_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """One row of environments.json."""

    name: str  # as the tables have it
    folder: str  # of the environment, in the cache
    adapter: str  # a file of adapters/
    requires: tuple[str, ...]  # each with its exact version
    shares: str = ""  # the folder of the environment whose packages it sees behind its own
    python: str = ""  # the oldest Python it runs on, "3.12"; '' for the one that measures
    encoder: str = ""  # one of Wellread's own; '' for the weights that all peers have


def read_environments(path: Path = LIST) -> list[Environment]:
    """The peers, in the order in which they are measured; those that share come after.

    Raises:
        ValueError: one shares an environment that is not before it.
    """
    rows = json.loads(path.read_text("utf-8"))
    found = [Environment(**{**row, "requires": tuple(row["requires"])}) for row in rows]
    for number, each in enumerate(found):
        if each.shares and each.shares not in {other.folder for other in found[:number]}:
            raise ValueError(f"{each.name} shares {each.shares!r}, which is not before it")
    return found


def prepare(wanted: Environment, cache: Path = CACHE) -> Path:
    """The Python of a peer's environment, which is made where it is not there yet.

    Raises:
        PeerMissingError: no Python is new enough, or a package can't be installed.
    """
    folder = cache / wanted.folder
    python = folder / "bin" / "python"
    ready = folder / READY
    asked = json.dumps([wanted.python, wanted.shares, wanted.requires])
    if ready.is_file() and ready.read_text("utf-8") == asked:
        return python
    if wanted.shares and not (cache / wanted.shares / READY).is_file():
        raise PeerMissingError(
            f"The environment {wanted.shares!r}, whose packages it shares, was not made.",
            hint="Put right what that one lacks, and run again.",
        )
    its_python = find_python(wanted.python)
    shutil.rmtree(folder, ignore_errors=True)
    run([its_python, "-m", "venv", str(folder)], wanted)
    if wanted.shares:
        share(cache / wanted.shares, folder)
    run([str(python), "-m", "pip", "install", "--quiet", *wanted.requires], wanted)
    ready.write_text(asked, "utf-8")
    return python


def share(base: Path, folder: Path) -> None:
    """Let an environment see the packages of another behind its own.

    A package that it needs in another version is installed in its own folder, which comes first.
    """
    seen, own = packages_of(base), packages_of(folder)
    (own / "shared.pth").write_text(f"{seen.resolve()}\n", "utf-8")


def packages_of(folder: Path) -> Path:
    """An environment's folder of packages."""
    return next(folder.glob("lib/python*/site-packages"))


def find_python(oldest: str) -> str:
    """A Python that is at least as new as is asked for; the one that runs where that is enough.

    Raises:
        PeerMissingError: there is none.
    """
    if not oldest or sys.version_info[:2] >= as_numbers(oldest):
        return sys.executable
    for candidate in pythons(oldest):
        if Path(candidate).is_file() and works(candidate):
            return candidate
    raise PeerMissingError(
        f"It needs Python {oldest}, and none was found.",
        hint=f"Install Python {oldest} as python{oldest}.",
    )


def pythons(version: str) -> Iterator[str]:
    """Where a Python of this version may be: on the path, or where pyenv and uv put theirs."""
    if found := shutil.which(f"python{version}"):
        yield found
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    uv = Path.home() / ".local" / "share" / "uv" / "python"
    for folder in (pyenv / "versions", uv):
        yield from sorted(str(each) for each in folder.glob(f"*{version}*/bin/python{version}"))


def works(python: str) -> bool:
    """Whether it runs: pyenv has a stand-in for each version, installed or not."""
    return subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0


def as_numbers(version: str) -> tuple[int, ...]:
    """A version's numbers.

    >>> as_numbers("3.12") > as_numbers("3.9")
    True
    """
    return tuple(map(int, version.split(".")))


def run(command: list[str], wanted: Environment) -> None:
    """Run one step of making an environment.

    Raises:
        PeerMissingError: it failed.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "ERROR" in line] or ["no reason given"]
        raise PeerMissingError(
            f"Its environment could not be made: {said[-1].strip()[:200]}",
            hint=f"Check the network, and the versions of {wanted.name} in {LIST.name}.",
        )
