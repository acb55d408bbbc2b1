"""An update that is cancelled ends at once, and one that isn't encodes the same."""

import os
import time

import numpy as np
import pytest

from corpus.article import Place
from corpus.collection import Collection
from corpus.embedded import Embedded
from corpus.readers.isolated import IsolatedReader
from index.encoders.cores import usable_cores
from index.encoders.hashing import HashingEncoder
from index.opened import current_build
from page.parts.builder import Builder
from page.parts.heeding import OF_EACH_CORE, Heeding
from tests.corpus.test_isolated import MISBEHAVING, page
from tests.page.test_parts import wait

TEXTS = [f"Text number {n} of several, all of them different." for n in range(100)]


class Slow(HashingEncoder):
    """Takes as long for a passage as a large model does on one core."""

    def encode_embedded(self, texts):
        """A twentieth of a second each."""
        time.sleep(0.05 * len(texts))
        return super().encode_embedded(texts)


class StoppedError(Exception):
    """Somebody pressed Cancel."""


def test_it_encodes_as_the_encoder_does():
    """To the last bit, in the same order; nothing of nothing."""
    plain, heeding = HashingEncoder(), Heeding(HashingEncoder(), lambda: None)
    texts = [Embedded(text, (Place(0, 4), Place(5, 9))) for text in TEXTS]
    for one, other in zip(
        heeding.encode_embedded(texts), plain.encode_embedded(texts), strict=True
    ):
        np.testing.assert_array_equal(one.vector, other.vector)
        np.testing.assert_array_equal(one.sentences, other.sentences)
    np.testing.assert_array_equal(heeding.encode_query("sleep"), plain.encode_query("sleep"))
    assert heeding.encode_embedded([]) == []
    np.testing.assert_array_equal(heeding.encode_passages(TEXTS), plain.encode_passages(TEXTS))
    assert heeding.count_tokens(TEXTS) == plain.count_tokens(TEXTS)
    assert (heeding.name, heeding.max_tokens) == (plain.name, plain.max_tokens)


def test_it_asks_between_a_few_texts_and_the_next():
    """And ends with what is raised there, whatever is left."""
    asked = []

    def heed():
        asked.append(1)
        if len(asked) == 2:
            raise StoppedError("stop")

    texts = [Embedded("a")] * (3 * OF_EACH_CORE * usable_cores())
    with pytest.raises(StoppedError, match="stop"):
        Heeding(HashingEncoder(), heed).encode_embedded(texts)
    with pytest.raises(StoppedError, match="again"):
        Heeding(HashingEncoder(), raise_again).encode_query("a")


def raise_again():
    """Somebody pressed Cancel before."""
    raise StoppedError("again")


def test_a_cancelled_update_ends_within_two_seconds(own_home, monkeypatch):
    """While one batch of a slow encoder takes twelve; search answers from the same build."""
    text = "\n\n".join(
        f"## Part {n}\n\nWalking for {n} minutes a day lifts the mood." for n in range(250)
    )
    with Collection.open(own_home) as collection:
        collection.add(text.encode(), source="t", name="walks.md", format="markdown")
    before = current_build(own_home)
    monkeypatch.setattr("index.encoders.catalogue.open_encoder", lambda _: Slow())
    made = Builder(own_home)
    made.start()
    deadline = time.monotonic() + 30
    while not (made.state.progress and made.state.progress.stage == "embed"):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    begun = time.monotonic()
    made.cancel()
    assert wait(made).stage == "cancelled"
    assert time.monotonic() - begun < 2
    assert current_build(own_home) == before


def test_a_cancelled_update_leaves_a_page_that_takes_for_ever(own_home, monkeypatch):
    """Its process is gone within a second, not after the fifteen that a page may take."""
    with Collection.open(own_home) as collection:
        collection.add(page("hang"), source="t", name="slow.html", format="html")
    readers = []

    def misbehaving(**how):
        readers.append(IsolatedReader(command=MISBEHAVING, **how))
        return readers[-1]

    monkeypatch.setattr("index.build.IsolatedReader", misbehaving)
    made = Builder(own_home)
    made.start()
    deadline = time.monotonic() + 30
    while not (readers and readers[0].worker):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process = readers[0].worker.process
    begun = time.monotonic()
    made.cancel()
    assert wait(made).stage == "cancelled"
    assert time.monotonic() - begun < 1
    with pytest.raises(ProcessLookupError, match="No such process"):
        os.kill(process.pid, 0)
