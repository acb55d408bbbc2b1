"""Vectors that are kept elsewhere, for readers: where they are away, not everyone waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from corpus.errors import UserError

if TYPE_CHECKING:  # they import numpy, and a page is drawn before that
    from index.encoder import Vector
    from index.neighbours import VectorStore
    from index.scores import Rows, Scores

PAUSE = 10.0  # seconds in which what did not answer is not asked again
Found = TypeVar("Found")


class VectorsAwayError(UserError):
    """What keeps an index's vectors can't be asked now; all else of the index can."""

    code = "vectors_away"


class LateStore:
    """A `VectorStore` that opens another one when it can, and again after that was away.

    Whoever asks while it is away gets `VectorsAwayError` at once; one in every `PAUSE` seconds
    tries, and waits as long as the other store does. Safe to ask from many threads.
    """

    def __init__(self, open_it: Callable[[], VectorStore], *, dimension: int, count: int) -> None:
        self.open_it = open_it
        self.length = dimension
        self.count = count
        self.store: VectorStore | None = None
        self.away: UserError | None = None
        self.again = 0.0  # when it may be asked again, where it is away
        self.turn = threading.Lock()

    def __len__(self) -> int:
        return self.count

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self.length

    def reach(self) -> None:
        """Open the other store, unless that is away.

        Raises:
            ValueError: it is there, and is not what was published.
        """
        try:
            self.store = self.open_it()
        except VectorsAwayError as error:
            self.note_away(error)

    def nearest(self, query: Vector, k: int, *, among: Rows | None = None) -> Scores:
        """The nearest rows, as the other store finds them."""
        return self.asked(lambda store: store.nearest(query, k, among=among))

    def vector(self, row: int) -> Vector:
        """The vector of one row, as the other store has it."""
        return self.asked(lambda store: store.vector(row))

    def let_go(self) -> None:
        """Have the other store hold no vector."""
        if store := self.store:
            store.let_go()

    def asked(self, ask: Callable[[VectorStore], Found]) -> Found:
        """What the other store answers.

        Raises:
            VectorsAwayError: it does not, or is not what was published.
        """
        self.refuse_while_away()
        try:
            store = self.store or self.opened()
            found = ask(store)
        except VectorsAwayError as error:
            self.note_away(error)
            raise
        self.store, self.away = store, None
        return found

    def opened(self) -> VectorStore:
        """The other store, opened.

        Raises:
            VectorsAwayError: it is away, or came back as something else.
        """
        try:
            return self.open_it()
        except ValueError as error:
            raise VectorsAwayError(
                f"The vectors are not what was published: {error}.",
                hint="Run `wellread build`; they are made anew from the collection.",
            ) from error

    def refuse_while_away(self) -> None:
        """Stop where it was away a moment ago; who is let through has others stopped meanwhile."""
        with self.turn:
            if not (away := self.away):
                return
            if time.monotonic() >= self.again:
                self.again = time.monotonic() + PAUSE
                return
        raise VectorsAwayError(away.message, hint=away.hint)

    def note_away(self, error: UserError) -> None:
        """Remember why it is away; it is opened anew when it is asked next."""
        with self.turn:
            self.store, self.away, self.again = None, error, time.monotonic() + PAUSE
