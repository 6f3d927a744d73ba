"""Trees of conditions: what callers write, whom it means, in which words it is told, and what is too much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.churn import ChurnLevel
from shared.errors import InvalidPayload, NotFound
from shared.tools.arguments import read_arguments
from shared.tools.customers.search import search_customers
from shared.tools.customers.where import DEEPEST, MOST
from tests.factories_shop import WEAK, a_customer, a_place, a_snapshot, an_archetype
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

FREQUENT, WEAKLY = a_place("purchase_frequency", "frequent"), a_place("purchase_frequency", "frequent", WEAK)
CUSTOMERS = FakeCustomers(
    a_customer("ann", FREQUENT, archetype="loyal", historic_clv=300, gap_trend=0.5, category="Thread"),
    a_customer("bob", WEAKLY, archetype="loyal", rfm_group="LOYAL", historic_clv=500, level=ChurnLevel.HIGH),
    a_customer("cat", archetype="new", historic_clv=100, name="Anna"),
)
SEGMENTS = FakeSegments(a_snapshot(3), an_archetype("loyal", 2), an_archetype("new", 1))

Told = dict[str, object]


def found(where: Told, **more: object) -> tuple[set[str], str]:
    """Ids of who is found, and the words."""
    told = search_customers(CUSTOMERS, SEGMENTS, **read_arguments(search_customers, {"where": where, **more}))  # type: ignore[arg-type]  # as they were read
    return {listed.customer.customer_id for listed in told.customers}, told.criteria


@pytest.mark.parametrize(
    ("where", "ids", "words"),
    [
        ({"axis": "Purchase frequency", "segment": "frequent"}, "ann bob", "frequent by purchase frequency"),
        (
            {"axis": "purchase_frequency", "segment": "frequent", "strength": "strong"},
            "ann",
            "frequent (strong) by purchase frequency",
        ),
        ({"archetype": "1"}, "ann bob", 'of the archetype "Loyal"'),
        ({"rfm_group": "LOYAL"}, "bob", "loyal by RFM"),
        ({"churn_level": "HIGH"}, "bob", "at HIGH churn risk"),
        ({"favourite_category": "Thread"}, "ann", 'who spent the most on "Thread"'),
        ({"metric": "historic_clv", "at_least": 300}, "ann bob", "with a spend so far of at least £300"),
        ({"metric": "historic_clv", "at_most": 300}, "ann cat", "with a spend so far of at most £300"),
        (
            {"metric": "historic_clv", "at_least": 200, "at_most": 1200.5},
            "ann bob",
            "with a spend so far from £200 to £1,200",
        ),
        ({"metric": "gap_trend"}, "ann", "with a known gap trend"),
        ({"text": "ANN"}, "ann cat", 'with "ANN" in their id, name or e-mail address'),
        ({"not": {"archetype": "1"}}, "cat", 'not of the archetype "Loyal"'),
        ({"any": [{"churn_level": "HIGH"}, {"churn_level": "CRITICAL"}]}, "bob", "at HIGH or CRITICAL churn risk"),
        ({"all": []}, "ann bob cat", "of any kind"),
        ({"any": []}, "", "of no kind"),
        ({"all": [{"rfm_group": "LOYAL"}]}, "bob", "loyal by RFM"),
        (
            {"all": [{"text": "ann"}, {"not": {"any": [{"archetype": "new"}, {"rfm_group": "LOYAL"}]}}]},
            "ann",
            'with "ann" in their id, name or e-mail address and not (of the archetype "New" or loyal by RFM)',
        ),
        (
            {"any": [{"all": [{"text": "b"}, {"churn_level": "HIGH"}]}, {"archetype": "new"}]},
            "bob cat",
            '(with "b" in their id, name or e-mail address and at HIGH churn risk) or of the archetype "New"',
        ),
    ],
    ids=str,
)
def test_a_condition_finds_whom_it_means_and_says_so(where: Told, ids: str, words: str) -> None:
    assert found(where) == (set(ids.split()), f"customers {words}")


def test_a_condition_narrows_what_is_told_beside_it() -> None:
    ids, words = found({"any": [{"text": "ann"}, {"text": "bob"}]}, archetype_id="1", churn_level="HIGH")

    assert ids == {"bob"}
    assert words.startswith('customers of the archetype "Loyal", at HIGH churn risk and (with "ann"')


@pytest.mark.parametrize(
    "where",
    [
        {"archetype": "no such"},
        {"axis": "loyalty", "segment": "high"},
        {"not": {"all": [{"axis": "purchase_frequency", "segment": "daily"}]}},
    ],
    ids=str,
)
def test_a_name_that_the_shop_does_not_have_is_not_found_however_deep(where: Told) -> None:
    with pytest.raises(NotFound):
        found(where)


def nested(depth: int) -> Told:
    """A condition within so many others."""
    told: Told = {"text": "ann"}
    for _ in range(depth):
        told = {"not": told}
    return told


def test_the_deepest_tree_is_read_and_a_deeper_one_refused() -> None:
    assert found(nested(DEEPEST - 1))[0] == {"bob"}
    for depth in (DEEPEST, 100, 100_000):
        with pytest.raises(InvalidPayload):
            read_arguments(search_customers, {"where": nested(depth)})


def test_the_largest_tree_is_read_and_a_larger_one_refused() -> None:
    assert found({"any": [{"text": "ann"}] * (MOST - 1)})[0] == {"ann", "cat"}
    for where in ({"any": [{"text": "ann"}] * MOST}, {"all": [{"any": [{"text": "ann"}] * (MOST // 2)}] * 2}):
        with pytest.raises(InvalidPayload, match="at most 50"):
            read_arguments(search_customers, {"where": where})


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ({}, "where: must be an object with one of axis, archetype"),
        ({"text": "a", "axis": "b"}, "where: must be an object with one of"),
        ([], "where: must be an object with one of"),
        ({"all": {"text": "a"}}, "where.all.all: Input should be a valid array"),
        ({"all": [{"text": ""}]}, "where.all.all.0.text.text: must not be blank"),
        ({"axis": "purchase_frequency"}, "where.axis.segment: Field required"),
        ({"metric": "clv"}, "where.metric.metric: Input should be 'historic_clv'"),
        ({"metric": "historic_clv", "from": 5}, "where.metric.from: Extra inputs are not permitted"),
        ({"metric": "historic_clv", "at_least": "5"}, "where.metric.at_least: Input should be a valid number"),
        ({"metric": "historic_clv", "at_least": float("nan")}, "every number must be finite"),
    ],
    ids=str,
)
def test_a_condition_that_makes_no_sense_is_refused_with_its_place(where: object, says: str) -> None:
    with pytest.raises(InvalidPayload) as refused:
        read_arguments(search_customers, {"where": where})

    assert str(refused.value).startswith(says)


leaves = st.sampled_from(
    [{"text": "ann"}, {"archetype": "1"}, {"rfm_group": "LOYAL"}, {"metric": "historic_clv", "at_least": 200}]
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
).filter(lambda tree: str(tree).count("{") < DEEPEST)


@given(trees, trees)
def test_and_or_and_not_mean_what_they_mean_everywhere(a: Told, b: Told) -> None:
    everybody, in_a, in_b = {"ann", "bob", "cat"}, found(a)[0], found(b)[0]

    assert found({"not": a})[0] == everybody - in_a
    assert found({"all": [a, b]})[0] == in_a & in_b
    assert found({"any": [a, b]})[0] == in_a | in_b
