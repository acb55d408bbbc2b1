"""What a system call does to a file: its kind, the file's name, and what is written where.

Linux on x86-64. Only calls on files below one folder count, and what goes to standard output.
"""

import os
import struct
from pathlib import Path
from typing import NamedTuple

FROM_HERE = -100  # AT_FDCWD: a name that stands for itself
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PAGE = 4096
NAMES = {
    0: "read", 17: "pread64", 19: "readv",
    1: "write", 18: "pwrite64", 20: "writev", 295: "pwritev", 328: "pwritev2",
    2: "open", 85: "creat", 257: "openat", 437: "openat2",
    3: "close",
    40: "sendfile", 326: "copy_file_range",
    74: "fsync", 75: "fdatasync", 277: "sync_file_range", 26: "msync",
    76: "truncate", 77: "ftruncate", 285: "fallocate",
    73: "flock",
    82: "rename", 264: "renameat", 316: "renameat2",
    83: "mkdir", 258: "mkdirat", 84: "rmdir", 87: "unlink", 263: "unlinkat",
    86: "link", 265: "linkat", 88: "symlink", 266: "symlinkat",
    90: "chmod", 91: "fchmod", 268: "fchmodat", 280: "utimensat",
}  # fmt: skip
KINDS = {
    "read": "read pread64 readv",
    "write": "write pwrite64 writev pwritev pwritev2 sendfile copy_file_range",
    "open": "open creat openat openat2",
    "close": "close",
    "sync": "fsync fdatasync sync_file_range msync",
    "truncate": "truncate ftruncate fallocate",
    "lock": "flock",
    "rename": "rename renameat renameat2",
    "mkdir": "mkdir mkdirat",
    "unlink": "rmdir unlink unlinkat",
    "link": "link linkat symlink symlinkat",
    "mode": "chmod fchmod fchmodat utimensat",
}
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names.split()}
TRAPPED = tuple(number for number, name in NAMES.items() if KIND_OF[name] != "read")
READS = tuple(number for number, name in NAMES.items() if KIND_OF[name] == "read")
# Where in the arguments the name stands, behind the folder that it is relative to (-1: none).
NAMED = {
    "open": (-1, 0), "creat": (-1, 0), "openat": (0, 1), "openat2": (0, 1), "truncate": (-1, 0),
    "mkdir": (-1, 0), "mkdirat": (0, 1), "rmdir": (-1, 0), "unlink": (-1, 0), "unlinkat": (0, 1),
    "rename": (-1, 0), "renameat": (0, 1), "renameat2": (0, 1), "link": (-1, 0), "linkat": (0, 1),
    "symlink": (-1, 1), "symlinkat": (1, 2), "chmod": (-1, 0), "fchmodat": (0, 1),
    "utimensat": (0, 1),
}  # fmt: skip
SECOND = {"rename": (-1, 1), "renameat": (2, 3), "renameat2": (2, 3), "link": (-1, 1),
          "linkat": (2, 3)}  # fmt: skip
# Where the number of bytes stands in the arguments of calls that may carry out but a part of it.
SIZES = {"write": 2, "pwrite64": 2, "sendfile": 3, "copy_file_range": 4}
# Of a call that copies from file to file: where each file stands, and a pointer to its place.
COPIES = {"sendfile": ((0, -1), (1, 2)), "copy_file_range": ((2, 3), (0, 1))}


class Call(NamedTuple):
    """One call that touches a file."""

    name: str
    path: str
    second: str = ""  # the new name, of a rename or a link
    flags: int = 0  # of an open
    offset: int = 0  # of a write; the new length, of a truncation
    data: bytes = b""  # of a write; filled only where it is asked for

    @property
    def kind(self) -> str:
        """What it does, by a word."""
        return KIND_OF[self.name]

    @property
    def changes(self) -> bool:
        """Whether it can leave anything on the disk; an open to read can't."""
        return self.kind not in ("read", "open") or bool(self.flags & WRITES)


class Caller:
    """A process that makes calls: its memory, its open files, its folder."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)

    def close(self) -> None:
        """Let go of its memory."""
        os.close(self.memory)

    def call(self, number: int, arguments: tuple[int, ...], *, data: bool) -> Call | None:
        """What a call is about to do; None where it is about no file."""
        name = NAMES[number]
        if name in NAMED:
            path = self.named(arguments, *NAMED[name])
        elif name == "msync":
            return None
        else:
            path = self.opened(signed(arguments[COPIES[name][0][0] if name in COPIES else 0]))
        if not path.startswith("/"):
            return None
        second = self.named(arguments, *SECOND[name]) if name in SECOND else ""
        return Call(name, path, second, *self.details(name, arguments, data))

    def named(self, arguments: tuple[int, ...], folder: int, place: int) -> str:
        """The file that an argument names, from the root."""
        name = self.text(arguments[place])
        start = signed(arguments[folder]) if folder >= 0 else FROM_HERE
        if name.startswith("/"):
            return os.path.normpath(name)
        base = f"/proc/{self.pid}/cwd" if start == FROM_HERE else f"/proc/{self.pid}/fd/{start}"
        try:
            return os.path.normpath(Path(base).readlink() / name)
        except OSError:
            return ""

    def opened(self, handle: int) -> str:
        """The file behind a handle; '' where there is none, or its name is gone."""
        try:
            path = str(Path(f"/proc/{self.pid}/fd/{handle}").readlink())
        except OSError:
            return ""
        return "" if path.endswith(" (deleted)") else path

    def details(self, name: str, arguments: tuple[int, ...], data: bool) -> tuple[int, int, bytes]:
        """The flags of an open, the place of a write or a length, the bytes that are written."""
        if name in ("open", "openat"):
            return arguments[1 if name == "open" else 2], 0, b""
        if name == "creat":
            return WRITES, 0, b""
        if name in ("truncate", "ftruncate"):
            return 0, arguments[1], b""
        if name == "fallocate":
            return 0, arguments[2] + arguments[3], b""
        if not data or KIND_OF[name] != "write":
            return 0, 0, b""
        if name in COPIES:
            return 0, *self.copied(name, arguments)
        vector = name in ("writev", "pwritev", "pwritev2")
        written = self.gathered(*arguments[1:3]) if vector else self.bytes(*arguments[1:3])
        if name in ("pwrite64", "pwritev", "pwritev2"):
            return 0, arguments[3], written
        return 0, self.position(arguments[0]), written

    def copied(self, name: str, arguments: tuple[int, ...]) -> tuple[int, bytes]:
        """Where a copy from file to file goes, and the bytes that it takes along."""
        (target, its_place), (source, place) = COPIES[name]
        file = os.open(f"/proc/{self.pid}/fd/{arguments[source]}", os.O_RDONLY)
        try:
            start = self.place_of(arguments, source, place)
            found = os.pread(file, arguments[SIZES[name]], start)
        finally:
            os.close(file)
        return self.place_of(arguments, target, its_place), found

    def place_of(self, arguments: tuple[int, ...], handle: int, pointer: int) -> int:
        """Where a copy begins in one of its files: as a pointer says, else where the file is."""
        if pointer < 0 or not arguments[pointer]:
            return self.position(arguments[handle])
        place: int = struct.unpack("q", self.bytes(arguments[pointer], 8))[0]
        return place

    def position(self, handle: int) -> int:
        """Where the next write goes; the end of the file where it is opened to append."""
        lines = Path(f"/proc/{self.pid}/fdinfo/{handle}").read_text().splitlines()
        stated = dict(line.split(":", 1) for line in lines if ":" in line)
        if int(stated["flags"], 8) & os.O_APPEND:
            return Path(f"/proc/{self.pid}/fd/{handle}").stat().st_size
        return int(stated["pos"])

    def is_written(self, handle: int) -> bool:
        """Whether a handle was opened to write; not when another thread closed it meanwhile."""
        try:
            lines = Path(f"/proc/{self.pid}/fdinfo/{handle}").read_text().splitlines()
        except FileNotFoundError:
            return False
        flags = next(int(line.split()[1], 8) for line in lines if line.startswith("flags"))
        return bool(flags & (os.O_WRONLY | os.O_RDWR))

    def bytes(self, address: int, size: int) -> bytes:
        """Some of its memory."""
        return os.pread(self.memory, size, address)

    def gathered(self, address: int, count: int) -> bytes:
        """The pieces of memory that a list of them names, as one."""
        pairs = struct.iter_unpack("QQ", self.bytes(address, 16 * count))
        return b"".join(self.bytes(start, size) for start, size in pairs)

    def text(self, address: int) -> str:
        """A name, up to its end; a page at a time, as the next may not be there."""
        found = b""
        while b"\0" not in found:
            there = address + len(found)
            found += self.bytes(there, PAGE - there % PAGE)
        return os.fsdecode(found.split(b"\0", 1)[0])


def signed(value: int) -> int:
    """A register as the C int that it holds.

    >>> signed(0xFFFFFF9C)
    -100
    """
    return (value & 0xFFFFFFFF) - ((value & 0x80000000) << 1)
