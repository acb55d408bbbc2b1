"""Programs tell failures apart by their codes, and scripts by the status that a command leaves."""

from importlib import import_module

import pytest

from corpus.errors import UserError

CODES = {  # status → module → codes
    1: {
        "corpus.collection": ["collection_unsure", "collection_unusable"],
        "index.away": ["vectors_away"],
        "index.engines.choice": ["engine_unknown"],
        "index.engines.milvus": ["milvus_failed"],
        "index.publish": ["build_busy", "no_earlier_build"],
        "index.purge": ["not_forgotten"],
        "index.runners.runner": ["runner_failed"],
        "index.tested": ["build_failed"],
        "index.traces": ["not_proved"],
        "index.update": ["build_cancelled"],
        "search.crisis.lines": ["helplines_file"],
        "search.judged": ["evaluation_failed"],
    },
    2: {"search.query": ["empty_query"]},  # what was asked is none
    3: {  # the index can't be used
        "index.disk": ["index_unusable"],
        "index.encoder": ["encoder_mismatch", "weights_missing"],
        "index.manifest": ["index_missing", "index_unusable"],
    },
    4: {
        "index.known_values": ["no_such_value"],
        "index.topics": ["no_such_topic"],
        "search.similar": ["no_such_passage"],
    },
}


@pytest.mark.parametrize(
    ("module", "codes", "status"),
    [(module, codes, status) for status, of in CODES.items() for module, codes in of.items()],
)
def test_a_failure_keeps_its_code_and_its_status(module, codes, status):
    """Whoever reads `--json` or looks at the status of a command relies on them."""
    own = [
        each
        for each in vars(import_module(module)).values()
        if isinstance(each, type) and issubclass(each, UserError) and each.__module__ == module
    ]
    assert sorted(each.code for each in own) == codes
    assert {each.exit_status for each in own} == {status}
