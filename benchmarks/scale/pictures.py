"""Draws the curves of large collections from the tables that benchmarks/scale/README.md has.

    python -m benchmarks.scale pictures

The tables are where the figures are kept, whoever measured them and when, so that a picture can be
drawn anew without measuring. Writes embedded.svg and milvus.svg beside this file.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.scale.curves import Curve, Panel, draw

HERE = Path(__file__).parent
README = HERE / "README.md"
ENCODED = 24.4  # passages a second that two cores encode with mpnet: twice 12.2
MEMORY = 1_500  # MB that a build of a million passages may take
TEN = 5  # CPU s that ten more articles may take, beside encoding them
WAIT = 1.25  # times what encoding a question takes
SLOWER = 3  # times the p95 at 10,000 passages that it may be at a million
RECALL = 0.98  # of the ten nearest
SOON = 100  # ms that a person takes for at once
CHECKED = 0.95  # of them that a build asks of a Milvus before it is published

Row = dict[str, str]


def main(words: list[str] | None = None) -> None:
    """Draw both pictures."""
    argparse.ArgumentParser(description=__doc__).parse_args(words)
    readme = README.read_text("utf-8")
    pictures = {
        "embedded.svg": ("The embedded engine by number of passages", embedded(readme)),
        "milvus.svg": ("Vectors in Milvus by their number", milvus(readme)),
    }
    for name, (title, panels) in pictures.items():
        (HERE / name).write_text(draw(panels, title=title), "utf-8")
        print(f"Drawn: benchmarks/scale/{name}")


def embedded(readme: str) -> list[Panel]:
    """Throughput, memory, adding, waiting and recall of the engine that every home begins with."""
    built, asked = rows_of(readme, "scale-builds"), rows_of(readme, "scale-questions")
    added, alone = rows_of(readme, "scale-adding"), rows_of(readme, "scale-vectors")
    encoding, *asked = asked  # the first row is of encoding a question
    wait = WAIT * number(encoding["median, ms"])
    tail = SLOWER * next(
        number(row["p95, ms"]) for row in asked if round(size_of(row), -3) == 10_000
    )
    rate = curve("", built, lambda row: round(size_of(row) / number(row["build, s"])))
    return [
        Panel("Building, passages a second", (rate,), ENCODED, "so many are encoded"),
        Panel("Memory of a build, MB", (of(built, "memory, MB"),), MEMORY, "at most, at a million"),
        Panel("Ten more articles, CPU s", (of(added, "CPU, s"),), TEN, "at most, but for a copy"),
        Panel("A question, median ms", (of(asked, "median, ms"),), wait, "1.25 times encoding it"),
        Panel("A question, p95 ms", (of(asked, "p95, ms"),), tail, "3 times that at 10,000"),
        Panel("Recall@10", (of(alone, "recall@10"),), RECALL, "at least", low=0.95),
    ]


def milvus(readme: str) -> list[Panel]:
    """Sending, waiting and recall, for each kind of Milvus beside the embedded engine."""
    rows, alone = rows_of(readme, "scale-milvus"), rows_of(readme, "scale-vectors")
    names = list(dict.fromkeys(row["kept by"] for row in rows))

    def each(column: str) -> list[Curve]:
        return [of([row for row in rows if row["kept by"] == n], column, n) for n in names]

    near = (*each("300 nearest, ms"), of(alone, "300 nearest, ms", "embedded"))
    late = (*each("p95"), of(alone, "p95", "embedded"))
    found = (*each("recall@10"), of(alone, "recall@10", "embedded"))
    sent = tuple(each("sent, a second"))
    return [
        Panel("Sending, vectors a second", sent, ENCODED, "so many are encoded"),
        Panel("The 300 nearest, median ms", near, SOON, "a person sees no wait"),
        Panel("The 300 nearest, p95 ms", late, SOON, "a person sees no wait"),
        Panel("Recall@10", found, CHECKED, "else nothing is published", low=0.9),
    ]


def of(rows: Iterable[Row], column: str, name: str = "") -> Curve:
    """A column as a curve."""
    return curve(name, rows, lambda row: number(row[column]))


def curve(name: str, rows: Iterable[Row], figure: Callable[[Row], float]) -> Curve:
    """A figure of each row at its size."""
    return Curve(name, tuple((size_of(row), figure(row)) for row in rows))


def size_of(row: Row) -> float:
    """How many passages or vectors a row is of: the first number in its first or second cell."""
    cells = list(row.values())[:2]
    return number(next(cell for cell in cells if re.match(r"[\d,]{3,}", cell)))


def number(cell: str) -> float:
    """The first number in a cell.

    >>> number("9,962 passages"), number("0.994")
    (9962.0, 0.994)
    """
    found = re.search(r"[\d,]*\.?\d+", cell)
    if not found:
        raise ValueError(f"{cell!r} is no figure")
    return float(found[0].replace(",", ""))


def rows_of(readme: str, name: str) -> list[Row]:
    """A marked table's rows, each by its heads.

    >>> rows_of("<!-- t begins -->\\n| a | b |\\n| --- | --- |\\n| 1 | 2 |\\n<!-- t ends -->", "t")
    [{'a': '1', 'b': '2'}]

    Raises:
        ValueError: there is no such table.
    """
    found = re.search(rf"<!-- {name} begins -->\n(.*?)<!-- {name} ends -->", readme, re.DOTALL)
    lines = [line for line in found[1].splitlines() if line.startswith("|")] if found else []
    if len(lines) < 3:
        raise ValueError(f"There is no table {name!r} with figures.")
    heads, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(heads, row, strict=True)) for row in rows]


if __name__ == "__main__":
    main()
