"""What most people would write first: sentence-transformers, one vector a document, FAISS."""

from __future__ import annotations

import json
from pathlib import Path

from protocol import RANKED, Document, Rank, main


def build(documents: list[Document], index: Path, model: str) -> None:
    """Encode each document once (the model reads 256 tokens of it) and save the vectors."""
    import faiss
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(model, device="cpu", local_files_only=True)
    texts = [document.whole for document in documents]
    vectors = encoder.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    store = faiss.IndexFlatIP(vectors.shape[1])
    store.add(vectors)
    faiss.write_index(store, str(index / "vectors.faiss"))
    (index / "ids.json").write_text(json.dumps([document.id for document in documents]), "utf-8")


def open_index(index: Path, model: str) -> Rank:
    """The nearest vectors of a question's."""
    import faiss
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(model, device="cpu", local_files_only=True)
    store = faiss.read_index(str(index / "vectors.faiss"))
    ids = json.loads((index / "ids.json").read_text("utf-8"))

    def rank(question: str) -> list[str]:
        vector = encoder.encode([question], normalize_embeddings=True, show_progress_bar=False)
        _, rows = store.search(vector, min(RANKED, len(ids)))
        return [ids[row] for row in rows[0]]

    return rank


if __name__ == "__main__":
    main(build, open_index)
