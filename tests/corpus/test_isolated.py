"""A page that hangs, hogs, crashes or lies harms no other page, and is read in another way."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import RefusedSourceError
from corpus.home import SAMPLES
from corpus.readers.formats import format_of, read_source
from corpus.readers.isolated import ROOT, IsolatedReader, ReaderUnusableError
from corpus.readers.worker import Limits

HERE = Path(__file__).parent
MISBEHAVING = (sys.executable, "-P", str(HERE / "misbehaving.py"))
SENTENCES = (
    "Rest is allowed at any time of the day, and nobody has to earn it first.",
    "The body recovers while you lie still, even if sleep does not come at once.",
)
BODY = (
    f"<html><body><h1>Rest</h1>{''.join(f'<p>{line}</p>' for line in SENTENCES * 3)}</body></html>"
)
GIVEN_UP = "read by resiliparse, since others gave up (trafilatura: {})"


class StoppedError(Exception):
    """Somebody pressed Cancel."""


def page(deed: str = "") -> bytes:
    """A page over which the misbehaving reader does a deed."""
    return f"<!--{deed}-->{BODY}".encode()


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    """A reader whose best extractor misbehaves on demand; its limits are short."""
    limits = Limits(cpu_seconds=1, wall_seconds=20)
    with IsolatedReader(limits, command=MISBEHAVING) as reader:
        yield reader


@pytest.fixture
def hasty() -> Iterator[IsolatedReader]:
    """The same, where waiting is the matter."""
    limits = Limits(cpu_seconds=20, wall_seconds=2)
    with IsolatedReader(limits, command=MISBEHAVING) as reader:
        yield reader


def pid_of(reader: IsolatedReader) -> int:
    """The number of a reader's process."""
    assert reader.worker
    return reader.worker.process.pid


def is_running(pid: int) -> bool:
    """Whether a process is there and is no remnant that only waits to be counted."""
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip()) and not listed.stdout.strip().startswith("Z")


def ends(pid: int, *, seconds: float = 30) -> bool:
    """Whether a process ends within some time."""
    until = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(pid)


@pytest.mark.parametrize(
    "name", ["answernook/addiction.html", "askwell-circle/medication-basics.html"]
)
def test_a_page_is_read_as_it_would_be_here(name: str) -> None:
    """Text, blocks, fields and notes are those of the same reader without a process."""
    data = (SAMPLES / name).read_bytes()
    with IsolatedReader() as reader:
        assert reader.read(data, format="html") == read_source(data, format="html")


@pytest.mark.parametrize("name", ["bright-burrow/anger.txt", "thursday-kettle/carers.txt"])
def test_a_text_needs_no_process(name: str) -> None:
    """Its reader is linear; a collection of texts starts nothing."""
    data = (SAMPLES / name).read_bytes()
    with IsolatedReader() as reader:
        extract = reader.read(data, format=format_of(name))
        assert extract == read_source(data, format="text")
        assert reader.worker is None


def test_one_process_reads_many_pages(reader: IsolatedReader) -> None:
    """It is started once, as its imports take a second."""
    reader.read(page(), format="html")
    first = pid_of(reader)
    for _ in range(3):
        assert reader.read(page(), format="html").notes == ()
    assert pid_of(reader) == first


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("compute", "it needed more than 1 s of computing"),
        ("crash", "it crashed (signal 11)"),
        ("leave", "it ended with 3"),
        ("bug", "it failed with KeyError"),
        ("lie", "its answer was no extract"),
        pytest.param(
            *("hog", "it needed more memory than a page may take"),
            marks=pytest.mark.skipif(sys.platform != "linux", reason="macOS limits no memory"),
        ),
    ],
)
def test_the_next_extractor_reads_what_the_best_could_not(
    reader: IsolatedReader, deed: str, reason: str
) -> None:
    """The text is there, a note says why it is not the best, and the page after it is read well."""
    extract = reader.read(page(deed), format="html")
    assert all(line in extract.text for line in SENTENCES)
    assert extract.notes == (GIVEN_UP.format(reason),)
    assert reader.read(page(), format="html").notes == ()


def test_a_page_that_waits_for_ever_is_killed_in_time(hasty: IsolatedReader) -> None:
    """Without computing it would never reach its limit of that."""
    begun = time.monotonic()
    extract = hasty.read(page("hang"), format="html")
    assert time.monotonic() - begun < 20
    assert extract.notes == (GIVEN_UP.format("it gave no answer within 2 s"),)


def test_what_is_killed_is_gone(hasty: IsolatedReader) -> None:
    """The process that hung does not go on beside the one that took its place."""
    hasty.read(page(), format="html")
    first = pid_of(hasty)
    hasty.read(page("hang"), format="html")
    assert pid_of(hasty) != first
    assert not is_running(first)


def test_a_page_that_is_waited_for_no_more_is_left_at_once() -> None:
    """What is raised meanwhile ends its process; nothing of it is answered later."""
    begun: list[float] = []

    def heed() -> None:
        if begun and time.monotonic() - begun[0] > 0.5:
            raise StoppedError("enough")

    with IsolatedReader(command=MISBEHAVING, heed=heed) as reader:
        reader.read(page(), format="html")
        pid = pid_of(reader)
        begun.append(time.monotonic())
        with pytest.raises(StoppedError, match="enough"):
            reader.read(page("hang"), format="html")
        assert time.monotonic() - begun[0] < 2
        assert reader.worker is None
        assert not is_running(pid)
        with pytest.raises(StoppedError, match="enough"):
            reader.read(page(), format="html")
        assert reader.worker is None


def test_what_libraries_print_is_in_no_answer(reader: IsolatedReader) -> None:
    """Nor can they read the questions."""
    assert reader.read(page("chatter"), format="html").text == "Rest is allowed. "
    assert reader.read(page(), format="html").notes == ()


def test_a_page_without_an_article_is_refused_with_its_reason(reader: IsolatedReader) -> None:
    """That is the page's fault: no other extractor is asked."""
    with pytest.raises(RefusedSourceError, match=r"^No article was found in this page: it holds"):
        reader.read(b"<html><body><img src='a.png'></body></html>", format="html")


def test_a_page_that_nothing_can_read_is_refused_with_every_reason(reader: IsolatedReader) -> None:
    """Each extractor is named with what became of it, and the pages after it are read."""
    with pytest.raises(
        RefusedSourceError,
        match=r"^No article could be read: trafilatura: it ended with 3; resiliparse: it ended "
        r"with 3; visible text: it ended with 3\.$",
    ):
        reader.read(page("leave all"), format="html")
    assert reader.read(page(), format="html").notes == ()


def test_a_process_that_does_not_start_is_no_pages_fault() -> None:
    """Otherwise a broken installation would take every page out of the index."""
    for command in ((sys.executable, "-c", "raise SystemExit(7)"), ("/nowhere/python",)):
        with (
            IsolatedReader(command=command) as reader,
            pytest.raises(ReaderUnusableError, match=r"^Web pages can't be read: the process that"),
        ):
            reader.read(page(), format="html")


def test_the_process_ends_with_its_reader() -> None:
    """Nothing is left when all pages are read."""
    with IsolatedReader() as reader:
        reader.read(page(), format="html")
        pid = pid_of(reader)
    assert not is_running(pid)
    assert reader.worker is None


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("deed", ["hang", "compute"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_with_the_one_that_asks(deed: str, how: signal.Signals) -> None:
    """Killed or interrupted in the middle of a page, it leaves no orphan."""
    with subprocess.Popen(
        [sys.executable, "-P", str(HERE / "asking.py"), MISBEHAVING[-1], deed],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(ROOT)},
    ) as asking:
        assert asking.stdout
        worker = int(asking.stdout.readline())
        time.sleep(0.3)  # until it is at its page
        asking.send_signal(how)
        assert asking.wait(30) != 0
    assert ends(worker)


def test_a_folder_that_one_is_in_is_not_searched_for_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A downloaded "json.py" is not run for standing beside the pages."""
    for name in ("json", "lxml", "corpus"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    with IsolatedReader() as reader:
        assert reader.read(page(), format="html").notes == ()
