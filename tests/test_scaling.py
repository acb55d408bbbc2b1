"""What docs/scaling.md reckons and benchmarks/scale/README.md shows is what their scripts give."""

import doctest
import re
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from benchmarks.scale import __main__ as scale
from benchmarks.scale import curves, pictures, plan
from benchmarks.scale.curves import Curve, Panel, draw, in_words
from benchmarks.scale.milvus import Best
from benchmarks.scale.plan import ENCODERS, Given, index_type, nodes, plan_lines, vector_bytes

DOCUMENT = plan.DOCUMENT.read_text("utf-8")
README = pictures.README.read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("module", [plan, pictures, curves])
def test_the_examples_are_right(module):
    """They stand outside of what `--doctest-modules` looks through."""
    done = doctest.testmod(module)
    assert (done.failed, done.attempted > 0) == (0, True)


@pytest.mark.parametrize("name", plan.parts(Given()))
def test_the_document_has_the_figures_that_the_script_prints(name):
    """Whoever changes one runs `python -m benchmarks.scale plan --write`."""
    found = re.search(rf"<!-- {name} begins -->\n\n(.*?)\n\n<!-- {name} ends -->", DOCUMENT, re.S)
    assert found[1] == plan.parts(Given())[name]


def test_a_plan_follows_what_is_given():
    """A tenth of the articles is a tenth of the hours; replicas multiply nodes and no disk."""
    one = dict(line[::2] for line in plan_lines(Given(), ENCODERS[0]))
    other = dict(line[::2] for line in plan_lines(Given(articles=10e6, replicas=1), ENCODERS[0]))

    def hours(lines):
        return float(lines["encoding, core-hours"].replace(",", ""))

    assert hours(other) == pytest.approx(hours(one) / 10, rel=0.01)
    assert (one["query nodes"], other["query nodes"]) == ("20", "1")
    assert (one["homes"], other["homes"]) == ("1,000", "100")


def test_the_index_changes_with_the_size():
    """Where Wellread itself changes it, and where it would have to be another."""
    kinds = [index_type(count) for count in (50_000, 50_001, 50e6, 50e6 + 1)]
    assert kinds == ["FLAT", "HNSW", "HNSW", "IVF_RABITQ"]


def test_a_billion_vectors_take_what_is_known_of_them():
    """384 numbers each: figures that were reckoned by hand."""
    kinds = ("fp32", "fp16", "SQ8", "one bit", "RaBitQ", "IVF_RABITQ")
    assert [vector_bytes(kind, 384) for kind in kinds] == [1536, 768, 384, 48, 56, 440]
    assert vector_bytes("HNSW", 384) - vector_bytes("fp32", 384) == 128
    assert nodes(440, memory=128, usable=0.7) == 5


def test_the_tables_are_printed_for_what_is_asked(capsys):
    """Every number is an option; nothing is written unless it is asked for."""
    plan.main(["--articles", "5e6", "--core-hour", "0.03"])
    said = capsys.readouterr().out
    assert "| 5,000,000 articles |" in said
    assert "| money, once | 0.03 a core-hour | 36 | 7 |" in said
    assert plan.DOCUMENT.read_text("utf-8") == DOCUMENT


@pytest.mark.parametrize(
    ("name", "panels"), [("embedded", pictures.embedded), ("milvus", pictures.milvus)]
)
def test_the_pictures_are_those_of_the_tables(name, panels):
    """Drawn again from the tables, each is the same; every one has its limit in it."""
    kept = (pictures.HERE / f"{name}.svg").read_text("utf-8")
    drawn = panels(README)
    title = ElementTree.fromstring(kept).find(f"{SVG}title").text

    assert draw(drawn, title=title) == kept
    assert kept.count('class="limit"') == 2 * len(drawn)  # in the frame, and beside its words
    assert f"({name}.svg)" in README


def test_a_picture_shows_each_figure_and_tells_it_in_words():
    """A point for each, inside of the frame, the limit as well; what it says is escaped."""
    panel = Panel("p95 <ms>", (Curve("a", ((1000, 5), (10**6, 90))), Curve("b", ())), 100, "most")
    drawn = ElementTree.fromstring(draw([panel], title="A & B"))

    circles = list(drawn.iter(f"{SVG}circle"))
    assert [float(each.get("cx")) for each in circles] == [15, 285]
    places = [float(each.get("cy")) for each in circles]
    assert 0 < places[1] < places[0] < curves.HIGH
    assert drawn.find(f"{SVG}desc").text == in_words(panel)


def test_a_table_that_is_not_there_is_told():
    """Rather than drawn empty."""
    with pytest.raises(ValueError, match="no table 'scale-none'"):
        pictures.rows_of(README, "scale-none")
    with pytest.raises(ValueError, match="'fast' is no figure"):
        pictures.number("fast")


def test_the_parts_are_listed_and_each_can_be_started():
    """One command each."""
    with pytest.raises(SystemExit, match="where PART is one of\n  builds "):
        scale.main(["rank"])
    for name in scale.PARTS:
        assert callable(import_module(f"benchmarks.scale.{name}").main)
        assert (Path(scale.__file__).parent / f"{name}.py").is_file()


def test_the_nearest_seen_in_parts_are_the_nearest_of_all():
    """What recall is measured against."""
    vectors = np.random.default_rng(5).normal(size=(90, 8)).astype(np.float32)
    best = Best(list(vectors[:3]))
    for start in (0, 40, 80):
        best.see(np.arange(start, min(start + 40, 90)), vectors[start : start + 40])

    exact = [{*np.argsort(-(vectors @ each))[:10].tolist()} for each in vectors[:3]]

    assert best.shared(exact) == 1
    assert best.shared([set(), *exact[1:]]) == pytest.approx(2 / 3)
