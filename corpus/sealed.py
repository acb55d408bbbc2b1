"""Files of weights that come with Wellread: read only when they are what they came as."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.errors import UserError


class BrokenSealError(UserError):
    """A file of weights that comes with Wellread is another one, or is gone."""

    code = "damaged_installation"

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            f"{file.name}, which comes with Wellread, can't be trusted ({why}), and what it would "
            "decide might be wrong.",
            hint="Install Wellread anew.",
        )


def read_sealed(file: Path, sha256: str) -> bytes:
    """A file's bytes, once they are found to be the right ones; nothing parses any others.

    Raises:
        BrokenSealError: they are not, or can't be read.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BrokenSealError(file, error.strerror or str(error)) from error
    if (digest := hashlib.sha256(data).hexdigest()) != sha256:
        raise BrokenSealError(file, f"sha256 {digest[:12]}…, where {sha256[:12]}… is right")
    return data
