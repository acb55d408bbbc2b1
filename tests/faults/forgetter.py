"""A program that forgets an article and builds, in a child that is to be killed.

`python tests/faults/forgetter.py HOME ARTICLE`, with a line for each child on standard input
(`forking.py`).
"""

import sys
from pathlib import Path

from corpus.collection import Collection
from corpus.forgetting import forget_articles
from index.encoders.hashing import HashingEncoder
from index.update import update_index
from tests.faults.forking import fork_for_each_line


def forget(home, article):
    """Forget in the collection, then in the index, as the command does."""
    with Collection.open(home) as collection:
        forget_articles(collection, [article])
        update_index(home, collection, HashingEncoder(), asked_for="hashing")


if __name__ == "__main__":
    fork_for_each_line(lambda _: forget(Path(sys.argv[1]), sys.argv[2]))
