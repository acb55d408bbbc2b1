"""Writes the int8 weights of MiniLM from its own: `python -m index.export`, or `make weights`.

    python -m index.export --check    # only says whether the files here are what would be written

The same files come out byte for byte; their sha256 stand in `index/int8.py`. MPNet's are made
where they are needed; what they are is printed, to be compared.
"""

from __future__ import annotations

import hashlib
import sys

import click

from index.encoder import WeightsMissingError
from index.export.made import make_minilm, make_mpnet
from index.int8 import MINILM, MPNET, Int8
from index.weights import KNOWN, source_of

CALIBRATION = MINILM.folder / "calibration.txt"
# 32 passages of the sample collection, one on a line, kept apart so that the weights stay the
# same when the collection changes.


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; leave with 1 if a file differs.")
def main(check: bool) -> None:
    """Make the weights that come with Wellread from those that sentence-transformers runs."""
    texts = CALIBRATION.read_text("utf-8").splitlines()
    made = make_minilm(source_of(KNOWN[MINILM.source], fetch=True), texts)
    same = told(MINILM, made)
    if not check:
        for name, data in made.items():
            (MINILM.folder / name).write_bytes(data)
    try:
        same &= told(MPNET, make_mpnet(source_of(KNOWN[MPNET.source], fetch=True)))
    except WeightsMissingError as error:
        click.echo(f"{error}")
    if check:
        sys.exit(not same)


def told(weights: Int8, made: dict[str, bytes]) -> bool:
    """Whether every file is as it should be; each is printed."""
    same = True
    for name, data in made.items():
        digest = hashlib.sha256(data).hexdigest()
        same &= digest == weights.sha256[name]
        click.echo(f"{weights.model} {name}: {len(data)} bytes, sha256 {digest}")
    return same


if __name__ == "__main__":
    main()
