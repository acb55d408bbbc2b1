"""What must be true of a home after whatever happened to it: nothing lost, nothing mixed."""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from corpus.collection import Collection
from corpus.curating import all_rulings
from corpus.readers.formats import read_source
from index.build import BuildError
from index.encoders.hashing import HashingEncoder
from index.manifest import IndexMissingError
from index.opened import open_index
from index.publish import read_current
from index.repair import repair_home
from index.status import verify
from index.update import update_index

QUESTIONS = ("panic attack breath", "cannot sleep at night", "worry", "grief after a death")
# What may lie in a home that nobody is writing to, beside its originals and its builds.
BELONGS = re.compile(
    r"""
    collection/collection\.sqlite (?: -wal | -shm )?
    | index/(?: CURRENT | build\.lock )
    | cache/vectors\.sqlite (?: -wal | -shm )?
    | builds\.jsonl
    | damaged/.*  # what was set aside, for a person to look at
    """,
    re.VERBOSE,
)


class State(NamedTuple):
    """What a home gives to those who ask."""

    articles: dict[str, str]  # id → sha256 of its original
    answers: tuple | None  # of the index that is published; None where there is none
    decided: tuple[tuple[str, ...], ...] = ()  # by hand: article, line, what becomes of it


class Broken(AssertionError):
    """A home is not as it must be."""


def state_of(home: Path) -> State:
    """A home's articles and answers; no home has none."""
    if not home.exists():
        return State({}, None)
    with Collection.open(home) as collection:
        articles = {entry.id: entry.sha256 for entry in collection.entries()}
        return State(articles, answers_of(home), decided_in(collection))


def decided_in(collection: Collection) -> tuple[tuple[str, ...], ...]:
    """What a collection has of decisions made by hand."""
    return tuple(sorted((each.article, each.text, each.action) for each in all_rulings(collection)))


def answers_of(home: Path) -> tuple | None:
    """What the published index holds, and how it answers some questions."""
    try:
        index = open_index(home)
    except IndexMissingError:
        return None
    encoder = HashingEncoder()
    with index:
        require(index.warning == "", f"an older build answers: {index.warning}")
        found = [
            (
                index.words.best(question, 3),
                index.vectors.nearest(encoder.encode_query(question) - index.centre, 3),
            )
            for question in QUESTIONS
        ]
        return tuple(sorted(index.passages.digests().items())), repr(found)


def require(true: bool, otherwise: str) -> None:
    """Stop where something is not as it must be."""
    if not true:
        raise Broken(otherwise)


def check(home: Path, before: State, after: State, *, acknowledged: str, done: bool) -> None:
    """Whether everything that was acknowledged is there, and all else is as before or as after.

    Args:
        home: after a verb was interrupted.
        before: what it gave before the verb.
        after: what it gives when the verb is done.
        acknowledged: what the verb had printed by then: each id in it is acknowledged.
        done: whether the verb said that it was done.
    """
    check_articles(home, before, after, acknowledged, done)
    answers = answers_of(home)
    allowed = (after.answers,) if done else (before.answers, after.answers)
    require(answers in allowed, "the index answers as neither the old nor the new build")


def check_articles(home: Path, before: State, after: State, acknowledged: str, done: bool) -> None:
    """Whether the catalogue and every original is whole, each as before or as after."""
    with Collection.open(home) as collection:
        found = collection.catalogue.execute("PRAGMA integrity_check").fetchone()
        require(found == ("ok",), f"the catalogue is damaged: {found}")
        articles = {entry.id: entry.sha256 for entry in collection.entries()}
        faults = verify(home, collection)
        require(not faults, f"verify finds {faults}")
        decided = decided_in(collection)
    decisions = (after.decided,) if done else (before.decided, after.decided)
    require(decided in decisions, f"decided is {decided}, which is none of {decisions}")
    for name in {*before.articles, *after.articles, *articles}:
        wanted = {after.articles.get(name)}
        if not done and name not in acknowledged:
            wanted.add(before.articles.get(name))
        require(articles.get(name) in wanted, f"{name} is {articles.get(name)}, not of {wanted}")


def mend(home: Path) -> None:
    """Repair a home, as anyone would whose repair was interrupted."""

    def build(_: object) -> str:
        with Collection.open(home) as collection:
            return update_index(
                home, collection, HashingEncoder(), asked_for="hashing", anew=True
            ).pointer.name

    repair_home(home, read=read_source, build=build)


def heal(home: Path, forgotten: frozenset[str] = frozenset()) -> None:
    """Build as anyone would next; nothing may then be left that needs a hand.

    Args:
        home: whatever became of it.
        forgotten: hashes whose originals may be there only while an article has them.
    """
    with Collection.open(home) as collection:
        entries, decided = collection.entries(), decided_in(collection)
        try:
            update_index(home, collection, HashingEncoder(), asked_for="hashing", anew=True)
        except BuildError as error:
            require(not entries and "is empty" in str(error), f"the next build fails: {error}")
        faults = verify(home, collection)
        require(not faults, f"after the next build verify finds {faults}")
        require(kept_of(collection) == [each[:6] for each in entries], "a build changed an entry")
        require(decided_in(collection) == decided, "a build changed a decision")
    answers_of(home)
    left = leftovers(home)
    require(not left, f"left behind: {left}")
    kept = {entry.sha256 for entry in entries}
    remembered = [
        name
        for name in forgotten - kept
        if (home / "collection" / "originals" / name[:2] / name).exists()
    ]
    require(not remembered, f"removed for good, and yet there: {remembered}")


def kept_of(collection: Collection) -> list[tuple]:
    """Every entry, without what is derived."""
    return [entry[:6] for entry in collection.entries()]


def leftovers(home: Path) -> list[str]:
    """The files and folders that no one will use again, and no one will sweep."""
    published = read_current(home / "index") if (home / "index").is_dir() else None
    names = {f"index/{pointer.name}" for pointer in published or () if pointer}
    found = []
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home).as_posix()
        if any(name == build or name.startswith(f"{build}/") for build in names):
            continue
        if BELONGS.fullmatch(f"{name}/"):
            continue
        if path.is_dir():
            if name not in ("collection", "collection/originals", "index", "cache") and (
                path.parent.name != "originals"
            ):
                found.append(name)
        elif path.parent.parent.name == "originals":
            if hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
                found.append(name)
        elif not BELONGS.fullmatch(name):
            found.append(name)
    return found
