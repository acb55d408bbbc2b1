"""The Library does what it promises, without a browser: adding, looking, updating, going back."""

import fcntl
import re

import pytest

from corpus.clean.rulings import Ruling
from corpus.collection import Collection
from corpus.curating import store_rulings
from index.history import read_history
from index.opened import current_build
from page.parts import building
from tests.documents import docx, epub, leaflet_pdf
from tests.zips import HOSTILE, article, zipped

JUNK = article("Gardening") + b"\nShare on Facebook\n\nWas this page helpful?\n"


@pytest.fixture
def library(visit_own):
    """The Library of a home that the test may change."""
    return visit_own.go("library")


def upload(visit, *files):
    """Choose files."""
    visit.app.file_uploader[0].set_value(
        [(name, data, "application/octet-stream") for name, data in files]
    ).run()


def ids(home):
    """The collection's articles."""
    with Collection.open(home) as collection:
        return [entry.id for entry in collection.entries()]


def finish(visit, home):
    """Run until the build has ended."""
    for _ in range(300):
        if building.builder_of(home).state.stage != "running":
            break
        visit.app.run()
    visit.app.run()


def update(visit, home):
    """Press Update, and wait."""
    visit.button("Update the index").click().run()
    finish(visit, home)


def test_a_zip_is_added_file_by_file(library, own_home):
    """Beside another file, in one go; what was refused comes first, with its reason."""
    data = zipped({"rest.md": article("Rest"), "../evil.md": article("Evil"), "x.png": b"\x89PNG"})
    upload(library, ("pages.zip", data), ("naps.md", article("Naps")))
    library.button("Add to the collection").click().run()
    assert "2 added, 2 refused." in library.html
    assert "leads out of the archive" in library.html
    assert {"pages/rest.md", "naps.md"} <= set(ids(own_home))


def test_documents_are_added_as_pages_are(library, own_home):
    """A PDF, a Word file and an EPUB; one that is not what its name says is refused, and told."""
    files = ("a.pdf", leaflet_pdf()), ("b.docx", docx()), ("c.epub", epub()), ("d.epub", docx())
    upload(library, *files)
    library.button("Add to the collection").click().run()
    assert "3 added, 1 refused." in library.html
    assert "Not a book (EPUB)" in library.html
    assert {"a.pdf", "b.docx", "c.epub"} <= set(ids(own_home))


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_zip_is_refused_and_the_page_stands(library, own_home, what):
    """Looking at it first does no harm either."""
    make, said = HOSTILE[what]
    before = ids(own_home)
    for button in ("See what cleaning will do", "Add to the collection"):
        upload(library, ("a.zip", make()))
        library.button(button).click().run()
        assert said in library.html.replace("&#x27;", "'")
        assert "Growth" in library.html
    assert ids(own_home) == before


def test_a_picture_by_another_name_is_refused(library):
    """By its first bytes, whatever its name says."""
    upload(library, ("rest.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)))
    library.button("Add to the collection").click().run()
    assert "by its first bytes it is a PNG picture" in library.html


def test_looking_first_adds_nothing(library, own_home):
    """It says what would be kept and dropped, by which rule; then it can be added."""
    before = ids(own_home)
    upload(library, ("garden.md", JUNK))
    library.button("See what cleaning will do").click().run()
    assert "Of their lines 4 would be kept, 0 kept in doubt, 2 dropped." in library.html
    assert "<del>Share on Facebook</del>" in library.html
    assert "a new article · 4 kept, 0 in doubt, 2 dropped" in library.html
    assert "data-press" not in library.html
    assert ids(own_home) == before
    library.button("Add to the collection").click().run()
    assert "<b>garden.md</b> added" in library.html
    assert "What cleaning will do" not in library.html


def test_looking_says_what_would_be_replaced(library):
    """And, once it was added, that nothing would change."""
    upload(library, ("garden.md", article("Gardening")))
    library.button("Add to the collection").click().run()
    upload(library, ("garden.md", JUNK))
    library.button("See what cleaning will do").click().run()
    assert "takes the place of garden.md" in library.html


def test_a_preview_escapes_its_article(library):
    """Title, lines and file name are text."""
    text = "# <b>Bold</b>\n\n" + "Rest <script>alert(1)</script> is allowed at any time. " * 5
    upload(library, ("<i>.md", text.encode()))
    library.button("See what cleaning will do").click().run()
    assert "<script>alert" not in library.html
    assert "&lt;b&gt;Bold&lt;/b&gt;" in library.html
    assert "&lt;i&gt;.md" in library.html


def paste(visit, **values):
    """Fill in the form."""
    for name, value in values.items():
        boxes = visit.app.text_area if name == "text" else visit.app.text_input
        next(box for box in boxes if box.key == f"{name}-0").set_value(value)


def press_form(visit, label):
    """Press a button of the form, the second with its label."""
    [button for button in visit.app.button if button.label == label][-1].click().run()


def test_a_text_is_pasted_with_what_is_known_of_it(library, own_home):
    """It is an article like any other, under the metadata that was stated."""
    text = "Rest is allowed at any time of the day, and nobody has to earn it by being tired. " * 3
    paste(library, text=text, title="On rest", author="Ada Fern", site="Quiet Post",
          url="https://quiet.example/rest", published="2026-03", licence="CC BY 4.0")  # fmt: skip
    press_form(library, "Add to the collection")
    assert "<b>pasted/on-rest.txt</b> added" in library.html
    update(library, own_home)
    html = library.go("article", id="pasted/on-rest.txt").html
    assert "Quiet Post · by Ada Fern" in html
    assert "March 2026" in html


def test_a_paste_can_be_looked_at_first(library, own_home):
    """Nothing is added, and the text stays in its box."""
    before = ids(own_home)
    text = "Rest is allowed at any time of the day, and nobody has to earn it by being tired. " * 3
    paste(library, text=f"{text}\n\nShare on Facebook\n", title="On rest")
    press_form(library, "See what cleaning will do")
    assert "<del>Share on Facebook</del>" in library.html
    assert ids(own_home) == before
    assert library.app.text_area[0].value.startswith("Rest is allowed")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "There is no text yet."),
        ({"text": "Rest.", "published": "spring"}, "is not understood"),
        ({"text": "Rest.", "url": "javascript:alert(1)"}, "is no web address"),
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_lost(library, own_home, wrong, said):
    """The boxes keep what was typed."""
    before = ids(own_home)
    paste(library, **wrong)
    press_form(library, "Add to the collection")
    assert said in library.html
    assert ids(own_home) == before
    assert library.app.text_area[0].value == wrong["text"]


def test_the_plan_is_shown_before_anything_runs(library, own_home):
    """Added, removed and kept, by their names."""
    gone = ids(own_home)[0]
    with Collection.open(own_home) as collection:
        collection.remove(gone)
    upload(library, ("garden.md", JUNK))
    library.button("Add to the collection").click().run()
    for said in ("1 article to be added", "1 article to be taken out", "11 articles to stay"):
        assert said in library.html
    assert "<li>garden.md</li>" in library.html
    assert f"<li>{gone}</li>" in library.html


def test_an_update_is_in_the_log_and_can_be_taken_back(library, own_home):
    """After a question; the collection keeps its articles, and the log says so."""
    first = current_build(own_home)
    upload(library, ("garden.md", JUNK))
    library.button("Add to the collection").click().run()
    update(library, own_home)
    assert "Nothing has changed since the last build." in library.html
    assert "1 new, 0 changed, 0 removed, 12 kept. 13 articles" in library.html
    assert "The build before this one is kept: 12 articles" in library.html

    library.button("Go back to it").click().run()
    assert current_build(own_home) != first
    library.button("Leave it").click().run()
    library.button("Go back to it").click().run()
    library.button("Yes, go back").click().run()
    assert current_build(own_home).name == first.name
    assert "The build before answers now." in library.html
    assert "Went back to an earlier build" in library.html
    assert "1 article to be added" in library.html
    assert "garden.md" in ids(own_home)


def test_a_failed_update_can_be_tried_again(library, own_home):
    """Another process builds: that is told, with what to do; the next press does it."""
    upload(library, ("garden.md", JUNK))
    library.button("Add to the collection").click().run()
    with (own_home / "index" / "build.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        update(library, own_home)
    assert "Another build of this collection is under way." in library.html
    assert "1 article to be added" in library.html
    update(library, own_home)
    assert "Updated: 1 new" in library.html


def test_a_damaged_earlier_build_is_not_gone_back_to(library, own_home):
    """What happened and what to do; the current one answers on."""
    upload(library, ("garden.md", JUNK))
    library.button("Add to the collection").click().run()
    first = current_build(own_home)
    update(library, own_home)
    (own_home / "index" / first.name / "passages.sqlite").write_bytes(b"")
    library.button("Go back to it").click().run()
    library.button("Yes, go back").click().run()
    assert "be trusted" in library.html
    assert current_build(own_home) != first


def test_a_running_build_can_be_cancelled(library, own_home, monkeypatch):
    """The button is there while it runs; then the page says that it was cancelled."""
    upload(library, ("garden.md", JUNK))
    library.button("Add to the collection").click().run()
    builder = building.builder_of(own_home)
    monkeypatch.setattr(builder, "run", lambda samples: None)
    library.button("Update the index").click().run()
    library.button("Cancel the update").click().run()
    assert builder.state.stopping
    assert "Stopping …" in library.html
    assert library.button("Cancel the update").disabled
    monkeypatch.undo()
    monkeypatch.setenv("WELLREAD_HOME", str(own_home))
    builder.run(False)
    library.app.run()
    assert "The update was cancelled. Search answers as it did before." in library.html
    assert read_history(own_home)[0].end == "cancelled"
    assert library.button("Update the index")


def test_the_table_is_sorted_and_cut_by_its_address(visit):
    """A link brings back what was found, in its order."""
    visit.go("library", sort="title", find="Harbour Lane")
    table = visit.html.partition("<table class='shelf'>")[2].partition("</table>")[0]
    titles = re.findall(r"target='_self'>(.*?)</a>", table)
    assert titles == sorted(titles, key=str.casefold)
    assert 0 < len(titles) < 12
    visit.app.selectbox(key="sorted").set_value("newest").run()
    assert visit.app.query_params == {"sort": "newest", "find": "Harbour Lane"}
    dates = re.findall(r"Published (\d+ \w+ \d+)", visit.html)
    years = [int(date.split()[-1]) for date in dates]
    assert years == sorted(years, reverse=True)


def test_a_long_table_has_pages(visit, monkeypatch):
    """Each names its rows; a page that is not there shows the last."""
    monkeypatch.setattr("page.parts.shelf_view.AT_ONCE", 5)
    assert "1 to 5 of 12 articles" in visit.go("library").html
    visit.button("More rows").click().run()
    assert "6 to 10 of 12 articles" in visit.html
    assert visit.app.query_params == {"page": "2"}
    assert "11 to 12 of 12 articles" in visit.go("library", page="99").html
    assert visit.button("More rows").disabled


def test_copies_are_flagged_and_can_be_shown_alone(copied_home, monkeypatch, visit):
    """Each names the article that stands for it."""
    monkeypatch.setenv("WELLREAD_HOME", str(copied_home))
    html = visit.go("library", only="copy").html
    assert html.count("Says the same as <a href='article?id=tiny%2Fsleep.md'") == 2
    assert ">2 articles<" in html


def test_an_original_is_deleted_only_where_that_is_asked(library, own_home):
    """The question says so, before it happens."""
    gone = ids(own_home)[0]
    with Collection.open(own_home) as collection:
        path = collection.original_path(collection.entry(gone).sha256)
    library.app.multiselect(key="to_remove").set_value([gone]).run()
    library.app.checkbox(key="remove_forget").set_value(True).run()
    library.button("Remove …").click().run()
    assert "Their original files are deleted" in library.html
    library.button("Keep").click().run()
    assert path.is_file()
    library.button("Remove …").click().run()
    library.button("Yes, remove").click().run()
    assert not path.is_file()
    assert f"<b>{gone}</b> removed" in library.html


def test_an_empty_library_says_how_to_begin(visit_empty):
    """Uploading works where nothing was built yet."""
    html = visit_empty.go("library").html
    assert "The collection is empty." in html
    upload(visit_empty, ("garden.md", JUNK))
    visit_empty.button("Add to the collection").click().run()
    assert "<b>garden.md</b> added" in visit_empty.html
    assert "1 article to be added" in visit_empty.html


def test_the_plan_says_why_an_article_is_read_again(library, own_home):
    """A decision of its curator, in the list and summed up."""
    with Collection.open(own_home) as collection:
        entry = next(each for each in collection.entries() if each.id.endswith("panic.md"))
        store_rulings(collection, [Ruling(entry.id, "What it feels like", "drop")])
    library.app.run()
    html = library.html
    assert "1 article: you decided about its lines" in html
    assert f"<li>{entry.id} <span class='quiet'>you decided about its lines</span></li>" in html


def test_an_index_of_an_earlier_wellread_is_told(visit_own, monkeypatch):
    """Nothing of the collection changed, and an update would make the index anew."""
    monkeypatch.setattr("index.manifest.ANALYSER", 0)
    html = visit_own.go("library").html
    assert "Wellread is newer than the index. An update makes the index anew." in html
    assert "Nothing has changed" not in html
