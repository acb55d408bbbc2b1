"""txtai as its first example has it: `Embeddings`, `index`, `save`, `load`, `search`."""

from __future__ import annotations

from pathlib import Path

from protocol import RANKED, Document, Rank, main


def build(documents: list[Document], index: Path, model: str) -> None:
    """One vector a document, as `Embeddings.index` makes them."""
    from txtai import Embeddings

    embeddings = Embeddings(path=model)
    embeddings.index([(document.id, document.whole, None) for document in documents])
    embeddings.save(str(index / "saved"))


def open_index(index: Path, model: str) -> Rank:
    """`Embeddings.load`; what is saved names the model."""
    from txtai import Embeddings

    embeddings = Embeddings()
    embeddings.load(str(index / "saved"))

    def rank(question: str) -> list[str]:
        return [name for name, _ in embeddings.search(question, RANKED)]

    return rank


if __name__ == "__main__":
    main(build, open_index)
