"""What the shop sold of each product."""

from collections.abc import Mapping
from datetime import date

import pytest

from shared.domain.sales import ProductSales
from shared.segmentation.sales.products import product_sales
from tests.unit.segmentation.sales.shop import a_line, a_shop


def products_of(
    *lines: Mapping[str, object], most: int = 100, families: Mapping[str, str] | None = None
) -> tuple[ProductSales, ...]:
    shop = a_shop(*lines, families=families)
    return product_sales(shop.lines, shop.days, most=most)


def the_mug(*lines: Mapping[str, object], families: Mapping[str, str] | None = None) -> ProductSales:
    return next(product for product in products_of(*lines, families=families) if product.product_id == "p1")


def test_a_product_sums_up_its_sales() -> None:
    mug = the_mug(
        a_line("o1", "2026-01-10", quantity=4, discount=4.0),
        a_line("o2", "2026-02-10", quantity=2),
        a_line("o3", "2026-06-20", customer_id="c2", quantity=1),
        a_line("r1", "2026-06-25", customer_id="c2", quantity=-1),
    )

    assert (mug.name, mug.category, mug.units, mug.returned_units, mug.revenue) == ("Blue mug", "Kitchen", 7, 1, 56.0)
    assert (mug.orders, mug.customers, mug.repeat_customers_share) == (3, 2, 0.5)
    assert (mug.first_sold_on, mug.last_sold_on) == (date(2026, 1, 10), date(2026, 6, 20))


def test_buying_twice_on_one_day_is_no_repeat() -> None:
    mug = the_mug(a_line("o1", "2026-06-20T09:00"), a_line("o2", "2026-06-20T18:00"))

    assert mug.repeat_customers_share == 0.0


QUARTERS = {
    "2026-06-30": (10.0, 0.0, 0.0),
    "2026-04-02": (10.0, 0.0, 0.0),
    "2026-04-01": (0.0, 10.0, 0.0),
    "2026-01-02": (0.0, 10.0, 0.0),
    "2026-01-01": (0.0, 0.0, 0.0),
    "2025-06-30": (0.0, 0.0, 10.0),
    "2025-04-02": (0.0, 0.0, 10.0),
    "2025-04-01": (0.0, 0.0, 0.0),
}


def test_the_quarters_are_of_ninety_days_each() -> None:
    products = products_of(*(a_line(on, on, product_id=on) for on in QUARTERS))

    found = {
        product.product_id: (
            product.revenue_last_90,
            product.revenue_previous_90,
            product.revenue_last_90_a_year_ago,
        )
        for product in products
    }
    assert found == QUARTERS


@pytest.mark.parametrize(("first", "known"), [("2025-04-02", True), ("2025-04-03", False)])
def test_a_year_ago_is_unknown_when_the_orders_do_not_reach_so_far_back(first: str, *, known: bool) -> None:
    mug = the_mug(a_line("o1", first), a_line("o2", "2026-06-30"))

    assert (mug.revenue_last_90_a_year_ago is not None) is known


def test_a_product_goes_by_what_it_was_called_last() -> None:
    mug = the_mug(
        a_line("o1", "2026-05-01", product_name="Mug (blue)", category="Gifts"),
        a_line("o2", "2026-06-01", product_name="Blue mug", category="Kitchen"),
        a_line("o3", "2026-06-02", product_name="", category=""),
        a_line("r1", "2026-06-03", product_name="broken", category="Notes", quantity=-1),
    )

    assert (mug.name, mug.category) == ("Blue mug", "Kitchen")


def test_a_product_without_a_category_belongs_to_its_family() -> None:
    mug = the_mug(a_line("o1", category=""), families={"p1": "mugs"})

    assert mug.category == "mugs"


def test_a_category_of_the_shops_own_goes_before_the_family() -> None:
    assert the_mug(a_line("o1"), families={"p1": "mugs"}).category == "Kitchen"


CHARGES = (
    "POSTAGE", "DOTCOM POSTAGE", "CARRIAGE", "Bank Charges", "Manual", "Discount", "AMAZON FEE", "Adjust bad debt",
    "CRUK Commission", "Standard shipping", "Next-day delivery", "free shipping & handling", "Shipping Insurance",
)  # fmt: skip
GOODS = (
    "Postage stamp quilt kit", "AIRLINE BAG VINTAGE JET SET RED", "Charm pack", "Manual coffee grinder", "", "Next",
    "Delivery van toy", "Free motion quilting foot", "Tip top tin", "Nachttischlampe", "\u30dd\u30b9\u30c8",
)  # fmt: skip


def test_charges_are_no_products_and_goods_whose_names_merely_hold_such_a_word_are() -> None:
    lines = [a_line(f"o{at}", product_id=f"p{at}", product_name=name) for at, name in enumerate(CHARGES + GOODS)]

    assert {product.name for product in products_of(*lines)} == set(GOODS)


def test_only_the_products_with_the_most_revenue_are_kept() -> None:
    lines = [a_line(f"o{number}", product_id=f"p{number}", unit_price=float(number)) for number in range(1, 9)]

    products = products_of(*lines, most=3)

    assert [product.product_id for product in products] == ["p8", "p7", "p6"]


def test_a_product_that_only_came_back_has_no_customers() -> None:
    mug = the_mug(a_line("r1", quantity=-2))

    assert (mug.revenue, mug.units, mug.returned_units) == (-20.0, 0, 2)
    assert (mug.orders, mug.customers, mug.repeat_customers_share) == (0, 0, 0.0)
