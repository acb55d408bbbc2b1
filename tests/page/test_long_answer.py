"""A long answer comes in parts, and its address says how much of it is shown."""

import pytest

from tests.page.conftest import Visit
from tests.page.test_page import titles

QUESTION = "does flying a kite calm the mind"
PLACES = (
    *("harbour", "orchard", "meadow", "quarry", "lighthouse", "vineyard", "canal"),
    *("heath", "estuary", "common", "rooftop", "dune", "reservoir"),
)
LINES = (
    "Flying a kite by the {0} calms the mind, as many who go to the {0} each week will tell you.",
    "Nobody at the {0} asks how well you do it, and the wind over the {0} is there on most days.",
    "Take a flask to the {0}, sit with your back to its wall, and let the line run out slowly.",
)


@pytest.fixture(scope="module")
def visit_kites(make, tmp_path_factory):
    """A visit to a home with more articles that answer a question than are shown at once."""
    folder = tmp_path_factory.mktemp("kites")
    (folder / "articles").mkdir()
    for place in PLACES:
        lines = "\n\n".join(line.format(place) for line in LINES)
        (folder / "articles" / f"{place}.md").write_text(f"# Kites at the {place}\n\n{lines}\n")
    home = make(folder / "home", folder / "articles", encoder="hashing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WELLREAD_HOME", str(home))
        yield Visit()


def test_more_of_an_answer_is_one_press_away(visit_kites):
    """Ten at first; a press shows the rest below them, and the address says so, as a link does."""
    first = titles(visit_kites.go(q=QUESTION).html)
    assert len(first) == 10
    visit_kites.button("Show more passages").click().run()
    more = titles(visit_kites.html)
    assert len(more) == len(PLACES)
    assert more[:10] == first
    assert visit_kites.app.query_params == {"q": QUESTION, "n": "20"}
    assert titles(visit_kites.go(q=QUESTION, n="20").html) == more
    assert not any(button.label == "Show more passages" for button in visit_kites.app.button)
