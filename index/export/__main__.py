"""Writes the int8 weights of MiniLM from its own: `python -m index.export`, or `make weights`.

    python -m index.export --check    # only says whether the file here is what would be written

The same file comes out byte for byte; its sha256 stands in `index/weights.py`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import click
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.export.bert import WIDTH, largest_inputs
from index.export.graph import make_model
from index.weights import KNOWN, MINILM, find_weights

MODEL, TOKENIZER = MINILM.folder / "model.onnx", MINILM.folder / "tokenizer.json"
CALIBRATION = MINILM.folder / "calibration.txt"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; leave with 1 if the file differs.")
def main(check: bool) -> None:
    """Make the weights that come with Wellread from those that sentence-transformers runs."""
    source = find_weights(KNOWN["minilm-fp32"])
    made = export(source)
    digest = hashlib.sha256(made).hexdigest()
    click.echo(f"{MODEL.name}: {len(made)} bytes, sha256 {digest}")
    if check:
        sys.exit(MODEL.read_bytes() != made)
    MODEL.write_bytes(made)
    TOKENIZER.write_bytes((source / "tokenizer.json").read_bytes())


def export(source: Path) -> bytes:
    """The quantised model of a folder as an ONNX file's bytes.

    The largest inputs are those of `calibration.txt`: 32 passages of the sample collection, one
    on a line, kept apart so that the weights stay the same when the collection changes.
    """
    length = int(json.loads((source / "sentence_bert_config.json").read_bytes())["max_seq_length"])
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(length)
    texts = CALIBRATION.read_text("utf-8").splitlines()
    tensors = load_file(source / "model.safetensors")
    largest = largest_inputs(tensors, [tokenizer.encode(text).ids for text in texts])
    metadata = {
        "max_tokens": str(length),
        "dimension": str(WIDTH),
        "source_sha256": KNOWN["minilm-fp32"].sha256,
    }
    return bytes(make_model(tensors, largest, metadata).SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
