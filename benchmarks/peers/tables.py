"""Results → the tables of benchmarks/peers/README.md, and what is said beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.cleaning.tables import figure, table
from benchmarks.peers.measure import Result

PLAIN = "plain script"  # every time is a ratio to its
OURS = "Wellread"  # the first word of each of its rows


def quality_table(results: Sequence[Result]) -> str:
    """nDCG@10 of each peer on each task, the best of a task in bold."""
    tasks = named([each.task for each in results])
    found = {(each.peer, each.task): each.quality for each in results}
    best = {task: max(each.quality for each in results if each.task == task) for task in tasks}
    rows = [
        [peer, *(shown_quality(found.get((peer, task)), best[task]) for task in tasks)]
        for peer in named([each.peer for each in results])
    ]
    return table(["nDCG@10", *tasks], rows)


def shown_quality(value: float | None, best: float) -> str:
    """A measure, bold where it is the best; a dash where a peer could not do the task.

    >>> shown_quality(0.5, 0.5), shown_quality(0.25, 0.5), shown_quality(None, 0.5)
    ('**.500**', '.250', '–')
    """
    if value is None:
        return "–"
    return f"**{figure(value)}**" if value == best else figure(value)


def cost_table(results: Sequence[Result], installed: Mapping[str, float]) -> str:
    """What each peer took on one task: ratios to the plain script, megabytes."""
    base = next((each for each in results if each.peer == PLAIN), None)
    rows = [[each.peer, *costs(each, base), size(installed.get(each.peer))] for each in results]
    heads = ["", "build", "question p50", "question p95", "first answer"]
    return table([*heads, "memory, build / ask, MB", "installed, MB"], rows)


def costs(result: Result, base: Result | None) -> list[str]:
    """A row's figures; plain seconds where there is nothing to compare them with."""
    both = f"{result.build_memory:.0f} / {result.ask_memory:.0f}"
    if base is None or result is base:
        return [
            f"{result.build:.1f} s ({result.build_processor:.1f} s)",
            f"{result.question_p50 * 1000:.0f} ms ({result.question_processor * 1000:.0f} ms)",
            f"{result.question_p95 * 1000:.0f} ms",
            f"{result.first:.1f} s ({result.first_processor:.1f} s)",
            both,
        ]
    return [
        f"{times(result.build, base.build)} "
        f"({times(result.build_processor, base.build_processor)})",
        f"{times(result.question_p50, base.question_p50)} "
        f"({times(result.question_processor, base.question_processor)})",
        times(result.question_p95, base.question_p95),
        f"{times(result.first, base.first)} "
        f"({times(result.first_processor, base.first_processor)})",
        both,
    ]


def times(value: float, base: float) -> str:
    """A ratio.

    >>> times(3.0, 2.0), times(0.012, 1.0)
    ('1.50×', '.012×')
    """
    ratio = value / base
    return f"{ratio:.2f}×" if ratio >= 0.1 else f"{ratio:.3f}×".removeprefix("0")


def size(megabytes: float | None) -> str:
    """A size without decimals; a dash where it is not known."""
    return "–" if megabytes is None else f"{megabytes:.0f}"


def losses(results: Sequence[Result], installed: Mapping[str, float]) -> str:
    """A line for each measure in which a peer did better than one of Wellread's rows, or none."""
    lines = []
    for ours in filter(is_ours, results):
        others = [each for each in results if each.task == ours.task and not is_ours(each)]
        for said, better in compared(ours, others).items():
            if better:
                lines.append(f"- {ours.task}, {said}: {ours.peer} is behind {', '.join(better)}.")
    for ours in filter(is_own_name, installed):
        smaller = [peer for peer in installed if installed[peer] < installed[ours]]
        if smaller := [peer for peer in smaller if not is_own_name(peer)]:
            lines.append(f"- Disk: {ours} takes more than {', '.join(smaller)}.")
    return "\n".join(lines) or "In none of these measures."


def is_ours(result: Result) -> bool:
    """Whether a result is one of Wellread's."""
    return is_own_name(result.peer)


def is_own_name(peer: str) -> bool:
    """Whether a row is one of Wellread's; each is named after it and an encoder.

    >>> is_own_name("Wellread mpnet"), is_own_name("txtai")
    (True, False)
    """
    return peer.split()[0] == OURS


def compared(ours: Result, others: Sequence[Result]) -> dict[str, list[str]]:
    """For each measure, the peers that are better than Wellread; a tie is none."""
    fields = {
        "building": "build",
        "building, processor's time": "build_processor",
        "a question": "question_p50",
        "a slow question (p95)": "question_p95",
        "a question, processor's time": "question_processor",
        "the first answer": "first",
        "the first answer, processor's time": "first_processor",
        "memory while building": "build_memory",
        "memory while asking": "ask_memory",
    }
    found = {"nDCG@10": [each.peer for each in others if each.quality > ours.quality]}
    for said, name in fields.items():
        found[said] = [each.peer for each in others if getattr(each, name) < getattr(ours, name)]
    return found


def named(names: Sequence[str]) -> list[str]:
    """Each name once, in the order of its first place.

    >>> named(["b", "a", "b"])
    ['b', 'a']
    """
    return list(dict.fromkeys(names))
