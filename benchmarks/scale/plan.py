"""What a collection of so many articles would take, on paper: the arithmetic of docs/scaling.md.

    python -m benchmarks.scale plan --articles 100e6 --cores 1024 --core-hour 0.04

Every number that goes in is an argument, with its source beside its default. Nothing is measured
here. `--write` puts the tables for the defaults into docs/scaling.md.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

from benchmarks.cleaning.tables import put_between_markers, table
from index.sentence_codes import SCALE, bytes_for

DOCUMENT = Path(__file__).parents[2] / "docs" / "scaling.md"
FLAT_UP_TO = 50_000  # passages; as index/engines/milvus_engine.py has it
HNSW_UP_TO = 50_000_000  # judgement: beyond it links and whole numbers outgrow some ten nodes
SIZES = (1_000, 10_000, 100_000, 1_000_000)  # articles, for the table of one machine
MEASURED_UP_TO = 1_000_000  # passages in one home
HOUR, MONTH = 3600, 730  # seconds; hours


class Encoder(NamedTuple):
    """What an encoder costs."""

    name: str
    dimension: int
    encoded: float  # passages of 160 tokens in a core-second; measured, benchmarks/README.md


ENCODERS = (Encoder("mpnet", 768, 12.2), Encoder("minilm", 384, 78.6))


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is put in; measured by us on two cores unless it says otherwise."""

    articles: float = 100e6
    passages: float = 10  # an article; 9.7 of those that benchmarks/drawn.py draws
    cleaned: float = 30  # web pages in a core-second: 50 take 1.6 s
    sent: float = 2_018  # vectors a second that one Milvus of two cores took (2.3.5, 100,000)
    original: float = 30_000  # bytes of a web page, with its junk: judgement
    stored: float = 2_373  # bytes of a passage in a build beside what was encoded: text, words
    sentences: float = 6.4  # a passage; of those of the sample collection
    reader: float = (
        2_375  # bytes that a page holds in memory for a passage of mpnet, on one machine
    )
    cores: float = 1_024  # that clean and encode: judgement
    streams: float = 8  # into Milvus at once: judgement
    memory: float = 128  # GB of a query node: judgement
    usable: float = 0.7  # of it: judgement
    replicas: float = 2  # so that one may fail: judgement
    core_hour: float = 0.04  # money: an assumption, as are the three that follow
    node_hour: float = 0.80  # of a query node
    disk_month: float = 0.10  # a GB
    object_month: float = 0.025  # a GB in the store of objects that a distributed Milvus needs


def index_type(passages: float) -> str:
    """The kind of index that so many vectors ask for.

    >>> index_type(20_000), index_type(5e6), index_type(1e9)
    ('FLAT', 'HNSW', 'IVF_RABITQ')
    """
    if passages <= FLAT_UP_TO:
        return "FLAT"
    return "HNSW" if passages <= HNSW_UP_TO else "IVF_RABITQ"


def vector_bytes(kind: str, dimension: int) -> float:
    """Bytes of one vector in memory, by how it is kept.

    >>> [vector_bytes(kind, 384) for kind in ("fp32", "SQ8", "one bit", "RaBitQ", "HNSW")]
    [1536.0, 384.0, 48.0, 56.0, 1664.0]
    >>> vector_bytes("IVF_RABITQ", 384)  # and SQ8, to compare the best again
    440.0
    """
    of_a_number = {"fp32": 4.0, "fp16": 2.0, "SQ8": 1.0, "one bit": 1 / 8}
    if kind in of_a_number:
        return of_a_number[kind] * dimension
    links, factors = 16 * 2 * 4, 8  # of HNSW with M = 16; two floats of RaBitQ
    rabitq = dimension / 8 + factors
    whole = {"FLAT": 4.0 * dimension, "HNSW": 4.0 * dimension + links}
    return {**whole, "RaBitQ": rabitq, "IVF_RABITQ": rabitq + dimension}[kind]


def hours(things: float, a_second: float) -> float:
    """Hours that things take.

    >>> round(hours(1e9, 11))  # passages of 216 tokens, as an earlier set-up encoded them
    25253
    """
    return things / a_second / HOUR


def nodes(gigabytes: float, *, memory: float, usable: float) -> int:
    """Machines that hold so much in memory.

    >>> nodes(440, memory=128, usable=0.7)
    5
    """
    return math.ceil(gigabytes / (memory * usable))


def sentence_bytes(given: Given, dimension: int) -> float:
    """What a passage's sentences take.

    >>> round(sentence_bytes(Given(), 768))
    1242
    """
    return given.sentences * (SCALE.itemsize + bytes_for(dimension))


def cached_bytes(given: Given, dimension: int) -> float:
    """What the cache has of a passage: its vector in full, and its sentences."""
    return 4 * dimension + sentence_bytes(given, dimension)


def plan_lines(given: Given, encoder: Encoder) -> Iterator[tuple[str, str, str]]:
    """What is needed, how it is reckoned, and how much it is, for one encoder."""
    count, size = given.articles * given.passages, encoder.dimension
    yield "passages", f"{given.passages:g} an article", f"{count:,.0f}"
    cleaning = hours(given.articles, given.cleaned)
    encoding = hours(count, encoder.encoded)
    yield "cleaning, core-hours", f"{given.cleaned:g} pages a core-second", f"{cleaning:,.0f}"
    rates = " and ".join(f"{each.encoded:g}" for each in ENCODERS)
    yield "encoding, core-hours", f"{rates} passages a core-second", f"{encoding:,.0f}"
    both = (cleaning + encoding) / given.cores / 24
    yield "both, days", f"on {given.cores:,.0f} cores", f"{both:.1f}"
    sending = hours(count, given.sent) / given.streams / 24
    yield (
        "sending, days",
        f"{given.sent:,.0f} a second, {given.streams:g} at once",
        f"{sending:.1f}",
    )
    kind = index_type(count)
    in_memory = count * vector_bytes(kind, size) / 1e9
    yield "index, GB in memory", kind, f"{in_memory:,.0f}"
    each = nodes(in_memory, memory=given.memory, usable=given.usable)
    said = f"{given.memory:g} GB each, {given.usable:.0%} of it; {given.replicas:g} replicas"
    yield "query nodes", said, f"{each * given.replicas:,.0f}"
    disks = count * (given.stored + sentence_bytes(given, size) + cached_bytes(given, size))
    disks += given.articles * given.original
    said = "originals, texts, words and sentences, cache of what was encoded"
    yield "disk of the homes, TB", said, f"{disks / 1e12:.1f}"
    objects = count * (4 * size + vector_bytes(kind, size))
    yield "store of objects, TB", "vectors in full, and the index", f"{objects / 1e12:.1f}"
    homes = math.ceil(count / MEASURED_UP_TO)
    yield "homes", f"{MEASURED_UP_TO:,} passages each, the most that was run", f"{homes:,}"
    once = (cleaning + encoding) * given.core_hour
    yield "money, once", f"{given.core_hour:g} a core-hour", f"{once:,.0f}"
    monthly = each * given.replicas * given.node_hour * MONTH
    monthly += (disks * given.disk_month + objects * given.object_month) / 1e9
    said = f"{given.node_hour:g} a node-hour, {given.disk_month:g} and {given.object_month:g} a GB"
    yield "money, a month", said, f"{monthly:,.0f}"


def plan_table(given: Given) -> str:
    """The plan, a column an encoder."""
    columns = [list(plan_lines(given, encoder)) for encoder in ENCODERS]
    heads = [f"{each.name}, {each.dimension} numbers" for each in ENCODERS]
    rows = [[*lines[0][:2], *(line[2] for line in lines)] for lines in zip(*columns, strict=True)]
    return table([f"{given.articles:,.0f} articles", "reckoned by", *heads], rows)


def formats_table(given: Given) -> str:
    """What the vectors take in memory, by how they are kept."""
    count = given.articles * given.passages
    kinds = ("fp32", "fp16", "SQ8", "one bit", "RaBitQ", "HNSW", "IVF_RABITQ")
    rows = [
        [kind, *(f"{count * vector_bytes(kind, each.dimension) / 1e9:,.0f}" for each in ENCODERS)]
        for kind in kinds
    ]
    return table(["kept as", *(f"{each.name}, GB" for each in ENCODERS)], rows)


def one_machine_table(given: Given, *, cores: int = 2) -> str:
    """What one machine takes; from the largest that was measured on it is reckoned."""
    rows = []
    for articles in SIZES:
        count = articles * given.passages
        times = [hours(count, each.encoded) / cores for each in ENCODERS]
        size = ENCODERS[0].dimension
        built = given.stored + 2 * size + sentence_bytes(given, size)
        disk = count * (built + cached_bytes(given, size)) + articles * given.original
        sizes = [f"{count * given.reader / 1e9:.1f}", f"{disk / 1e9:.1f}"]
        source = "measured" if count <= MEASURED_UP_TO else "reckoned only"
        rows.append(
            [f"{articles:,}", f"{count:,.0f}", *(f"{each:.1f}" for each in times), *sizes, source]
        )
    encoding = [f"encoding by {each.name}, hours on {cores} cores" for each in ENCODERS]
    return table(["articles", "passages", *encoding, "a reader, GB", "disk, GB", "size"], rows)


def parts(given: Given) -> dict[str, str]:
    """Each table by the name of its place in the document."""
    return {
        "plan-one-machine": one_machine_table(given),
        "plan-formats": formats_table(given),
        "plan": plan_table(given),
    }


def main(words: list[str] | None = None) -> None:
    """Print the tables, for what is given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for each in fields(Given):
        name = f"--{each.name.replace('_', '-')}"
        parser.add_argument(name, type=float, default=each.default, help=f"{each.default:g}")
    parser.add_argument("--write", action="store_true", help="put them into docs/scaling.md")
    asked = vars(parser.parse_args(words))
    write = asked.pop("write")
    for name, text in parts(Given(**asked)).items():
        print(f"{text}\n")
        if write:
            put_between_markers(DOCUMENT, name, text)


if __name__ == "__main__":
    main()
