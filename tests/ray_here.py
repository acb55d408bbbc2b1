"""The Ray that tests build on: a cluster of two machines, all on this one, of a processor each."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest

from corpus.collection import Collection
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.opened import open_index
from index.runners import shards
from index.runners.choice import runner_of

ARTICLES = 40
FEW = 3  # articles in a shard, on average
STORE = 80 << 20  # bytes; the least that Ray takes is not much less
# A machine that went is missed after a second; one that is slow has ten to answer.
SOON = {"health_check_period_ms": 300, "health_check_failure_threshold": 4}
SECONDS = 60.0  # that anything is waited for
TRIES = 3  # to begin it


class RayHere:
    """A head without processors, and nodes that come and go."""

    def __init__(self, folder):
        self.folder = folder
        self.cluster = begin(folder)
        self.address = self.cluster.address
        self.nodes = []

    def have(self, count):
        """Have so many nodes with a processor each."""
        while len(self.nodes) > count:
            self.remove()
        while len(self.nodes) < count:
            self.nodes.append(self.another())
        self.cluster.wait_for_nodes()
        return self

    def another(self):
        """One more node; where it was not up in half a minute, it is ended and begun anew."""
        for _ in range(TRIES - 1):
            try:
                return self.cluster.add_node(num_cpus=1, object_store_memory=STORE, wait=False)
            except Exception as error:  # Ray raises no other for this
                if "timed out" not in str(error):
                    raise
            ours = {raylet_of(node) for node in (self.cluster.head_node, *self.nodes)}
            for number, name, *_ in map(str.split, children()):
                if name == "(raylet)" and int(number) not in ours:
                    os.kill(int(number), signal.SIGKILL)
        return self.cluster.add_node(num_cpus=1, object_store_memory=STORE, wait=False)

    def remove(self):
        """Have a node end without a word."""
        self.cluster.remove_node(self.nodes.pop(), allow_graceful=False)

    def kill_worker(self):
        """Kill a worker that is at a shard."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            for pid in self.workers():
                os.kill(pid, signal.SIGKILL)
                return
        raise AssertionError("no worker was at a shard")

    def workers(self):
        """The processes of this cluster that are at a shard; Ray calls them by their task."""
        raylets = {raylet_of(node) for node in self.nodes}
        for folder in Path("/proc").iterdir():
            is_process = folder.name.isdigit()
            if is_process and is_at_a_shard(folder) and parent_of(folder) in raylets:
                yield int(folder.name)

    def written(self):
        """All that Ray wrote into its logs."""
        logs = self.folder.glob("*/ray/session_2*/logs/**/*")
        return b"".join(path.read_bytes() for path in logs if path.is_file())


def raylet_of(node):
    """The process that is a node."""
    return node.all_processes["raylet"][0].process.pid


def begin(folder):
    """A cluster with a head, begun anew where it was not up in half a minute: on a busy machine.

    Each try has a folder of its own; what a failed one left ends with this interpreter. Where none
    comes up, what was seen is told.
    """
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 0, "include_dashboard": False, "object_store_memory": STORE}
    head["_system_config"] = SOON
    failures = []
    for number in range(TRIES):
        os.environ["RAY_TMPDIR"] = str(folder / str(number))
        try:
            return Cluster(initialize_head=True, head_node_args=head)
        except Exception as error:  # Ray raises no other for this
            logs = folder.glob(f"{number}/ray/session_2*/logs/gcs_server*")
            failures += [str(error), *children(), *(path.read_text()[-2000:] for path in logs)]
    raise RuntimeError("\n".join([f"Ray was begun {TRIES} times, and never was up:", *failures]))


def children():
    """The processes of this one, by what the system says of each: number, name, state."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and parent_of(folder) == os.getpid():
            yield (folder / "stat").read_text()[:60]


def is_at_a_shard(process):
    """Whether a process calls itself so."""
    try:
        return (process / "cmdline").read_bytes().startswith(b"ray::work")
    except OSError:  # it has ended
        return False


def parent_of(process):
    """Who started it."""
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@pytest.fixture(scope="module")
def ray_here():
    """The cluster, begun once for a module; skips where Ray is not installed."""
    pytest.importorskip("ray", reason="Ray has no package for this platform")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # Its sockets' paths may have a hundred characters, so pytest's own folders are too long.
    folder = Path(tempfile.mkdtemp(prefix="wr-", dir="/tmp"))
    before = os.environ.get("RAY_TMPDIR")
    try:
        here = RayHere(folder)
        yield here
        here.cluster.shutdown()
    finally:
        os.environ.pop("RAY_TMPDIR", None)
        os.environ.update({} if before is None else {"RAY_TMPDIR": before})
        shutil.rmtree(folder, ignore_errors=True)


def text_of(number):
    """An article with words that no other has, long enough that its cleaning takes a moment."""
    parts = [f"# On rest, part {number}\n"]
    for part in range(12):
        parts.append(
            f"## What helps in week {part}\n\nPart{number}x{part} is about rest, which many people "
            f"know well and few people like to speak of. Walk for {part + 2} minutes a day, talk "
            "with someone you trust, and write down what went well before you sleep.\n"
        )
    return "\n".join(parts)


def fill(home, count=ARTICLES):
    """A collection: articles, a page of the web, one that is none, one whose original is gone."""
    page = f"<html><head><title>On sleep</title></head><body><p>{'Sleep well. ' * 60}</p></body>"
    odd = {"page.html": page, "none.md": "Too little."}
    texts = {f"part-{number:02d}.md": text_of(number) for number in range(count)} | odd
    with Collection.open(home) as collection, collection.writing("all", "added"):
        for name, text in texts.items():
            form = "html" if name.endswith("html") else "markdown"
            data = text.encode()
            collection.put(data, source=f"test:{name}", name=name, format=form)
    with Collection.open(home) as collection:
        collection.original_path(collection.entry("part-07.md").sha256).unlink()
    return home


def build(home, runner=None, **options):
    """Bring a home's index up to date, with small shards."""
    with Collection.open(home) as collection:
        chosen = {"runner": runner} if runner else {}
        return build_index(
            home, collection, HashingEncoder(), asked_for="hashing", **chosen, **options
        )


def on_ray(home, address, monkeypatch, **options):
    """The same on Ray; gives the report and how the run was."""
    monkeypatch.setattr(shards, "USUAL", FEW)
    runner = runner_of("ray", address)
    return build(home, runner, **options), runner.tally


def held_by(home):
    """What an index holds; of its words, whose files are named at random, what they find."""
    with open_index(home) as index:
        files = index.manifest.files.items()
        words = [index.words.best(f"Part{n}x3 rest", 3).rows.tolist() for n in range(ARTICLES)]
        return {
            "articles": index.passages.digests(),
            "left out": index.manifest.left_out,
            "files": {name: sums for name, sums in files if not name.startswith("words/")},
            "words": words,
        }
