"""haiku.rag: documents into its database, and its search (vectors and words, fused by rank)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from protocol import PASSAGES, Document, Rank, each_once, main


def configured(model: str) -> Any:
    """Its defaults, but for the model; chunks are counted with that model's tokenizer."""
    from haiku.rag.config.models import (
        AppConfig,
        EmbeddingModelConfig,
        EmbeddingsConfig,
        ProcessingConfig,
    )

    embedding = EmbeddingModelConfig(provider="sentence-transformers", name=model, vector_dim=384)
    return AppConfig(
        embeddings=EmbeddingsConfig(model=embedding),
        processing=ProcessingConfig(chunking_tokenizer=model),
    )


def build(documents: list[Document], index: Path, model: str) -> None:
    """Files through docling, texts as plain text; cut, embedded and stored one by one."""
    asyncio.run(store(documents, index, model))


async def store(documents: list[Document], index: Path, model: str) -> None:
    """Create every document."""
    from haiku.rag.client import HaikuRAG

    async with HaikuRAG(index / "haiku.lancedb", config=configured(model), create=True) as client:
        for each in documents:
            if each.path:
                await client.create_document_from_source(Path(each.path), uri=each.id)
            else:
                await client.create_document(each.whole, uri=each.id, format="plain")


def open_index(index: Path, model: str) -> Rank:
    """Its client, kept open in a loop of its own."""
    from haiku.rag.client import HaikuRAG

    loop = asyncio.new_event_loop()
    client = HaikuRAG(index / "haiku.lancedb", config=configured(model))
    loop.run_until_complete(client.__aenter__())

    def rank(question: str) -> list[str]:
        found = loop.run_until_complete(client.search(question, limit=PASSAGES))
        return each_once(each.document_uri for each in found)

    return rank


if __name__ == "__main__":
    main(build, open_index)
