"""What the shop sold of each category, month by month."""

from collections.abc import Mapping
from datetime import date

from shared.domain.sales import CategoryMonth
from shared.segmentation.sales.categories import category_months
from tests.unit.segmentation.sales.shop import a_line, a_shop


def months_of(*lines: Mapping[str, object], most: int = 10) -> tuple[CategoryMonth, ...]:
    return category_months(a_shop(*lines).lines, most=most)


def test_each_month_of_a_category_is_summed_up() -> None:
    months = months_of(
        a_line("o1", "2026-05-01", quantity=2),
        a_line("o1", "2026-05-01", product_id="p2", category="Garden"),
        a_line("o2", "2026-06-01", customer_id="c2"),
        a_line("r2", "2026-06-02", customer_id="c2", quantity=-1, unit_price=4.0),
    )

    found = [
        (month.category, month.month.month, month.revenue, month.orders, month.customers, month.units)
        for month in months
    ]
    assert found == [("Garden", 5, 10.0, 1, 1, 1), ("Kitchen", 5, 20.0, 1, 1, 2), ("Kitchen", 6, 6.0, 1, 1, 1)]


def test_a_shop_without_categories_has_no_months_of_them() -> None:
    assert months_of(a_line("o1", category="")) == ()


def test_only_the_categories_with_the_most_revenue_are_kept() -> None:
    lines = [a_line(f"o{number}", category=f"k{number}", unit_price=float(number)) for number in range(1, 6)]

    months = months_of(*lines, most=2)

    assert [(month.category, month.month) for month in months] == [
        ("k4", date(2026, 6, 1)),
        ("k5", date(2026, 6, 1)),
    ]
