"""Wellread: saved pages by its own commands, a test collection as `wellread eval` takes it in.

Where the other adapters are given the folder of their model, this one is given the name of an
encoder of Wellread's, as `wellread build --encoder` takes it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from protocol import RANKED, Document, Rank, each_once, main

BUILD = "build.json"  # which build of a test collection is to be opened


def build(documents: list[Document], index: Path, model: str) -> None:
    """Index the documents with one of Wellread's encoders; its weights are found by Wellread."""
    if all(document.path for document in documents):
        build_home(documents, index, model)
    else:
        build_texts(documents, index, model)


def build_home(documents: list[Document], index: Path, encoder: str) -> None:
    """`wellread add FOLDER` and `wellread build`."""
    folder = os.path.commonpath([document.path for document in documents])
    (index / "folder.json").write_text(json.dumps(folder), "utf-8")
    for words in (["add", folder], ["build", "--encoder", encoder]):
        command = [sys.executable, "-m", "cli", "--home", str(index / "home"), "-q", *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def build_texts(documents: list[Document], index: Path, encoder: str) -> None:
    """What `wellread eval` does before it asks: nothing is cleaned, for all of it is content."""
    from corpus.passages import PassageRecipe
    from index.build import build_temporary
    from index.encoders.catalogue import open_encoder
    from search.judged import as_article

    prepared = (as_article(each.id, each.title, each.text) for each in documents)
    with build_temporary(
        index / "texts",
        [article for article in prepared if article],
        open_encoder(encoder),
        passages=PassageRecipe(),
        cache_home=index,
    ) as made:
        (index / BUILD).write_text(json.dumps(made.pointer), "utf-8")


def open_index(index: Path, model: str) -> Rank:
    """The search of a home, or the ranking of a test collection."""
    return open_texts(index, model) if (index / BUILD).is_file() else open_home(index)


def open_home(index: Path) -> Rank:
    """`SearchEngine.search`, by the encoder of the index: what a person gets.

    What is told "none" has no answer at all.
    """
    from search.engine import SearchEngine

    engine = SearchEngine.open(index / "home")
    folder = Path(json.loads((index / "folder.json").read_text("utf-8"))).name

    def rank(question: str) -> list[str]:
        hits = engine.search(question, count=RANKED, per_article=1).hits
        found = [each.id for hit in hits for each in (hit.article, *hit.variants)]
        return each_once(name.removeprefix(f"{folder}/") for name in found)

    return rank


def open_texts(index: Path, encoder: str) -> Rank:
    """`SearchEngine.rank`: the articles in their order, relevant or not, as in `wellread eval`."""
    from index.encoders.catalogue import open_encoder
    from index.opened import open_build
    from index.publish import Pointer
    from search.engine import SearchEngine
    from search.query import EmptyQueryError, make_query

    pointer = Pointer(*json.loads((index / BUILD).read_text("utf-8")))
    engine = SearchEngine(open_build(index / "texts", pointer), open_encoder(encoder))
    ids, article_of_row = engine.index.passages.ids_by_number(), engine.index.article_of_row

    def rank(question: str) -> list[str]:
        try:
            query = make_query(question, count=RANKED, per_article=1)
        except EmptyQueryError:
            return []
        return each_once(ids[article_of_row[mixed.row]] for mixed in engine.rank(query))

    return rank


if __name__ == "__main__":
    main(build, open_index)
