"""semantra: its command over text files, and the address of its page that answers questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from protocol import Document, Rank, each_once, main


def build(documents: list[Document], index: Path, model: str) -> None:
    """Run the command without its server; each document is a text file of its own."""
    files = {}
    for number, each in enumerate(documents):
        file = index / f"{number:05}.txt"
        file.write_text(each.whole, "utf-8")
        files[str(file)] = each.id
    (index / "files.json").write_text(json.dumps(files), "utf-8")
    run(list(files), index, model, no_server=True)


def open_index(index: Path, model: str) -> Rank:
    """The command again, which finds its work done; its server is asked without a socket."""
    from flask import Flask

    files = json.loads((index / "files.json").read_text("utf-8"))
    served: list[Any] = []
    Flask.run = lambda app, **_: served.append(app)  # type: ignore[method-assign]
    run(list(files), index, model)
    page = served[0].test_client()

    def rank(question: str) -> list[str]:
        asked = {"queries": [{"query": question, "weight": 1}], "preferences": []}
        found = page.post("/api/query", json=asked).get_json()["results"]
        windows = [window for _, of_file in found for window in of_file]
        best_first = sorted(windows, key=lambda window: -window["distance"])  # it is a similarity
        return each_once(files[window["filename"]] for window in best_first)

    return rank


def run(files: list[str], index: Path, model: str, *, no_server: bool = False) -> None:
    """semantra's own command, at its defaults but for the model."""
    from semantra.semantra import main as command

    command.callback(
        files,
        transformer_model=model,
        semantra_dir=str(index / "semantra"),
        silent=True,
        no_server=no_server,
    )


if __name__ == "__main__":
    main(build, open_index)
