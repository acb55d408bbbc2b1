"""What takes long is made by one worker, and read by all of them."""

import fcntl
import os
import shutil


def made_once(tmp_path_factory, name, make):
    """A folder of a name, which `make` fills; others wait for it, and none may change it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    made, half = folder / name, folder / f"{name}-half-made"
    with (folder / f"{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(half, ignore_errors=True)
            make(half).rename(made)
    return made
