"""The calls of a command → what they ask of a disk: data, names, and what is to be held for good.

A file is a number here, as an inode is: its name may change while it is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from tests.faults.tracing.calls import Call

TOP = 0  # the number of the folder that holds all


class Data(NamedTuple):
    """Bytes of a file, or its length."""

    file: int
    offset: int  # where the bytes go; the new length, where there are none
    bytes: bytes | None


class Names(NamedTuple):
    """Entries of folders that change together: (folder, name, the file it now means, or None)."""

    entries: tuple[tuple[int, str, int | None], ...]
    made: Literal["", "file", "folder"] = ""  # what comes to be with its first name


class Sync(NamedTuple):
    """A file's data, or a folder's names, are to be on the disk before anything goes on."""

    file: int


class Said(NamedTuple):
    """Something was printed, and somebody may rely on it."""

    text: str


Step = Data | Names | Sync | Said


@dataclass
class Tree:
    """Files and folders: the names in each folder, the bytes of each file."""

    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {TOP: {}})
    files: dict[int, bytes] = field(default_factory=dict)

    def copy(self) -> Tree:
        """The same, to be changed."""
        return Tree({n: dict(names) for n, names in self.folders.items()}, dict(self.files))

    def paths(self, folder: int = TOP, place: str = "") -> Iterable[tuple[str, int]]:
        """Every file and folder that can be reached, by its path."""
        for name, number in sorted(self.folders[folder].items()):
            path = f"{place}{name}"
            yield path, number
            if number in self.folders:
                yield from self.paths(number, f"{path}/")

    def find(self, path: str) -> int | None:
        """The number of a file or folder; None where there is none."""
        number = TOP
        for part in PurePosixPath(path).parts:
            number = self.folders.get(number, {}).get(part, -1)
        return None if number < 0 else number

    def write_to(self, folder: Path) -> None:
        """Make it real, in an empty folder."""
        for path, number in self.paths():
            if number in self.folders:
                (folder / path).mkdir()
            else:
                (folder / path).write_bytes(self.files[number])


def read_tree(folder: Path) -> Tree:
    """What lies in a folder."""
    tree, number = Tree(), TOP
    for path in sorted(folder.rglob("*")):
        number += 1
        name = path.relative_to(folder)
        tree.folders[tree.find(str(name.parent)) or TOP][name.name] = number
        if path.is_dir():
            tree.folders[number] = {}
        else:
            tree.files[number] = path.read_bytes()
    return tree


class Recorder:
    """Follows calls on a tree, and notes what each asks of the disk."""

    def __init__(self, before: Tree, root: str) -> None:
        self.tree = before.copy()
        self.root = root
        self.next = 1 + max([TOP, *self.tree.folders, *self.tree.files])
        self.steps: list[Step] = []

    def follow(self, call: Call) -> None:
        """Note one call."""
        if not self.is_inside(call.path):
            if call.kind == "write":
                self.steps.append(Said(call.data.decode("utf-8", "replace")))
            return
        getattr(self, call.kind, self.ignore)(call)

    def is_inside(self, path: str) -> bool:
        """Whether a path is of the tree."""
        return path == self.root or path.startswith(f"{self.root}/")

    def place(self, path: str) -> tuple[int | None, str]:
        """The folder that a path lies in, and its name there."""
        inside = PurePosixPath(path).relative_to(self.root)
        return self.tree.find(str(inside.parent)), inside.name

    def number(self, path: str) -> int | None:
        """What a path means now."""
        return self.tree.find(str(PurePosixPath(path).relative_to(self.root)))

    def ignore(self, call: Call) -> None:
        """Locks, modes and closing leave nothing on a disk."""

    def data(self, file: int, offset: int, written: bytes | None) -> None:
        """Note what becomes of a file's bytes."""
        step = Data(file, offset, written)
        self.tree.files[file] = applied(self.tree.files[file], step)
        self.steps.append(step)

    def names(self, *entries: tuple[int, str, int | None], made: str = "") -> None:
        """Note what becomes of some names, together."""
        step = Names(entries, made)
        come_to_be(self.tree, step)
        rename(self.tree, step)
        self.steps.append(step)

    def open(self, call: Call) -> None:
        """A new file, or an old one emptied."""
        folder, name = self.place(call.path)
        file = self.number(call.path)
        if file is None and folder is not None and call.flags & os.O_CREAT:
            file, self.next = self.next, self.next + 1
            self.names((folder, name, file), made="file")
        elif file is not None and call.flags & os.O_TRUNC and self.tree.files.get(file):
            self.data(file, 0, None)

    def write(self, call: Call) -> None:
        """Bytes."""
        file = self.number(call.path)
        if file is not None:
            self.data(file, call.offset, call.data)

    def truncate(self, call: Call) -> None:
        """A length; one that is only reserved (fallocate) makes no file shorter."""
        file = self.number(call.path)
        if file is not None and (
            call.name != "fallocate" or call.offset > len(self.tree.files[file])
        ):
            self.data(file, call.offset, None)

    def sync(self, call: Call) -> None:
        """All of it is to be held."""
        file = self.number(call.path)
        if file is not None:
            self.steps.append(Sync(file))

    def mkdir(self, call: Call) -> None:
        """A new folder, where there is none."""
        folder, name = self.place(call.path)
        if folder is not None and call.path != self.root and self.number(call.path) is None:
            self.names((folder, name, self.next), made="folder")
            self.next += 1

    def unlink(self, call: Call) -> None:
        """A name is gone; a folder's only where it is empty."""
        folder, name = self.place(call.path)
        file = self.number(call.path)
        if folder is not None and file is not None and not self.tree.folders.get(file):
            self.names((folder, name, None))

    def rename(self, call: Call) -> None:
        """A name is gone and another means what it meant, at once."""
        file = self.number(call.path)
        (old, name), (new, other) = self.place(call.path), self.place(call.second)
        if file is not None and old is not None and new is not None:
            self.names((old, name, None), (new, other, file))

    def link(self, call: Call) -> None:
        """Another name for a file."""
        file = self.number(call.path)
        folder, name = self.place(call.second)
        if file is not None and folder is not None:
            self.names((folder, name, file))


def come_to_be(tree: Tree, step: Names) -> None:
    """Give a tree the empty file or folder that a step names first."""
    number = step.entries[0][2]
    if step.made == "file":
        tree.files[number] = b""
    elif step.made == "folder":
        tree.folders[number] = {}


def rename(tree: Tree, step: Names) -> None:
    """Change names of a tree."""
    for folder, name, file in step.entries:
        if file is None:
            tree.folders[folder].pop(name, None)
        else:
            tree.folders[folder][name] = file


def applied(content: bytes, step: Data) -> bytes:
    """A file's bytes after a step; what lies between them and its old end is zeros."""
    if step.bytes is None:
        return content[: step.offset].ljust(step.offset, b"\0")
    content = content.ljust(step.offset, b"\0")
    return content[: step.offset] + step.bytes + content[step.offset + len(step.bytes) :]


def record(before: Tree, root: Path, calls: Iterable[Call]) -> Recorder:
    """What the calls of a command ask of a disk."""
    recorder = Recorder(before, str(root))
    for call in calls:
        recorder.follow(call)
    return recorder
