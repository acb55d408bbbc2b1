"""What can be interrupted: each verb of the command on a small home that waits for it."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpus.clean.rulings import Ruling
from corpus.collection import Collection
from corpus.curating import store_rulings
from corpus.exporting import export_collection
from corpus.intake import add_files, sync_folder
from index.amend import AMENDING, Amending
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.moving import settings_of
from index.vector_writer import EXACT_UP_TO
from tests.faults.builders import ALWAYS, FEW, comparing_up_to
from tests.faults.whole import State, answers_of, state_of
from tests.many import json_lines, row

TINY = Path(__file__).parents[1] / "tiny"
RULING = Ruling("source/sleep.md", "Put the screen away an hour before bedtime.", "drop")
LATER = "\n\nThis sentence was written later, and it changes what the article holds.\n"


class Verb(NamedTuple):
    """A command, or several that a person would run one after the other."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    prepare: Callable[[Path, Path], None]  # makes a home, and the folder that it was filled from
    forgets: frozenset[str] = frozenset()  # ids whose originals go, too
    mends: bool = False  # what is not whole before; interrupted, it is done once more
    ends: int = 0  # the status that it leaves with
    limits: Amending = AMENDING  # when it amends the index
    compared: int = EXACT_UP_TO  # passages; with more, it keeps their vectors in lists


@dataclass(frozen=True)
class Stage:
    """A verb that is about to begin."""

    verb: Verb
    home: Path  # as it was before; to be copied, not changed
    commands: list[list[str]]
    before: State
    done: Path  # what it comes to when nothing interrupts it; not to be changed either
    after: State  # the same

    def copy(self, place: Path) -> Path:
        """The home once more, to be changed."""
        clear(place)
        if self.home.exists():
            shutil.copytree(self.home, place)
        return place

    def without(self, left_out: Sequence[str]) -> State:
        """What it comes to where some articles could not be read: an index that lacks them."""
        if not left_out:
            return self.after
        with TemporaryDirectory() as folder:
            begun = self.done if self.verb.limits == AMENDING else self.home
            home = Path(shutil.copytree(begun, folder, dirs_exist_ok=True))
            with Collection.open(home) as collection:
                for name in left_out:
                    collection.remove(name)
            build(home, self.verb)
            return self.after._replace(answers=answers_of(home))

    def lacking(self, lost: Sequence[str]) -> State:
        """What it comes to where some articles were lost, and told of."""
        left = {name: each for name, each in self.after.articles.items() if name not in lost}
        return self.without(lost)._replace(articles=left)

    def written_whole(self) -> tuple | None:
        """How the index answers where it was not amended, as the build before could not be read."""
        with TemporaryDirectory() as folder:
            home = Path(shutil.copytree(self.done, folder, dirs_exist_ok=True))
            build(home, self.verb, anew=True)
            return answers_of(home)


def clear(place: Path) -> None:
    """Delete a folder, though tantivy, which was asked about it just now, may lay a lock in it."""
    while place.exists():
        shutil.rmtree(place, ignore_errors=True)


def build(home: Path, verb: Verb | None = None, *, anew: bool = False) -> None:
    """Bring a home's index up to date, as a verb does."""
    limits = verb.limits if verb and not anew else AMENDING
    with comparing_up_to(verb.compared if verb else EXACT_UP_TO), Collection.open(home) as found:
        build_index(home, found, HashingEncoder(), asked_for="hashing", limits=limits, anew=anew)


def nothing(home: Path, source: Path) -> None:
    """No home yet; three articles that wait in a folder."""
    source.mkdir()
    for name in ("panic.md", "sleep.md", "worry.txt"):
        shutil.copy(TINY / name, source)


def built(home: Path, source: Path) -> None:
    """Three articles, built twice; the build before has two of them."""
    nothing(home, source)
    (source / "worry.txt").unlink()
    for _ in range(2):
        with Collection.open(home) as collection:
            list(add_files(collection, [source]))
        build(home)
        shutil.copy(TINY / "worry.txt", source)


def edited(home: Path, source: Path) -> None:
    """The same, and since then one article came, one changed, and one's file is gone."""
    built(home, source)
    edit(source)


def edit(source: Path) -> None:
    """Put a file into a folder, change one, and take one out."""
    shutil.copy(TINY / "grief.md", source)
    changed = source / "sleep.md"
    changed.write_text(changed.read_text("utf-8") + LATER, "utf-8")
    (source / "worry.txt").unlink()


def waiting(home: Path, source: Path) -> None:
    """The same, taken into the collection and not built yet."""
    edited(home, source)
    take(home, source)


def take(home: Path, source: Path) -> None:
    """Bring a collection in step with a folder."""
    with Collection.open(home) as collection:
        list(sync_folder(collection, source, prune=True))


def amended(home: Path, source: Path) -> None:
    """The same, with an article more, for which the index was amended before."""
    built(home, source)
    shutil.copy(TINY / "phobia.md", source)
    take(home, source)
    build(home, AMEND)
    edit(source)
    take(home, source)


def exported(home: Path, source: Path) -> None:
    """No home yet; one that another machine had waits in an export."""
    other = source.parent / "other"
    built(other, source)
    with Collection.open(other) as collection:
        export_collection(collection, source.parent / "moved.zip", settings_of(other))


def damaged(home: Path, source: Path) -> None:
    """Three articles, built twice; since then catalogue, original, cache and build were damaged."""
    built(home, source)
    with Collection.open(home) as collection:
        original = collection.original_path(collection.entry("source/panic.md").sha256)
    spoil(original, b"panic")
    spoil(home / "collection" / "collection.sqlite", b"source/sleep.md")
    spoil(home / "cache" / "vectors.sqlite", b"SQLite")
    spoil(max((home / "index").glob("0*")) / "vectors.faiss", b"Ix")


def spoil(path: Path, words: bytes) -> None:
    """Change a bit of some words wherever they stand in a file."""
    data = path.read_bytes()
    if words not in data:
        raise ValueError(f"{path.name} has no {words!r}")
    path.write_bytes(data.replace(words, bytes([words[0] ^ 1]) + words[1:]))


def listed(home: Path, source: Path) -> None:
    """Three articles, built; and a file with three others in it."""
    built(home, source)
    (source.parent / "more.jsonl").write_bytes(json_lines([row(1), row(2), row(3)]))


def decided(home: Path, source: Path) -> None:
    """Three articles, built twice; then a line of one was dropped by hand, and that was built."""
    built(home, source)
    with Collection.open(home) as collection:
        store_rulings(collection, [RULING])
    build(home)


AMEND = Verb("amend", (("amend",),), amended, limits=ALWAYS)
VERBS = (
    Verb("add", (("add", "{source}/sleep.md", "{source}/grief.md"),), edited),
    Verb("remove", (("remove", "source/sleep.md"),), built),
    Verb(
        "forget",
        (("forget", "source/sleep.md", "source/panic.md"),),
        built,
        frozenset({"source/sleep.md", "source/panic.md"}),
    ),
    Verb("sync", (("sync", "{source}", "--prune"),), edited),
    Verb("build", (("build",),), waiting),
    AMEND,
    Verb("rollback", (("rollback",),), built),
    Verb("import", (("import", "{source}/../moved.zip"),), exported),
    Verb("repair", (("repair",),), damaged, mends=True, ends=1),
    Verb("first", (("add", "{source}"), ("build", "--encoder", "hashing")), nothing),
)
HEAVY = frozenset({"amend", "import", "repair"})  # half as many cases are a sample of these
SOAKED = (  # in the soak alone
    Verb("records", (("add", "{source}/../more.jsonl"),), listed),
    Verb("lists", (("lists",),), waiting, compared=FEW),
    Verb("page", (("page",),), waiting),
    Verb("drop", (("drop", "source/sleep.md#u3", "source/panic.md#u2", "--build"),), built),
    Verb("take back", (("decisions", "--forget", RULING.name, "--build"),), decided),
)


def stage(verb: Verb, folder: Path, run: Callable[[Path, list[list[str]]], None]) -> Stage:
    """Prepare a verb in an empty folder.

    Args:
        verb: what is to be interrupted.
        folder: an empty folder for the home and what else belongs to it.
        run: runs commands on a home, undisturbed; that tells what they come to. What a verb that
            mends comes to is all that counts: nothing can be told of what it finds.
    """
    home, source = folder / "before", folder / "source"
    verb.prepare(home, source)
    commands = [[word.format(source=source) for word in words] for words in verb.commands]
    copy = folder / "after"
    if home.exists():
        shutil.copytree(home, copy)
    run(copy, commands)
    after = state_of(copy)
    return Stage(verb, home, commands, after if verb.mends else state_of(home), copy, after)
