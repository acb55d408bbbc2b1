"""Pages become articles, change, are gone, and are asked for again no more than is needed."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest

from corpus import visit_table
from corpus.collection import Collection
from corpus.export_layout import Settings
from corpus.exporting import export_collection
from corpus.forgetting import forget_articles
from corpus.importing import import_collection
from corpus.intake import add_files
from corpus.preparing import prepare_entry
from corpus.sources import NoSuchSourceError
from corpus.web.gathering import add_pages, gone_pages, named_addresses, sync_pages

DAY = timedelta(days=1)


@pytest.fixture
def add(collection, web):
    """Adds addresses; gives what became of each, in the order of their names."""

    def add(*stated: str, **options):
        found = named_addresses(stated)
        return sorted(add_pages(collection, found, options.pop("web", web), **options))

    return add


@pytest.fixture
def sync(collection, web):
    """Asks again for what is there."""

    def sync(**options):
        return sorted(sync_pages(collection, options.pop("web", web), **options))

    return sync


def changes(outcomes) -> list[str]:
    """What became of each."""
    return [each.change for each in outcomes]


def test_a_page_becomes_an_article(site, page, add, collection) -> None:
    """Its source is its address, which is cited where the page states none."""
    site.pages["/sleep/well"] = page()
    (outcome,) = add(site.at("/sleep/well#part"))
    assert (outcome.change, outcome.name) == ("added", site.at("/sleep/well"))
    assert outcome.article_id == "rest.example/sleep/well.html"
    entry = collection.entry(outcome.article_id)
    article = prepare_entry(collection, entry).article
    assert entry.source == article.url == article.source == site.at("/sleep/well")
    assert article.title == "How to rest well"
    assert collection.original(entry) == site.pages["/sleep/well"].body


def test_what_did_not_change_is_not_sent_again(site, page, add, sync, collection) -> None:
    """By its ETag and its day; a server without either sends the same bytes."""
    site.pages |= {
        "/a": page("rest", ETag='"1"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT"),
        "/b": page("sleep"),
    }
    assert changes(add(site.at("/a"), site.at("/b"))) == ["added", "added"]
    assert changes(sync()) == ["unchanged", "unchanged"]
    assert changes(add(site.at("/a"))) == ["unchanged"]
    asked = [headers for path, headers in site.asked if path == "/a"]
    assert "if-none-match" not in asked[0]
    for again in asked[1:]:
        assert again["if-none-match"] == '"1"'
        assert again["if-modified-since"] == "Sat, 21 Nov 2026 10:00:00 GMT"


def test_what_changed_replaces_its_article(site, page, add, sync, collection) -> None:
    """Under the same name; the earlier original stays."""
    site.pages["/a"] = page("rest", ETag='"1"')
    (first,) = add(site.at("/a"))
    before = collection.entry(first.article_id)
    site.pages["/a"] = page("sleep", ETag='"2"')
    (outcome,) = sync()
    assert (outcome.change, outcome.article_id) == ("replaced", first.article_id)
    assert collection.entry(first.article_id).sha256 != before.sha256
    assert changes(sync()) == ["unchanged"]


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_marked_and_pruned_when_asked(
    site, page, answer_with, add, sync, collection, status: int
) -> None:
    """Until then the article stays, and can be found."""
    site.pages["/a"] = page(ETag='"1"')
    (first,) = add(site.at("/a"))
    site.pages["/a"] = answer_with(status=status)
    (outcome,) = sync()
    assert (outcome.change, outcome.article_id) == ("gone", first.article_id)
    assert outcome.reason.startswith(f"The site answers {status}: the page is not there. The art")
    (visit,) = gone_pages(collection)
    assert (visit.article, bool(visit.gone)) == (first.article_id, True)
    assert changes(sync(prune=True)) == ["removed"]
    assert collection.entries() == []
    assert gone_pages(collection) == []


def test_a_page_that_returns_is_marked_no_more(site, page, answer_with, add, sync, collection):
    """Gone was what its site said, not what we know."""
    site.pages["/a"] = page(ETag='"1"')
    add(site.at("/a"))
    site.pages["/a"] = answer_with(status=404)
    sync()
    site.pages["/a"] = page(ETag='"1"')
    assert changes(sync()) == ["unchanged"]
    assert gone_pages(collection) == []


@pytest.mark.parametrize("status", [500, 503, 429, 403, 401])
def test_a_site_out_of_order_leaves_its_articles(
    site, page, answer_with, add, sync, collection, status: int
) -> None:
    """With `prune`, too, and it is told."""
    site.pages["/a"] = page(ETag='"1"')
    add(site.at("/a"))
    site.pages["/a"] = answer_with(status=status)
    (outcome,) = sync(prune=True)
    assert outcome.change == "refused"
    assert outcome.reason.endswith("The article stays as it was.")
    assert len(collection.entries()) == 1
    site.pages["/a"] = page(ETag='"1"')
    assert changes(sync()) == ["unchanged"]


def test_a_page_that_asks_no_more_to_be_kept_counts_as_gone(
    site, page, add, sync, collection
) -> None:
    """It is the curator who removes."""
    site.pages["/a"] = page()
    add(site.at("/a"))
    site.pages["/a"] = page(X_Robots_Tag="noarchive")
    (outcome,) = sync()
    assert outcome.change == "gone"
    assert "not to keep or show it (noarchive)" in outcome.reason
    assert changes(sync(prune=True)) == ["removed"]


def test_what_brings_no_article_is_told(site, page, answer_with, add, collection) -> None:
    """One line each with its reason; the rest is added."""
    site.pages |= {
        "/a": page(),
        "/noindex": page("nap", head="<meta name=robots content=noindex>"),
        "/file.zip": answer_with(b"PK", headers={"Content-Type": "application/zip"}),
        "/empty": answer_with(b"<html><body><p>Menu</body></html>"),
    }
    paths = ("/a", "/empty", "/file.zip", "/missing", "/noindex")
    told = {
        each.name: each.reason
        for each in add(*map(site.at, paths), "ftp://rest.example", "https://10.0.0.1/")
    }
    whys = [
        *("", "No article", "It is application/zip", "The site answers 404"),
        "The page asks search engines not to keep",
    ]
    for path, why in zip(paths, whys, strict=True):
        assert told[site.at(path)].startswith(why)
    assert told["ftp://rest.example"].startswith("Only addresses that begin")
    assert "private network" in told["https://10.0.0.1/"]
    assert len(collection.entries()) == 1


def test_the_canonical_address_becomes_the_source(site, page, add, sync, collection) -> None:
    """A second address of the same page then adds nothing, and the first goes on to be known."""
    own = site.at("/sleep")
    for path in ("/sleep", "/print?id=7", "/amp"):
        words = "doze" if path == "/amp" else "rest"
        site.pages[path] = page(words, head=f'<link rel="canonical" href="{own}">')
    (first,) = add(site.at("/print?id=7"))
    assert collection.entry(first.article_id).source == own
    (again,) = add(site.at("/amp"))
    assert (again.change, again.article_id) == ("unchanged", first.article_id)
    assert again.reason == f"its page says that it is {own}, which is here as {first.article_id}"
    assert changes(add(site.at("/print?id=7"))) == ["unchanged"]
    assert changes(sync()) == ["unchanged"]
    assert site.paths()[-1] == "/sleep"


def test_a_redirect_is_followed_to_the_source(site, page, answer_with, add, collection) -> None:
    """The address that answered is the article's."""
    site.pages |= {"/old": answer_with(status=301, headers={"Location": "/new"}), "/new": page()}
    (outcome,) = add(site.at("/old"))
    assert collection.entry(outcome.article_id).source == site.at("/new")
    assert changes(add(site.at("/old"), site.at("/new"))) == ["unchanged", "unchanged"]


@pytest.mark.parametrize("place", ["/", "/index.html", "other"])
def test_an_article_whose_page_leads_elsewhere_stays(
    site, page, answer_with, add, sync, collection, place: str
) -> None:
    """Sites send what is gone to their first page, and domains change hands."""
    site.pages["/a"] = page()
    (first,) = add(site.at("/a"))
    place = site.at("/x", host="other.example") if place == "other" else place
    site.pages["/a"] = answer_with(status=302, headers={"Location": place})
    for path in ("/", "/index.html", "/x"):
        site.pages[path] = page("shop")
    (outcome,) = sync(prune=True)
    assert outcome.change == "refused"
    assert outcome.reason.startswith("It leads to http://")
    assert "shop" not in prepare_entry(collection, collection.entry(first.article_id)).article.text


def test_a_page_that_became_no_article_leaves_the_article(
    site, page, answer_with, add, sync, collection
) -> None:
    """A notice of maintenance is no new version of it."""
    site.pages["/a"] = page()
    add(site.at("/a"))
    site.pages["/a"] = answer_with(b"<html><body><p>We are back soon.</body></html>")
    (outcome,) = sync(prune=True)
    assert outcome.change == "refused"
    assert outcome.reason.startswith("No article")
    assert len(collection.entries()) == 1


def test_a_snippet_rule_of_a_header_is_followed(site, page, add, collection) -> None:
    """As if the page had said it; also after an export, since the original has it."""
    site.pages["/a"] = page(X_Robots_Tag="googlebot: nofollow\nmax-snippet: 60")
    (outcome,) = add(site.at("/a"))
    prepared = prepare_entry(collection, collection.entry(outcome.article_id))
    assert prepared.article.snippets == "max-snippet:60"


def test_only_what_came_from_an_address_is_asked_again(site, page, add, sync) -> None:
    """A whole site, or a part of it; an address from which nothing came is told."""
    paths = ("/sleep/a", "/sleep/b", "/food/c")
    for number, path in enumerate(paths):
        site.pages[path] = page(f"rest {number}")
    add(*map(site.at, paths))
    assert len(sync(beginning=site.at("/sleep/"))) == 2
    assert len(sync(beginning=site.at(""))) == 3
    with pytest.raises(NoSuchSourceError, match=r"^No article of this collection was fetched from"):
        sync(beginning="https://other.example")


def test_files_are_not_asked_for(tmp_path, page, collection, sync, site) -> None:
    """Whatever address they state."""
    (tmp_path / "a.html").write_bytes(page(head="<link rel=canonical href=https://x.example>").body)
    assert changes(add_files(collection, [tmp_path / "a.html"])) == ["added"]
    assert sync() == []
    assert site.asked == []


def test_what_was_broken_off_goes_on(site, page, add, collection, web) -> None:
    """What stopped after two pages keeps them, and asks for the others only."""
    urls = [site.at(f"/{number}") for number in range(5)]
    for number in range(5):
        site.pages[f"/{number}"] = page(f"rest {number}")
    running = add_pages(collection, named_addresses(urls), web)
    assert changes([next(running), next(running)]) == ["added", "added"]
    running.close()
    assert len(collection.entries()) == 2
    time.sleep(0.05)
    asked = len(site.paths())
    assert changes(add(*urls, "ftp://x", rested=DAY, web=web_like(web))).count("unchanged") == 2
    assert sorted(site.paths()[asked:]) == ["/2", "/3", "/4"]


def web_like(web):
    """The same web, as another run of the command sees it."""
    return type(web)(reach=web.reach, limits=web.limits)


def test_what_was_refused_is_not_asked_for_twice_a_day(site, page, add) -> None:
    """By a listing; by its own name it is."""
    site.pages["/a"] = page(X_Robots_Tag="noindex")
    add(site.at("/a"), rested=DAY)
    (again,) = add(site.at("/a"), rested=DAY)
    assert again.change == "refused"
    assert again.reason.endswith("(Asked less than a day ago.)")
    assert site.paths() == ["/a"]
    add(site.at("/a"))
    assert site.paths() == ["/a", "/a"]


def test_a_host_that_does_not_answer_is_left_alone(site, page, answer_with, add) -> None:
    """After three failures in a row; other hosts are asked all the same."""
    bad = [site.at(f"/{number}", host="bad.example") for number in range(8)]
    for number in range(8):
        site.pages[f"/{number}"] = answer_with(status=500)
    site.pages["/a"] = page()
    outcomes = add(*bad, site.at("/a"))
    assert changes(outcomes).count("added") == 1
    left = [each for each in outcomes if each.reason.startswith("Not asked for, as bad.example")]
    assert len(left) == 5
    assert len(site.paths()) == 4


def test_a_busy_host_is_left_alone_at_once(site, answer_with, add) -> None:
    """429 says so plainly."""
    for number in range(3):
        site.pages[f"/{number}"] = answer_with(status=429)
    add(*(site.at(f"/{number}") for number in range(3)))
    assert len(site.paths()) == 1


def test_one_host_is_asked_one_thing_at_a_time(site, page, answer_with, add, make_web) -> None:
    """Several hosts at once, each with a pause between two questions."""
    asking: dict[str, int] = {}
    most: dict[str, int] = {}
    hosts_at_once: list[int] = []
    lock = threading.Lock()

    def speak(speaker) -> None:
        host = speaker.headers["Host"]
        with lock:
            asking[host] = asking.get(host, 0) + 1
            most[host] = max(most.get(host, 0), asking[host])
            hosts_at_once.append(sum(count > 0 for count in asking.values()))
        time.sleep(0.03)
        body = page(f"rest {host[0]} {speaker.path[1:]}").body
        with lock:
            asking[host] -= 1
        speaker.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)

    urls = [site.at(f"/{n}", host=f"{h}.example") for h in "abc" for n in range(4)]
    for number in range(4):
        site.pages[f"/{number}"] = answer_with(speak=speak)
    begun = time.monotonic()
    assert set(changes(add(*urls, web=make_web(delay_s=0.05)))) == {"added"}
    assert set(most.values()) == {1}
    assert max(hosts_at_once) > 1
    assert time.monotonic() - begun >= 4 * 0.05


def test_forgetting_an_article_forgets_its_visits(site, page, add, collection) -> None:
    """Its address is in no table any more."""
    site.pages["/a"] = page()
    (outcome,) = add(site.at("/a"))
    forget_articles(collection, [outcome.article_id])
    assert collection.catalogue.execute("SELECT count(*) FROM visit").fetchone() == (0,)


def test_addresses_without_an_article_are_forgotten_after_a_month(site, page, add, collection):
    """Those of articles are kept."""
    with collection.writing("x", "y"):
        for visit in (
            visit_table.Visit("https://a.example/", asked="2026-01-01T00:00:00+00:00", reason="x"),
            visit_table.Visit("https://b.example/", "b.html", asked="2026-01-01T00:00:00+00:00"),
        ):
            visit_table.write_visit(collection.catalogue, visit)
    site.pages["/a"] = page()
    add(site.at("/a"))
    rows = collection.catalogue.execute("SELECT address FROM visit ORDER BY address").fetchall()
    assert rows == [(site.at("/a"),), ("https://b.example/",)]


def test_an_article_that_was_removed_is_fetched_again(site, page, add, collection) -> None:
    """In full: a "not modified" would bring nothing back."""
    site.pages["/a"] = page(ETag='"1"')
    (first,) = add(site.at("/a"))
    collection.remove(first.article_id)
    assert changes(add(site.at("/a"))) == ["added"]


def test_another_article_of_the_same_name_is_left_alone(site, page, add, collection: Collection):
    """A name that was freed may be a file's by now."""
    site.pages["/a"] = page()
    (first,) = add(site.at("/a"))
    collection.remove(first.article_id)
    other = collection.add(b"Other.", source="/x/a.md", name=first.article_id, format="html")
    assert other.entry.id == first.article_id
    (again,) = add(site.at("/a"))
    assert again.change == "added"
    assert again.article_id != first.article_id


def test_the_same_article_under_two_addresses_is_there_once(site, page, add, sync) -> None:
    """By its bytes; a later change of one is no change of the other."""
    site.pages |= {"/a": page(), "/b": page()}
    outcomes = [*add(site.at("/a")), *add(site.at("/b"))]
    assert changes(outcomes) == ["added", "unchanged"]
    assert outcomes[1].reason == f"the same bytes as {outcomes[0].article_id}"
    site.pages["/b"] = page("sleep")
    assert changes(add(site.at("/b"))) == ["added"]
    assert changes(sync()) == ["unchanged", "unchanged"]


def test_a_damaged_original_is_fetched_again(site, page, add, sync, collection) -> None:
    """That nothing changed mends nothing: it is told, and the next answer is a whole one."""
    site.pages["/a"] = page(ETag='"1"')
    (first,) = add(site.at("/a"))
    entry = collection.entry(first.article_id)
    path = collection.original_path(entry.sha256)
    path.write_bytes(b"damaged")
    (told,) = sync()
    assert told.change == "refused"
    assert "is damaged" in told.reason
    assert changes(sync()) == ["unchanged"]
    assert collection.original(entry) == site.pages["/a"].body


def test_a_damaged_visit_counts_as_none(site, page, add, sync, collection) -> None:
    """The page is asked for in full, and the visit written anew."""
    site.pages["/a"] = page(ETag='"1"')
    add(site.at("/a"))
    with collection.writing("x", "y"):
        collection.catalogue.execute("UPDATE visit SET etag = 'flipped'")
    assert changes(sync()) == ["unchanged"]
    assert "if-none-match" not in site.asked[-1][1]
    assert changes(sync()) == ["unchanged"]
    assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_a_body_of_another_type_is_not_read(site, answer_with, add) -> None:
    """Its headers say enough: the site is spared sending the rest."""
    sent = []

    def film(speaker) -> None:
        speaker.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: video/mp4\r\n\r\n")
        try:
            for _ in range(9_000):
                speaker.wfile.write(bytes(1_000))
                sent.append(1_000)
        except OSError:
            return

    site.pages["/a"] = answer_with(speak=film)
    (told,) = add(site.at("/a"))
    assert told.reason.startswith("It is video/mp4, and from the web only HTML")
    time.sleep(0.05)
    assert sum(sent) < 9_000_000


def test_records_that_state_an_address_are_not_asked_for(collection, sync, site) -> None:
    """What came with a file is the curator's; its page may be another text."""
    collection.add(b"Rest.", source=site.at("/a"), name="a.md", format="markdown")
    assert sync() == []
    assert site.asked == []


ADDING = """
import sys
from pathlib import Path
from corpus.collection import Collection
from corpus.web.addresses import Reach
from corpus.web.fetching import Web
from corpus.web.gathering import add_pages, named_addresses
from corpus.web.limits import Limits

home, port, *urls = sys.argv[1:]
reach = Reach(lambda host, port: ["127.0.0.1"], frozenset({("127.0.0.1", int(port))}))
with Collection.open(Path(home)) as collection:
    for outcome in add_pages(collection, named_addresses(urls), Web(reach, Limits(delay_s=0))):
        print(outcome.change, flush=True)
"""


def test_ctrl_c_keeps_what_is_there(site, page, answer_with, tmp_path, interruptible) -> None:
    """At once, while one site lets us wait and another has just sent a page."""
    site.pages |= {"/a": page(), "/wait": answer_with(speak=lambda speaker: time.sleep(9))}
    urls = [site.at("/a"), site.at("/wait", host="slow.example")]
    words = [sys.executable, "-c", ADDING, tmp_path / "home", str(site.port), *urls]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout.readline() == b"added\n"
        begun = time.monotonic()
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=8)
    assert time.monotonic() - begun < 4
    assert told.rstrip().endswith(b"KeyboardInterrupt")
    with Collection.open(tmp_path / "home") as collection:
        assert [entry.source for entry in collection.entries()] == [site.at("/a")]


def test_an_export_has_no_visits_and_asking_once_brings_them_back(
    site, page, add, collection, tmp_path, web
) -> None:
    """On another machine the articles are there, and are looked after once they are named again."""
    site.pages["/a"] = page(ETag='"1"')
    add(site.at("/a"))
    export_collection(collection, tmp_path / "a.zip", Settings())
    import_collection(tmp_path / "there", tmp_path / "a.zip")
    with Collection.open(tmp_path / "there") as there:
        assert list(sync_pages(there, web)) == []
        again = add_pages(there, named_addresses([site.at("/a")]), web_like(web))
        assert changes(again) == ["unchanged"]
        assert changes(sync_pages(there, web_like(web))) == ["unchanged"]
    assert site.asked[-1][1]["if-none-match"] == '"1"'
