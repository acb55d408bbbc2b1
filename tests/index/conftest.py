"""A shelf: an empty home that a test fills, empties and builds, all under the hashing encoder."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Collection
from index.build import build_index
from index.centre import centred
from index.context import in_context
from index.encoders.hashing import HashingEncoder
from index.opened import index_folder, open_index
from index.status import read_status, verify

SUBJECTS = ("sleep", "worry", "grief", "anger", "panic", "lonely", "work", "therapy", "family")


def article_text(number):
    """A small Markdown article of two sections that no other number has."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    return (
        f"# On {subject}, part {number}\n\n"
        f"This is article number{number} and it is about {subject}, which many people know well "
        "and few people like to speak of with others.\n\n"
        f"## What helps with {subject}\n\n"
        f"Talk with someone you trust about {subject}, and write down what went well in the "
        f"evening of day {number}. Small steps that are repeated help more than big ones.\n"
    )


def as_searched(index, given):
    """What an index's rows have to hold, from what the encoder gave for its passages in order."""
    rows = centred(given, index.centre)
    whole = []
    for article in index.passages.ids():
        places = [each.row for each in index.passages.passages_of(article)]
        rows_of_it = rows[places[0] : places[-1] + 1]
        whole.append(in_context(rows_of_it, index.manifest.recipe.article))
    return np.concatenate(whole)


@dataclass
class Shelf:
    """A home with short verbs."""

    home: Path
    encoder: HashingEncoder = field(default_factory=HashingEncoder)

    def put(self, name, text):
        """Add an article, or give it another text."""
        with Collection.open(self.home) as collection:
            data = text.encode("utf-8")
            return collection.add(data, source=f"test:{name}", name=name, format="markdown")

    def fill(self, *numbers):
        """Add the articles of some numbers."""
        for number in numbers:
            self.put(f"{number:03d}.md", article_text(number))
        return self

    def remove(self, name):
        """Take an article out."""
        with Collection.open(self.home) as collection:
            collection.remove(name)

    def build(self, **options):
        """Build the index."""
        with Collection.open(self.home) as collection:
            encoder = options.pop("encoder", self.encoder)
            return build_index(self.home, collection, encoder, asked_for="hashing", **options)

    def open(self):
        """Open what is published."""
        return open_index(self.home)

    def ids(self):
        """The ids that the index holds."""
        with self.open() as index:
            return index.passages.ids()

    def status(self):
        """How the index stands to the collection."""
        with Collection.open(self.home) as collection:
            return read_status(self.home, collection)

    def faults(self):
        """What is wrong on disk."""
        with Collection.open(self.home) as collection:
            return verify(self.home, collection)

    def original(self, name):
        """Where an article's original lies."""
        with Collection.open(self.home) as collection:
            return collection.original_path(collection.entry(name).sha256)

    @property
    def index(self):
        """The folder of the index."""
        return index_folder(self.home)

    def build_folder(self):
        """The folder of the build that answers."""
        with self.open() as index:
            return self.index / index.pointer.name


@pytest.fixture
def shelf(tmp_path):
    """An empty shelf."""
    return Shelf(tmp_path / "home")


@pytest.fixture
def built(shelf):
    """A shelf of six articles, built."""
    shelf.fill(*range(6)).build()
    return shelf
