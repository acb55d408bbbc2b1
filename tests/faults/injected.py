"""Which faults a verb is to meet: each call of a kind in turn, with each error it can give."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tests.faults.tracing.client import Fault

# What the system can say to each kind of call; a disk that is full or read-only stays so. Local
# file systems interrupt no call (EINTR); SQLite's fsync, FAISS's files and opendir then fail, too.
ERRORS = {
    "write": ("ENOSPC", "EIO", "EINTR"),
    "sync": ("EIO", "ENOSPC", "EINTR"),
    "rename": ("ENOSPC", "EIO", "EROFS"),
    "open": ("EMFILE", "EIO", "EROFS", "ENOSPC", "EINTR"),
    "mkdir": ("ENOSPC", "EROFS"),
    "unlink": ("EROFS", "EIO"),
    "truncate": ("ENOSPC", "EIO"),
    "read": ("EIO", "EINTR"),
}
LASTING = ("ENOSPC", "EROFS")
# What no verb may fail for: the disk took only half, and the rest has to be written again.
HARMLESS = {"write": ("short",)}


class Trial(NamedTuple):
    """A fault, and whether the verb must do its work all the same."""

    fault: Fault
    must_succeed: bool


def trials(seen: Mapping[str, int], at_most: int) -> Iterator[Trial]:
    """The faults for a verb that makes so many calls of each kind.

    Args:
        seen: how many calls of each kind it makes; reads are told apart from them.
        at_most: how many calls of a kind meet each error: the first, the last, some between.
    """
    for kind, count in seen.items():
        places = spread(count, at_most)
        for error in ERRORS.get(kind, ()):
            for at in places:
                yield Trial(Fault(kind, at, error), False)
                if error in LASTING:
                    yield Trial(Fault(kind, at, error, lasting=True), False)
        for error in HARMLESS.get(kind, ()):
            yield from (Trial(Fault(kind, at, error), True) for at in places)


def spread(count: int, at_most: int) -> list[int]:
    """Some places of so many, evenly, the first and the last among them.

    >>> spread(10, 4), spread(3, 9), spread(5, 1), spread(0, 3)
    ([0, 3, 6, 9], [0, 1, 2], [0], [])
    """
    if count <= at_most:
        return list(range(count))
    if at_most == 1:
        return [0]
    return sorted({round(number * (count - 1) / (at_most - 1)) for number in range(at_most)})
