"""Telling what became of each source as it comes: of many records, the first few and the counts."""

from __future__ import annotations

import contextlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TextIO

import click

from cli.settings import FAILED, PARTLY
from cli.terminal import Terminal
from cli.views import outcome_line

if TYPE_CHECKING:
    from corpus.outcome import Outcome

FIRST = 10  # records of each end that are named; the others are counted
EVERY = 1_000  # records; after so many it is told how far it is
KINDS = ("added", "replaced", "unchanged", "removed", "refused")  # counted in every report
RARE = ("passed over", "gone")  # counted where there are some


@dataclass
class Telling:
    """Outcomes told as they come, counted, kept for programs; of records those with a reason."""

    terminal: Terminal
    rejects: TextIO | None = None  # takes every refusal
    counts: Counter[str] = field(default_factory=Counter)
    kept: list[Outcome] = field(default_factory=list)
    records: Counter[str] = field(default_factory=Counter)  # the counts of records alone

    @classmethod
    @contextlib.contextmanager
    def into(
        cls, terminal: Terminal, rejects: Path | None, sources: Sequence[Path]
    ) -> Iterator[Self]:
        """A teller that writes every refusal into a file, where one is named.

        Raises:
            UsageError: the file is one of the sources, or can't be written.
        """
        if rejects is None:
            yield cls(terminal)
            return
        if rejects.resolve() in [source.resolve() for source in sources]:
            raise click.UsageError("--rejects names a source, which would be overwritten.")
        try:
            file = rejects.open("w", encoding="utf-8")
        except OSError as error:
            raise click.UsageError(f"--rejects: {rejects} can't be written: {error}.") from error
        with file:
            yield cls(terminal, file)

    def tell(self, outcomes: Iterable[Outcome]) -> None:
        """Tell of each as it comes."""
        for outcome in outcomes:
            self.counts[outcome.change] += 1
            if outcome.change == "refused":
                self.write_reject(outcome)
            if outcome.record:
                self.tell_record(outcome)
            else:
                self.kept.append(outcome)
                if outcome.change != "unchanged" or outcome.reason:
                    self.terminal.note(outcome_line(outcome))

    def tell_record(self, outcome: Outcome) -> None:
        """Tell of a record if it is among the first of its kind, and now and then how far it is."""
        self.records[outcome.change] += 1
        if outcome.change == "refused" or (outcome.reason and outcome.change != "passed over"):
            self.keep(outcome)
        quiet = outcome.change in ("unchanged", *RARE)
        if self.records[outcome.change] <= FIRST and not quiet:
            self.terminal.note(outcome_line(outcome))
        elif self.records[outcome.change] == FIRST + 1 and not quiet:
            self.terminal.note(f"  … and more that are {outcome.change}, which are counted")
        if self.records.total() % EVERY == 0:
            self.terminal.note(f"  {self.records.total():,} records: {self.said(self.records)}")

    def keep(self, outcome: Outcome) -> None:
        """Keep what programs are told in the end; for people nothing of a record is kept."""
        if self.terminal.as_json:
            self.kept.append(outcome)

    def write_reject(self, outcome: Outcome) -> None:
        """Write a refusal into the file that was named for them."""
        if self.rejects:
            line = {"name": outcome.name, "record": outcome.record, "reason": outcome.reason}
            self.rejects.write(json.dumps(line, ensure_ascii=False) + "\n")

    def said(self, counts: Counter[str]) -> str:
        """Counts in words."""
        return ", ".join(f"{counts[kind]:,} {kind}" for kind in (*KINDS, *RARE) if counts[kind])

    def report(self) -> None:
        """Print the counts; leave with 5 or 1 when some, or all, were refused."""
        counts = {kind: self.counts[kind] for kind in KINDS}
        counts |= {kind.replace(" ", "_"): self.counts[kind] for kind in RARE if self.counts[kind]}
        self.terminal.data(
            {"counts": counts, "sources": [as_json(outcome) for outcome in self.kept]},
            [self.said(self.counts) or "nothing found", *self.more()],
        )
        refused = self.counts["refused"]
        if refused:
            sys.exit(FAILED if refused == self.counts.total() else PARTLY)

    def more(self) -> Iterator[str]:
        """Where the refusals are that were not named."""
        hidden = self.records["refused"] - FIRST
        if hidden > 0 and self.rejects:
            yield f"Every refusal with its reason: {self.rejects.name}"
        elif hidden > 0:
            yield (
                f"{hidden:,} refusals are not named above. The same command with --rejects FILE "
                "writes all of them, each with its reason; what is here already is not read anew."
            )


def as_json(outcome: Outcome) -> dict[str, Any]:
    """An outcome as programs read it; a source that is one article has no number."""
    stated = outcome._asdict()
    return stated if outcome.record else {k: v for k, v in stated.items() if k != "record"}
