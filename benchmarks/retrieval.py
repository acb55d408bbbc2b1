"""nDCG@10, RR@10 and recall of each mode on development sets in BEIR form.

    python -m benchmarks.retrieval ../shared/ir --max-tokens 160 --encoder mpnet

Prints a Markdown table. Vectors are kept in the home's cache, so a second run takes a minute.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus.home import find_home
from corpus.passages import PassageRecipe
from index.encoders.catalogue import default_encoder, open_encoder
from search.evaluate import MEASURES, evaluate
from search.judged import read_judged


def main(words: list[str] | None = None) -> None:
    """Evaluate every folder below the one named that has a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/ir"))
    parser.add_argument("--encoder", default=default_encoder())
    parser.add_argument("--max-tokens", type=int, nargs="*", default=[PassageRecipe().max_tokens])
    parser.add_argument("--sets", nargs="*", help="names of folders; all when none is given")
    asked = parser.parse_args(words)
    folders = sorted(path.parent for path in asked.folder.glob("*/corpus.jsonl"))
    if not folders:
        print(f"No test collections below {asked.folder}: retrieval is not measured.")
        return
    print(f"| set | tokens | mode | {' | '.join(MEASURES)} |")
    print(f"| --- | --- | --- |{' --- |' * len(MEASURES)}")
    for folder in folders:
        if not asked.sets or folder.name in asked.sets:
            for tokens in asked.max_tokens:
                show_set(folder, encoder=asked.encoder, tokens=tokens)


def show_set(folder: Path, *, encoder: str, tokens: int) -> None:
    """Print a row for each mode."""
    judged = read_judged(folder, split="test")
    recipe = PassageRecipe(max_tokens=tokens)
    for found in evaluate(judged, open_encoder(encoder), passages=recipe, cache=find_home()):
        figures = " | ".join(f"{found.measures[name]:.3f}" for name in MEASURES)
        print(f"| {folder.name} | {tokens} | {found.mode} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
