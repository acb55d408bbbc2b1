"""The runner that has others do the work: shards to workers, their files into one folder.

A shard is done when its file is there. Who looks for it finds it under a name that says all that
went into it, so that work which was done before, by whomever, is taken as it is; a shard whose
worker was lost is given to another one, and made twice it is the same file.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from corpus.collection import Entry
from corpus.durable import make_folder
from index.readings import Found
from index.runners.runner import Asked, RunnerError
from index.runners.shard_file import Shard, id_of, read_shard, write_shard
from index.runners.shards import Part, divide, shards_folder
from index.runners.stamp import stamp_of
from index.runners.work import HERE, Answer, Job
from index.write import Progress

# Workers that a shard may lose: machines go, but an article that fells all has to be told.
TRIES = 5


class Ended(NamedTuple):
    """A shard that is no longer worked at."""

    name: str
    answer: Answer | None  # None: its worker was lost
    lost: str = ""  # how


class Cluster(Protocol):
    """Workers, who are given shards and give answers in any order."""

    def room(self) -> int:
        """How many shards they should have at once."""
        ...

    def submit(self, part: Part) -> None:
        """Give them a shard."""
        ...

    def wait(self) -> Ended:
        """The next shard that ends.

        Raises:
            RunnerError: none will, as there are no workers.
        """
        ...


class Laid(NamedTuple):
    """A shard as it is remembered until it is read: where it is, and whose articles it has."""

    part: Part  # without originals
    path: Path


class Tally(NamedTuple):
    """What a run of shards was like."""

    shards: int = 0
    taken: int = 0  # that an earlier run had made
    lost: int = 0  # workers that were lost, and whose shards others made
    machines: int = 0  # that made some


class Spread:
    """Has workers read, clean, cut and embed."""

    embeds = True

    def __init__(self, open_cluster: Callable[[Job], AbstractContextManager[Cluster]]) -> None:
        self.open_cluster = open_cluster
        self.tally = Tally()

    def find(self, asked: Asked, entries: Sequence[Entry]) -> Iterator[Found]:
        """What becomes of some articles; when this returns, all shards are made."""
        laid = self.lay(asked, entries) if entries else []
        return gather(laid, entries)

    def lay(self, asked: Asked, entries: Sequence[Entry]) -> list[Laid]:
        """Have every shard made."""
        folder = shards_folder(asked.home)
        make_folder(folder)
        token = secrets.token_hex(16)
        (folder / HERE).write_text(token, "ascii")
        stamp = stamp_of(asked.cache.encoder.name)
        job = Job(asked.recipe, stamp, str(folder.absolute()), token, asked.cache.heads())
        parts = divide(asked.collection, entries, asked.recipe, stamp)
        with self.open_cluster(job) as cluster:
            run = Run(asked, cluster, folder, len(entries))
            run.carry_out(parts)
        self.tally = Tally(len(run.laid), run.taken, run.lost.total(), len(run.machines))
        return run.laid


class Run:
    """One carrying out of shards, and what is known of it."""

    def __init__(self, asked: Asked, cluster: Cluster, folder: Path, articles: int) -> None:
        self.asked = asked
        self.cluster = cluster
        self.folder = folder
        self.articles = articles
        self.done = 0  # articles
        self.taken = 0
        self.laid: list[Laid] = []
        self.running: dict[str, Part] = {}
        self.lost: Counter[str] = Counter()  # workers, by shard
        self.machines: set[str] = set()

    def carry_out(self, parts: Iterator[Part]) -> None:
        """Make every shard that is not there, so many at once as there is room for."""
        self.tell("")
        while True:
            while len(self.running) < self.cluster.room() and (part := next(parts, None)):
                self.begin(part)
            if not self.running:
                return
            self.end(self.cluster.wait())

    def begin(self, part: Part) -> None:
        """Take a shard as it is there, or give it to a worker."""
        self.laid.append(Laid(part._replace(originals=()), self.folder / part.name))
        if shard := read_shard(self.folder / part.name, part.ids):
            self.taken += bool(part.entries)
            self.finish(part, shard, "")
        elif part.entries:
            self.running[part.name] = part
            self.cluster.submit(part)
        else:
            self.finish(part, Shard((), {}), "")

    def end(self, ended: Ended) -> None:
        """Take what a worker made, or have another one make it.

        Raises:
            RunnerError: the worker can't work, or too many were lost with this shard.
        """
        part = self.running.pop(ended.name)
        if ended.answer is None:
            self.again(part, ended.lost)
            return
        answer = ended.answer
        if answer.fault:
            raise RunnerError(
                f"The worker on {answer.worker} can't read or embed as this machine does: "
                f"{answer.fault}. Nothing was published.",
                hint=answer.hint,
            )
        if answer.content:
            write_shard(self.folder / part.name, answer.content)
        shard = read_shard(self.folder / part.name, part.ids)
        if shard is None:
            self.again(part, "its file did not arrive whole")
            return
        self.machines.add(answer.worker)
        self.finish(part, shard, answer.worker)

    def again(self, part: Part, how: str) -> None:
        """Give a shard to another worker.

        Raises:
            RunnerError: that was done often enough.
        """
        self.lost[part.name] += 1
        if self.lost[part.name] >= TRIES:
            raise RunnerError(
                f"{TRIES} workers were lost, one after the other, with the same {len(part.ids)} "
                f"articles, {part.ids[0]!r} to {part.ids[-1]!r}: {how}. Nothing was published.",
                hint="Where memory is short, have fewer workers on a machine. `wellread clean` "
                "shows what one article does. What is done is kept for the next build.",
            )
        self.running[part.name] = part
        self.cluster.submit(part)

    def finish(self, part: Part, shard: Shard, worker: str) -> None:
        """Keep what a shard encoded, and tell of its articles."""
        self.asked.cache.take_over(shard.entries)
        self.done += len(part.entries) + len(part.unread)
        self.tell(worker)

    def tell(self, worker: str) -> None:
        """Tell how many articles are done, and on which machine the last were."""
        self.asked.tell(Progress("work", self.done, self.articles, worker))


def gather(laid: Sequence[Laid], entries: Sequence[Entry]) -> Iterator[Found]:
    """What the shards hold, article by article; they were laid in the articles' order.

    Raises:
        RunnerError: a shard is no longer there.
    """
    wanted = iter(entries)
    for part, path in laid:
        shard = read_shard(path, part.ids) if part.entries else Shard((), {})
        if shard is None:
            raise RunnerError(
                f"{path} is gone, or no longer what was written. Nothing was published.",
                hint="Run `wellread build` again.",
            )
        found: dict[str, Found] = {id_of(each): each for each in (*shard.found, *part.unread)}
        for entry in islice(wanted, len(found)):
            yield found[entry.id]
