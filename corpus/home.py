"""Where a collection, its index and its cache live."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

HOME_VARIABLE = "WELLREAD_HOME"
SAMPLES = Path(__file__).with_name("articles")  # the sample collection that comes with Wellread


def find_home(named: Path | None = None) -> Path:
    """The home that was named, else $WELLREAD_HOME, else the user's data folder.

    It need not exist yet.
    """
    if named is not None:
        return named.expanduser()
    if stated := os.environ.get(HOME_VARIABLE):
        return Path(stated).expanduser()
    return user_data_path("wellread")
