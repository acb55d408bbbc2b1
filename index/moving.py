"""What an export says of the index, so that another machine makes the same one."""

from __future__ import annotations

from pathlib import Path

from corpus.export_layout import Settings
from index.encoder import WeightsMissingError
from index.encoders.catalogue import INT8
from index.manifest import IndexUnusableError
from index.opened import open_index
from index.weights import KNOWN

ENCODERS = frozenset({*INT8, *KNOWN, "hashing"})  # whose weights have one right sha256, or none


def settings_of(home: Path) -> Settings:
    """How the published index was made; nothing where there is none that can be read."""
    try:
        with open_index(home) as index:
            recipe = index.manifest.recipe
            return Settings(recipe.encoder, recipe.max_tokens)
    except IndexUnusableError:
        return Settings()


def refuse_unknown_encoder(name: str) -> None:
    """Stop at an encoder that an export names and that could be anybody's.

    Raises:
        WeightsMissingError: its weights would be looked for in a folder or on the model hub.
    """
    if name not in ENCODERS:
        raise WeightsMissingError(
            f"It was built with {name!r}, whose weights an export can't vouch for.",
            hint="Name it yourself if you trust it.",
        )
