"""What customers spend, worked out by hand."""

from math import log

import pytest

from tests.unit.segmentation.features.shop import a_line, measure


def test_spending_is_price_times_quantity_less_discounts_and_returns() -> None:
    found = measure(
        {
            "c1": [
                a_line("2026-05-01", quantity=3, unit_price=20.0, discount=10.0),
                a_line("2026-05-02", quantity=1, unit_price=50.0),
                a_line("2026-05-20", quantity=-1, unit_price=20.0),
            ]
        }
    )["c1"]

    # 60 - 10, and 50, and 20 back.
    assert (found["spent"], found["gross_spent"], found["returned"]) == (80, 100, 20)
    assert found["return_share"] == pytest.approx(20 / 100)
    assert (found["orders"], found["average_order_value"]) == (2, 40)


def test_returns_are_no_orders_but_their_money_counts_whenever_they_came() -> None:
    found = measure(
        {
            "returned before": [a_line("2026-01-05", quantity=-1, unit_price=4.0), a_line("2026-03-01")],
            "returned in the order": [a_line(), a_line(product_id="p2", quantity=-1, unit_price=4.0)],
            "returned more": [a_line("2026-03-01"), a_line("2026-03-09", quantity=-1, unit_price=25.0)],
            "only returned": [a_line(quantity=-1)],
        }
    )

    assert set(found) == {"returned before", "returned in the order", "returned more"}
    before = found["returned before"]
    assert (before["orders"], before["spent"], before["first_order_on"].astype(str)) == (1, 6, "2026-03-01")
    assert found["returned in the order"]["spent"] == 6
    assert (found["returned more"]["spent"], found["returned more"]["return_share"]) == (-15, 1)


def test_spending_is_rounded_to_cents_with_halves_away_from_zero() -> None:
    found = measure(
        {
            "bought": [a_line(quantity=3, unit_price=0.335)],
            "returned": [a_line("2026-01-01", unit_price=0.0), a_line(quantity=-3, unit_price=0.335)],
            "pennies": [a_line(product_id=f"p{number}", unit_price=0.1) for number in range(10)],
        }
    )

    assert (found["bought"]["spent"], found["returned"]["spent"], found["pennies"]["spent"]) == (1.01, -1.01, 1.0)


def test_the_last_ninety_days_and_the_ninety_before_end_with_their_days() -> None:
    found = measure(
        {
            "c1": [
                a_line("2026-06-30", unit_price=1.0),
                a_line("2026-04-02", unit_price=2.0),
                a_line("2026-04-01", unit_price=4.0),
                a_line("2026-01-02", unit_price=8.0),
                a_line("2026-01-01", unit_price=16.0),
                a_line("2026-06-29", quantity=-1, unit_price=5.0),
            ]
        }
    )["c1"]

    assert (found["spent_last_90"], found["orders_last_90"]) == (1 + 2, 2)
    assert (found["spent_previous_90"], found["orders_previous_90"]) == (4 + 8, 2)


def test_the_trend_compares_halves_of_the_tenure_without_the_first_day() -> None:
    # 180 days from 1 January to 30 June: 1 April is in the middle, and still early.
    first = a_line("2026-01-01", unit_price=100.0)
    found = measure(
        {
            "growing": [first, a_line("2026-04-01", unit_price=100.0), a_line("2026-05-01", unit_price=300.0)],
            "steady": [first, a_line("2026-04-01", unit_price=100.0), a_line("2026-04-02", unit_price=100.0)],
            "for nothing": [a_line("2026-01-01", unit_price=0.0), a_line("2026-04-02", unit_price=0.0)],
        }
    )

    usual = 500 / 3
    assert found["growing"]["spend_trend"] == pytest.approx(log((300 + usual) / (100 + usual)))
    assert found["steady"]["spend_trend"] == 0
    assert found["for nothing"]["spend_trend"] == 0
