"""The command that measures the ranking: eval."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.evaluated import comparison_as_json, comparison_lines, run_as_json, run_lines
from cli.settings import FAILED, Settings, pass_settings, with_globals
from cli.written import write_whole

if TYPE_CHECKING:
    from search.comparison import Compared
    from search.measured import Measured
    from search.query import Mode
    from search.saved_run import Run


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the command line says."""

    folder: Path | None
    table: Path | None  # --csv
    compare: tuple[Path, Path] | None
    split: str | None
    modes: tuple[Mode, ...]
    encoder: str | None
    max_tokens: int | None
    per_question: Path | None
    without_texts: bool
    save: Path | None
    baseline: Path | None
    picture: Path | None


def ending(*endings: str) -> Callable[[click.Context, click.Parameter, Path | None], Path | None]:
    """A check, before the work, that a file can be written and has one of these endings."""

    def check(context: click.Context, _: click.Parameter, path: Path | None) -> Path | None:
        if path is not None and path.suffix.casefold() not in endings:
            raise click.BadParameter(f"{str(path)!r} does not end in {' or '.join(endings)}.")
        if path is not None and not path.parent.is_dir():
            raise click.BadParameter(f"there is no folder {str(path.parent)!r} to write into.")
        return path

    return check


READ = click.Path(path_type=Path)
WRITE = click.Path(path_type=Path, dir_okay=False, writable=True)


@click.command("eval")
@click.argument("folder", type=READ, required=False)
@click.option("--csv", "table", type=READ, help="Your own questions, asked of your own index.")
@click.option("--split", help="Which qrels/SPLIT.tsv of FOLDER.  [default: test]")
@click.option(
    "--mode",
    "modes",
    type=click.Choice(["best", "meaning", "words"]),
    multiple=True,
    help="Which modes; all when none is given.",
)
@click.option("--encoder", help="Which encoder, for FOLDER; else that of a new index.")
@click.option("--max-tokens", type=click.IntRange(32, 512), help="Budget of a passage, for FOLDER.")
@click.option(
    "--per-question",
    type=WRITE,
    callback=ending(".csv", ".jsonl"),
    help="Write each question's measures to this .csv or .jsonl.",
)
@click.option("--without-texts", is_flag=True, help="Leave the questions' texts out of that file.")
@click.option(
    "--save",
    type=WRITE,
    callback=ending(".json"),
    help="Keep the run in this .json, without any texts.",
)
@click.option("--baseline", type=READ, help="Compare with a saved run; leave with 1 if worse.")
@click.option("--compare", type=(READ, READ), help="Compare two saved runs: before, after.")
@click.option("--picture", type=WRITE, callback=ending(".svg"), help="Draw the comparison.")
@with_globals
@pass_settings
def evaluate(settings: Settings, /, **words: Any) -> None:
    """Measure the ranking on a test collection in BEIR form, or on your own questions.

    A CSV has the columns question and article (id, path or address), and may have answer. Runs are
    compared question by question; only a significant difference is called better or worse.

    Example: wellread eval --csv questions.csv --save before.json
    """
    wanted = Wanted(**words)
    refuse_nonsense(wanted)
    if wanted.compare:
        show_comparison(settings, wanted, *wanted.compare)
    else:
        show_run(settings, wanted)


def refuse_nonsense(wanted: Wanted) -> None:
    """Stop at words that don't go together, before any work.

    Raises:
        UsageError: they don't.
    """
    if sum(map(bool, (wanted.folder, wanted.table, wanted.compare))) != 1:
        raise click.UsageError("Name one thing to measure: FOLDER, --csv FILE, or --compare A B.")
    of_folder = {
        "--split": wanted.split, "--encoder": wanted.encoder, "--max-tokens": wanted.max_tokens,
    }  # fmt: skip
    of_run = {
        "--mode": wanted.modes, "--per-question": wanted.per_question, "--save": wanted.save,
        "--baseline": wanted.baseline,
    }  # fmt: skip
    useless = {} if wanted.folder else of_folder | (of_run if wanted.compare else {})
    if given := [name for name, value in useless.items() if value]:
        what = "--compare" if wanted.compare else "--csv, which asks the index that is there"
        raise click.UsageError(f"{' and '.join(given)} can't be used with {what}.")
    if wanted.picture and not (wanted.compare or wanted.baseline):
        raise click.UsageError("--picture draws a comparison: it needs --compare or --baseline.")
    if wanted.without_texts and not wanted.per_question:
        raise click.UsageError("--without-texts is about the file of --per-question.")
    if wanted.save and wanted.baseline and wanted.save.resolve() == wanted.baseline.resolve():
        raise click.UsageError("--save would write over the --baseline: name another file.")


def show_comparison(settings: Settings, wanted: Wanted, first: Path, second: Path) -> None:
    """Print what changed between two runs."""
    from search.comparison import compare
    from search.saved_run import read_run

    before, after = read_run(first), read_run(second)
    found = compare(before, after)
    draw(wanted, found, before=first.stem, after=second.stem)
    settings.terminal.data(
        {"comparison": comparison_as_json(found, before, after)},
        comparison_lines(found, before, after),
    )


def show_run(settings: Settings, wanted: Wanted) -> None:
    """Measure, write what is wanted, print, and leave with 1 where the baseline was better."""
    from search.comparison import compare
    from search.saved_run import read_run

    before = read_run(wanted.baseline) if wanted.baseline else None
    made = measure(settings, wanted, before)
    found = compare(before, made.run) if before else []
    write_files(wanted, made)
    value, lines = run_as_json(made), run_lines(made)
    if before and wanted.baseline:
        draw(wanted, found, before=wanted.baseline.stem, after=made.run.collection)
        value["comparison"] = comparison_as_json(found, before, made.run)
        lines = [*lines, "", *comparison_lines(found, before, made.run)]
    for note in made.notes:
        settings.terminal.warn(note)
    settings.terminal.data(value, lines)
    if any(each.verdict == "worse" for each in found):
        sys.exit(FAILED)


def measure(settings: Settings, wanted: Wanted, before: Run | None) -> Measured:
    """Ask every question of FOLDER or of the CSV."""
    from corpus.passages import PassageRecipe
    from index.encoders.catalogue import default_encoder
    from search.measured import measure_folder, measure_own
    from search.query import MODES

    modes = wanted.modes or MODES
    if wanted.table:
        return measure_own(wanted.table, settings.where, modes=modes, baseline=before)
    return measure_folder(
        wanted.folder or Path(),
        encoder=wanted.encoder or default_encoder(),
        split=wanted.split or "test",
        modes=modes,
        passages=PassageRecipe(max_tokens=wanted.max_tokens) if wanted.max_tokens else None,
        baseline=before,
        cache=settings.where,
        tell=settings.terminal.progress(),
    )


def write_files(wanted: Wanted, made: Measured) -> None:
    """Write the run and its questions where that was asked for, and nowhere else."""
    from search.per_question import as_csv, as_jsonl
    from search.saved_run import as_json

    if wanted.save:
        write_whole(wanted.save, as_json(made.run))
    if wanted.per_question:
        form = as_csv if wanted.per_question.suffix.casefold() == ".csv" else as_jsonl
        texts = None if wanted.without_texts else made.texts
        write_whole(wanted.per_question, form(made.run, texts))


def draw(wanted: Wanted, found: list[Compared], *, before: str, after: str) -> None:
    """Write the picture, if one is wanted."""
    from search.comparison_picture import draw_comparison

    if wanted.picture:
        write_whole(wanted.picture, draw_comparison(found, before=before, after=after))
