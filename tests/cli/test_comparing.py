"""The commands tell which articles say the same, and how far two do."""

import pytest

SLEEP = "tiny/sleep.md"


def copies_in(home, run):
    """The ids of the copies of the article on sleep."""
    ran = run("--home", home, "list", "--json")
    return [
        row["id"] for row in ran.json["articles"] if row["id"].endswith(("night.md", "mirror.md"))
    ]


def test_groups_are_listed(copied_home, run):
    """Head first, each variant with the share that both have."""
    mirror, night = copies_in(copied_home, run)

    listed = run("--home", copied_home, "duplicates", "--json").json
    said = run("--home", copied_home, "duplicates", "--no-color").out.splitlines()

    variants = [{"id": name, "containment": 1.0} for name in (mirror, night)]
    assert listed["groups"] == [{"head": SLEEP, "variants": variants}]
    assert said == [SLEEP, f"  100%  {mirror}", f"  100%  {night}"]


def test_where_there_are_none_it_is_said(tiny_home, run):
    """In words; an empty list for programs."""
    assert run("--home", tiny_home, "duplicates").out.startswith("No two articles")
    assert run("--home", tiny_home, "duplicates", "--json").json["groups"] == []


def test_two_articles_are_compared(copied_home, run):
    """With the verdict and what led to it."""
    mirror, _ = copies_in(copied_home, run)

    same = run("--home", copied_home, "duplicates", SLEEP, mirror)
    other = run("--home", copied_home, "duplicates", SLEEP, "tiny/panic.md")

    assert "100% of the shorter one's word runs stand in the other" in same.out
    assert same.out.endswith("They count as the same article.\n")
    assert "Only one of them speaks of: " in other.out
    assert other.out.endswith("They are two articles.\n")
    found = run("--home", copied_home, "duplicates", SLEEP, mirror, "--json").json
    assert (found["same"], found["containment"], found["unnamed"]) == (True, 1.0, [])


@pytest.mark.parametrize(
    ("words", "code"), [([SLEEP], 2), ([SLEEP] * 3, 2), ([SLEEP, "no/such.md"], 4)]
)
def test_a_pair_is_two_articles_that_are_there(copied_home, run, words, code):
    """One, three, or an unknown one are refused."""
    assert run("--home", copied_home, "duplicates", *words).code == code


def test_status_counts_them(copied_home, tiny_home, run):
    """Only where there are any."""
    counted = run("--home", copied_home, "status")

    assert "2 say the same as another; `wellread duplicates` lists them" in counted.out
    assert run("--home", copied_home, "status", "--json").json["index"]["variants"] == 2
    assert "say the same" not in run("--home", tiny_home, "status").out


def test_a_hit_names_the_other_places(copied_home, run):
    """Under its own."""
    found = run("--home", copied_home, "search", "how can I sleep better", "--per-article", "1")

    assert found.out.count("Also on 2 sites: ") == 1
    assert found.out.count("Sleeping better") == 1
