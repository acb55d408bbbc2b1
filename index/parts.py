"""A zip that comes in parts, read as if it were whole, without a second copy of it on disk."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Joined(io.RawIOBase):
    """Files read one after another as one."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.opened = [file.open("rb") for file in files]
        sizes = [file.stat().st_size for file in files]
        self.starts = [sum(sizes[:number]) for number in range(len(sizes))]
        self.size = sum(sizes)
        self.place = 0

    def close(self) -> None:
        """Let go of every file."""
        for file in self.opened:
            file.close()
        super().close()

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place from the beginning, from here, or from the end."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        self.place = max(0, base + offset)
        return self.place

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read as much as fits, at most to the end of the file that holds this place."""
        if self.place >= self.size:
            return 0
        number = max(n for n, start in enumerate(self.starts) if start <= self.place)
        file = self.opened[number]
        file.seek(self.place - self.starts[number])
        read = file.readinto(buffer)
        self.place += read
        return read


def open_parts(files: Sequence[Path]) -> zipfile.ZipFile:
    """The zip whose parts these are, in order.

    Raises:
        zipfile.BadZipFile: they are not the parts of one.
        OSError: one can't be read.
    """
    return zipfile.ZipFile(io.BufferedReader(Joined(files), 1 << 20))


def read_member(packed: zipfile.ZipFile, name: str) -> bytes:
    """One file of a zip, whatever its size, held in memory once.

    Raises:
        KeyError: the zip has no such file.
        zipfile.BadZipFile: it is damaged.
    """
    whole = io.BytesIO()
    with packed.open(name) as member:
        shutil.copyfileobj(member, whole, 1 << 20)
    return whole.getvalue()


def unpack(packed: zipfile.ZipFile, target: Path) -> None:
    """Unpack a zip whose members all lie in one folder, without that folder."""
    for member in packed.infolist():
        inside = PurePosixPath(member.filename).parts[1:]
        if member.is_dir() or not inside or ".." in inside:
            continue
        path = target.joinpath(*inside)
        path.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(member) as source, path.open("wb") as file:
            shutil.copyfileobj(source, file)
