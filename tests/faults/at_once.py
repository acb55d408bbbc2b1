"""A program that builds, changes or reads a home while others do: `… at_once ROLE HOME SEED`.

Builders and changers go on until they are killed. A reader goes on until its standard input ends,
then prints what it found as JSON.
"""

import hashlib
import json
import random
import re
import sys
import threading
import time
from pathlib import Path

import numpy as np

from corpus.collection import Collection
from corpus.passages import embedded_text
from index.build import build_index
from index.centre import centred
from index.context import in_context
from index.encoders.hashing import HashingEncoder
from index.opened import open_index
from index.publish import BuildBusyError
from tests.faults.writer import NAMES, text

ENCODER = HashingEncoder()
NEAREST = 5
SAME = 1e-3  # as much as a vector may differ, and a similarity
HELD = 6  # times that a reader asks one build, while others are published
WORD = re.compile(r"word\d+x\d+")  # each is of one version of one article, or nearly so
REST = 0.05  # seconds between two questions to it


def build_for_ever(home, _):
    """Publish a build as often as can be; where another builder is at it, wait a little."""
    while True:
        with Collection.open(home) as collection:
            try:
                build_index(home, collection, ENCODER, asked_for="hashing", anew=True)
            except BuildBusyError:
                time.sleep(REST)


def change_for_ever(home, seed):
    """Add, change and remove articles."""
    chance = random.Random(seed)
    while True:
        with Collection.open(home) as collection:
            name = chance.choice(NAMES)
            if collection.find(id=name) and chance.random() < 0.3:
                collection.remove(name)
            else:
                data = text(name, chance.randrange(10**6)).encode("utf-8")
                collection.add(data, source=f"test:{name}", name=name, format="markdown")
        time.sleep(REST)


class Reader:
    """Asks builds, and compares each answer with what that build's own passages call for."""

    def __init__(self, home, seed):
        self.home = home
        self.chance = random.Random(seed)
        self.answers = 0
        self.builds = {}  # name → what it answered; the same to everyone
        self.wrong = []
        self.ended = threading.Event()

    def read(self):
        """Open what is published, ask it a few times, and again."""
        while not self.ended.is_set():
            try:
                with open_index(self.home) as index:
                    self.ask(index)
            except Exception as error:  # nothing may go wrong at all, so all of it is told
                self.wrong.append(f"{type(error).__name__}: {error}")

    def ask(self, index):
        """Ask one build until others were published beside it."""
        if index.warning:
            self.wrong.append(index.warning)
        texts, expected = as_meant(index)
        words = [WORD.findall(each) for each in texts]
        rows = [self.chance.randrange(len(texts)) for _ in range(3)]
        first = None
        for _ in range(HELD):
            found = [self.answer(index, texts, expected, words, row) for row in rows]
            if first is not None and found != first:
                self.wrong.append(f"{index.pointer.name} answers in another way than before")
            first = found
            time.sleep(REST)
        told = hashlib.sha256(repr(sorted(texts)).encode()).hexdigest()
        if self.builds.setdefault(index.pointer.name, told) != told:
            self.wrong.append(f"{index.pointer.name} is two builds")

    def answer(self, index, texts, expected, words, row):
        """What a build says to a passage's own words; noted where that is not what it holds."""
        self.answers += 1
        question = centred(ENCODER.encode_query(texts[row]), index.centre)
        found = index.vectors.nearest(question, NEAREST)
        best = np.sort(expected @ question)[::-1][: len(found)]
        if not np.allclose([each.score for each in found], best, atol=SAME):
            self.wrong.append(f"{index.pointer.name} answers {found}, where {best} is the best")
        if any(abs(float(expected[each.row] @ question) - each.score) > SAME for each in found):
            self.wrong.append(f"{index.pointer.name} gives a score to another passage")
        asked = words[row][0]
        named = {each.row for each in index.words.best(asked, len(texts))}
        if named != {at for at, each in enumerate(words) if asked in each}:
            self.wrong.append(f"{index.pointer.name} finds {named} by a word of {row}")
        return [tuple(each) for each in found], sorted(named)


def as_meant(index):
    """Each passage's text of a build, and the vectors that they call for."""
    rows = list(index.passages.located(range(len(index.vectors))))
    texts = [embedded_text(article.title, passage) for _, passage, article in rows]
    vectors = centred(ENCODER.encode_passages(texts), index.centre)
    owners = [article.id for _, _, article in rows]
    for owner in dict.fromkeys(owners):
        its = [at for at, each in enumerate(owners) if each == owner]
        vectors[its] = in_context(vectors[its], index.manifest.recipe.article)
    return texts, vectors


def read_until_told(home, seed):
    """Read in two threads until standard input ends, then tell."""
    readers = [Reader(home, seed), Reader(home, seed + 1)]
    threads = [threading.Thread(target=reader.read) for reader in readers]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    for reader in readers:
        reader.ended.set()
    for thread in threads:
        thread.join()
    found = [{"answers": r.answers, "builds": r.builds, "wrong": r.wrong[:20]} for r in readers]
    sys.stdout.write(json.dumps(found))


ROLES = {"build": build_for_ever, "change": change_for_ever, "read": read_until_told}

if __name__ == "__main__":
    ROLES[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
