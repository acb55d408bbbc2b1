"""Asking for many addresses: several hosts at once, each host one address after the other."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from corpus.collection import Entry
from corpus.errors import RefusedSourceError
from corpus.visit_table import Visit
from corpus.web.addresses import Address
from corpus.web.fetching import Fetched, Web
from corpus.web.limits import BusyError, TemporaryError
from corpus.web.pages import refuse_other_types
from corpus.web.turns import Stopped

WAIT = 0.2  # seconds after which a thread looks whether anybody still wants its answer


class Question(NamedTuple):
    """An address to be asked for, and what is known of it."""

    address: Address
    entry: Entry | None = None  # the article that it brought
    visit: Visit | None = None  # when it was asked for last

    @property
    def validators(self) -> Mapping[str, Mapping[str, str]]:
        """What makes the question conditional, where the article of the last answer is here."""
        if self.entry is None or self.visit is None:
            return {}
        return {self.visit.answered: self.visit.validators}


Said = Fetched | RefusedSourceError
Reply = tuple[Question, Said]


def ask_all(web: Web, questions: Iterable[Question]) -> Iterator[Reply]:
    """Each question with what was said to it, as the replies come; of one host in their order.

    Who stops listening ends all asking.
    """
    hosts: dict[str, deque[Question]] = {}
    count = 0
    for question in questions:
        hosts.setdefault(question.address.host, deque()).append(question)
        count += 1
    waiting = deque(hosts.values())
    replies: queue.Queue[Reply | Exception] = queue.Queue(maxsize=2 * web.limits.hosts)
    for _ in range(min(web.limits.hosts, len(hosts))):
        work = threading.Thread(target=ask_hosts, args=(web, waiting, replies), daemon=True)
        work.start()
    try:
        for _ in range(count):
            reply = replies.get()
            if isinstance(reply, Exception):
                raise reply
            yield reply
    except BaseException:
        web.turns.stop.set()
        raise


def ask_hosts(
    web: Web, waiting: deque[deque[Question]], replies: queue.Queue[Reply | Exception]
) -> None:
    """Take one host after another, until none is left or nobody listens any more."""
    try:
        while waiting:
            try:
                questions = waiting.popleft()
            except IndexError:  # another thread took the last
                return
            for reply in ask_host(web, questions):
                hand_over(web, replies, reply)
    except Stopped:
        return
    except Exception as error:  # a bug, or a missing package: whoever listens raises it
        hand_over(web, replies, error)


def hand_over(web: Web, replies: queue.Queue[Reply | Exception], reply: Reply | Exception) -> None:
    """Give a reply to who listens, however busy they are.

    Raises:
        Stopped: nobody does any more.
    """
    while not web.turns.stop.is_set():
        try:
            return replies.put(reply, timeout=WAIT)
        except queue.Full:
            continue
    raise Stopped


def ask_host(web: Web, questions: Iterable[Question]) -> Iterator[Reply]:
    """Ask one host, until it is busy or fails several times in a row; the rest is left for later.

    Raises:
        Stopped: nobody listens any more.
    """
    failures, left_alone = 0, ""
    for question in questions:
        if left_alone:
            yield question, TemporaryError(left_alone, hint="Run the same again later.")
            continue
        said = reply_to(web, question)
        failures = failures + 1 if isinstance(said, TemporaryError) else 0
        busy = isinstance(said, BusyError) or failures >= web.limits.failures
        if busy and isinstance(said, TemporaryError):
            left_alone = f"Not asked for, as {question.address.host} is left alone: {said.message}"
        yield question, said


def reply_to(web: Web, question: Question) -> Said:
    """What is said to one question.

    Raises:
        Stopped: nobody listens any more.
    """
    try:
        return web.fetch(
            question.address, validators=question.validators, refuse=refuse_other_types
        )
    except RefusedSourceError as refusal:
        return refusal
