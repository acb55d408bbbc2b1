"""An adapter without a model: documents that share the most words with the question first."""

import json
import sys

from benchmarks.peers.adapters.protocol import each_once, main


def words(text):
    """A text's words, without case and marks."""
    return {word.strip(".,?!").lower() for word in text.split()}


def build(documents, index, model):
    """Keep each document's words; a document without any is a fault."""
    if not all(words(document.whole) for document in documents):
        sys.exit("a document has no words")
    kept = {document.id: sorted(words(document.whole)) for document in documents}
    (index / "words.json").write_text(json.dumps(kept), "utf-8")


def open_index(index, model):
    """Rank by how many words are shared; ties by name."""
    kept = json.loads((index / "words.json").read_text("utf-8"))

    def rank(question):
        shared = {name: len(words(question) & set(found)) for name, found in kept.items()}
        return each_once(sorted(shared, key=lambda name: (-shared[name], name)))

    return rank


if __name__ == "__main__":
    main(build, open_index)
