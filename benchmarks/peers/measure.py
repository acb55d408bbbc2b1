"""One peer on one task: two child processes, and what they took."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers.adapters.protocol import write_rows
from benchmarks.peers.environments import PeerMissingError
from benchmarks.peers.tasks import Task
from search.evaluate import means, measure_each

ADAPTERS = Path(__file__).parent / "adapters"
ROOT = Path(__file__).parents[2]
PATIENCE = 3600  # seconds that one step may take
OFFLINE = {
    "OMP_NUM_THREADS": "2",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
}


class Child(NamedTuple):
    """What a process took."""

    seconds: float
    processor: float  # seconds of all its threads, and of the processes that it waited for
    megabytes: float  # the most memory that one of them held


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one peer did on one task; seconds, and megabytes."""

    peer: str
    task: str
    quality: float  # nDCG@10
    build: float
    build_processor: float
    question_p50: float
    question_p95: float
    question_processor: float  # median
    first: float  # from the start of a process to its first answer, the index on disk
    first_processor: float
    build_memory: float
    ask_memory: float


def measure(name: str, adapter: str, python: Path, task: Task, model: str) -> Result:
    """Let a peer build an index of a task's documents and answer its questions.

    Args:
        name: of the row.
        adapter: a file of adapters/.
        python: that runs the adapter.
        task: what is indexed and asked.
        model: the folder of the weights; for Wellread the name of one of its encoders.

    Raises:
        PeerMissingError: one of its steps failed; what it said last is the reason.
    """
    job = Path(tempfile.mkdtemp(prefix="wellread-peer-"))
    try:
        write_rows(job / "documents.jsonl", [each._asdict() for each in task.documents])
        asked = [{"id": key, "text": text} for key, text in task.questions.items()]
        write_rows(job / "questions.jsonl", asked)
        command = [str(python), str(ADAPTERS / adapter)]
        built = watch([*command, "build", str(job), model])
        started = time.time()
        answering = watch([*command, "ask", str(job), model])
        answers = json.loads((job / "answers.json").read_text("utf-8"))
    finally:
        shutil.rmtree(job, ignore_errors=True)
    seconds = [*answers["seconds"].values()]
    return Result(
        peer=name,
        task=task.name,
        quality=quality(task, answers["rankings"]),
        build=built.seconds,
        build_processor=built.processor,
        question_p50=statistics.median(seconds),
        question_p95=percentile(seconds, 0.95),
        question_processor=statistics.median(answers["processor"].values()),
        first=answers["first"] - started,
        first_processor=answers["first_processor"],
        build_memory=built.megabytes,
        ask_memory=answering.megabytes,
    )


def watch(command: Sequence[str]) -> Child:
    """Run a child process to its end.

    Raises:
        PeerMissingError: it failed, or took longer than an hour.
    """
    environment = {**os.environ, **OFFLINE}
    ours = Path(command[0]) == Path(sys.executable)
    environment["PYTHONPATH"] = str(ROOT) if ours else ""  # no peer sees our modules
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment
        )
        alarm = threading.Timer(PATIENCE, child.kill)
        alarm.start()
        _, status, used = os.wait4(child.pid, 0)
        alarm.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines()
    if child.returncode:
        step = " ".join(command[2:3])
        last = lines[-1].strip()[:200] if lines else f"exit status {child.returncode}"
        raise PeerMissingError(
            f"Its step {step!r} failed: {last}", hint="Run that adapter by hand to see all of it."
        )
    in_megabytes = 1 / 1024 if sys.platform != "darwin" else 1 / 1024**2
    return Child(
        time.perf_counter() - begun,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss * in_megabytes,
    )


def quality(task: Task, rankings: dict[str, list[str]]) -> float:
    """nDCG@10 over the questions; one without an answer counts 0."""
    run = {
        key: {name: float(-place) for place, name in enumerate(rankings.get(key, []))}
        for key in task.questions
    }
    asked = {key: task.qrels[key] for key in task.questions}
    return means(measure_each(asked, run))["nDCG@10"]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is at least as large as this share of all.

    >>> percentile([3.0, 1.0, 2.0, 4.0], 0.5), percentile([3.0, 1.0, 2.0, 4.0], 0.95)
    (2.0, 4.0)
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]


def installed_megabytes(python: Path, requires: Sequence[str]) -> float:
    """The disk that some packages take with all that they require.

    Raises:
        PeerMissingError: it could not be worked out.
    """
    command = [str(python), str(ADAPTERS / "installed_size.py"), *requires]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PeerMissingError(
            f"The size of its packages is not known: {done.stderr.strip()[-200:]}",
            hint="Run installed_size.py by hand.",
        )
    return float(json.loads(done.stdout)["bytes"]) / 1e6
