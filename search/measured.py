"""The story of an evaluation: questions, the index they are asked of, and the run that results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.passages import PassageRecipe
from index.encoders.catalogue import open_encoder
from index.write import Tell
from search.comparison import refuse_unpaired
from search.engine import SearchEngine
from search.evaluate import evaluate
from search.judged import read_judged
from search.own_questions import LeftOut, evaluate_own, own_questions
from search.query import MODES, Mode
from search.questions_csv import read_asked
from search.saved_run import Run, judged_digest, modes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A run, with what is never saved with it."""

    run: Run
    texts: Mapping[str, str]  # of the questions
    left_out: tuple[LeftOut, ...] = ()  # rows of a curator's CSV
    notes: tuple[str, ...] = ()  # what is wrong with the index that was asked


def measure_folder(
    folder: Path,
    *,
    encoder: str,
    split: str = "test",
    modes: tuple[Mode, ...] = MODES,
    passages: PassageRecipe | None = None,
    baseline: Run | None = None,
    cache: Path | None = None,
    tell: Tell = lambda _: None,
) -> Measured:
    """Measure a test collection in BEIR form, in a temporary index.

    Args:
        folder: the collection.
        encoder: of passages and questions, as it is asked for by name.
        split: which qrels/SPLIT.tsv.
        modes: what to measure.
        passages: how articles are cut; as a build does it when None.
        baseline: a run that this one will be compared with.
        cache: a home whose vector cache is to be used; a temporary one when None.
        tell: told how far the indexing is.

    Raises:
        EvaluationError: it can't be measured, or not be compared with the baseline, which is
            found out before the work.
        WeightsMissingError: those of the encoder are not here.
    """
    judged, recipe = read_judged(folder, split=split), passages or PassageRecipe()
    opened = open_encoder(encoder, fetch=True)
    run = Run(
        collection=folder.resolve().name,
        judged=judged_digest(judged.questions, judged.qrels),
        questions=len(judged.questions),
        encoder=opened.name,
        index="temporary",
        settings={
            "split": split,
            "max_tokens": recipe.max_tokens,
            "documents": len(judged.articles),
        },
        modes={},
    )
    if baseline:
        refuse_unpaired(baseline, run)
    found = evaluate(judged, opened, modes=modes, passages=recipe, cache=cache, tell=tell)
    return Measured(run=replace(run, modes=modes_of(found)), texts=judged.questions)


def measure_own(
    table: Path, home: Path, *, modes: tuple[Mode, ...] = MODES, baseline: Run | None = None
) -> Measured:
    """Measure a curator's questions on the index of a home, which is only read.

    Raises:
        EvaluationError: it can't be measured, or not be compared with the baseline.
        IndexMissingError: nothing was built yet.
        IndexUnusableError: no build can be trusted.
    """
    asked = read_asked(table)
    engine = SearchEngine.open(home)
    with engine.index as index:
        own, recipe = own_questions(asked, index), index.manifest.recipe
        run = Run(
            collection=table.name,
            judged=judged_digest(own.questions, own.qrels),
            questions=len(own.questions),
            encoder=recipe.encoder_name,
            index=f"{index.pointer.name}@{index.manifest.sha256[:12]}",
            settings={
                "max_tokens": recipe.max_tokens, "cleaner": recipe.cleaner,
                "articles": index.manifest.articles, "passages": index.manifest.passages,
            },
            modes={},
        )  # fmt: skip
        if baseline:
            refuse_unpaired(baseline, run)
        return Measured(
            run=replace(run, modes=modes_of(evaluate_own(own, engine, modes=modes))),
            texts=own.questions,
            left_out=tuple(own.left_out),
            notes=(index.warning,) if index.warning else (),
        )
