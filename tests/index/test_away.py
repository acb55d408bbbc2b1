"""Vectors that are away for a while: who asks is told at once, and they are asked for again."""

import threading

import numpy as np
import pytest

from index import away
from index.away import LateStore, VectorsAwayError
from index.vectors import FaissStore

ROWS = np.eye(4, dtype=np.float32)


class Elsewhere:
    """A place where vectors are kept, which may be away; counts how often it was asked."""

    def __init__(self):
        self.is_away = False
        self.opened = 0

    def open(self):
        """Its store."""
        self.opened += 1
        if self.is_away:
            raise VectorsAwayError("It is away.", hint="Wait.")
        store = FaissStore(4)
        store.add(ROWS)
        store.nearest = self.asked(store.nearest)
        return store

    def asked(self, ask):
        """A question that is answered only while it is there."""

        def answer(*words, **named):
            if self.is_away:
                raise VectorsAwayError("It went.", hint="Wait.")
            return ask(*words, **named)

        return answer


@pytest.fixture
def place():
    """Somewhere else."""
    return Elsewhere()


@pytest.fixture
def clock(monkeypatch):
    """The time in seconds, which a test sets."""
    now = [0.0]
    monkeypatch.setattr(away.time, "monotonic", lambda: now[0])
    return now


def late(place):
    """A store over it."""
    return LateStore(place.open, dimension=4, count=4)


def nearest(store):
    """The row that is nearest to the third axis."""
    return store.nearest(ROWS[2], 1)[0].row


def test_it_answers_as_the_other_store_does(place):
    """Opened once, when it is asked first."""
    store = late(place)

    assert (len(store), store.dimension, place.opened) == (4, 4, 0)
    assert nearest(store) == nearest(store) == 2
    assert store.vector(1).tolist() == [0, 1, 0, 0]
    store.let_go()
    assert place.opened == 1


def test_what_is_away_is_not_asked_again_at_once(place, clock):
    """Nobody waits for it but the one in ten seconds who tries."""
    store, place.is_away = late(place), True
    store.reach()
    store.let_go()
    for clock[0] in (0.0, 5.0, 9.9):
        with pytest.raises(VectorsAwayError, match=r"^It is away\. Wait\.$"):
            nearest(store)
    assert place.opened == 1

    clock[0] = 10.1
    with pytest.raises(VectorsAwayError, match="It is away"):
        nearest(store)
    assert place.opened == 2


def test_what_comes_back_answers_again(place, clock):
    """It is opened anew, since it may be another one."""
    store = late(place)
    assert nearest(store) == 2
    place.is_away = True
    with pytest.raises(VectorsAwayError, match="It went"):
        nearest(store)

    place.is_away, clock[0] = False, 10.1

    assert (nearest(store), place.opened) == (2, 2)
    assert (nearest(store), place.opened) == (2, 2)


def test_one_tries_while_the_others_are_told(place, clock):
    """Else everyone who asks would wait as long as it takes to find that it is away."""
    store, place.is_away = late(place), True
    store.reach()
    clock[0] = 10.1
    trying, end = threading.Event(), threading.Event()

    def open_slowly():
        trying.set()
        assert end.wait(30)
        return place.open()

    store.open_it = open_slowly
    one = threading.Thread(target=store.vector, args=(0,), daemon=True)
    one.start()
    assert trying.wait(30)
    with pytest.raises(VectorsAwayError, match="It is away"):
        store.vector(0)
    place.is_away = False
    end.set()
    one.join(30)
    assert nearest(store) == 2


def test_what_came_back_as_something_else_is_not_asked(place, clock):
    """Its rows would be other passages; when it is opened first, the build before answers."""

    def open_other():
        raise ValueError("it has 3 rows, not 4")

    store = LateStore(open_other, dimension=4, count=4)

    with pytest.raises(ValueError, match="3 rows"):
        store.reach()
    with pytest.raises(VectorsAwayError, match=r"not what was published: it has 3 rows, not 4\."):
        nearest(store)


def test_a_wrong_question_is_no_sign_of_absence(place):
    """It is the caller's mistake."""
    store = late(place)
    with pytest.raises(ValueError, match="k must be at least 1"):
        store.nearest(ROWS[0], 0)
    assert nearest(store) == 2
