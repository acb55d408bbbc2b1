"""What a build has to do is exactly what differs."""

from hypothesis import given
from hypothesis import strategies as st

from index.plan import make_plan

LISTS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("12"))


@given(indexed=LISTS, collected=LISTS)
def test_every_article_has_one_fate(indexed, collected):
    """Added, changed, removed and kept are each in order, and together all ids, none twice."""
    plan = make_plan(indexed, collected)

    lists = (plan.added, plan.changed, plan.removed, plan.kept)
    fates = [article_id for part in lists for article_id in part]

    assert sorted(fates) == sorted(indexed.keys() | collected.keys())
    assert all(list(part) == sorted(part) for part in lists)
    assert sorted(plan.why) == list(plan.changed)


@given(indexed=LISTS, collected=LISTS)
def test_a_plan_carried_out_gives_the_collection(indexed, collected):
    """Without the removed, with the added and changed, the index has what is collected."""
    plan = make_plan(indexed, collected)

    result = {key: digest for key, digest in indexed.items() if key not in plan.removed}
    result |= {key: collected[key] for key in (*plan.added, *plan.changed)}

    assert result == collected
    assert all(indexed[key] == collected[key] for key in plan.kept)
    assert all(indexed[key] != collected[key] for key in plan.changed)


@given(indexed=LISTS, collected=LISTS)
def test_a_plan_is_empty_when_nothing_differs(indexed, collected):
    """And only then."""
    assert make_plan(indexed, collected).is_empty == (indexed == collected)


def test_a_plan_reads_as_a_sentence():
    """As commands print it."""
    plan = make_plan({"a": "1", "b": "1"}, {"b": "2", "c": "1", "d": "1"})

    assert str(plan) == "2 new, 1 changed, 1 removed, 0 kept"
