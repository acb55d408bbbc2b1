"""A curator's day: add, sync, list, show, remove, build, rollback, verify, status."""

import json
import re
import shutil

import pytest

from corpus.collection import Collection
from index.opened import current_build
from tests.zips import article, zipped


@pytest.fixture
def home(tmp_path):
    """An empty home."""
    return tmp_path / "home"


def ids(run, home):
    """The collection's articles by their ids."""
    return [entry["id"] for entry in run("list", "--json", "--home", home).json["articles"]]


def build(run, home, *more):
    """Bring a home up to date."""
    return run("build", "--encoder", "hashing", "--home", home, *more)


def original_of(home, article_id):
    """Where an article's bytes lie."""
    with Collection.open(home) as collection:
        return collection.original_path(collection.entry(article_id).sha256)


def test_a_bad_file_never_stops_the_others(run, home, tmp_path, article):
    """It is named with its reason on stderr, the others are added, and the exit code is 5."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a-good.txt").write_text(article, "utf-8")
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "d-unknown.xyz").write_text(article, "utf-8")
    (folder / "e-good.md").write_text(f"# Another\n\n{article}", "utf-8")

    ran = run("add", folder, "--home", home)

    assert ran.code == 5
    assert ran.out == "2 added, 3 refused\n"
    assert ids(run, home) == ["mixed/a-good.txt", "mixed/e-good.md"]
    for name, reason in (("b-empty.txt", "Empty"), ("d-unknown.xyz", "Unknown type '.xyz'")):
        assert f"! mixed/{name}\n    {reason}" in ran.err


def test_nothing_but_bad_files_is_a_failure(run, home, tmp_path):
    """Exit code 1: nothing was done."""
    (tmp_path / "empty.txt").write_bytes(b"")

    assert run("add", tmp_path / "empty.txt", "--home", home).code == 1


def test_a_name_that_is_nothing_stops_before_standard_input_is_added(run, home, article):
    """Either all that was named is tried, or nothing is added."""
    ran = run(
        *("add", "-", "missing.txt", "--format", "text", "--home", home), stdin=article.encode()
    )

    assert ran.code == 1
    assert "There is no file or folder 'missing.txt'." in ran.err
    assert not home.exists()


def test_what_needs_review_is_told_and_listed(run, home, tmp_path, article):
    """Beside its name when it is added, in the status, and in a list of its own, with reasons."""
    buttons = "".join("Share on Facebook\n\nPrint this page\n\n" for _ in range(12))
    (tmp_path / "gutted.txt").write_text(f"{article}\n{buttons}", "utf-8")
    (tmp_path / "whole.txt").write_text(f"{article}\nSo rest, as often and as long as you like.\n")
    reason = "80% of its lines were dropped"

    added = run("add", tmp_path / "gutted.txt", tmp_path / "whole.txt", "--home", home)
    assert "+ gutted.txt\n    needs review: " in added.err
    assert run("list", "--review", "--home", home).code == 3  # nothing was built yet
    build(run, home)

    (noted,) = run("list", "--review", "--home", home, "--json").json["needs_review"]
    assert noted["id"] == "gutted.txt"
    assert reason in noted["reasons"]
    assert run("status", "--home", home, "--json").json["needs_review"] == [noted]
    assert "  needs review: gutted.txt: " in run("status", "--home", home).out
    assert reason in run("list", "--review", "--home", home).out
    assert reason in run("show", "gutted.txt", "--home", home).out
    run("remove", "gutted.txt", "--home", home)
    build(run, home)
    assert run("list", "--review", "--home", home).out == "Nothing needs review.\n"


def test_the_same_file_again_changes_nothing(run, home, file, article):
    """A changed one replaces its article."""
    assert run("add", file, "--home", home, "--json").json["counts"]["added"] == 1
    assert run("add", file, "--home", home, "--json").json["counts"]["unchanged"] == 1
    file.write_text(f"{article}\nAnd then go on.\n", "utf-8")
    assert run("add", file, "--home", home, "--json").json["counts"]["replaced"] == 1
    assert ids(run, home) == ["resting.txt"]


def test_standard_input_needs_a_format(run, home, article):
    """A file's name says what it is; standard input has none."""
    for words in (("add", "-"), ("clean", "-")):
        ran = run(*words, "--home", home, stdin=article.encode())
        assert ran.code == 2
        assert (
            "Standard input needs --format: html, text, markdown, pdf, docx, epub or wikitext."
            in ran.err
        )


def test_standard_input_is_added_under_its_name(run, home, article):
    """It is called `stdin` unless it is given a name."""
    words = ("add", "-", "--format", "text", "--home", home)

    assert run(*words, "--name", "leaflet.txt", stdin=article.encode()).code == 0

    assert ids(run, home) == ["leaflet.txt"]


def test_sync_mirrors_a_folder(run, home, tmp_path, article):
    """Without --prune what is gone stays, with it it goes; other folders' articles are left."""
    folder, other = tmp_path / "mine", tmp_path / "other"
    for name, path in (("one", folder), ("two", folder), ("three", other)):
        path.mkdir(exist_ok=True)
        (path / f"{name}.txt").write_text(f"{name} {article}", "utf-8")
    run("add", other, "--home", home)
    run("sync", folder, "--home", home)
    (folder / "two.txt").unlink()

    run("sync", folder, "--home", home)
    assert ids(run, home) == ["mine/one.txt", "mine/two.txt", "other/three.txt"]
    ran = run("sync", folder, "--prune", "--home", home)
    assert ran.out == "1 unchanged, 1 removed\n"
    assert ids(run, home) == ["mine/one.txt", "other/three.txt"]


def test_show_tells_an_article_and_what_was_dropped(run, own_home):
    """By its id; a wrong one is told with those that are like it, and exit code 4."""
    found = run("show", "tiny/sleep.md", "--json", "--home", own_home).json
    assert found["entry"]["id"] == "tiny/sleep.md"
    assert found["title"] == "Sleeping better"

    ran = run("show", "tiny/slep.md", "--home", own_home)
    assert ran.code == 4
    assert "no article 'tiny/slep.md'" in ran.err
    assert "Did you mean tiny/sleep.md" in ran.err


def test_remove_keeps_the_original(run, own_home):
    """And says so; the same id twice is removed once."""
    sleep = original_of(own_home, "tiny/sleep.md")

    kept = run("remove", "tiny/sleep.md", "tiny/sleep.md", "--home", own_home)

    assert kept.code == 0
    assert kept.out.startswith("Removed 1. The originals are kept.")
    assert sleep.is_file()


def test_one_unknown_id_keeps_all_from_being_removed(run, own_home):
    """Exit code 4, and the collection is as it was."""
    before = ids(run, own_home)

    assert run("remove", "tiny/sleep.md", "nowhere.md", "--home", own_home).code == 4
    assert ids(run, own_home) == before


def test_status_says_what_a_build_would_do(run, own_home, file):
    """0 while the index is right, 5 with --check when it is not, 3 where there is none."""
    assert run("status", "--check", "--home", own_home).code == 0
    run("add", file, "--home", own_home)

    assert run("status", "--home", own_home).code == 0
    checked = run("status", "--check", "--home", own_home)
    assert checked.code == 5
    assert "A build would do: 1 new" in checked.out
    found = run("status", "--json", "--home", own_home).json
    assert (found["stale"], found["plan"]["added"]) == (True, ["resting.txt"])


def test_status_of_an_empty_home(run, home):
    """There is no index yet."""
    ran = run("status", "--check", "--home", home)

    assert ran.code == 3
    assert (
        ran.out == "Collection: 0 articles\nIndex: none yet. Add articles: `wellread add FOLDER`.\n"
    )


def test_a_build_encodes_what_is_new_and_a_rollback_takes_it_back(run, own_home, file):
    """Once more returns to it; what answers says so each time."""
    first = current_build(own_home).name
    run("add", file, "--home", own_home)
    built = run("build", "--json", "--home", own_home).json
    assert built["published"]
    assert (built["articles"], built["plan"]["added"]) == (13, ["resting.txt"])
    assert built["reused"] > built["encoded"] > 0

    assert run("rollback", "--json", "--home", own_home).json["build"] == first
    assert not any(
        hit["article"]["id"] == "resting.txt"
        for hit in run("search", "resting well", "--json", "--home", own_home).json["hits"]
    )
    assert run("rollback", "--json", "--home", own_home).json["build"] == built["build"]
    hits = run("search", "resting well", "--json", "--home", own_home).json["hits"]
    assert hits[0]["article"]["id"] == "resting.txt"


def test_a_second_build_has_nothing_to_do(run, own_home):
    """It says so, and publishes nothing."""
    ran = run("build", "--home", own_home)

    assert ran.code == 0
    assert ran.out.startswith("Already up to date: 36 passages of 12 articles")


def test_an_article_that_cannot_be_read_is_left_out_with_its_reason(run, home, file, tmp_path):
    """The others are indexed, and the build leaves with 5."""
    other = shutil.copy(file, tmp_path / "other.txt")
    other.write_text("Another. " + file.read_text("utf-8"), "utf-8")
    run("add", file, other, "--home", home)
    original_of(home, "other.txt").write_bytes(b"damaged")

    ran = build(run, home, "--json")

    assert ran.code == 5
    assert [left["id"] for left in ran.json["left_out"]] == ["other.txt"]
    assert "is damaged: its sha256 is no longer" in ran.json["left_out"][0]["reason"]
    assert ran.json["articles"] == 1


def test_verify_finds_every_damage(run, own_home):
    """In a build, and in an original; whole, it says so."""
    whole = run("verify", "--home", own_home)
    assert (whole.code, whole.out) == (0, "Every file is what it was when it was written.\n")

    build_folder = own_home / "index" / current_build(own_home).name
    (build_folder / "vectors.faiss").write_bytes(b"damaged")
    original_of(own_home, "tiny/sleep.md").write_bytes(b"damaged")
    ran = run("verify", "--json", "--home", own_home)

    assert ran.code == 1
    whats = [fault["what"] for fault in ran.json["faults"]]
    assert whats == [f"build {build_folder.name}", "tiny/sleep.md"]


def test_an_index_that_cannot_be_trusted_is_not_asked(run, own_home):
    """Exit code 3, and what to do."""
    for file in (own_home / "index").glob("0*/passages.sqlite"):
        file.write_bytes(b"damaged")

    ran = run("search", "sleep", "--home", own_home)

    assert ran.code == 3
    assert "No build of the index" in ran.err
    assert "Run `wellread build`" in ran.err


def test_eval_measures_each_mode(run, tmp_path):
    """On a folder in BEIR form; without a folder it says what it needs."""
    rows = [{"_id": "a", "title": "", "text": "rest in the dark"}, {"_id": "b", "text": "walking"}]
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "walking"}\n', "utf-8")
    (tmp_path / "qrels" / "dev.tsv").write_text("q\tc\ts\n1\tb\t1\n", "utf-8")
    words = ("eval", tmp_path, "--split", "dev", "--encoder", "hashing", "--home", tmp_path)

    found = run(*words, "--json").json
    table = run(*words, "--mode", "words").out.splitlines()

    assert list(found["modes"]) == ["best", "meaning", "words"]
    assert found["modes"]["best"] == {
        "questions": 1, "nDCG@10": 1.0, "RR@10": 1.0, "R@10": 1.0, "R@100": 1.0,
    }  # fmt: skip
    assert table[0].split("\t") == ["mode", "questions", "nDCG@10", "RR@10", "R@10", "R@100"]
    assert table[1].split("\t") == ["words", "1", "1.000", "1.000", "1.000", "1.000"]


@pytest.fixture
def gutted(run, home, tmp_path, article):
    """A built home with an article that needs review; gives its file."""
    path = tmp_path / "gutted.txt"
    path.write_text(article + "\n" + "Share on Facebook\n\nPrint this page\n\n" * 12, "utf-8")
    run("add", path, "--home", home)
    build(run, home)
    return path


def test_an_article_that_was_looked_at_is_asked_for_no_more(run, home, gutted):
    """At once and after every build, in the list and in the status; `show` says so."""
    ran = run("reviewed", "gutted.txt", "--home", home)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "gutted.txt is marked as looked at.")
    assert "of its lines were dropped" in ran.out
    for _ in range(2):
        assert run("list", "--review", "--home", home).out == "Nothing needs review.\n"
        assert run("status", "--home", home, "--json").json["needs_review"] == []
        build(run, home)
    assert run("status", "--check", "--home", home).code == 0
    out = run("show", "gutted.txt", "--home", home).out
    assert re.search(r"^looked at on \d{4}-\d\d-\d\d: ", out, re.MULTILINE)
    assert "needs review" not in out


def test_a_review_is_listed_with_the_other_decisions_and_taken_back(run, home, gutted):
    """With its reasons, as long as it holds."""
    run("reviewed", "gutted.txt", "--home", home)
    assert re.search(
        r"reviewed  \d{4}-\d\d-\d\d  gutted\.txt\n    .*of its lines were dropped",
        run("decisions", "--home", home).out,
    )
    (listed,) = run("decisions", "--home", home, "--json").json["reviewed"]
    assert (listed["article"], listed["reason"]) == ("gutted.txt", "")

    ran = run("reviewed", "gutted.txt", "--undo", "--home", home)
    assert ran.out == "gutted.txt is to be looked at again.\n"
    assert run("decisions", "--home", home).out == "Nothing was decided by hand.\n"
    assert "gutted.txt" in run("list", "--review", "--home", home).out
    ran = run("reviewed", "gutted.txt", "--undo", "--home", home, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (4, "no_such_decision")


def test_a_changed_article_is_asked_for_again(run, home, gutted):
    """Another sentence, and what was looked at is not what stands there."""
    run("reviewed", "gutted.txt", "--home", home)
    gutted.write_text(f"Rest begins early.\n\n{gutted.read_text('utf-8')}", "utf-8")
    assert "~ gutted.txt\n    needs review: " in run("add", gutted, "--home", home).err
    build(run, home)
    assert "gutted.txt" in run("list", "--review", "--home", home).out
    assert "its text or the reasons are others now" in run("decisions", "--home", home).out


def test_a_whole_article_needs_no_review(run, home, file, article):
    """Nor can a name be reviewed that is no article's."""
    file.write_text(article * 2, "utf-8")
    run("add", file, "--home", home)
    ran = run("reviewed", "resting.txt", "--home", home, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "nothing_to_review")
    assert run("reviewed", "nothing.txt", "--home", home).code == 4


def test_builds_lists_what_was_done_newest_first(run, own_home, file):
    """A build, the step back from it, and a build that failed, each with what it did or why."""
    run("add", file, "--home", own_home)
    run("build", "--home", own_home)
    run("rollback", "--home", own_home)
    (own_home / "cache").rename(own_home / "old")
    (own_home / "cache").write_text("not a folder", "utf-8")
    run("build", "--encoder", "hashing", "--home", own_home)

    ran = run("builds", "--home", own_home)
    failed, back, built = ran.out.splitlines()
    assert "failed after" in failed
    assert "cache" in failed
    assert "went back to build 000001-" in back
    assert re.search(r"published 000002-\w+: 13 articles \(1 new, 0 changed, 0 removed, 12", built)
    found = run("builds", "--json", "-n", "1", "--home", own_home).json["builds"]
    assert [each["end"] for each in found] == ["failed"]


def test_a_zip_is_added_by_its_name(run, own_home, tmp_path):
    """What is in it is; what would lead out of it is refused, and the command leaves with 5."""
    path = tmp_path / "saved.zip"
    path.write_bytes(zipped({"rest.md": article("Rest"), "../evil.md": article("Evil")}))
    ran = run("add", path, "--home", own_home)
    assert ran.code == 5
    assert "+ saved/rest.md" in ran.err
    assert "leads out of the archive" in ran.err


REFUSED = "Rest\n\nRest is allowed.\n\nShare on Facebook\n"
WHY_NOT = "No article: 4 words are left after cleaning, and 1 line was dropped."


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ((), ": Share on Facebook\n"),
        (("--diff",), "\n- Share on Facebook  [share-bar/"),
        (("--explain",), "\n- #u3  Share on Facebook\n    dropped: share-bar/"),
    ],
)
def test_of_what_is_no_article_clean_shows_what_went_and_then_why_it_is_none(
    run, tmp_path, view, shown
):
    """Nobody is sent to the command that speaks; it leaves with 1."""
    path = tmp_path / "short.txt"
    path.write_text(REFUSED, "utf-8")

    ran = run("clean", path, *view)

    assert ran.code == 1
    assert "Rest is allowed." in ran.out
    assert shown in ran.out
    assert ran.err == f"Error: {WHY_NOT}\n"


def test_programs_are_told_every_unit_of_what_is_no_article(run, tmp_path):
    """In one answer, with the error."""
    path = tmp_path / "short.txt"
    path.write_text(REFUSED, "utf-8")

    ran = run("clean", path, "--json")

    assert (ran.code, ran.err) == (1, "")
    assert ran.json["error"] == {"code": "refused_source", "message": WHY_NOT, "hint": ""}
    assert [unit["action"] for unit in ran.json["units"]] == ["keep", "keep", "drop"]


def test_a_page_saved_with_its_pictures_is_added_without_a_refusal(run, tmp_path, article):
    """Once and again; what lies beside it is one line."""
    saved = tmp_path / "articles" / "Resting_files"
    saved.mkdir(parents=True)
    (saved / "logo.png").write_bytes(b"x")
    page = "".join(f"<p>{each}</p>" for each in article.split("\n\n"))
    saved.with_name("Resting.html").write_text(f"<html><body>{page}</body></html>", "utf-8")

    first = run("add", saved.parent, "--home", tmp_path / "home")
    again = run("sync", saved.parent, "--home", tmp_path / "home")

    assert (first.code, first.out) == (0, "1 added, 1 passed over\n")
    assert "\n. articles\n    1 file in a folder that a browser saved" in first.err
    assert (again.code, again.out) == (0, "1 unchanged, 1 passed over\n")


def test_a_name_with_a_line_end_is_shown_by_its_escape(run, tmp_path, article):
    """By add and by list; for programs it is as it is."""
    path = tmp_path / "rest\nwell.txt"
    path.write_text(article, "utf-8")
    home = tmp_path / "home"

    added = run("add", path, "--home", home)

    assert added.err == "+ rest\\nwell.txt\n"
    assert run("list", "--home", home).out.startswith("rest\\nwell.txt\ttext\t")
    assert run("list", "--json", "--home", home).json["articles"][0]["id"] == "rest\nwell.txt"
