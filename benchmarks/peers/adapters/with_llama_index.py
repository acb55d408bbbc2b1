"""LlamaIndex as its starter example has it: `VectorStoreIndex.from_documents`, kept on disk."""

from __future__ import annotations

from pathlib import Path

from protocol import PASSAGES, Document, Rank, each_once, main


def build(documents: list[Document], index: Path, model: str) -> None:
    """Split (1,024 tokens, 200 of them shared), embed and persist, all at the defaults."""
    from llama_index.core import Document as LlamaDocument
    from llama_index.core import VectorStoreIndex
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    found = [LlamaDocument(text=each.whole, doc_id=each.id) for each in documents]
    made = VectorStoreIndex.from_documents(found, embed_model=HuggingFaceEmbedding(model))
    made.storage_context.persist(str(index))


def open_index(index: Path, model: str) -> Rank:
    """The retriever of the index that was kept."""
    from llama_index.core import StorageContext, load_index_from_storage
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    context = StorageContext.from_defaults(persist_dir=str(index))
    opened = load_index_from_storage(context, embed_model=HuggingFaceEmbedding(model))
    retriever = opened.as_retriever(similarity_top_k=PASSAGES)

    def rank(question: str) -> list[str]:
        return each_once(found.node.ref_doc_id for found in retriever.retrieve(question))

    return rank


if __name__ == "__main__":
    main(build, open_index)
