"""When customers buy, worked out by hand."""

from datetime import date, timedelta
from math import log, sqrt

import numpy as np
import pytest

from tests.unit.segmentation.features.shop import AS_OF, Line, a_line, measure


def on_days_with_gaps(*gaps: int) -> list[Line]:
    days = [date(2026, 1, 1)]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    return [a_line(day.isoformat()) for day in days]


def test_recency_and_tenure_count_from_the_last_and_the_first_order() -> None:
    found = measure({"weekly": on_days_with_gaps(7, 7, 7, 7)})["weekly"]

    assert (found["orders"], found["order_days"]) == (5, 5)
    assert (found["first_order_on"], found["last_order_on"]) == (
        np.datetime64("2026-01-01"),
        np.datetime64("2026-01-29"),
    )
    # To 30 June: 2 days of January and 28 + 31 + 30 + 31 + 30; and the 28 days before.
    assert (found["recency_days"], found["tenure_days"]) == (152, 180)


def test_gaps_their_regularity_and_their_trend() -> None:
    found = measure(
        {
            "weekly": on_days_with_gaps(7, 7, 7, 7),
            "faster": on_days_with_gaps(40, 40, 10, 10),
            "odd": on_days_with_gaps(10, 10, 77, 20, 20),
            "short": on_days_with_gaps(10, 20),
        }
    )

    assert (found["weekly"]["mean_gap_days"], found["weekly"]["gap_variation"], found["weekly"]["gap_trend"]) == (
        7,
        0,
        0,
    )
    # Gaps of 25 on average, each 15 off: variance 4 x 15^2 / 3.
    assert found["faster"]["mean_gap_days"] == 25
    assert found["faster"]["gap_variation"] == pytest.approx(sqrt(300) / 25)
    assert found["faster"]["gap_trend"] == pytest.approx(log(10 / 40))
    # The gap in the middle belongs to neither half.
    assert found["odd"]["gap_trend"] == pytest.approx(log(20 / 10))
    # Two gaps, each 5 off 15: variance 50 / 1.
    assert found["short"]["gap_variation"] == pytest.approx(sqrt(50) / 15)
    assert np.isnan(found["short"]["gap_trend"])


def test_what_takes_two_days_or_more_is_unknown_of_orders_on_one_day() -> None:
    found = measure(
        {
            "once": [a_line()],
            "thrice on one day": [a_line(order_id=order) for order in ("o1", "o2", "o3")],
            "twice": on_days_with_gaps(30),
        }
    )

    for customer, orders in (("once", 1), ("thrice on one day", 3)):
        assert (found[customer]["orders"], found[customer]["order_days"]) == (orders, 1)
        assert np.isnan([found[customer][name] for name in ("mean_gap_days", "gap_variation", "gap_trend")]).all()
        assert np.isnan(found[customer]["spend_trend"])
    assert found["twice"]["mean_gap_days"] == 30
    assert np.isnan(found["twice"]["gap_variation"])


def test_an_order_that_spans_midnight_is_one_order_on_the_day_it_began() -> None:
    late = [a_line("2026-06-01T23:59:00", order_id="o1"), a_line("2026-06-02T00:01:00", order_id="o1", product_id="p2")]

    found = measure({"late": late})["late"]

    assert (found["orders"], found["order_days"], found["recency_days"], found["lines_per_order"]) == (1, 1, 29, 2)
    assert np.isnan(found["repurchase_ratio"])


def test_the_day_that_is_seen_from_counts_to_its_end_and_what_comes_later_does_not() -> None:
    shop = {
        "today": [a_line("2026-06-30T23:59:59"), a_line("2026-07-01T00:00:00")],
        "tomorrow": [a_line("2026-07-01T00:00:00")],
    }

    found = measure(shop, as_of=AS_OF)

    assert set(found) == {"today"}
    assert (found["today"]["orders"], found["today"]["recency_days"], found["today"]["tenure_days"]) == (1, 0, 0)
