"""Shards: how a collection is divided, what a shard's file holds, and who may make it."""

import contextlib
import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

from corpus.article import Place
from corpus.collection import Collection
from corpus.embedded import Embedded
from corpus.forgetting import forget_articles
from corpus.passages import PassageRecipe
from corpus.prepare import Prepared
from corpus.readers.isolated import IsolatedReader
from index.encoders.hashing import HashingEncoder
from index.manifest import LeftOut
from index.readings import find_one, read_original
from index.runners import shards as dividing
from index.runners import stamp as stamping
from index.runners import work as working
from index.runners.ray_cluster import how_lost, told_of
from index.runners.runner import RunnerError
from index.runners.shard_file import Shard, packed, read_shard, unpacked, write_shard
from index.runners.shards import divide, shards_folder
from index.runners.spread import TRIES, Ended, Spread
from index.runners.stamp import stamp_of
from index.runners.work import HERE, Job, work
from index.sentence_codes import coded
from index.update import update_index
from index.vector_cache import VectorCache, entry_of
from index.write import recipe_for
from tests.index.conftest import article_text
from tests.ray_here import build, fill, held_by

ENCODER = HashingEncoder()
STAMP = stamp_of(ENCODER.name)
RECIPE = recipe_for(ENCODER, "hashing", PassageRecipe())


class Here:
    """Workers who do all of it at once, in this process; some are lost on the way."""

    def __init__(self, job, lost=0, change=lambda answer: answer):
        self.job = job
        self.lost = lost
        self.change = change
        self.parts = []
        self.done = []

    def room(self):
        """Three shards at once."""
        return 3

    def submit(self, part):
        """Have a shard wait."""
        self.parts.append(part)

    def wait(self):
        """Lose a worker, or make a shard: the last first, as no order is promised."""
        part = self.parts.pop()
        if self.lost:
            self.lost -= 1
            return Ended(part.name, None, "it ended unexpectedly")
        self.done.append(part.name)
        return Ended(part.name, self.change(work(self.job, part)))


class Runs:
    """A runner of such workers, which remembers them."""

    def __init__(self, monkeypatch, **options):
        monkeypatch.setattr(dividing, "USUAL", 3)
        self.clusters = []
        self.runner = Spread(self.open)
        self.options = options

    @contextlib.contextmanager
    def open(self, job):
        """What the runner asks for."""
        self.clusters.append(Here(job, **self.options))
        yield self.clusters[-1]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A collection of twelve articles and some odd ones; and what its local build holds."""
    home = fill(tmp_path_factory.mktemp("shards") / "home", 12)
    local = shutil.copytree(home, home.with_name("local"))
    build(local)
    return home, held_by(local)


@pytest.fixture
def home(template, tmp_path):
    """A copy of it."""
    return shutil.copytree(template[0], tmp_path / "home")


@pytest.fixture
def expected(template):
    """What the local build holds."""
    return template[1]


def parts_of(home, recipe=RECIPE, stamp=STAMP):
    """How a home is divided."""
    with Collection.open(home) as collection:
        return [*divide(collection, collection.entries(), recipe, stamp)]


def test_every_article_is_in_one_shard(home, monkeypatch):
    """In order; an original that can't be read is told of as everywhere."""
    monkeypatch.setattr(dividing, "USUAL", 3)
    parts = parts_of(home)

    ids = [each for part in parts for each in part.ids]
    assert ids == sorted(ids)
    assert len({part.name for part in parts}) == len(parts) > 2
    [unread] = [left for part in parts for left in part.unread]
    assert (unread.id, unread.digest) == ("part-07.md", "unread")
    assert unread.reason.startswith("The original of 'part-07.md' can't be read: No such file")
    assert unread.id not in ids


@pytest.mark.parametrize(("limit", "most"), [("MOST", 2), ("MOST_BYTES", 1)])
def test_a_shard_has_an_end(home, monkeypatch, limit, most):
    """Also where no article's name ends it."""
    monkeypatch.setattr(dividing, "USUAL", 10**9)
    assert len(parts_of(home)) == 1
    monkeypatch.setattr(dividing, limit, most)
    assert {len(part.entries) + len(part.unread) for part in parts_of(home)} <= {1, 2}


@pytest.mark.parametrize("usual", [1, 3])
def test_every_article_is_told_as_done(home, monkeypatch, usual):
    """Those that can't be read, too, though no worker has them."""
    runs, said = Runs(monkeypatch), []
    monkeypatch.setattr(dividing, "USUAL", usual)
    build(home, runs.runner, tell=said.append)

    told = [(each.done, each.total) for each in said if each.stage == "work"]
    with Collection.open(home) as collection:
        every = len(collection.entries())
    assert told[0] == (0, every)
    assert told[-1] == (every, every)


def test_an_article_that_comes_changes_its_own_shard_alone(home, monkeypatch):
    """So that a run that was broken off is worth something, though the collection went on."""
    monkeypatch.setattr(dividing, "USUAL", 3)
    before = {part.name for part in parts_of(home)}
    with Collection.open(home) as collection:
        text = article_text(90).encode()
        collection.add(text, source="test:new", name="part-055.md", format="markdown")

    assert len(before - {part.name for part in parts_of(home)}) == 1


def test_a_name_says_what_goes_in(home, monkeypatch):
    """Recipe, encoder, libraries and Wellread itself, and of each article all that is read."""
    monkeypatch.setattr(dividing, "USUAL", 10**9)
    [usual] = parts_of(home)
    recipe = recipe_for(ENCODER, "hashing", PassageRecipe(max_tokens=64))
    libraries = {**STAMP.libraries, "lxml": "0"}
    others = [
        *parts_of(home, recipe=recipe),
        *parts_of(home, stamp=STAMP._replace(code="another")),
        *parts_of(home, stamp=STAMP._replace(encoder="another")),
        *parts_of(home, stamp=STAMP._replace(libraries=libraries)),
    ]
    with Collection.open(home) as collection:
        text = article_text(91).encode()
        collection.add(text, source="test:part-03.md", name="part-03.md", format="markdown")
    others += parts_of(home)
    assert len({usual.name, *(other.name for other in others)}) == 6


@pytest.mark.parametrize(
    "changed", [{"source": "https://a.example/"}, {"added": "2020-01-01T00:00"}, {"format": "html"}]
)
def test_a_name_says_what_an_article_takes_over(home, changed):
    """Its source and the day it came stand in it, too."""
    part = parts_of(home)[0]
    first, *rest = zip(part.entries, part.originals, strict=True)
    other = [(first[0]._replace(**changed), first[1]), *rest]

    assert dividing.part_of([first, *rest], [], "1").name != dividing.part_of(other, [], "1").name


def found_in(home):
    """What becomes of its articles."""
    with Collection.open(home) as collection, IsolatedReader() as reader:
        return tuple(
            find_one(read_original(collection, entry), entry, reader.read)
            for entry in collection.entries()
        )


def test_a_file_gives_back_what_it_was_given(home):
    """Articles with their accounts to the last character, and what was encoded to the last bit."""
    found = found_in(home)
    entries = {bytes([row]) * 32: bytes([7]) * (100 * row) for row in range(4)}
    assert {type(each) for each in found} == {Prepared, LeftOut}

    given = unpacked(packed(Shard(found, entries)))

    assert given.found == found
    assert list(given.entries.items()) == list(entries.items())
    assert unpacked(packed(Shard(found[:1], {}))) == (found[:1], {})


def test_a_damaged_file_is_no_shard(tmp_path):
    """Whatever byte is another, and wherever it ends; nor is that of other articles."""
    left = LeftOut("a.md", "digest", "Too little.")
    data = packed(Shard((left,), {b"\1" * 32: b"entry"}))
    path = tmp_path / "shard"
    write_shard(path, data)
    assert read_shard(path, ["a.md"]) is not None
    assert read_shard(path, ["b.md"]) is None
    for place in range(len(data)):
        path.write_bytes(data[:place])
        assert read_shard(path, ["a.md"]) is None
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert read_shard(path, ["a.md"]) is None
    path.unlink()
    assert read_shard(path, ["a.md"]) is None


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    """Again as often as one likes; in a folder that is gone, or in another's place, not."""
    for _ in range(2):
        write_shard(tmp_path / "shard", b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["shard"]
    with pytest.raises(OSError, match="No such file"):
        write_shard(tmp_path / "gone" / "shard", b"data")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="director"):
        write_shard(tmp_path / "folder", b"data")
    assert {path.name for path in tmp_path.iterdir()} == {"shard", "folder"}


def job_for(place, **changed):
    """A job whose worker finds its folder here."""
    (place / HERE).write_text("token", "ascii")
    known = np.zeros(0, np.uint64)
    return Job(RECIPE, STAMP, str(place), "token", known)._replace(**changed)


def test_a_worker_writes_where_it_sees_the_builders_folder(home, tmp_path):
    """Else it sends the same bytes, as where a folder of that name is another one."""
    part = parts_of(home)[0]
    wrote = work(job_for(tmp_path), part)
    sent = work(job_for(tmp_path, token="another"), part)
    gone = work(job_for(tmp_path, folder=str(tmp_path / "gone")), part)

    assert wrote.content == b"" == wrote.fault.encode()
    assert (tmp_path / part.name).read_bytes() == sent.content == gone.content


def test_a_worker_with_other_means_makes_nothing(home, tmp_path):
    """It says what is otherwise."""
    part = parts_of(home)[0]
    stamp = STAMP._replace(libraries={**STAMP.libraries, "trafilatura": "1.0"})
    other = work(job_for(tmp_path, stamp=stamp), part)
    encoder = work(job_for(tmp_path, stamp=STAMP._replace(encoder="mpnet@5c")), part)
    lacking = replace(RECIPE, encoder="/no/such/folder")

    assert other.fault.endswith(", and here it is 1.0")
    assert encoder.fault == "it has the encoder hashing-256@2, and here it is mpnet@5c"
    assert "There is no folder" in work(job_for(tmp_path, recipe=lacking), part).fault
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {HERE}


def test_a_worker_without_memory_says_so(home, tmp_path, monkeypatch):
    """What it had begun is let go of."""

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(working, "make_shard", fail)
    answer = work(job_for(tmp_path), parts_of(home)[0])
    assert (answer.fault, answer.content) == ("its memory is full", b"")


def test_what_workers_make_is_what_one_machine_makes(home, expected, monkeypatch):
    """Whoever is lost on the way, in whatever order they end."""
    runs = Runs(monkeypatch, lost=3)
    report = build(home, runs.runner)

    assert held_by(home) == expected
    assert (report.encoded, report.reused) == (report.manifest.passages, 0)
    [cluster] = runs.clusters
    assert len(cluster.done) == len({*cluster.done}) == runs.runner.tally.shards
    assert runs.runner.tally == (len(cluster.done), 0, 3, 1)
    assert not shards_folder(home).exists()


def test_nothing_is_asked_of_workers_where_nothing_is_new(home, monkeypatch):
    """No cluster is even reached."""
    runs = Runs(monkeypatch)
    assert build(home, runs.runner).published
    assert not build(home, runs.runner).published
    assert len(runs.clusters) == 1


def test_known_vectors_are_not_computed_again(home, expected, monkeypatch):
    """Where the articles are read anew and their words stay, as after a change of the rules."""
    build(home)
    (home / "index" / "CURRENT").unlink()
    for build_folder in (home / "index").glob("0*"):
        (build_folder / "manifest.json").unlink()
        build_folder.rename(home / build_folder.name)
    seen = []
    runs = Runs(monkeypatch, change=lambda answer: seen.append(answer) or answer)
    monkeypatch.setattr(working, "wrote", lambda *_: False)

    report = build(home, runs.runner)

    assert (report.encoded, report.reused) == (0, report.manifest.passages)
    assert all(not unpacked(answer.content).entries for answer in seen)
    assert held_by(home) == expected


def test_where_all_vectors_change_workers_compute_them(home, monkeypatch):
    """Another recipe, as another encoder: this machine would be alone with all of them."""
    runs = Runs(monkeypatch)
    build(home, runs.runner)
    report = build(home, runs.runner, passages=PassageRecipe(max_tokens=64))

    assert len(runs.clusters) == 2
    assert runs.clusters[1].done
    assert report.encoded > 0


def test_an_article_that_fells_every_worker_is_told(home, monkeypatch):
    """After some of them; with its name, and nothing is published."""
    runs = Runs(monkeypatch, lost=10**6)
    with pytest.raises(
        RunnerError, match=rf"^{TRIES} workers were lost, .* 'part-\d+.md' to 'part"
    ):
        build(home, runs.runner)
    assert not (home / "index" / "CURRENT").exists()


def test_a_worker_that_cannot_work_ends_the_build(home, monkeypatch):
    """Its machine, why, and what to do; what is done stays for the next build."""
    answers = []

    def change(answer):
        answers.append(answer)
        return answer._replace(fault="it has lxml 5, and here it is 6") if answers[2:] else answer

    with pytest.raises(RunnerError, match=r"^The worker on .* can't read .*: it has lxml 5, and"):
        build(home, Runs(monkeypatch, change=change).runner)
    assert not (home / "index" / "CURRENT").exists()
    again = Runs(monkeypatch)
    build(home, again.runner)
    assert again.runner.tally.taken == 3  # the last was written before its worker spoke


def test_a_file_that_does_not_arrive_is_made_again(home, expected, monkeypatch):
    """As of a shared folder that lags behind, or a disk that loses it."""
    broken = []

    def lose(answer):
        if not broken:
            [path] = [each for each in shards_folder(home).iterdir() if each.name != HERE]
            path.write_bytes(path.read_bytes()[:-1])
            broken.append(path)
        return answer

    runs = Runs(monkeypatch, change=lose)
    build(home, runs.runner)

    assert held_by(home) == expected
    assert runs.runner.tally.lost == 1


def test_a_shard_that_is_gone_before_it_is_read_is_told(home, monkeypatch):
    """Nothing is published without it."""

    def tell(progress):
        if progress.stage == "read" and progress.done == 1:
            for path in shards_folder(home).iterdir():
                path.unlink()

    with pytest.raises(RunnerError, match=r"is gone, or no longer what was written\. Nothing"):
        build(home, Runs(monkeypatch).runner, tell=tell)
    assert not (home / "index" / "CURRENT").exists()


def test_what_is_forgotten_is_in_no_shard(home, monkeypatch):
    """Also in none that a build left which was broken off."""
    build(home)
    shards_folder(home).mkdir()
    (shards_folder(home) / "abc").write_bytes(b"its words")
    with Collection.open(home) as collection:
        forget_articles(collection, ["part-03.md"])
        update_index(home, collection, ENCODER, asked_for="hashing")
    assert not shards_folder(home).exists()


def test_vectors_that_come_count_once(tmp_path):
    """Those that are known stay, and what is taken over is encoded, not reused."""
    with VectorCache(tmp_path / "cache" / "vectors.sqlite", ENCODER) as cache:
        texts = [Embedded(text, (Place(0, 4),)) for text in ("rest", "sleep", "worry")]
        first = cache.passages(texts[:1])
        encoded = ENCODER.encode_embedded(texts)
        made = dict(zip(map(cache.key, texts), map(entry_of, encoded), strict=True))
        cache.take_over(made)
        cache.take_over(made)

        assert cache.encoded == 3
        known = cache.passages(texts)
        assert np.array_equal(known.vectors[:1], first.vectors)
        assert known.codes == [coded(each.sentences) for each in encoded]
        assert cache.encoded == 3
        heads = cache.heads()
        assert heads.tolist() == sorted(int.from_bytes(key[:8], "little") for key in made)
        assert working.are_among(heads[1:2], heads).tolist() == [True]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("OutOfMemoryError", "its machine's memory ran out"),
        ("WorkerCrashedError", "it ended unexpectedly"),
        ("NodeDiedError", "its machine went away"),
        ("OwnerDiedError", "x" * 199 + "…"),
    ],
)
def test_how_a_worker_was_lost_is_said_in_words(kind, told):
    """Ray's own message is for those who run it; no more than a line of it is shown."""
    assert how_lost(type(kind, (Exception,), {})("x" * 300 + "\nmore")) == told


def test_a_worker_without_wellread_is_told_and_a_bug_stays_one():
    """The line that names what is missing is enough."""
    said = "The remote function failed to import on the worker.\nNo module named 'index'"
    assert str(told_of(RuntimeError(said))).startswith(
        "A worker of the Ray does not have Wellread (No module named 'index'). Nothing was publ"
    )
    bug = ValueError("x")
    assert told_of(bug) is bug


def test_a_stamp_survives_the_way(tmp_path):
    """It is compared as it was sent."""
    assert json.loads(json.dumps(STAMP)) == [*STAMP]
    assert all(STAMP.libraries[name] for name in ("lxml", "numpy", "trafilatura", "tokenizers"))


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("corpus/clean/rules.py", True),
        ("corpus/clean/words.json", True),
        ("corpus/rules.toml", True),
        ("index/outsiders.txt", True),
        ("index/README.md", False),
        ("corpus/articles/sleep.txt", False),
        ("index/encoders/minilm/tokenizer.json", False),
        ("search/engine.py", False),
    ],
)
def test_what_a_worker_s_code_is_told_by(tmp_path, monkeypatch, file, counts):
    """All that decides what becomes of an article: by its name, and by what it says."""
    monkeypatch.setattr(stamping, "ROOT", tmp_path)
    seen = set()
    for text in (None, "one", "another"):
        for folder in ("corpus", "index"):
            (tmp_path / folder).mkdir(exist_ok=True)
        if text:
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, "utf-8")
        seen.add(stamping.code_digest.__wrapped__())

    assert len(seen) == (3 if counts else 1)
