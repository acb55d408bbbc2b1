"""One published build, verified and opened read-only."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from index.abbreviations import ABBREVIATIONS, Abbreviations
from index.background import Background, load_background
from index.centre import Centre, load_centre
from index.encoder import Vectors
from index.engines.choice import open_vectors, vectors_to_read
from index.hubs import HUBS, Hubness, load_hubness
from index.manifest import (
    NO_FILES,
    Files,
    IndexMissingError,
    IndexUnusableError,
    Manifest,
    read_verified,
)
from index.neighbours import VectorStore
from index.passages import Passages
from index.plane import load_axes
from index.publish import Pointer, builds, read_current
from index.sentences import SENTENCES_FILE, Sentences
from index.topics import Topic, read_topics
from index.variants import heads
from index.vocabulary import VOCABULARY, Vocabulary
from index.words import WordIndex

Opened = TypeVar("Opened")
TRIES = 5  # a build can be swept between reading its name and opening it, when two are published


@dataclass(frozen=True)
class Index:
    """A build: row *i* of its vectors, its words and its passages is the same passage.

    Nothing in it changes, so that any number of threads may search it while another
    build is made. Its files are let go by `with` or `close`, else with the last reader.
    """

    pointer: Pointer
    manifest: Manifest
    passages: Passages
    sentences: Sentences  # of each passage, by their meaning
    vectors: VectorStore  # without the centre
    centre: Centre  # to be taken out of a question's vector, too
    hubness: Hubness  # of each row
    background: Background  # what having no answer looks like
    words: WordIndex
    vocabulary: Vocabulary
    abbreviations: Abbreviations
    axes: Vectors  # of the plane in which the collection is drawn
    topics: tuple[Topic, ...]  # the largest first; the rest last, as one more
    article_of_row: Sequence[int]  # the number of each row's article; −1 of a row that went
    heads: Mapping[int, int]  # for the number of an article that says the same as another, that
    limited: frozenset[int]  # the numbers of the articles whose publishers limit excerpts
    warning: str = ""  # why this is not the build that was published last; '' when it is

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of its files; only for who knows that no one else is reading."""
        self.passages.close()
        self.sentences.close()


def index_folder(home: Path) -> Path:
    """Where a home's index lies."""
    return home / "index"


def open_index(home: Path) -> Index:
    """Open what is published, verified; the build before it, with a warning, where it is damaged.

    Where what keeps its vectors does not answer, all else of it can be read meanwhile.

    Raises:
        IndexMissingError: nothing was built yet.
        IndexUnusableError: no build that is left can be trusted.
    """
    return first_sound(home, partial(open_build, vectors_of=vectors_to_read))


def first_sound(home: Path, open_it: Callable[[Path, Pointer, str], Opened]) -> Opened:
    """What can be opened of the newest build, or of the one before it where that is damaged.

    Args:
        home: holds the index.
        open_it: is given the folder, a build and the warning to the reader; raises `ValueError`
            or `OSError` where that can't be trusted.

    Raises:
        IndexMissingError: nothing was built yet.
        IndexUnusableError: no build that is left can be trusted.
    """
    folder = index_folder(home)
    faults: list[str] = []
    for _ in range(TRIES):
        faults.clear()
        pointers = list(candidates(folder, faults))
        if not pointers and not faults:
            raise IndexMissingError(folder)
        for pointer in pointers:
            try:
                return open_it(folder, pointer, warn(faults))
            except (ValueError, OSError) as error:
                faults.append(f"{pointer.name}: {error}")
        if not has_moved(folder, pointers):
            break
    raise IndexUnusableError(
        f"No build of the index in {folder} can be trusted: {'; '.join(faults)}.",
        hint="Run `wellread build`; it is made anew from the collection.",
    )


def candidates(folder: Path, faults: list[str]) -> Iterator[Pointer]:
    """The builds to try, best first; all that are there when CURRENT itself is damaged."""
    try:
        published = read_current(folder)
    except (ValueError, OSError) as error:
        faults.append(str(error))
        yield from (Pointer(name, "") for name in builds(folder))
        return
    if published is not None:
        yield from (pointer for pointer in published if pointer)


def has_moved(folder: Path, tried: list[Pointer]) -> bool:
    """Whether another build was published in the meantime."""
    try:
        published = read_current(folder)
    except (ValueError, OSError):
        return False
    return published is not None and published.current not in tried


def warn(faults: list[str]) -> str:
    """What to tell a reader who is served an older build."""
    if not faults:
        return ""
    return f"The newest index can't be used, so another one answers ({'; '.join(faults)})."


def open_build(
    folder: Path,
    pointer: Pointer,
    warning: str = "",
    *,
    known: Files = NO_FILES,
    vectors_of: Callable[[Path, Manifest], VectorStore] = open_vectors,
) -> Index:
    """Open one build: every checksum first, then the files, then whether they fit together.

    Args:
        folder: holds the builds.
        pointer: names one.
        warning: what to tell its readers.
        known: files whose content was verified before this one was made of them.
        vectors_of: opens a build's vectors, given its folder and manifest.

    Raises:
        ValueError: something is not as it was published.
        OSError: something is not there.
        UserError: what keeps the vectors does not answer.
    """
    build = folder / pointer.name
    manifest = read_verified(build, pointer.manifest, known)
    with contextlib.ExitStack() as opened:
        passages = opened.enter_context(Passages(build / "passages.sqlite"))
        sentences = opened.enter_context(Sentences(build / SENTENCES_FILE))
        index = Index(
            pointer=Pointer(pointer.name, manifest.sha256),
            manifest=manifest,
            passages=passages,
            sentences=sentences,
            vectors=vectors_of(build, manifest),
            centre=load_centre(build / "centre.npy", manifest.recipe.dimension),
            hubness=load_hubness(build / HUBS, manifest.rows),
            background=load_background(build / "background.json"),
            words=WordIndex.open(build / "words"),
            vocabulary=Vocabulary((build / VOCABULARY).read_text("utf-8")),
            abbreviations=Abbreviations((build / ABBREVIATIONS).read_text("utf-8")),
            axes=load_axes(build / "plane.npy", manifest.recipe.dimension),
            topics=tuple(read_topics(passages)),
            article_of_row=passages.numbers_by_row(manifest.rows),
            heads=heads(passages),
            limited=passages.limited(),
            warning=warning,
        )
        check_rows(index)
        opened.pop_all()  # they stay open with the index
    return index


def check_rows(index: Index) -> None:
    """Whether vectors, words, passages and their sentences have the same rows.

    Raises:
        ValueError: they do not; an answer would name the wrong passage.
    """
    counts = {
        "manifest": index.manifest.passages,
        "passages": len(index.passages),
        "sentences": len(index.sentences),
        "vectors": len(index.vectors),
        "words": len(index.words),
    }
    if len(set(counts.values())) > 1 or index.vectors.dimension != index.manifest.recipe.dimension:
        raise ValueError(f"its parts do not fit together: {counts}")


def current_build(home: Path) -> Pointer | None:
    """The build that is published now, without opening it; None where there is none to be read."""
    try:
        published = read_current(index_folder(home))
    except (ValueError, OSError):
        return None
    return published.current if published else None
