"""Questions are counted only where that was asked for, once each, and never a private one."""

import pytest

from search.counted import NAME


def counted(run, home):
    """What `wellread counts` says of all days together."""
    days = run("counts", "--home", home, "--json").json["days"]
    return [sum(day[name] for day in days) for name in ("asked", "unanswered")]


@pytest.fixture
def counting(own_home):
    """A home whose page.toml asks for it."""
    (own_home / "page.toml").write_text("[page]\ncount = true\n", "utf-8")
    return own_home


def test_nothing_is_counted_unless_that_is_asked_for(visit_own, own_home, run):
    """No file, not even an empty one."""
    visit_own.go(q="how can I sleep better")
    assert not (own_home / NAME).exists()
    assert run("counts", "--home", own_home).out == "Nothing was counted.\n"


def test_a_question_is_counted_once(counting, visit_own, run):
    """However often the page is drawn again for it; one that finds nothing is counted as such."""
    visit_own.go(q="how can I sleep better")
    visit_own.app.run()
    visit_own.go(q="how can I sleep better", n="20")
    visit_own.go(q="gearbox carburettor hydraulics")

    assert counted(run, counting) == [2, 1]
    stored = (counting / NAME).read_text("utf-8")
    assert "sleep" not in stored
    assert "gearbox" not in stored


def test_a_private_search_is_not_counted(counting, visit_own, run):
    """Its switch says that nothing is kept of it."""
    visit_own.go(q="how can I sleep better", private="1")
    assert counted(run, counting) == [0, 0]


def test_a_setting_that_is_no_setting_counts_nothing(own_home, visit_own, run):
    """A mistake in the file is told in the Library; a question is answered as ever."""
    (own_home / "page.toml").write_text("[page]\ncount = 'yes'\n", "utf-8")
    assert "Sleeping better" in visit_own.go(q="how can I sleep better").html
    assert counted(run, own_home) == [0, 0]
