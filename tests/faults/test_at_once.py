"""Two builders, one who changes articles, many readers: each answer is of one build, and right.

Builders are killed again and again, and their locks die with them.
"""

import json
import os
import random
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from corpus.collection import Collection
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.publish import read_current
from index.status import verify
from tests.faults.writer import NAMES, text

ROOT = Path(__file__).parents[2]
READERS = 3  # programs, of two threads each
PATIENCE = 60.0  # seconds more, where the machine is so busy that nothing was published yet
LIFE = (0.1, 1.5)  # seconds until a builder is killed, or looked at again


def start(stack, role, home, seed):
    """A program that goes on until it is killed, or told to end."""
    return stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.at_once", role, str(home), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        )
    )


@pytest.fixture
def busy_home(tmp_path):
    """A home whose articles tell their version in each word, built once."""
    home = tmp_path / "home"
    with Collection.open(home) as collection:
        for name in NAMES:
            data = text(name, 1).encode("utf-8")
            collection.add(data, source=f"test:{name}", name=name, format="markdown")
        build_index(home, collection, HashingEncoder(), asked_for="hashing")
    return home


def number(home):
    """Of the build that is published."""
    return int(read_current(home / "index").current.name.split("-")[0])


def all_at_once(home, seconds, seed):
    """Let all work for so long; gives what was found, and how often a builder was killed."""
    chance, kills = random.Random(seed), 0
    with ExitStack() as stack:
        readers = [start(stack, "read", home, seed + 10 * each) for each in range(READERS)]
        others = [start(stack, role, home, seed) for role in ("build", "build", "change")]
        until = time.monotonic() + seconds
        first = since = number(home)
        while (now := time.monotonic()) < until or (
            number(home) == first and now < until + PATIENCE
        ):
            time.sleep(chance.uniform(*LIFE))
            if number(home) > since:  # builders that are killed before they begin prove nothing
                since = number(home)
                killed = chance.randrange(2)
                assert others[killed].poll() is None, others[killed].stderr.read()
                others[killed].kill()
                kills += 1
                others[killed] = start(stack, "build", home, seed)
        assert others[2].poll() is None, others[2].stderr.read()
        told = [json.loads(reader.communicate()[0]) for reader in readers]
        for other in others:
            other.kill()
    return [found for program in told for found in program], kills


def check_all(home, found):
    """Nothing was wrong, and each build was one and the same to all who read it."""
    assert [each["wrong"] for each in found if each["wrong"]] == []
    told = {}
    for each in found:
        for name, answer in each["builds"].items():
            assert told.setdefault(name, answer) == answer
    with Collection.open(home) as collection:
        build_index(home, collection, HashingEncoder(), asked_for="hashing", anew=True)
        assert verify(home, collection) == []
    return told


def test_all_at_once_for_a_moment(busy_home):
    """Some seconds: builds are published, builders killed, and every answer is right."""
    found, kills = all_at_once(busy_home, 5.0, 1)
    published = number(busy_home) - 1
    check_all(busy_home, found)

    assert published
    assert kills <= published
    assert sum(each["answers"] for each in found) > 10


@pytest.mark.soak
def test_all_at_once_for_an_hour(busy_home, diary):
    """An hour, or WELLREAD_MINUTES, a minute a piece."""
    for minute in range(int(os.environ.get("WELLREAD_MINUTES", "60"))):
        if diary.has("all at once", "readers", str(minute)):
            continue
        before = number(busy_home)
        found, kills = all_at_once(busy_home, 60.0, minute)
        published = number(busy_home) - before
        wrong = [fault for each in found for fault in each["wrong"]]
        diary.note(
            "all at once",
            "readers",
            str(minute),
            cases=sum(each["answers"] for each in found),
            failed=len(wrong),
            wrong=wrong[:5],
            seconds=60.0,
            published=published,
            builders_killed=kills,
        )
        check_all(busy_home, found)
