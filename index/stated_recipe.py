"""How an index was built, as far as anything still says so, though it can't be opened any more.

An index of an earlier version keeps its encoder when it is made anew, and so does a damaged one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from index.history import read_history
from index.manifest import FORMAT, MANIFEST
from index.moving import ENCODERS
from index.opened import index_folder
from index.publish import builds, read_current


class StatedRecipe(NamedTuple):
    """What a person can ask a build for; None for what nothing says."""

    encoder: str | None = None
    max_tokens: int | None = None


def recipe_before(home: Path) -> StatedRecipe:
    """How the newest build was made of which a manifest, or else the log, still says it."""
    return next(filter(is_sound, stated_recipes(home)), StatedRecipe())


def stated_recipes(home: Path) -> Iterator[StatedRecipe]:
    """What every manifest says, of whatever version, the newest first; then the log."""
    folder = index_folder(home)
    for name in builds(folder):
        recipe = read_loosely(folder / name).get("recipe")
        if isinstance(recipe, dict):
            yield StatedRecipe(recipe.get("encoder"), recipe.get("max_tokens"))
    yield from (StatedRecipe(each.encoder, each.max_tokens) for each in read_history(home))


def is_sound(stated: StatedRecipe) -> bool:
    """Whether it can be asked for: a damaged manifest may say anything."""
    encoder, max_tokens = stated
    return encoder in ENCODERS and type(max_tokens) is int and 32 <= max_tokens <= 512


def read_loosely(build: Path) -> dict[str, Any]:
    """A manifest of any version; nothing where it is none."""
    try:
        stored = json.loads((build / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def is_of_earlier_version(home: Path) -> bool:
    """Whether an earlier Wellread published the index, so that it must be made anew."""
    try:
        published = read_current(index_folder(home))
    except (OSError, ValueError):
        return False
    if published is None:
        return False
    format = read_loosely(index_folder(home) / published.current.name).get("format")
    return type(format) is int and format < FORMAT
