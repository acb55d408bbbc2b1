"""A program that adds, changes, removes and builds for ever, in a child that is to be killed.

`python tests/faults/writer.py HOME`, with a seed for each child on standard input (`forking.py`).
"""

import random
import sys
from pathlib import Path

from corpus.collection import Collection
from corpus.forgetting import forget_articles
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from tests.faults.forking import fork_for_each_line

NAMES = [f"{number:02d}.md" for number in range(12)]


def text(name, version):
    """An article whose words tell its name and version."""
    words = " ".join(f"word{version}x{number}" for number in range(60))
    return f"# Article {name}\n\nIt is the version {version} of {name}, says its author. {words}.\n"


def write_for_ever(home, seed):
    """Change one to three articles, then build; again and again."""
    chance = random.Random(seed)
    while True:
        with Collection.open(home) as collection:
            for name in chance.sample(NAMES, chance.randint(1, 3)):
                if collection.find(id=name) and chance.random() < 0.4:
                    if chance.random() < 0.5:
                        forget_articles(collection, [name])
                    else:
                        collection.remove(name)
                else:
                    data = text(name, chance.randrange(10**6)).encode("utf-8")
                    collection.add(data, source=f"test:{name}", name=name, format="markdown")
            anew = chance.random() < 0.3
            build_index(home, collection, HashingEncoder(), asked_for="hashing", anew=anew)


if __name__ == "__main__":
    fork_for_each_line(lambda seed: write_for_ever(Path(sys.argv[1]), int(seed)))
