"""Haystack's indexing pipeline and its query pipeline, with the in-memory store saved to disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol import PASSAGES, Document, Rank, each_once, main


def build(documents: list[Document], index: Path, model: str) -> None:
    """Convert, clean, split (200 words), embed and write, each component at its defaults."""
    from haystack import Pipeline
    from haystack.components.preprocessors import DocumentCleaner, DocumentSplitter
    from haystack.components.writers import DocumentWriter
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
    )

    store = InMemoryDocumentStore()
    pipeline = Pipeline()
    pipeline.add_component("cleaner", DocumentCleaner())
    pipeline.add_component("splitter", DocumentSplitter())
    pipeline.add_component(
        "embedder", SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
    )
    pipeline.add_component("writer", DocumentWriter(document_store=store))
    pipeline.connect("cleaner", "splitter")
    pipeline.connect("splitter", "embedder")
    pipeline.connect("embedder", "writer")
    pipeline.run({"cleaner": {"documents": converted(documents)}})
    store.save_to_disk(str(index / "store.json"))


def converted(documents: list[Document]) -> list[Any]:
    """Haystack's documents: files through the converter of their format, texts as they are."""
    from haystack import Document as HaystackDocument

    readers = converters() if any(each.path for each in documents) else {}
    found = []
    for each in documents:
        meta = {"article": each.id}
        if each.path:
            reader = readers[Path(each.path).suffix]
            found += reader.run(sources=[each.path], meta=meta)["documents"]
        else:
            found.append(HaystackDocument(content=each.whole, meta=meta))
    return found


def converters() -> dict[str, Any]:
    """The converter for each kind of file; that of web pages takes out their main text."""
    from haystack.components.converters import (
        HTMLToDocument,
        MarkdownToDocument,
        TextFileToDocument,
    )

    markdown = MarkdownToDocument(progress_bar=False)
    return {".html": HTMLToDocument(), ".md": markdown, ".txt": TextFileToDocument()}


def open_index(index: Path, model: str) -> Rank:
    """The text embedder and the embedding retriever, in a pipeline."""
    from haystack import Pipeline
    from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersTextEmbedder,
    )

    store = InMemoryDocumentStore.load_from_disk(str(index / "store.json"))
    pipeline = Pipeline()
    pipeline.add_component(
        "embedder", SentenceTransformersTextEmbedder(model=model, progress_bar=False)
    )
    pipeline.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=PASSAGES))
    pipeline.connect("embedder.embedding", "retriever.query_embedding")

    def rank(question: str) -> list[str]:
        found = pipeline.run({"embedder": {"text": question}})["retriever"]["documents"]
        return each_once(passage.meta["article"] for passage in found)

    return rank


if __name__ == "__main__":
    main(build, open_index)
