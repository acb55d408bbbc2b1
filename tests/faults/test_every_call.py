"""A command that is killed before any one of its calls on files leaves a home that is whole.

Not at some moments but at all of them: the calls of each verb are counted, and it is killed before
the first, the second, … the last.
"""

import pytest

from tests.faults.interrupted import kill
from tests.faults.stages import HEAVY, SOAKED, VERBS

NAMES = [verb.name for verb in VERBS]
SAMPLE = 4  # kills of each verb, evenly spread over its calls


@pytest.mark.parametrize("name", NAMES)
def test_some_calls_of_each_verb(staged, tracer, tmp_path, name):
    """What was acknowledged is there, the rest as before or as after; the next build heals all."""
    stage = staged(name)
    calls = tracer.run(stage.copy(tmp_path / "home"), stage.commands).count
    sample = SAMPLE // 2 if name in HEAVY else SAMPLE
    for number in range(sample):
        at = (2 * number + 1) * calls // (2 * sample)
        ended = kill(stage, tracer, tmp_path / "home", at)
        assert ended.wrong == "", (at, ended.traced.last)


@pytest.mark.soak
@pytest.mark.parametrize("name", [*NAMES, *(verb.name for verb in SOAKED)])
def test_every_call_of_each_verb(staged, tracer, tmp_path, work_through, chosen, name):
    """All of them, or those chosen; two more than there were, as threads may differ."""
    stage = staged(name)
    calls = tracer.run(stage.copy(tmp_path / "home"), stage.commands).count

    def check(at):
        return kill(stage, tracer, tmp_path / "home", at).wrong

    cases = range(calls + 2)[chosen]
    assert work_through("killed before a call", name, cases, check) == []
