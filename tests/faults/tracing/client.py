"""Asks the server of traced commands, from a test."""

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

from tests.faults.tracing.calls import Call

ROOT = Path(__file__).parents[3]


class Fault(NamedTuple):
    """What one call of a kind meets: an error by its name ("ENOSPC"), or "short": half a write."""

    kind: str
    at: int  # 0 for the first of its kind
    error: str
    lasting: bool = False  # every later call of this kind, too: a disk that stays full
    of: str = ""  # only calls on files whose path has these words are counted, and can meet it


@dataclass(frozen=True)
class Traced:
    """How a traced command ended."""

    status: int  # its exit code; a signal as a negative number
    out: str
    err: str
    seen: dict[str, int]  # calls of each kind
    injected: int  # faults that it met
    count: int  # calls that can change something on the disk
    last: list | None  # the last of them: name, path, second path
    calls: list[Call] = field(default_factory=list)  # all of them, where they were recorded

    @property
    def was_killed(self) -> bool:
        """Whether the call at which it was to be killed came."""
        return self.status == -9


class Tracer:
    """Runs commands under trace; closed by `with`."""

    def __init__(self, folder: Path) -> None:
        """Use a folder for what commands print."""
        self.out, self.err = folder / "traced.out", folder / "traced.err"
        self.server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.tracing.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self.server:
            self.server.stdin.close()

    def run(
        self,
        home: Path,
        commands: list[list[str]],
        *,
        kill_at: int | None = None,
        fault: Fault | None = None,
        record: bool = False,
        root: Path | None = None,
    ) -> Traced:
        """Run commands on a home one after the other, until one fails.

        Args:
            home: their `--home`.
            commands: the words of each.
            kill_at: the call before which they are killed, 0 for the first.
            fault: what a call meets.
            record: whether all calls are given back, with what was written.
            root: calls on this folder and what lies below it count; else on the home.
        """
        asked = {
            "root": str(root or home),
            "commands": [["--home", str(home), *words] for words in commands],
            "out": str(self.out),
            "err": str(self.err),
            "kill_at": kill_at,
            "fault": fault._asdict() if fault else None,
            "record": record,
        }
        self.server.stdin.write(json.dumps(asked) + "\n")
        self.server.stdin.flush()
        answer = json.loads(self.server.stdout.readline())
        calls = [Call(*call[:5], base64.b64decode(call[5])) for call in answer.pop("calls")]
        return Traced(**answer, calls=calls)
