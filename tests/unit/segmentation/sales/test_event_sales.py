"""What was bought for each event, and by whom."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from shared.domain.sales import EventCustomer, EventSales
from shared.segmentation.events.calendar import events_between
from shared.segmentation.sales.event_sales import event_customers, event_purchases, event_sales
from tests.unit.segmentation.sales.shop import a_line, a_shop

#: Buying for Halloween 2024 goes from 2024-09-19 to 2024-10-30.
START, END = date(2024, 9, 19), date(2024, 10, 30)


def daily(first: date, last: date, **changes: object) -> list[dict[str, object]]:
    days = (first + timedelta(days=day) for day in range((last - first).days + 1))
    return [a_line(f"{changes.get('customer_id', 'c1')}-{day}", str(day), **changes) for day in days]


def sales_for(event: str, *lines: Mapping[str, object], as_of: date, year: int = 2024) -> EventSales:
    shop = a_shop(*lines, as_of=as_of)
    occasions = events_between(shop.days.first_on, shop.days.last_on)
    found = event_sales(event_purchases(shop.lines, occasions), occasions, shop.days)
    return next(each for each in found if (each.event, each.year) == (event, year))


def customers_for(event: str, *lines: Mapping[str, object], as_of: date, most: int = 100) -> list[EventCustomer]:
    shop = a_shop(*lines, as_of=as_of)
    occasions = events_between(shop.days.first_on, shop.days.last_on)
    found = event_customers(event_purchases(shop.lines, occasions), most=most)
    return [each for each in found if each.event == event]


def test_only_what_was_sold_in_the_window_is_for_the_event() -> None:
    lines = [
        a_line("before", "2024-09-18", unit_price=1.0),
        a_line("first", "2024-09-19", unit_price=2.0),
        a_line("last", "2024-10-30T23:59:00", customer_id="c2", unit_price=4.0),
        a_line("back", "2024-10-30", customer_id="c2", quantity=-1, unit_price=1.0),
        a_line("after", "2024-10-31", customer_id="c3", unit_price=8.0),
    ]

    halloween = sales_for("halloween", *lines, as_of=date(2024, 11, 15))

    assert (halloween.name, halloween.starts_on, halloween.ends_on) == ("Halloween", START, END)
    assert (halloween.revenue, halloween.orders, halloween.customers, halloween.new_customers) == (5.0, 2, 2, 1)


def test_twice_the_usual_sales_are_an_uplift_of_two() -> None:
    lines = [
        *daily(START - timedelta(days=28), START - timedelta(days=1), unit_price=10.0),
        *daily(START, END, unit_price=20.0),
        *daily(END + timedelta(days=1), END + timedelta(days=28), unit_price=10.0),
    ]

    halloween = sales_for("halloween", *lines, as_of=END + timedelta(days=28))

    assert halloween.uplift == pytest.approx(2.0)
    assert halloween.is_whole


def test_there_is_no_uplift_before_the_days_around_the_event_are_known() -> None:
    lines = daily(START - timedelta(days=28), END + timedelta(days=27))

    assert sales_for("halloween", *lines, as_of=END + timedelta(days=27)).uplift is None


def test_there_is_no_uplift_over_days_that_brought_nothing_in() -> None:
    lines = [a_line("o1", "2024-07-01"), *daily(START, END), a_line("o2", "2024-12-31")]

    assert sales_for("halloween", *lines, as_of=date(2024, 12, 31)).uplift is None


def test_an_event_that_is_going_on_is_not_whole() -> None:
    assert not sales_for("halloween", *daily(START, date(2024, 10, 20)), as_of=date(2024, 10, 20)).is_whole


def test_an_event_that_nobody_bought_for_has_zeros() -> None:
    halloween = sales_for("halloween", a_line("o1", "2024-07-01"), a_line("o2", "2024-12-31"), as_of=date(2024, 12, 31))

    assert (halloween.revenue, halloween.orders, halloween.customers, halloween.new_customers) == (0.0, 0, 0, 0)


def test_who_buys_for_an_event_is_known_over_the_years_most_spent_first() -> None:
    lines = [
        a_line("a1", "2023-10-01", customer_id="a", unit_price=30.0),
        a_line("a2", "2024-10-01", customer_id="a", unit_price=30.0),
        a_line("a3", "2024-10-02", customer_id="a", unit_price=40.0),
        a_line("a4", "2024-03-01", customer_id="a", unit_price=100.0),
        a_line("b1", "2024-10-05", customer_id="b", unit_price=70.0),
        a_line("c1", "2024-03-05", customer_id="c", unit_price=900.0),
    ]

    found = customers_for("halloween", *lines, as_of=date(2024, 12, 1))

    assert found == [
        EventCustomer("halloween", "a", years=2, orders=3, spent=100.0, share_of_spend=0.5),
        EventCustomer("halloween", "b", years=1, orders=1, spent=70.0, share_of_spend=1.0),
    ]


def test_a_customer_who_sent_it_all_back_spent_nothing_for_the_event() -> None:
    lines = [
        a_line("o1", "2024-10-01", unit_price=10.0),
        a_line("r1", "2024-10-02", quantity=-1, unit_price=30.0),
        a_line("r2", "2024-10-03", customer_id="c2", quantity=-1, unit_price=5.0),
    ]

    (only,) = customers_for("halloween", *lines, as_of=date(2024, 12, 1))
    assert (only.customer_id, only.orders, only.spent, only.share_of_spend) == ("c1", 1, -20.0, 0.0)


def test_what_came_back_after_the_event_leaves_a_share_of_at_most_all() -> None:
    lines = [a_line("o1", "2024-10-01", unit_price=10.0), a_line("r1", "2024-11-20", quantity=-1, unit_price=8.0)]

    (only,) = customers_for("halloween", *lines, as_of=date(2024, 12, 1))
    assert (only.spent, only.share_of_spend) == (10.0, 1.0)


def test_only_those_who_spent_the_most_are_kept() -> None:
    lines = [a_line(f"o{at}", "2024-10-01", customer_id=f"c{at}", unit_price=float(at)) for at in range(1, 6)]

    assert [each.customer_id for each in customers_for("halloween", *lines, as_of=date(2024, 12, 1), most=2)] == [
        "c5",
        "c4",
    ]
