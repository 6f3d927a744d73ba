"""Customers by archetype, segments, RFM group and churn level, together or one by one."""

import pytest

from shared.domain.churn import ChurnLevel
from shared.domain.rfm import RfmGroup
from shared.domain.search import Metric
from shared.errors import InvalidPayload, NotFound
from shared.tools.customers.search import search_customers
from tests.factories_shop import AS_OF, AXES, a_customer, a_place, a_snapshot, an_archetype
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

FREQUENT, ROUTINE = a_place("purchase_frequency", "frequent"), a_place("repurchase_behavior", "routine_buyer")
ANN = a_customer("ann", FREQUENT, ROUTINE, archetype="loyal", historic_clv=300, historic_number_of_orders=3)
BOB = a_customer("bob", FREQUENT, archetype="loyal", rfm_group="LOYAL", historic_clv=500, level=ChurnLevel.HIGH)
CAT = a_customer("cat", ROUTINE, archetype="new", rfm_group="LOYAL", historic_clv=100, churn_probability=0.55)
CUSTOMERS = FakeCustomers(ANN, BOB, CAT)
SEGMENTS = FakeSegments(
    a_snapshot(3, left_out={"discount_sensitivity": "no order has a discount"}),
    an_archetype("loyal", 2),
    an_archetype("new", 1),
)


def test_without_conditions_everybody_is_found_the_most_valuable_first() -> None:
    told = search_customers(CUSTOMERS, SEGMENTS)

    assert [listed.customer.customer_id for listed in told.customers] == ["bob", "ann", "cat"]
    assert (told.total, told.criteria, told.because) == (3, "all customers", None)
    assert told.customers[1].reason == "£300 in 3 orders, the last 10 days ago"
    assert (told.currency, told.as_of) == ("GBP", AS_OF)


def test_all_that_is_given_must_match() -> None:
    told = search_customers(
        CUSTOMERS,
        SEGMENTS,
        archetype_id="Loyal",
        segment_filter={"Purchase Frequency": "frequent", "repurchase-behavior": "Routine buyer"},
    )

    assert [listed.customer.customer_id for listed in told.customers] == ["ann"]
    assert told.criteria == (
        'customers of the archetype "Loyal", frequent by purchase frequency and routine buyer by repurchase behavior'
    )


def test_groups_and_levels_narrow_the_search() -> None:
    told = search_customers(CUSTOMERS, SEGMENTS, rfm_group=RfmGroup.LOYAL, churn_level=ChurnLevel.HIGH)

    assert [listed.customer.customer_id for listed in told.customers] == ["bob", "cat"]
    assert told.criteria == "customers loyal by RFM and at HIGH churn risk"


def test_any_figure_orders_the_customers_and_those_without_it_come_last() -> None:
    told = search_customers(CUSTOMERS, SEGMENTS, order_by=Metric.CHURN_PROBABILITY, descending=False)

    assert [listed.customer.customer_id for listed in told.customers] == ["cat", "ann", "bob"]


def test_the_total_does_not_depend_on_the_limit() -> None:
    told = search_customers(CUSTOMERS, SEGMENTS, limit=1)

    assert (len(told.customers), told.total) == (1, 3)


def test_when_nobody_matches_it_says_so() -> None:
    told = search_customers(CUSTOMERS, SEGMENTS, archetype_id="new", rfm_group=RfmGroup.CHAMPIONS)

    assert (told.customers, told.total, told.together) == ((), 0, None)
    assert told.because == "no customer matches all of this"


def test_a_snapshot_without_customers_is_told_from_a_search_without_hits() -> None:
    told = search_customers(FakeCustomers(), FakeSegments(a_snapshot(0)))

    assert told.because == "there are no customers yet"


@pytest.mark.parametrize("limit", [-1, 0, 101, 10**12])
def test_a_limit_out_of_bounds_is_refused(limit: int) -> None:
    with pytest.raises(InvalidPayload, match="limit must be from 1 to 100"):
        search_customers(CUSTOMERS, SEGMENTS, limit=limit)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"loyalty": "high"}, f"no such axis; there are {', '.join(tuple(AXES)[:2])} and category_exploration"),
        ({"purchase_frequency": "daily"}, "it has one_time, occasional, regular and frequent"),
        ({"discount_sensitivity": "any"}, "discount sensitivity was left out: no order has a discount"),
    ],
)
def test_an_unknown_axis_or_segment_is_refused_with_those_that_there_are(wanted: dict[str, str], words: str) -> None:
    with pytest.raises(NotFound, match=words):
        search_customers(CUSTOMERS, SEGMENTS, segment_filter=wanted)


def test_before_the_first_discovery_nothing_can_be_searched() -> None:
    with pytest.raises(NotFound, match="discover"):
        search_customers(FakeCustomers(), FakeSegments(None))
