"""What is strong, related, weak or nothing, and that outsiders are told so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.relevance import (
    BY_ENCODER,
    WORDS_ONLY,
    calibration_for,
    coverage,
    evidence,
    relation,
)

ORDER = ("none", "weak", "related", "strong")
CALIBRATIONS = [*BY_ENCODER.values(), WORDS_ONLY]


@pytest.mark.parametrize("calibration", CALIBRATIONS)
@given(one=st.floats(-1, 1.2), other=st.floats(-1, 1.2))
def test_more_evidence_never_gives_a_weaker_relation(calibration, one, other):
    """The relation grows with the evidence, through every encoder's thresholds."""
    low, high = sorted((one, other))

    assert ORDER.index(relation(low, calibration)) <= ORDER.index(relation(high, calibration))


@pytest.mark.parametrize("calibration", CALIBRATIONS)
def test_each_relation_begins_at_its_own_threshold(calibration):
    """At the threshold it is reached, just below it is not."""
    for name in ("weak", "related", "strong"):
        threshold = getattr(calibration, name)
        assert relation(threshold, calibration) == name
        assert relation(threshold - 1e-6, calibration) == ORDER[ORDER.index(name) - 1]


@given(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1))
def test_more_words_covered_never_speak_against_a_passage(similarity, one, other):
    """Evidence rises with the share of the question's words, with and without a similarity."""
    low, high = sorted((one, other))
    for calibration in CALIBRATIONS:
        assert evidence(similarity, low, calibration) <= evidence(similarity, high, calibration)
        assert evidence(None, low, calibration) <= evidence(None, high, calibration)


def test_coverage_is_a_share_of_the_question():
    """Words said twice count once; a question of stop words alone is covered by nothing."""
    assert coverage(["sleep", "night"], ["sleep", "sleep", "bed"]) == 0.5
    assert coverage([], ["sleep"]) == 0.0


def test_thresholds_are_found_with_or_without_the_weights_name():
    """An encoder that no one calibrated is taken for MiniLM's kin."""
    assert calibration_for("all-mpnet-base-v2@78c0197b6159") is BY_ENCODER["all-mpnet-base-v2"]
    assert calibration_for("something-else@1") is BY_ENCODER["all-MiniLM-L6-v2"]


@pytest.mark.parametrize(
    "question", ["gearbox carburettor hydraulics", "parliamentary election arithmetic", "xyzzy"]
)
def test_an_outsider_gets_no_hit(engine, question):
    """A question on another subject is answered with nothing, and the answer says so."""
    answer = engine.search(question)

    assert answer.hits == ()
    assert answer.relevance == "none"
