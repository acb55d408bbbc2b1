"""A tracer and the stages on which verbs are interrupted; both are made once."""

import os
from functools import partial

import pytest

from benchmarks.reliability.diary import Diary
from tests.faults.stages import SOAKED, VERBS, stage
from tests.faults.tracing import seccomp
from tests.faults.tracing.client import Tracer


@pytest.fixture(scope="session")
def tracer(tmp_path_factory):
    """Runs commands that can be killed at a call, or have one fail."""
    if not seccomp.is_possible():
        pytest.skip("calls are traced on Linux on x86-64 alone")
    with Tracer(tmp_path_factory.mktemp("traced")) as tracer:
        yield tracer


@pytest.fixture(scope="session")
def staged(tracer, tmp_path_factory):
    """Gives the stage of a verb by its name; none may be changed."""
    made = {}
    verbs = {verb.name: verb for verb in (*VERBS, *SOAKED)}

    def give(name):
        verb = verbs[name]

        def run(home, commands):
            ended = tracer.run(home, commands)
            assert ended.status == verb.ends, ended.err

        if name not in made:
            made[name] = stage(verb, tmp_path_factory.mktemp(name), run)
        return made[name]

    return give


@pytest.fixture(scope="session")
def chosen():
    """Which of all cases the soak takes: from WELLREAD_FROM on each WELLREAD_EVERY-th, or all."""
    first, every = (int(os.environ.get(f"WELLREAD_{name}", "0")) for name in ("FROM", "EVERY"))
    return slice(first, None, every or 1)


@pytest.fixture(scope="session")
def diary():
    """The report of the soak; what it has is not done again."""
    return Diary.of_today()


@pytest.fixture(scope="session")
def work_through(diary, chosen):
    """Checks cases and notes them in the report."""
    each = "" if chosen.step == 1 else f"each {chosen.step}th, "
    begun = f"from {chosen.start} on, " if chosen.start else ""
    return partial(diary.work_through, chosen=begun + each)
