"""Names that the disk holds: a file that was synced is lost all the same where its name was not."""

from __future__ import annotations

import os
from pathlib import Path


def make_folder(path: Path) -> None:
    """Make a folder and those that it lies in, and have the disk hold their names.

    Raises:
        OSError: it can't be made, or something else has its name.
    """
    if path.is_dir():
        return
    made = [each for each in (path, *path.parents) if not each.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for each in made:
        sync_folder(each.parent)


def sync_folder(path: Path) -> None:
    """Have the disk hold a folder's names.

    Raises:
        OSError: it can't be told to.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
