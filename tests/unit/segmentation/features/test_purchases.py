"""The days on which customers bought, as columns."""

from datetime import date

import numpy as np

from shared.segmentation.features.collect import collect
from shared.segmentation.features.expression import features
from shared.segmentation.features.purchases import collect_purchases, purchases_table
from shared.segmentation.purchases import Purchases, summarise
from tests.unit.segmentation.features.shop import AS_OF, Line, a_line, a_table, lines_of

FIRST = date(2026, 5, 1).toordinal()


def bought(shop: dict[str, list[Line]]) -> Purchases:
    return collect_purchases(purchases_table(a_table(lines_of(shop)), as_of=AS_OF))


def test_orders_of_one_day_are_one_purchase_less_what_came_back_that_day() -> None:
    found = bought(
        {
            "c1": [
                a_line("2026-05-09", unit_price=3.0),
                a_line("2026-05-01", order_id="o1", quantity=2, discount=1.5),
                a_line("2026-05-01", order_id="o2"),
                a_line("2026-05-01", order_id="o3", quantity=-1, unit_price=4.0),
                a_line("2026-05-20", quantity=-1, unit_price=4.0),
            ]
        }
    )

    assert found.customers == 1
    assert (found.customer.tolist(), found.day.tolist()) == ([0, 0], [FIRST, FIRST + 8])
    assert found.value.tolist() == [20 - 1.5 + 10 - 4, 3]


def test_an_order_that_spans_midnight_is_one_purchase() -> None:
    lines = [a_line("2026-05-01T23:59:00", order_id="o1"), a_line("2026-05-02T00:01:00", order_id="o1")]

    found = bought({"c1": lines})

    assert (found.day.tolist(), found.value.tolist()) == ([FIRST], [20])


def test_customers_are_numbered_by_their_place_among_the_features() -> None:
    shop = {
        "z": [a_line("2026-05-01"), a_line("2026-05-03")],
        "é": [a_line("2026-05-02")],
        "B": [a_line("2026-06-30"), a_line("2026-07-01")],
        "only returned": [a_line(quantity=-1)],
        "tomorrow": [a_line("2026-07-01")],
    }
    table = a_table(lines_of(shop))

    found = collect_purchases(purchases_table(table, as_of=AS_OF))
    measured = collect(features(table, None, as_of=AS_OF))

    assert measured.customer_id.tolist() == ["B", "z", "é"]
    assert found.customer.tolist() == [0, 1, 1, 2]
    summary = summarise(found, AS_OF.toordinal())
    np.testing.assert_array_equal(summary.repeats + 1, measured.order_days)
    np.testing.assert_array_equal(summary.age, measured.tenure_days)


def test_without_lines_nobody_bought() -> None:
    found = bought({})

    assert (found.customers, len(found.customer), len(found.day), len(found.value)) == (0, 0, 0, 0)
    assert (found.customer.dtype, found.day.dtype) == (np.dtype(np.int32), np.dtype(np.int32))
