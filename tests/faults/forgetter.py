"""A program that forgets an article and builds, in a child that is to be killed.

`python tests/faults/forgetter.py HOME ARTICLE`: for each line on standard input a child is forked
and its process id printed; when that child is gone, "gone" is. The modules are loaded once.
"""

import os
import sys
from pathlib import Path

from corpus.collection import Collection
from corpus.forgetting import forget_articles
from index.encoders.hashing import HashingEncoder
from index.update import update_index


def forget(home, article):
    """Forget in the collection, then in the index, as the command does."""
    with Collection.open(home) as collection:
        forget_articles(collection, [article])
        update_index(home, collection, HashingEncoder(), asked_for="hashing")


def main():
    """Fork a child for each line."""
    home, article = Path(sys.argv[1]), sys.argv[2]
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            forget(home, article)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
