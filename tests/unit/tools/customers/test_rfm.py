"""The shop by recency, frequency and money."""

import pytest

from shared.domain.rfm import RfmGroup, RfmSegment
from shared.errors import InvalidPayload
from shared.tools.customers.rfm import rfm_analysis
from tests.factories_shop import a_customer, a_snapshot
from tests.fakes.conditions import KeptCustomer
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments


def scored(customer_id: str, code: str, group: RfmGroup, **more: float) -> KeptCustomer:
    scores = dict(zip(("recency_score", "frequency_score", "monetary_score"), map(float, code), strict=True))
    return a_customer(customer_id, rfm_group=group, figures={**scores, **more})


CUSTOMERS = FakeCustomers(
    scored("ann", "555", RfmGroup.CHAMPIONS, historic_clv=900),
    scored("bob", "454", RfmGroup.LOYAL, historic_clv=700),
    scored("cat", "454", RfmGroup.LOYAL, historic_clv=800),
    scored("dan", "111", RfmGroup.DORMANT, historic_clv=10),
)
SEGMENTS = FakeSegments(a_snapshot(4))


def test_both_kinds_of_groups_are_counted_over_all_customers() -> None:
    told = rfm_analysis(CUSTOMERS, SEGMENTS)

    assert [(group.group, group.customers) for group in told.groups] == [("LOYAL", 2), ("CHAMPIONS", 1), ("DORMANT", 1)]
    counted = {each.segment: each.figures.customers for each in told.classic if each.figures}
    assert counted == {RfmSegment.CHAMPIONS: 3, RfmSegment.LOST: 1}
    assert [each.segment for each in told.classic] == list(RfmSegment)
    assert told.who.customers[0].reason == "555: £900 in 2 orders, the last 10 days ago"


@pytest.mark.parametrize(
    ("group", "segment", "code", "found"),
    [
        (None, None, "555", ["ann"]),
        (None, None, "454", ["cat", "bob"]),
        (RfmGroup.LOYAL, None, None, ["cat", "bob"]),
        (None, RfmSegment.CHAMPIONS, None, ["ann", "cat", "bob"]),
        (RfmGroup.LOYAL, RfmSegment.CHAMPIONS, None, ["cat", "bob"]),
        (None, None, "123", []),
    ],
)
def test_the_customers_of_a_group_a_segment_or_a_code_can_be_listed(
    group: RfmGroup | None, segment: RfmSegment | None, code: str | None, found: list[str]
) -> None:
    told = rfm_analysis(CUSTOMERS, SEGMENTS, group=group, segment=segment, code=code)

    assert [listed.customer.customer_id for listed in told.who.customers] == found
    assert told.who.total == len(found)


@pytest.mark.parametrize("code", ["", "55", "5555", "056", "abc", "\uff15\uff15\uff15"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(InvalidPayload, match="three digits from 1 to 5"):
        rfm_analysis(CUSTOMERS, SEGMENTS, code=code)
