"""What the shop sold in each month, and which months are whole."""

from collections.abc import Mapping
from datetime import date

import pytest

from shared.domain.sales import MonthSales
from shared.segmentation.sales.months import month_sales
from tests.unit.segmentation.sales.shop import AS_OF, a_line, a_shop


def months_of(*lines: Mapping[str, object], as_of: date = AS_OF) -> tuple[MonthSales, ...]:
    shop = a_shop(*lines, as_of=as_of)
    return month_sales(shop.lines, shop.days)


def test_a_month_sums_up_what_was_sold_in_it() -> None:
    months = months_of(
        a_line("o1", "2026-05-01", quantity=3, unit_price=10.0, discount=5.0),
        a_line("o1", "2026-05-01", product_id="p2", unit_price=2.5),
        a_line("o2", "2026-05-20", customer_id="c2"),
        a_line("o3", "2026-06-02"),
    )

    may, june = months
    assert (may.month, may.revenue, may.orders, may.customers, may.new_customers, may.units) == (
        date(2026, 5, 1), 37.5, 2, 2, 2, 5,
    )  # fmt: skip
    assert (june.month, june.revenue, june.orders, june.customers, june.new_customers) == (
        date(2026, 6, 1), 10.0, 1, 1, 0,
    )  # fmt: skip


def test_returns_lower_the_revenue_and_are_no_orders() -> None:
    months = months_of(
        a_line("o1", "2026-06-01", quantity=5),
        a_line("r1", "2026-06-03", customer_id="c2", quantity=-2),
    )

    (june,) = months
    assert (june.revenue, june.orders, june.customers, june.units) == (30.0, 1, 1, 5)


def test_a_discount_on_the_whole_order_lowers_the_revenue() -> None:
    months = months_of(a_line("o1", quantity=2), a_line("o1", quantity=0, unit_price=0.0, discount=4.0))

    assert (months[0].revenue, months[0].orders) == (16.0, 1)


def test_the_day_of_as_of_counts_and_the_day_after_does_not() -> None:
    months = months_of(
        a_line("o1", "2026-06-30T23:59:59.999999"),
        a_line("o2", "2026-07-01T00:00:00"),
    )

    assert [(month.month, month.orders) for month in months] == [(date(2026, 6, 1), 1)]


def test_a_month_without_orders_is_a_month_of_zeros() -> None:
    months = months_of(a_line("o1", "2026-03-01"), a_line("o2", "2026-06-15"))

    assert [(month.month.month, month.revenue, month.orders) for month in months] == [
        (3, 10.0, 1), (4, 0.0, 0), (5, 0.0, 0), (6, 10.0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "is_whole"), [("2026-04-01", True), ("2026-04-04", True), ("2026-04-05", False)])
def test_a_first_month_that_begins_late_is_not_whole(first: str, *, is_whole: bool) -> None:
    months = months_of(a_line("o1", first), *(a_line(f"m{day}", f"2026-05-{day:02}") for day in range(1, 32)))

    assert months[0].is_whole is is_whole


@pytest.mark.parametrize(("as_of", "is_whole"), [("2026-05-30", False), ("2026-05-31", True), ("2026-06-02", True)])
def test_a_month_is_whole_once_it_is_over(as_of: str, *, is_whole: bool) -> None:
    lines = [a_line(f"m{day}", f"2026-05-{day:02}") for day in range(1, 32)]

    assert months_of(*lines, as_of=date.fromisoformat(as_of))[0].is_whole is is_whole


def test_months_after_a_silence_longer_than_any_before_are_not_known() -> None:
    daily = [a_line(f"m{day}", f"2026-03-{day:02}") for day in range(1, 32)]

    months = months_of(*daily, as_of=date(2026, 5, 31))

    assert [(month.month.month, month.is_whole) for month in months] == [(3, True), (4, False), (5, False)]


def test_a_shop_that_always_sold_seldom_may_be_silent_for_as_long() -> None:
    months = months_of(a_line("o1", "2026-03-01"), a_line("o2", "2026-04-30"), as_of=date(2026, 6, 29))

    assert [month.is_whole for month in months] == [True, True, True, False]


def test_the_year_turns_after_december() -> None:
    months = months_of(a_line("o1", "2025-11-15"), a_line("o2", "2026-01-15"), as_of=date(2026, 1, 20))

    assert [month.month for month in months] == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
