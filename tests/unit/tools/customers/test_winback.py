"""Which lapsed customers are worth inviting back."""

import pytest

from shared.domain.value import ValueTier
from shared.domain.winback import lapsed_after
from shared.errors import InvalidPayload
from shared.tools.customers.winback import winback_candidates
from tests.factories_shop import a_customer, a_snapshot
from tests.fakes.conditions import KeptCustomer
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot())


def a_buyer(customer_id: str, silent: float, **more: float) -> KeptCustomer:
    return a_customer(customer_id, figures={"days_since_last_order": silent, "tenure_days": 2000, **more})


#: Ten customers of the middle fifth who buy every 60 days.
USUAL = [a_buyer(f"u{number}", 5, average_days_between_orders=60, monetary_score=3) for number in range(10)]


@pytest.mark.parametrize(
    ("gap", "days"), [(None, 182), (1.0, 90), (45.0, 90), (60.0, 120), (100.4, 201), (182.5, 365), (900.0, 365)]
)
def test_lapsed_is_twice_the_usual_gap_within_a_quarter_and_a_year(gap: float | None, days: int) -> None:
    assert lapsed_after(gap) == days


def test_the_lapsed_stand_most_valuable_first_from_twice_the_shops_usual_gap_on() -> None:
    customers = FakeCustomers(
        *USUAL,
        a_buyer("just in time", 119, historic_clv=900),
        a_buyer("lapsed", 120, historic_clv=700, churn_probability=0.8),
        a_buyer("rich", 850, historic_clv=5600, historic_number_of_orders=7, churn_probability=0.97),
        a_buyer("long gone", 851, historic_clv=9000),
        a_buyer("came once", 200, historic_number_of_orders=1),
    )

    told = winback_candidates(customers, SEGMENTS)

    assert [each.customer.customer_id for each in told.candidates] == ["rich", "lapsed"]
    assert (told.silent_from_days, told.silent_to_days, told.total) == (120, 850, 2)
    assert told.rule == "the shop's customers usually buy every 60 days; lapsed is 120 days of silence"
    first = told.candidates[0]
    assert (first.tier, first.offer) == (ValueTier.VIP, "a personal letter with the best that the policy allows")
    assert first.returns_anyway == pytest.approx(0.03)
    assert first.reason == (
        "£5,600 in 7 orders, silent for 850 days; returns without an invitation with a chance of 3%"
    )


def test_a_silence_can_be_asked_for() -> None:
    customers = FakeCustomers(*USUAL, a_buyer("x", 200), a_buyer("y", 400))

    told = winback_candidates(customers, SEGMENTS, silent_days=365)

    assert [each.customer.customer_id for each in told.candidates] == ["y"]
    assert (told.silent_from_days, told.rule) == (365, "as asked for")
    assert told.candidates[0].returns_anyway is None


def test_where_too_few_have_come_back_half_a_year_counts() -> None:
    told = winback_candidates(FakeCustomers(*USUAL[:9]), SEGMENTS)

    assert (told.silent_from_days, told.total) == (182, 0)
    assert told.rule == "half a year: too few customers have come back to say what is usual"
    assert told.because == "nobody with at least 2 orders has been silent for 182 to 912 days"


@pytest.mark.parametrize("silent_days", [0, -1, 3651])
def test_bounds_are_kept(silent_days: int) -> None:
    with pytest.raises(InvalidPayload):
        winback_candidates(FakeCustomers(), SEGMENTS, silent_days=silent_days)
