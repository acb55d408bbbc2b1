"""The table of the Library: its rows, how they are found and sorted, and its charts."""

import re

import pytest

from corpus.collection import Entry
from index.listing import Listed
from index.manifest import LeftOut
from index.plan import Plan
from page.parts import growth, index_facts, preview_html, shelf_table
from page.parts.growth import Bar, growth_of
from page.parts.shelf import SORTS, Known, Row, flag_counts, flagged, matching, ordered, rows_of
from page.parts.shelf_view import View

HOSTILE = "<script>alert('1')</script> & \"quotes\" ![x](http://evil.example/a.png)"
ROWS = [
    Row("a.md", "Sleep", site="Oak", published="2024", added="2026-01-01", dropped=2, indexed=True),
    Row("b.md", "grief", site="", published="", added="2026-01-03", dropped=9, indexed=True),
    Row("c.md", "Anger", site="elm", published="2025-03-04", added="2026-01-02", kept=4,
        indexed=True),
    Row("d.md", "d.md", added="2026-01-04", flags=("waiting",)),
]  # fmt: skip


def entry(article_id, source="/home/me/a.md"):
    """An entry of a collection."""
    return Entry(article_id, source, "0" * 64, "markdown", "2026-01-02T10:00:00+00:00")


def listed(article_id, **stated):
    """What a build knows of an article."""
    empty = dict.fromkeys(Listed._fields, "") | {"notes": (), "kept": 3, "doubted": 1, "dropped": 2}
    return Listed(**empty | {"id": article_id, "title": "Sleep"} | stated)


def known(**parts):
    """What is known besides the entries."""
    return Known(**{"listed": {}, "left_out": {}, "reviews": {}, "waiting": ()} | parts)


def test_a_row_joins_collection_and_index():
    """Source and day of adding from the one, all else from the other."""
    (row,) = rows_of(
        [entry("a.md")], known(listed={"a.md": listed("a.md", site="Oak", published="2025")})
    )
    assert (row.title, row.site, row.source) == ("Sleep", "Oak", "/home/me/a.md")
    assert (row.published, row.added) == ("2025", "2026-01-02")
    assert (row.kept, row.doubted, row.dropped, row.flags) == (3, 1, 2, ())


@pytest.mark.parametrize(
    ("parts", "flags", "why"),
    [
        ({"listed": {"a.md": listed("a.md")}}, ("dateless",), ""),
        ({"left_out": {"a.md": "No article."}}, ("left",), "No article."),
        ({"waiting": ("a.md",)}, ("waiting",), ""),
        (
            {"listed": {"a.md": listed("a.md", published="2025")}, "reviews": {"a.md": "short"}},
            ("review",),
            "short",
        ),
        (
            {"listed": {"a.md": listed("a.md", published="2025", same_as="b.md")}},
            ("copy",),
            "",
        ),
    ],
    ids=["no date", "left out", "waiting", "to be reviewed", "a copy"],
)
def test_a_row_has_the_flags_that_a_curator_looks_for(parts, flags, why):
    """Each with its reason, where there is one."""
    (row,) = rows_of([entry("a.md")], known(**parts))
    assert (row.flags, row.why) == (flags, why)


def test_the_shelf_finds_by_every_word():
    """All words have to be there, in whatever order, in title, site, source or id."""
    assert [row.id for row in matching(ROWS, "oak SLEEP")] == ["a.md"]
    assert [row.id for row in matching(ROWS, "c.md")] == ["c.md"]
    assert len(matching(ROWS, "")) == 4


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", "cdba"),
        ("added", "dbca"),
        ("site", "cadb"),
        ("newest", "cadb"),
        ("oldest", "acdb"),
        ("dropped", "bacd"),
        ("shortest", "bacd"),
    ],
)
def test_rows_are_sorted(sort, expected):
    """What lacks what they are sorted by comes last; ties go by title, whatever its case."""
    found = "".join(row.id[0] for row in ordered(ROWS, sort))
    assert found == expected
    assert found == "".join(row.id[0] for row in ordered(ROWS[::-1], sort))


@pytest.mark.parametrize("sort", SORTS)
def test_sorting_loses_nothing(sort):
    """Every order has every row once."""
    assert sorted(ordered(ROWS, sort)) == sorted(ROWS)


def test_rows_are_cut_to_a_flag_and_counted():
    """Flags that none has are not offered."""
    assert [row.id for row in flagged(ROWS, "waiting")] == ["d.md"]
    assert flagged(ROWS, "") == ROWS
    assert flag_counts(ROWS) == {"waiting": 1}


def test_a_row_escapes_everything():
    """A file's name and a page's title are as hostile as its text."""
    texts = ("id", "title", "source", "site", "published", "modified", "language", "why", "same_as")
    for flags in ((), ("copy", "left", "review")):
        row = Row(**dict.fromkeys(texts, HOSTILE), added="2026-01-02", indexed=True, flags=flags)
        html = shelf_table.row_html(row)
        assert set(re.findall(r"<(\w+)", html)) <= {"tr", "td", "span", "a"}
        assert "alert('1')" not in html


def test_a_row_says_what_is_missing():
    """No site, no date, not read yet: never an empty cell."""
    assert "No site given" in shelf_table.row_html(ROWS[1])
    assert "No date given" in shelf_table.row_html(ROWS[1])
    html = shelf_table.row_html(ROWS[3])
    assert "Not read yet" in html
    assert "Waits for an update" in html
    assert "<a " not in html


def test_a_table_says_which_rows_it_shows_and_how_they_are_sorted():
    """For the eye and for a screen reader."""
    html = shelf_table.table_html(ROWS[:2], first=26, total=120, sort="newest")
    assert "26 to 27 of 120 articles" in html
    assert "<th scope='col' aria-sort='descending'>Dates</th>" in html
    assert html.count("aria-sort") == 1
    assert ">4 articles<" in shelf_table.table_html(ROWS, first=1, total=4, sort="title")


@pytest.mark.parametrize(
    "view",
    [View(), View(find="a & b"), View(sort="site", only="review", page=3)],
    ids=["usual", "odd signs", "all"],
)
def test_an_address_brings_a_view_back(view):
    """What a view writes it reads."""
    assert View.from_address(view.as_address()) == view


@pytest.mark.parametrize("wrong", [{"sort": "x"}, {"only": "x"}, {"page": "0"}, {"page": "1e9"}])
def test_a_wrong_address_shows_the_usual(wrong):
    """What can't be understood is passed over."""
    assert View.from_address(wrong) == View()


def test_growth_has_no_gaps():
    """Months without articles are there, with none."""
    found = growth_of(["2025-11-30", "2026-02", "2025-11-01", "soon", ""])
    assert found.by == "month"
    assert found.bars == (
        Bar("2025-11", 2),
        Bar("2025-12", 0),
        Bar("2026-01", 0),
        Bar("2026-02", 1),
    )
    assert found.without == 2


def test_a_long_time_is_counted_by_year():
    """Also where an article states only a year that lies before."""
    for dates in (["2015-01-01", "2026-05-01"], ["1999", "2026-05-01", "2026-04"]):
        found = growth_of(dates)
        assert found.by == "year"
        assert sum(bar.articles for bar in found.bars) == len(dates)


@pytest.mark.parametrize("dates", [[], [""], ["0001-01-01", "9999-12-31"], ["2026-13", "2026-99"]])
def test_odd_dates_do_no_harm(dates):
    """No bar too many, and nothing is lost from the count."""
    found = growth_of(dates)
    assert len(found.bars) <= 60
    assert sum(bar.articles for bar in found.bars) + found.without == len(dates)


def test_a_chart_can_be_read_without_eyes():
    """A sentence sums it up, a table has the numbers."""
    html = growth.growth_html(ROWS)
    assert "role='img' aria-label='Articles by month in which they were added: " in html
    assert "<th scope='row'>January 2026</th><td>4</td>" in html
    assert growth.growth_html([]) == ""


def test_a_plan_names_what_it_would_do():
    """Each kind with its articles, escaped; kinds without any are left out."""
    plan = Plan(("<b>.md",), (), ("x", "y"), ("z",) * 80, {})
    html = index_facts.plan_html(plan)
    assert "1 article to be added" in html
    assert "&lt;b&gt;.md" in html
    assert "2 articles to be taken out" in html
    assert "to be read again" not in html
    assert "and 30 more" in html


def test_a_plan_says_why_an_article_is_read_again():
    """Beside each, and summed up for all; a plan without such articles says nothing of it."""
    plan = Plan((), ("a.md", "b.md"), (), (), {"a.md": "its <file>", "b.md": "its <file>"})
    assert index_facts.plan_html(plan).count("its &lt;file&gt;") == 2
    assert "2 articles: its &lt;file&gt;" in index_facts.reasons_html(plan)
    assert index_facts.reasons_html(Plan(("a",), (), (), (), {})) == ""


def test_a_build_of_the_log_is_told_and_escaped():
    """When, how much, how long, what was decided anew, what was left out; why one failed."""
    from index.history import Entry as Build

    done = Build(
        at="2026-03-19T10:11:12+00:00",
        end="published",
        seconds=12.34,
        added=3,
        articles=40,
        passages=300,
        encoded=20,
        reused=280,
        reconsidered=("2 lines on 1 article are now known to repeat over their site",),
        left_out=(LeftOut("<i>.md", "", "<b>why</b>"),),
        left_out_count=1,
    )
    html = index_facts.history_html([done])
    assert "19 March 2026, 10:11 UTC" in html
    assert "3 new, 0 changed, 0 removed, 0 kept. 40 articles, 300 passages" in html
    assert "in 12.3 s." in html
    assert "now known to repeat over their site." in html
    assert "1 article left out" in html
    assert "&lt;i&gt;.md</b> &lt;b&gt;why&lt;/b&gt;" in html
    failed = Build(at="2026-03-19T10:11:12+00:00", end="failed", seconds=700, error="<u>No room.")
    html = index_facts.history_html([failed])
    assert "<b>Failed</b>" in html
    assert "&lt;u&gt;No room." in html
    assert "After 12 min. Search went on" in html
    assert "Nothing was noted yet" in index_facts.history_html([])


def test_outcomes_are_summed_up_and_refusals_come_first():
    """Of a large archive the first hundred of each are named."""
    from corpus.intake import Outcome

    outcomes = [Outcome(f"{n}.md", "added", f"{n}.md", "") for n in range(150)]
    outcomes.append(Outcome("<x>.exe", "refused", "", "Unknown <type>."))
    html = preview_html.outcomes_html(outcomes)
    assert "150 added, 1 refused." in html
    assert html.index("&lt;x&gt;.exe") < html.index("0.md")
    assert "Unknown &lt;type&gt;." in html
    assert "and 50 more" in html
