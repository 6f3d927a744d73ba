"""What is bought for the events of the year, by whom, and when the next one begins."""

from datetime import date

import pytest

from shared.domain.sales import EventCustomer, EventSales
from shared.errors import InvalidPayload, NotFound, Permanent
from shared.tools.shop.seasons import seasonal_customers, seasonal_sales
from tests.factories_shop import AS_OF, a_customer, a_snapshot
from tests.fakes.customers import FakeCustomers
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot())
CUSTOMERS = FakeCustomers(a_customer("ann", name="Ann Lee"))


def an_event(event: str, name: str, year: int, uplift: float | None, *, is_whole: bool = True) -> EventSales:
    starts, ends = date(year, 9, 19), date(year, 10, 30)
    return EventSales(event, name, year, starts, ends, 840.0, 20, 15, 4, uplift, is_whole)


SALES = FakeSales(
    events=(
        an_event("halloween", "Halloween", 2024, 1.4),
        an_event("halloween", "Halloween", 2025, 1.8),
        an_event("christmas", "Christmas", 2025, 2.5, is_whole=False),
        an_event("easter", "Easter", 2025, None),
    ),
    event_customers=(
        EventCustomer("halloween", "ann", 2, 3, 120.0, 0.6),
        EventCustomer("halloween", "erased", 1, 1, 300.0, 1.0),
        EventCustomer("christmas", "bob", 1, 1, 50.0, 0.2),
    ),
)


@pytest.mark.parametrize("text", ["halloween", "Sales at Halloween?", "haloween"])
def test_an_event_is_found_as_people_write_it(text: str) -> None:
    told = seasonal_sales(SALES, SEGMENTS, event=text)

    assert [event.year for event in told.events] == [2024, 2025]
    assert told.reason == "Halloween 2025 stands out: £840, 1.8 times the revenue a day of the weeks around it"


def test_without_an_event_the_whole_calendar_is_told_and_cut_off_windows_do_not_stand_out() -> None:
    told = seasonal_sales(SALES, SEGMENTS)

    assert len(told.events) == 4
    assert told.reason.startswith("Halloween 2025")


def test_the_next_windows_come_soonest_first_and_none_is_over() -> None:
    told = seasonal_sales(SALES, SEGMENTS)

    assert told.next_windows[0].ends_on >= AS_OF
    assert [window.starts_on for window in told.next_windows] == sorted(
        window.starts_on for window in told.next_windows
    )
    halloween = next(window for window in told.next_windows if window.event == "halloween")
    assert (halloween.on, halloween.starts_on, halloween.ends_on) == (
        date(2026, 10, 31),
        date(2026, 9, 19),
        date(2026, 10, 30),
    )


def test_a_country_keeps_its_own_days() -> None:
    american = seasonal_sales(SALES, SEGMENTS, event="mother's day", country="US").next_windows[0]
    british = seasonal_sales(SALES, SEGMENTS, event="mother's day", country="GB").next_windows[0]

    assert (american.on, british.on) == (date(2027, 5, 9), date(2027, 3, 7))


def test_a_country_that_is_none_is_refused() -> None:
    with pytest.raises(Permanent, match="ISO 3166"):
        seasonal_sales(SALES, SEGMENTS, country="XX")


def test_who_bought_for_an_event_is_told_with_when_to_write_to_them() -> None:
    told = seasonal_customers(CUSTOMERS, SALES, SEGMENTS, event="halloween")

    assert [(each.customer.customer_id, each.name) for each in told.customers] == [("erased", None), ("ann", "Ann Lee")]
    assert told.customers[1].reason == "£120 in 3 orders in 2 years, 60% of all that they spent"
    assert [year.customers for year in told.years] == [15, 15]
    assert told.next_window
    assert told.next_window.starts_on == date(2026, 9, 19)


def test_an_event_that_nobody_bought_for_says_so() -> None:
    told = seasonal_customers(CUSTOMERS, SALES, SEGMENTS, event="father's day")

    assert (told.customers, told.because) == ((), "nobody has bought for Father's Day yet")


def test_orders_that_reach_over_no_event_say_so() -> None:
    told = seasonal_sales(FakeSales(), SEGMENTS)

    assert (told.events, told.reason, told.because) == ((), "", "the orders do not reach over any such event")


def test_an_unknown_event_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(NotFound, match="there are New Year, Valentine's Day"):
        seasonal_sales(SALES, SEGMENTS, event="the summer sale")
    with pytest.raises(InvalidPayload):
        seasonal_customers(CUSTOMERS, SALES, SEGMENTS, event=" ")
